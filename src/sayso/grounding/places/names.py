"""The names of places in a text, each with what the words around it say of the place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.grounding.gazetteer.entry import Match
from sayso.grounding.places.lexicon import Kind, Lexicon
from sayso.grounding.places.peoples import Peoples
from sayso.grounding.places.runs import adjoin, runs
from sayso.grounding.places.words import Text

LONGEST_KIND = 3
"""Words of the longest feature word."""


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a name: words `first` to `last` (exclusive), its feature words included.

    `text` is the name alone, `full` the name with the feature words that are written with it ("Boni Forest"), `run` the
    whole stretch of capitals. `country` is the one whose adjective stands before it ("the Syrian town of Dabiq").
    `broad`: the direction is an adjective ("northern"), which parts a province rather than a town. `inner`: its feature
    word is written as part of it ("Camp Hurriya"). `cue` tells whether the words before say that it is a place,
    `placed` whether they say that something is in it, `person` and `body` whether it is part of the name of one.
    `bearing`: the part of the place meant by a direction within the run ("Northern Iraq").
    """

    first: int
    last: int
    text: str
    full: str
    run: tuple[int, int]
    kind: Kind | None = None
    bearing: float | None = None
    broad: bool = False
    country: str | None = None
    inner: bool = False
    cue: bool = False
    placed: bool = False
    person: bool = False
    body: bool = False


@dataclass(frozen=True)
class Scanner:
    """Finds the names of places in a text. `known` gives the places that bear exactly that name."""

    lexicon: Lexicon
    peoples: Peoples
    known: Callable[[str], Sequence[Match]]

    def names(self, text: Text, breaks: frozenset[int] = frozenset()) -> list[Name]:
        """The names in text order.

        Args:
            text: what to look through.
            breaks: words that begin a name of their own: the bounds of what a reader took for a place.
        """
        found = [self._name(text, run, breaks) for run in runs(text, self.lexicon, self.known, breaks)]
        parted = (replace(name, body=name.body or self._goes_on(text, name)) for name in found)
        return [name for name in parted if not self._says_nothing(name)]

    def _goes_on(self, text: Text, name: Name) -> bool:
        """Whether capitals right after the name make it that of an organisation ("the Khartoum Post")."""
        i = name.run[1]
        while i < len(text.words) and text.words[i].capital and adjoin(text, i) and text.same_sentence(i - 1, i):
            if text.words[i].lower in self.lexicon.organisations:
                return True
            i += 1
        return False

    def _says_nothing(self, name: Name) -> bool:
        """Whether it is a direction or a country's adjective that stands there by itself."""
        lower = name.text.lower()
        if lower in self.lexicon.part:
            return True
        general = lower in self.lexicon.continents or all(self.peoples.country(part) for part in lower.split("-"))
        return general and not self.known(name.text)

    def kind(self, text: Text, first: int, last: int) -> Kind | None:
        """What the feature word that stands there says, if it is one."""
        if first < 0 or last > len(text.words) or first >= last:
            return None
        return self.lexicon.kinds.get(" ".join(word.lower for word in text.words[first:last]))

    def _name(self, text: Text, run: tuple[int, int], breaks: frozenset[int]) -> Name:
        first, last = run
        country: str | None = None
        bearing: float | None = None
        broad = False
        while first < last - 1 and not self.known(text.phrase(first, last)):
            lower = text.words[first].lower
            code = self.peoples.country(lower)
            if code is None and lower not in self.lexicon.part and not self._opens(text, first):
                break
            country = country or code
            bearing = self.lexicon.part.get(lower, bearing)
            broad = broad or self.lexicon.broad(lower)
            first += 1
        name = Name(first, last, text.phrase(first, last), "", run, None, bearing, broad, country)
        return self._described(text, name, breaks)

    def _opens(self, text: Text, i: int) -> bool:
        """Whether a capital is there only because a sentence begins with it."""
        lower = text.words[i].lower
        begins = i == 0 or not text.same_sentence(i - 1, i)
        return begins and (lower in self.lexicon.determiners or lower in self.lexicon.cues)

    def _described(self, text: Text, name: Name, breaks: frozenset[int]) -> Name:
        """The name with its feature words, and with what stands before it."""
        name = self._inner(text, name)
        if name.kind is None and not self._begins(text, name, breaks):
            name = self._after(text, name)
        name = self._before(text, name)
        return replace(
            name,
            full=name.full or name.text,
            cue=name.kind is not None or self._governor(text, name) in self.lexicon.cues,
            placed=self._governor(text, name) in self.lexicon.locatives,
            person=self._person(text, name) and not self._body(text, name),
            body=self._body(text, name),
        )

    def _begins(self, text: Text, name: Name, breaks: frozenset[int]) -> bool:
        """Whether a feature word after the name begins a mention of its own, which another name follows."""
        after = name.last + 1
        return name.last in breaks and after < len(text.words) and text.words[after].capital and adjoin(text, after)

    def _inner(self, text: Text, name: Name) -> Name:
        """A feature word within the run: at its end ("Boni Forest"), or at its start ("Camp Hurriya")."""
        first, last = name.first, name.last
        if self.known(name.text):
            return name
        for size in range(min(LONGEST_KIND, last - first - 1), 0, -1):
            if kind := self.kind(text, last - size, last):
                return replace(name, kind=kind, text=text.phrase(first, last - size), full=name.text, inner=True)
        for size in range(min(LONGEST_KIND, last - first - 1), 0, -1):
            if kind := self.kind(text, first, first + size):
                return replace(name, kind=kind, text=text.phrase(first + size, last), full=name.text, inner=True)
        return name

    def _after(self, text: Text, name: Name) -> Name:
        """A feature word right after the name ("Idlib province")."""
        for size in range(LONGEST_KIND, 0, -1):
            end = name.last + size
            if " ".join(word.lower for word in text.words[name.last : end]) in self.lexicon.relations:
                continue
            if (kind := self.kind(text, name.last, end)) and all(adjoin(text, i) for i in range(name.last, end)):
                return replace(name, kind=kind, last=end, full=text.phrase(name.first, end))
        return name

    def _before(self, text: Text, name: Name) -> Name:
        """A feature word before the name ("the city of Raqqa"), and a country's adjective before that."""
        i = name.run[0]
        of = i > 0 and text.words[i - 1].lower in self.lexicon.of
        end = i - 1 if of else i
        kind, start = self._kind_ending(text, end)
        if kind and name.kind is None and not (of and kind.of == "in"):
            name = replace(name, kind=kind)
        start = start if kind else i
        while start > 0 and text.words[start - 1].lower in self.lexicon.part:
            start -= 1
        code = self.peoples.country(text.words[start - 1].lower) if start > 0 and (kind or start < i) else None
        return replace(name, country=name.country or code)

    def _kind_ending(self, text: Text, end: int) -> tuple[Kind | None, int]:
        """The longest feature word that ends before the word `end`, and where it begins."""
        for size in range(LONGEST_KIND, 0, -1):
            start = end - size
            if kind := self.kind(text, start, end):
                before = text.words[start - 1] if start > 0 and adjoin(text, start) else None
                inside = start > 1 and text.same_sentence(start - 2, start)
                taken = before is not None and before.capital and inside and not self._stands_before(before.lower)
                return (None, end) if taken else (kind, start)
        return None, end

    def _stands_before(self, form: str) -> bool:
        """Whether a word, though it has a capital, stands before a noun without being its name."""
        return form in self.lexicon.determiners or form in self.lexicon.cues or self.peoples.country(form) is not None

    def _governor(self, text: Text, name: Name) -> str:
        """The word before the name, determiners and directions left aside."""
        i = name.run[0] - 1
        while i >= 0 and (text.words[i].lower in self.lexicon.determiners or text.words[i].lower in self.lexicon.part):
            i -= 1
        return text.words[i].lower if i >= 0 and text.same_sentence(i, name.first) else ""

    def _person(self, text: Text, name: Name) -> bool:
        """Whether a title stands before it, or a verb of saying after it."""
        before = [text.words[i].lower for i in range(max(0, name.run[0] - 1), name.first)]
        before += (
            [text.words[name.run[0] - 2].lower] if name.run[0] > 1 and text.words[name.run[0] - 1].text == "." else []
        )
        titled = any(word in self.lexicon.titles for word in before) or (
            name.text.split(" ")[0].lower() in self.lexicon.titles and name.kind is None
        )
        after = text.words[name.last].lower if name.last < len(text.words) else ""
        return titled or (after in self.lexicon.saying and self._governor(text, name) not in self.lexicon.cues)

    def _body(self, text: Text, name: Name) -> bool:
        """Whether the run that it stands in is the name of an organisation, or is followed by a word for one."""
        inside = {text.words[i].lower for i in range(*name.run)} & self.lexicon.organisations
        return bool(inside) and not self.known(text.phrase(*name.run))
