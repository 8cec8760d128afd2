"""What two roots tell beside that it happened: whether they mean the same scene, and whether each knows it by itself.

Who copies may leave things out, and seldom adds any. So of two roots of one side that agree in all they tell, the later
may be the earlier one retold, which nothing in their wording need show; see Dong, Berti-Equille & Srivastava (PVLDB
2(1), 2009) on telling copiers by what they share.
"""

from itertools import product

from sayso.reconcile.item import Item, Spot, Toll
from sayso.reconcile.likeness import BLUR, VAGUER, apart, disjoint, kilometres
from sayso.reconcile.opinions import LATE, VAGUE, Days, Voiced, days_of, denies
from sayso.reconcile.setting import Setting, partisan


def same_scene(one: Voiced, other: Voiced) -> bool:
    """Whether they do not put it at another place or on another day. What one tells more vaguely is no other."""
    places, others = _places(one), _places(other)
    if places and others and not any(_may_be_one(a, b) for a, b in product(places, others)):
        return False
    days, others_days = _days(one), _days(other)
    return not days or not others_days or any(_within(a, b) or _within(b, a) for a, b in product(days, others_days))


def one_place(one: Voiced, other: Voiced) -> bool:
    """Whether both name one place, or neither any; a place that one only holds the other's in is not enough."""
    places, others = ({spot for item in _told(voiced) for spot in item.spots} for voiced in (one, other))
    if not places and not others:
        return True
    return any(
        a.id == b.id or (_exact(a) and _exact(b) and kilometres(a, b) <= BLUR) for a, b in product(places, others)
    )


def each_knows(one: Voiced, other: Voiced, day: int | None, setting: Setting) -> bool:
    """Whether they differ in a detail, or the one that is published later tells something that the earlier does not."""
    if not same_scene(one, other) or _tolls_differ(one, other):
        return True
    for slot in ("actors", "targets"):
        named, others = _identities(one, slot), _identities(other, slot)
        if named and others and not any(setting.kin(a, b, day) for a, b in product(named, others)):
            return True
    return any(_adds(later, earlier) for earlier, later in _in_turn(one, other))


def same_doer(one: Voiced, other: Voiced, day: int | None, setting: Setting) -> bool:
    """Whether both name one party that did it, or parties of one camp."""
    return any(
        setting.kin(a, b, day) or (partisan(camp := setting.camp(a, day)) and camp == setting.camp(b, day))
        for a, b in product(_identities(one, "actors"), _identities(other, "actors"))
    )


def _in_turn(one: Voiced, other: Voiced) -> list[tuple[Voiced, Voiced]]:
    """The two as earlier and later; both ways round, where they were published on one day or on days not known."""
    when, then = (min(LATE if i.published is None else i.published for i in voiced.items) for voiced in (one, other))
    return [pair for pair, first in (((one, other), when <= then), ((other, one), then <= when)) if first]


def _adds(later: Voiced, earlier: Voiced) -> bool:
    """Whether the later names who did it, to whom or how many, and the earlier does not."""
    slots = ("actors", "targets")
    named = any(_identities(later, slot) and not _identities(earlier, slot) for slot in slots)
    return named or bool({toll.what for toll in _tolls(later)} - {toll.what for toll in _tolls(earlier)})


def _told(voiced: Voiced) -> list[Item]:
    return [item for item in voiced.items if not denies(item)]


def _places(voiced: Voiced) -> set[Spot]:
    return {spot for item in _told(voiced) for spot in item.spots if _exact(spot) and "place" not in item.inherited}


def _days(voiced: Voiced) -> set[Days]:
    return {days for item in _told(voiced) if "day" not in item.inherited for days in days_of(item)}


def _tolls(voiced: Voiced) -> set[Toll]:
    return {toll for item in _told(voiced) for toll in item.tolls}


def _tolls_differ(one: Voiced, other: Voiced) -> bool:
    alike = [(a, b) for a, b in product(_tolls(one), _tolls(other)) if a.what == b.what]
    return any(disjoint(a, b) for a, b in alike) and not any(a == b for a, b in alike)


def _identities(voiced: Voiced, slot: str) -> set[str]:
    return {actor for item in _told(voiced) for actor in getattr(item, slot) if not actor.startswith("~")}


def _exact(spot: Spot) -> bool:
    return spot.precision < VAGUE


def _may_be_one(one: Spot, other: Spot) -> bool:
    if one.id == other.id or kilometres(one, other) <= BLUR:
        return True
    wide, narrow = max(one.radius, other.radius), min(one.radius, other.radius)
    return wide > VAGUER * max(narrow, BLUR) and not apart(one, other)


def _within(one: Days, other: Days) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
