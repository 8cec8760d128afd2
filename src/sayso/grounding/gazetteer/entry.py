"""What a gazetteer holds, and what it answers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

Feature = Literal[
    "country",
    "division1",
    "division2",
    "region",
    "settlement",
    "quarter",
    "camp",
    "airport",
    "airbase",
    "base",
    "checkpoint",
    "crossing",
    "port",
    "dam",
    "factory",
    "oilfield",
    "road",
    "river",
    "lake",
    "sea",
    "hill",
    "mountain",
    "desert",
    "island",
    "site",
]
"""What kind of thing on the ground a place is. A town and its airbase are two places."""

FEATURES: tuple[Feature, ...] = get_args(Feature)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer: one point, in degrees of WGS 84, for one thing on the ground.

    `id` says where it comes from: "geonames:170062", "iso:SY" and "iso:SY-ID" (ISO 3166), "sayso:..." for our own
    files. `admin1` is the id of the first-order division it lies in, where that is known; `radius` is how far it
    reaches from its point, in kilometres, roughly; `population` is 0 where it is not known.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: Feature
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    radius: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name may mean. `name` is the spelling in the gazetteer that is nearest to the one asked for.

    `score` is how near that is, from 0 to 1; 1 is the same name after normalisation.
    """

    entry: Entry
    name: str
    score: float


class Gazetteer(Protocol):
    """Places by name and by id."""

    def find(self, name: str, *, countries: Collection[str] = (), limit: int = 10) -> list[Match]:
        """Places that the name may mean, best first: by score, then by population.

        Args:
            name: a name as written, in any script, without feature words or articles that are not part of it.
            countries: ISO 3166-1 codes; where given, only places there are meant.
            limit: the most matches that are given.
        """
        ...

    def exact(self, name: str, *, countries: Collection[str] = (), limit: int = 50) -> list[Match]:
        """As `find`, only those whose name is the same after normalisation; fast enough to try every word of a text."""
        ...

    def entry(self, id_: str) -> Entry | None:
        """The place of that id."""
        ...
