"""Places to look at: around a point, or of a name."""

import re
from dataclasses import dataclass

import pycountry

from sayso.grounding.gazetteer.names import normalise, sound
from sayso.grounding.places.geometry import distance

NEAR = 5.0
"""Kilometres around a point for which no distance is given."""
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*(?:,\s*(\d+(?:\.\d+)?)\s*(?:km)?\s*)?")

Named = tuple[str, str | None, str | None]
"""A place's name, its first-order division's and its country's code."""


@dataclass(frozen=True, slots=True)
class Around:
    """All within `km` kilometres of a point, in degrees of WGS 84."""

    lat: float
    lon: float
    km: float

    def holds(self, lat: float | None, lon: float | None, _named: Named | None) -> bool:
        """Whether the place lies there."""
        return lat is not None and lon is not None and distance((self.lat, self.lon), (lat, lon)) <= self.km


@dataclass(frozen=True, slots=True)
class Called:
    """All places that sound as `heard`, alone or as a division, and those of the country with the code, if any."""

    heard: str
    country: str | None

    def holds(self, _lat: float | None, _lon: float | None, named: Named | None) -> bool:
        """Whether the place, its division or its country is so called."""
        if named is None:
            return False
        name, division, country = named
        if self.country is not None and country == self.country:
            return True
        return any(part is not None and heard(part) == self.heard for part in (name, division))


Where = Around | Called


def where(text: str) -> Where:
    """What a person means by "35.9,36.6,20", by a place's name in any spelling, or by a country.

    Raises:
        ValueError: it is no point on the globe, or nothing that could be a name.
    """
    point = _POINT.fullmatch(text)
    if point is None:
        if not heard(text):
            raise ValueError(f"{text!r} is neither LAT,LON,KM nor a name")
        return Called(heard(text), _country(text))
    lat, lon = float(point[1]), float(point[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(f"{text!r} is no point on the globe: LAT is within 90 degrees, LON within 180")
    return Around(lat, lon, float(point[3] or NEAR))


def heard(name: str) -> str:
    """What is the same for names that differ in spelling only."""
    return sound(normalise(name))


def _country(text: str) -> str | None:
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        return None
