"""The one table of the benchmark: what was measured, what is to be reached, and what others reach."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape
from rich.table import Table

FIGURES = Path(__file__).with_name("figures.toml")


@dataclass(frozen=True, slots=True)
class Value:
    """A measured figure, and the 95% interval it lies in where that was worked out."""

    value: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the benchmark tells: its name, what is to be reached, and figures of others with their sources."""

    key: str
    name: str
    unit: str = ""
    digits: int = 1
    least: float | None = None
    most: float | None = None
    scale: str = ""
    source: tuple[str, ...] = ()

    def goal(self) -> str:
        """What is to be reached, in words."""
        if self.least is not None:
            return f"≥ {self.least:g} {self.unit}".strip()
        return f"≤ {self.most:g} {self.unit}".strip() if self.most is not None else ""

    def reached(self, value: float) -> bool | None:
        """Whether the value, as it is told, is what is to be reached; None where nothing is."""
        told = round(value, self.digits)
        if self.least is not None:
            return told >= self.least
        return told <= self.most if self.most is not None else None

    def tell(self, value: Value) -> str:
        """The value for people."""
        number = f"{value.value:,.{self.digits}f} {self.unit}".strip()
        if value.interval is None:
            return number
        low, high = value.interval
        return f"{number} ({low:.{self.digits}f} to {high:.{self.digits}f})"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All figures in their order, and the sources that they name."""

    figures: tuple[Figure, ...]
    sources: Mapping[str, str]


def load_sheet(path: Path = FIGURES) -> Sheet:
    """The figures and sources of the data file.

    Raises:
        ValueError: a figure names a source that is not there, or stands twice.
        TypeError: a field is unknown or missing.
    """
    data = tomllib.loads(path.read_text("utf-8"))
    figures = tuple(Figure(**{**row, "source": tuple(row.get("source", ()))}) for row in data["figure"])
    unknown = {source for figure in figures for source in figure.source} - set(data["sources"])
    if unknown or len({figure.key for figure in figures}) < len(figures):
        raise ValueError(f"{path.name}: sources that are not there: {sorted(unknown)}, or a figure that stands twice")
    return Sheet(figures, data["sources"])


def show(sheet: Sheet, values: Mapping[str, Value]) -> Table:
    """The table for a terminal, the figures that were measured only."""
    table = Table(title="sayso, measured")
    for column, justify in (("figure", "left"), ("value", "right"), ("to reach", "left"), ("for scale", "left")):
        table.add_column(column, justify="right" if justify == "right" else "left")
    for figure in _measured(sheet, values):
        reached = figure.reached(values[figure.key].value)
        colour = {True: "green", False: "red", None: "default"}[reached]
        told = f"[{colour}]{escape(figure.tell(values[figure.key]))}[/]"
        table.add_row(escape(figure.name), told, figure.goal(), escape(figure.scale))
    return table


def write(sheet: Sheet, values: Mapping[str, Value], about: Sequence[str], details: Sequence[str]) -> str:
    """The same as a page of Markdown, with what it was measured on before it and further tables after it."""
    shown = _measured(sheet, values)
    named = list(dict.fromkeys(source for figure in shown for source in figure.source))
    rows = [_row(figure, values[figure.key], named) for figure in shown]
    notes = [f"[{i}] {sheet.sources[name]}" for i, name in enumerate(named, 1)]
    parts = [
        "# Figures",
        "Written by `make bench`; not by hand.",
        "\n".join(f"- {line}" for line in about),
        "\n".join(["| figure | value | to reach | reached | for scale |", "|---|---:|---|---|---|", *rows]),
        "In brackets behind a value: the 95% interval by bootstrap over the texts.",
        *notes,
        *details,
    ]
    return "\n\n".join(parts) + "\n"


def _measured(sheet: Sheet, values: Mapping[str, Value]) -> list[Figure]:
    return [figure for figure in sheet.figures if figure.key in values]


def _row(figure: Figure, value: Value, named: Sequence[str]) -> str:
    reached = {True: "yes", False: "**no**", None: ""}[figure.reached(value.value)]
    notes = "".join(f" [{named.index(source) + 1}]" for source in figure.source)
    return f"| {figure.name} | {figure.tell(value)} | {figure.goal()} | {reached} | {figure.scale}{notes} |"
