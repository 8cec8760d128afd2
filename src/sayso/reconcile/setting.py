"""What is known of those who speak and act: their camps, their kin, what they are, and who is at war with whom."""

from collections.abc import Callable
from datetime import date
from typing import Self

from sayso.grounding.theatres.theatre import Theatre

NEUTRAL = "neutral"
"""The camp of those who are aligned with no party, in every theatre. One whose camp is not known is not in it."""

AtWar = Callable[[str, str, date | None], bool]
CampOf = Callable[[str, date | None], str | None]
ParentsOf = Callable[[str, date | None], tuple[str, ...]]
KindOf = Callable[[str], str | None]
NameOf = Callable[[str], str]


class Setting:
    """Camps and wars by day, each question asked once. Days are proleptic ordinals, None where the day is not known.

    Without a theatre it knows who is at war, and nothing else: no one's camp, kin or kind.
    """

    def __init__(
        self,
        at_war: AtWar,
        camp: CampOf = lambda _actor, _day: None,
        parents: ParentsOf = lambda _actor, _day: (),
        kind: KindOf = lambda _actor: None,
        name: NameOf = lambda actor: actor,
    ) -> None:
        self._at_war = at_war
        self._camp = camp
        self._parents = parents
        self._kind = kind
        self._name = name
        self._wars: dict[tuple[str, str, int | None], bool] = {}
        self._camps: dict[tuple[str, int | None], str | None] = {}
        self._houses: dict[tuple[str, int | None], frozenset[str]] = {}
        self._kinds: dict[str, str | None] = {}

    @classmethod
    def of(cls, theatre: Theatre) -> Self:
        """What the theatre knows."""

        def parents(actor: str, day: date | None) -> tuple[str, ...]:
            known = theatre.actors.get(actor)
            return tuple(tie.actor for tie in known.parents(day)) if known else ()

        def kind(actor: str) -> str | None:
            known = theatre.actors.get(actor)
            return known.kind if known else None

        def name(actor: str) -> str:
            known = theatre.actors.get(actor)
            return known.name if known else actor

        return cls(theatre.at_war, theatre.camp, parents, kind, name)

    def camp(self, actor: str, day: int | None) -> str | None:
        """The camp of the actor on that day, None where it is not known."""
        key = (actor, day)
        if key not in self._camps:
            self._camps[key] = self._camp(actor, _date(day))
        return self._camps[key]

    def opposed(self, one: str | None, other: str | None, day: int | None) -> bool:
        """Whether two camps are at war with each other on that day; no one is at war with a camp not known."""
        if one is None or other is None or one == other:
            return False
        key = (one, other, day) if one < other else (other, one, day)
        if key not in self._wars:
            self._wars[key] = self._at_war(key[0], key[1], _date(day))
        return self._wars[key]

    def kin(self, one: str, other: str, day: int | None) -> bool:
        """Whether one of the two is the other, or part of it, at any remove."""
        return one == other or one in self.house(other, day) or other in self.house(one, day)

    def house(self, actor: str, day: int | None) -> frozenset[str]:
        """All that the actor is part of on that day, at any remove."""
        key = (actor, day)
        if key not in self._houses:
            self._houses[key] = self._above(actor, _date(day))
        return self._houses[key]

    def kind(self, actor: str) -> str | None:
        """What the actor is (state, force, media, ...), None where it is not known."""
        if actor not in self._kinds:
            self._kinds[actor] = self._kind(actor)
        return self._kinds[actor]

    def name(self, actor: str) -> str:
        """What the actor is called; the words themselves where it has no identity."""
        return actor[1:] if actor.startswith("~") else self._name(actor)

    def _above(self, actor: str, day: date | None) -> frozenset[str]:
        found: set[str] = set()
        waiting = [actor]
        while waiting:
            for parent in self._parents(waiting.pop(), day):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return frozenset(found)


def partisan(camp: str | None) -> bool:
    """Whether the camp is a party's: known, and not that of those who are aligned with none."""
    return camp is not None and camp != NEUTRAL


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
