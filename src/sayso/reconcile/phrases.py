"""What a noun phrase is about: its head words, and whether a voice so called can be told from others of its kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.claims.lexicon import cues
from sayso.claims.tolls import numbers
from sayso.errors import LexiconError
from sayso.reading.lexicon import load, words
from sayso.reconcile.signature import tokens

FILE = "reconcile/data/phrases.toml"
HEAD = 3
"""Words that are kept of a phrase that names nobody."""
_BRACKETS = re.compile(r"\([^()]*\)")
_OF = re.compile(r"(.+?)\b(?:of|for) +(.+)", re.DOTALL)
_DASHED = re.compile(r"\b(\w{2,3})[-‐‑]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """data/phrases.toml. `again` gives for a kind of actor the phrases that mean the one of it named before."""

    before: frozenset[str]
    amounts: frozenset[str]
    after: frozenset[str]
    nameless: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]
    taking_up: frozenset[str]
    articles: frozenset[str]
    placing: frozenset[str]
    again: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The words of data/phrases.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_phrases(load("sayso.reconcile", "data/phrases.toml"))


def read_phrases(table: dict[str, Any]) -> Phrases:
    """Words from the TOML table.

    Raises:
        LexiconError: a section or list is missing, unknown, or not of lower-case words.
    """
    if set(table) != {"phrases", "voices", "again"}:
        raise LexiconError(f"{FILE}: it must hold [phrases], [voices] and [again], and nothing else")
    small = {key: words(table, "phrases", key, FILE) for key in ("before", "amounts", "after")}
    sorts = ("nameless", "titles", "common", "taking_up", "articles", "placing")
    voices = {key: _folded(words(table, "voices", key, FILE)) for key in sorts}
    again = {kind: words(table, "again", kind, FILE) for kind in table["again"]}
    return Phrases(**small, **voices, again=again)


def _folded(entries: frozenset[str]) -> frozenset[str]:
    return frozenset(" ".join(tokens(entry)) for entry in entries)


@lru_cache(maxsize=65536)
def head(text: str) -> tuple[str, ...]:
    """The words that say who or what it is, in the form of `tokens`: "the dozens of rebel fighters in Tosk" gives
    ("rebel", "fighters"). Empty where the phrase has no such words."""
    known, found = phrases(), tokens(text)
    start = 0
    while start < len(found) and _says_nothing(found, start):
        start += 1
    rest = found[start:]
    end = next((at for at, word in enumerate(rest) if at and word in known.after), len(rest))
    return tuple(rest[:end])


def _says_nothing(found: list[str], at: int) -> bool:
    word, known = found[at], phrases()
    counts = word.isdigit() or word in numbers().cardinals or word in numbers().scales or word in known.amounts
    return word in known.before or counts or (word == "of" and at > 0)


@lru_cache(maxsize=65536)
def unnamed(text: str) -> str | None:
    """How a party without an identity is called: "~" and its last head words, the last one in the singular.

    None where the phrase says nothing of who it is.
    """
    words_ = list(head(text)[-HEAD:])
    if not words_:
        return None
    words_[-1] = _singular(words_[-1])
    return "~" + " ".join(words_)


@lru_cache(maxsize=65536)
def dumb(text: str) -> bool:
    """Whether the phrase means an event or a weapon ("the air strikes", "a barrel bomb"), and nobody who acts."""
    words_ = head(text)
    return bool(words_) and words_[-1] in cues().mute


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


@lru_cache(maxsize=65536)
def nameless(text: str) -> bool:
    """Whether a voice so called may be anyone of its kind ("local residents", "a security source in Tosk").

    "Citizens of the Republic" is a name, by its capitals, and so is a handle ("@norrel").
    """
    words_ = head(text)
    if not words_:
        return True
    if not _cased(text):
        nouns = (words_[0], words_[-1])
        return not phrases().nameless.isdisjoint(word.removeprefix("ال") for word in nouns)
    capital = _capital(text)
    name = text.startswith("@") or (words_[-1] in capital and len(capital) > 1 and not _placed(text))
    return words_[-1] in phrases().nameless and not name


def _placed(text: str) -> bool:
    """Whether one noun alone is told by where it is ("Residents in Tosk"), unlike a name ("Doctors for Tosk")."""
    found = tokens(text)
    return len(head(text)) == 1 and any(found[at] in phrases().placing for at in range(1, min(len(found), 2)))


@lru_cache(maxsize=65536)
def named(text: str) -> str | None:
    """The name that a voice without an identity bears, without titles, in one form; None where it bears none.

    In scripts with capital letters the noun itself has one ("Siege Watch", but not "Turkish broadcaster"); in others a
    name has two words or more. Of a post and a name ("Tosk governor Ana al-Lind") the name alone counts, and an article
    within it or an acronym in brackets behind it does not.
    """
    plain = _whose(_BRACKETS.sub(" ", text)) if _cased(text) else text
    if nameless(plain) or not _bears_name(plain):
        return None
    known, words_ = phrases(), tokens(plain)
    last = max((at for at, word in enumerate(words_[:-1]) if word in known.titles), default=-1)
    if _cased(plain) and all(word in _capital(plain) for word in words_[last + 1 :] if word not in known.articles):
        words_ = words_[last + 1 :]
    while len(words_) > 1 and words_[0] in known.before | known.titles:
        del words_[0]
    own = [word for word in words_ if word not in known.articles] or words_
    return None if len(own) == 1 and own[0] in known.common | known.titles else " ".join(own)


def _whose(text: str) -> str:
    """Of a post alone, what it is of: "the Kosti Clinic" of "director of the Kosti Clinic"."""
    found = _OF.match(text)
    return found[2] if found and set(tokens(found[1])) <= phrases().titles | phrases().before else text


def _bears_name(text: str) -> bool:
    nouns = head(text)
    return text.startswith("@") or (nouns[-1] in _capital(text) if _cased(text) else len(nouns) > 1)


def _cased(text: str) -> bool:
    return any(c.isupper() or c.islower() for c in text)


def _capital(text: str) -> frozenset[str]:
    """The words of a text that begin with a capital letter, in the form of `tokens`."""
    return frozenset(token for word in _unbound(text).split() if word[:1].isupper() for token in tokens(word)[-1:])


def _unbound(text: str) -> str:
    """The text with a space for the dash after an article ("al-Lind")."""
    return _DASHED.sub(lambda found: f"{found[1]} " if found[1].lower() in phrases().articles else found[0], text)


def means_again(text: str, kind: str) -> bool:
    """Whether the phrase, in a report that names one actor of that kind, means that one again."""
    spoken = " ".join(head(text))
    return any(spoken == phrase or spoken.endswith(" " + phrase) for phrase in phrases().again.get(kind, ()))
