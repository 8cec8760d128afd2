"""Lexicons as data files of the package, checked when they are loaded, and the regular forms of English words."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sayso.errors import LexiconError

VOWELS = frozenset("aeiou")


def load(package: str, name: str) -> dict[str, Any]:
    """A TOML file of the package.

    Raises:
        LexiconError: it is missing or is not TOML.
    """
    try:
        return tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{name}: {error}") from error


def words(table: dict[str, Any], section: str, key: str, name: str) -> frozenset[str]:
    """A list of lower-case strings.

    Raises:
        LexiconError: the section or key is missing, or an entry is not a lower-case string, or is given twice.
    """
    entries = table.get(section, {}).get(key)
    if not isinstance(entries, list) or not all(isinstance(e, str) and e and e == e.lower() for e in entries):
        raise LexiconError(f"{name}: [{section}] {key} must be a list of lower-case words")
    if len(set(entries)) != len(entries):
        raise LexiconError(f"{name}: [{section}] {key} names a word twice")
    return frozenset(entries)


def inflect(verb: str) -> tuple[str, ...]:
    """The forms of a regular English verb, from its base form."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return verb, plural(verb), verb + "ed", verb + "ing"


def plural(noun: str) -> str:
    """The regular plural of an English noun (and third person of a verb)."""
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


@lru_cache(maxsize=1)
def hints() -> dict[str, int]:
    """For each form of triggers.toml, the kinds of event it can name: bit i for the file's i-th kind.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    name = "triggers.toml"
    table = load("sayso.reading.lexicons", name)
    found: dict[str, int] = {}
    for bit, kind in enumerate(table):
        forms = set(words(table, kind, "forms", name))
        forms |= {form for verb in words(table, kind, "verbs", name) for form in inflect(verb)}
        forms |= {form for noun in words(table, kind, "nouns", name) for form in (noun, plural(noun))}
        for form in forms:
            found[form] = found.get(form, 0) | 1 << bit
    return found
