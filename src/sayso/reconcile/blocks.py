"""Groups of claims that no link can cross: each can be linked by itself, with the same result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.decision import Decision
from sayso.reconcile.atoms import Atom, atoms_of
from sayso.reconcile.columns import Columns, Ints, Kin, columns_of
from sayso.reconcile.edges import Edges, components, edges_among, edges_between
from sayso.reconcile.item import Item
from sayso.reconcile.nearby import Pairs, Rows
from sayso.reconcile.weights import Weights, weights


@dataclass(frozen=True, slots=True)
class Ground:
    """What linking works on: a row for each atom, by id, its columns, and what people have decided of pairs of them.

    `exact` are the rows that can make an event; `vague` all others. `same` and `different` are pairs of rows.
    """

    atoms: tuple[Atom, ...]
    columns: Columns
    exact: Rows
    vague: Rows
    same: Pairs
    different: Pairs

    def of(self, rows: Rows) -> "Ground":
        """Some rows only, in their order; decisions on others are left out."""
        if len(rows) == len(self.atoms):
            return self
        place = _places(len(self.atoms), rows)
        return Ground(
            tuple(self.atoms[row] for row in rows.tolist()),
            self.columns.of(rows),
            _among(place, self.exact),
            _among(place, self.vague),
            _pairs_among(place, self.same),
            _pairs_among(place, self.different),
        )


@dataclass(frozen=True, slots=True)
class Groups:
    """For each row its group: the smallest exact row in it, or -1 for a vague one that belongs to none.

    `edges` are those among the exact rows.
    """

    group: Ints
    edges: Edges

    def of(self, rows: Rows) -> "Groups":
        """Some rows only, in their order: all that are in one block with any of them."""
        if len(rows) == len(self.group):
            return self
        place = _places(len(self.group), rows)
        group = self.group[rows]
        group[group >= 0] = place[group[group >= 0]]
        edges = self.edges.of((place[self.edges.one] >= 0) & (place[self.edges.other] >= 0))
        one, other = (place[own].astype(np.int32) for own in (edges.one, edges.other))
        return Groups(group, replace(edges, one=one, other=other))


@dataclass(frozen=True, slots=True)
class Blocks:
    """Items on their way into events: `rows` are the rows of each block, in the order of the blocks' first ids.

    Linking all of them is linking each of the blocks.
    """

    ground: Ground
    groups: Groups
    rows: tuple[Rows, ...]

    @classmethod
    def of(cls, items: Sequence[Item], decisions: Sequence[Decision], kin: Kin) -> "Blocks":
        """The blocks of the items, the same whatever their order."""
        ground = ground_of(items, decisions, kin)
        groups = groups_of(ground, weights())
        adrift = np.flatnonzero(groups.group < 0)
        left = strong_edges(leftover_edges(ground, groups.group, adrift, weights()), weights())
        label = components(len(groups.group), left.one, left.other)
        first = _first_rows(np.where(groups.group < 0, label, groups.group))
        order = np.argsort(first, kind="stable")
        cuts = np.flatnonzero(np.diff(first[order])) + 1
        return cls(ground, groups, tuple(rows for rows in np.split(order, cuts) if rows.size))

    def claims(self, block: int) -> tuple[Item, ...]:
        """The claims of a block, by id."""
        found = (claim for row in self.rows[block].tolist() for claim in self.ground.atoms[row].claims)
        return tuple(sorted(found, key=lambda claim: claim.id))


def _places(size: int, rows: Rows) -> Rows:
    """For each of `size` rows its place among some of them, -1 for the others."""
    place = np.full(size, -1, np.intp)
    place[rows] = np.arange(len(rows))
    return place


def _among(place: Rows, rows: Rows) -> Rows:
    return place[rows[place[rows] >= 0]]


def _pairs_among(place: Rows, pairs: Pairs) -> Pairs:
    one, other = (place[rows] for rows in pairs)
    both = (one >= 0) & (other >= 0)
    return one[both], other[both]


def _first_rows(label: NDArray[np.int32]) -> Rows:
    """For each row the first row of its group."""
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    return first[inverse.reshape(-1)]


def ground_of(items: Sequence[Item], decisions: Sequence[Decision], kin: Kin) -> Ground:
    """The atoms, their columns, and the decisions that stand and name claims that are there.

    A claim that somebody has put together with another can make an event, however vague it is.
    """
    standing = _standing(decisions)
    apart = frozenset(frozenset((one.subject, one.object or "")) for one in standing if one.verb == "different")
    atoms = tuple(atoms_of(items, apart))
    columns = columns_of([atom.whole for atom in atoms], kin)
    named = {claim for one in standing for claim in (one.subject, one.object)}
    rows = {claim.id: row for row, atom in enumerate(atoms) for claim in atom.claims if claim.id in named}
    same, different = (_decided(standing, verb, rows) for verb in ("same", "different"))
    exact = columns.tier == 0
    exact[np.concatenate(same)] = True
    return Ground(atoms, columns, np.flatnonzero(exact), np.flatnonzero(~exact), same, different)


def _standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that no other supersedes."""
    replaced = {decision.supersedes for decision in decisions}
    return [decision for decision in decisions if not decision.number or decision.number not in replaced]


def _decided(decisions: Sequence[Decision], verb: str, rows: dict[str, int]) -> Pairs:
    """Pairs of rows that decisions of the verb are on."""
    pairs = {
        (rows[decision.subject], rows[decision.object])
        for decision in decisions
        if decision.verb == verb and decision.subject in rows and decision.object in rows
    }
    ordered = np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
    return ordered[:, 0], ordered[:, 1]


def groups_of(ground: Ground, scale: Weights) -> Groups:
    """The groups that strong edges and decisions hold together, and with each the vague claims that fit it alone."""
    edges = edges_among(ground.columns, ground.exact, scale)
    strong = strong_edges(edges, scale)
    size = len(ground.columns)
    label = components(
        size, np.concatenate([strong.one, ground.same[0]]), np.concatenate([strong.other, ground.same[1]])
    )
    group = np.full(size, -1, np.int32)
    group[ground.exact] = label[ground.exact]
    near = edges_between(ground.columns, ground.vague, ground.exact, scale)
    flat = np.full(size, False)
    flat[ground.vague] = True
    vague = np.where(flat[near.one], near.one, near.other)
    exact = np.where(flat[near.one], near.other, near.one)
    rows, groups = clearly_best(vague, label[exact].astype(np.intp), near.weight, scale)
    group[rows] = groups
    return Groups(group, edges)


def strong_edges(edges: Edges, scale: Weights) -> Edges:
    """Those without which no claim joins an event: a mean over pairs is never above the best of them."""
    return edges.of(edges.weight >= min(scale.bounds.join, scale.bounds.merge))


def clearly_best(rows: Rows, choices: Rows, weight: NDArray[np.floating], scale: Weights) -> tuple[Rows, Rows]:
    """The rows whose best choice weighs enough, and clearly more than any other choice; and what they choose."""
    order = np.lexsort((choices, -weight, rows))
    rows, choices, weight = rows[order], choices[order], weight[order]
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    place = np.cumsum(np.diff(rows, prepend=-1) > 0) - 1
    rival = choices != choices[first][place] if rows.size else np.empty(0, np.bool_)
    second = np.full(len(first), -np.inf)
    np.maximum.at(second, place[rival], weight[rival])
    best = weight[first]
    clear = (best >= scale.bounds.context) & (best - second >= scale.bounds.clear)
    return rows[first[clear]], choices[first[clear]]


def leftover_edges(ground: Ground, group: Ints, rows: Rows, scale: Weights) -> Edges:
    """Strong and weak edges among vague rows of one group and one tier, which make events of their own."""
    edges = edges_among(ground.columns, rows, scale)
    tier = ground.columns.tier
    alike = (group[edges.one] == group[edges.other]) & (tier[edges.one] == tier[edges.other])
    return edges.of(alike)
