"""What is said to the person at the terminal, one line each, on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress


class Messages:
    """Says what went wrong and how far the run has come. It never writes to standard output."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

    def say(self, text: str) -> None:
        """A line, after the program's name. Control characters and line breaks in it are shown as U+FFFD or a space."""
        line = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in one_line(text))
        if self._progress is None:
            print(f"sayso: {line}", file=sys.stderr)  # noqa: T201
        else:
            self._progress.console.out(f"sayso: {line}", highlight=False)

    @contextmanager
    def progress(self, number: int, *, output_shown: bool) -> Iterator["Messages"]:
        """A bar on standard error, if that is a terminal, while several inputs are read.

        Where the output itself is shown on a terminal there is none: each document that appears tells as much.
        """
        if number < 2 or output_shown or not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as self._progress:
            self._progress.add_task("Reading", total=number)
            try:
                yield self
            finally:
                bar, self._progress = self._progress, None
                bar.stop()

    def advance(self) -> None:
        """One input more is done with."""
        if self._progress is not None:
            self._progress.advance(self._progress.task_ids[0])


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
