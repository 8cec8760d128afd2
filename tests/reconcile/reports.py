"""A made-up theatre with its press, and rows and items of made-up reports on it, by hand."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from sayso.claims.record import Record
from sayso.grounding.theatres import Actor, Camp, Name, Theatre, Tie
from sayso.grounding.theatres.theatre import Opposition
from sayso.ledger import Decision, Row, Sighting
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.item import Item, Spot, Toll, Voice
from sayso.reconcile.signature import WHOLE, sign

NOON = datetime(2031, 3, 9, 12, tzinfo=UTC)
MONDAY = date(2031, 3, 3)
TOSK = {"id": "x-tosk", "name": "Tosk", "lat": 41.5, "lon": 44.2, "precision": 1, "radius": 2.0}
DORN = {"id": "x-dorn", "name": "Dorn", "lat": 41.9, "lon": 44.6, "precision": 1, "radius": 2.0}
VARN = {"id": "x-varn", "name": "Lower Varn", "lat": 41.0, "lon": 44.0, "precision": 4, "radius": 60.0}


def actor(
    id_: str, kind: str, names: str = "", camp: str | None = None, *ties: str, until: date | None = None
) -> Actor:
    """An actor with names between bars; part of `ties`, in its camp until a day."""
    return Actor(
        id_,
        names.split("|")[0] or id_,
        kind,  # type: ignore[arg-type]
        7,
        names=tuple(Name(None, None, "", name, "en") for name in names.split("|") if name),
        ties=tuple(Tie(None, None, "", "part_of", tie) for tie in ties),
        camps=(Camp(None, until, "", camp),) if camp else (),
    )


ACTORS = (
    actor("vn-government", "state", "Varnian government", "crown"),
    actor("vn-army", "force", "Varnian army", None, "vn-government"),
    actor("vna", "media", "Varnian News Agency|VNA", None, "vn-government"),
    actor("vn-tv", "media", "Varn Television|Varn TV", None, "vn-government"),
    actor("free-lesk", "media", "Al-Lesk al-Hurr|Free Lesk", "rising"),
    actor("gazette", "media", "The Norrel Gazette", "neutral", until=date(2031, 6, 1)),
    actor("herald", "media", "Norrel Herald", "neutral"),
    actor("courier-east", "media", "Courier Radio"),
    actor("courier-west", "media", "Courier Online"),
    actor("watch", "monitor", "Varn Rights Watch|VRW", "neutral"),
    actor("ana-lind", "person", "Ana Lind", None, "watch"),
    actor("reuters", "media", "Reuters", "neutral"),
    actor("vn-rebels", "side", "rebels", "rising"),
)


def theatre() -> Theatre:
    return Theatre(
        id="varn",
        name="War in Varn",
        countries=("VN",),
        first=None,
        last=None,
        camps={"crown": "the crown", "rising": "the rising", "neutral": "neither"},
        opposed=(Opposition(None, None, "", ("crown", "rising")),),
        loaded=(),
        actors={one.id: one for one in ACTORS},
        sources={},
    )


def opposed(one: str | None, other: str | None, day: int | None) -> bool:
    return {one, other} == {"crown", "rising"}


class Report:
    """A report in which claims are put by their words; `row` gives them one after the other."""

    def __init__(self, text: str, name: str = "1.txt", publisher: str | None = "Norrel Gazette", **about: Any) -> None:
        self.text = text
        published = about.get("published", MONDAY)
        self.about = {
            "id": hashlib.sha256(text.encode()).hexdigest(),
            "name": name,
            "title": None,
            "publisher": publisher,
            "published": published.isoformat() if published else None,
            "url": about.get("url"),
            "language": "en",
        }
        self.sightings = (
            Sighting(self.about["id"], name, publisher, published, about.get("url"), NOON),
            *about.get("also", ()),
        )

    def row(self, kind: str, trigger: str, evidence: str | None = None, **slots: Any) -> Row:
        """A claim; mentions are words, or pairs of words and what they are grounded to."""
        record: Record = {
            "claim_id": hashlib.sha256(f"{self.about['id']} {kind} {trigger}".encode()).hexdigest()[:16],
            "document": self.about,
            "kind": kind,
            "trigger": self._mention(trigger),
            "evidence": self._mention(self._sentence(trigger) if evidence is None else evidence),
            "stance": slots.pop("stance", "asserts"),
            "modality": slots.pop("modality", "happened"),
            "sources": [self._told(source, "actor", cue="said") for source in slots.pop("sources", ())],
            "actors": [self._told(party, "actor") for party in slots.pop("actors", ())],
            "targets": [self._told(party, "actor") for party in slots.pop("targets", ())],
            "places": [self._told(place, "place") for place in slots.pop("places", ())],
            "times": [self._time(time) for time in slots.pop("times", ())],
            "counts": [self._count(count) for count in slots.pop("counts", ())],
            "framing": [self._mention(words) for words in slots.pop("framing", ())],
            "confidence": 0.8,
            "reader": "by hand 1",
        }
        assert not slots
        return Row(record, self.sightings)

    def _sentence(self, words: str) -> str:
        return next(sentence for sentence in self.text.split("\n") if words in sentence)

    def _mention(self, words: str) -> Record:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    def _told(self, told: Any, key: str, **more: Any) -> Record:
        words, value = told if isinstance(told, tuple) else (told, None)
        return {**self._mention(words), key: value, **more}

    def _time(self, time: tuple[str, str, str]) -> Record:
        words, first, last = time
        return {**self._mention(words), "from": first or None, "to": last or None}

    def _count(self, count: tuple[str, str, int, int | None]) -> Record:
        words, what, low, high = count
        return {**self._mention(words), "what": what, "low": low, "high": high}


def item(
    id_: str, said: str = "", *voices: Voice | str, named: int = 0, document: str | None = None, **fields: Any
) -> Item:
    """An item; voices are voices or their words, and a document is one of its own if none is given."""
    signature = sign([said])[0]
    spots = tuple(Spot(place, place, 41.5, 44.2, 2.0, 1) for place in fields.pop("places", ("Tosk",)))
    tolls = tuple(Toll("killed", number, number) for number in fields.pop("killed", ()))
    return Item(
        **{
            "id": id_,
            "document": id_ if document is None else document,
            "kind": "shelling",
            "stance": "asserts",
            "modality": "happened",
            "start": 0,
            "spots": spots,
            "first": MONDAY.toordinal(),
            "last": MONDAY.toordinal(),
            "tolls": tolls,
            "voices": tuple(voice if isinstance(voice, Voice) else Voice(voice) for voice in voices),
            "named": named,
            "published": MONDAY.toordinal(),
            "evidence": said,
            "signature": signature + signature[:WHOLE],
            **fields,
        }
    )


def cluster(*items: Item, context: tuple[Item, ...] = ()) -> Cluster:
    return Cluster("e1", "shelling", items, context)


def decision(verb: str, subject: str, number: int = 1, **fields: Any) -> Decision:
    return Decision(verb, subject, who="Ana Lind", when=NOON, why="seen on film", number=number, **fields)  # type: ignore[arg-type]
