"""Why a claim is where it is: what speaks for and against it, field by field."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.account import Term
from sayso.reconcile.blocks import Ground
from sayso.reconcile.compare import compare
from sayso.reconcile.item import Item
from sayso.reconcile.kinds import kinds
from sayso.reconcile.nearby import Rows, peer_pairs
from sayso.reconcile.weights import LEVELS, Weights, weights

PEERS = 8
"""The claims of an event, the most specific first, that a claim is held against when its case is told."""


@dataclass(frozen=True, slots=True)
class Case:
    """`weight` is the sum of the terms, in bits; a claim that is alone has no case."""

    weight: float = 0.0
    terms: tuple[Term, ...] = ()


ALONE = Case()


def cases(ground: Ground, seed: Rows, context: Rows, rank: Rows, scale: Weights) -> list[Case]:
    """The case of each row against (up to PEERS of) the claims that make its event.

    A term's weight is the mean over those that tell the field, and its level the one that most of them show.
    """
    identity = np.ones(len(seed), np.bool_)
    identity[context] = False
    found = [ALONE] * len(seed)
    known: dict[tuple[int, int, float], Term] = {}
    for i, j in peer_pairs(seed, identity, rank, PEERS):
        rows, terms = _terms(ground, i, j, scale, known)
        for row, one in zip(rows, terms, strict=True):
            found[row] = Case(sum(term.weight for term in one), one)
    return found


@cache
def _bond(level: str) -> Case:
    weight = float(weights().bits["document"][LEVELS["document"].index(level)])
    return Case(weight, (Term("document", level, weight),))


def bond_of(main: Item, part: Item) -> Case:
    """Why a claim is with the main one of its sentence."""
    return _bond("cause and effect in one sentence" if main.kind in kinds().of(part.kind).effect_of else "one sentence")


def _terms(
    ground: Ground, i: Rows, j: Rows, scale: Weights, known: dict[tuple[int, int, float], Term]
) -> tuple[list[int], list[tuple[Term, ...]]]:
    """The rows of `i`, each once, and the terms of each; equal rows of `i` stand together."""
    first = np.flatnonzero(np.diff(i, prepend=-1))
    place = np.cumsum(np.diff(i, prepend=-1) != 0) - 1
    terms: list[list[Term]] = [[] for _ in first]
    for field, (name, levels) in enumerate(compare(ground.columns, i, j).items()):
        most, mean = _summed(name, levels, place, scale)
        for row in np.flatnonzero(most).tolist():
            key = field, int(most[row]), float(mean[row])
            if key not in known:
                known[key] = Term(name, LEVELS[name][key[1]], key[2])
            terms[row].append(known[key])
    return i[first].tolist(), [tuple(one) for one in terms]


def _summed(
    name: str, levels: NDArray[np.int8], place: Rows, scale: Weights
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """For each row the level that it most often has (0 where it has none), and the mean weight of the field."""
    wide = len(LEVELS[name])
    counts = np.bincount(place * wide + levels, minlength=(int(place[-1]) + 1) * wide).reshape(-1, wide)
    counts[:, 0] = 0
    return counts.argmax(axis=1), mean_told(levels, place, scale, name).round(2)


def mean_told(levels: NDArray[np.int8], place: Rows, scale: Weights, name: str) -> NDArray[np.float64]:
    """The mean weight of a field over the pairs that tell it, for each place; 0 where none does.

    A level that forbids the link weighs as much as the floor.
    """
    bits = np.maximum(scale.bits[name], scale.bounds.floor)[levels]
    told = np.bincount(place, weights=levels > 0)
    return np.bincount(place, weights=bits) / np.maximum(told, 1)
