"""What is made once on a machine, before the first report is read."""

import sys

from sayso.cli.messages import Messages


def prepare_gazetteer(messages: Messages) -> None:
    """Build the gazetteer if it is not there: a word on standard error, and a bar where that is a terminal.

    Raises:
        GazetteerError: it can't be built or written.
    """
    from sayso.grounding.gazetteer.build import build_gazetteer, embedded
    from sayso.grounding.gazetteer.store import is_whole

    if is_whole(embedded()):
        return
    messages.say("building the gazetteer, once, for up to a minute")
    if not sys.stderr.isatty():
        build_gazetteer()
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Gazetteer", total=1.0)
        build_gazetteer(lambda share: bar.update(task, completed=share))
