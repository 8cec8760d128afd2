"""Fit the thresholds and the confidence scale that ship with the weights: `python -m training.calibrate FOLDER`.

The scale is isotonic regression (pool adjacent violators, Ayer et al. 1955) of "this claim pairs with a coded claim of
its kind" on the trigger's probability, over the held-out texts and gold/dev. Thresholds are those that give the best F1
there: one for triggers, one for each role.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from benchmarks.codings import SLOTS, CodedText, coding_of, load_texts
from benchmarks.scoring import Score, pair, score
from sayso.claims.calibration import Calibration
from sayso.claims.claim import Claim
from sayso.claims.encoder_reader import EncoderReader
from sayso.reading.network import Network
from training.train import heldout

LEVELS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
LOWEST = 0.2
START = Calibration({"default": 0.5}, {"default": 0.5}, [0.0, 1.0], [0.0, 1.0])


def isotonic(values: Sequence[float], right: Sequence[bool], smooth: float = 8.0) -> tuple[list[float], list[float]]:
    """Knots of the best non-decreasing fit of `right` on `values`; `smooth` claims at the mean draw each step in."""
    order = np.argsort(values, kind="stable")
    mean = float(np.mean(right)) if len(right) else 0.5
    steps: list[list[float]] = []
    for i in order:
        steps.append([float(values[i]), float(right[i]), 1.0])
        while len(steps) > 1 and steps[-2][1] / steps[-2][2] >= steps[-1][1] / steps[-1][2]:
            x, y, n = steps.pop()
            steps[-1] = [(steps[-1][0] * steps[-1][2] + x * n) / (steps[-1][2] + n), steps[-1][1] + y, steps[-1][2] + n]
    xs = [round(x, 4) for x, _, _ in steps]
    ys = [round((y + smooth * mean) / (n + smooth), 4) for _, y, n in steps]
    return xs, np.maximum.accumulate(ys).tolist()


def total(texts: Sequence[CodedText], found: Sequence[Sequence[Claim]]) -> Score:
    """The score of what was found in the texts."""
    pairs = zip(texts, found, strict=True)
    return sum((score(text.gold, [coding_of(claim) for claim in own]) for text, own in pairs), Score())


def fit(network: Network, texts: Sequence[CodedText]) -> Calibration:
    """Thresholds by coordinate search, then the scale."""
    reader = EncoderReader(network, START)
    documents = [text.document for text in texts]

    def at(levels: Calibration) -> Score:
        reader.levels = levels
        return total(texts, list(reader.read(documents)))

    best = START
    kinds = {level: at(replace(best, kinds={"default": level})).kind.f1 for level in LEVELS}
    best = replace(best, kinds={"default": max(kinds, key=lambda level: kinds[level])})
    by_level = {level: at(replace(best, roles={"default": level})) for level in LEVELS}
    roles = {slot: max(LEVELS, key=lambda level: by_level[level].slots[slot].f1) for slot in SLOTS}
    best = replace(best, roles={"default": 0.5} | roles)
    reader.levels = replace(best, kinds={"default": LOWEST})
    values, right = [], []
    for text, claims in zip(texts, reader.read(documents), strict=True):
        found = [coding_of(claim) for claim in claims]
        good = {j for i, j in pair(text.gold, found) if text.gold[i].kind == found[j].kind}
        values += [claim.confidence for claim in claims]
        right += [j in good for j in range(len(claims))]
    scores, worth = isotonic(values, right)
    return replace(best, scores=scores, worth=worth)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the weights; calibration.json is written beside them")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    texts = load_texts(options.shared / "gold/dev") + load_texts(options.shared / "claims-train", set(heldout()))
    levels = fit(Network(options.folder), texts)
    (options.folder / "calibration.json").write_text(json.dumps(asdict(levels)) + "\n", "utf-8")
    print({"kinds": levels.kinds, "roles": levels.roles})


if __name__ == "__main__":
    main()
