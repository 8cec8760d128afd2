"""The claims of one document, laid flat: voices in their camps, places, days, parties and tolls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sayso.claims.record import Record
from sayso.grounding.theatres.actor import Actor
from sayso.grounding.theatres.theatre import Theatre
from sayso.ledger.sighting import Sighting
from sayso.reconcile.background import background
from sayso.reconcile.inherit import Days, Draft, inherit, lend_tolls, narrow
from sayso.reconcile.item import Spot, Toll, Voice
from sayso.reconcile.kinds import kinds
from sayso.reconcile.phrases import dumb, means_again, phrases, unnamed
from sayso.reconcile.press import HEAD, Press, declared, wires
from sayso.reconcile.signature import tokens
from sayso.reconcile.spoken import Spoken

ASSERTED = frozenset({"happened", "ongoing", "negated"})


@dataclass(frozen=True, slots=True)
class Flat:
    """A document's claims as fields of items, all but the signature; `evidence` has the index of each one's text."""

    claims: list[Mapping[str, Any]]
    evidence: list[int]
    texts: list[str]


class Flattener:
    """Lays the claims of documents flat, by the actors, camps and outlets of a theatre. Keeps nothing of a document."""

    def __init__(self, theatre: Theatre) -> None:
        self._actors = theatre.actors
        self._press = Press(theatre)
        self._camp = lru_cache(maxsize=65536)(theatre.camp)

    def flat(self, records: Sequence[Record], sightings: Sequence[Sighting]) -> Flat:
        """
        Args:
            records: claims of one document, in any order.
            sightings: where it was seen, the first sighting first; none stands for what the records say.
        """
        records = sorted(records, key=lambda record: (record["trigger"]["start"], record["claim_id"]))
        about = records[0]["document"]
        published = _published(about, sightings)
        drafts = [_draft(record) for record in records]
        lend_tolls(drafts, _causes)
        inherit(drafts, published, _causes)
        texts = list(dict.fromkeys(record["evidence"]["text"] for record in records))
        index = {text: row for row, text in enumerate(texts)}
        evidence = [index[record["evidence"]["text"]] for record in records]
        ends = self._ends(about, sightings, records)
        again, spoken = self._again(records), Spoken(records)
        claims = [
            self._fields(record, draft, texts[row], ends, again, spoken, published)
            for record, draft, row in zip(records, drafts, evidence, strict=True)
        ]
        return Flat(claims, evidence, texts)

    def _fields(
        self,
        record: Record,
        draft: Draft,
        evidence: str,
        ends: Sequence[tuple[str, str | None]],
        again: Mapping[str, str],
        spoken: Spoken,
        published: date | None,
    ) -> Mapping[str, Any]:
        day = date.fromordinal(draft.days[0]) if draft.days else published
        voices = (spoken.voice(source) for source in record["sources"])
        cited = [self._cited(*voice, again, day) for voice in voices if voice]
        return {
            "id": record["claim_id"],
            "document": record["document"]["id"],
            "kind": record["kind"],
            "stance": record["stance"],
            "modality": record["modality"],
            "start": record["trigger"]["start"],
            "spots": draft.spots,
            "first": draft.days[0] if draft.days else None,
            "last": draft.days[1] if draft.days else None,
            "actors": _parties(_doers(record["actors"])),
            "targets": _parties(record["targets"]),
            "tolls": draft.tolls,
            "voices": (*cited, *(Voice(words, actor, self._side(actor, day)) for words, actor in ends)),
            "named": len(cited),
            "published": published.toordinal() if published else None,
            "trigger": record["trigger"]["text"],
            "evidence": evidence,
            "framing": tuple(sorted({mention["text"] for mention in record["framing"]})),
            "confidence": record["confidence"],
            "inherited": frozenset(draft.inherited),
        }

    def _cited(self, words: str, actor: str | None, again: Mapping[str, str], day: date | None) -> Voice:
        """A cited voice: by the identity of whom a person speaks for, or of one that was named elsewhere.

        A side without a name ("activists") is no one in particular, but may stand in a camp.
        """
        kind = self._kind(actor) if actor else None
        named = next((again[sort] for sort in sorted(again) if means_again(words, sort)), None)
        if named and kind in (None, "side"):
            return Voice(words, named, self._side(named, day))
        speaks = self._speaks_for(actor) if actor and kind != "side" else None
        return Voice(words, speaks, self._side(actor, day) or self._side(speaks, day))

    def _side(self, actor: str | None, day: date | None) -> str | None:
        return self._camp(actor, day) if actor else None

    def _again(self, records: Iterable[Record]) -> Mapping[str, str]:
        """By kind, the one actor of that kind that the document cites, for those kinds that are named once and then
        called by their noun."""
        cited = {source["actor"] for record in records for source in record["sources"] if source.get("actor")}
        voices = {self._speaks_for(actor) for actor in cited}
        found = {kind: [actor for actor in voices if self._kind(actor) == kind] for kind in phrases().again}
        return {kind: actors[0] for kind, actors in found.items() if len(actors) == 1}

    def _speaks_for(self, actor: str) -> str:
        """Whom a person heads or is part of, where that is one; anyone else speaks for itself."""
        known = self._actor(actor)
        if known is None or known.kind != "person":
            return actor
        heads = {tie.actor for tie in known.ties if tie.relation == "part_of"}
        return next(iter(heads)) if len(heads) == 1 else actor

    def _ends(
        self, about: Record, sightings: Sequence[Sighting], records: Sequence[Record]
    ) -> tuple[tuple[str, str | None], ...]:
        """The end of each chain, words and identity: the agency that the report says it is from, and the publisher."""
        seen = [(sighting.publisher, sighting.url) for sighting in sightings] or [(about["publisher"], about["url"])]
        publisher, address = seen[0]
        outlet = self._press.outlet(publisher, address)
        words = publisher or (self._called(outlet) if outlet else _nowhere(about))
        sentences = {(record["evidence"]["text"], record["evidence"]["start"] < HEAD) for record in records}
        said = {agency for text, first in sentences for agency in declared(text, first)}
        said |= {agency for name, _ in seen if (agency := self._press.outlet(name)) in wires().names and agency}
        if len(said) != 1 or outlet in said:
            return ((words, outlet),)
        agency = said.pop()
        return (self._called(agency), agency), (words, outlet)

    def _called(self, outlet: str) -> str:
        known = self._actor(outlet)
        return known.name if known else wires().names[outlet][0]

    def _kind(self, actor: str) -> str | None:
        known = self._actor(actor)
        return known.kind if known else None

    def _actor(self, actor: str) -> Actor | None:
        return self._actors.get(actor)


def _nowhere(about: Record) -> str:
    """What stands for the publisher of a document that has none: its name, told from others of that name."""
    return f"{about['name']} [{about['id'][:8]}]"


def _published(about: Record, sightings: Sequence[Sighting]) -> date | None:
    if sightings:
        return sightings[0].published
    return date.fromisoformat(about["published"]) if about["published"] else None


def _causes(kind: str) -> frozenset[str]:
    return kinds().of(kind).effect_of


def _draft(record: Record) -> Draft:
    days = _days(record["times"])
    return Draft(
        id=record["claim_id"],
        kind=record["kind"],
        sentence=(record["evidence"]["start"], record["evidence"]["end"]),
        asserted=record["modality"] in ASSERTED,
        sources=tuple(" ".join(tokens(source["text"])) for source in record["sources"]),
        spots=_spots(record["places"]),
        days=days,
        tolls=_tolls(record["counts"]),
        sums_up=not narrow(days) and background().sums_up(record),
        undated=background().undated(record),
    )


def _spots(places: Iterable[Mapping[str, Any]]) -> tuple[Spot, ...]:
    """The places on the map, each once, the most precise first."""
    found = {place["place"]["id"]: place["place"] for place in places if place.get("place")}
    spots = [Spot(**{"admin1": None, "country": None, **where}) for where in found.values()]
    return tuple(sorted(spots, key=lambda spot: (spot.precision, spot.radius, spot.id)))


def _days(times: Iterable[Mapping[str, Any]]) -> Days | None:
    """The days that all times told allow; where they allow none together, those from the first to the last."""
    spans = [
        (date.fromisoformat(time["from"]).toordinal(), date.fromisoformat(time["to"]).toordinal())
        for time in times
        if time["from"] and time["to"]
    ]
    if not spans:
        return None
    first, last = max(first for first, _ in spans), min(last for _, last in spans)
    return (first, last) if first <= last else (min(spans)[0], max(last for _, last in spans))


def _tolls(counts: Iterable[Mapping[str, Any]]) -> tuple[Toll, ...]:
    found = {Toll(count["what"], count["low"], count["high"]) for count in counts if count["what"]}
    bound = [toll for toll in found if toll.low is not None or toll.high is not None]
    return tuple(sorted(bound, key=lambda toll: (toll.what, toll.low or 0, toll.high or 0, toll.high is None)))


def _doers(mentions: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Those who can have done it: not what it was done with ("warplanes"), nor the deed itself ("the blast killed")."""
    return (mention for mention in mentions if mention.get("actor") or not dumb(mention["text"]))


def _parties(mentions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Identities, or what stands for them, each once, identities first."""
    found = {mention.get("actor") or unnamed(mention["text"]) for mention in mentions}
    return tuple(sorted((party for party in found if party), key=lambda party: (party.startswith("~"), party)))
