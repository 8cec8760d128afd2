"""Theatres by name or from a file."""

from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from sayso.errors import TheatreError
from sayso.grounding.theatres.build import build
from sayso.grounding.theatres.parse import parse, read
from sayso.grounding.theatres.theatre import Theatre

_DATA = files("sayso.grounding.theatres").joinpath("data")
_SUFFIXES = (".yaml", ".yml")


def theatres_named() -> list[str]:
    """The names of the theatres that the package has, in order."""
    return sorted(Path(entry.name).stem for entry in _DATA.iterdir() if entry.name.endswith(_SUFFIXES[0]))


def load_theatre(name_or_path: str | Path) -> Theatre:
    """A theatre of the package by its name ("syria"), or the theatre of a file.

    A file is checked in full before it is used, as `sayso theatre check` does. The package's own theatres, which its
    tests check, are not checked again, and read once for each process.

    Args:
        name_or_path: a name, or a path: whatever is a `Path`, ends in .yaml or .yml, or has a slash in it.

    Raises:
        TheatreError: there is no such theatre or file, or the file can't be used; the message says why.
    """
    if not _is_path(name_or_path):
        return _shipped(str(name_or_path))
    theatre, problems = examine(name_or_path)
    if theatre is None:
        others = len(problems) - 1
        more = f" (and {others} more: `sayso theatre check` tells them)" if others else ""
        raise TheatreError(f"{problems[0]}{more}")
    return theatre


def check_file(path: str | Path) -> list[str]:
    """What is wrong with a theatre file: FILE:LINE: WHAT for each problem, in the order of the file.

    Args:
        path: a file, or the name of a theatre of the package.
    """
    return examine(path)[1]


def examine(path: str | Path) -> tuple[Theatre | None, list[str]]:
    """The theatre of a file, or None and what is wrong with it, as `check_file` says it.

    Args:
        path: a file, or the name of a theatre of the package.
    """
    from sayso.grounding.theatres.check import problems_in  # both take a while to load
    from sayso.grounding.theatres.general import Parties
    from sayso.grounding.theatres.lexemes import lexicon

    try:
        where, text = _text(path)
        parsed = parse(text, where)
        others = [_shipped(name) for name in theatres_named() if name != path]
        elsewhere = {actor.id: actor for theatre in others for actor in theatre.actors.values()}
        if problems := problems_in(parsed, elsewhere, Parties(lexicon())):
            return None, [f"{where}:{problem.line}: {problem.what}" for problem in problems]
        return build(parsed.data, where), []
    except TheatreError as error:
        return None, [str(error)]


def _text(path: str | Path) -> tuple[str, str]:
    """A file's name and its text."""
    if _is_path(path):
        return str(path), read(Path(path), str(path))
    return _file(str(path)), _shipped_text(str(path))


def _is_path(name_or_path: str | Path) -> bool:
    text = str(name_or_path)
    return isinstance(name_or_path, Path) or text.endswith(_SUFFIXES) or "/" in text or "\\" in text


@lru_cache
def _shipped(name: str) -> Theatre:
    return build(parse(_shipped_text(name), _file(name)).data, _file(name))


def _shipped_text(name: str) -> str:
    if name not in (named := theatres_named()):
        raise TheatreError(f"{name!r} is no theatre; there are {', '.join(named)}, or name a file that ends in .yaml")
    with as_file(_DATA.joinpath(_file(name))) as path:
        return read(path, path.name)


def _file(name: str) -> str:
    return f"{name}{_SUFFIXES[0]}"
