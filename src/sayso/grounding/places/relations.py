"""Where ground lies that a text ties to a place: "30 km south of X", "the northern part of X", "between X and Y".

Precision is UCDP's `where_prec`. Radii are our own, and wide: the truth should lie within them nine times in ten.
"""

from dataclasses import dataclass, replace

from sayso.claims.claim import Location
from sayso.grounding.places.geometry import Point, bearing, destination, distance, midpoint

NEAR = 15.0
"""Kilometres from a town within which something is "near" it."""
WITHIN_25 = 25.0
"""Kilometres up to which UCDP's precision 2 reaches."""
SIDE = 10.0
"""Kilometres beyond a place's own edge at which something "north of" it is looked for."""
SWAY = 0.35
"""How far from the bearing told the truth may lie, as a share of the distance: the sine of some 20 degrees."""
OFFSHORE = 40.0
ROAD = 40.0
RURAL = 30.0
AREA = 3
"""Places of this precision and above have an extent that counts."""
COUNTRY = 6


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as read: its name in the lexicon, and what goes with it. `wind` is the bearing in words."""

    name: str
    bearing: float | None = None
    km: float | None = None
    wind: str = ""


def derive(relation: Relation, base: Location, other: Location | None = None) -> Location | None:
    """The location that stands in the relation to the base; None where the relation only says where it is not.

    Args:
        relation: what the text says.
        base: the place that it is said of.
        other: the second end of "between" or of a border.
    """
    if other is not None:
        return _between(base, other)
    if relation.name in ("part", "side"):
        return _part(relation, base)
    if relation.name == "from":
        return _away(relation, base)
    if relation.name == "countryside":
        return _part(relation, base) if relation.bearing is not None else _countryside(base)
    if relation.name == "outside" and base.precision >= AREA:
        return None
    return _loose(relation, base)


def _part(relation: Relation, base: Location) -> Location:
    """The part of the base that lies in a bearing: half-way out to the edge."""
    if relation.bearing is None:
        return base
    reach = max(base.radius, RURAL) if relation.name == "countryside" else base.radius
    lat, lon = destination(_point(base), relation.bearing, reach / 2)
    extended = base.precision >= AREA or relation.name == "countryside"
    return replace(
        base,
        id=f"{base.id}/{relation.wind}",
        name=f"{base.name} ({relation.wind})",
        lat=lat,
        lon=lon,
        precision=5 if extended else base.precision,
        radius=0.7 * reach if extended else reach,
    )


def _away(relation: Relation, base: Location) -> Location:
    """So many kilometres from the base, in a bearing or in any; where no number is told, just beyond its edge."""
    km = relation.km
    if relation.bearing is None:
        radius = base.radius + (km or NEAR)
        label = f"{km:g}km" if km else "near"
        return replace(base, id=f"{base.id}/{label}", precision=_within(base, km or NEAR), radius=radius)
    out = km if km is not None else base.radius + SIDE
    lat, lon = destination(_point(base), relation.bearing, out)
    label = f"{out:.0f}km-{relation.wind}" if km is not None else f"{relation.wind}-of"
    sway = max(SWAY * out, 2.0) + min(base.radius, out) / 2 if km is not None else out
    name = f"{out:.0f} km {relation.wind} of {base.name}" if km is not None else f"{relation.wind} of {base.name}"
    return replace(
        base, id=f"{base.id}/{label}", name=name, lat=lat, lon=lon, precision=_within(base, out), radius=sway
    )


def _within(base: Location, km: float) -> int:
    return 2 if km <= WITHIN_25 + base.radius and base.precision < AREA else 5


def _between(base: Location, other: Location) -> Location:
    """The middle of the line between two points, or of the gap between two areas; the radius reaches both."""
    apart = distance(_point(base), _point(other))
    if base.precision >= AREA and other.precision >= AREA and base.radius + other.radius > 0:
        share = base.radius / (base.radius + other.radius)
        lat, lon = destination(_point(base), bearing(_point(base), _point(other)), apart * share)
        radius = min(base.radius, other.radius)
    else:
        lat, lon = midpoint(_point(base), _point(other))
        radius = max(apart / 2, base.radius, other.radius)
    return Location(
        f"{base.id}/between/{other.id}",
        f"between {base.name} and {other.name}",
        lat,
        lon,
        5,
        radius,
        base.admin1 if base.admin1 == other.admin1 else None,
        base.country if base.country == other.country else None,
    )


def _countryside(base: Location) -> Location:
    """The country round a place: the division itself where it is one."""
    if base.precision >= AREA:
        return base
    return replace(base, id=f"{base.id}/countryside", precision=2, radius=max(RURAL, 2 * base.radius))


def _loose(relation: Relation, base: Location) -> Location:
    """Relations that widen a place without moving it."""
    name = relation.name
    area = base.precision >= AREA
    if name in ("near", "outside", "toward"):
        return replace(base, id=f"{base.id}/near", precision=5 if area else 2, radius=base.radius + NEAR)
    if name == "road":
        return replace(base, id=f"{base.id}/road", precision=5, radius=base.radius + ROAD)
    if name in ("border", "coast", "along"):
        return replace(base, id=f"{base.id}/{name}", precision=max(base.precision, 5) if area else 5)
    if name in ("offshore", "waters"):
        return replace(base, id=f"{base.id}/offshore", precision=7, radius=base.radius + (relation.km or OFFSHORE))
    return base


def _point(location: Location) -> Point:
    return location.lat, location.lon
