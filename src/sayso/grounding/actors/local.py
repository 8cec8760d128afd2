"""Groups that no theatre knows: recognised by the word their name is built on, and given an id that stays."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from sayso.grounding.actors.countries import countries_in
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.normal import Word, fold
from sayso.grounding.actors.phrase import capital, low

PREFIX = "local:"
LONGEST_SLUG = 40
ORDINAL = re.compile(r"\d+[^\W\d_]{1,2}")


@dataclass(frozen=True, slots=True)
class Group:
    """Words `first` to `last` (exclusive) of a list that are a group's own name."""

    first: int
    last: int


def local_id(name: str) -> str:
    """The id of a group that is known by its name alone: the same for each spelling that differs by case or article."""
    key = fold(name)
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(key).lower()).strip("-")[:LONGEST_SLUG].strip("-")
    return f"{PREFIX}{slug or 'group'}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"


def is_local(id_: str | None) -> bool:
    """Whether an id is a local actor's."""
    return id_ is not None and id_.startswith(PREFIX)


def groups_in(words: Sequence[Word]) -> Iterator[Group]:
    """The groups' names in the words, whether or not anybody knows them."""
    for first, last in _runs(words):
        trimmed = _trim(words, first, last)
        if trimmed and _is_name(words, *trimmed):
            yield Group(*trimmed)


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words with particles between them, and a group's noun in lower case after them."""
    at = 0
    while at < len(words):
        if not capital(words[at]) and not _is_ordinal(words, at):
            at += 1
            continue
        last = at + 1
        while last < len(words) and not words[last - 1].ends and _goes_on(words, at, last):
            last += 1
        more = last < len(words) and not words[last - 1].ends and low(words[last]) in lexicon().groups
        yield at, last + more
        at = last


def _goes_on(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a name goes on with a word: a capital; a particle between capitals, once the group's noun was there."""
    numbered = words[at].text.isdigit() and _is_head(words[at - 1])
    if capital(words[at]) or numbered or _is_ordinal(words, at) or low(words[at]) not in lexicon().particles:
        return capital(words[at]) or numbered or _is_ordinal(words, at)
    return any(capital(word) for word in words[at + 1 : at + 3]) and any(_is_head(word) for word in words[first:at])


def _is_ordinal(words: Sequence[Word], at: int) -> bool:
    """Whether a word numbers the name that follows: "72nd", "101-ша"."""
    return bool(ORDINAL.fullmatch(words[at].text)) and at + 1 < len(words) and capital(words[at + 1])


def _trim(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """The run without titles and "the" at its start; None where nothing is left."""
    while first < last and (low(words[first]) in {"the", "a", "an"} or low(words[first]) in lexicon().titles):
        first += 1
    return (first, last) if last - first > 1 else None


def _is_name(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the run has a group's noun at its start, its end or before "of", and a word that tells it from others."""
    run = [word for word in words[first:last] if word.key]
    if len(run) < 2:
        return False
    heads = [
        i
        for i, word in enumerate(run)
        if _is_head(word) and (i in (0, len(run) - 1) or low(run[i + 1]) in {"of", "for"})
    ]
    if not heads:
        return False
    rest = [word for i, word in enumerate(run) if i != heads[0]]
    told = {i for c in countries_in(rest) for i in range(c.first, c.last)}
    plain = {i for i, word in enumerate(rest) if word.text[0].islower() or low(word) in lexicon().common}
    own = [word for i, word in enumerate(rest) if i not in told | plain]
    foreign = not run[0].text[0].isupper() and not run[0].text[0].islower()
    proper = len(run) > 2 and bool(told) and all(word.text[0].isupper() for word in run)
    return proper or (bool(own) and (foreign or run[heads[0]].text[0].isupper() or low(run[heads[0]]) in lexicon().kin))


def _is_head(word: Word) -> bool:
    return low(word) in lexicon().groups or word.key in _script_heads()


@lru_cache(maxsize=1)
def _script_heads() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon().group_scripts)
