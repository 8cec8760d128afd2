"""The words of lexicons/days.toml and lexicons/months.toml, by class, checked when they are loaded.

Each class is one letter; a text becomes a string of letters, over which the grammar is written:

    M month, m month in another language, W weekday, S season, H holiday, U unit, V units, n number word,
    o ordinal word, t today, e early, G beginning, P morning, I night, N overnight, w weekend, h this, l last, x past,
    v previous, k next, c coming, f following, q that, z same, g ago, L later, B earlier, R before, A after, s since,
    b between, F from, T to, & and, O of, i on, j the, a a, y nearly, ~ several, % half,
    r the word "year" after a figure
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.errors import LexiconError
from sayso.reading.lexicon import load, words

PACKAGE = "sayso.grounding.days.lexicons"
NAME, MONTHS = "days.toml", "months.toml"

WORDS = {
    "daytime": "P",
    "night": "I",
    "overnight": "N",
    "weekend": "w",
    "this": "h",
    "last": "l",
    "past": "x",
    "previous": "v",
    "next": "k",
    "coming": "c",
    "following": "f",
    "that": "q",
    "same": "z",
    "ago": "g",
    "later": "L",
    "earlier": "B",
    "before": "R",
    "after": "A",
    "since": "s",
    "between": "b",
    "from": "F",
    "to": "T",
    "and": "&",
    "of": "O",
    "at": "i",
    "the": "j",
    "a": "a",
    "approximate": "y",
    "vague": "~",
    "year": "r",
    "fraction": "%",
}
NUMBERS = {"numbers": "n", "ordinals": "o", "seasons": "S"}
UNITS = ("hour", "minute", "day", "week", "fortnight", "month", "year", "decade")
HOLIDAYS = {"fixed": 2, "weekday": 3, "islamic": 3}
"""How many numbers describe a holiday of each kind; those from Easter have one."""

Meaning = tuple[str, int | str]
"""The class of a word and its value: a number, or for units, holidays and plain words their name."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Each word's class and value; which are doubtful; what tells the tense; what stands before a document's date.

    `habit` is what stands before, and what after, a day that is meant of every week.
    """

    words: dict[str, Meaning]
    doubtful: frozenset[str]
    abbreviations: frozenset[str]
    future: frozenset[str]
    done: frozenset[str]
    planned: frozenset[str]
    terms: frozenset[str]
    pluperfect: frozenset[str]
    resultant: frozenset[str]
    habit: tuple[frozenset[str], frozenset[str]]
    dateline: frozenset[str]
    holidays: dict[str, tuple[str, tuple[int, ...]]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words that tell days.

    Raises:
        LexiconError: a file does not fit its schema, or a word is in two classes.
    """
    table, foreign = load(PACKAGE, NAME), load(PACKAGE, MONTHS)
    found: dict[str, Meaning] = {}
    for word, meaning in [*_entries(table), *_english(table), *_foreign(foreign)]:
        known = found.setdefault(word, meaning)
        if known != meaning and (known[0], meaning[0], known[1]) != ("M", "m", meaning[1]):
            raise LexiconError(f"{NAME}: '{word}' is in two classes")
    short = {word for names in _names(table, "english", NAME) for group in names for word in group[1:]}
    return Lexicon(
        found,
        words(table, "doubtful", "words", NAME),
        frozenset(short),
        words(table, "future", "cues", NAME),
        words(table, "future", "done", NAME),
        words(table, "future", "planned", NAME),
        words(table, "future", "terms", NAME),
        words(table, "future", "pluperfect", NAME),
        words(table, "future", "resultant", NAME),
        (words(table, "habit", "before", NAME), words(table, "habit", "after", NAME)),
        words(table, "dateline", "words", NAME),
        _holidays(table),
    )


def _entries(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for section, sign in WORDS.items():
        yield from ((word, (sign, word)) for word in words(table, "words", section, NAME))
    for section, sign in NUMBERS.items():
        yield from ((word, (sign, n)) for word, n in _whole(table, section).items())
    for unit, plural in _units(table).items():
        yield from ((unit, ("U", unit.split()[-1])), (plural, ("V", unit.split()[-1])))
    yield from ((word, ("t", n)) for word, n in _whole(table, "deictic").items())
    for sign, section in (("e", "adjectives"), ("G", "nouns")):
        thirds = _whole(table.get("thirds", {}), section)
        if not set(thirds.values()) <= {0, 1, 2}:
            raise LexiconError(f"{NAME}: [thirds.{section}] must give each word 0, 1 or 2")
        yield from ((word, (sign, n)) for word, n in thirds.items())
    yield from ((name, ("H", name)) for name in _holidays(table))


def _units(table: dict[str, Any]) -> dict[str, str]:
    entries = table.get("units", {})
    if {unit.split()[-1] for unit in entries} != set(UNITS) or not all(isinstance(w, str) for w in entries.values()):
        raise LexiconError(f"{NAME}: [units] must give a plural to each of {', '.join(UNITS)}")
    return dict(entries)


def _whole(table: dict[str, Any], section: str) -> dict[str, int]:
    entries = table.get(section)
    if not isinstance(entries, dict) or not entries or not all(type(n) is int for n in entries.values()):
        raise LexiconError(f"{NAME}: [{section}] must give each word a whole number")
    return entries


def _names(table: dict[str, Any], language: str, file: str) -> tuple[list[list[str]], list[list[str]]]:
    """The names of the twelve months and the seven days of the week."""
    found = table.get(language, {})
    for key, count in (("months", 12), ("weekdays", 7)):
        groups = found.get(key) if isinstance(found, dict) else None
        if not isinstance(groups, list) or len(groups) != count or not all(_named(group) for group in groups):
            raise LexiconError(f"{file}: [{language}] {key} must be {count} lists of lower-case names")
    return found["months"], found["weekdays"]


def _named(group: object) -> bool:
    return isinstance(group, list) and bool(group) and all(isinstance(w, str) and w and w == w.lower() for w in group)


def _english(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    months, weekdays = _names(table, "english", NAME)
    yield from ((word, ("M", n)) for n, group in enumerate(months, 1) for word in group)
    yield from ((word, ("W", n)) for n, group in enumerate(weekdays) for word in group)


def _foreign(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for language in table:
        months, weekdays = _names(table, language, MONTHS)
        yield from ((word, ("m", n)) for n, group in enumerate(months, 1) for word in group)
        yield from ((word, ("W", n)) for n, group in enumerate(weekdays) for word in group)


def _holidays(table: dict[str, Any]) -> dict[str, tuple[str, tuple[int, ...]]]:
    section = table.get("holidays", {})
    found: dict[str, tuple[str, tuple[int, ...]]] = {
        name: ("easter", (days,)) for name, days in _whole(section, "easter").items()
    }
    for kind, count in HOLIDAYS.items():
        for name, numbers in section.get(kind, {}).items():
            if not isinstance(numbers, list) or len(numbers) != count or not all(type(n) is int for n in numbers):
                raise LexiconError(f"{NAME}: [holidays.{kind}] '{name}' must have {count} whole numbers")
            found[name] = (kind, tuple(numbers))
    return found
