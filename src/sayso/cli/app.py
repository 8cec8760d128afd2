"""What can be typed after `sayso`, and what each part of it means. The work is done elsewhere."""

import logging
import signal
import sys
import warnings
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import __version__
from sayso.cli import add, decide, events, gazetteer, theatre
from sayso.cli.formats import Format, chosen
from sayso.cli.messages import Messages
from sayso.cli.outcome import outcome

if TYPE_CHECKING:
    from datetime import date

    from sayso.ingest import ReadOptions

app = typer.Typer(
    name="sayso",
    help="Read reports of armed conflict, and answer for each claim: on whose say-so?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _sayso(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


@app.command(short_help="Read reports into attributed claims.")
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Reports: files of plain text, Markdown (.md) or HTML (.html), http or https addresses, "
            "or - for standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication, as 2017-12-11; days such as 'Sunday' are told by it."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the report.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The report's title.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="The report's language, as en or ar. The reader knows English.")
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="What to write. By default: table on a terminal, jsonl in a pipe; with -o, html for a FILE that ends "
            "in .html, and jsonl for any other.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all, not to standard output."
        ),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also fetch from addresses that are not on the public internet."),
    ] = False,
) -> None:
    """Read reports into claims: who says that who did what to whom, where and when, in the reports' own words.

    The options that describe a report hold for all the reports of the run. They go before what a sidecar
    (NAME.meta.json beside the report), front matter or an HTML head tells.

    A report that can't be read costs no other: it is named on standard error, and the exit code is 1. It is 0 when
    all were read, and 2 when the command line itself is wrong.
    """
    from sayso.ingest import Metadata, ReadOptions

    if output is not None:
        _refuse_to_overwrite(inputs, output)
    described = Metadata(title=title, publisher=publisher, published=_day(published), language=language)
    raise typer.Exit(_run(inputs, ReadOptions(described, allow_private), chosen(format_, output), output))


def _day(text: str | None) -> "date | None":
    from sayso.ingest.metadata import iso_day

    try:
        return None if text is None else iso_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2017-12-11.", param_hint="--published") from error


def _refuse_to_overwrite(inputs: list[str], output: Path) -> None:
    for name in inputs:
        if output.is_file() and Path(name).is_file() and output.samefile(name):
            raise typer.BadParameter(f"{name} is one of the reports to read.", param_hint="--output")


app.command("add", short_help="Read reports into a ledger.")(add.add)
events.add_to(app)
app.add_typer(decide.app, name="decide")
app.add_typer(theatre.app, name="theatre")
app.add_typer(gazetteer.app, name="gazetteer")


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    if sys.stdout is None or sys.stderr is None:
        sys.exit("sayso: standard output or standard error is closed")
    _quiet_libraries()
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)
    app(prog_name="sayso")


def _quiet_libraries() -> None:
    """What libraries log or warn of is for whoever works on sayso (`python -W default`), not for its users."""
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _leave(number: int, _frame: FrameType | None) -> None:
    """Leave by an exception, so that nothing half-written stays behind."""
    sys.exit(128 + number)


def _run(inputs: list[str], options: "ReadOptions", form: Format, output: Path | None) -> int:
    from sayso.cli.reading import read_and_write

    with outcome():
        return read_and_write(inputs, options, form, output, Messages())
