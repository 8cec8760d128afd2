from pathlib import Path

import pytest
import typer

from sayso.cli import app
from sayso.cli.reference import reference

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
GROUP = typer.main.get_group(app)
PARAMETERS = [
    pytest.param(parameter, id=f"{command.name} {parameter.name}")
    for command in (GROUP, *GROUP.commands.values())
    for parameter in command.params
]


def test_the_page_is_what_the_help_says() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: python -m sayso.cli.reference > docs/cli.md"


@pytest.mark.parametrize("command", GROUP.commands.values(), ids=str)
def test_every_command_has_help(command: typer.core.TyperCommand) -> None:
    assert command.help
    assert command.short_help


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_argument_and_option_has_help(parameter: typer.core.TyperOption | typer.core.TyperArgument) -> None:
    assert parameter.help
    assert parameter.help.endswith(".")
