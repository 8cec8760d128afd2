"""How well claims are linked into events, on the simulator, beside Splink: `python -m benchmarks.linking`."""

from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.partitions import Agreement, bcubed, numbered, pairwise
from benchmarks.simulate import Knobs, Simulation, simulate
from sayso.reconcile.cluster import Linked
from sayso.reconcile.kin import kin_of
from sayso.reconcile.link import link

SEED = 101
"""The first seed that figures are told of; nothing is fitted on this seed and those after it."""
Labels = NDArray[np.int64]


def figures(claims: int = 10_000, seed: int = SEED, *, splink: bool = True) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall and F1 of sayso, and of Splink on the same fields, from 0 to 1.

    Args:
        claims: how many are simulated.
        seed: of which war.
        splink: whether Splink is run too; it must then be installed.

    Claims that speak of no one happening are linked like all others, but not scored. Keys are "link.pairwise.f1",
    "splink.bcubed.recall" and so on; "identity" are those of sayso's claims that make an event, without context.
    """
    simulation = simulate(Knobs(claims=claims, seed=seed))
    truth = simulation.truth.event
    linked = link(simulation.items, (), kin_of(simulation.theatre))
    labels, identity = assigned(simulation, linked)
    found = scored("link", labels, truth, truth >= 0) | scored("identity", labels, truth, (truth >= 0) & identity)
    found["link.context"] = float((~identity).mean())
    if splink:
        from benchmarks import splinking

        best = splinking.clusters(simulation.items, simulation.theatre, truth)
        found |= scored("splink", best.labels, truth, truth >= 0) | {"splink.threshold": best.threshold}
    return found


def assigned(simulation: Simulation, linked: Linked) -> tuple[Labels, NDArray[np.bool_]]:
    """The event that each item was put to, by number, and whether it makes it or stands beside it."""
    links = {one.claim: one for one in linked.links}
    ordered = [links[item.id] for item in simulation.items]
    return numbered([one.event for one in ordered]), np.array([one.role == "identity" for one in ordered])


def scored(name: str, found: Labels, true: Labels, judged: NDArray[np.bool_]) -> dict[str, float]:
    """The figures of one way of linking, over the claims that are judged."""
    one, other = numbered(found[judged].tolist()), numbered(true[judged].tolist())
    told: dict[str, Agreement] = {"pairwise": pairwise(one, other), "bcubed": bcubed(one, other)}
    return {
        f"{name}.{measure}.{figure}": getattr(agreement, figure)
        for measure, agreement in told.items()
        for figure in ("precision", "recall", "f1")
    }


def main(
    claims: Annotated[int, typer.Option(min=1, help="How many claims are simulated.")] = 10_000,
    seeds: Annotated[int, typer.Option(min=1, help="Over how many wars.")] = 3,
    splink: Annotated[bool, typer.Option(help="Whether Splink (requirements-bench.txt) is run too.")] = True,
) -> None:
    """Link simulated claims and say how well that went."""
    runs = [figures(claims, SEED + number, splink=splink) for number in range(seeds)]
    table = Table("figure", *(f"war {SEED + number}" for number in range(seeds)), "mean")
    for key in runs[0]:
        values = [run[key] for run in runs]
        table.add_row(key, *(f"{value:.3f}" for value in (*values, float(np.mean(values)))))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
