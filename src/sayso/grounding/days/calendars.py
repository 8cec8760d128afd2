"""Calendar arithmetic that never leaves the years 1 to 9999, Easter, and the Islamic calendar in its tabular form."""

from calendar import monthrange
from datetime import date, timedelta

ISLAMIC_EPOCH = 227015
"""The ordinal of 1 Muharram of year 1: 19 July 622 of the proleptic Gregorian calendar (civil epoch)."""

Days = tuple[date, date]
"""First and last day, both included."""


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def plus(start: date, days: int) -> date | None:
    """The day so many days later (earlier where negative), or None beyond the years 1 to 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def month_days(year: int, month: int) -> Days | None:
    """A month; `month` may lie outside 1 to 12 and then counts into the years before or after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_days(year: int, month: int, count: int) -> Days | None:
    """So many months on end, from `month` of `year` on."""
    first, last = month_days(year, month), month_days(year, month + count - 1)
    return (first[0], last[1]) if first and last else None


def years_days(year: int, count: int = 1) -> Days | None:
    """So many years on end."""
    return months_days(year, 1, 12 * count)


def week_days(inside: date) -> Days | None:
    """The week, Monday to Sunday, that a day lies in."""
    first = plus(inside, -inside.weekday())
    last = plus(inside, 6 - inside.weekday())
    return (first, last) if first and last else None


def month_shift(start: date, months: int) -> date | None:
    """The same day so many months later, or the month's last day where it has no such day."""
    found = month_days(start.year, start.month + months)
    return found[0].replace(day=min(start.day, found[1].day)) if found else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th such weekday (Monday is 0) of a month."""
    found = month_days(year, month)
    return plus(found[0], (weekday - found[0].weekday()) % 7 + 7 * (nth - 1)) if found else None


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar: the anonymous algorithm printed by Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, gap = century // 4, century % 4
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    weekday = (32 + 2 * gap + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    total = epact + weekday - 7 * late + 114
    return day(year, total // 31, total % 31 + 1)


def islamic_day(year: int, month: int, number: int) -> date | None:
    """A day of the tabular Islamic calendar (Reingold and Dershowitz); the moon may differ by a day or two."""
    ordinal = number + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + ISLAMIC_EPOCH - 1
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None


def islamic_years(year: int) -> tuple[int, int, int]:
    """The Islamic years that can begin or run in a Gregorian year."""
    middle = round((year - 622) * 365.2425 / 354.36667) + 1
    return middle - 1, middle, middle + 1
