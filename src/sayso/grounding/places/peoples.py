"""Countries by their adjectives, peoples and capitals."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from sayso.errors import LexiconError

PACKAGE = "sayso.grounding.theatres"
NAME = "data/demonyms.csv"
STEMS = ("ar", "ru", "uk", "fr")
SHORTEST = 4
"""Code points. No stem of an adjective is shorter."""


@dataclass(frozen=True, slots=True)
class Peoples:
    """ISO 3166-1 codes by a word that is not the country's name; every key is in lower case.

    `adjectives` are whole words ("syrian", "syrians"), `stems` the beginnings of words in languages that inflect them.
    `names` are further names ("uk"); `capitals` names the seat of each country's government.
    """

    names: Mapping[str, str]
    adjectives: Mapping[str, str]
    stems: Mapping[str, str]
    capitals: Mapping[str, str]

    def country(self, word: str) -> str | None:
        """The country that a lower-case word is the adjective or people of."""
        if code := self.adjectives.get(word):
            return code
        if word.isascii():
            return None
        ends = range(min(len(word), 16), SHORTEST - 1, -1)
        return next((self.stems[word[:end]] for end in ends if word[:end] in self.stems), None)


@lru_cache(maxsize=1)
def peoples() -> Peoples:
    """The countries of demonyms.csv, read once.

    Raises:
        LexiconError: the file is missing, or lacks a column.
    """
    try:
        lines = files(PACKAGE).joinpath(NAME).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{NAME}: {error}") from error
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    needed = {"code", "names", "adjectives", "people", "capital", *STEMS}
    if not rows or not needed <= set(rows[0]):
        raise LexiconError(f"{NAME}: needs the columns {', '.join(sorted(needed))}")
    return Peoples(
        _by_word(rows, "names"),
        _by_word(rows, "adjectives") | _by_word(rows, "people"),
        {word: code for column in STEMS for word, code in _by_word(rows, column).items() if len(word) >= SHORTEST},
        {row["code"]: row["capital"].split("|")[0] for row in rows if row["capital"]},
    )


def _by_word(rows: list[dict[str, str]], column: str) -> dict[str, str]:
    """The code of each word of a column; a word of two countries is the first one's."""
    found: dict[str, str] = {}
    for row in rows:
        for word in (row[column] or "").lower().split("|"):
            if word:
                found.setdefault(word, row["code"])
    return found
