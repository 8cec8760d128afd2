"""How a command ends that can't do its work."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from sayso.cli.messages import Messages
from sayso.cli.output import drop_stdout
from sayso.errors import SaysoError

INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit codes, as shells know them: 128 and the number of the signal that says the same."""


@contextmanager
def outcome() -> Iterator[None]:
    """Within it, whatever goes wrong is one line on standard error and an exit code.

    1 for an error made for people and for a bug, which says that it is one; 130 when interrupted; 141 when whoever
    reads the output has gone.
    """
    try:
        yield
    except (typer.Exit, typer.BadParameter):
        raise
    except BrokenPipeError as error:
        drop_stdout()
        raise typer.Exit(PIPE_CLOSED) from error
    except KeyboardInterrupt as error:
        Messages().say("interrupted")
        raise typer.Exit(INTERRUPTED) from error
    except SaysoError as error:
        Messages().say(str(error))
        raise typer.Exit(1) from error
    except Exception as error:
        Messages().say(f"failed, which is a bug of sayso's: {type(error).__name__}: {error}")
        raise typer.Exit(1) from error
