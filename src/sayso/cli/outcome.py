"""How a command ends that can't do its work."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from sayso.cli.messages import Messages
from sayso.cli.output import drop_stdout
from sayso.errors import SaysoError

PIPE_CLOSED = 141
"""Exit code, as shells know it, when whoever reads the output has gone: 128 and the number of SIGPIPE."""


@contextmanager
def outcome() -> Iterator[None]:
    """Within it, an error made for people is one line on standard error and exit code 1."""
    try:
        yield
    except BrokenPipeError as error:
        drop_stdout()
        raise typer.Exit(PIPE_CLOSED) from error
    except SaysoError as error:
        Messages().say(str(error))
        raise typer.Exit(1) from error
