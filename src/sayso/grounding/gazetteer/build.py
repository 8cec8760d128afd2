"""Making the embedded gazetteer, once for each version of what it is made of, and opening it."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from pathlib import Path
from types import ModuleType

from platformdirs import user_cache_dir

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer.index import Index
from sayso.grounding.gazetteer.sources import Progress, places, versions
from sayso.grounding.gazetteer.store import fingerprint, is_whole, read, read_meta, write

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # not on Windows, where two processes at once both build, and the last one's file stays
    fcntl = None

KEPT = 7 * 24 * 3600.0
"""Seconds for which what another version of sayso made is kept."""
PLACES = 0.75
"""The share of the work that is done when all places are read; the rest is sorting."""


def data_folder() -> Path:
    """Where indexes are kept: `gazetteer` in $SAYSO_DATA, or else in the user's cache folder for sayso."""
    return Path(os.environ.get("SAYSO_DATA") or user_cache_dir("sayso")) / "gazetteer"


def version() -> str:
    """A hash of all that the embedded gazetteer depends on."""
    code = [files(__package__).joinpath(name).read_bytes().hex() for name in ("sources.py", "tables.py")]
    return sha256("\n".join([*versions(), *code, fingerprint()]).encode()).hexdigest()[:16]


def embedded() -> Path:
    """Where the embedded gazetteer lies, or will lie."""
    return data_folder() / f"places-{version()}.sqlite"


def added() -> dict[str, Path]:
    """What was added, by ISO code or "all"."""
    return {path.stem.removeprefix("added-"): path for path in sorted(data_folder().glob("added-*.sqlite"))}


def build_gazetteer(progress: Progress = lambda _: None, *, anew: bool = False) -> Path:
    """The embedded gazetteer, made if it is not there or is broken; a process that makes it already is waited for.

    Args:
        progress: told how much is done, from 0 to 1.
        anew: make it even if it is there.

    Raises:
        GazetteerError: it can't be made, or not written.
        LexiconError: a table of the package does not fit its schema.
    """
    path = embedded()
    with locked():
        if anew or not is_whole(path):
            write(path, places(lambda share: progress(PLACES * share)), {})
            _clear(path)
    progress(1.0)
    return path


def _clear(current: Path) -> None:
    """Take away what other versions made long ago; a newer one may belong to another installation."""
    for path in current.parent.glob("places-*.sqlite"):
        if path != current and time.time() - path.stat().st_mtime > KEPT:
            path.unlink(missing_ok=True)


@contextmanager
def locked() -> Iterator[None]:
    """The folder, for one process at a time; what a process that was killed left half-written is cleared away.

    Raises:
        GazetteerError: the folder can't be written to.
    """
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise GazetteerError(f"{folder}: cannot be written to: {error.strerror}; set SAYSO_DATA") from error
    with lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        for left in chain(folder.glob(".places-*"), folder.glob(".added-*")):
            left.unlink(missing_ok=True)
        yield


def refresh() -> None:
    """Write anew what was added with another version of sayso, whose forms of names were others.

    Raises:
        GazetteerError: an added file is broken.
    """
    for code, path in added().items():
        if is_whole(path):
            continue
        meta = read_meta(path)
        with locked():
            try:
                write(path, read(path), meta)
            except sqlite3.Error as error:
                what = f"{path}: broken: {error}; `sayso gazetteer add {code}` adds it anew"
                raise GazetteerError(what) from error


@lru_cache(maxsize=1)
def default_gazetteer() -> Index:
    """The embedded gazetteer and what was added to it, what was added first; built on first use.

    Raises:
        GazetteerError: it can't be built, written or opened.
        LexiconError: a table of the package does not fit its schema.
    """
    path = embedded()
    if not is_whole(path):
        build_gazetteer()
    refresh()
    return Index([*added().values(), path])
