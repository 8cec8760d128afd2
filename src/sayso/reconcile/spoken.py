"""What the voices of one document are called by their whole names, and which of them are no voices.

It works on claims that are kept already, over a whole document. Which words are a voice was decided where they were
read (`sayso.claims.voices`), and which actor of a theatre it is where they were grounded
(`sayso.grounding.actors.voices`). What is left are voices that no theatre knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sayso.claims.record import Record
from sayso.reconcile.phrases import head, named, phrases
from sayso.reconcile.signature import tokens

Where: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """Words at code points `start` to `end` (exclusive) that are cited, and whom they mean, if that is known.

    `name` holds the words of the name that they are, in one form, empty where they are none; `again` tells that they
    take up what stands before ("the source").
    """

    start: int
    end: int
    words: str
    actor: str | None
    name: tuple[str, ...]
    again: bool


class Spoken:
    """The voices of a document.

    A part of a name is taken for the whole ("Lind" for "Ana Lind") where one name alone has it; "the source" is the
    last one of the kind before; a place that the claims tell of is no voice.
    """

    def __init__(self, records: Sequence[Record]) -> None:
        """
        Args:
            records: all claims of the document, in any order.
        """
        self._places = frozenset(_places(records))
        self._said = _by_place(_said(records))
        self._order = [self._said[where] for where in sorted(self._said)]
        self._names = frozenset(one.name for one in self._order if one.name)

    def voice(self, source: Mapping[str, Any]) -> tuple[str, str | None] | None:
        """The whole words of a cited voice, and whom they mean; None where the words are a place's.

        Args:
            source: an entry of a record's `sources`.
        """
        one = self._said[source["start"], source["end"]]
        if one.actor:
            return one.words, one.actor
        if " ".join(tokens(one.words)) in self._places:
            return None
        whole = self._before(one) if one.again else self._whole(one)
        return whole.words, whole.actor

    def _whole(self, one: Said) -> Said:
        """The voice whose name the name is a part of, itself where that is none or may be several."""
        if not one.name:
            return one
        longer = [name for name in self._names if _is_part(one.name, name)]
        longest = [name for name in longer if not any(_is_part(name, other) for other in longer)]
        if len(longest) != 1:
            return one
        return next(other for other in self._order if other.name == longest[0])

    def _before(self, one: Said) -> Said:
        """The last voice before whose noun is the same, itself where there is none."""
        noun = head(one.words)[-1]
        same = [other for other in self._order if other.end <= one.start and not other.again]
        return next((other for other in reversed(same) if noun in head(other.words)[-1:]), one)


def _by_place(found: Iterable[Said]) -> dict[Where, Said]:
    """Each voice once; what takes up another may be seen so only in the claim whose sentence it stands in."""
    told: dict[Where, Said] = {}
    for one in found:
        where = one.start, one.end
        told[where] = one if one.again or where not in told else told[where]
    return told


def _is_part(name: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a person of the name may be one of the longer name: the surname is the same, no word is another."""
    return name[-1] == whole[-1] and set(name) < set(whole)


def _said(records: Iterable[Record]) -> Iterator[Said]:
    for record in records:
        for source in record["sources"]:
            words, actor = source["text"], source.get("actor")
            name = () if actor else tuple((named(words) or "").split())
            yield Said(source["start"], source["end"], words, actor, name, _again(source, record["evidence"]))


def _again(source: Mapping[str, Any], evidence: Mapping[str, Any]) -> bool:
    """Whether a voice is a noun alone, no name, with an article that takes it up, as far as the claim's words tell."""
    if not evidence["start"] <= source["start"] < evidence["end"]:
        return False
    before = evidence["text"][: source["start"] - evidence["start"]].split()
    takes_up = bool(before) and before[-1].lower() in phrases().taking_up
    bare = len(tokens(source["text"])) == len(head(source["text"])) == 1
    return takes_up and bare and named(source["text"]) is None


def _places(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for place in record["places"]:
            if place.get("place"):
                yield " ".join(tokens(place["text"]))
