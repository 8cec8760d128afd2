"""A simulator: reports of a war where it is known what happened, who saw it and who copied whom.

    python -m benchmarks.simulate 10000 --seed 1 --folder out/simulated

writes the texts and the truth; `simulate` gives the same as items, for measuring what `sayso.reconcile` makes of them.

What it assumes, none of it taken from how claims are linked or graded:

- Places are real (villages of north-west Syria, or a country's towns by GeoNames), sides, forces, sources and events
  are invented. Fronts run where places of enemies lie near each other; most events belong to operations along them,
  so they come in bursts, and many have a sibling close by in space and time (`simulated.war`).
- What counts as one event: what happened to one target at one place in one go. Who was killed, what was destroyed and
  who fled is part of it, and so are the fight for a place, its capture and the loser's retreat on that day.
- An event is reported by a number of outlets that has a long tail: a third of events by one only, few by dozens. Each
  report is fresh, or taken from an earlier report of the same event (`copying` is the share of those). Fresh reports
  have an origin: a party's command, activists, a monitor, nameless people or the outlet's own reporter.
- An origin makes one account of the event, with its errors; all who carry or copy it have those errors (shared errors
  are what gives copies away). Accounts err in place, day, kind, doer and toll, less so the more reliable the source.
- Parties have a stake: they keep silent or deny when their forces killed civilians or lost ground, blame the enemy,
  inflate the enemy's dead and hide their own; at times they concede (`simulated.accounts`). Some events are made up.
  An invention has one origin, and whoever else tells it has it from there, whether he says so or not.
- Any telling may be vague: a district or province, "near" a larger place, "this week", no day, the side and not its
  unit, "at least", or leave things out. Outlets edit, cite or hide what they copy (`simulated.reports`).
- A source's letter is known for four in five, and one off in a fifth of those, as a desk would have it.
- Left out: translation, misread texts, sources that change over time, photographs, retractions.

The shares are in simulated/war.toml, with what they go by.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from benchmarks.simulated.accounts import Observer
from benchmarks.simulated.flatten import Flattener, Row, Text
from benchmarks.simulated.ground import SUPPLEMENT, Site, ground
from benchmarks.simulated.press import press_of
from benchmarks.simulated.reports import COPIES, Newsroom, Report
from benchmarks.simulated.settings import settings
from benchmarks.simulated.sides import Sides, sides_of, theatre_of
from benchmarks.simulated.war import Happening, War
from sayso.grounding.theatres import Theatre
from sayso.ledger.decision import Decision
from sayso.reconcile.item import Item

MEAN_CLAIMS = 3.3
"""Fewer claims than an event has on average, so that events do not run out before claims do."""
FEWEST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Knobs:
    """What is to be simulated: how many claims, which share of reports is copied, and a seed that settles the rest."""

    claims: int = 10_000
    seed: int = 1
    copying: float = 0.3
    sides: int = 3
    area: str = SUPPLEMENT

    def days(self) -> int:
        """How long the war lasts: longer for more claims, and more happens on a day: 31 events at 10^4, 120 at 10^6."""
        return max(FEWEST_DAYS, round(90 * float((self.claims / 10_000) ** 0.7)))


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of each item, by its row: the number of its event, -1 for what speaks of no one happening; its
    origin; and whether it was `copied`. `style` is how its report came about (`reports.Style`). `events` is by number.
    """

    event: NDArray[np.int64]
    origin: NDArray[np.int64]
    copied: NDArray[np.bool_]
    style: tuple[str, ...]
    events: tuple[Happening, ...]
    sites: tuple[Site, ...]
    sides: Sides


@dataclass(frozen=True, slots=True)
class Simulation:
    """Items in no telling order, the truth about them, what a desk knows of the parties and sources, and the texts."""

    items: tuple[Item, ...]
    truth: Truth
    theatre: Theatre
    decisions: tuple[Decision, ...]
    texts: tuple[Text, ...] = ()


def simulate(knobs: Knobs = Knobs(), *, texts: bool = False) -> Simulation:
    """A war and the claims made of it; the same for the same knobs.

    Args:
        knobs: what is to be simulated.
        texts: whether the documents are given in words too.

    Raises:
        ValueError: the area has too few places, or the number of sides is not 2 to 4.
    """
    if not 2 <= knobs.sides <= len(settings().sides):
        raise ValueError(f"{knobs.sides} sides: there must be 2 to {len(settings().sides)}")
    streams = {name: Random(f"{knobs.seed} {name}") for name in ("sides", "war", "press", "news", "desk", "items")}
    sites = ground(knobs.area)
    sides = sides_of(settings().sides[: knobs.sides], streams["sides"])
    press = press_of(settings(), sides, streams["press"])
    events = tuple(War(sites, sides, settings(), streams["war"]).run(knobs.days(), ceil(knobs.claims / MEAN_CLAIMS)))
    fame = sum(event.fame for event in events) / len(events)
    observer = Observer(sites, sides, settings(), streams["news"])
    room = Newsroom(sites, sides, press, settings(), observer, streams["news"], knobs.copying, fame)
    told = _reports(room, events, streams["war"], knobs.claims)
    provinces = {str(site.province.admin1): site.province for site in sites}
    flat = Flattener(sides, settings(), provinces, streams["items"], observer.origins)
    documents: list[Text] = []
    rows = list(flat.rows(told, documents if texts else None))
    streams["items"].shuffle(rows)
    del rows[knobs.claims :]
    truth = _truth(rows, events, sites, sides)
    decisions = press.decisions(settings(), streams["desk"])
    items = tuple(row.item for row in rows)
    return Simulation(items, truth, theatre_of(sides, press.actors()), decisions, tuple(documents))


def _reports(room: Newsroom, events: Sequence[Happening], rng: Random, claims: int) -> list[Report]:
    """Reports of events drawn one after the other, until they make so many claims."""
    told: list[Report] = []
    count = 0
    for event in rng.sample(events, len(events)):
        if count >= claims:
            break
        new = room.reports(event)
        count += sum(1 + len(report.effects) for report in new)
        told += new
    return told


def _truth(rows: Sequence[Row], events: tuple[Happening, ...], sites: tuple[Site, ...], sides: Sides) -> Truth:
    return Truth(
        event=np.array([row.event for row in rows], dtype=np.int64),
        origin=np.array([row.origin for row in rows], dtype=np.int64),
        copied=np.array([row.style in COPIES for row in rows], dtype=np.bool_),
        style=tuple(row.style for row in rows),
        events=events,
        sites=sites,
        sides=sides,
    )


def write(simulation: Simulation, folder: Path) -> None:
    """Write the texts, one file a document with its publisher and day in front, and the truth about each claim.

    The folder then has texts/ID.md for `sayso read`, and truth.jsonl: for each claim its id, document, start, kind,
    event, origin and style.
    """
    texts = folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for one in simulation.texts:
        head = f"---\ntitle: null\npublisher: {json.dumps(one.publisher)}\ndate: {one.published}\n---\n"
        (texts / f"{one.id}.md").write_text(head + one.text + "\n", "utf-8")
    truth = simulation.truth
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as file:
        for row, item in enumerate(simulation.items):
            told = {"claim": item.id, "document": item.document, "start": item.start, "kind": item.kind}
            known = {"event": int(truth.event[row]), "origin": int(truth.origin[row]), "style": truth.style[row]}
            file.write(json.dumps(told | known) + "\n")


def main(
    claims: Annotated[int, typer.Argument(min=1, help="How many claims.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same war.")] = 1,
    copying: Annotated[float, typer.Option(min=0, max=0.6, help="The share of reports taken from others.")] = 0.3,
    folder: Annotated[Path, typer.Option(help="Where the texts and the truth go.")] = Path("out/simulated"),
) -> None:
    """Simulate a war, and write its reports as texts and what is true of them."""
    simulation = simulate(Knobs(claims, seed, copying), texts=True)
    write(simulation, folder)
    print(f"{len(simulation.items)} claims in {len(simulation.texts)} texts: {folder}")


if __name__ == "__main__":
    typer.run(main)
