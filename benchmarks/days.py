"""Days of time mentions against a key, ours and dateparser's: `python -m benchmarks.days`.

The key (days_key.csv) names a mention by its text, its words and which of their occurrences in the text it is, counted
from 1; its days are empty where the text does not settle them. An interval is right where both its ends are.
"""

import csv
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from time import process_time
from typing import Any

from dateparser.date import DateDataParser  # type: ignore[import-untyped]

from benchmarks.codings import CodingError, load_texts
from benchmarks.paths import ROOT, SHARED
from sayso.grounding.days import timeline
from sayso.grounding.days.calendars import Days, month_days, week_days, years_days
from sayso.grounding.days.timeline import Timeline
from sayso.ingest.document import Document

KEY = ROOT / "benchmarks" / "days_key.csv"
FIELDS = ["document", "mention", "occurrence", "first", "last"]
SETS = ("dev", "train, first half", "train, second half", "public")
Resolver = Callable[[Timeline, str, int], Days | None]
"""The days of a mention, given its text's timeline, its words and the code point at which it begins."""


@dataclass(frozen=True, slots=True)
class Row:
    """A mention of the key and its days, None where the text does not settle them."""

    document: str
    mention: str
    occurrence: int
    days: Days | None


@dataclass(slots=True)
class Tally:
    """How many mentions the key has days for, how many got any, and how many of those are right."""

    keyed: int = 0
    given: int = 0
    right: int = 0

    def add(self, key: Days | None, found: Days | None) -> None:
        """Count one mention."""
        self.keyed += key is not None
        self.given += found is not None
        self.right += found is not None and found == key

    @property
    def precision(self) -> float:
        """Right of those given, in percent."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Given and right of those in the key, in percent."""
        return 100 * self.right / self.keyed if self.keyed else 0.0


def load_key(path: Path) -> list[Row]:
    """The rows of a key.

    Raises:
        CodingError: a row does not fit the format.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != FIELDS:
            raise CodingError(f"{path.name}, line 1: the columns must be {', '.join(FIELDS)}")
        return [_row(row, f"{path.name}, line {reader.line_num}") for row in reader]


def _row(row: dict[str, str], where: str) -> Row:
    try:
        ends = [date.fromisoformat(row[end]) for end in ("first", "last") if row[end]]
        occurrence = int(row["occurrence"])
    except (TypeError, ValueError) as error:
        raise CodingError(f"{where}: {error}") from error
    if len(ends) == 1 or occurrence < 1 or (ends and ends[0] > ends[1]):
        raise CodingError(f"{where}: the days must be two in order or none, the occurrence above 0")
    return Row(row["document"], row["mention"], occurrence, (ends[0], ends[1]) if ends else None)


def documents() -> dict[str, dict[str, Document]]:
    """The texts of each set, by name; a set whose texts are absent is empty. Halves go by a hash of the name."""
    train = _named(SHARED / "claims-train")
    halves = [{n: d for n, d in train.items() if zlib.crc32(n.encode()) % 2 == half} for half in (0, 1)]
    found = [_named(SHARED / "gold" / "dev"), *halves, _named(ROOT / "benchmarks" / "public")]
    return dict(zip(SETS, found, strict=True))


def _named(folder: Path) -> dict[str, Document]:
    return {text.document.name.removesuffix(".txt"): text.document for text in load_texts(folder)}


def start_of(row: Row, text: str) -> int:
    """Where the mention begins, in code points.

    Raises:
        CodingError: it does not stand in the text so often.
    """
    at = -1
    for _ in range(row.occurrence):
        at = text.find(row.mention, at + 1)
        if at < 0:
            raise CodingError(f"days_key.csv: {row.document} has no mention {row.mention!r} no. {row.occurrence}")
    return at


def ours(found: Timeline, mention: str, start: int) -> Days | None:
    """What `sayso.grounding.days` makes of a mention."""
    interval = found.interval(start, start + len(mention))
    return (interval.first, interval.last) if interval else None


def theirs(found: Timeline, mention: str, _: int) -> Days | None:
    """What dateparser makes of the words of a mention, with the same day of writing and its own idea of the period."""
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": False}
    if found.published:
        settings["RELATIVE_BASE"] = datetime.combine(found.published, time(12))
    else:
        settings["STRICT_PARSING"] = True
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(re.sub(r"\s+", " ", mention))
    if data.date_obj is None:
        return None
    day = data.date_obj.date()
    if data.period == "month":
        return month_days(day.year, day.month)
    if data.period == "year":
        return years_days(day.year)
    return week_days(day) if data.period == "week" else (day, day)


def tally(rows: Sequence[Row], texts: dict[str, Document], resolver: Resolver) -> Tally:
    """Count the rows whose texts are given."""
    timelines = {name: timeline(document.text, document.published) for name, document in texts.items()}
    total = Tally()
    for row in rows:
        if row.document in texts:
            start = start_of(row, texts[row.document].text)
            total.add(row.days, resolver(timelines[row.document], row.mention, start))
    return total


def milliseconds(texts: Sequence[str], words: int = 600) -> float:
    """Processor time for so many words of text, the best of three runs, after the lexicon is loaded."""
    timeline("")
    runs = []
    for _ in range(3):
        begun = process_time()
        for text in texts:
            timeline(text)
        runs.append(process_time() - begun)
    return 1000 * min(runs) * words / sum(len(text.split()) for text in texts)


def measure() -> dict[str, tuple[Tally, Tally]]:
    """Ours and dateparser's tally of each set whose texts are there."""
    rows = load_key(KEY)
    return {
        name: (tally(rows, texts, ours), tally(rows, texts, theirs)) for name, texts in documents().items() if texts
    }


def main() -> None:
    """Print right of given and recall of each set, ours and dateparser's, and the time that ours takes."""
    print(f"{'set':20} {'keyed':>6} | {'ours: given':>11} {'right %':>8} {'recall %':>8} | {'dateparser':>10}")
    for name, (own, other) in measure().items():
        shares = f"{own.given:11} {own.precision:8.1f} {own.recall:8.1f}"
        print(f"{name:20} {own.keyed:6} | {shares} | {other.given:4} {other.precision:5.1f} {other.recall:5.1f}")
    written = [document.text for found in documents().values() for document in found.values()]
    print(f"{milliseconds(written):.2f} ms for 600 words")


if __name__ == "__main__":
    main()
