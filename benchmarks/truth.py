"""Whether the account is true, on the simulator: `python -m benchmarks.truth`.

Three questions are asked of the account that `reconcile` gives of simulated claims, all on its own events, so that
errors of linking count too:

- Which value does it give for what is contested, and is it right; beside plain vote, the best source, and TruthFinder?
- Of the events that it grades so and so, how many happened? What was made up is in the simulation for that.
- Which claims does it take to go back to one origin, and do they? Asked of pairs of claims in one event that different
  outlets published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.baselines import Contest, Value, best_source, truthfinder, vote
from benchmarks.contests import FIELDS, Judge, given, parents_of
from benchmarks.linking import SEED
from benchmarks.simulate import Knobs, Simulation, simulate
from benchmarks.simulated.war import Happening
from sayso.reconcile.account import GRADES, Account, Event
from sayso.reconcile.item import Item
from sayso.reconcile.reconcile import reconcile


@dataclass(frozen=True, slots=True)
class Found:
    """An event of the account, the claims that make it, and what most of them truly speak of."""

    event: Event
    items: tuple[Item, ...]
    true: Happening


def figures(claims: int = 10_000, seed: int = SEED, copying: float = 0.3) -> dict[str, float]:
    """All figures of one war, shares from 0 to 1.

    "values.METHOD" is the share of contested fields that a method gives the right value for, "values.METHOD.FIELD" that
    of one field and "values.count" how many are contested; "ladder.GRADE" the share of events of a grade that happened
    and "ladder.GRADE.count" how many there are; "roots.precision", "roots.recall", and "roots.recall.STYLE" for pairs
    of which one is a copy of that style.
    """
    simulation = simulate(Knobs(claims=claims, seed=seed, copying=copying))
    account = reconcile(simulation.items, simulation.decisions, simulation.theatre)
    found = events(simulation, account)
    return values(simulation, found) | ladder(found) | roots(simulation, account)


def events(simulation: Simulation, account: Account) -> list[Found]:
    """The events of the account that have a true one behind them: that of most of their claims."""
    row = {item.id: number for number, item in enumerate(simulation.items)}
    found = []
    for event in account.events:
        rows = [row[claim] for claim in event.claims]
        count = Counter(number for number in simulation.truth.event[rows].tolist() if number >= 0)
        if count:
            most = min(count, key=lambda number: (-count[number], number))
            items = tuple(simulation.items[number] for number in rows)
            found.append(Found(event, items, simulation.truth.events[most]))
    return found


def values(simulation: Simulation, found: Sequence[Found]) -> dict[str, float]:
    """Which share of what is contested each method gets right; events that never happened are not asked of."""
    judge = Judge(simulation.truth, parents_of(simulation.truth))
    letters = {decision.subject: str(decision.value) for decision in simulation.decisions}
    asked = list(_contests(judge, found))
    answers: dict[str, list[Value]] = {
        "sayso": [given(field, one.event) for field, one, _ in asked],
        "vote": [vote(contest) for _, _, contest in asked],
        "best": [best_source(contest, letters) for _, _, contest in asked],
        "truthfinder": truthfinder([contest for _, _, contest in asked]),
    }
    told: dict[str, float] = {"values.count": len(asked)}
    for method, answer in answers.items():
        right = [judge.right(f, one.true, value) for (f, one, _), value in zip(asked, answer, strict=True)]
        told[f"values.{method}"] = _mean(right)
        for field in FIELDS:
            own = [r for r, (f, _, _) in zip(right, asked, strict=True) if f == field]
            told[f"values.{method}.{field}"] = _mean(own)
            told[f"values.count.{field}"] = len(own)
    return told


def _contests(judge: Judge, found: Sequence[Found]) -> Iterator[tuple[str, Found, Contest]]:
    for one in found:
        for field in FIELDS if one.true.happened else ():
            if contest := judge.contest(field, one.true, one.items):
                yield field, one, contest


def ladder(found: Sequence[Found]) -> dict[str, float]:
    """Of the events that the account says happened, the share that did, by grade."""
    by_grade: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        occurred = one.event.fields["occurred"]
        if occurred.values and occurred.values[0].value == "yes":
            by_grade[GRADES[occurred.grade]].append(one.true.happened)
    told: dict[str, float] = {}
    for grade in GRADES:
        if grade in by_grade:
            told[f"ladder.{grade}"] = _mean(by_grade[grade])
            told[f"ladder.{grade}.count"] = len(by_grade[grade])
    return told


def roots(simulation: Simulation, account: Account) -> dict[str, float]:
    """Precision and recall of pairs that are said to be of one origin."""
    row = {item.id: number for number, item in enumerate(simulation.items)}
    root = {(one.event, claim): one.id for one in account.roots for claim in one.claims}
    count: Counter[tuple[bool, bool, str]] = Counter()
    for event in account.events:
        for one, other in combinations(sorted(row[claim] for claim in event.claims), 2):
            if simulation.items[one].voices[-1] != simulation.items[other].voices[-1]:
                claims = ((event.id, simulation.items[number].id) for number in (one, other))
                said = len({root.get(claim, claim[1]) for claim in claims}) == 1
                true = bool(simulation.truth.origin[one] == simulation.truth.origin[other])
                count[said, true, _style(simulation, one, other)] += 1
    return _shares(count)


def _shares(count: Mapping[tuple[bool, bool, str], int]) -> dict[str, float]:
    def total(said: bool | None, true: bool | None, style: str | None = None) -> int:
        return sum(
            n for (s, t, how), n in count.items() if said in (None, s) and true in (None, t) and style in (None, how)
        )

    told = {
        "roots.precision": total(True, True) / max(1, total(True, None)),
        "roots.recall": total(True, True) / max(1, total(None, True)),
        "roots.pairs": float(total(None, True)),
    }
    for style in sorted({how for _, true, how in count if true}):
        told[f"roots.recall.{style}"] = total(True, True, style) / total(None, True, style)
    return told


def _style(simulation: Simulation, one: int, other: int) -> str:
    """How two claims of one origin came apart: the most hidden of the ways."""
    order = ("rewritten", "hidden", "edited", "verbatim", "cited")
    styles = {simulation.truth.style[one], simulation.truth.style[other]}
    return next((style for style in order if style in styles), "carried")


def _mean(right: Sequence[bool]) -> float:
    return float(np.mean(right)) if right else 1.0


def main(
    claims: Annotated[int, typer.Option(min=1, help="How many claims are simulated.")] = 10_000,
    seeds: Annotated[int, typer.Option(min=1, help="Over how many wars.")] = 3,
    copying: Annotated[float, typer.Option(min=0, max=0.6, help="The share of reports taken from others.")] = 0.3,
) -> None:
    """Reconcile simulated claims and say how much of the account is true."""
    runs = [figures(claims, SEED + number, copying) for number in range(seeds)]
    table = Table("figure", *(f"war {SEED + number}" for number in range(seeds)), "mean")
    for key in dict.fromkeys(key for run in runs for key in run):
        told = [run.get(key, float("nan")) for run in runs]
        table.add_row(key, *(f"{value:.3f}" for value in (*told, float(np.nanmean(told)))))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
