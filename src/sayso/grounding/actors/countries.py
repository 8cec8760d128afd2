"""Which countries a text speaks of, by their names, adjectives, peoples and capitals."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

from babel import Locale

from sayso.errors import LexiconError
from sayso.grounding.actors.normal import Word, fold

NAME = "demonyms.csv"
How = Literal["names", "adjectives", "people", "capital"]
COLUMNS: tuple[How, ...] = get_args(How)
STEMS = ("ar", "ru", "uk")
"""Columns of adjectives without their endings."""
NAMED_IN = ("ar", "fa", "tr")
INFLECTED = ("ru", "uk")
"""Languages whose names of countries are taken from CLDR; those of the second are looked for without their endings."""
ENDING = 3
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class CountryWord:
    """Words `first` to `last` (exclusive) of a list that tell of a country; `how` says by which of its words."""

    first: int
    last: int
    code: str
    how: How


@dataclass(frozen=True, slots=True)
class Words:
    """By folded form: whole words and phrases, and stems that take endings; the code and how it tells of the country.

    `capitals` are those written in capitals alone, `longest` the number of words a phrase has that begins with a word.
    """

    whole: Mapping[str, tuple[str, How]]
    stems: Mapping[str, tuple[str, How]]
    capitals: frozenset[str]
    longest: Mapping[str, int]


@lru_cache(maxsize=1)
def country_words() -> Words:
    """All words for countries.

    Raises:
        LexiconError: the table has not the columns it must have.
    """
    rows = _rows()
    whole: dict[str, tuple[str, How]] = {}
    stems: dict[str, tuple[str, How]] = {}
    capitals: set[str] = set()
    for row in rows:
        for column in COLUMNS:
            for name in _cell(row[column]):
                whole.setdefault(fold(name), (row["code"], column))
                if name.isupper() and name.isascii():
                    capitals.add(fold(name))
        for language in STEMS:
            stems.update((fold(stem), (row["code"], "adjectives")) for stem in _cell(row[language]))
    codes = {row["code"] for row in rows}
    whole = dict(_abroad(NAMED_IN, codes)) | whole
    stems = {key[:-1]: told for key, told in _abroad(INFLECTED, codes) if " " not in key} | stems
    longest: dict[str, int] = {}
    for key in whole:
        first, *rest = key.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    stems = {stem: told for stem, told in stems.items() if len(stem) >= SHORTEST}
    return Words(whole, stems, frozenset(capitals), longest)


def _rows() -> list[dict[str, str]]:
    with files("sayso.grounding.theatres").joinpath("data", NAME).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows or not {"code", *COLUMNS, *STEMS} <= set(rows[0]):
        raise LexiconError(f"{NAME}: must have the columns code, {', '.join((*COLUMNS, *STEMS))}")
    return rows


def _cell(cell: str | None) -> list[str]:
    return [name for name in (cell or "").split("|") if name != "-" and fold(name)]


def _abroad(languages: Iterable[str], codes: set[str]) -> Iterator[tuple[str, tuple[str, How]]]:
    """Names of countries in some languages, after Unicode CLDR."""
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if code in codes and (key := fold(name)):
                yield key, (code, "names")


def countries_in(words: Sequence[Word]) -> Iterator[CountryWord]:
    """Where countries are told of, the longest phrase at each place. A script with capitals has to have one there."""
    known, at = country_words(), 0
    while at < len(words):
        found = None
        longest = known.longest.get(words[at].key, 0)
        for last in range(min(at + longest, len(words)), at, -1) if longest else ():
            key = " ".join(word.key for word in words[at:last] if word.key)
            if key in known.whole and _may_tell(words, at, capitals=key in known.capitals):
                found = CountryWord(at, last, *known.whole[key])
                break
        if found is None and not words[at].key.isascii() and (told := _by_stem(words[at].key, known)):
            found = CountryWord(at, at + 1, *told)
        if found:
            yield found
        at = found.last if found else at + 1


def is_country(words: Sequence[Word]) -> bool:
    """Whether all the words are a country's name."""
    return any((c.first, c.last, c.how) == (0, len(words), "names") for c in countries_in(words))


def _by_stem(key: str, known: Words) -> tuple[str, How] | None:
    stems = (key[:end] for end in range(len(key), max(len(key) - ENDING, SHORTEST) - 1, -1))
    return next((known.stems[stem] for stem in stems if stem in known.stems), None)


def _may_tell(words: Sequence[Word], at: int, *, capitals: bool) -> bool:
    """Whether a word is written as a country's, and is not part of a person's name ("al-Iraqi")."""
    if capitals and not words[at].text.isupper():
        return False
    nisba = at > 0 and words[at - 1].dashed and not words[at - 1].key
    return not words[at].text[0].islower() and not nisba
