"""How far a telling supports a value, whether it stands behind it, and whether two tellings can both be true."""

from itertools import product
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from sayso.reconcile.item import Spot, Toll
from sayso.reconcile.kinds import kinds
from sayso.reconcile.opinions import Days
from sayso.reconcile.setting import NEUTRAL, Setting

EARTH = 6371.0
"""The mean radius of the Earth, in kilometres."""
BLUR = 1.0
"""Kilometres by which any two sets of coordinates of one place may differ."""
VAGUER = 3.0
"""A place whose radius is this many times another's says less, not otherwise."""
NEAR = 1.25
"""Ratio of two tolls up to which they are near."""


class Support(NamedTuple):
    """`share` of a full telling that speaks for the value, from 0 to 1; `backs`: the teller says just that."""

    share: float
    backs: bool


NOTHING, SAME = Support(0.0, False), Support(1.0, True)


def of_word(said: str, value: str) -> Support:
    """For words: equal or not."""
    return SAME if said == value else NOTHING


def of_kind(said: str, value: str) -> Support:
    """A wider kind leaves the narrower one open; a narrower one is a case of the wider; effects go with their cause;
    what is told for it by those who saw less, and the lesser parts of a battle, speak weakly for it."""
    if said == value:
        return SAME
    known = kinds()
    one, other = known.of(said), known.of(value)
    if said in known.wider(value):
        return Support(0.9, False)
    if value in known.wider(said):
        return Support(0.5, True)
    if value in one.effect_of:
        return Support(0.6, False)
    if said in other.alike or (one.battle and other.battle and one.rank > other.rank):
        return Support(0.6, False)
    related = said in other.effect_of or value in one.alike or (one.battle and other.battle)
    return Support(0.2, False) if related else NOTHING


def of_place(said: Spot, value: Spot) -> Support:
    """A place within both uncertainties is the same if it is as exact; a vaguer one leaves the exact one open."""
    if said.id == value.id:
        return SAME
    if apart(said, value):
        return NOTHING
    if said.radius > VAGUER * max(value.radius, BLUR):
        return Support(0.4, False)
    if value.radius > VAGUER * max(said.radius, BLUR):
        return Support(0.3, True)
    return Support(0.5, True)


def of_days(said: Days, value: Days) -> Support:
    """A longer span speaks for a day within it by the share that the day is of it; a day within a span stands behind
    the span, which leaves it open, and says little for it."""
    if said == value:
        return SAME
    both = min(said[1], value[1]) - max(said[0], value[0]) + 1
    if both <= 0:
        return NOTHING
    length = said[1] - said[0] + 1
    return Support(0.2, True) if both == length else Support(both / length, False)


def of_actor(said: str, value: str, day: int | None, setting: Setting) -> Support:
    """A part of a party stands for the party; the party leaves its part open; one camp speaks weakly for its own."""
    if said == value:
        return SAME
    if said.startswith("~") or value.startswith("~"):
        return NOTHING
    if value in setting.house(said, day):
        return Support(0.5, True)
    if said in setting.house(value, day):
        return Support(0.8, False)
    camp = setting.camp(said, day)
    return Support(0.3, False) if camp is not None and camp == setting.camp(value, day) != NEUTRAL else NOTHING


def of_toll(said: Toll, value: Toll) -> Support:
    """Ranges that meet agree: well where their numbers are near, else a vaguer one ("dozens") leaves the number that it
    holds open, and a number says little for a vaguer one; numbers that are near speak weakly for each other."""
    if said == value:
        return SAME
    one, other = best_of(said), best_of(value)
    near = max(one, other) <= NEAR * min(one, other) + 1
    if disjoint(said, value):
        return Support(0.35, False) if near else NOTHING
    if near:
        return Support(0.6, True)
    return Support(0.4 if _holds(said, other) else 0.2, True)


def _holds(toll: Toll, number: int) -> bool:
    return (toll.low is None or toll.low <= number) and (toll.high is None or number <= toll.high)


def best_of(toll: Toll) -> int:
    """The number that stands for a toll: its one bound, or the middle of two."""
    if toll.low is None:
        return toll.high or 0
    return toll.low if toll.high is None else (toll.low + toll.high) // 2


def disjoint(one: Toll, other: Toll) -> bool:
    """Whether no number lies within both tolls."""
    return _above(one, other) or _above(other, one)


def _above(one: Toll, other: Toll) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def kilometres(one: Spot, other: Spot) -> float:
    """The distance of two places on a sphere, by the haversine formula."""
    if one.lat == other.lat and one.lon == other.lon:
        return 0.0
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def apart(one: Spot, other: Spot) -> bool:
    """Whether two places lie beyond both uncertainties."""
    return one.id != other.id and kilometres(one, other) > one.radius + other.radius + BLUR


def same_manner(one: str, other: str) -> bool:
    """Whether two kinds can be told of one happening: not two different cases of a wider kind (shelled, or bombed),
    unless the one is told for the other (the raid, of the gas that it brought)."""
    first, second = kinds().of(one), kinds().of(other)
    if first.under is None or first.under != second.under:
        return True
    return one == other or one in second.alike or other in first.alike


def same_hands(one: str, other: str, day: int | None, setting: Setting) -> bool:
    """Whether two names of who did it may mean the same: kin, of one camp, or one of them no identity."""
    if one.startswith("~") or other.startswith("~") or setting.kin(one, other, day):
        return True
    camps = setting.camp(one, day), setting.camp(other, day)
    return camps[0] is not None and camps[0] == camps[1] != NEUTRAL


def meet(said: tuple[Days, ...], other: tuple[Days, ...]) -> bool:
    """Whether any of the days of the one overlap with any of the other."""
    return any(a[0] <= b[1] and b[0] <= a[1] for a, b in product(said, other))
