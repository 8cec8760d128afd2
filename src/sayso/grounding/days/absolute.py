"""Days, months, seasons and holidays of the calendar, the year added where the words leave it out."""

from datetime import date

from sayso.grounding.days import calendars
from sayso.grounding.days.calendars import Days
from sayso.grounding.days.context import Context, Found, found_day, found_days
from sayso.grounding.days.lexicon import lexicon
from sayso.grounding.days.values import DayOf, HolidayOf, MonthOf, SeasonOf, Which

MONTHS_AHEAD, DAYS_AHEAD = 7, 10
"""How far off a day or month may be that the words tell as to come, and a day that they do not."""

FAR_BACK, NEAR_AHEAD = 244, 100
"""Days: a day without a year that would lie so far before the running date is of the next year if that is so near."""


def calendar_day(value: DayOf, context: Context) -> Found | None:
    """A day of the calendar. Where the weekday is told, it helps to tell the year."""
    if value.month is None:
        return _day_of_month(value.day, context)
    if value.year is not None:
        return found_day(calendars.day(value.year, value.month, value.day), "date as written", 0.98)
    years, why, score = _years(value.month, value.day, context)
    if value.year_back is not None:
        years, why = _told_back(value.year_back, context), "the year counted from the document's date"
    days = [day for year in years if (day := calendars.day(year, value.month, value.day))]
    if value.weekday is not None:
        days = [day for day in days if day.weekday() == value.weekday] or (days if context.written else [])
    if not days:
        days = _by_weekday(value, context)
        why, score = "the year is the one of the text in which the weekday fits", 0.7
    return found_day(days[0] if days else None, why, score)


def _by_weekday(value: DayOf, context: Context) -> list[date]:
    if value.weekday is None or value.month is None:
        return []
    days = [day for year in sorted(context.years) if (day := calendars.day(year, value.month, value.day))]
    fitting = [day for day in days if day.weekday() == value.weekday]
    return fitting if len(fitting) == 1 else []


def _years(month: int, number: int | None, context: Context) -> tuple[tuple[int, ...], str, float]:
    """The years that a day or month without a year may be of, likeliest first."""
    if context.sentence is not None:
        return (context.sentence,), "the year told in the same sentence", 0.9
    if context.year is not None and (context.bound or context.written is None):
        year = _carried(month, number, context)
        if context.written is None or not _before_focus(year, month, context):
            return (year,), "the year carried on from the text", 0.85
    if context.written is None:
        return (), "", 0.0
    behind = _year_behind(month, number, context.written)
    year = (_year_ahead(month, number, context.written) if context.ahead else None) or behind
    return (year, year - 1, year + 1), "the year by the document's date", 0.9


def _told_back(years: int, context: Context) -> tuple[int, ...]:
    """ "This year" or "last year" beside a day or month."""
    return (context.written.year - years,) if context.written else ()


def _year_ahead(month: int, number: int | None, written: date) -> int | None:
    """The year in which the day or month comes next; None where that is too far off to be meant."""
    today = written.month * 32 + (written.day if number else 0)
    year = written.year + (month * 32 + (number or 0) < today)
    months = (year - written.year) * 12 + month - written.month
    return year if months <= MONTHS_AHEAD else None


def _year_behind(month: int, number: int | None, written: date) -> int:
    """The year in which the day or month came last; a day that is about to come is of this year."""
    limit = calendars.plus(written, DAYS_AHEAD if number else 0) or written
    return limit.year - ((month, number or 1) > (limit.month, limit.day))


def _carried(month: int, number: int | None, context: Context) -> int:
    """The running year, or the next where the text has passed the turn of the year."""
    year = context.year or 1
    here, there = (calendars.day(y, month, min(number or 1, 28)) for y in (year, year + 1))
    if context.focus and here and there:
        ended = context.focus[1]
        if (ended - here).days > FAR_BACK and (there - ended).days < NEAR_AHEAD and _written_by(there, context):
            return year + 1
    return year


def _before_focus(year: int, month: int, context: Context) -> bool:
    """Whether such a day would lie before the month that the narrative has come to."""
    return context.focus is not None and (year, month) < (context.focus[0].year, context.focus[0].month)


def _written_by(day: date, context: Context) -> bool:
    return context.written is None or day <= context.written


def _day_of_month(number: int, context: Context) -> Found | None:
    """ "The 14th": of the document's month or the one before; of the running month where no date is known."""
    if context.written is not None and not context.bound:
        months = 0 if number <= context.written.day or context.ahead else -1
        found = calendars.month_days(context.written.year, context.written.month + months)
        why = "the latest such day by the document's date"
    elif context.focus and context.focus[0].month == context.focus[1].month:
        found, why = (context.focus[0], context.focus[1]), "the running month"
    else:
        return None
    return found_day(calendars.day(found[0].year, found[0].month, number) if found else None, why, 0.8)


def period(value: MonthOf | SeasonOf, context: Context) -> Found | None:
    """A month, or the three months of a season; the winter of a year may be either of two."""
    count = 1 if isinstance(value, MonthOf) else 3
    if value.year is not None:
        settled = count == 1 or value.month != 12
        days = calendars.months_days(value.year, value.month, count) if settled else None
        return found_days(days, "as written", 0.97 if count == 1 else 0.9)
    if value.which is not None:
        found = _tied_period(value, value.which, count, context)
        return found_days(found, f"'{value.which}' by the document's date", 0.85) if found else None
    years, why, score = _years(value.month, None, context)
    if isinstance(value, MonthOf) and value.year_back is not None:
        years, why = _told_back(value.year_back, context), "the year counted from the document's date"
    found = calendars.months_days(years[0], value.month, count) if years else None
    return found_days(found, why, score - (0.0 if count == 1 else 0.2))


def _tied_period(value: MonthOf | SeasonOf, which: Which, count: int, context: Context) -> Days | None:
    """ "Last December", "next summer", "that May"."""
    if which in {"that", "following", "previous"}:
        year = context.focus[0].year if context.focus else context.year
        return calendars.months_days(year, value.month, count) if year is not None else None
    if context.written is None:
        return None
    year, month = context.written.year, context.written.month
    if which == "last":
        year -= value.month + count - 1 >= month
    elif which == "next":
        year += value.month <= month
    return calendars.months_days(year, value.month, count)


def holiday(value: HolidayOf, context: Context) -> Found | None:
    """A day with a name; by the tabular calendar for the Islamic ones, which are trusted less."""
    kind, numbers = lexicon().holidays[value.name]
    score = 0.9 if kind != "islamic" else 0.6
    if value.year is not None:
        years: tuple[int, ...] = (value.year,)
    elif context.written is not None:
        years = (context.written.year, context.written.year - 1, context.written.year + 1)
    else:
        years = (context.year,) if context.year is not None else ()
    found = [days for year in years for days in _holidays(kind, numbers, year)]
    if context.written is None or value.year is not None:
        return found_days(found[0] if len(found) == 1 else None, "the holiday of that year", score)
    return _nearest_holiday(value.which, found, context, score)


def _nearest_holiday(which: Which | None, found: list[Days], context: Context, score: float) -> Found | None:
    written = context.written or date.max
    if which == "next" or (context.ahead and which is None):
        later = [days for days in found if days[1] >= written]
        return found_days(min(later, default=None), "the next by the document's date", score)
    earlier = [days for days in found if days[0] <= written]
    return found_days(max(earlier, default=None), "the latest by the document's date", score)


def _holidays(kind: str, numbers: tuple[int, ...], year: int) -> list[Days]:
    """Its days in a Gregorian year; an Islamic one may come twice."""
    if kind == "islamic":
        month, start, count = numbers
        starts = [calendars.islamic_day(y, month, start) for y in calendars.islamic_years(year)]
        ends = [calendars.plus(first, count - 1) if first else None for first in starts]
        return [(a, b) for a, b in zip(starts, ends, strict=True) if a and b and a.year == year]
    if kind == "fixed":
        found = calendars.day(year, numbers[0], numbers[1])
    elif kind == "weekday":
        found = calendars.nth_weekday(year, numbers[0], numbers[1] - 1, numbers[2])
    else:
        sunday = calendars.easter(year)
        found = calendars.plus(sunday, numbers[0]) if sunday else None
    return [(found, found)] if found else []
