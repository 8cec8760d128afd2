"""The ground: places of a real map with what lies around each, and the division that each lies in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.grounding.gazetteer import Entry
from sayso.grounding.gazetteer.sources import cities
from sayso.grounding.gazetteer.tables import divisions, north_west_syria, seconds
from sayso.reconcile.item import Spot

SUPPLEMENT = "nw-syria"
NEIGHBOURS = 24
KM = 111.2
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place where things happen, and the areas that a vaguer report names in its stead.

    `near` are the places around it by rising distance, and `away` how far each is, in kilometres.
    """

    spot: Spot
    district: Spot
    province: Spot
    near: tuple[int, ...]
    away: tuple[float, ...]

    def within(self, km: float) -> tuple[int, ...]:
        """The places around it that are no further than that."""
        return tuple(site for site, far in zip(self.near, self.away, strict=True) if far <= km)


@lru_cache(maxsize=4)
def ground(area: str = SUPPLEMENT) -> tuple[Site, ...]:
    """The places of an area: "nw-syria", some 1,900 villages, hills and bases there, or a country by its ISO code.

    Raises:
        ValueError: the gazetteer has next to no places of the country.
    """
    country = "SY" if area == SUPPLEMENT else area
    found = north_west_syria() if area == SUPPLEMENT else cities()
    entries = list({place.entry.id: place.entry for place in found if place.entry.country == country}.values())
    if len(entries) <= NEIGHBOURS:
        raise ValueError(f"{area}: the gazetteer has {len(entries)} places there, too few for a war")
    provinces = {place.entry.id: place.entry for place in divisions() if place.entry.country == country}
    districts = [p.entry for p in seconds() if p.entry.country == country and p.entry.admin1 in provinces]
    points = _points(entries)
    order, away = _nearest(points, points, NEIGHBOURS + 1)
    seats, _ = _nearest(points, _points(districts or list(provinces.values())), 1)
    sites = []
    for row, entry in enumerate(entries):
        seat = (districts or list(provinces.values()))[seats[row, 0]]
        province = provinces[seat.admin1 or seat.id]
        around = [(int(site), float(km)) for site, km in zip(order[row], away[row], strict=True) if site != row]
        near, far = zip(*around[:NEIGHBOURS], strict=True)
        sites.append(Site(_spot(entry, 1, province), _spot(seat, 3, province), _spot(province, 4, province), near, far))
    return tuple(sites)


def _spot(entry: Entry, precision: int, province: Entry) -> Spot:
    radius = max(1.0, entry.radius)
    return Spot(entry.id, entry.name, entry.lat, entry.lon, radius, precision, province.name, entry.country)


def _points(entries: Sequence[Entry]) -> NDArray[np.float64]:
    return np.array([(entry.lat, entry.lon) for entry in entries])


def _nearest(
    points: NDArray[np.float64], others: NDArray[np.float64], count: int
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """For each point the rows of the nearest others, the nearest first, and how far they are in kilometres."""
    count = min(count, len(others))
    rows, away = [], []
    for lat, lon in points:
        km = KM * np.hypot(others[:, 0] - lat, (others[:, 1] - lon) * np.cos(np.radians(lat)))
        nearest = np.argsort(km, kind="stable")[:count]
        rows.append(nearest)
        away.append(km[nearest])
    return np.array(rows), np.array(away)
