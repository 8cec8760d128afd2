"""When statements hold: days, months and years as a theatre file writes them, and the days between them."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

Row = Mapping[str, Any]
"""A mapping of a theatre file."""

Span = tuple[date, date]
"""A first and a last day, both included; an open end is the calendar's."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def day(value: str | int | None, *, last: bool) -> date | None:
    """The first or last day of a year ("2015"), a month ("2012-01") or a day ("2017-12-10"); None for None.

    Raises:
        ValueError: it is none of these, or no day of the calendar.
    """
    if value is None:
        return None
    if not (told := _DAY.fullmatch(str(value))):
        raise ValueError(f"{value!r} is not a day as 2017-12-10, a month as 2017-12, or a year")
    year, month = int(told[1]), int(told[2] or (12 if last else 1))
    try:
        return date(year, month, int(told[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except (ValueError, IndexError) as error:
        raise ValueError(f"{value} is no day of the calendar") from error


def interval(row: Row) -> tuple[date | None, date | None]:
    """The first and the last day on which a statement holds, None where it is open.

    Raises:
        ValueError: one of them is no date.
    """
    return day(row.get("from"), last=False), day(row.get("to"), last=True)


def held(row: Row) -> Span | None:
    """The days on which a statement holds; None where its dates are none, or end before they begin."""
    try:
        first, last = interval(row)
    except ValueError:
        return None
    return meet((first or date.min, last or date.max), (date.min, date.max))


def meet(one: Span, other: Span) -> Span | None:
    """The days that two spans share, None where they share none."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def since(first: date) -> str:
    """The first day of a span in words; nothing where it is open."""
    return "" if first == date.min else f" on {first}"
