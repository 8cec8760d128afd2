"""Places to look at: around a point, or of a name."""

import re
from dataclasses import dataclass
from functools import lru_cache

import pycountry

from sayso.grounding.gazetteer.likeness import Form, likeness
from sayso.grounding.gazetteer.names import consonants, normalise, sound
from sayso.grounding.places.geometry import distance

NEAR = 5.0
"""Kilometres around a point for which no distance is given."""
ALIKE = 0.75
"""How like two names of the same consonants must be to be spellings of one."""
NOT, LIKE, YES = 0, 1, 2
"""Whether a place is meant: not at all, by a name that is spelt in a like way, or for certain."""
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*(?:,\s*(\d+(?:\.\d+)?)\s*(?:km)?\s*)?")

Named = tuple[str, str | None, str | None]
"""A place's name, its first-order division's and its country's code."""


@dataclass(frozen=True, slots=True)
class Around:
    """All within `km` kilometres of a point, in degrees of WGS 84."""

    lat: float
    lon: float
    km: float

    def means(self, lat: float | None, lon: float | None, _named: Named | None) -> int:
        """Whether the place lies there."""
        if lat is None or lon is None:
            return NOT
        return YES if distance((self.lat, self.lon), (lat, lon)) <= self.km else NOT


@dataclass(frozen=True, slots=True)
class Called:
    """All places of that name, alone or as a division, and those of the country with the code, if any."""

    name: str
    country: str | None

    def means(self, _lat: float | None, _lon: float | None, named: Named | None) -> int:
        """Whether the place, its division or its country is so called."""
        if named is None:
            return NOT
        name, division, country = named
        if self.country is not None and country == self.country:
            return YES
        return max(_alike(self.name, part) for part in (name, division) if part is not None)


Where = Around | Called


def where(text: str) -> Where:
    """What a person means by "35.9,36.6,20", by a place's name in any spelling, or by a country.

    Raises:
        ValueError: it is no point on the globe, or nothing that could be a name.
    """
    point = _POINT.fullmatch(text)
    if point is None:
        if not _form(text).heard:
            raise ValueError(f"{text!r} is neither LAT,LON,KM nor a name")
        return Called(text, _country(text))
    lat, lon = float(point[1]), float(point[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(f"{text!r} is no point on the globe: LAT is within 90 degrees, LON within 180")
    return Around(lat, lon, float(point[3] or NEAR))


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> int:
    """Whether two names sound the same, or have the same consonants and are spelt in a like way."""
    first, second = _form(one), _form(other)
    if first.heard == second.heard:
        return YES
    same = consonants(first.heard) == consonants(second.heard)
    return LIKE if same and likeness(first, second) >= ALIKE else NOT


@lru_cache(maxsize=65536)
def _form(name: str) -> Form:
    normal = normalise(name)
    return Form.of(normal, sound(normal))


def _country(text: str) -> str | None:
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        return None
