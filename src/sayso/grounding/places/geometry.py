"""Geometry on a sphere of the Earth's mean radius.

Points are (latitude, longitude) in degrees, distances are in kilometres, bearings in degrees clockwise from north. The
haversine formula is R. W. Sinnott's, "Virtues of the Haversine", Sky and Telescope 68 (1984); the others are those of
E. Williams, "Aviation Formulary". On a sphere a distance is within 0.6 % of that on the WGS 84 ellipsoid.
"""

import math
from collections.abc import Iterable

Point = tuple[float, float]

EARTH = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""


def distance(one: Point, other: Point) -> float:
    """Kilometres along the great circle."""
    (lat1, lon1), (lat2, lon2) = _radians(one), _radians(other)
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def bearing(start: Point, end: Point) -> float:
    """The bearing, 0 to 360, in which the great circle leaves `start` for `end`; 0 where they are one point."""
    (lat1, lon1), (lat2, lon2) = _radians(start), _radians(end)
    y = math.sin(lon2 - lon1) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return math.degrees(math.atan2(y, x)) % 360


def destination(start: Point, towards: float, km: float) -> Point:
    """The point that lies `km` from `start` on the great circle that leaves it in the bearing `towards`."""
    lat, lon = _radians(start)
    angle, course = km / EARTH, math.radians(towards)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    there = math.asin(max(-1.0, min(1.0, sine)))
    turn = math.atan2(math.sin(course) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * sine)
    return math.degrees(there), _longitude(math.degrees(lon + turn))


def midpoint(one: Point, other: Point) -> Point:
    """The point half-way along the great circle."""
    return destination(one, bearing(one, other), distance(one, other) / 2)


def mean_bearing(bearings: Iterable[float]) -> float:
    """The mean direction: that of the sum of the unit vectors."""
    angles = [math.radians(b) for b in bearings]
    return math.degrees(math.atan2(sum(map(math.sin, angles)), sum(map(math.cos, angles)))) % 360


def turn(one: float, other: float) -> float:
    """The angle between two bearings, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)


def _radians(point: Point) -> Point:
    return math.radians(point[0]), math.radians(point[1])


def _longitude(degrees: float) -> float:
    return (degrees + 180) % 360 - 180
