"""Why a claim is where it is: what speaks for and against it, field by field."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.account import Term
from sayso.reconcile.blocks import Ground
from sayso.reconcile.compare import compare
from sayso.reconcile.nearby import Rows, peer_pairs
from sayso.reconcile.weights import LEVELS, Weights

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

    A term's weight is the mean over these claims, and its level the one that most of them show.
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
    """For each row the level that it most often has (0 where it has none) and the mean weight of the field."""
    size, wide = int(place[-1]) + 1, len(LEVELS[name])
    bits = np.maximum(scale.bits[name], scale.bounds.floor)[levels]
    mean = np.bincount(place, weights=bits, minlength=size) / np.bincount(place, minlength=size)
    counts = np.bincount(place * wide + levels, minlength=size * wide).reshape(size, wide)
    counts[:, 0] = 0
    return counts.argmax(axis=1), mean.round(2)
