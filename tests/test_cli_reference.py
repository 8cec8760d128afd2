from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from sayso.cli import app
from sayso.cli.reference import reference

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
GROUP = typer.main.get_group(app)


def below(group: typer.core.TyperGroup) -> Iterator[typer.core.TyperCommand | typer.core.TyperGroup]:
    for command in group.commands.values():
        yield command
        if isinstance(command, typer.core.TyperGroup):
            yield from below(command)


COMMANDS = [pytest.param(command, id=str(command.name)) for command in below(GROUP)]
PARAMETERS = [
    pytest.param(parameter, id=f"{command.name} {parameter.name}")
    for command in (GROUP, *below(GROUP))
    for parameter in command.params
]


def test_the_page_is_what_the_help_says() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: python -m sayso.cli.reference > docs/cli.md"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: typer.core.TyperCommand) -> None:
    assert command.help
    assert command.short_help or isinstance(command, typer.core.TyperGroup)


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_argument_and_option_has_help(parameter: typer.core.TyperOption | typer.core.TyperArgument) -> None:
    assert parameter.help
    assert parameter.help.endswith(".")
