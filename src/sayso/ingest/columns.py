"""Which column of a table of reports holds what: told by the columns' names, or by who asks."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sayso.errors import LexiconError, NotAReport

FIELDS = ("text", "title", "published", "publisher", "url", "language", "id")
"""What a column can hold."""
IGNORED = "ignored"
"""What a column is said to hold that is not to be used."""

_FILE = "columns.toml"
_SHOWN, _SHOWN_LENGTH = 20, 40


@lru_cache(maxsize=1)
def load() -> dict[str, Any]:
    """The data file: `fields`, names by field, and `months`.

    Raises:
        LexiconError: it is missing, or does not fit its schema.
    """
    try:
        table = tomllib.loads(files("sayso.ingest.data").joinpath(_FILE).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{_FILE}: {error}") from error
    return checked(table)


def checked(table: dict[str, Any]) -> dict[str, Any]:
    """The table as it is.

    Raises:
        LexiconError: a field has no list of names, or a name is not as `normal` writes it or stands twice.
    """
    seen: set[str] = set()
    for field in FIELDS:
        for name in _strings(table, "fields", field):
            if normal(name) != name or name in seen:
                raise LexiconError(f"{_FILE}: [fields] {field}: {name!r} is not in lower case, or stands twice")
            seen.add(name)
    if unknown := sorted(set(table["fields"]) - set(FIELDS)):
        raise LexiconError(f"{_FILE}: [fields] {unknown[0]}: not one of {', '.join(FIELDS)}")
    _strings(table, "months", "languages")
    return table


def _strings(table: dict[str, Any], section: str, key: str) -> list[str]:
    values = table.get(section, {}).get(key)
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise LexiconError(f"{_FILE}: [{section}] {key} must be a list of names")
    return values


def normal(name: str) -> str:
    """A column's name for comparing: "Article Title", "articleTitle" and "article-title" are all "article_title"."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\W_]+", "_", apart.casefold()).strip("_")


def field_of(name: str) -> str | None:
    """The field that a column of this name holds by its name alone; a field's own name is one of its names."""
    wanted = normal(name)
    return next((field for field in FIELDS if wanted == field or wanted in load()["fields"][field]), None)


def asked(words: Iterable[str]) -> dict[str, str]:
    """Fields by column, from COLUMN=FIELD as a user writes it; the last "=" parts the two.

    Raises:
        ValueError: one is not of that form, or names no field.
    """
    told = {}
    for word in words:
        column, equals, name = word.rpartition("=")
        field = IGNORED if normal(name) == IGNORED else field_of(name)
        if not equals or not column.strip() or field is None:
            fields = ", ".join((*FIELDS, IGNORED))
            raise ValueError(f"{word!r} is not COLUMN=FIELD with one of the fields {fields}")
        told[column.strip()] = field
    return told


def assign(columns: Sequence[str], told: Mapping[str, str]) -> dict[str, str]:
    """Which column holds which field: columns by field, for those fields that have one. What was told goes first.

    Args:
        columns: the columns' names, as they are written.
        told: fields by column, as `asked` gives them; columns that are not there count for nothing.
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(normal(column), column)
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for name, field in told.items():
        if found := name if name in columns else by_name.get(normal(name)):
            taken.add(found)
            if field != IGNORED:
                chosen[field] = found
    for field in FIELDS:
        there = [by_name[name] for name in load()["fields"][field] if name in by_name]
        if field not in chosen and (free := [column for column in there if column not in taken]):
            chosen[field] = free[0]
    return {field: chosen[field] for field in FIELDS if field in chosen}


def check(columns: Sequence[str], told: Mapping[str, str], where: str) -> dict[str, str]:
    """As `assign`, for a table that is going to be read.

    Raises:
        NotAReport: no column holds the text, or one that was told is not there. The message names those that are.
    """
    known = {normal(column) for column in columns}
    there = f"its columns are {_listed(columns)}"
    for name in told:
        if name not in columns and normal(name) not in known:
            raise NotAReport(where, f"there is no column {name!r}; {there}")
    fields = assign(columns, told)
    if "text" not in fields:
        raise NotAReport(where, f"no column is known to hold the text; {there}; say which with --map COLUMN=text")
    return fields


def _listed(columns: Sequence[str]) -> str:
    names = [column[:_SHOWN_LENGTH] or "(unnamed)" for column in columns[:_SHOWN]]
    more = len(columns) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
