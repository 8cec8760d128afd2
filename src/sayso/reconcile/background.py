"""Sentences that sum up a war, or weeks of it, told from those that tell a happening of a day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Any

from sayso.claims.record import Record
from sayso.errors import LexiconError
from sayso.reading.lexicon import load, words
from sayso.reconcile.kinds import kinds

FILE = "reconcile/data/background.toml"
KEYS = {
    "wars": ("nouns", "not_before", "perfect", "during", "of", "tolls"),
    "since": ("words", "today", "compare"),
    "stretch": ("before", "units", "ended"),
    "undated": ("words",),
}
WORD = re.compile(r"[^\W_]+")
PEOPLE = frozenset({"killed", "wounded", "missing", "captured", "displaced"})
CLAUSE, NEAR, FAR = 4, 6, 12
"""Words from "since" to its own verb, at most; from a word to what it belongs to; from a subject to its verb."""


@dataclass(frozen=True, slots=True)
class Background:
    """data/background.toml: for each section its lists of words; `least` is the toll that no single happening has."""

    words: Mapping[str, Mapping[str, frozenset[str]]]
    least: Mapping[str, int]

    def sums_up(self, record: Record) -> bool:
        """Whether the claim gives what a whole war or weeks of it came to, or names the war as such.

        Only the claim's own sentence is asked, so a sum told without a word of what it is the sum of goes unnoticed.
        """
        if self._names_war(record):
            return True
        if not kinds().of(record["kind"]).effect_of and not any(c["what"] in PEOPLE for c in record["counts"]):
            return False
        if any((c["low"] or c["high"] or 0) >= self.least.get(c["what"], inf) for c in record["counts"]):
            return True
        if any(self._is_war(actor["text"]) for actor in record["actors"]):
            return True
        text, start = record["evidence"]["text"], record["trigger"]["start"] - record["evidence"]["start"]
        found = [match[0].lower() for match in WORD.finditer(text)]
        at = len(WORD.findall(text[:start]))
        return self._since(found, at) or self._stretch(found, record) or self._of_war(found, at)

    def undated(self, record: Record) -> bool:
        """Whether it is told with a time that the text does not settle, and that is not the day of the report."""
        if any(time["from"] for time in record["times"]):
            return False
        told = {word for time in record["times"] for word in WORD.findall(time["text"].lower())}
        return not told.isdisjoint(self.words["undated"]["words"])

    def _names_war(self, record: Record) -> bool:
        return kinds().of(record["kind"]).battle and self._is_war(record["trigger"]["text"])

    def _is_war(self, mention: str) -> bool:
        found = WORD.findall(mention.lower())
        return bool(found) and found[-1] in self.words["wars"]["nouns"]

    def _since(self, found: Sequence[str], trigger: int) -> bool:
        """Since something that is not the claim's own event, and not an hour of the day."""
        known = self.words["since"]
        return any(
            word in known["words"]
            and known["today"].isdisjoint(found[at + 1 : at + 1 + NEAR])
            and known["compare"].isdisjoint(found[max(at - FAR, 0) : at])
            and (
                trigger < at
                or trigger > at + CLAUSE
                or not self.words["wars"]["perfect"].isdisjoint(found[max(at - 1, 0) : at])
            )
            for at, word in enumerate(found)
        )

    def _stretch(self, found: Sequence[str], record: Record) -> bool:
        """Over days or weeks that the claim's own times do not settle, and that were not over before."""
        known = self.words["stretch"]
        if any(time["from"] for time in record["times"]):
            return False
        return any(
            word in known["units"]
            and known["ended"].isdisjoint(found[max(at - 3, 0) : at])
            and (not known["before"].isdisjoint(found[max(at - 3, 0) : at]) or found[at + 1 : at + 2] == ["of"])
            for at, word in enumerate(found)
        )

    def _of_war(self, found: Sequence[str], trigger: int) -> bool:
        known = self.words["wars"]
        for at, word in enumerate(found):
            after = found[at + 1 : at + 1 + FAR]
            if word not in known["nouns"] or (after and after[0] in known["not_before"]):
                continue
            if trigger > at and not known["perfect"].isdisjoint(after):
                return True
            led = found[max(at - NEAR, 0) : at]
            if not self.words["since"]["compare"].isdisjoint(led):
                continue
            if trigger < at and not known["during"].isdisjoint(led) and known["of"].isdisjoint(led):
                return True
            if not known["tolls"].isdisjoint(led) and not known["of"].isdisjoint(led):
                return True
        return False


@lru_cache(maxsize=1)
def background() -> Background:
    """The words of data/background.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_background(load("sayso.reconcile", "data/background.toml"))


def read_background(table: dict[str, Any]) -> Background:
    """The words from the TOML table.

    Raises:
        LexiconError: a section or list is missing, unknown, or not of lower-case words or of numbers.
    """
    if set(table) != {*KEYS, "least"} or any(set(table[section]) != set(keys) for section, keys in KEYS.items()):
        raise LexiconError(f"{FILE}: it must hold [{'], ['.join((*KEYS, 'least'))}] with their lists, and nothing else")
    least = table["least"]
    if set(least) != PEOPLE or not all(type(number) is int and number > 0 for number in least.values()):
        raise LexiconError(f"{FILE}: [least] must give a whole number for {', '.join(sorted(PEOPLE))}")
    found = {section: {key: words(table, section, key, FILE) for key in keys} for section, keys in KEYS.items()}
    return Background(found, least)
