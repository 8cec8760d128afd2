"""Fits the weights of data/weights.toml on simulated claims whose events are known, and writes them into the file.

    python -m benchmarks.fit_weights --claims 20000 --seed 1 --seed 2 --seed 3 --seed 4 --seed 5 --seed 6

All near pairs of claims are compared; whether both speak of one event is regressed on the levels of the fields
(logistic regression, Newton's method), so that fields that tell the same are not counted twice, as they are where each
level's log-odds are counted by themselves. Then those pairs alone are regressed again that weigh near the bounds or
more: what holds for the many that nobody would join is not to settle what holds for those in question. Weights are
drawn towards those that were set by reason, `by_reason.toml`, by a ridge penalty; a level that the simulation hardly
shows keeps its own, and those that it is no guide to are put back (`[held]`). Levels that forbid a link stay as they
are, and so do the bounds of [link]; the intercepts that are printed tell where these lie: minus the intercept is even
odds.

Seeds that are measured on (101 and up) are not to be fitted on.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf, log
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

import sayso.reconcile
from benchmarks.simulate import Knobs, simulate
from sayso.reconcile.blocks import ground_of
from sayso.reconcile.compare import compare
from sayso.reconcile.edges import pairs_among, pairs_between
from sayso.reconcile.kin import kin_of
from sayso.reconcile.weights import LEVELS

FILE = Path(sayso.reconcile.__path__[0]) / "data" / "weights.toml"
BY_REASON = Path(__file__).with_name("by_reason.toml")
RIDGE = 200.0
"""How strongly a weight is held to the one set by reason: as some hundreds of pairs would."""
MOST = 6.0
"""No level weighs more bits for or against: a simulation is more regular than the world."""
STEPS = 40
ROUNDS = 2
"""How often the weights are fitted again on the pairs in question,"""
QUESTIONED = -2.0
"""which are those that weigh at least so much, in bits."""
LINE = re.compile(r'^"(?P<level>[^"]+)" = (?P<bits>\S+)$')

Floats = NDArray[np.float64]
FIELDS = tuple(LEVELS)
SIZES = tuple(len(levels) for levels in LEVELS.values())


@dataclass(frozen=True, slots=True)
class Patterns:
    """The combinations of levels that pairs show: `levels` (N, fields); whether a claim of the pair is `vague`; how
    many `pairs` show it, and how many of these are of `one` event."""

    levels: NDArray[np.int64]
    vague: NDArray[np.bool_]
    pairs: Floats
    one: Floats


def patterns(wars: list[Knobs]) -> Patterns:
    """The patterns of all near pairs of the simulated wars."""
    pairs: Counter[int] = Counter()
    one: Counter[int] = Counter()
    for knobs in wars:
        for codes, same in _compared(knobs):
            known, place = np.unique(codes, return_inverse=True)
            pairs.update(dict(zip(known.tolist(), np.bincount(place).tolist(), strict=True)))
            one.update(dict(zip(known.tolist(), np.bincount(place, weights=same).tolist(), strict=True)))
    codes = np.array(sorted(pairs))
    vague, *levels = np.unravel_index(codes, (2, *SIZES))
    found = ([counts[code] for code in codes.tolist()] for counts in (pairs, one))
    return Patterns(np.stack(levels, axis=1), vague == 1, *(np.array(counts, dtype=np.float64) for counts in found))


def _compared(knobs: Knobs) -> Iterator[tuple[NDArray[np.intp], NDArray[np.bool_]]]:
    """In chunks: the pattern of each pair, as a number, and whether both are of one event."""
    war = simulate(knobs)
    event = dict(zip((item.id for item in war.items), war.truth.event.tolist(), strict=True))
    ground = ground_of(war.items, (), kin_of(war.theatre))
    of_row = np.array([event[atom.whole.id] for atom in ground.atoms])
    among = pairs_among(ground.columns, ground.exact)
    for vague, chunks in enumerate((among, pairs_between(ground.columns, ground.vague, ground.exact))):
        for i, j in chunks:
            levels = compare(ground.columns, i, j)
            told = [np.full(len(i), vague), *(levels[name] for name in FIELDS)]
            yield np.ravel_multi_index(told, (2, *SIZES)), (of_row[i] == of_row[j]) & (of_row[i] >= 0)


def fitted(
    seen: Patterns, reason: dict[str, Floats], held: dict[str, list[str]]
) -> tuple[dict[str, Floats], float, float]:
    """The weights in bits by field and code, and the intercepts of exact and of vague pairs."""
    start = np.concatenate([[0.0, 0.0], *(reason[name] for name in FIELDS)]) * log(2)
    forbidden = np.isinf(start)
    offsets = 2 + np.concatenate([[0], np.cumsum(SIZES)[:-1]])
    index = seen.levels + offsets
    usable = ~forbidden[index].any(axis=1)
    design = np.zeros((int(usable.sum()), len(start)))
    design[:, 0], design[:, 1] = 1, seen.vague[usable]
    rows = np.arange(len(design))
    for field in range(len(FIELDS)):
        design[rows, index[usable, field]] = seen.levels[usable, field] > 0
    centre = np.where(forbidden, 0.0, start)
    ridge = np.where(np.arange(len(start)) < 2, 1e-6, RIDGE)
    pairs, one = seen.pairs[usable], seen.one[usable]
    found = _regressed(design, pairs, one, centre, ridge) / log(2)
    for _ in range(ROUNDS):
        near = design[:, 2:] @ found[2:] >= QUESTIONED
        found = _regressed(design[near], pairs[near], one[near], centre, ridge) / log(2)
    found = np.where(forbidden, -np.inf, np.clip(found, -MOST, MOST))
    weights = {name: found[o : o + n] for name, o, n in zip(FIELDS, offsets.tolist(), SIZES, strict=True)}
    for name, levels in held.items():
        for code in map(LEVELS[name].index, levels):
            weights[name][code] = reason[name][code]
    return weights, float(found[0]), float(found[1])


def _regressed(design: Floats, pairs: Floats, one: Floats, centre: Floats, ridge: Floats) -> Floats:
    """The coefficients of a logistic regression of counts with a ridge around a centre (Newton's method)."""
    found = centre.copy()
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (one - pairs * odds) - ridge * (found - centre)
        bend = (design.T * (pairs * odds * (1 - odds))) @ design + np.diag(ridge)
        step = np.clip(np.linalg.solve(bend, slope), -2, 2)
        found = found + step
        if np.abs(step).max() < 1e-6:
            break
    return found


def by_reason() -> tuple[dict[str, Floats], dict[str, list[str]]]:
    """The weights that were set by reason before anything was measured, by field and code, and the levels held."""
    table = tomllib.loads(BY_REASON.read_text("utf-8"))
    weights = {name: np.array([0.0, *(table[name][level] for level in levels[1:])]) for name, levels in LEVELS.items()}
    return weights, table["held"]


def rewritten(text: str, weights: dict[str, Floats]) -> str:
    """The text of the file with these weights; all else as it stands."""
    name, lines = "", []
    for line in text.splitlines():
        name = line.strip("[]") if line.startswith("[") else name
        if found := LINE.match(line):
            bits = weights[name][LEVELS[name].index(found["level"])]
            line = f'"{found["level"]}" = {"-inf" if isinf(bits) else format(round(bits, 2) + 0.0, ".2f")}'
        lines.append(line)
    return "\n".join(lines) + "\n"


def main(
    claims: Annotated[int, typer.Option(help="Claims of each war.")] = 20_000,
    seed: Annotated[list[int] | None, typer.Option(help="A war to fit on; may be given again.")] = None,
) -> None:
    """Fit the weights on simulated wars and write them into data/weights.toml."""
    seen = patterns([Knobs(claims, one) for one in seed or [1, 2, 3, 4, 5, 6]])
    weights, exact, vague = fitted(seen, *by_reason())
    FILE.write_text(rewritten(FILE.read_text("utf-8"), weights), "utf-8")
    print(f"{seen.pairs.sum():.0f} pairs, {seen.one.sum():.0f} of one event, {len(seen.pairs)} patterns")
    print(f"intercepts in bits: {exact:.2f} for exact pairs, {exact + vague:.2f} where one is vague")


if __name__ == "__main__":
    typer.run(main)
