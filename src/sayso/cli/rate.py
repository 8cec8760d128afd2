"""What is said while many reports are added: how far it is, how fast, and how long it will take."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.cli.messages import Messages

if TYPE_CHECKING:
    from rich.progress import Progress


class Rate(Messages):
    """Messages, and on a terminal a bar of reports done, a second, and left; how many there are it is told meanwhile.

    It listens to `sayso.ingest.collections`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._expected = 0

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Within it there is the bar, if standard error is a terminal."""
        if not sys.stderr.isatty():
            yield
            return
        with _bar() as self._progress:
            self._progress.add_task("Adding", total=None)
            try:
                yield
            finally:
                bar, self._progress = self._progress, None
                bar.stop()

    def expect(self, number: int) -> None:
        self._expected += number
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], total=self._expected)


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Speed(ProgressColumn):
        """Reports a second, over the last half minute."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "-/s", style="progress.data.speed")

    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    return Progress(*shown, console=Console(stderr=True), transient=True)
