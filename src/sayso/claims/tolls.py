"""Numbers as reports give them, "at least 13", "dozens", "15 to 20", as bounds (codebook, rulings 7 and 14)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isinf
from typing import TYPE_CHECKING

from sayso.errors import LexiconError
from sayso.reading.lexicon import load, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "numbers.toml"
FIGURE = r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
TOKEN = re.compile(rf"{FIGURE}|[^\W\d_]+")
RANGE = re.compile(rf"(?P<low>{FIGURE})\s*[-–—]\s*(?P<high>{FIGURE})(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number words, and the phrases that open or bound a number; see lexicons/numbers.toml."""

    cardinals: dict[str, int]
    scales: dict[str, int]
    open: dict[str, int]
    at_least: frozenset[str]
    at_most: frozenset[str]
    about: frozenset[str]
    between: frozenset[str]
    groups: frozenset[str]
    what: dict[str, str]
    stems: dict[str, list[str]]


@lru_cache(maxsize=1)
def numbers() -> Numbers:
    """The lexicon.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    table = load("sayso.claims.lexicons", NAME)
    values: dict[str, dict[str, int]] = {}
    for section in ("cardinals", "scales", "open"):
        values[section] = table.get(section, {})
        if not values[section] or not all(isinstance(v, int) and v > 0 for v in values[section].values()):
            raise LexiconError(f"{NAME}: [{section}] must give each word a whole number above 0")
    phrases = {key: words(table, "qualifiers", key, NAME) for key in ("at_least", "at_most", "about", "between")}
    return Numbers(
        values["cardinals"],
        values["scales"],
        values["open"],
        phrases["at_least"],
        phrases["at_most"],
        phrases["about"],
        phrases["between"],
        words(table, "groups", "words", NAME),
        table["what"],
        table["stems"],
    )


def is_date(mention: str) -> bool:
    """Whether figures are a date ("02.10.2017") rather than a number of people or things."""
    return bool(re.fullmatch(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}", mention.strip()))


def no_number(doc: "Doc", first: int, last: int) -> bool:
    """Whether the word is but an article: of "a number", which is not told, or of "a group", of any size."""
    return first == last and doc[first].lower_ in {"a", "an"} and doc[first + 1 : first + 2].text in numbers().groups


def whole_number(doc: "Doc", first: int, last: int) -> tuple[int, int]:
    """First and last token of a number with the words before it that open or bound it: "at least 13", "up to 40".

    Where but some of those words were read ("least 13"), they are made whole.
    """
    known = numbers()
    phrases = {phrase for phrase in known.at_least | known.at_most if phrase.split()[0] not in {"and", "or"}}
    longest = max(len(phrase.split()) for phrase in phrases)
    for begin in range(max(first - longest, 0), first):
        for end in range(first, min(first + longest, last + 1)):
            if doc[begin:end].text.lower() in phrases:
                return begin, last
    return first, last


def bounds(mention: str) -> tuple[int | None, int | None]:
    """Lowest and highest number that the words allow; None where a side is open, both where there is no number."""
    lexicon = numbers()
    text = " ".join(mention.lower().split())
    pair = _range(text)
    if pair is not None:
        return pair
    value, open_ended = _number(text)
    if value is None:
        return None, None
    if _has(text, lexicon.at_least - lexicon.at_most) and not _has(text, lexicon.at_most):
        return value, None
    if any(phrase.startswith("no ") and _has(text, frozenset({phrase})) for phrase in lexicon.at_least):
        return value, None
    if _has(text, lexicon.at_most):
        return None, value
    return (value, None) if open_ended or text.endswith("+") else (value, value)


def _has(text: str, phrases: frozenset[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) for phrase in phrases)


def _range(text: str) -> tuple[int, int] | None:
    """ "15 to 20", "between 4,000 and 5,000", "two or three", "1-2 million"; None where the text is no range."""
    match = RANGE.search(text)
    if match:
        low, high = (_number(match[side] + match["rest"])[0] for side in ("low", "high"))
        return (low, high) if low is not None and high is not None and low < high else None
    middles = list(re.finditer(r"\s(?:to|or)\s", text))
    if _has(text, numbers().between):
        middles += list(re.finditer(r"\sand\s", text))
    for middle in middles:
        low, _ = _number(text[: middle.start()])
        high, _ = _number(text[middle.end() :])
        if low is not None and high is not None:
            scale = next((v for w, v in numbers().scales.items() if v > 100 and text.endswith(w)), 1)
            low = low * scale if low * scale < high else low
            return (low, high) if low < high else None
    return None


def _number(text: str) -> tuple[int | None, bool]:
    """The first number in the text, and whether an open word ("dozens") makes it a lower bound."""
    lexicon = numbers()
    total, part, begun, open_ended = 0.0, 0.0, False, False
    for token in TOKEN.findall(text):
        if token[0].isdecimal():
            part, begun = part + _figure(token), True
        elif token in lexicon.open:
            again = lexicon.scales.get(token.removesuffix("s"), 1) if open_ended else 1
            part = part * again if open_ended else max(part, 1) * lexicon.open[token]
            begun = open_ended = True
        elif token in lexicon.scales and begun:
            total, part = _scaled(total, part, lexicon.scales[token])
        elif token in {"dozen"} and begun:
            part = (1 if open_ended else max(part, 1)) * (24 if open_ended else lexicon.cardinals[token])
        elif token in {"a", "an"}:
            begun, part = begun or not part, part
        elif token in lexicon.cardinals:
            part, begun = part + lexicon.cardinals[token], True
        elif begun and part and token not in {"and", "of"}:
            break
    value = total + part
    if isinf(value):  # more digits than any number of people has
        return None, False
    if not value:
        return (1, False) if re.fullmatch(r"(?:an?|one)\b.*", text) else (None, False)
    return round(value), open_ended


def _figure(token: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+", token):
        return float(re.sub(r"\D", "", token))
    return float(token.replace(",", "."))


def _scaled(total: float, part: float, scale: int) -> tuple[float, float]:
    if scale == 100:
        return total, max(part, 1) * scale
    return total + max(part, 1) * scale, 0


def counted(kind: str, trigger: str) -> str:
    """What a number of such an event counts: killed, wounded, captured, displaced, strikes, sorties or other."""
    lexicon = numbers()
    text = trigger.lower()
    if kind in {"harm", "air_strike"} or (kind == "attack"):
        for what, stems in lexicon.stems.items():
            if any(stem in text for stem in stems) and not (kind == "attack" and what != "killed"):
                return what
    return lexicon.what.get(kind, "other")
