"""The day of writing as the text itself tells it: in its dateline, in a heading, or after "last updated"."""

import re
from datetime import date

from sayso.grounding.days import calendars
from sayso.grounding.days.grammar import Phrase
from sayso.grounding.days.lexicon import lexicon
from sayso.grounding.days.tokens import Token
from sayso.grounding.days.values import DayOf

HEAD, LEAD, LINE = 600, 90, 120
"""Code points: how far from the top a dateline may stand, how far from the start of its line, how long a heading is."""
SIGN = re.compile(r"[,/\s]*[^.,]{0,40}(?:\([^)]*\)|\))?\s*(?:\s[-–—]+|[–—:|]+)(?:\s|$)")
"""What follows a dateline: an hour, an agency in brackets, a dash."""


def dateline(text: str, tokens: list[Token], found: list[Phrase]) -> date | None:
    """The one full date that stands where a text tells when it was written; None where there is none, or two."""
    days = {
        day
        for phrase in found
        if isinstance(phrase.value, DayOf) and phrase.value.year and phrase.value.month
        if (day := calendars.day(phrase.value.year, phrase.value.month, phrase.value.day))
        if _tells(text, tokens[phrase.first].start, tokens[phrase.last - 1].end, _led(tokens, phrase))
    }
    return days.pop() if len(days) == 1 else None


def _led(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a preposition leads to the date, as in a narrative: "on 3 May 2016", "the truce of 3 May 2016"."""
    opening = tokens[phrase.first - 1].sign if phrase.first else ""
    return opening in {"i", "O", "F", "T", "s", "b", "A", "R"} or tokens[phrase.first].sign in "iFbT"


def _tells(text: str, start: int, end: int, led: bool) -> bool:
    """Whether a date there is the document's own; `led` tells that a preposition stands before it."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = text[begin:start].strip(), text[end:stop].strip()
    if _announced(before):
        return (
            len(before) <= LEAD and (not after or after[0] in ".,;)|-–—:" or begin == 0) and _outer(text, begin, stop)
        )
    if start > HEAD or led:
        return False
    if stop - begin <= LINE and not text[begin:stop].rstrip().endswith((".", "!", "?", '"', "”")):
        return True
    return len(before) <= LEAD and ". " not in before and _opens(before, after)


def _announced(before: str) -> bool:
    """Whether the line says just before the date that it is that of the document: "Last updated", "as of"."""
    words = before.lower().rstrip(" :,-–—(").removesuffix(" on")
    return any(words == word or words.endswith((" " + word, "(" + word)) for word in lexicon().dateline)


def _outer(text: str, begin: int, stop: int) -> bool:
    """Whether the line is short and near the top or the bottom."""
    return stop - begin <= LINE and (begin <= HEAD or len(text) - stop <= HEAD)


def _opens(before: str, after: str) -> bool:
    """PLACE, DATE (AGENCY) -, PLACE (AGENCY, DATE) - or PLACE (AGENCY), DATE.: no sentence has begun before it."""
    words = [word for word in before.replace("(", " ").replace(",", " ").split() if word[0].isalpha()]
    if len(words) > 9 or sum(word[0].islower() for word in words) > 1:
        return False
    return bool(SIGN.match(f" {after}")) or (after[:1] == "." and ")" in before)
