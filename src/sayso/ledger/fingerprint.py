"""What this installation of sayso is made of, as a hash: what other code or other data made is told by it.

Nobody has to remember a version number: whatever file of a package changes, code, lexicon or weights, changes its hash.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import attrgetter
from platform import python_version

from sayso import __version__

ROOT = "sayso"
COMPILED = "__pycache__"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def fingerprint(packages: tuple[str, ...], *, without: tuple[str, ...] = ()) -> str:
    """A hash of every file of these packages, by name and content, and of sayso's version; 64 hexadecimal digits.

    Args:
        packages: names of packages inside sayso, as "claims".
        without: names of folders that are left out, wherever they lie.
    """
    digest = hashlib.sha256(__version__.encode())
    for package in packages:
        for name, file in _walk(files(ROOT) / package, package, {*without, COMPILED}):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"\0{name}\0{content}".encode())
    return digest.hexdigest()


def _walk(folder: Traversable, name: str, without: set[str]) -> Iterator[tuple[str, Traversable]]:
    """All files in a folder and those in it, by name."""
    for inside in sorted(folder.iterdir(), key=attrgetter("name")):
        if inside.is_file():
            yield f"{name}/{inside.name}", inside
        elif inside.name not in without:
            yield from _walk(inside, f"{name}/{inside.name}", without)


@cache
def libraries() -> str:
    """Python's version and those of the libraries that sayso needs, on one line: results may differ by them."""
    names = sorted({match[0] for line in _required() if (match := _NAME.match(line))})
    return " ".join([f"python {python_version()}", *(f"{name} {version(name)}" for name in names)])


def _required() -> list[str]:
    """The lines of what sayso needs at run time; none where it was not installed as a package."""
    try:
        lines = requires(ROOT) or []
    except PackageNotFoundError:
        return []
    return [line for line in lines if "extra ==" not in line]
