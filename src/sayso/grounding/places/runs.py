"""Stretches of words that are written as names are."""

from collections.abc import Callable, Iterator

from sayso.grounding.places.lexicon import Lexicon
from sayso.grounding.places.words import Text

Known = Callable[[str], object]
"""Whether a phrase is a name, as true or false."""

LONGEST = 3
"""Words. No longer name is looked for in a script without capitals, where every word may begin one."""

SPACES = frozenset({" ", "\u00a0"})


def runs(text: Text, lexicon: Lexicon, known: Known, breaks: frozenset[int]) -> Iterator[tuple[int, int]]:
    """First and last word (exclusive) of each run, in order: capitals and the particles that join them, or a known name
    in a script without capitals.

    Args:
        known: tells names.
        breaks: words that begin a run of their own.
    """
    i = 0
    while i < len(text.words):
        finder = _caseless if text.words[i].caseless else _capitals
        end = finder(text, lexicon, known, breaks, i)
        if end > i:
            yield i, end
        i = max(end, i + 1)


def adjoin(text: Text, i: int) -> bool:
    """Whether nothing but a space stands between word i and the one before it."""
    return text.text[text.words[i - 1].end : text.words[i].start] in SPACES


def _capitals(text: Text, lexicon: Lexicon, known: Known, breaks: frozenset[int], i: int) -> int:
    start = i + 1 if text.words[i].lower in lexicon.leads and not text.words[i].capital else i
    if start >= len(text.words) or not _named(text, lexicon, known, start) or (start > i and not adjoin(text, start)):
        return i
    end = start + 1
    while (step := _next(text, lexicon, known, breaks, i, end)) > end:
        end = step
    return end


def _named(text: Text, lexicon: Lexicon, known: Known, i: int) -> bool:
    """Whether word i is written as a name is; "Iran-backed" is not, unless the gazetteer has it so."""
    word = text.words[i]
    if not word.letters or not word.capital or word.lower in lexicon.calendar:
        return False
    return not word.compound or bool(known(word.text))


def _next(text: Text, lexicon: Lexicon, known: Known, breaks: frozenset[int], start: int, end: int) -> int:
    """Where a run from `start` to `end` ends after its next capital; `end` where there is none."""
    step, sure = end, True
    while step < min(len(text.words), end + 3) and step not in breaks and adjoin(text, step):
        if _named(text, lexicon, known, step):
            return step + 1 if sure or known(text.phrase(start, step + 1)) else end
        if text.words[step].lower not in lexicon.joins | lexicon.maybe:
            break
        sure = sure and text.words[step].lower in lexicon.joins
        step += 1
    return end


def _caseless(text: Text, lexicon: Lexicon, known: Known, breaks: frozenset[int], i: int) -> int:
    """The end of the longest known name that begins at word i, which is no feature word."""
    if text.words[i].lower in lexicon.kinds:
        return i
    last = i + 1
    while last < min(i + LONGEST, len(text.words)) and last not in breaks:
        if not text.words[last].caseless or not adjoin(text, last):
            break
        last += 1
    return next((end for end in range(last, i, -1) if known(text.phrase(i, end))), i)
