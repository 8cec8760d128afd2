"""Claims linked into events. Each link explains itself."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.decision import Decision
from sayso.reconcile.account import Link
from sayso.reconcile.atoms import Atom
from sayso.reconcile.blocks import Ground, Groups, clearly_best, ground_of, groups_of, leftover_edges, strong_edges
from sayso.reconcile.case import Case, bond_of, cases, mean_told
from sayso.reconcile.cluster import Cluster, Linked
from sayso.reconcile.columns import Ints, Kin, denies, no_kin
from sayso.reconcile.compare import compare
from sayso.reconcile.edges import Edges, components, unpack
from sayso.reconcile.gather import Edge, Told, gather
from sayso.reconcile.item import Item
from sayso.reconcile.kinds import kinds
from sayso.reconcile.nearby import Rows, product_pairs
from sayso.reconcile.weights import LATE, LEVELS, Weights, weights

Role: TypeAlias = Literal["identity", "context"]
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
    ground = ground_of(items, decisions, kin)
    return link_groups(ground, groups_of(ground, weights()))


def link_groups(ground: Ground, groups: Groups) -> Linked:
    """The events of items that are on their ground and in groups already, as `link` gives them."""
    events, scale = _events(ground, groups, weights()), weights()
    return _linked(ground, events, cases(ground, events.seed, events.context, events.rank, scale))


@dataclass(frozen=True, slots=True)
class Events:
    """`seed`: for each row the one that is the seed of its event. `context`: the rows that are told beside theirs only.
    `rank`: how specific each row is, 0 the most."""

    seed: Rows
    context: Rows
    rank: Rows


def _events(ground: Ground, groups: Groups, scale: Weights) -> Events:
    rank = specificity(ground)
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
    denied = np.array([denies(atom.whole) for atom in ground.atoms])
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
    seed[rows] = rows
    for members, near in _groups(rows[np.lexsort((rank[rows], label[rows]))], label, inside, scale):
        units, numbers = _units(unit[members].tolist())
        events = gather(units, near, _apart_here(apart, numbers), scale.bounds)
        first = np.unique(events, return_index=True)[1]
        seed[members] = members[first[events]]


def _groups(rows: Rows, label: Ints, edges: Edges, scale: Weights) -> Iterator[tuple[Rows, list[list[Edge]]]]:
    """The rows of each group of several, and the edges of each row, by the rows' places in the group.

    `rows` are in the order of their labels.
    """
    place = np.full(len(label), -1, np.intp)
    place[rows] = np.arange(len(rows))
    one, other = place[np.concatenate([edges.one, edges.other])], place[np.concatenate([edges.other, edges.one])]
    twice = np.tile(np.arange(len(edges.one)), 2)
    order = np.lexsort((other, one))
    one, other, twice = one[order], other[order], twice[order]
    told = _told(edges.late, scale)
    starts = np.flatnonzero(np.diff(label[rows], prepend=-1)).tolist()
    cuts = np.searchsorted(one, [*starts, len(rows)]).tolist()
    for number, (begin, end) in enumerate(pairwise([*starts, len(rows)])):
        if end - begin > 1:
            span = slice(cuts[number], cuts[number + 1])
            near: list[list[Edge]] = [[] for _ in range(end - begin)]
            early, late = edges.early[twice[span]].tolist(), edges.late[twice[span]].tolist()
            for here, there, bits, code in zip(one[span].tolist(), other[span].tolist(), early, late, strict=True):
                near[here - begin].append(Edge(there - begin, bits, told[code]))
            yield rows[begin:end], near


def _told(late: Ints, scale: Weights) -> dict[int, Told]:
    """For each packed set of levels the fields that are told, and what they weigh."""
    bits = [scale.bits[name] for name in LATE]
    return {
        number: tuple((field, float(bits[field][level])) for field, level in enumerate(unpack(number)) if level)
        for number in np.unique(late).tolist()
    }


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
        pairs, place = np.unique(np.stack([i, seed[j]], axis=1), axis=0, return_inverse=True)
        levels = compare(ground.columns, i, j)
        found.append(pairs)
        weight.append(np.sum([mean_told(levels[name], place.reshape(-1), scale, name) for name in LEVELS], axis=0))
    pairs = np.concatenate(found)
    free = ~_decided_apart(ground, pairs, seed)
    return clearly_best(pairs[free, 0], pairs[free, 1], np.concatenate(weight)[free], scale)


def _decided_apart(ground: Ground, pairs: NDArray[np.intp], seed: Rows) -> NDArray[np.bool_]:
    """Of pairs of a vague row and an event's seed, those that a decision keeps apart."""
    one, other = (np.concatenate(both) for both in (ground.different, ground.different[::-1]))
    forbidden = set(zip(one.tolist(), seed[other].tolist(), strict=True))
    return np.array([pair in forbidden for pair in map(tuple, pairs.tolist())], dtype=np.bool_)


def _linked(ground: Ground, events: Events, told: Sequence[Case]) -> Linked:
    beside = np.zeros(len(ground.atoms), np.bool_)
    beside[events.context] = True
    order = np.lexsort((np.arange(len(beside)), events.seed))
    cuts = np.flatnonzero(np.diff(events.seed[order])) + 1
    clusters: list[Cluster] = []
    links: list[Link] = []
    for rows in np.split(order, cuts):
        seed = int(events.seed[rows[0]])
        cluster = _cluster(ground, seed, rows[~beside[rows]].tolist(), rows[beside[rows]].tolist())
        clusters.append(cluster)
        for row in rows.tolist():
            links += _links(ground.atoms[row], cluster.id, "context" if beside[row] else "identity", told[row])
    return Linked(
        tuple(sorted(clusters, key=lambda cluster: cluster.id)),
        tuple(sorted(links, key=lambda link: (link.event, link.claim))),
    )


def _links(atom: Atom, event: str, role: Role, case: Case) -> Iterator[Link]:
    """The link of the main claim, and of those that are with it for the sentence they share."""
    main, *parts = atom.claims
    yield Link(main.id, event, role, case.weight, case.terms)
    for part in parts:
        bond = bond_of(main, part)
        yield Link(part.id, event, role, bond.weight, bond.terms)


def _cluster(ground: Ground, seed: int, identity: list[int], context: list[int]) -> Cluster:
    first = ground.atoms[seed].claims[0]
    makers = [claim for row in identity for claim in ground.atoms[row].claims if claim is not first]
    told = [claim for row in context for claim in ground.atoms[row].claims]
    members = (first, *sorted(makers, key=lambda claim: claim.id))
    return Cluster(event_id(first.id), kind_of(members), members, tuple(sorted(told, key=lambda claim: claim.id)))


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
