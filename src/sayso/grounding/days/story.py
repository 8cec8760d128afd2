"""How the narrative of a text runs through time: what each time expression finds known, and what it leaves known."""

from dataclasses import dataclass
from datetime import date

from sayso.grounding.days.context import Context, Found
from sayso.grounding.days.grammar import Phrase
from sayso.grounding.days.tense import Tense
from sayso.grounding.days.tokens import Token
from sayso.grounding.days.values import (
    Away,
    DayOf,
    HolidayOf,
    MonthOf,
    NightOf,
    Range,
    SeasonOf,
    Since,
    SliceOf,
    ThirdOf,
    UnitOf,
    Value,
    WeekdayOf,
    YearOf,
)

OLD = 330
"""Days before the day of writing: a paragraph that tells of a day so far back runs in that year."""


def years_of(value: Value) -> list[int]:
    """The years that an expression tells."""
    match value:
        case DayOf(year=year) | MonthOf(year=year) | SeasonOf(year=year) | HolidayOf(year=year):
            return [year] if year else []
        case YearOf(year, 1):
            return [year]
        case ThirdOf(whole=inner) | SliceOf(whole=inner) | Since(begin=inner):
            return years_of(inner)
        case Range(begin, end):
            return years_of(begin) + years_of(end)
        case _:
            return []


def bare_year(value: Value) -> int | None:
    """The year that an expression tells, with no day or month."""
    value = value.whole if isinstance(value, ThirdOf) else value
    return value.year if isinstance(value, YearOf) and value.count == 1 else None


def dated(value: Value) -> bool:
    """Whether it is a day or month of the calendar, with or without its year."""
    match value:
        case ThirdOf(whole=inner) | SliceOf(whole=inner):
            return dated(inner)
        case Range(begin, end):
            return dated(begin) or dated(end)
        case _:
            return isinstance(value, DayOf | MonthOf)


@dataclass(slots=True)
class Story:
    """Keeps the running date. It follows the order of the text, so what is told out of order it can take amiss."""

    written: date | None
    tokens: list[Token]
    tense: Tense
    years: frozenset[int]
    focus: tuple[date, date] | None = None
    year: int | None = None
    bound: bool = False
    lost: bool = False
    adrift: bool = False

    def paragraph(self) -> None:
        """A paragraph begins: with a day of writing, the narrative is back at it."""
        if self.written is not None:
            self.focus, self.year, self.bound = None, None, False
            self.adrift = False

    def context(self, phrase: Phrase, later: int | None) -> Context:
        """What is known where the expression stands; `later` is the year that its sentence tells further on."""
        ahead = bool(self.tense.ahead(phrase))
        return Context(self.written, self.focus, self.year, self.bound, later, self.years, ahead, self.adrift)

    def tell(self, phrase: Phrase, found: Found | None) -> None:
        """The narrative has come to the expression, which means these days, or days not known."""
        value = phrase.value
        if self.tense.quoted(phrase) or isinstance(value, Since) or self._aside(phrase, found):
            return
        if dated(value) and (years := years_of(value)):
            self.year = years[-1]
            self.bound = self.written is None or (found is not None and (self.written - found.days[1]).days > OLD)
        elif (year := bare_year(value)) is not None and self._sets_year(phrase, year):
            self.year = year
        elif dated(value) and found is None:
            self.lost = True
        elif dated(value) and found and self.year is not None:
            self.year = found.days[1].year
        if self._moves(value):
            self.focus, self.adrift = (found.days if found else None), found is None

    def _aside(self, phrase: Phrase, found: Found | None) -> bool:
        """Whether it tells what went before the narrative."""
        return found is not None and bool(years_of(phrase.value)) and self.tense.background(phrase)

    def _sets_year(self, phrase: Phrase, year: int) -> bool:
        """A bare year counts where it opens a sentence, is later than the last, and no day stood before without one."""
        if self.written is not None or not self.tense.opens(phrase):
            return False
        return not self.lost if self.year is None else year > self.year

    def _moves(self, value: Value) -> bool:
        match value:
            case ThirdOf(whole=inner) | SliceOf(whole=inner):
                return self._moves(inner)
            case UnitOf(unit=unit):
                return unit in {"day", "week", "month", "weekend"}
            case _:
                return isinstance(value, DayOf | MonthOf | WeekdayOf | HolidayOf | Range | Away | NightOf)
