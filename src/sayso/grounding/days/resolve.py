"""From what an expression says to the days it means, given the day of writing and what the text has told before."""

from datetime import date

from sayso.grounding.days import calendars
from sayso.grounding.days.absolute import calendar_day, holiday, period
from sayso.grounding.days.calendars import Days
from sayso.grounding.days.context import Context, Found, found_days
from sayso.grounding.days.relative import away, hour, night, weekday, whole_unit, window
from sayso.grounding.days.values import (
    Away,
    DayOf,
    HolidayOf,
    Hour,
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
    Window,
    YearOf,
)


def resolve(value: Value, context: Context) -> Found | None:
    """The days it means there; None where the text does not settle them."""
    match value:
        case DayOf():
            return calendar_day(value, context)
        case MonthOf() | SeasonOf():
            return period(value, context)
        case YearOf(year, count):
            return found_days(
                calendars.years_days(year, count), "year as written" if count == 1 else "decade as written", 0.95
            )
        case WeekdayOf():
            return weekday(value, context)
        case HolidayOf():
            return holiday(value, context)
        case UnitOf():
            return whole_unit(value, context)
        case NightOf(frame):
            return night(frame, context)
        case Away():
            return away(value, context)
        case Window():
            return window(value, context)
        case Hour():
            return hour(context)
        case ThirdOf(whole, third):
            return _third(whole, third, context)
        case SliceOf(inner, days):
            return _slice(inner, days, context)
        case Since(begin):
            return _since(begin, context)
        case Range(begin, end):
            return _range(begin, end, context)
        case _:
            return None


def _third(inner: Value, third: int, context: Context) -> Found | None:
    found = resolve(inner, context)
    if found is None:
        return None
    first, last = found.days
    length = (last - first).days + 1
    if length <= 2:
        return found
    if length < 28:
        return None
    return Found(
        thirds(first, last)[third], f"{('first', 'second', 'last')[third]} third; {found.why}", found.score - 0.2
    )


def thirds(first: date, last: date) -> tuple[Days, Days, Days]:
    """A month's days 1 to 10, 11 to 20 and the rest; of a longer stretch of months, equal thirds."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        tenth, twentieth = first.replace(day=10), first.replace(day=20)
        return (first, tenth), (first.replace(day=11), twentieth), (first.replace(day=21), last)
    cuts = [
        calendars.months_days(first.year, first.month + n * months // 3, months // 3) or (first, last) for n in range(3)
    ]
    return cuts[0], cuts[1], (cuts[2][0], last)


def _slice(inner: Value, days: int, context: Context) -> Found | None:
    found = resolve(inner, context)
    if found is None or (found.days[1] - found.days[0]).days + 1 < abs(days):
        return None
    first, last = found.days
    if days > 0:
        last = calendars.plus(first, days - 1) or last
    else:
        first = calendars.plus(last, days + 1) or first
    return Found((first, last), f"{abs(days)} day(s) at one end; {found.why}", found.score - 0.1)


def _since(begin: Value, context: Context) -> Found | None:
    found = resolve(begin, context)
    if found is None or context.written is None or found.days[0] > context.written:
        return None
    return Found((found.days[0], context.written), f"from then to the document's date; {found.why}", found.score - 0.02)


def _range(begin: Value, end: Value, context: Context) -> Found | None:
    """Where only the end tells its year, the beginning is of that year, or of the one before if it would come later."""
    closing = resolve(end, context)
    opening = None
    if closing and _bare(begin) and isinstance(end, DayOf | MonthOf | YearOf):
        for year in (closing.days[1].year, closing.days[1].year - 1):
            opening = resolve(_dated(begin, year), context)
            if opening and opening.days[0] <= closing.days[1]:
                break
    else:
        opening = resolve(begin, context)
    if closing is None or opening is None or opening.days[0] > closing.days[1]:
        return None
    return Found((opening.days[0], closing.days[1]), closing.why, min(opening.score, closing.score))


def _bare(value: Value) -> bool:
    value = value.whole if isinstance(value, ThirdOf) else value
    return isinstance(value, DayOf | MonthOf | SeasonOf) and value.year is None


def _dated(value: Value, year: int) -> Value:
    match value:
        case DayOf(day, month, _, weekday):
            return DayOf(day, month, year, weekday)
        case MonthOf(month):
            return MonthOf(month, year)
        case SeasonOf(month):
            return SeasonOf(month, year)
        case ThirdOf(whole_, third):
            return ThirdOf(_dated(whole_, year), third)
        case _:
            return value
