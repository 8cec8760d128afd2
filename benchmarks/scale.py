"""How long and with how much memory claims are reconciled, and how that grows: `python -m benchmarks.scale`.

Each size runs in a process of its own, which simulates the claims first. The time is that of `reconcile` alone, and
beside it what processors spent on it, which other work on the machine does not change; the peak memory is the whole
process's, the claims and what simulated them included.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.linking import SEED
from benchmarks.simulate import Knobs, simulate
from benchmarks.speed import MeasurementError
from sayso.reconcile.reconcile import reconcile

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000, 1_000_000)


def figures(sizes: Sequence[int] = SIZES, seed: int = SEED) -> dict[str, float]:
    """What each size takes, as "scale.SIZE.seconds" and so on, and "scale.exponent" of the time.

    Raises:
        MeasurementError: a process failed.
    """
    told: dict[str, float] = {}
    for size in sizes:
        told |= {f"scale.{size}.{name}": value for name, value in measure(size, seed).items()}
    if len(sizes) > 1:
        told["scale.exponent"] = exponent({size: told[f"scale.{size}.seconds"] for size in sizes})
    return told


def exponent(seconds: Mapping[int, float]) -> float:
    """The power of the size with which time grows: the slope of the line through the logarithms, by least squares."""
    return float(np.polyfit([log(size) for size in seconds], [log(spent) for spent in seconds.values()], 1)[0])


def measure(size: int, seed: int) -> dict[str, float]:
    """Reconcile so many simulated claims in a new process: `seconds`, those of a `processor`, `megabytes`, `events`.

    Raises:
        MeasurementError: the process failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "-m", "benchmarks.scale", "--one", str(size), "--seed", str(seed)]
        # What starts a program counts into its peak memory, so a small one stands between (see benchmarks/cost.py).
        cost = [sys.executable, str(ROOT / "benchmarks" / "cost.py"), *command, "--result", str(result)]
        done = subprocess.run(cost, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode or not result.exists():
            raise MeasurementError(f"reconciling {size} claims failed: {done.stderr.strip()[-500:]}")
        kilobytes = json.loads(done.stdout)["kilobytes"]
        return {**json.loads(result.read_text("utf-8")), "megabytes": kilobytes / 1024}


def run(size: int, seed: int) -> dict[str, float]:
    """Simulate and reconcile in this process."""
    simulation = simulate(Knobs(claims=size, seed=seed))
    items, decisions, theatre = simulation.items, simulation.decisions, simulation.theatre
    del simulation
    start, busy = time.perf_counter(), _busy()
    account = reconcile(items, decisions, theatre)
    spent = {"seconds": time.perf_counter() - start, "processor": _busy() - busy}
    return {**spent, "events": float(len(account.events))}


def _busy() -> float:
    """Seconds of processor time of this process and its children that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def main(
    most: Annotated[int, typer.Option(help="The largest number of claims.")] = SIZES[-1],
    one: Annotated[int, typer.Option(help="Only so many claims, in this process.")] = 0,
    seed: Annotated[int, typer.Option(help="Of which war.")] = SEED,
    result: Annotated[Path | None, typer.Option(help="Where --one writes what it found.")] = None,
) -> None:
    """Reconcile more and more simulated claims and say what it takes."""
    if one:
        told = run(one, seed)
        if result:
            result.write_text(json.dumps(told), "utf-8")
    else:
        told = figures([size for size in SIZES if size <= most], seed)
    table = Table("figure", "value")
    for key, value in told.items():
        table.add_row(key, f"{value:,.2f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
