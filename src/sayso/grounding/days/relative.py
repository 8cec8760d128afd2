"""Expressions that count from the day of writing or from the running date of the narrative."""

from datetime import date

from sayso.grounding.days import calendars
from sayso.grounding.days.calendars import Days
from sayso.grounding.days.context import Context, Found, anchored, found_day, found_days
from sayso.grounding.days.values import Away, Frame, Unit, UnitOf, WeekdayOf, Window


def weekday(value: WeekdayOf, context: Context) -> Found | None:
    """The latest such day by the day of writing, or the next where the words look ahead."""
    day, why = _weekday_of(value, context)
    if day is not None and value.night_before:
        before = calendars.plus(day, -1)
        return found_days((before, day) if before else None, why, 0.8)
    return found_day(day, why, 0.9 if context.written else 0.75)


def _weekday_of(value: WeekdayOf, context: Context) -> tuple[date | None, str]:
    written = context.written
    if value.which == "following" or written is None:
        return _weekday_in_focus(value, context), "that weekday, by the running date"
    back = (written.weekday() - value.weekday) % 7
    if value.which == "last":
        return calendars.plus(written, -(back or 7)), "the last such day before the document's date"
    if value.which == "next" or (context.ahead and back and value.which is None):
        return calendars.plus(written, 7 - back), "the next such day after the document's date"
    if value.which == "this" and context.ahead:
        return calendars.plus(written, (7 - back) % 7), "this week's, by the document's date"
    return calendars.plus(written, -back), "the latest such day by the document's date"


def _weekday_in_focus(value: WeekdayOf, context: Context) -> date | None:
    """The one such day among those that the text has come to."""
    if context.focus is None:
        return None
    first, last = context.focus
    ahead = (value.weekday - first.weekday()) % 7
    if value.which == "following":
        return calendars.plus(first, ahead or 7)
    found = calendars.plus(first, ahead)
    return found if found and found <= last and (last - first).days < 7 else None


def whole_unit(value: UnitOf, context: Context) -> Found | None:
    """ "Last week", "that month", "the following day"."""
    running = value.which in {"that", "following", "previous"}
    anchor = _running_unit(value.unit, context) if running else anchored("writing", context)
    if anchor is None:
        return None
    day, name, score = anchor
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}.get(value.which, 0)
    days = whole(value.unit, day, step)
    if value.ordinal is not None and days:
        return found_day(calendars.day(days[0].year, days[0].month, value.ordinal), f"counted from {name}", score)
    if days and value.which == "this" and context.written and (value.sofar or not context.ahead):
        days = (days[0], _so_far(value, context.written, days))
    return found_days(days, f"'{value.which} {value.unit}' by {name}", score)


def _so_far(value: UnitOf, written: date, days: Days) -> date:
    """The day of writing; the day before it where the words are "earlier this week"."""
    ended = written if not (value.sofar and value.unit == "week") else calendars.plus(written, -1) or written
    return max(days[0], min(ended, days[1]) if value.unit != "weekend" else days[1])


def _running_unit(unit: Unit, context: Context) -> tuple[date, str, float] | None:
    """The day that a unit of the narrative is counted from, where the running date is no vaguer than the unit."""
    if context.focus is None:
        return None
    first, last = context.focus
    longest = {"day": 2, "week": 7, "weekend": 7, "month": 31, "year": 366}.get(unit, 0)
    if (last - first).days + 1 > longest or (unit == "month" and first.month != last.month):
        return None
    return last, "the running date", 0.8


def whole(unit: Unit, inside: date, step: int = 0) -> Days | None:
    """The calendar's day, week (Monday to Sunday), weekend, month, year or decade around a day, or so many further."""
    if unit == "day":
        day = calendars.plus(inside, step)
        return (day, day) if day else None
    if unit in {"week", "weekend"}:
        return _week(unit, inside, step)
    if unit == "month":
        return calendars.month_days(inside.year, inside.month + step)
    if unit == "year":
        return calendars.years_days(inside.year + step)
    if unit == "decade":
        return calendars.years_days((inside.year // 10 + step) * 10, 10)
    return None


def _week(unit: Unit, inside: date, step: int) -> Days | None:
    """A weekend that is under way or behind is "the" weekend; "last" steps back from the week itself."""
    if unit == "weekend" and step == -1 and inside.weekday() >= 5:
        step = 0
    moved = calendars.plus(inside, 7 * step)
    week = calendars.week_days(moved) if moved else None
    if week is None or unit == "week":
        return week
    saturday = calendars.plus(week[0], 5)
    return (saturday, week[1]) if saturday else None


def night(frame: Frame, context: Context) -> Found | None:
    """The two days that a night belongs to."""
    anchor = anchored(frame, context)
    if frame == "writing" and (anchor is None or context.bound):
        anchor = anchored("running", context)
        if anchor is None:
            return None
        after = calendars.plus(anchor[0], 1)
        return found_days((anchor[0], after) if after else None, "the night after the running date", 0.5)
    if anchor is None:
        return None
    before = calendars.plus(anchor[0], -1)
    return found_days((before, anchor[0]) if before else None, f"the night before {anchor[1]}", anchor[2] - 0.05)


def away(value: Away, context: Context) -> Found | None:
    """The day so far away, or the month, or the week that has gone by; "two years ago" is too round to tell."""
    anchor = anchored(value.frame, context)
    if anchor is None:
        return None
    day, name, score = anchor
    why = (
        f"{abs(value.count)} {value.unit}(s) {'after' if value.count > 0 else 'before'} {name}" if value.count else name
    )
    if value.unit in {"year", "decade"}:
        return None
    if value.unit == "month":
        moved = calendars.month_shift(day, value.count)
        return found_days(whole("month", moved) if moved else None, why, score - 0.2)
    moved = calendars.plus(day, days_in(value.count, value.unit))
    if value.unit == "week" and value.frame == "writing":
        return found_days(calendars.week_days(moved) if moved else None, why, score - 0.1)
    return found_day(moved, why, score if value.unit != "week" else score - 0.1)


def days_in(count: int, unit: Unit) -> int:
    """How many days so many minutes, hours, days, weeks or fortnights make; part of a day beyond one counts as one."""
    hours = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "fortnight": 336}.get(unit, 48)
    exact = abs(count) * hours / 24
    days = int(exact) if exact < 1 else int(exact + 0.999)
    return min(days, 4_000_000) * (1 if count >= 0 else -1)


def window(value: Window, context: Context) -> Found | None:
    """The stretch that ends or begins at the day counted from, which is the day of writing if no other is known."""
    anchor = anchored(value.frame, context) or anchored("writing", context)
    if anchor is None:
        return None
    day, name, score = anchor
    if value.unit in {"month", "year", "decade"}:
        months = value.count * {"month": 1, "year": 12, "decade": 120}[value.unit]
        moved = calendars.month_shift(day, months)
    else:
        moved = calendars.plus(day, days_in(value.count, value.unit))
    if moved is None:
        return None
    if value.count > 0:
        begin = calendars.plus(day, 1) if moved > day else day
        return found_days((begin, moved) if begin else None, f"the time after {name}", score - 0.1)
    return found_days((moved, day), f"the time up to {name}", score - 0.05)


def hour(context: Context) -> Found | None:
    """A part of a day: of the running date, else of the day of writing."""
    if context.focus and context.focus[0] == context.focus[1]:
        return found_days(context.focus, "the running date", 0.6)
    if context.written and context.focus is None and not context.adrift:
        return found_day(context.written, "the document's date", 0.5)
    return None
