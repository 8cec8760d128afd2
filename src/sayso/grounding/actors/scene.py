"""What a whole text tells before any one mention is looked at: words, sentences, countries, who is named."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.grounding.actors.countries import CountryWord, countries_in
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.mention import Choice
from sayso.grounding.actors.names import Entry, Hit, Names
from sayso.grounding.actors.normal import APOSTROPHES, Word, words
from sayso.grounding.theatres.theatre import Theatre
from sayso.ingest.document import Document

STOP = re.compile(r"[.!?…؟。]+[\"”»’')\]]*\s+(?=[^\s\w]*[^\W\d_a-zа-я])|\n+")
YEAR = re.compile(r"(?<![\w.,-])(?:19[5-9]\d|20[0-4]\d)(?![\w%])")
LEAST = 0.25
"""The share of a text's country words that must be a theatre's for the theatre to be meant by its loose names."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A named actor in the text: words `first` to `last` (exclusive), and the entries that bear the name."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Scene:
    """One document as the resolver looks at it. `sightings` and `countries` are in text order,
    and of the text alone; `title` are the words of the document's title,
    `speakers` the surnames of those it cites. `people` and `parts` keep what was found out of persons by name, and of
    stretches by their words, where they begin, and whether the last of several was asked for.
    """

    document: Document
    words: list[Word]
    starts: list[int]
    breaks: list[int]
    title: list[Word]
    sightings: list[Sighting]
    countries: list[CountryWord]
    weights: Counter[str] = field(default_factory=Counter)
    theatres: tuple[Theatre, ...] = ()
    speakers: set[str] = field(default_factory=set)
    people: dict[str, Choice | None] = field(default_factory=dict)
    parts: dict[tuple[str, int, bool], Choice | None] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day the document was published."""
        return self.document.published

    @property
    def unmarked(self) -> bool:
        """Whether the text has no apostrophe, so that its genitives may have lost theirs."""
        return not any(mark in self.document.text for mark in APOSTROPHES)

    def between(self, start: int, end: int) -> range:
        """Indices of the words that begin at code points `start` to `end` (exclusive)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence(self, at: int) -> tuple[int, int]:
        """Code points where the sentence around a code point begins and ends."""
        place = bisect_right(self.breaks, at)
        return (
            self.breaks[place - 1] if place else 0,
            self.breaks[place] if place < len(self.breaks) else len(self.document.text),
        )

    def years(self) -> tuple[int, ...]:
        """The years that the text states, the commonest first."""
        return tuple(int(year) for year, _ in Counter(YEAR.findall(self.document.text)).most_common())

    def company(self) -> Iterator[Entry]:
        """Those who are named in the text by a name of theirs alone."""
        return (s.entries[0] for s in self.sightings if len({entry.actor.id for entry in s.entries}) == 1)

    def share(self, code: str) -> float:
        """The part of the text's country words that tell of this country."""
        total = sum(self.weights.values())
        return self.weights[code] / total if total else 0.0

    def acting(self, start: int, end: int) -> set[str]:
        """Countries told of between two code points other than as the place where something is."""
        return {c.code for c in self._told(start, end) if not self.is_placed(c)}

    def told(self, start: int, end: int) -> set[str]:
        """Countries told of between two code points in whatever way."""
        return {c.code for c in self._told(start, end)}

    def _told(self, start: int, end: int) -> list[CountryWord]:
        return [c for c in self.countries if start <= self.words[c.first].start < end]

    def is_placed(self, country: CountryWord) -> bool:
        """Whether the country is only where something is: "in Iraq", "Somalia-based"."""
        before = self.words[country.first - 1].text.lower() if country.first else ""
        return country.how in ("names", "capital") and (
            before in lexicon().placed or self.words[country.last - 1].dashed
        )


def set_scene(
    document: Document, names: Names, theatres: Sequence[Theatre], places: Mapping[str, int] | None = None
) -> Scene:
    """Look over a document once.

    Args:
        document: any document.
        names: the names of the theatres.
        theatres: those that may be in play.
        places: how many places of the text lie in each country, by ISO 3166-1 codes, where that is known.
    """
    text = document.text
    found = words(text)
    title = words(document.title or "")
    sightings = [_sighting(found, hit) for hit in names.exact(found) if not _shouted(found, hit)]
    scene = Scene(
        document, found, [word.start for word in found], _breaks(text), title, sightings, list(countries_in(found))
    )
    scene.weights.update(country.code for country in scene.countries)
    scene.weights.update(country.code for country in countries_in(title))
    scene.weights.update(home for sighting in sightings if (home := _home(sighting)))
    scene.weights.update(places or {})
    scene.theatres = tuple(theatre for theatre in theatres if _in_play(theatre, scene))
    return scene


def _sighting(found: Sequence[Word], hit: Hit) -> Sighting:
    return Sighting(hit.first, hit.last, found[hit.first].start, found[hit.last - 1].end, hit.entries)


def _home(sighting: Sighting) -> str | None:
    """The one country of the one actor that a name tells of; an acronym is too short to tell."""
    first = sighting.entries[0]
    alone = len({entry.actor.id for entry in sighting.entries}) == 1 and not first.name.acronym
    return first.actor.countries[0] if alone and len(first.actor.countries) == 1 else None


def _shouted(found: Sequence[Word], hit: Hit) -> bool:
    """Whether a short acronym stands among words that are all in capitals, where it may be any word ("WAR IS OVER")."""
    if hit.last - hit.first > 1 or len(found[hit.first].text) > 3 or not found[hit.first].text.isupper():
        return False
    around = [word.text for word in found[max(hit.first - 2, 0) : hit.last + 2] if len(word.text) > 3]
    return bool(around) and all(text.isupper() for text in around)


def _breaks(text: str) -> list[int]:
    """Code points where sentences begin, the first left out."""
    return [stop.end() for stop in STOP.finditer(text) if "\n" in stop[0] or not _is_short(text, stop.start())]


def _is_short(text: str, at: int) -> bool:
    """Whether the word before a full stop is one letter or an abbreviation, so that no sentence ends there."""
    start = at
    while start and text[start - 1].isalpha():
        start -= 1
    return at - start == 1 or text[start:at].lower() in lexicon().abbreviations


def _in_play(theatre: Theatre, scene: Scene) -> bool:
    """Whether the text is about the theatre: a due part of its country words, at a time when the theatre was one."""
    if not theatre.countries:
        return False
    day = scene.day
    if day and ((theatre.first and day < theatre.first) or (theatre.last and day > theatre.last)):
        return False
    return sum(scene.share(code) for code in theatre.countries) >= LEAST
