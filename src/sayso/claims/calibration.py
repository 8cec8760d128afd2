"""Thresholds and the confidence scale of the embedded reader, as `python -m training.calibrate` fits them."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.errors import WeightsError


@dataclass(frozen=True, slots=True)
class Calibration:
    """How sure is sure enough, and what a score is worth.

    `kinds` and `roles`: the least probability for a trigger of a kind, or a filler of a role ("default" for the rest).
    `scores`, `worth`: an isotonic scale from the trigger's probability to the share of such claims that are right.
    """

    kinds: dict[str, float]
    roles: dict[str, float]
    scores: list[float]
    worth: list[float]

    def confidence(self, probability: float) -> float:
        """How likely a claim read with this probability is right, between 0 and 1."""
        return round(float(np.interp(probability, self.scores, self.worth)), 3)


def load_calibration(folder: Path) -> Calibration:
    """The calibration that stands beside the weights in `folder`.

    Raises:
        WeightsError: the file is missing or broken.
    """
    path = folder / "calibration.json"
    try:
        return Calibration(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise WeightsError(f"{path}: cannot be used ({error}); reinstall sayso") from error
