"""The names of a set of theatres, by the form in which they are compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from sayso.grounding.actors.normal import POSSESSIVE, Word, fold, skeleton, sounding
from sayso.grounding.theatres.actor import Actor, Name
from sayso.grounding.theatres.theatre import Theatre

LONG = 7
"""A single word shorter than this is never matched by a near spelling: too many short names are near each other."""
NEAR = 72.0
TYPO = 92.0
HALF = 50.0
MARGIN = 4.0
KEPT = 8192


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, whose it is, and the theatre that says so."""

    actor: Actor
    name: Name
    theatre: Theatre


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last` (exclusive) of a list that are a name; `score` is 100 for the same name after folding."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    score: float = 100.0


class Names:
    """All names of some theatres, found in a list of words by exact form, or one by one by near spelling.

    A loose name is kept apart: it is a name only where its theatre is meant.
    """

    def __init__(self, theatres: Sequence[Theatre], actors: Mapping[str, Actor]) -> None:
        """
        Args:
            theatres: in the order of their weight.
            actors: all their actors by id, with what each of several theatres tells of one.
        """
        self._strict: dict[str, tuple[Entry, ...]] = {}
        self._loose: dict[str, tuple[Entry, ...]] = {}
        self._longest: dict[str, int] = defaultdict(int)
        self._by_sound: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for entry in _entries(theatres, actors):
            self._add(entry)
        for key in self._strict:
            self._by_sound[_sound(key)].append(key)
        self._respelled = lru_cache(maxsize=KEPT)(self._nearest)

    def _add(self, entry: Entry) -> None:
        key = fold(entry.name.text)
        if not key:
            return
        table = self._loose if entry.name.loose else self._strict
        table[key] = (*table.get(key, ()), entry)
        if not entry.name.loose:
            first, _, rest = key.partition(" ")
            self._longest[first] = max(self._longest[first], 1 + len(rest.split()))

    def loose(self, key: str) -> tuple[Entry, ...]:
        """The entries of a loose name, by its folded form."""
        return self._loose.get(key, ())

    def exact(self, words: Sequence[Word], *, lenient: bool = False) -> Iterator[Hit]:
        """Names in the words, the longest at each place, from left to right and never overlapping.

        Args:
            words: of a text or a mention, in order.
            lenient: names of several words count in lower case too, as in what is known to be an actor.
        """
        at = 0
        while at < len(words):
            hit = self._at(words, at, lenient) if words[at].key in self._longest else None
            if hit:
                yield hit
            at = hit.last if hit else at + 1

    def _at(self, words: Sequence[Word], at: int, lenient: bool) -> Hit | None:
        longest = self._longest.get(words[at].key, 0)
        keys: list[str] = []
        found = None
        for last in range(at, len(words)):
            if words[last].key:
                keys.append(words[last].key)
            if len(keys) > longest or (last > at and words[last - 1].ends):
                break
            if words[last].key and (entries := self._named(words[at : last + 1], " ".join(keys), lenient)):
                found = Hit(at, last + 1, entries)
        return found

    def _named(self, span: Sequence[Word], key: str, lenient: bool) -> tuple[Entry, ...]:
        entries = self._strict.get(key, ())
        if not entries:
            return ()
        return tuple(entry for entry in entries if _cased(span, key, entry.name, lenient))

    def near(self, words: Sequence[Word]) -> Hit | None:
        """The one name that all the words may be another spelling of; None where there is none, or more than one."""
        found = self._respelled(" ".join(word.key for word in words if word.key))
        return Hit(0, len(words), found[0], found[1]) if found else None

    def _nearest(self, key: str) -> tuple[tuple[Entry, ...], float] | None:
        """The entry of the nearest name, and how near it is, by folded form."""
        if len(key.replace(" ", "")) < LONG:
            return None
        scored: dict[str, tuple[float, Entry]] = {}
        for other in self._by_sound.get(_sound(key), ()):
            score = likeness(key, other) if " " in key or len(other) >= LONG else 0.0
            for entry in self._strict[other] if score else ():
                if not entry.name.acronym and score >= scored.get(entry.actor.id, (0.0, entry))[0]:
                    scored[entry.actor.id] = (score, entry)
        ranked = sorted(scored.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return None
        return (ranked[0][1],), ranked[0][0]


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 100; 0 where they can't be spellings of one name.

    Each pair of words has the same consonants, or differs by a slip of the pen, and the whole is similar.
    """
    if one == other:
        return 100.0
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs) or not all(_alike(a, b) for a, b in zip(ours, theirs, strict=True)):
        return 0.0
    ratio = fuzz.ratio(sounding(one), sounding(other))
    return ratio if ratio >= NEAR else 0.0


def _alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one: the same consonants and half of the rest, or a slip in a long word."""
    if one == other:
        return True
    sound = skeleton(one)
    if sound and sound == skeleton(other):
        return fuzz.ratio(sounding(one), sounding(other)) >= HALF and not _has_digit(one + other)
    return len(one) >= LONG <= len(other) and fuzz.ratio(one, other) >= TYPO and not _has_digit(one + other)


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _sound(key: str) -> tuple[str, ...]:
    """How each word of a folded name begins, which a near spelling shares."""
    return tuple(skeleton(word)[:1] for word in key.split())


def _cased(span: Sequence[Word], key: str, name: Name, lenient: bool) -> bool:
    """Whether the words are written as the name may be: an acronym in its own case, any other with a capital."""
    if name.acronym:
        written = "".join(POSSESSIVE.sub("", word.text) for word in span if word.key)
        return written.replace(".", "") == name.text.replace(".", "").replace(" ", "")
    head = next(word.text for word in span if word.key)
    several = " " in key
    return not head[0].islower() or not any(c.isupper() for c in name.text) or (lenient and several)


def _entries(theatres: Iterable[Theatre], actors: Mapping[str, Actor]) -> Iterator[Entry]:
    for theatre in theatres:
        for actor in theatre.actors.values():
            own = Name(actor.first, actor.last, "", actor.name, "en")
            texts = {name.text for name in actor.names}
            for name in actor.names if actor.name in texts else (own, *actor.names):
                yield Entry(actors[actor.id], name, theatre)
