"""Campaigns: events that belong to one offensive.

An offensive that claims tell of, or ground that one side takes step by step from another, is where a campaign begins.
It grows from event to event while the same sides fight, no step is long in space or time, and the whole stays within
what one offensive can be. A front where the same sides fight for years is thus many campaigns, or none.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, floor, hypot, radians

from sayso.reconcile.account import Campaign, Event
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.columns import denies
from sayso.reconcile.compare import EXACT, KM
from sayso.reconcile.item import Item, Spot
from sayso.reconcile.naming import name_of

STEP_KM, STEP_DAYS = 20.0, 4
"""How far the next event of a campaign may lie from one before it."""
SPAN_KM, SPAN_DAYS = 60.0, 90
"""How far any event of a campaign may lie from the first."""
FEWEST = 3
"""Events of ground taken that make a campaign which nobody calls an offensive."""
CELL = 0.25
"""Degrees of a cell of the index."""
GROUND = frozenset({"takeover", "advance", "retreat"})
FIGHTING = GROUND | {"offensive", "clash", "siege", "air_strike", "shelling", "attack", "bombing", "chemical_attack"}


@dataclass(frozen=True, slots=True)
class Action:
    """One event as part of a fight: when, where, and which side went against which. `name` is that of its offensive."""

    id: str
    kind: str
    day: int
    last: int
    spot: Spot
    doers: frozenset[str]
    losers: frozenset[str]
    name: str | None

    def begins(self) -> tuple[bool, bool, int, str]:
        """What comes first as the beginning of a campaign: a named offensive, an offensive, then the earlier event."""
        return self.name is None, self.kind != "offensive", self.day, self.id


def campaigns(
    events: Iterable[Event] | None, clusters: Iterable[Cluster], side: Callable[[str], str] = str
) -> tuple[Campaign, ...]:
    """The campaigns, by id; no event is in two.

    Args:
        events: those that can belong to one; None where each cluster can.
        clusters: the claims of the events.
        side: the side that an actor fights on; without it each fights for itself.
    """
    known = None if events is None else {event.id for event in events}
    wanted = (cluster for cluster in clusters if known is None or cluster.id in known)
    actions = [action for cluster in wanted if (action := action_of(cluster, side))]
    near = _Near(actions)
    taken: set[str] = set()
    found = []
    for first in sorted((a for a in actions if a.kind == "offensive" or a.kind in GROUND), key=Action.begins):
        if first.id in taken or not first.doers or not (first.losers or first.kind == "offensive"):
            continue
        members = _grown(first, near, taken)
        if _makes_one(first, members):
            taken.update(member.id for member in members)
            found.append(_campaign(first, members))
    return tuple(sorted(found, key=lambda campaign: campaign.id))


def action_of(cluster: Cluster, side: Callable[[str], str]) -> Action | None:
    """The event as part of a fight; None where it is none, or is not said to have happened at a place on a day."""
    told = [item for item in cluster.identity if not denies(item)]
    seed = next((item for item in told if item.spots and item.first is not None), None)
    if cluster.kind not in FIGHTING or seed is None or seed.spots[0].precision > EXACT or seed.modality == "planned":
        return None
    assert seed.first is not None
    doers, losers = _sides(told, side)
    name = min((name for item in told if item.kind == "offensive" and (name := name_of(item))), default=None)
    last = seed.first if seed.last is None else seed.last
    return Action(cluster.id, cluster.kind, seed.first, last, seed.spots[0], doers, losers, name)


def _sides(items: Iterable[Item], side: Callable[[str], str]) -> tuple[frozenset[str], frozenset[str]]:
    doers: set[str] = set()
    losers: set[str] = set()
    for item in items:
        actors, targets = ({side(name) for name in names if name[:1] != "~"} for names in (item.actors, item.targets))
        withdraws = item.kind == "retreat" and not targets
        doers |= targets if withdraws else actors
        losers |= actors if withdraws else targets
    return frozenset(doers - losers), frozenset(losers - doers)


class _Near:
    """Finds the actions around one, by cells of the map and days."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, str, Action]]] = defaultdict(list)
        for action in actions:
            self._cells[self._cell(action.spot)].append((action.day, action.id, action))
        for row in self._cells.values():
            row.sort(key=lambda entry: entry[:2])

    def around(self, action: Action) -> Iterator[Action]:
        """Those within a step of it in space and time, later ones and earlier ones, in a fixed order."""
        row, column = self._cell(action.spot)
        wide = 1 + floor(STEP_KM / KM / CELL / max(cos(radians(action.spot.lat)), 0.05))
        for here in ((row + up, column + right) for up in (-1, 0, 1) for right in range(-wide, wide + 1)):
            entries = self._cells.get(here, [])
            for day, _, other in entries[bisect_left(entries, (action.day - STEP_DAYS,)) :]:
                if day > action.last + STEP_DAYS:
                    break
                if away(action.spot, other.spot) <= STEP_KM:
                    yield other

    @staticmethod
    def _cell(spot: Spot) -> tuple[int, int]:
        return floor(spot.lat / CELL), floor(spot.lon / CELL)


def _grown(first: Action, near: _Near, taken: set[str]) -> list[Action]:
    """The first event and all that follow from it step by step, by day and id."""
    members = {first.id: first}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        for other in near.around(here):
            if other.id not in members and other.id not in taken and _belongs(first, other):
                members[other.id] = other
                if other.kind in GROUND or other.kind == "offensive":
                    waiting.append(other)
    return sorted(members.values(), key=lambda action: (action.day, action.id))


def _belongs(first: Action, other: Action) -> bool:
    """Whether an event can be of the campaign that begins with `first`."""
    if not 0 <= other.day - first.day <= SPAN_DAYS or away(first.spot, other.spot) > SPAN_KM:
        return False
    if first.name is not None and other.name is not None and first.name != other.name:
        return False
    if other.kind == "clash":
        both = other.doers | other.losers
        return bool(both & first.doers) and (not first.losers or bool(both & first.losers))
    enemy = bool(first.losers & other.losers)
    if not other.doers:
        return enemy
    unknown = not first.losers or not other.losers
    return bool(first.doers & other.doers) and (enemy or unknown) and not first.doers & other.losers


def _makes_one(first: Action, members: Sequence[Action]) -> bool:
    """Whether these events are a campaign: two where somebody tells of an offensive, or else ground taken in steps."""
    if first.kind == "offensive":
        return len(members) > 1
    return sum(member.kind in GROUND for member in members) >= FEWEST


def _campaign(first: Action, members: Sequence[Action]) -> Campaign:
    doers, losers = (", ".join(sorted(names)) for names in (first.doers, first.losers))
    begun = date.fromordinal(first.day).isoformat()
    days = max(member.last for member in members) - first.day + 1
    reach = max(away(first.spot, member.spot) for member in members)
    how = "named" if first.name else "told as an offensive" if first.kind == "offensive" else "ground taken in steps"
    why = (
        f"{how}: {len(members)} events of {doers} against {losers or 'an enemy not named'} in {days} days "
        f"from {begun}, within {reach:.0f} km of {first.spot.name}, no step above {STEP_DAYS} days or {STEP_KM:.0f} km"
    )
    key = "c" + hashlib.sha256(first.id.encode()).hexdigest()[:12]
    name = first.name or f"{first.spot.name}, {begun}"
    return Campaign(key, name, tuple(member.id for member in members), why)


def away(one: Spot, other: Spot) -> float:
    """Kilometres between two places that are not far apart (equirectangular approximation)."""
    east = (other.lon - one.lon + 180) % 360 - 180
    return KM * hypot(other.lat - one.lat, east * cos(radians((one.lat + other.lat) / 2)))
