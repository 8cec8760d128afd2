"""What a time expression says: the meaning of its words, with what they leave open."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["hour", "minute", "day", "week", "fortnight", "month", "year", "decade", "weekend"]

Which = Literal["this", "last", "next", "past", "that", "following", "previous"]
"""Which one: "this", "last", "next" and "past" count from the day of writing, the others from the running date."""

Frame = Literal["writing", "running"]


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of the calendar, "Monday, 26 December 2016"; its month is None in "the 14th".

    `year_back` is 0 in "of this year", 1 in "of last year".
    """

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    year_back: int | None = None


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A month: "April 2017", "April", "last April"; `year_back` as for a day: 1 in "April last year"."""

    month: int
    year: int | None = None
    which: Which | None = None
    year_back: int | None = None


@dataclass(frozen=True, slots=True)
class SeasonOf:
    """A season, by its first month: "the summer of 2014", "last autumn"."""

    month: int
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class YearOf:
    """Years of the calendar: 2015, or ten of them."""

    year: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A day of the week, Monday is 0: "last Sunday"; `night_before` where it is the night that leads to it."""

    weekday: int
    which: Which | None = None
    night_before: bool = False


@dataclass(frozen=True, slots=True)
class HolidayOf:
    """A day or days with a name."""

    name: str
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A whole day, week, weekend, month or year: "last week", "the same day", "the following month"."""

    unit: Unit
    which: Which
    ordinal: int | None = None
    sofar: bool = False


@dataclass(frozen=True, slots=True)
class NightOf:
    """A night, which belongs to two days: "overnight", "last night", "the previous night"."""

    frame: Frame
    days: int = 0


@dataclass(frozen=True, slots=True)
class Away:
    """So many units from the day of writing or the running date: "two days ago", "a week later", "yesterday"."""

    count: int
    unit: Unit
    frame: Frame


@dataclass(frozen=True, slots=True)
class Window:
    """The time just before or after: "the last 48 hours", "the next two days"; `count` is below 0 for the past."""

    count: int
    unit: Unit
    frame: Frame


@dataclass(frozen=True, slots=True)
class Hour:
    """A part of a day with no day: "by evening", "at 03:40"."""


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar settles: "several days ago", "before the weekend", "until March"."""


@dataclass(frozen=True, slots=True)
class ThirdOf:
    """The first (0), second (1) or last (2) third of a month or something longer: "early May", "the end of 2015"."""

    whole: "Value"
    third: int


@dataclass(frozen=True, slots=True)
class SliceOf:
    """The first days of a month or the like, or its last where below 0: "the first week of August"."""

    whole: "Value"
    days: int


@dataclass(frozen=True, slots=True)
class Since:
    """From then to the day of writing."""

    begin: "Value"


@dataclass(frozen=True, slots=True)
class Range:
    """From the first day of one to the last day of the other."""

    begin: "Value"
    end: "Value"


Value = (
    DayOf
    | MonthOf
    | SeasonOf
    | YearOf
    | WeekdayOf
    | HolidayOf
    | UnitOf
    | NightOf
    | Away
    | Window
    | Hour
    | Vague
    | ThirdOf
    | SliceOf
    | Since
    | Range
)
