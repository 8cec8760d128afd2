"""A column of dates in whatever form: the order of day and month is told by all of them together, never guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sayso.errors import LexiconError
from sayso.ingest.columns import load
from sayso.ingest.metadata import iso_day

_REST = r"(?:(?:\s|,|T).*)?"
_NUMBERS = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}){_REST}", re.S)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([./-])(\d{{1,2}})\2(\d{{1,2}}){_REST}", re.S)
_WEEKDAY = r"(?:[^\W\d]+\.?,?\s+)?"
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?([^\W\d]+)\.?,?[\s-]+(?:de\s+)?(\d{{4}})\b"
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}([^\W\d]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")


@dataclass(slots=True)
class DateColumn:
    """The dates of one column. All are shown to it first (`see`); then it tells which day each is (`day`).

    3/4/2013 is one day or another: which one, a date of the same column with a number over 12 says. Where none does, or
    where they say both, such a date is left empty. A year of two figures is not read.
    """

    day_first: str = ""
    month_first: str = ""
    unsettled: int = 0
    unknown: int = 0
    _unsettled: str = ""
    _unknown: str = ""

    def see(self, text: str) -> None:
        """Take note of one date of the column."""
        days = candidates(text)
        if not days:
            self.unknown += 1
            self._unknown = self._unknown or text
        elif len(days) == 2:
            self.unsettled += 1
            self._unsettled = self._unsettled or text
        elif (found := _NUMBERS.fullmatch(text.strip())) and int(found[1]) != int(found[3]):
            if days[0].day == int(found[1]):
                self.day_first = self.day_first or text
            else:
                self.month_first = self.month_first or text

    def day(self, text: str) -> date | None:
        """The day that is meant; None where there is no telling."""
        days = candidates(text)
        if len(days) < 2:
            return days[0] if days else None
        if self._is_open():
            return None
        return days[0] if self.day_first else days[1]

    def words(self) -> Iterator[str]:
        """What a person should be told of dates that were left empty, a sentence each."""
        if self.unsettled and self._is_open():
            why = "no other date there tells"
            if self.day_first:
                why = f"both {self.day_first!r} and {self.month_first!r} stand there"
            yield f"{_dates(self.unsettled)} left empty: {self._unsettled!r} may be day or month first, and {why}"
        if self.unknown:
            yield f"{_dates(self.unknown)} left empty: {self._unknown[:40]!r} is not known as a date; write 2017-12-11"

    def _is_open(self) -> bool:
        return bool(self.day_first) == bool(self.month_first)


def _dates(number: int) -> str:
    return "1 date was" if number == 1 else f"{number:,} dates were"


def candidates(text: str) -> list[date]:
    """The days that a date can mean: none, one, or two, then the one with the day first before the other."""
    text = text.strip()
    try:
        return [iso_day(text)]
    except ValueError:
        pass
    if found := _YEAR_FIRST.fullmatch(text):
        return _days((found[1], found[3], found[4]))
    if found := _NUMBERS.fullmatch(text):
        return _days((found[4], found[3], found[1]), (found[4], found[1], found[3]))
    if found := _DAY_MONTH.match(text):
        return _days((found[3], _month(found[2]), found[1]))
    if found := _MONTH_DAY.match(text):
        return _days((found[3], _month(found[1]), found[2]))
    return []


def _days(*numbers: tuple[str | int, str | int, str | int]) -> list[date]:
    """Those of year, month and day that a calendar has, each once."""
    days: dict[date, None] = {}
    for year, month, day in numbers:
        try:
            days[datetime(int(year), int(month), int(day)).date()] = None  # noqa: DTZ001 - a day has no zone
        except ValueError:
            continue
    return list(days)


def _month(name: str) -> int:
    """1 to 12; 0 where the name is no month's."""
    return months().get(name.casefold(), 0)


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Names of months, and what they are shortened to, in the languages of the data file; none that means two months.

    Raises:
        LexiconError: CLDR has no such language.
    """
    from babel import UnknownLocaleError
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in load()["months"]["languages"]:
        try:
            tables = [
                get_month_names(w, c, language) for w in ("wide", "abbreviated") for c in ("format", "stand-alone")
            ]
        except UnknownLocaleError as error:
            raise LexiconError(f"columns.toml: [months] languages: {error}") from error
        for table in tables:
            for number, name in table.items():
                found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
