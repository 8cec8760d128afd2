"""What is told about a report beside its text: in options, a sidecar file, front matter or an HTML head."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sayso.errors import BadMetadata

_SIDECAR_SUFFIX = ".meta.json"
_MAX_SIDECAR_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, publisher, day of publication, address and language of a report, as far as somebody told them.

    None means not told, never "has none". Nothing here is checked against the text.
    """

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """This, with what it does not tell taken from `other`."""
        told = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        return replace(other, **told)


def iso_day(value: str) -> date:
    """The day of an ISO 8601 date or datetime; the time of day and its zone are cut off.

    Raises:
        ValueError: it is neither.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        return datetime.fromisoformat(value).date()


def from_mapping(values: Mapping[str, Any], where: str, told_by: str) -> Metadata:
    """Metadata from a sidecar's or front matter's keys. Keys it does not know, and empty values, are passed over.

    Args:
        values: the keys and values.
        where: the report, as the user named it.
        told_by: the file or block that the keys stand in, for the message.

    Raises:
        BadMetadata: a known key holds what it can't hold; the message names file and key.
    """
    told: dict[str, Any] = {}
    for key, read in _READ.items():
        value = values.get(key)
        if value is None or value == "":
            continue
        try:
            told[key] = read(value)
        except (TypeError, ValueError) as error:
            raise BadMetadata(where, f"{told_by}: {key}: {error}") from error
    return Metadata(**told)


def read_sidecar(report: Path, where: str) -> Metadata:
    """What the sidecar tells: `NAME.SUFFIX.meta.json` beside the report, or `NAME.meta.json`; nothing where neither is.

    Raises:
        BadMetadata: it can't be read, is no JSON object, or a known key holds what it can't hold.
    """
    for name in dict.fromkeys((report.name + _SIDECAR_SUFFIX, report.stem + _SIDECAR_SUFFIX)):
        sidecar = report.with_name(name)
        if sidecar.is_file():
            return from_mapping(_json_object(sidecar, where), where, name)
    return Metadata()


def _json_object(sidecar: Path, where: str) -> dict[str, Any]:
    try:
        with sidecar.open("rb") as file:
            data = file.read(_MAX_SIDECAR_BYTES + 1)
        if len(data) > _MAX_SIDECAR_BYTES:
            raise BadMetadata(where, f"{sidecar.name}: too large for a sidecar")
        values = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise BadMetadata(where, f"{sidecar.name}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BadMetadata(where, f"{sidecar.name}: not JSON in UTF-8: {error}") from error
    if not isinstance(values, dict):
        raise BadMetadata(where, f"{sidecar.name}: not a JSON object of keys and values")
    return values


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text; put it in quotes")
    return " ".join(value.split()) or None


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return iso_day(str(value).strip())
    except ValueError as error:
        raise ValueError(f"{value!r} is not an ISO date such as 2017-12-11") from error


_READ: dict[str, Callable[[object], object]] = {
    "title": _words,
    "publisher": _words,
    "published": _day,
    "url": _words,
    "language": _words,
}
