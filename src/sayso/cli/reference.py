"""The command reference, docs/cli.md, made from what `--help` prints: `python -m sayso.cli.reference > docs/cli.md`."""

import sys
from collections.abc import Iterator

import typer

from sayso.cli.app import app

_WIDTH = 100
_HEAD = """# Command line

What `--help` prints, command by command. This page is made by `python -m sayso.cli.reference > docs/cli.md`; a test
fails when it is out of date.
"""


def reference() -> str:
    """The page, in Markdown."""
    return "\n".join([_HEAD, *(f"## {name}\n\n```text\n{text}\n```\n" for name, text in helps())])


def helps() -> Iterator[tuple[str, str]]:
    """Each command's full name, and what its `--help` prints at 100 columns, the program itself first."""
    group = typer.main.get_group(app)
    top = typer.Context(
        group, info_name="sayso", terminal_width=_WIDTH, max_content_width=_WIDTH, **group.context_settings
    )
    yield "sayso", group.get_help(top)
    yield from _inside(group, top)


def _inside(group: typer.core.TyperGroup, above: typer.Context) -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        here = typer.Context(command, info_name=name, parent=above)
        yield here.command_path, command.get_help(here)
        if isinstance(command, typer.core.TyperGroup):
            yield from _inside(command, here)


if __name__ == "__main__":
    sys.stdout.write(reference())
