"""The questions that an event raises (did it happen, where, how many killed), and what is answered by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.reconcile import likeness
from sayso.reconcile.likeness import SAME, Support
from sayso.reconcile.opinions import (
    Hearing,
    Opinion,
    actors_told,
    days_told,
    kinds_told,
    occurrence,
    places_told,
    tolls_told,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an event: a field and, for a toll, of what.

    `values` are the answers given, each once; `supports` holds for each opinion how far it speaks for each of them.
    """

    field: str
    what: str
    opinions: tuple[Opinion[Any], ...]
    values: tuple[Any, ...]
    supports: tuple[tuple[Support, ...], ...]

    def backers(self, value: int) -> tuple[Opinion[Any], ...]:
        """The opinions that say just that."""
        return tuple(o for o, row in zip(self.opinions, self.supports, strict=True) if row[value].backs)


def questions(hearing: Hearing) -> list[Question]:
    """What the event's claims answer, in the order of the fields; a toll for each thing that is counted, by name."""
    day, setting = hearing.day, hearing.setting

    def of_actor(said: str, value: str) -> Support:
        return likeness.of_actor(said, value, day, setting)

    asked = [
        _question("occurred", "", occurrence(hearing), likeness.of_word),
        _question("kind", "", kinds_told(hearing), likeness.of_kind),
        _question("place", "", places_told(hearing), likeness.of_place),
        _question("day", "", days_told(hearing), likeness.of_days),
        _question("actor", "", actors_told(hearing), of_actor),
    ]
    counted = sorted({toll.what for item in hearing.cluster.identity for toll in item.tolls})
    asked += [_question("toll", what, tolls_told(hearing, what), likeness.of_toll) for what in counted]
    return [question for question in asked if question.opinions]


def _question(field: str, what: str, opinions: list[Opinion[Any]], support: Callable[[Any, Any], Support]) -> Question:
    values = tuple(dict.fromkeys(value for opinion in opinions for value in opinion.values))
    if len(values) == 1:
        return Question(field, what, tuple(opinions), values, ((SAME,),) * len(opinions))
    known: dict[tuple[Any, ...], tuple[Support, ...]] = {}
    for opinion in opinions:
        if opinion.values not in known:
            known[opinion.values] = tuple(_most(opinion.values, value, support) for value in values)
    return Question(field, what, tuple(opinions), values, tuple(known[opinion.values] for opinion in opinions))


def _most(said: tuple[Any, ...], value: Any, support: Callable[[Any, Any], Support]) -> Support:
    """The best that any of the values said does for a value; who says just that does so with any of them."""
    each = [support(one, value) for one in said]
    return Support(max(one.share for one in each), any(one.backs for one in each))
