"""A text as a row of tokens, each with its class of word; `sayso.grounding.days.lexicon` explains the letters.

Further classes: D a date in figures (year, month, day; its value is 1 where month and day may be exchanged), d a number
from 1 to 31, u the same with an ending ("6th"), Y a year, E a decade, C a time of day, "-" a dash within an expression,
"_" a dash between spaces, "," a comma, "!" the end of a sentence, "|" the end of a paragraph, '"' a quotation mark, "."
anything else.
"""

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from sayso.grounding.days.lexicon import Lexicon, lexicon

FIGURES = r"""
    (?P<break>\n\s*\n)
  | (?P<iso>(?<![\w-])\d{4}-\d{1,2}-\d{1,2}(?![\w-]))
  | (?P<dmy>(?<![\w./-])\d{1,2}(?P<between>[./-])\d{1,2}(?P=between)\d{4}(?![\w/-]))
  | (?P<decade>(?<!\w)[12]\d{2}0['’]?s(?!\w))
  | (?P<short_year>(?<=[ni]\s)['’]\d{2}(?![\w'’]))
  | (?P<clock>(?<![\w:.])
      (?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}(?:[.:]\d{2})?(?=\s?[ap]\.?m\b))(?:\s?[ap](?:m\b|\.m\.))?(?![\w:]))
  | (?P<ordinal>(?<!\w)\d{1,2}(?:st|nd|rd|th)(?!\w))
  | (?P<number>\d+(?:[.,]\d+)*)
"""
REST = r"""
  | (?P<word>[^\W\d_]+)
  | (?P<dash>[-–—−]+)
  | (?P<comma>[,،])
  | (?P<end>[.!?؟…]+(?=["”’»)\]\s]|$))
  | (?P<quote>["“”„«»])
  | (?P<other>[^\w\s])
"""
YEARS = range(1700, 2101)
"""Numbers of four digits that are taken for years."""

BESIDE = frozenset("duoYijOseGTFb&-_,lhkvqzWR")
"""What makes a doubtful name of a month a month."""


class Token(NamedTuple):
    """A word, number or sign: code points `start` to `end` (exclusive) of the text, its class and its value."""

    start: int
    end: int
    sign: str
    value: int | str = 0
    date: tuple[int, int, int] | None = None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Figures first, then the lexicon's phrases of several words, abbreviations with their full stop, words, signs."""
    found = lexicon()
    phrases = {word for word in found.words if not word.isalpha()} | {word for word in found.future if "'" in word}
    groups = groupby(sorted(phrases - {"&", "'ll"}), lambda phrase: phrase[0])
    spoken = "|".join(_alike(first, list(group)) for first, group in groups)
    short = "|".join(sorted(found.abbreviations, key=len, reverse=True))
    return re.compile(
        rf"{FIGURES} | (?P<phrase>(?<!\w)(?:{spoken})(?!\w)) | (?P<short>(?<!\w)(?:{short})\.) | (?P<and>&) {REST}",
        re.VERBOSE | re.IGNORECASE,
    )


def _alike(first: str, phrases: list[str]) -> str:
    """A pattern for phrases that begin with the same letter, the longest first."""
    longest = sorted((re.escape(phrase[1:]) for phrase in phrases), key=len, reverse=True)
    rest = "|".join(re.sub("['ʼ]", "['’ʼ]", phrase.replace(r"\ ", r"\s+")) for phrase in longest)
    return f"{first}(?:{rest})"


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, in order; white space is left out but for the ends of paragraphs."""
    found = lexicon()
    tokens = [_token(match, text, found) for match in _pattern().finditer(text)]
    return [_settled(token, n, tokens, text, found) for n, token in enumerate(tokens)]


def _token(match: re.Match[str], text: str, found: Lexicon) -> Token:
    start, end, kind = match.start(), match.end(), match.lastgroup or "other"
    if kind == "word":
        key = match[0].lower()
        sign, value = found.words.get(key) or (".", key)
        return Token(start, end, sign, value)
    if kind in {"phrase", "short", "and"}:
        key = _key(match[0])
        sign, value = found.words.get(key, (".", key))
        return Token(start, end, sign, value)
    if kind in {"iso", "dmy"}:
        year, month, day = _date(match[0], kind)
        doubtful = kind == "dmy" and match["between"] != "." and month != day <= 12
        return Token(start, end, "D", int(doubtful), (year, month, day))
    if kind == "short_year":
        figure = int(match[0][1:])
        return Token(start, end, "Y", figure + (2000 if figure <= 50 else 1900))
    if kind == "number":
        return _number(match[0], start, end)
    if kind in {"decade", "ordinal"}:
        figure = int(re.sub(r"\D", "", match[0]))
        sign = "E" if kind == "decade" else "u" if 1 <= figure <= 31 else "."
        return Token(start, end, sign, figure)
    if kind == "dash":
        spaced = text[max(start - 1, 0) : start].isspace() or text[end : end + 1].isspace()
        return Token(start, end, "_" if spaced else "-")
    return Token(start, end, {"break": "|", "clock": "C", "comma": ",", "end": "!", "quote": '"'}.get(kind, "."))


def _key(word: str) -> str:
    return " ".join(re.sub("[’ʼ]", "'", word.lower()).removesuffix(".").split())


def _date(text: str, kind: str) -> tuple[int, int, int]:
    """Year, month and day; the day first where both orders can be."""
    first, second, third = (int(part) for part in re.split(r"\D", text))
    if kind == "iso":
        return first, second, third
    return (third, first, second) if second > 12 and "." not in text else (third, second, first)


def _number(text: str, start: int, end: int) -> Token:
    if not text.isdecimal() or len(text) > 4:
        return Token(start, end, ".")
    figure = int(text)
    if len(text) <= 2 and 1 <= figure <= 31:
        return Token(start, end, "d", figure)
    if len(text) == 4 and figure in YEARS:
        return Token(start, end, "Y", figure)
    return Token(start, end, "n", figure)


def _settled(token: Token, n: int, tokens: list[Token], text: str, found: Lexicon) -> Token:
    """The token, or a plain word where a name of a day or month is another word here."""
    if token.sign == "S":
        return _season(token, n, tokens, text)
    if token.sign == "." and (named := _genitive(token, n, tokens, text, found)):
        return named
    if token.sign not in "MW":
        return token
    word = text[token.start : token.end]
    key = _key(word)
    if key not in found.doubtful:
        return token
    beside = [tokens[n - 1].sign] if n else []
    after = tokens[n + 1].sign if n + 1 < len(tokens) else ""
    dotted = word.endswith(".") and len(word) <= 5
    spoken = word[0].isupper() and (
        after in set("duYD-,") or dotted or (beside and beside[0] in BESIDE and key not in found.abbreviations)
    )
    return token if spoken else Token(token.start, token.end, ".", key)


def _genitive(token: Token, n: int, tokens: list[Token], text: str, found: Lexicon) -> Token | None:
    """The name of a day in a genitive without its apostrophe, "Mondays raid"; not "on Mondays" or "Mondays are"."""
    word = text[token.start : token.end].lower()
    sign, value = found.words.get(word.removesuffix("s"), (".", 0))
    if sign != "W" or not word.endswith("days") or not text[token.start].isupper():
        return None
    beside = [text[tokens[i].start : tokens[i].end].lower() if 0 <= i < len(tokens) else "" for i in (n - 1, n + 1)]
    habit = beside[0] in found.habit[0] or beside[1] in found.habit[1]
    return None if habit or not beside[1].isalpha() else Token(token.start, token.end, sign, value)


def _season(token: Token, n: int, tokens: list[Token], text: str) -> Token:
    """The token, or a plain word where it is part of a name: "Arab Spring"."""
    named = n > 0 and tokens[n - 1].sign == "." and text[tokens[n - 1].start].isupper()
    return Token(token.start, token.end, ".") if text[token.start].isupper() and named else token
