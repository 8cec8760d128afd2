"""From what was read at each word to triggers, and from what was read around a trigger to the words of its slots."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.network import Floats, RoleScores
from sayso.reading.windows import Window

OUTSIDE, FURTHER = "O", "I"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `first` to `last` (inclusive) name an event of a kind (`label` is its index), with a probability."""

    first: int
    last: int
    label: int
    probability: float


@dataclass(frozen=True, slots=True)
class Filler:
    """Words `first` to `last` (inclusive) fill a role of an event, with a probability."""

    role: str
    first: int
    last: int
    probability: float


def triggers(probabilities: Floats, labels: Sequence[str], thresholds: dict[str, float]) -> list[Trigger]:
    """Triggers in text order.

    Args:
        probabilities: [words, labels] as `Reading.triggers` has them.
        labels: `O`, `I` (a further word of a trigger), then the kinds.
        thresholds: by kind, the least probability of being the first word of a trigger.
    """
    outside, further = labels.index(OUTSIDE), labels.index(FURTHER)
    kinds = probabilities.copy()
    kinds[:, [outside, further]] = 0.0
    best, mass = kinds.argmax(1), kinds.sum(1)
    found: list[Trigger] = []
    for i in range(len(probabilities)):
        label = int(best[i])
        if mass[i] < thresholds.get(labels[label], thresholds["default"]):
            continue
        last = i
        while last + 1 < len(probabilities) and probabilities[last + 1].argmax() == further:
            last += 1
        found.append(Trigger(i, last, label, float(mass[i])))
    return found


def fillers(scores: RoleScores, window: Window, roles: Sequence[str], thresholds: dict[str, float]) -> list[Filler]:
    """The fillers of every role, as words of the document, role by role in text order."""
    levels = np.array([thresholds.get(role, thresholds["default"]) for role in roles], np.float32)
    inside = 1.0 - scores.tags[:, :, 0]
    found: list[Filler] = []
    for column in np.flatnonzero((inside >= levels).any(0)).tolist():
        for first, last in _runs(scores.tags[:, column], np.flatnonzero(inside[:, column] >= levels[column]).tolist()):
            probability = float(np.mean(inside[first : last + 1, column]))
            found.append(Filler(roles[column], window.start + first, window.start + last, probability))
    return found


def _runs(tags: Floats, going: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring words of `going` as (first, last), cut before each that rather opens a filler than continues one."""
    runs: list[tuple[int, int]] = []
    for i in going:
        if runs and runs[-1][1] == i - 1 and tags[i, 1] <= tags[i, 2]:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs
