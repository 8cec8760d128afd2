"""Tolls of an event: the lowest, the best supported and the highest number of each thing that is counted.

The claims of one event count the same dead, so their tolls are never added up. Within a claim, several numbers of one
thing ("13 women and 4 children") may be parts of a whole or one of them the whole, so they give a range: from the
largest to the sum.
"""

from collections.abc import Sequence

from sayso.reconcile.account import Range
from sayso.reconcile.item import Toll
from sayso.reconcile.likeness import best_of
from sayso.reconcile.questions import Question

COUNTED = ("killed", "missing", "wounded", "captured", "displaced")
"""What is counted, the gravest first; anything else comes after, by how many roots tell it."""


def gravest(questions: Sequence[Question]) -> Question | None:
    """The question of a toll that stands for all: by what is counted, then by how many roots answer it."""
    tolls = [question for question in questions if question.field == "toll"]
    return min(
        tolls, key=lambda question: (_gravity(question.what), -len(question.opinions), question.what), default=None
    )


def range_of(question: Question, best: Toll) -> Range:
    """The range of what all roots say, those that only doubt it left out where others do not.

    Args:
        question: how many of what, with all answers.
        best: the answer that is best supported.
    """
    firm = [opinion for opinion in question.opinions if not opinion.weak] or question.opinions
    told = [toll for opinion in firm for toll in opinion.values]
    lows = [toll.low for toll in told if toll.low is not None]
    highs = [toll.high for toll in told if toll.high is not None]
    high = max(highs, default=None)
    if any(toll.high is None and (high is None or (toll.low or 0) >= high) for toll in told):
        high = None
    middle = best_of(best)
    low = min(lows, default=0)
    return Range(question.what, min(low, middle), middle, None if high is None else max(high, middle))


def told(toll: Toll) -> str:
    """A toll as it is shown: "13", "13 to 15", "at least 13", "up to 15"."""
    if toll.low is None:
        return f"up to {toll.high}"
    if toll.high is None:
        return f"at least {toll.low}"
    return str(toll.low) if toll.low == toll.high else f"{toll.low} to {toll.high}"


def key(toll: Toll) -> str:
    """A toll as a value: "killed 13", "killed 13..15", "killed 13.." or "killed ..15"."""
    low, high = ("" if bound is None else str(bound) for bound in (toll.low, toll.high))
    return f"{toll.what} {low}" if low == high else f"{toll.what} {low}..{high}"


def _gravity(what: str) -> int:
    return COUNTED.index(what) if what in COUNTED else len(COUNTED)
