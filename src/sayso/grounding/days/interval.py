"""The days that a mention denotes, with how it was reckoned."""

from dataclasses import dataclass
from datetime import date

PRECISIONS = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Longest stretch, in days, of each of UCDP's date_prec codes; what is longer has 5."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both included.

    `precision` is UCDP's date_prec: 1 the day is known, 2 two to six days, 3 a week, 4 up to a month, 5 longer.
    `why` says in a few words how it was reckoned; `score`, from 0 to 1, how far to trust it.
    """

    first: date
    last: date
    precision: int
    why: str
    score: float


def precision_of(first: date, last: date) -> int:
    """UCDP's date_prec of a stretch of days."""
    days = (last - first).days + 1
    return next((code for longest, code in PRECISIONS if days <= longest), 5)
