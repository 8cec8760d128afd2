"""Whether two claims of one event can both be taken from one account of it."""

from itertools import product

from sayso.reconcile.item import Item, Spot, Toll
from sayso.reconcile.likeness import apart
from sayso.reconcile.opinions import VAGUE


def contradict(one: Item, other: Item) -> bool:
    """Whether they differ in the day, the place or a toll, where both tell it themselves."""
    borrowed = one.inherited | other.inherited
    days = "day" not in borrowed and _other_days(one, other)
    places = "place" not in borrowed and _other_places(one, other)
    tolls = "toll" not in borrowed and any(_apart(mine, theirs) for mine in one.tolls for theirs in other.tolls)
    return days or places or tolls


def _other_days(one: Item, other: Item) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first > other.last or other.first > one.last


def _other_places(one: Item, other: Item) -> bool:
    return bool(one.spots and other.spots) and all(_elsewhere(*spots) for spots in product(one.spots, other.spots))


def _elsewhere(one: Spot, other: Spot) -> bool:
    """Whether one is not the other, nor in it where it is an area."""
    area = max(one.precision, other.precision) >= VAGUE
    return apart(one, other) if area else one.id != other.id


def _apart(one: Toll, other: Toll) -> bool:
    """Whether no number of the same fits the bounds of both."""
    if one.what != other.what:
        return False
    low = max(one.low or 0, other.low or 0)
    highs = [toll.high for toll in (one, other) if toll.high is not None]
    return bool(highs) and low > min(highs)
