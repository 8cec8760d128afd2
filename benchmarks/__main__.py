"""`python -m benchmarks`: measure, print one table, and write it to docs/figures.md."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import reliability
from benchmarks.codings import CodingError
from benchmarks.machine import about
from benchmarks.parts import LONG_PARTS, ON_REQUEST, PARTS, Results
from benchmarks.paths import ROOT
from benchmarks.speed import MeasurementError
from benchmarks.table import load_sheet, show, write
from sayso.errors import SaysoError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def known(parts: list[str] | None) -> list[str]:
    """The parts as given.

    Raises:
        typer.BadParameter: one is not a part.
    """
    unknown = [part for part in parts or [] if part not in PARTS]
    if unknown:
        raise typer.BadParameter(f"no part {unknown[0]!r}; the parts are {', '.join(PARTS)}")
    return parts or []


@app.command()
def main(
    only: Annotated[
        list[str] | None,
        typer.Option(callback=known, help=f"Measure this part only ({', '.join(PARTS)}); may be given more than once."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Leave out parsing and speed.")] = False,
    folder: Annotated[Path, typer.Option(help="Where figures.md and reliability.svg go.")] = ROOT / "docs",
) -> None:
    """Measure how well and how fast sayso reads. Only a run of all parts in which none failed writes to the folder.

    A part that takes longer than all the others together is left to those who name it.
    """
    progress = Console(stderr=True)
    regular = [part for part in PARTS if part not in ON_REQUEST]
    chosen = [part for part in only or regular if not (quick and part in LONG_PARTS)]
    results = Results()
    for part in chosen:
        with progress.status(f"measuring {part} …"):
            try:
                PARTS[part](results)
            except (CodingError, MeasurementError, SaysoError) as error:
                results.failed.append(f"{part}: {error}")
    report(results, complete=set(regular) <= set(chosen), folder=folder)
    raise typer.Exit(1 if results.failed else 0)


def report(results: Results, *, complete: bool, folder: Path) -> None:
    """Print the table and what was left out; write both to the folder when every part was run and none failed."""
    console = Console(width=None if Console().is_terminal else 160)
    sheet = load_sheet()
    console.print(show(sheet, results.values))
    for line in results.left_out:
        console.print(f"left out: {line}", markup=False)
    for line in results.failed:
        console.print(f"failed: {line}", markup=False, style="red")
    if not complete or results.failed:
        console.print("Not all parts were measured, so figures.md is left as it is.")
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reliability.svg").write_text(reliability.draw(results.diagrams), "utf-8")
    left_out = [f"left out: {line}" for line in results.left_out]
    details = ["![Reliability of claim confidence](reliability.svg)", *results.details]
    page = write(sheet, results.values, [*about(ROOT, "make bench"), *left_out], details)
    (folder / "figures.md").write_text(page, "utf-8")
    console.print(f"Written: {folder / 'figures.md'}", markup=False)


if __name__ == "__main__":
    app()
