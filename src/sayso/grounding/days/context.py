"""What is known where a time expression stands, and what it is found to mean."""

from dataclasses import dataclass, field
from datetime import date

from sayso.grounding.days.calendars import Days
from sayso.grounding.days.values import Frame


@dataclass(frozen=True, slots=True)
class Found:
    """Days, why, and how far to trust them (0 to 1)."""

    days: Days
    why: str
    score: float


@dataclass(slots=True)
class Context:
    """What is known where an expression stands.

    `written` is the day of writing, if known; `focus` the days that the narrative has come to, if known; `year` the
    year that the narrative runs in, `bound` whether it goes before the day of writing; `sentence` the year that the
    same sentence tells further on; `years` all years of the text; `ahead` whether the words tell the future; `adrift`
    whether the narrative has come to days that are not known.
    """

    written: date | None
    focus: Days | None = None
    year: int | None = None
    bound: bool = False
    sentence: int | None = None
    years: frozenset[int] = field(default_factory=frozenset)
    ahead: bool = False
    adrift: bool = False


def found_days(days: Days | None, why: str, score: float) -> Found | None:
    """What is found, if there are such days."""
    return Found(days, why, score) if days else None


def found_day(day: date | None, why: str, score: float) -> Found | None:
    """What is found, if there is such a day."""
    return Found((day, day), why, score) if day else None


def anchored(frame: Frame, context: Context) -> tuple[date, str, float] | None:
    """The day that an expression counts from, its name, and how far to trust it."""
    if frame == "writing":
        return (context.written, "the document's date", 0.9) if context.written else None
    if context.focus and (context.focus[1] - context.focus[0]).days < 7:
        return context.focus[1], "the running date", 0.8
    return None
