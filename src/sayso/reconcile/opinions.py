"""What each root says of each field of an event: one opinion a root, however many claims repeat it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from sayso.reconcile.account import Root
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.interest import Interest, interest
from sayso.reconcile.interest import rules as interests
from sayso.reconcile.item import Item, Spot, Toll
from sayso.reconcile.setting import Setting, partisan

V = TypeVar("V", bound=Hashable)
Days = tuple[int, int]
Parties = tuple[tuple[str, ...], tuple[str, ...]]

YES, NO = "yes", "no"
VAGUE = 3
"""UCDP's where_prec from which on a place is a division or wider."""

FULL, WEAK, DENIED = 0, 1, 2
"""How much a claim's details count: asserted; doubted, planned, tried or inherited; told of what is denied."""

LATE = 2**31
"""A day after all others, for what has no day of publication."""


@dataclass(frozen=True, slots=True)
class Opinion(Generic[V]):
    """What one root says of a field. A `weak` one is doubted, or was not told of this event itself.

    `root` is the root's place among the roots of the event.
    """

    root: int
    values: tuple[V, ...]
    weak: bool
    interest: Interest


@dataclass(frozen=True, slots=True)
class Voiced:
    """A root with those of its claims that make the event, in the order of their days of publication.

    `camp` is the camp that it speaks for: that of its voice, None where all its claims cite someone who may be anyone.
    An outlet that carries a nameless voice does not make it a voice of the outlet's camp, nor a non-aligned one.
    """

    number: int
    root: Root
    items: tuple[Item, ...]
    interest: Interest
    camp: str | None


@dataclass(frozen=True, slots=True)
class Hearing:
    """An event's roots, each with its claims; `day` is the proleptic ordinal by which camps and wars are looked up.

    `scenes` keeps which two roots mean one scene, by their numbers, once that was asked.
    """

    cluster: Cluster
    roots: tuple[Voiced, ...]
    day: int | None
    setting: Setting
    scenes: dict[tuple[int, int], bool] = field(default_factory=dict, compare=False, repr=False)


def hear(cluster: Cluster, roots: Sequence[Root], setting: Setting) -> Hearing:
    """Put the claims that make the event under their roots; claims that are context say nothing of its fields."""
    items = {item.id: item for item in cluster.identity}
    shared = _shared(cluster.identity, day_of(cluster), setting)
    voiced: list[Voiced] = []
    for root in sorted(roots, key=lambda root: root.id):
        own = [items[claim] for claim in root.claims if claim in items]
        if own:
            own.sort(key=_order)
            served = interest_of(_interest(item, shared, root.camp, setting) for item in own)
            camp = None if all(_nameless(item) for item in own) else root.camp
            voiced.append(Voiced(len(voiced), root, tuple(own), served, camp))
    return Hearing(cluster, tuple(voiced), day_of(cluster), setting)


def _shared(items: Sequence[Item], day: int | None, setting: Setting) -> Parties:
    """Who did it to whom, where all claims that tell it name parties of one camp; nobody where they do not."""
    return _one_camp((item.actors for item in items), day, setting), _one_camp(
        (item.targets for item in items), day, setting
    )


def _one_camp(named: Iterable[tuple[str, ...]], day: int | None, setting: Setting) -> tuple[str, ...]:
    known = sorted({actor for actors in named for actor in actors if not actor.startswith("~")})
    camps = {setting.camp(actor, day) for actor in known}
    return (known[0],) if len(camps) == 1 and None not in camps else ()


def _interest(item: Item, shared: Parties, camp: str | None, setting: Setting) -> Interest:
    """Whom the claim serves; where that can't be told, whom it serves if the parties are those that others name.

    A concession must be the claim's own words.
    """
    served = interest(item, camp, setting)
    actors, targets = item.actors or shared[0], item.targets or shared[1]
    if served != "none" or not partisan(camp) or (actors, targets) == (item.actors, item.targets):
        return served
    return "for" if interest(replace(item, actors=actors, targets=targets), camp, setting) == "for" else "none"


def _nameless(item: Item) -> bool:
    """Whether it cites someone of no identity and no camp."""
    return bool(item.named) and not item.voices[0].actor and not item.voices[0].camp


def day_of(cluster: Cluster) -> int | None:
    """The first day that a claim of the event tells; else the first day of publication; else None."""
    told = [item.first for item in cluster.identity if item.first is not None]
    if told:
        return min(told)
    return min((item.published for item in cluster.identity if item.published is not None), default=None)


def interest_of(each: Iterable[Interest]) -> Interest:
    """What claims of one root come to: "none" where some serve it and some go against it."""
    found = set(each) - {"none"}
    return found.pop() if len(found) == 1 else "none"


def occurrence(hearing: Hearing) -> list[Opinion[str]]:
    """Whether it happened: "yes" or "no". What is only planned, tried, feared or possible says neither.

    A root that says both is taken at its last word.
    """
    found = []
    for voiced in hearing.roots:
        said = [(word, item.stance == "doubts") for item in voiced.items if (word := _word(item))]
        if said:
            firm = [word for word, doubted in said if not doubted]
            found.append(Opinion(voiced.number, ((firm or [said[-1][0]])[-1],), not firm, voiced.interest))
    return found


def kinds_told(hearing: Hearing) -> list[Opinion[str]]:
    """The kinds by which each root calls it."""
    return _opinions(hearing, lambda item: (item.kind,), lambda _item: False, lambda _item: 0, together=True)


def places_told(hearing: Hearing) -> list[Opinion[Spot]]:
    """The places each root names, its most exact ones. A place is as exact as it is told most exactly of the event."""
    told = [spot for voiced in hearing.roots for item in voiced.items for spot in item.spots]
    told.sort(key=lambda spot: (-spot.precision, -spot.radius, repr(spot)))
    exact = {spot.id: spot for spot in told}
    return _opinions(
        hearing,
        lambda item: tuple(dict.fromkeys(exact[spot.id] for spot in item.spots)),
        lambda item: "place" in item.inherited,
        lambda item: int(min(spot.precision for spot in item.spots) >= VAGUE),
    )


def days_told(hearing: Hearing) -> list[Opinion[Days]]:
    """The days each root names, first and last, its most exact ones."""
    return _opinions(hearing, days_of, lambda item: "day" in item.inherited, _width)


def actors_told(hearing: Hearing) -> list[Opinion[str]]:
    """Who did it, by each root: identities where it names any, words otherwise.

    One who gave way by itself is not the one who did it, unless nobody else is named.
    """
    return _by_doers(hearing, _doers) or _by_doers(hearing, _named)


def _by_doers(hearing: Hearing, doers: Callable[[Item], tuple[str, ...]]) -> list[Opinion[str]]:
    return _opinions(
        hearing, doers, lambda item: "actor" in item.inherited, lambda item: int(doers(item)[0].startswith("~"))
    )


def tolls_told(hearing: Hearing, what: str) -> list[Opinion[Toll]]:
    """How many of `what`, by each root: of the last numbers that its tellers give, the most frequent."""
    found = []
    for voiced in hearing.roots:
        last: dict[str, tuple[int, str, Item, Toll]] = {}
        for item in voiced.items:
            if (toll := _count(item, what)) and (rank := _rank(item, False)) != DENIED:
                known = last.get(_teller(item))
                if known is None or known[1] != item.document or (toll.low or 0) >= (known[3].low or 0):
                    last[_teller(item)] = (rank, item.document, item, toll)
        if last:
            best = min(rank for rank, _, _, _ in last.values())
            kept = [(item, toll) for rank, _, item, toll in last.values() if rank == best]
            found.append(Opinion(voiced.number, (_latest(kept),), best > FULL, voiced.interest))
    return found


def _count(item: Item, what: str) -> Toll | None:
    """What a claim counts. Several numbers are parts of a whole or hold it, so they give a range; where the victims are
    of a part of the people only ("4 children"), there may be more."""
    told = [toll for toll in item.tolls if toll.what == what and (toll.low is not None or toll.high is not None)]
    if not told:
        return None
    low = max((toll.low for toll in told if toll.low is not None), default=None)
    high = None if any(toll.high is None for toll in told) else sum(toll.high or 0 for toll in told)
    if item.targets and all(target.rpartition(" ")[2].lstrip("~") in interests().parts for target in item.targets):
        high = None
    return Toll(what, low, high) if low is not None or high is not None else None


def _opinions(
    hearing: Hearing,
    values: Callable[[Item], tuple[V, ...]],
    inherited: Callable[[Item], bool],
    vagueness: Callable[[Item], int],
    together: bool = False,
) -> list[Opinion[V]]:
    """One opinion for each root that says anything of the field.

    Args:
        hearing: the roots and their claims.
        values: what a claim says of the field.
        inherited: whether the claim has it from elsewhere.
        vagueness: claims that say it less exactly than others of their root do not count.
        together: whether all that the root's claims say holds, not only what is said most often.
    """
    found: list[Opinion[V]] = []
    denied: list[Opinion[V]] = []
    for voiced in hearing.roots:
        told = [(item, said) for item in voiced.items if (said := values(item))]
        if not told:
            continue
        ranked = [((_rank(item, inherited(item)), vagueness(item)), item, said) for item, said in told]
        best = min(rank for rank, _, _ in ranked)
        kept = [(item, said) for rank, item, said in ranked if rank == best]
        chosen = tuple(sorted({one for _, said in kept for one in said}, key=repr)) if together else _frequent(kept)
        opinion = Opinion(voiced.number, chosen, best[0] > FULL, voiced.interest)
        (denied if best[0] == DENIED else found).append(opinion)
    return found or denied


def _frequent(told: list[tuple[Item, tuple[V, ...]]]) -> tuple[V, ...]:
    """What most tellers say; of what as many say, what was published first. Copies stray; most keep to their origin."""
    tellers: dict[tuple[V, ...], set[str]] = {}
    for item, said in told:
        tellers.setdefault(said, set()).add(_teller(item))
    return max(tellers, key=lambda said: len(tellers[said]))


def _latest(told: list[tuple[Item, Toll]]) -> Toll:
    """The number that most tellers have come to; of those that as many have, the one published last."""
    count: dict[Toll, int] = {}
    for _, toll in told:
        count[toll] = count.get(toll, 0) + 1
    when = {
        toll: (item.published if item.published is not None else -1, item.id)
        for item, toll in sorted(told, key=_by_item)
    }
    return max(count, key=lambda toll: (count[toll], when[toll]))


def _by_item(told: tuple[Item, Toll]) -> tuple[int, str, int, str]:
    return _order(told[0])


def _order(item: Item) -> tuple[int, str, int, str]:
    return (LATE if item.published is None else item.published, item.document, item.start, item.id)


def denies(item: Item) -> bool:
    """Whether the claim says that it did not happen."""
    return item.stance == "denies" or item.modality == "negated"


def _rank(item: Item, inherited: bool) -> int:
    if denies(item):
        return DENIED
    firm = item.stance == "asserts" and item.modality in ("happened", "ongoing")
    return FULL if firm and not inherited else WEAK


def _word(item: Item) -> str | None:
    """Yes, no, or nothing about whether it happened."""
    if denies(item):
        return NO
    return YES if item.modality in ("happened", "ongoing") else None


def days_of(item: Item) -> tuple[Days, ...]:
    """The days that a claim tells, the first and the last; nothing where it tells none."""
    first = item.last if item.first is None else item.first
    if first is None:
        return ()
    return ((first, first if item.last is None else item.last),)


def _width(item: Item) -> int:
    first, last = days_of(item)[0]
    return last - first


def _doers(item: Item) -> tuple[str, ...]:
    """Who did it; nobody, where the one who is named gave way (withdrew) by itself."""
    stakes = interests().stakes[item.kind]
    gave_way = not item.targets and stakes.actor == "gains" and stakes.alone == "loses"
    return () if gave_way else _named(item)


def _named(item: Item) -> tuple[str, ...]:
    """Its actors; words only where none has an identity."""
    known = tuple(sorted(actor for actor in item.actors if not actor.startswith("~")))
    return known or tuple(sorted(item.actors))


def _teller(item: Item) -> str:
    """Who tells it in the end: its publisher, else its document."""
    return item.voices[-1].actor or item.voices[-1].words if item.voices else item.document
