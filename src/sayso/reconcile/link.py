"""Claims linked into events. Each link explains itself."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.decision import Decision
from sayso.reconcile.account import Link
from sayso.reconcile.blocks import Ground, clearly_best, ground_of, groups_of, leftover_edges, strong_edges
from sayso.reconcile.case import Case, cases
from sayso.reconcile.cluster import Cluster, Linked
from sayso.reconcile.columns import Ints, Kin, denies, no_kin
from sayso.reconcile.compare import compare, total
from sayso.reconcile.edges import Edges, components
from sayso.reconcile.gather import gather
from sayso.reconcile.item import Item
from sayso.reconcile.kinds import kinds
from sayso.reconcile.nearby import Rows, product_pairs
from sayso.reconcile.weights import Weights, weights

DIGITS = 12
"""Hexadecimal digits of an event's id."""


def link(items: Sequence[Item], decisions: Sequence[Decision] = (), kin: Kin = no_kin) -> Linked:
    """The events that the items speak of.

    Claims that say where, on which day and that it happened (or that it did not) are gathered into events by what
    speaks for and against each pair (Fellegi & Sunter, JASA 1969), averaged over the event. What is vaguer, or only
    planned or feared, is told beside the one event that it clearly fits; what fits none or several makes an event of
    its own.
    The result does not depend on the order of the items, and linking each of their `blocks` gives the same.

    Args:
        items: the claims, each id once.
        decisions: those of the ledger; `same` and `different` bind.
        kin: what an actor belongs to.

    Raises:
        LexiconError: an item is of an unknown kind.
    """
    if not items:
        return Linked((), ())
    ground, scale = ground_of(items, decisions, kin), weights()
    events = _events(ground, scale)
    return _linked(ground, events, cases(ground, events.seed, events.context, events.rank, scale))


@dataclass(frozen=True, slots=True)
class Events:
    """`seed`: for each row the one that is the seed of its event. `context`: the rows that are told beside theirs only.
    `rank`: how specific each row is, 0 the most."""

    seed: Rows
    context: Rows
    rank: Rows


def _events(ground: Ground, scale: Weights) -> Events:
    rank = specificity(ground)
    groups = groups_of(ground, scale)
    seed = np.full(len(rank), -1, np.intp)
    _gather(ground, ground.exact, groups.edges, rank, scale, seed)
    rows, chosen = _told_beside(ground, groups.group, seed, scale)
    seed[rows] = chosen
    left = np.flatnonzero(seed < 0)
    _gather(ground, left, leftover_edges(ground, groups.group, left, scale), rank, scale, seed)
    return Events(seed, rows, rank)


def specificity(ground: Ground) -> Rows:
    """The rank of each row, 0 for the most specific.

    What happened comes before what did not, then the finer place, the fewer days, what is told before what is
    inherited, the more slots, and last the smaller id.
    """
    columns = ground.columns
    precision = np.where(columns.precision[:, 0] < 0, 99, columns.precision[:, 0])
    width = np.where(columns.first < 0, 9999, columns.last - columns.first)
    denied = np.array([denies(item) for item in ground.items])
    slots = -((columns.party >= 0).sum(axis=1) + (columns.what >= 0).sum(axis=1))
    borrowed = columns.borrowed_place.astype(np.int8) + columns.borrowed_day
    order = np.lexsort((np.arange(len(width)), slots, borrowed, width, precision, denied, columns.tier))
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order))
    return rank


def _gather(ground: Ground, rows: Rows, edges: Edges, rank: Rows, scale: Weights, seed: Rows) -> None:
    """Gather the rows into events, and write the seed of each row into `seed`."""
    strong = strong_edges(edges, scale)
    same, apart = ground.same, _apart(ground)
    label = components(len(rank), np.concatenate([strong.one, same[0]]), np.concatenate([strong.other, same[1]]))
    unit = components(len(rank), *same)
    inside = edges.of(label[edges.one] == label[edges.other])
    for members, pairs in _groups(rows[np.lexsort((rank[rows], label[rows]))], label, inside, scale.bounds.floor):
        units, numbers = _units(unit[members].tolist())
        events = gather(units, pairs, _apart_here(apart, numbers), scale.bounds)
        first = np.unique(events, return_index=True)[1]
        seed[members] = members[first[events]]


def _groups(
    rows: Rows, label: Ints, edges: Edges, floor: float
) -> Iterator[tuple[Rows, Iterator[tuple[int, int, float]]]]:
    """The rows of each group, and its edges both ways round, by the rows' places in the group; `rows` are in order."""
    place = np.full(len(label), -1, np.intp)
    place[rows] = np.arange(len(rows))
    one, other = place[np.concatenate([edges.one, edges.other])], place[np.concatenate([edges.other, edges.one])]
    more = np.concatenate([edges.weight, edges.weight]).astype(np.float64) - floor
    order = np.lexsort((other, one))
    one, other, more = one[order], other[order], more[order]
    starts = np.flatnonzero(np.diff(label[rows], prepend=-1)).tolist()
    cuts = np.searchsorted(one, [*starts, len(rows)]).tolist()
    for number, (begin, end) in enumerate(pairwise([*starts, len(rows)])):
        span = slice(cuts[number], cuts[number + 1])
        yield (
            rows[begin:end],
            zip((one[span] - begin).tolist(), (other[span] - begin).tolist(), more[span].tolist(), strict=True),
        )


def _units(labels: list[int]) -> tuple[list[int], dict[int, int]]:
    """The units numbered from 0 in their order, and the number of each."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(label, len(numbers)) for label in labels], numbers


def _apart(ground: Ground) -> dict[int, set[int]]:
    """The units that must not be in one event, by their labels; what is bound together comes before."""
    label = components(len(ground.columns), *ground.same)
    apart: dict[int, set[int]] = {}
    for one, other in zip(*ground.different, strict=True):
        if label[one] != label[other]:
            apart.setdefault(int(label[one]), set()).add(int(label[other]))
            apart.setdefault(int(label[other]), set()).add(int(label[one]))
    return apart


def _apart_here(apart: dict[int, set[int]], numbers: dict[int, int]) -> dict[int, frozenset[int]]:
    return {
        numbers[label]: frozenset(numbers[other] for other in others if other in numbers)
        for label, others in apart.items()
        if label in numbers
    }


def _told_beside(ground: Ground, group: Ints, seed: Rows, scale: Weights) -> tuple[Rows, Rows]:
    """The vague rows that clearly fit one event of their group, and the seeds of those events."""
    vague = ground.vague[group[ground.vague] >= 0]
    found = [np.empty((0, 2), np.intp)]
    weight = [np.empty(0)]
    for i, j in product_pairs(vague, ground.exact, group):
        summed = np.maximum(total(compare(ground.columns, i, j), scale.bits), scale.bounds.floor)
        pairs, place = np.unique(np.stack([i, seed[j]], axis=1), axis=0, return_inverse=True)
        count = np.bincount(place.reshape(-1))
        found.append(pairs)
        weight.append(np.bincount(place.reshape(-1), weights=summed) / count)
    pairs = np.concatenate(found)
    free = ~_decided_apart(ground, pairs, seed)
    return clearly_best(pairs[free, 0], pairs[free, 1], np.concatenate(weight)[free], scale)


def _decided_apart(ground: Ground, pairs: NDArray[np.intp], seed: Rows) -> NDArray[np.bool_]:
    """Of pairs of a vague row and an event's seed, those that a decision keeps apart."""
    one, other = (np.concatenate(both) for both in (ground.different, ground.different[::-1]))
    forbidden = set(zip(one.tolist(), seed[other].tolist(), strict=True))
    return np.array([pair in forbidden for pair in map(tuple, pairs.tolist())], dtype=np.bool_)


def _linked(ground: Ground, events: Events, told: Sequence[Case]) -> Linked:
    names = [event_id(item.id) for item in ground.items]
    beside = np.zeros(len(names), np.bool_)
    beside[events.context] = True
    order = np.lexsort((np.arange(len(names)), events.seed))
    cuts = np.flatnonzero(np.diff(events.seed[order])) + 1
    clusters, links = [], []
    for rows in np.split(order, cuts):
        seed = int(events.seed[rows[0]])
        clusters.append(_cluster(ground, names[seed], seed, rows[~beside[rows]], rows[beside[rows]]))
        links += [_link(ground, names[seed], row, bool(beside[row]), told[row]) for row in rows.tolist()]
    return Linked(
        tuple(sorted(clusters, key=lambda cluster: cluster.id)),
        tuple(sorted(links, key=lambda link: (link.event, link.claim))),
    )


def _link(ground: Ground, event: str, row: int, beside: bool, case: Case) -> Link:
    return Link(ground.items[row].id, event, "context" if beside else "identity", case.weight, case.terms)


def _cluster(ground: Ground, name: str, seed: int, identity: Rows, context: Rows) -> Cluster:
    rest = [row for row in identity.tolist() if row != seed]
    members = tuple(ground.items[row] for row in (seed, *rest))
    return Cluster(name, kind_of(members), members, tuple(ground.items[row] for row in context.tolist()))


def event_id(claim: str) -> str:
    """The id of the event whose seed the claim is."""
    return "e" + hashlib.sha256(claim.encode()).hexdigest()[:DIGITS]


def kind_of(items: Sequence[Item]) -> str:
    """The kind that most claims support, the most telling of equals.

    A claim of a wider kind supports what is a case of it, where somebody claims that; effects (people killed, houses
    destroyed) name the event only where nobody tells its cause; and denials where nobody asserts it.
    """
    told = Counter(item.kind for item in items if not denies(item)) or Counter(item.kind for item in items)
    causes = [kind for kind in told if not kinds().of(kind).effect_of] or list(told)
    support = {kind: told[kind] + sum(told[wide] for wide in kinds().wider(kind)) for kind in causes}
    return min(support, key=lambda kind: (-support[kind], kinds().of(kind).rank))
