"""Which countries a text speaks of, by their names, adjectives, peoples and capitals."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from sayso.errors import LexiconError
from sayso.grounding.actors.normal import Word, fold

NAME = "demonyms.csv"
COLUMNS = ("names", "adjectives", "people", "capital")


@dataclass(frozen=True, slots=True)
class CountryWord:
    """Words `first` to `last` (exclusive) of a list that tell of a country; `how` is the column they come from."""

    first: int
    last: int
    code: str
    how: str


@lru_cache(maxsize=1)
def country_names() -> dict[str, tuple[str, str]]:
    """Folded name, adjective, people or capital to the country's code and to which of these it is.

    Raises:
        LexiconError: the table has not the columns it must have.
    """
    found: dict[str, tuple[str, str]] = {}
    with files("sayso.grounding.theatres").joinpath("data", NAME).open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        if not {"code", *COLUMNS} <= set(rows.fieldnames or ()):
            raise LexiconError(f"{NAME}: must have the columns code, {', '.join(COLUMNS)}")
        for row in rows:
            for column in COLUMNS:
                for name in filter(None, (row[column] or "").split("|")):
                    if name != "-" and (key := fold(name)):
                        found.setdefault(key, (row["code"], column))
    return found


@lru_cache(maxsize=1)
def _first_words() -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in country_names():
        first, *rest = key.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def countries_in(words: Sequence[Word]) -> Iterator[CountryWord]:
    """Where countries are told of, the longest phrase at each place. In Latin and Cyrillic, capitals are looked for."""
    names, longest = country_names(), _first_words()
    at = 0
    while at < len(words):
        found = None
        for last in range(min(at + longest.get(words[at].key, 0), len(words)), at, -1):
            key = " ".join(word.key for word in words[at:last] if word.key)
            if key in names and _may_tell(words, at):
                found = CountryWord(at, last, *names[key])
                break
        if found:
            yield found
        at = found.last if found else at + 1


def _may_tell(words: Sequence[Word], at: int) -> bool:
    """Whether a word is written as a country's, and is neither "Us" nor part of a person's name ("al-Iraqi")."""
    nisba = at > 0 and words[at - 1].dashed and not words[at - 1].key
    return not words[at].text[0].islower() and words[at].text != "Us" and not nisba
