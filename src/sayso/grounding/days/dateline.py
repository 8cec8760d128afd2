"""The day of writing as the text itself tells it: in its dateline, in a heading, or after "last updated"."""

from datetime import date

from sayso.grounding.days import calendars
from sayso.grounding.days.grammar import Phrase
from sayso.grounding.days.lexicon import lexicon
from sayso.grounding.days.tokens import Token
from sayso.grounding.days.values import DayOf

HEAD, LEAD, LINE = 600, 90, 120
"""Code points: how far from the top a dateline may stand, how far from the start of its line, how long a heading is."""
SIGNS = ("-", "–", "—", ")", "|", ":")


def dateline(text: str, tokens: list[Token], found: list[Phrase]) -> date | None:
    """The one full date that stands where a text tells when it was written; None where there is none, or two."""
    days = {
        day
        for phrase in found
        if isinstance(phrase.value, DayOf) and phrase.value.year and phrase.value.month
        if (day := calendars.day(phrase.value.year, phrase.value.month, phrase.value.day))
        if _tells(text, tokens[phrase.first].start, tokens[phrase.last - 1].end)
    }
    return days.pop() if len(days) == 1 else None


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a date there is the document's own."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = text[begin:start].strip(), text[end:stop].strip()
    if _announced(before):
        return (
            len(before) <= LEAD and (not after or after[0] in ".,;)|-–—:" or begin == 0) and _outer(text, begin, stop)
        )
    if start > HEAD:
        return False
    if stop - begin <= LINE and not text[begin:stop].rstrip().endswith((".", "!", "?", '"', "”")):
        return True
    return (
        len(before) <= LEAD
        and ". " not in before
        and any(sign in after[:LEAD] for sign in SIGNS)
        and _opens(before, after)
    )


def _announced(before: str) -> bool:
    """Whether the line says just before the date that it is that of the document: "Last updated", "as of"."""
    words = before.lower().rstrip(" :,-–—(").removesuffix(" on")
    return any(words == word or words.endswith((" " + word, "(" + word)) for word in lexicon().dateline)


def _outer(text: str, begin: int, stop: int) -> bool:
    """Whether the line is short and near the top or the bottom."""
    return stop - begin <= LINE and (begin <= HEAD or len(text) - stop <= HEAD)


def _opens(before: str, after: str) -> bool:
    """PLACE, DATE (AGENCY) - or PLACE (AGENCY, DATE) -: no sentence has begun before the date."""
    words = [word for word in before.replace("(", " ").replace(",", " ").split() if word[0].isalpha()]
    lower = [word for word in words if word[0].islower()]
    return len(lower) <= 1 and len(words) <= 9 and after[:1] in {",", ")", "(", "-", "–", "—", ":", "|", "/", ""}
