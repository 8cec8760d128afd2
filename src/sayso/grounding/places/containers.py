"""What a text says a named place lies in: "X in Y province", "X, Y", "Y's X", "villages of A, B and C in Y"."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.grounding.places.lexicon import Lexicon
from sayso.grounding.places.links import tie
from sayso.grounding.places.names import Name
from sayso.grounding.places.words import Text
from sayso.reading.lexicon import plural

DIVISIONS = frozenset({"division1", "division2"})
REACH = 20
"""Names of a sentence after which the country or division is looked for no further."""
COUNTRY, WIDE = 3, 2
"""Ranks: a country; a division and nothing smaller."""
MODIFIERS = 3
"""Words that may stand between a preposition and the name that it governs ("in the rural north-east of Hama")."""


@dataclass(frozen=True, slots=True)
class Container:
    """What a place lies in: another name of the text by its index, or a country by its code.

    `direct`: said of this very name, not only in its sentence. `bearing`: the part of it, None for the whole.
    `apposed`: only a comma says so, which may also be that of a list.
    """

    name: int | None = None
    country: str | None = None
    direct: bool = True
    bearing: float | None = None
    apposed: bool = False


@dataclass(frozen=True)
class Containment:
    """Reads the containers of the names of a text.

    `rank` tells how wide a name is: 3 a country, 2 a division and nothing else, 1 a division or a town, 0 a town.
    """

    text: Text
    lexicon: Lexicon
    names: Sequence[Name]
    rank: Callable[[Name], int]

    def lists(self) -> list[list[int]]:
        """Names that are co-ordinated ("A, B and C"), each list by the indices of its names; a name alone is one."""
        found: list[list[int]] = []
        for i in range(len(self.names)):
            if found and self._joined(found[-1][-1], i):
                found[-1].append(i)
            else:
                found.append([i])
        return found

    def kinds(self) -> list[Name]:
        """The names, those of a list with what stands before its first ("in the villages of A, B and C")."""
        names = list(self.names)
        for members in self.lists():
            self._share_plural(names, members)
            first = names[members[0]]
            kind = first.kind if first.kind and not first.kind.features & DIVISIONS and not first.inner else None
            for i in members[1:]:
                names[i] = replace(names[i], kind=names[i].kind or kind, cue=names[i].cue or first.cue)
        return names

    def _share_plural(self, names: list[Name], members: Sequence[int]) -> None:
        """ "Donetsk and Zaporizhzhia oblasts": a plural after the last name is said of them all."""
        last = names[members[-1]]
        if last.kind is None or self.text.words[last.last - 1].lower != plural(last.kind.word.split(" ")[-1]):
            return
        for i in members[:-1]:
            names[i] = replace(names[i], kind=names[i].kind or last.kind)

    def containers(self) -> list[tuple[Container, ...]]:
        """For each name what it lies in, what is said of it directly first."""
        direct = [self._direct(i) for i in range(len(self.names))]
        for members in self.lists():
            shared = direct[members[-1]]
            for i in members[:-1]:
                direct[i] = direct[i] or shared
        return [found or self._of_sentence(i) for i, found in enumerate(direct)]

    @cached_property
    def _starts(self) -> dict[int, int]:
        """The name that begins at a word, with or without what was taken off its run."""
        return {k: n for n, name in enumerate(self.names) for k in (name.run[0], name.first)}

    @cached_property
    def _by_sentence(self) -> dict[int, list[int]]:
        """The names of a sentence, by its number."""
        found: dict[int, list[int]] = {}
        for n, name in enumerate(self.names):
            found.setdefault(self.text.sentences[name.first], []).append(n)
        return found

    def _joined(self, one: int, other: int) -> bool:
        """Whether the second name is the next member of the list that the first is in."""
        first, last = self.names[one].last, self.names[other].first
        if not self.text.same_sentence(first - 1, last) or last - first > 5:
            return False
        between = [word.lower for word in self.text.words[first:last]]
        if not between or not (between[0] == "," or between[0] in self.lexicon.conjunctions):
            return False
        if between == [","] and self._outer(one, other):
            return False
        rest = [form for form in between if form != "," and form not in self.lexicon.conjunctions | self.lexicon.of]
        return all(
            form in self.lexicon.determiners or form in self.lexicon.part or form in self.lexicon.kind_words
            for form in rest
        )

    def _outer(self, one: int, other: int) -> bool:
        """Whether "ONE, OTHER" says that the first lies in the second: it is wide, or could be and no list goes on."""
        inner, outer = self.rank(self.names[one]), self.rank(self.names[other])
        if outer >= WIDE or outer <= inner:
            return outer > inner
        last = self.names[other].last
        goes_on = last < len(self.text.words) and (
            self.text.words[last].lower in self.lexicon.conjunctions
            or (self.text.words[last].text == "," and self.text.words[last].lower in self.lexicon.conjunctions)
        )
        return not goes_on

    def _direct(self, i: int) -> tuple[Container, ...]:
        name = self.names[i]
        if self.rank(name) == COUNTRY:
            return ()
        found = [Container(country=name.country)] if name.country else []
        found += [c for c in (self._owner(i), self._after(i)) if c]
        return tuple(found)

    def _owner(self, i: int) -> Container | None:
        """ "Syria's Idlib province"."""
        start = self.names[i].run[0]
        while start > 0 and self.text.words[start - 1].lower in self.lexicon.part:
            start -= 1
        if i == 0 or self.names[i - 1].last != start - 1 or not self._possessive(start - 1):
            return None
        return Container(name=i - 1)

    def _possessive(self, i: int) -> bool:
        return i > 0 and self.text.words[i].lower[-1:] == "s" and len(self.text.words[i].text) == 2

    def _after(self, i: int) -> Container | None:
        """ "X, Y" where Y is a country or a division; "X in northeast Y"."""
        last = self.names[i].last
        if last >= len(self.text.words) or not self.text.same_sentence(last - 1, last):
            return None
        if self.text.words[last].text == ",":
            found = self._governed(last + 1)
            return replace(found, apposed=True) if found is not None and self._outer(i, found.name or 0) else None
        while self.text.words[last].lower in self.lexicon.relations and last + 1 < len(self.text.words):
            last += 1
        joint = tie(self.text, self.lexicon, last)
        return self._governed(joint.last) if joint and joint.relation == "in" else None

    def _governed(self, i: int) -> Container | None:
        """The name that a preposition before word i governs."""
        for k in range(i, min(i + MODIFIERS + 2, len(self.text.words))):
            number = self._starting(k)
            if number is not None:
                return Container(name=number, bearing=self._bearing(i, number))
            if not self._modifies(k):
                return None
        return None

    def _starting(self, k: int) -> int | None:
        return self._starts.get(k)

    def _modifies(self, k: int) -> bool:
        form = self.text.words[k].lower
        known = form in self.lexicon.determiners or form in self.lexicon.part or form in self.lexicon.relations
        return known or form in self.lexicon.of or form in self.lexicon.kind_words

    def _bearing(self, start: int, number: int) -> float | None:
        """The part meant by a direction right before the name; "the northwest province of X" tells none."""
        name = self.names[number]
        before = self.text.words[name.run[0] - 1].lower if name.run[0] > start else ""
        return self.lexicon.part.get(before, name.bearing)

    def _of_sentence(self, i: int) -> tuple[Container, ...]:
        """The country or division that something in the sentence is said to be in: after the name if there is one."""
        if self.rank(self.names[i]) >= WIDE:
            return ()
        sentence = self._by_sentence[self.text.sentences[self.names[i].first]]
        here = bisect_right(sentence, i)
        after = sentence[here : here + REACH]
        for n in [*after, sentence[0]] if sentence[0] < i and self._opens(sentence[0]) else after:
            if self.rank(self.names[n]) >= WIDE and (bearing := self._inside(n)) is not None:
                return (Container(name=n, direct=False, bearing=bearing if bearing >= 0 else None),)
        return ()

    def _opens(self, n: int) -> bool:
        """Whether the sentence begins with where it all happened: "In northern X, ..."."""
        start = self.names[n].run[0]
        first = start
        while first > 0 and self.text.same_sentence(first - 1, start):
            first -= 1
        return start - first <= MODIFIERS and self.text.words[first].lower in self.lexicon.locatives

    def _inside(self, n: int) -> float | None:
        """Whether a preposition of containment governs the name: the bearing of the part meant, -1 for the whole."""
        start = self.names[n].run[0]
        for k in range(start - 1, max(start - MODIFIERS - 3, -1), -1):
            joint = tie(self.text, self.lexicon, k)
            if joint and joint.relation == "in" and self.text.words[k].lower not in self.lexicon.of:
                bearing = self._bearing(joint.last, n)
                return -1.0 if bearing is None else bearing
            if not self._modifies(k):
                return None
        return None
