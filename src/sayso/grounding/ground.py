"""From claims as written to claims with places, actors and days, a document at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.claims.claim import Claim, Grounds, Participant, Source, Time
from sayso.grounding.actors import Actors, Mention
from sayso.grounding.actors.mention import Role
from sayso.grounding.days import Timeline, timeline
from sayso.grounding.places import Places
from sayso.ingest.document import Document

Stretch = tuple[int, int]
P = TypeVar("P", Source, Participant)


@dataclass(frozen=True, slots=True)
class Grounder:
    """Says of each mention which place, which actor, which days it means, or why it is left empty.

    It looks at nothing but the document and its claims, and keeps nothing from one document to the next.
    """

    places: Places
    actors: Actors

    def ground(self, document: Document, claims: Sequence[Claim]) -> list[Claim]:
        """The claims, their sources, actors, targets, places and times grounded. Words and offsets stay as they are.

        Args:
            document: the document that all the claims are of.
            claims: claims in any order.
        """
        mentions = sorted({(p.start, p.end) for claim in claims for p in claim.places})
        where = self.places.resolve(document, mentions, self.actors.countries(document))
        countries = Counter(place.country for place, _ in where.values() if place and place.country)
        who = self.actors.resolve(document, _voices(claims), countries)
        when = timeline(document.text, document.published)
        return [
            replace(
                claim,
                sources=tuple(_named(source, who) for source in claim.sources),
                actors=tuple(_named(actor, who) for actor in claim.actors),
                targets=tuple(_named(target, who) for target in claim.targets),
                places=tuple(
                    replace(place, location=found[0], grounds=found[1])
                    for place in claim.places
                    for found in (where[place.start, place.end],)
                ),
                times=tuple(_dated(time, when, claim.trigger.start) for time in claim.times),
            )
            for claim in claims
        ]


def _voices(claims: Sequence[Claim]) -> list[Mention]:
    """Every source, actor and target once for each role it has, in text order."""
    found = {
        Mention(span.start, span.end, role, (claim.evidence.start, claim.evidence.end))
        for claim in claims
        for role, spans in _roles(claim)
        for span in spans
    }
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.role, mention.evidence))


def _roles(claim: Claim) -> tuple[tuple[Role, Sequence[Source | Participant]], ...]:
    return ("source", claim.sources), ("actor", claim.actors), ("target", claim.targets)


def _named(voice: P, who: Mapping[Stretch, tuple[str | None, Grounds]]) -> P:
    actor, grounds = who[voice.start, voice.end]
    return replace(voice, actor=actor, grounds=grounds)


def _dated(time: Time, when: Timeline, event: int) -> Time:
    days = when.interval(time.start, time.end, event)
    if days is None:
        return replace(time, grounds=Grounds("the text and the document's date do not settle it"))
    first, last = days.first.isoformat(), days.last.isoformat()
    return replace(time, first=first, last=last, precision=days.precision, grounds=Grounds(days.why, days.score))
