"""The gazetteer's own tables, gazetteer/data/*.csv: read, checked row by row, and made into places."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast, get_args

from sayso.errors import LexiconError
from sayso.grounding.gazetteer.entry import Entry, Feature
from sayso.grounding.gazetteer.names import normalise
from sayso.grounding.gazetteer.store import Place

_FEATURES = frozenset(get_args(Feature))
_COUNTRY = re.compile(r"[A-Z]{2}")
_DIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


class _RowError(ValueError):
    """What is wrong with a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by column, with what is asked of them in most tables."""

    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not (value := self.cells[column].strip()):
            raise _RowError(f"{column} is empty")
        return value

    def number(self, column: str, low: float, high: float) -> float:
        """A number within limits."""
        try:
            value = float(self.cells[column])
        except ValueError as error:
            raise _RowError(f"{column} {self.cells[column]!r} is not a number") from error
        if not low <= value <= high:
            raise _RowError(f"{column} {value:g} is not between {low:g} and {high:g}")
        return value

    def like(self, column: str, pattern: re.Pattern[str]) -> str | None:
        """A cell of a certain form, or None if it is empty."""
        if not (value := self.cells[column].strip()):
            return None
        if not pattern.fullmatch(value):
            raise _RowError(f"{column} {value!r} is not of the form {pattern.pattern}")
        return value

    def feature(self) -> Feature:
        """The cell `feature`."""
        if (value := self.cells["feature"]) not in _FEATURES:
            raise _RowError(f"feature {value!r} is not one of {', '.join(sorted(_FEATURES))}")
        return cast("Feature", value)

    def names(self) -> tuple[str, ...]:
        """The cell `names`, taken apart at each bar."""
        return tuple(name.strip() for name in self.cells["names"].split("|") if name.strip())

    def place(self, id_: str, feature: Feature, country: str | None, admin1: str | None, radius: float) -> Place:
        """The place of the row, in what all tables say alike."""
        lat, lon = self.number("lat", -90, 90), self.number("lon", -180, 180)
        entry = Entry(id_, self.text("name"), lat, lon, feature, country, admin1, radius=radius)
        return Place(entry, self.names())

    def radius(self) -> float:
        """The cell `radius_km`."""
        return self.number("radius_km", 0.01, 10_000)


def source(name: str) -> Traversable:
    """The file of a table."""
    return files(__package__).joinpath("data", name)


def rows(name: str, columns: str) -> Iterator[tuple[int, Row]]:
    """The rows of a table and their line numbers; lines that start with # before the header are comments.

    Raises:
        LexiconError: the table is not there, or has other columns.
    """
    try:
        text = source(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}: {error}") from error
    lines = text.splitlines()
    comments = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.DictReader(lines[comments:], strict=True)
    if reader.fieldnames != columns.split(","):
        raise LexiconError(f"{name}: the columns must be {columns}")
    try:
        for cells in reader:
            if None in cells or None in cells.values():
                raise LexiconError(f"{name}, line {reader.line_num + comments}: has more or fewer cells than columns")
            yield reader.line_num + comments, Row(cells)
    except csv.Error as error:
        raise LexiconError(f"{name}, line {reader.line_num + comments}: {error}") from error


def _places(name: str, columns: str, make: Callable[[Row], Place]) -> Iterator[Place]:
    seen = set()
    for line, row in rows(name, columns):
        try:
            place = make(row)
            if "id" in row.cells and place.entry.id in seen:
                raise _RowError(f"{place.entry.id} is there twice")
        except _RowError as error:
            raise LexiconError(f"{name}, line {line}: {error}") from error
        seen.add(place.entry.id)
        yield place


def _division(row: Row) -> Place:
    code = row.like("id", _DIVISION)
    if code is None or not code.startswith(row.cells["country"]):
        raise _RowError("id is empty, or of another country")
    row.text("type")
    return row.place(f"iso:{code}", "division1", code[:2], None, row.radius())


def _division2(row: Row) -> Place:
    admin1, country = row.like("admin1", _DIVISION), row.like("country", _COUNTRY)
    return row.place(row.text("id"), "division2", country, admin1 and f"iso:{admin1}", row.radius())


def _landmark(row: Row) -> Place:
    admin1, country = row.like("admin1", _DIVISION), row.like("country", _COUNTRY)
    return row.place(row.text("id"), row.feature(), country, admin1 and f"iso:{admin1}", row.radius())


def _north_west_syria(row: Row) -> Place:
    lat, lon = row.number("lat", 32, 38), row.number("lon", 35, 43)
    slug = re.sub(r"[\W_]+", "-", normalise(row.text("name")))
    feature = row.feature()
    radius = features()[feature]
    return row.place(f"sayso:nwsy-{slug}-{lat:.3f}-{lon:.3f}", feature, "SY", None, radius)


def divisions() -> Iterator[Place]:
    """First-order divisions: divisions.csv."""
    columns = "id,country,geonames_admin1,name,type,lat,lon,radius_km,names"
    return _places("divisions.csv", columns, _division)


def seconds() -> Iterator[Place]:
    """Second-order divisions: divisions2.csv."""
    return _places("divisions2.csv", "id,country,admin1,name,lat,lon,radius_km,names", _division2)


def landmarks() -> Iterator[Place]:
    """Regions, bases, crossings and other places that are no towns: landmarks.csv."""
    return _places("landmarks.csv", "id,name,feature,country,admin1,lat,lon,radius_km,names", _landmark)


def north_west_syria() -> Iterator[Place]:
    """Villages, hills and bases of north-west Syria: nw-syria.csv. One that is there twice has the same id twice."""
    return _places("nw-syria.csv", "name,lat,lon,feature,names", _north_west_syria)


@lru_cache(maxsize=1)
def division_codes() -> dict[tuple[str, str], str]:
    """The id of the first-order division for a country's ISO code and GeoNames' code of the division."""
    columns = "id,country,geonames_admin1,name,type,lat,lon,radius_km,names"
    cells = (row.cells for _, row in rows("divisions.csv", columns))
    return {(c["country"], code): f"iso:{c['id']}" for c in cells for code in c["geonames_admin1"].split("|") if code}


@lru_cache(maxsize=1)
def feature_codes() -> dict[str, tuple[Feature, float]]:
    """GeoNames' feature codes, as "P.PPL", and what we call it, with its usual radius in km: feature_codes.csv."""
    found = {}
    for line, row in rows("feature_codes.csv", "code,feature,radius_km"):
        try:
            found[row.text("code")] = (row.feature(), row.radius())
        except _RowError as error:
            raise LexiconError(f"feature_codes.csv, line {line}: {error}") from error
    return found


@lru_cache(maxsize=1)
def features() -> dict[Feature, float]:
    """The usual radius in km of each feature: that of the first code which has it, 1 where there is none."""
    known = dict(reversed([(feature, radius) for feature, radius in feature_codes().values()]))
    return {feature: known.get(feature, 1.0) for feature in get_args(Feature)}
