"""Where claims are written: standard output, or a file that appears whole or not at all."""

import os
import stat
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self, TextIO

from sayso.errors import OutputError


class Output:
    """A stream to write to. What goes to a file stands beside it under another name until `commit` puts it in place.

    Devices and pipes can't be replaced by a file, so these are written to as they are.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.stream: TextIO = sys.stdout
        self._beside: Path | None = None

    def __enter__(self) -> Self:
        if self.path is None:
            _write_utf8(sys.stdout)
            return self
        try:
            self.stream = self._open(self.path)
        except BaseException as error:
            self._discard()
            raise self._told(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.path is not None:
            with suppress(OSError):
                self.stream.close()
        self._discard()
        if error is not None and (told := self._told(error)) is not error:
            raise told from error

    def commit(self) -> None:
        """All is written: put it in place."""
        self.stream.flush()
        if self._beside is not None and self.path is not None:
            os.fsync(self.stream.fileno())
            self._beside.replace(self.path.resolve())
            self._beside = None

    def _open(self, path: Path) -> TextIO:
        place = path.resolve()
        mode = place.stat().st_mode if place.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            return place.open("w", encoding="utf-8", newline="\n")
        self._beside = place.with_name(f".{place.name}.{token_hex(4)}")
        stream = self._beside.open("x", encoding="utf-8", newline="\n")
        if mode is not None:
            self._beside.chmod(stat.S_IMODE(mode))
        return stream

    def _discard(self) -> None:
        if self._beside is not None:
            with suppress(OSError):
                self._beside.unlink()

    def _told(self, error: BaseException) -> BaseException:
        """An error of writing, as one that says what could not be written; any other as it is."""
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            return OutputError(str(self.path or "stdout"), error.strerror or str(error))
        return error


def _write_utf8(stream: TextIO) -> None:
    """JSON and HTML are UTF-8 whatever the locale; a terminal of another one shows what it can't as escapes."""
    if isinstance(stream, TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_stdout() -> None:
    """Whoever read standard output has gone: what is still buffered for it goes nowhere, and without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
