"""What a claim does not tell itself and takes from the claims around it: where and when.

From claims of its own sentence, then of the nearest sentence before it, then of the whole document, where that is of
one mind; and for the day, last of all, from the day of publication.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from sayso.reconcile.item import Spot, Toll

T = TypeVar("T")
Days: TypeAlias = tuple[int, int]
Stretch: TypeAlias = tuple[int, int]

NEAR = 400
"""Code points between the end of a sentence and the beginning of a claim's own, up to which it is its context."""
LATE = 2
"""Days before publication on which what is reported without a day may have happened."""
NARROW = 3
"""Days that an interval may span to be of use to another claim."""
EXACT = 2
"""UCDP's where_prec up to which a place is one, not an area."""
CASUALTIES = frozenset({"killed", "wounded", "missing"})


Causes: TypeAlias = Callable[[str], frozenset[str]]
"""For a kind, the kinds that bring it about; none for kinds that are no effect."""


def _no_causes(kind: str) -> frozenset[str]:  # noqa: ARG001 - the shape of Causes
    return frozenset()


@dataclass(slots=True)
class Draft:
    """A claim of a document while its item is being made.

    `sentence` is its evidence, in code points of the document; `asserted` whether it is said to have happened, or not
    to have; `sources` who is cited, in words; `inherited` what it has from others. `sums_up`: it is told of weeks or of
    a whole war, whose day and place are not those of the sentences around it; `undated`: of a time not settled.
    """

    id: str
    kind: str
    sentence: Stretch
    asserted: bool
    sources: tuple[str, ...]
    spots: tuple[Spot, ...]
    days: Days | None
    tolls: tuple[Toll, ...]
    inherited: set[str] = field(default_factory=set)
    sums_up: bool = False
    undated: bool = False


def inherit(drafts: Sequence[Draft], published: date | None, causes: Causes = _no_causes) -> None:
    """Fill in the drafts of one document what they do not tell, and mark it as inherited.

    Args:
        drafts: all claims of the document.
        published: its day.
        causes: for a kind, the kinds that bring it about. An effect and its cause in one sentence share a long span
            too: "a raid that killed hundreds in May" is not of the day of the report.
    """
    spots = _Context([(draft.sentence, draft.spots) for draft in drafts if draft.spots], _places)
    days = _Context([(draft.sentence, draft.days) for draft in drafts if draft.days and narrow(draft.days)], _itself)
    spans = _spans(drafts)
    for draft in drafts:
        if not draft.spots and (found := spots.around(draft.sentence, own_only=draft.sums_up)):
            draft.spots = found
            draft.inherited.add("place")
        if draft.days is None and not draft.sums_up and not draft.undated:
            near = days.around(draft.sentence, own_only=True) or _shared_span(draft, spans, causes)
            draft.days = near or days.around(draft.sentence) or _before(published, draft.asserted)
            if draft.days:
                draft.inherited.add("day")


def _spans(drafts: Sequence[Draft]) -> dict[Stretch, list[tuple[str, Days]]]:
    """By sentence, the kinds that are told with more than some days, and these."""
    found: dict[Stretch, list[tuple[str, Days]]] = {}
    for draft in drafts:
        if draft.days and not narrow(draft.days) and not draft.sums_up:
            found.setdefault(draft.sentence, []).append((draft.kind, draft.days))
    return found


def _shared_span(draft: Draft, spans: Mapping[Stretch, list[tuple[str, Days]]], causes: Causes) -> Days | None:
    related = {
        days for kind, days in spans.get(draft.sentence, []) if kind in causes(draft.kind) or draft.kind in causes(kind)
    }
    return related.pop() if len(related) == 1 else None


def lend_tolls(drafts: Sequence[Draft], causes: Causes) -> None:
    """Give the dead and wounded of a sentence to the violent claim of it that they are the toll of.

    Only where the sentence has one such claim, without a toll of its own, on the word of the same sources; and not
    what a whole war or weeks of it came to.

    Args:
        drafts: all claims of one document.
        causes: for a kind, the kinds that bring it about; empty for kinds that are no effect.
    """
    sentences: dict[Stretch, list[Draft]] = {}
    for draft in drafts:
        if not draft.sums_up:
            sentences.setdefault(draft.sentence, []).append(draft)
    own = {draft.id for draft in drafts if draft.tolls}
    for draft in drafts:
        casualties = tuple(toll for toll in draft.tolls if toll.what in CASUALTIES) if draft.id in own else ()
        if casualties and causes(draft.kind) and not draft.sums_up:
            able = [other for other in sentences[draft.sentence] if _may_cause(other, draft, causes(draft.kind))]
            if len(able) == 1 and able[0].id not in own:
                able[0].tolls += tuple(toll for toll in casualties if toll not in able[0].tolls)
                able[0].inherited.add("toll")


def _may_cause(draft: Draft, effect: Draft, causes: frozenset[str]) -> bool:
    return draft.kind in causes and draft.sources == effect.sources and draft.asserted == effect.asserted


def _before(published: date | None, asserted: bool) -> Days | None:
    return (published.toordinal() - LATE, published.toordinal()) if published and asserted else None


class _Context(Generic[T]):
    """What the sentences of a document tell of one thing, for claims that do not."""

    def __init__(self, told: Sequence[tuple[Stretch, T]], meant: Callable[[T], tuple[object, bool]]) -> None:
        """
        Args:
            told: sentences and what a claim of them tells.
            meant: what two values that mean the same have in common, and whether it is vague.
        """
        self._meant = meant
        self._by_sentence: dict[Stretch, list[T]] = {}
        for sentence, value in told:
            self._by_sentence.setdefault(sentence, []).append(value)
        self._sentences = sorted(self._by_sentence, key=lambda sentence: (sentence[1], sentence[0]))
        self._ends = [end for _, end in self._sentences]
        self._whole = self._only([value for _, value in told])

    def around(self, sentence: Stretch, *, own_only: bool = False) -> T | None:
        """What the sentence itself tells, or the nearest before it, or all of them, if they are of one mind.

        With `own_only` what the sentence itself tells, if anything.
        """
        near: list[T] = self._by_sentence.get(sentence, [])
        if own_only:
            return self._only(near)
        if not near:
            before = bisect_right(self._ends, sentence[0]) - 1
            if before >= 0 and sentence[0] - self._ends[before] <= NEAR:
                near = self._by_sentence[self._sentences[before]]
        return self._only(near) or self._whole

    def _only(self, values: Sequence[T]) -> T | None:
        """The one that all mean; where some are vague, the one that the others mean."""
        found: dict[bool, dict[object, T]] = {False: {}, True: {}}
        for value in values:
            what, vague = self._meant(value)
            found[vague].setdefault(what, value)
        told = found[False] or found[True]
        return next(iter(told.values())) if len(told) == 1 else None


def _places(spots: tuple[Spot, ...]) -> tuple[object, bool]:
    return tuple(sorted(spot.id for spot in spots)), spots[0].precision > EXACT


def narrow(days: Days | None) -> bool:
    """Whether they tell on which day, and not but in which week."""
    return days is not None and days[1] - days[0] <= NARROW


def _itself(days: Days) -> tuple[object, bool]:
    return days, False
