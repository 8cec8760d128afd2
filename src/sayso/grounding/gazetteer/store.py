"""How the index lies on disk: one SQLite file, written once and then only read.

`place` holds the places, numbered by falling population. `name` holds each name of each in its normal form, kept
together by sound. `bucket` holds, for each skeleton, how many sounds have it, and these, joined by line breaks, once
for all countries (country "") and once for each: what a lookup compares its name with, in one read.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from secrets import token_hex

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer.entry import Entry
from sayso.grounding.gazetteer.names import MAX_NAME, keys, normalise, sound

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    feature TEXT NOT NULL, country TEXT, admin1 TEXT, population INTEGER NOT NULL, radius REAL NOT NULL
);
CREATE TABLE name (
    sound TEXT NOT NULL, normal TEXT NOT NULL, place INTEGER NOT NULL, spelling TEXT,
    PRIMARY KEY (sound, normal, place)
) WITHOUT ROWID;
CREATE TABLE bucket (
    country TEXT NOT NULL, key TEXT NOT NULL, size INTEGER NOT NULL, sounds TEXT NOT NULL, PRIMARY KEY (country, key)
) WITHOUT ROWID;
CREATE TEMP TABLE given (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT, lat REAL, lon REAL, feature TEXT, country TEXT,
    admin1 TEXT, population INTEGER, radius REAL
);
CREATE TEMP TABLE heard (sound TEXT, normal TEXT, given INTEGER, spelling TEXT);
CREATE TEMP TABLE keyed (country TEXT, key TEXT, sound TEXT);
"""
NUMBER = (
    "INSERT INTO place SELECT row_number() OVER (ORDER BY population DESC, number), id, name, lat, lon, feature,"
    " country, admin1, population, radius FROM given",
    "CREATE UNIQUE INDEX place_id ON place (id)",
    "INSERT OR IGNORE INTO name SELECT sound, normal, place.number, spelling FROM heard"
    " JOIN given ON given.number = heard.given JOIN place ON place.id = given.id ORDER BY 1, 2, 3, heard.rowid",
)
PLACE_COLUMNS = "id, name, lat, lon, feature, country, admin1, population, radius"
STEP = 10_000
"""Places whose names are held back to be written at once."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry with all its names, the entry's own name first or left out."""

    entry: Entry
    names: tuple[str, ...] = ()


def write(path: Path, places: Iterable[Place], meta: dict[str, str]) -> None:
    """Write an index to `path`, whole or not at all.

    Args:
        path: where it goes; what is there is replaced.
        places: what it holds. An id that comes twice is one place: the first, with the names of both.
        meta: what `read_meta` gives back.

    Raises:
        GazetteerError: it can't be written there.
    """
    with _beside(path) as new:
        try:
            with closing(sqlite3.connect(new, isolation_level=None)) as db:
                _fill(db, places, meta)
        except sqlite3.Error as error:
            raise GazetteerError(f"{path}: cannot be written: {error}") from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new file beside `path`, put in its place at the end, or taken away when something fails."""
    new = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield new
        new.replace(path)
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            new.unlink()


def _fill(db: sqlite3.Connection, places: Iterable[Place], meta: dict[str, str]) -> None:
    for setting in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -65536"):
        db.execute(f"PRAGMA {setting}")
    db.executescript(SCHEMA)
    db.execute("BEGIN")
    _take(db, places)
    for statement in NUMBER:
        db.execute(statement)
    rows = db.execute("SELECT country, key, sound FROM keyed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
    grouped = ((key, [row[2] for row in own]) for key, own in groupby(rows, key=lambda row: (row[0], row[1])))
    buckets = ((*key, len(sounds), "\n".join(sounds)) for key, sounds in grouped)
    db.executemany("INSERT INTO bucket VALUES (?, ?, ?, ?)", buckets)
    db.executemany("INSERT INTO meta VALUES (?, ?)", {**meta, "letters": fingerprint()}.items())
    db.execute("COMMIT")


def _take(db: sqlite3.Connection, places: Iterable[Place]) -> None:
    """All places and their names into the temporary tables, as they come."""
    heard: list[tuple[str, str, int, str | None]] = []
    keyed: list[tuple[str, str, str]] = []
    for done, place in enumerate(places, 1):
        number = _given(db, place.entry)
        for row, own in _forms(place):
            heard.append((*row[:2], number, row[2]))
            keyed += own
        if done % STEP == 0:
            _flush(db, heard, keyed)
    _flush(db, heard, keyed)


def _given(db: sqlite3.Connection, e: Entry) -> int:
    row = (e.id, e.name, e.lat, e.lon, e.feature, e.country, e.admin1, e.population, e.radius)
    cursor = db.execute(f"INSERT OR IGNORE INTO given ({PLACE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    if not cursor.rowcount:
        cursor = db.execute("SELECT number FROM given WHERE id = ?", (e.id,))
        return int(cursor.fetchone()[0])
    return int(cursor.lastrowid or 0)


def _forms(place: Place) -> Iterator[tuple[tuple[str, str, str | None], list[tuple[str, str, str]]]]:
    """For each name of the place, one spelling of each normal form: sound, form, spelling; and its rows of `keyed`."""
    seen = set()
    country = place.entry.country
    for spelling in (place.entry.name, *place.names):
        normal = normalise(spelling) if len(spelling) <= MAX_NAME else ""
        if normal and normal not in seen:
            seen.add(normal)
            heard = sound(normal)
            rows = [(where, key, heard) for key in keys(normal, heard) for where in ("", country) if where is not None]
            yield (heard, normal, None if spelling == normal else spelling), rows


def _flush(
    db: sqlite3.Connection, heard: list[tuple[str, str, int, str | None]], keyed: list[tuple[str, str, str]]
) -> None:
    db.executemany("INSERT INTO heard VALUES (?, ?, ?, ?)", heard)
    db.executemany("INSERT INTO keyed VALUES (?, ?, ?)", keyed)
    heard.clear()
    keyed.clear()


def read_meta(path: Path) -> dict[str, str]:
    """What was written with the index.

    Raises:
        GazetteerError: there is no file, or it is broken.
    """
    try:
        with closing(connect(path)) as db:
            return dict(db.execute("SELECT key, value FROM meta"))
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: is no gazetteer, or a broken one: {error}") from error


def is_whole(path: Path) -> bool:
    """Whether there is an index that is no longer and no shorter than it says, with forms of names as made today."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = int.from_bytes(head[16:18], "big") * int.from_bytes(head[28:32], "big")
        return size == path.stat().st_size and read_meta(path).get("letters") == fingerprint()
    except (OSError, GazetteerError):
        return False


def connect(path: Path) -> sqlite3.Connection:
    """The file, opened to be read only."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def read(path: Path) -> Iterator[Place]:
    """The places of an index with their names, as `write` takes them."""
    columns = ", ".join(f"place.{column}" for column in PLACE_COLUMNS.split(", "))
    with closing(connect(path)) as db:
        rows = db.execute(
            f"SELECT {columns}, coalesce(spelling, normal) FROM place LEFT JOIN name ON place = number ORDER BY number"
        )
        for row, own in groupby(rows, key=lambda row: row[:-1]):
            yield Place(Entry(*row), tuple(name[-1] for name in own if name[-1] is not None))


def fingerprint() -> str:
    """What the forms of names depend on: an index with another fingerprint must be written anew."""
    digest = sha256()
    for name in ("letters.toml", "names.py", "store.py"):
        digest.update(files(__package__).joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
