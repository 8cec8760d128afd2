"""Tables of reports as JSON lines: an object a line."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from sayso.errors import BadEncoding, InputError, NotAReport, TooLarge
from sayso.ingest import columns
from sayso.ingest.cells import AS_BYTES, decoded, kept
from sayso.ingest.limits import TOO_LARGE
from sayso.ingest.tables import LINE_ENDS, MAX_ROW, PIECE, Opening, Row, broken, opening

Fields = dict[str, str]


class JsonTable:
    """A table of an object a line, whose keys are the columns. Not all need to have the same."""

    def __init__(self, stream: BinaryIO, where: str, told: Mapping[str, str]) -> None:
        """
        Args:
            stream: the table; it can be sought in. It is read once through for the keys.
            where: the table as the user named it.
            told: fields by key, where the user says so.

        Raises:
            NotAReport: it is empty or binary data, or no key holds the text.
        """
        self._stream = stream
        self._where = where
        self._told = told
        self._opening = opening(stream, where)
        self._fields: dict[tuple[str, ...], Fields] = {}
        found = (item for item in self._objects() if not isinstance(item, InputError))
        keys = list({key: None for _, values in found for key in values})
        self.fields = columns.check(keys, told, where) if keys else {}
        self.unused = [key for key in keys if key not in self.fields.values()]

    def rows(self) -> Iterator[Row | InputError]:
        for item in self._objects():
            yield item if isinstance(item, InputError) else self._row(*item)

    def _row(self, number: int, values: dict[str, Any]) -> Row | InputError:
        own = self._fields.setdefault(tuple(values), columns.assign(list(values), self._told))
        told = {field: text for field, key in own.items() if (text := _text(values[key])) is not None}
        try:
            return Row(number, kept(told, f"{self._where}#{number}"))
        except InputError as error:
            return error

    def _objects(self) -> Iterator[tuple[int, dict[str, Any]] | InputError]:
        """The number of each row and its object; in the place of a bad one, what is wrong."""
        characters = self._opening.characters(self._stream)
        number = line_number = 0
        try:
            while line := characters.readline(MAX_ROW + 1):
                line_number += 1
                if not line.strip():
                    continue
                number += 1
                if len(line) > MAX_ROW:
                    while not line.endswith(LINE_ENDS) and (line := characters.readline(PIECE)):
                        pass
                    yield TooLarge(f"{self._where}#{number}", TOO_LARGE)
                else:
                    item = self._object(line, line_number)
                    yield item if isinstance(item, InputError) else (number, item)
        except UnicodeDecodeError:
            yield BadEncoding(self._where, broken(self._opening, line_number))
        finally:
            characters.detach()

    def _object(self, line: str, line_number: int) -> dict[str, Any] | InputError:
        where = f"{self._where}: line {line_number}"
        try:
            text = decoded({"": line}, where)[""] if self._opening.encoding == AS_BYTES else line
            value = json.loads(text)
        except InputError as error:
            return error
        except (ValueError, RecursionError) as error:
            return NotAReport(where, f"not JSON, or cut off: {error}")
        return value if isinstance(value, dict) else NotAReport(where, "not a JSON object of keys and values")


def looks_like_json_lines(opened: Opening, told: Mapping[str, str]) -> bool:
    """Whether the first line is a JSON object with a key that holds the text."""
    lines = opened.text.lstrip().splitlines()
    try:
        value = json.loads(lines[0]) if lines else None
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in columns.assign(list(value), told)


def _text(value: object) -> str | None:
    """A value as the text of a cell; None for what is no text: a list, an object, true."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
