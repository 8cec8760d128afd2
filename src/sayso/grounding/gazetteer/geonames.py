"""Adding a country from GeoNames' own files: a zip of places and one of further names, each a table parted by tabs."""

import io
import os
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer import tables
from sayso.grounding.gazetteer.build import added, data_folder, default_gazetteer, locked
from sayso.grounding.gazetteer.download import download
from sayso.grounding.gazetteer.entry import Entry, Feature
from sayso.grounding.gazetteer.sources import Progress, radius_of
from sayso.grounding.gazetteer.store import Place, write

ADDRESS = "https://download.geonames.org/export/dump/"
"""Where GeoNames offers its files; $SAYSO_GEONAMES or a source that is given goes before it."""
ALL = "all"
COLUMNS = 19
NAME_COLUMNS = (8, 10)
"""Columns of a table of further names: GeoNames added two in its second form of it."""
LARGEST = 8 * 10**9
"""Bytes that a file may hold when it is unpacked."""

_NOT_NAMES = frozenset(("link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr"))
_CODE = re.compile(r"[A-Z0-9]{2,4}")
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """Where GeoNames' files are taken from: a folder, or an address that they stand under.

    `sha256` is what the file of places must have, in hexadecimal digits, where that is known.
    """

    where: str
    sha256: str | None = None
    allow_private: bool = False

    @property
    def is_address(self) -> bool:
        """Whether it is an address, not a folder."""
        return re.match("https?://", self.where, re.IGNORECASE) is not None

    @contextmanager
    def file(self, name: str, progress: Progress) -> Iterator[Path]:
        """The file of that name: in the folder, or downloaded and, when it was used, taken away again.

        Raises:
            FileNotFoundError: it is not there.
            GazetteerError: it can't be downloaded.
            FetchError: the same, for what the address is or answers.
        """
        if not self.is_address:
            path = Path(self.where) / name
            if not path.is_file():
                raise FileNotFoundError(path)
            yield path
            return
        path = data_folder() / "downloads" / name.replace("/", "-")
        path.parent.mkdir(parents=True, exist_ok=True)
        url = f"{self.where.rstrip('/')}/{name}"
        if not download(url, path, allow_private=self.allow_private, progress=progress):
            raise FileNotFoundError(url)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def default_source() -> str:
    """Where files are taken from if nothing else is said."""
    return os.environ.get("SAYSO_GEONAMES") or ADDRESS


def add(code: str, source: Source, progress: Progress = lambda _: None) -> tuple[int, bool]:
    """Add a country's places, or those of all, in place of what was added of it before. All of them or none.

    Args:
        code: an ISO 3166-1 code, or "all".
        source: where the files are.
        progress: told how much is done, from 0 to 1.

    Returns:
        How many places there are now, and whether a table of further names was there too.

    Raises:
        GazetteerError: a file is not there, broken, cut off, not the one that was asked for or not of GeoNames' form.
        FetchError: an address can't be reached, or must not be.
    """
    code = known(code)
    main_file = "allCountries.zip" if code == ALL else f"{code}.zip"
    try:
        with locked(), source.file(main_file, _part(progress, 0.0, 0.3)) as main:
            _check_sum(main, source.sha256)
            found = _with_names(code, main, source, progress)
    except FileNotFoundError as error:
        raise GazetteerError(f"{error}: there is no such file; is {code} a country's ISO code?") from error
    default_gazetteer.cache_clear()
    progress(1.0)
    return found


def _with_names(code: str, main: Path, source: Source, progress: Progress) -> tuple[int, bool]:
    further = "alternateNamesV2.zip" if code == ALL else f"alternatenames/{code}.zip"
    rest = _part(progress, 0.5, 1.0)
    try:
        with source.file(further, _part(progress, 0.3, 0.5)) as names:
            return _write(code, main, names, source, rest), True
    except FileNotFoundError:
        return _write(code, main, None, source, rest), False


def remove(code: str) -> None:
    """Take away what was added of a country.

    Raises:
        GazetteerError: nothing was added of it.
    """
    code = known(code)
    if code not in added():
        raise GazetteerError(f"{code}: was not added; `sayso gazetteer list` shows what was")
    with locked():
        added()[code].unlink(missing_ok=True)
    default_gazetteer.cache_clear()


def known(code: str) -> str:
    """The code as it is written in a file's name.

    Raises:
        GazetteerError: it is none.
    """
    if code.lower() == ALL:
        return ALL
    if not re.fullmatch("[A-Za-z]{2}", code):
        raise GazetteerError(f"{code[:20]!r} is no ISO code of a country, such as SY, and not {ALL!r}")
    return code.upper()


def _part(progress: Progress, start: float, end: float) -> Progress:
    return lambda share: progress(start + (end - start) * min(1.0, share))


def _check_sum(path: Path, expected: str | None) -> None:
    if expected is None:
        return
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    if digest.hexdigest() != expected.strip().lower():
        raise GazetteerError(f"{path.name}: its SHA-256 is {digest.hexdigest()}, not the one given; nothing was added")


def _write(code: str, main: Path, names: Path | None, source: Source, progress: Progress) -> int:
    count = 0

    def counted() -> Iterator[Place]:
        nonlocal count
        with _further(code, names) as further:
            for place in places(main, code, further, progress):
                count += 1
                yield place
        if not count:
            raise GazetteerError(f"{main.name}: holds no place; nothing was added")

    meta = {"source": source.where, "day": datetime.now(UTC).date().isoformat()}
    write(data_folder() / f"added-{code}.sqlite", counted(), meta)
    return count


@contextmanager
def _further(code: str, path: Path | None) -> Iterator[Callable[[str], list[str]]]:
    """Further names by GeoNames' id of a place, kept on disk: those of all countries are too many for memory."""
    if path is None:
        yield lambda _: []
        return
    with TemporaryDirectory(prefix="sayso-") as folder, closing(sqlite3.connect(Path(folder) / "names")) as db:
        for line in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "CREATE TABLE name (id TEXT, name TEXT)"):
            db.execute(line)
        member = "alternateNamesV2.txt" if code == ALL else f"{code}.txt"
        rows = (cells for _, cells in _table(path, member, NAME_COLUMNS, lambda _: None))
        db.executemany("INSERT INTO name VALUES (?, ?)", ((c[1], c[3]) for c in rows if c[2] not in _NOT_NAMES))
        db.execute("CREATE INDEX by_id ON name (id)")
        yield lambda id_: [name for (name,) in db.execute("SELECT name FROM name WHERE id = ?", (id_,))]


def places(path: Path, code: str, further: Callable[[str], list[str]], progress: Progress) -> Iterator[Place]:
    """The places of GeoNames' file whose kind we know. A first-order division is the one in our table, with more names.

    Args:
        path: the zip.
        code: the country's code, or "all".
        further: names by GeoNames' id.
        progress: told how much is read.

    Raises:
        GazetteerError: the zip is broken, or a row is not of GeoNames' form.
    """
    member = "allCountries.txt" if code == ALL else f"{code}.txt"
    ours = {place.entry.id: place.entry for place in tables.divisions()}
    kinds = tables.feature_codes()
    for line, cells in _table(path, member, (COLUMNS,), progress):
        feature = kinds.get(f"{cells[6]}.{cells[7]}")
        if feature is None or feature[0] == "country":
            continue
        try:
            entry = _entry(cells, *feature)
        except ValueError as error:
            raise GazetteerError(f"{path.name}, line {line}: {error}; nothing was added") from error
        if cells[7] == "ADM1" and entry.admin1 in ours:
            entry = ours[entry.admin1]
        elif feature[0] == "division1":
            entry = replace(entry, admin1=None)
        names = (cells[1], cells[2], *cells[3].split(","), *further(cells[0]))
        yield Place(entry, tuple(name for name in names if not _CODE.fullmatch(name)))


def _entry(cells: list[str], feature: Feature, radius: float) -> Entry:
    """The place of a row. A cell that is not as it must be is a ValueError that says so."""
    if not re.fullmatch(r"\d{1,12}", cells[0]) or not cells[1].strip():
        raise ValueError(f"id {cells[0]!r} or name {cells[1]!r} is none")
    lat, lon = _degrees("latitude", cells[4], 90), _degrees("longitude", cells[5], 180)
    if cells[8] and not re.fullmatch("[A-Z]{2}", cells[8]):
        raise ValueError(f"country {cells[8]!r} is no ISO code")
    if not re.fullmatch(r"\d{0,12}", cells[14]):
        raise ValueError(f"population {cells[14]!r} is no number")
    people = int(cells[14] or 0)
    admin1 = tables.division_codes().get((cells[8], cells[10]))
    reach = max(radius, radius_of(people)) if feature == "settlement" else radius
    return Entry(f"geonames:{cells[0]}", cells[1], lat, lon, feature, cells[8] or None, admin1, people, reach)


def _degrees(what: str, cell: str, most: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{what} {cell!r} is no number") from None
    if not -most <= value <= most:
        raise ValueError(f"{what} {cell} is not between -{most} and {most}")
    return value


def _table(path: Path, member: str, widths: tuple[int, ...], progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table in a zip, with their line numbers. The zip's own check sum is checked at the end."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as raw:
            size = archive.getinfo(member).file_size
            if size > LARGEST:
                raise GazetteerError(f"{path.name}: {member} is larger than {LARGEST:,} bytes; nothing was added")
            done = 0
            for line, row in enumerate(io.TextIOWrapper(raw, "utf-8", newline="\n"), 1):
                cells = row.rstrip("\r\n").split("\t")
                if len(cells) not in widths:
                    expected = " or ".join(map(str, widths))
                    what = f"line {line} has {len(cells)} columns, not {expected}; nothing was added"
                    raise GazetteerError(f"{path.name}: {what}")
                done += len(row)
                if line % 1000 == 0:
                    progress(done / size)
                yield line, cells
    except KeyError as error:
        raise GazetteerError(f"{path.name}: holds no {member}; nothing was added") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, NotImplementedError, OSError) as error:
        raise GazetteerError(f"{path.name}: broken or cut off ({error}); nothing was added") from error
