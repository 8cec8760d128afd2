"""Theatre files as YAML: what of it they may use, and on which line each thing stands.

Only plain YAML is read: mappings, lists and scalars, nested a few levels deep. Tags, anchors and aliases are refused,
so no file can build objects or grow when it is read. As in YAML 1.2, and unlike in 1.1, only `true`, `false`, `null`
(or `~`, or nothing) and whole numbers are more than text: `NO` is Norway, `on` a word, `2017-12-10` text.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sayso.errors import TheatreError

MAX_BYTES = 8_000_000
"""How large a theatre file may be; thirty times that of Syria."""

MAX_DEPTH = 12
"""How deep lists and mappings may stand in one another; the format needs seven."""

_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

Where = tuple[str | int, ...]
"""The way to a value from the top of the file: keys of mappings and positions in lists."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and on which line of the file, counted from 1."""

    line: int
    what: str


@dataclass(slots=True)
class Parsed:
    """The values of a file. `problems` are keys that a mapping has twice; the values are those of the last."""

    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[int, dict[str | int, int]] = field(default_factory=dict)

    def line(self, where: Where) -> int:
        """The line on which a value stands, or the nearest that holds it where there is no such value."""
        value, line = self.data, 1
        for step in where:
            lines = self._lines.get(id(value), {})
            if step not in lines:
                break
            line, value = lines[step], value[step]
        return line


def read(path: Path, where: str) -> str:
    """The text of a theatre file.

    Args:
        path: the file.
        where: its name, for messages.

    Raises:
        TheatreError: it is missing, no file, too large, or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TheatreError(f"{where}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise TheatreError(f"{where}: larger than a theatre can be ({MAX_BYTES // 1_000_000} MB)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TheatreError(f"{where}:{line}: not UTF-8; save the file in that encoding") from error


def parse(text: str, where: str) -> Parsed:
    """The values of a theatre file's text, with the lines they stand on.

    Args:
        text: of the whole file.
        where: the file's name, for messages.

    Raises:
        TheatreError: it is not YAML, holds nothing, or uses what theatres may not use; the message names the line.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        raise TheatreError(f"{where}:{mark.line + 1 if mark else 1}: not YAML: {what}") from error
    except yaml.YAMLError as error:
        raise TheatreError(f"{where}: not YAML: {' '.join(str(error).split())}") from error
    except _Refused as refused:
        raise TheatreError(f"{where}:{refused.line}: {refused}") from refused
    if builder.documents == 0:
        raise TheatreError(f"{where}: holds nothing")
    return builder.parsed


class _Refused(Exception):  # noqa: N818
    """Something that a theatre file may not use."""

    def __init__(self, event: yaml.Event, what: str) -> None:
        self.line = _line(event)
        super().__init__(what)


class _Builder:
    """Makes values from the parser's events, one after the other, so that no depth of nesting can exhaust the stack."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self.documents = 0
        self._open: list[Any] = []
        self._keys: list[str | None] = []

    def take(self, event: yaml.Event) -> None:
        """The next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise _Refused(event, f"an alias (*{event.anchor}); write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _Refused(event, "a second document ('---'); a file holds one theatre")

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        _refuse_extras(event)
        if len(self._open) == MAX_DEPTH:
            raise _Refused(event, f"nested more than {MAX_DEPTH} levels deep")
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(value, event)
        self.parsed._lines[id(value)] = {}
        self._open.append(value)
        self._keys.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        _refuse_extras(event)
        if self._open and isinstance(self._open[-1], dict) and self._keys[-1] is None:
            self._key(event.value, event)
        else:
            self._put(_value(event), event)

    def _key(self, key: str, event: yaml.Event) -> None:
        if key in self._open[-1]:
            self.parsed.problems.append(Problem(_line(event), f"the key {key!r} stands twice in one mapping"))
        self._keys[-1] = key

    def _put(self, value: Any, event: yaml.Event) -> None:
        if not self._open:
            self.parsed.data = value
            return
        holder, key = self._open[-1], self._keys[-1]
        lines = self.parsed._lines[id(holder)]
        if isinstance(holder, list):
            lines[len(holder)] = _line(event)
            holder.append(value)
        elif key is None:
            raise _Refused(event, "a list or mapping as a key")
        else:
            lines[key] = _line(event)
            holder[key] = value
            self._keys[-1] = None


def _refuse_extras(event: yaml.NodeEvent) -> None:
    if event.anchor is not None:
        raise _Refused(event, f"an anchor (&{event.anchor}); write the value out where it is needed")
    if (tag := getattr(event, "tag", None)) is not None:
        raise _Refused(event, f"a tag ({tag}); plain values only")


def _value(event: yaml.ScalarEvent) -> str | int | bool | None:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
