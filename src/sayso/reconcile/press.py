"""The press of a theatre: which outlet a publisher is, who owns it, and which agency a report says that it is from."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from sayso.errors import LexiconError
from sayso.grounding.theatres.theatre import Theatre
from sayso.reading.lexicon import load, words
from sayso.reconcile.signature import tokens

FILE = "reconcile/data/wires.toml"
HEAD = 240
"""Code points from the beginning of a text within which a sentence is its first."""
LINE = 160
"""Code points of a first sentence in which an agency is looked for."""
_ADDRESS = re.compile(r"^[\w-]+(?:\.[\w-]+)+$")


@dataclass(frozen=True, slots=True)
class Wires:
    """data/wires.toml; `head` and `foot` are patterns by agency, `any` one for all names of agencies."""

    around: frozenset[str]
    articles: frozenset[str]
    hosts: frozenset[str]
    head: Mapping[str, re.Pattern[str]]
    foot: Mapping[str, re.Pattern[str]]
    any: re.Pattern[str]
    names: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def wires() -> Wires:
    """The agencies of data/wires.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_wires(load("sayso.reconcile", "data/wires.toml"))


def read_wires(table: dict[str, Any]) -> Wires:
    """Agencies from the TOML table.

    Raises:
        LexiconError: a section or list is missing, unknown or of the wrong form, or a pattern is none.
    """
    if set(table) != {"press", "forms", "agencies"}:
        raise LexiconError(f"{FILE}: it must hold [press], [forms] and [agencies], and nothing else")
    names = {id_: _strings("agencies", id_, entry) for id_, entry in table["agencies"].items()}
    forms = {key: _strings("forms", key, table["forms"].get(key)) for key in ("head", "foot", "days")}
    any_name = "|".join(re.escape(name) for listed in names.values() for name in listed)
    return Wires(
        words(table, "press", "around", FILE),
        words(table, "press", "articles", FILE),
        words(table, "press", "hosts", FILE),
        {id_: _pattern(forms["head"], listed, forms["days"]) for id_, listed in names.items()},
        {id_: _pattern(forms["foot"], listed, forms["days"]) for id_, listed in names.items()},
        re.compile(rf"(?<!\w)(?:{any_name})(?!\w)"),
        names,
    )


def _strings(section: str, key: str, entry: object) -> tuple[str, ...]:
    if not isinstance(entry, list) or not entry or not all(isinstance(word, str) and word for word in entry):
        raise LexiconError(f"{FILE}: [{section}] {key} must be a list of words")
    return tuple(entry)


def _pattern(forms: Iterable[str], names: Iterable[str], days: Iterable[str]) -> re.Pattern[str]:
    name = "(?<!\\w)(?-i:{})(?!\\w)".format("|".join(re.escape(one) for one in names))
    day = "(?:{})\\b".format("|".join(re.escape(one) for one in days))
    try:
        return re.compile("|".join(f"(?:{form.format(name=name, day=day)})" for form in forms), re.IGNORECASE)
    except (re.error, KeyError, IndexError, ValueError) as error:
        raise LexiconError(f"{FILE}: [forms] is no pattern: {error}") from error


def declared(text: str, first: bool) -> frozenset[str]:
    """The agencies that a sentence says its report is from.

    Args:
        text: a sentence of the report.
        first: whether it is the report's first; the credit at a report's foot is looked for in every sentence.
    """
    if not wires().any.search(text):
        return frozenset()
    found = {id_ for id_, pattern in wires().foot.items() if pattern.search(text.rstrip())}
    if first:
        found |= {id_ for id_, pattern in wires().head.items() if pattern.search(text[:LINE])}
    return frozenset(found)


Owners: TypeAlias = Callable[[str, int | None], frozenset[str]]
"""Whose organ an outlet is on a day (a proleptic ordinal, None where it is not known), by ids."""
Index: TypeAlias = dict[str, tuple[int, str | None]]
"""For a key, how loosely it stands for a name (0 exactly), and whose name that is, None where it is several's."""


class Press:
    """The outlets of a theatre by name and by address. What two of them share as a name is nobody's."""

    def __init__(self, theatre: Theatre) -> None:
        self._outlets: Index = {}
        self._others: Index = {}
        for actor in theatre.actors.values():
            if actor.names and actor.kind not in ("person", "side"):
                index = self._outlets if actor.kind == "media" else self._others
                for name in actor.names:
                    if not name.loose:
                        _enter(index, name.text, actor.id)
        for id_, listed in wires().names.items():
            for name_ in listed:
                _enter(self._outlets, name_, id_)

    def outlet(self, publisher: str | None, address: str | None = None) -> str | None:
        """The actor that the publisher is, None where nobody, or more than one, is so called.

        Args:
            publisher: a name ("Al-Manar TV", "jordantimes") or an address ("sana.sy").
            address: the report's address, for when there is no publisher.
        """
        if publisher is None:
            host = urlsplit(address).hostname if address else None
            return self._of_host(host) if host else None
        plain = publisher.strip().removeprefix("https://").removeprefix("http://").rstrip("/")
        return self._of_host(plain) if _ADDRESS.match(plain) else self._of_name(plain)

    def _of_host(self, host: str) -> str | None:
        labels = [label for label in host.lower().split(".")[:-1] if label not in wires().hosts]
        for label in sorted(labels, key=len, reverse=True):
            if found := self._of_name(label.replace("-", " ")):
                return found
        return None

    def _of_name(self, name: str) -> str | None:
        for index in (self._outlets, self._others):
            for key in _keys(name):
                if key in index:
                    return index[key][1]
        return None


def owners_of(theatre: Theatre) -> Owners:
    """Whose organ each outlet of the theatre is, by day: what it is part of; nobody's, where it is no outlet."""

    @cache
    def owners(outlet: str, day: int | None) -> frozenset[str]:
        actor = theatre.actors.get(outlet)
        if actor is None or actor.kind != "media":
            return frozenset()
        on = None if day is None else date.fromordinal(day)
        return frozenset(tie.actor for tie in actor.parents(on) if tie.relation == "part_of")

    return owners


def _enter(index: Index, name: str, id_: str) -> None:
    for looseness, key in enumerate(_keys(name)):
        before = index.get(key)
        if before is None or looseness < before[0]:
            index[key] = looseness, id_
        elif looseness == before[0] and before[1] != id_:
            index[key] = looseness, None


@lru_cache(maxsize=65536)
def _keys(name: str) -> tuple[str, ...]:
    """Its words run together: all of them, those that are no articles, those that are no words of the trade either."""
    found = tokens(name)
    bare = [word for word in found if word not in wires().articles] or found
    core = [word for word in bare if word not in wires().around] or bare
    return "".join(found), "".join(bare), "".join(core)
