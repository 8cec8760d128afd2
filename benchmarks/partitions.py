"""How near two ways of sorting the same things into groups come: pairwise, and B-cubed (Bagga & Baldwin 1998)."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def numbered(labels: Sequence[Hashable]) -> NDArray[np.int64]:
    """Labels as numbers from 0, equal ones alike."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(label, len(seen)) for label in labels], dtype=np.int64)


def pairwise(found: NDArray[np.int64], true: NDArray[np.int64]) -> Agreement:
    """Of the pairs that stand in one group, the share that belong there; of those that belong, the share that do.

    Args:
        found: the group of each thing, by number.
        true: the group each belongs to.
    """
    both, one, other = _counts(found, true)
    shared, put, belong = (float((n * (n - 1) // 2).sum()) for n in (both, one, other))
    return Agreement(shared / put if put else 1.0, shared / belong if belong else 1.0)


def bcubed(found: NDArray[np.int64], true: NDArray[np.int64]) -> Agreement:
    """The mean over all things of the share of its group that belongs with it, and of those with it that are there."""
    if not len(found):
        return Agreement(1.0, 1.0)
    pairs, counts = np.unique(np.stack([found, true]), axis=1, return_counts=True)
    one, other = np.bincount(found), np.bincount(true)
    square = counts.astype(float) ** 2
    size = len(found)
    return Agreement(float((square / one[pairs[0]]).sum()) / size, float((square / other[pairs[1]]).sum()) / size)


def _counts(found: NDArray[np.int64], true: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """How many things stand in each pair of groups, in each group found and in each true one."""
    both = np.unique(np.stack([found, true]), axis=1, return_counts=True)[1]
    return both, *(np.unique(labels, return_counts=True)[1] for labels in (found, true))
