"""A small gazetteer of real places, and what reads texts with it."""

from collections.abc import Collection, Iterable

import pytest
from rapidfuzz import fuzz

from sayso.grounding.gazetteer import default_gazetteer
from sayso.grounding.gazetteer.entry import Entry, Gazetteer, Match
from sayso.grounding.places import Places
from sayso.grounding.places.lexicon import Lexicon, lexicon
from sayso.grounding.places.names import Scanner
from sayso.grounding.places.peoples import peoples

COUNTRIES = [("SD", "Sudan", 15.5, 30.0), ("TD", "Chad", 15.0, 19.0), ("UA", "Ukraine", 49.0, 32.0)]
ENTRIES = [
    *(Entry(f"iso:{code}", name, lat, lon, "country", code, radius=600) for code, name, lat, lon in COUNTRIES),
    Entry("iso:SD-DN", "North Darfur", 15.6, 25.5, "division1", "SD", radius=250),
    Entry("iso:SD-KH", "Khartoum", 15.9, 32.9, "division1", "SD", radius=90),
    Entry("iso:UA-14", "Donetsk", 48.0, 37.6, "division1", "UA", radius=110),
    Entry("iso:UA-65", "Kherson", 46.6, 33.3, "division1", "UA", radius=110),
    Entry("g:fasher", "El Fasher", 13.628, 25.349, "settlement", "SD", "iso:SD-DN", 252_609, 5),
    Entry("g:khartoum", "Khartoum", 15.552, 32.532, "settlement", "SD", "iso:SD-KH", 1_974_647, 10),
    Entry("g:kutum", "Kutum", 14.2, 24.667, "settlement", "SD", "iso:SD-DN", 0, 1),
    Entry("g:kherson", "Kherson", 46.656, 32.618, "settlement", "UA", "iso:UA-65", 289_697, 6),
    Entry("g:bakhmut", "Bakhmut", 48.594, 37.999, "settlement", "UA", "iso:UA-14", 80_500, 3),
    Entry("g:soledar", "Soledar", 48.679, 38.089, "settlement", "UA", "iso:UA-14", 10_692, 2),
    Entry("g:verbove-d", "Verbove", 47.9, 36.6, "settlement", "UA", "iso:UA-14", 300, 1),
    Entry("g:verbove-k", "Verbove", 47.0, 33.4, "settlement", "UA", "iso:UA-65", 300, 1),
    Entry("l:kherson-airport", "Kherson International Airport", 46.676, 32.506, "airport", "UA", "iso:UA-65", 0, 3),
    Entry("l:dnipro", "Dnipro", 47.5, 34.5, "river", "UA", None, 0, 150),
]
ALIASES = {"g:fasher": ["Al Fashir"], "l:kherson-airport": ["Chornobaivka Airport"]}


class Small:
    """A gazetteer in memory: exact names by case folding, others by plain ratio."""

    def __init__(self, entries: Iterable[Entry] = ENTRIES) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._names = [(n, e) for e in self._entries.values() for n in (e.name, *ALIASES.get(e.id, ()))]

    def find(self, name: str, *, countries: Collection[str] = (), limit: int = 10) -> list[Match]:
        scored = [Match(e, n, fuzz.ratio(name.casefold(), n.casefold()) / 100) for n, e in self._names]
        kept = [m for m in scored if m.score > 0.5 and (not countries or m.entry.country in countries)]
        return sorted(kept, key=lambda m: (-m.score, -m.entry.population))[:limit]

    def exact(self, name: str, *, countries: Collection[str] = (), limit: int = 50) -> list[Match]:
        return [match for match in self.find(name, countries=countries, limit=limit) if match.score == 1]

    def entry(self, id_: str) -> Entry | None:
        return self._entries.get(id_)


@pytest.fixture(scope="session")
def words() -> Lexicon:
    """The lexicon that ships."""
    return lexicon()


@pytest.fixture(scope="session")
def small() -> Gazetteer:
    """A gazetteer of a dozen places."""
    return Small()


@pytest.fixture(scope="session")
def scanner(words: Lexicon, small: Gazetteer) -> Scanner:
    """Finds names with the small gazetteer."""
    return Scanner(words, peoples(), small.exact)


@pytest.fixture(scope="session")
def few(small: Gazetteer) -> Places:
    """Resolves with the small gazetteer."""
    return Places(small)


@pytest.fixture(scope="session")
def places() -> Places:
    """Resolves with the gazetteer that ships; it is built once where it is not there yet."""
    return Places(default_gazetteer())
