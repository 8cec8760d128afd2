"""A mention as units: the longest runs of tokens that a lexicon knows, and what the rest can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.grounding.theatres.lexemes import Lexeme, Lexicon, Role, folded, tokens

LONGEST = 400
"""Characters that a mention has at most; a longer one is no noun phrase."""

Look = Literal["known", "party", "number", "name", "other"]

_ENDS = frozenset(",([;:-—")
_NOTHING = Lexeme()
_QUOTES = frozenset("\"“”«»„'")


@dataclass(frozen=True, slots=True)
class Unit:
    """Some tokens together. A `party` is a country or a side joined to another word ("Iran-backed", "pro-Russian"); a
    `name` is an unknown word in a capital."""

    text: str
    lexeme: Lexeme
    look: Look

    def can(self, role: Role) -> bool:
        """Whether it has that role in a phrase."""
        return role in self.lexeme.roles


def units(text: str, lexicon: Lexicon) -> list[Unit]:
    """A mention's units in order; none where it is too long."""
    if len(text) > LONGEST:
        return []
    words = tokens(text)
    keys = [folded(word) for word in words]
    found: list[Unit] = []
    at = 0
    while at < len(words):
        size, lexeme = _longest(words, keys, at, lexicon)
        shown = words[at] if size == 1 else " ".join(words[at : at + size])
        look: Look = "known" if lexeme else _look(words[at], keys[at], lexicon)
        if keys[at] == "'" and found and found[-1].text[-1] == "s":
            found.append(Unit("'s", _NOTHING, "other"))
        elif shown not in _QUOTES:
            found.append(Unit(shown, lexeme or _NOTHING, look))
        at += size
    return _joined(found)


def _longest(words: list[str], keys: list[str], at: int, lexicon: Lexicon) -> tuple[int, Lexeme | None]:
    for size in range(min(lexicon.longest.get(keys[at], 0), len(keys) - at), 0, -1):
        lexeme = lexicon.lexemes.get(" ".join(keys[at : at + size]))
        if lexeme and _written_so(lexeme, words[at : at + size]):
            return size, lexeme
    return 1, None


def _written_so(lexeme: Lexeme, words: list[str]) -> bool:
    """Whether the lexeme can be written in that case: an acronym in capitals, another party's own name with them."""
    if lexeme.acronym:
        return words[0].isupper()
    return "not" not in lexeme.roles or words[-1][0].isupper()


def _look(word: str, key: str, lexicon: Lexicon) -> Look:
    if any(c.isdigit() for c in word):
        return "number"
    if "-" in key and (key.rpartition("-")[2] in lexicon.suffixes or key.partition("-")[0] in lexicon.prefixes):
        return "party"
    if word[0].isupper() or key.partition("-")[0] in lexicon.particles:
        return "name"
    return "other"


def _joined(found: list[Unit]) -> list[Unit]:
    """With a country and the word after it as one party, where that word makes it one: "Iran backed militias"."""
    joined: list[Unit] = []
    for at, unit in enumerate(found):
        goes_on = at + 1 < len(found) and not (found[at + 1].can("join") or found[at + 1].can("cut"))
        if unit.can("party") and goes_on and joined and joined[-1].lexeme.countries:
            joined[-1] = Unit(f"{joined[-1].text} {unit.text}", _NOTHING, "party")
        else:
            joined.append(unit)
    return joined


def before_comma(phrase: Sequence[Unit]) -> Sequence[Unit]:
    """What stands before a comma, a bracket or a dash, where no coordination goes on after it."""
    ends = [at for at, unit in enumerate(phrase) if unit.look == "other" and unit.text in _ENDS]
    if not ends or (phrase[ends[0]].text == "," and any(unit.can("and") for unit in phrase[ends[0] :])):
        return phrase
    return phrase[: ends[0]]


def split(phrase: Sequence[Unit]) -> list[Sequence[Unit]]:
    """The parts of a coordination; one where there is none."""
    parts: list[list[Unit]] = [[]]
    for unit in phrase:
        if unit.text == "," or unit.can("and"):
            parts.append([])
        else:
            parts[-1].append(unit)
    return [part for part in parts if part]
