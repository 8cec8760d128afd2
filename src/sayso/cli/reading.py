"""`sayso read`: from the inputs named to the claims written, an input at a time."""

from collections.abc import Iterator
from pathlib import Path

from sayso import publish
from sayso.claims.claim import Claim
from sayso.claims.gate import Gate
from sayso.claims.reader import Reader
from sayso.cli.formats import Format
from sayso.cli.messages import Messages
from sayso.cli.output import Output
from sayso.errors import InputError, SaysoError
from sayso.grounding.ground import Grounder
from sayso.ingest import Document, ReadOptions, read_inputs

Reading = tuple[Document, list[Claim]]


def read_and_write(
    names: list[str], options: ReadOptions, form: Format, output: Path | None, messages: Messages
) -> int:
    """Read every input that can be read, and write the claims of each.

    Returns:
        The exit code: 0 when all were read, 1 when one or more were not.

    Raises:
        OutputError: the output can't be written.
        WeightsError, LexiconError: nothing can be read on this installation.
    """
    run = Run(names, options, messages)
    with Output(output) as out, messages.progress(len(names), output_shown=out.stream.isatty()):
        if write_each(run.readings(), form, out):
            out.commit()
    run.tell_rejected()
    return 1 if run.failed else 0


def write_each(readings: Iterator[Reading], form: Format, out: Output) -> bool:
    """Write the readings as they come, or on one page at the end. False where there were none: nothing is written."""
    if form is Format.HTML:
        collected = list(readings)
        if collected:
            publish.write_page(collected, out.stream)
        return bool(collected)
    any_written = False
    for document, claims in readings:
        if form is Format.JSONL:
            publish.write_jsonl(document, claims, out.stream)
        else:
            publish.write_table([(document, claims)], out.stream)
        out.stream.flush()
        any_written = True
    return any_written


class Run:
    """One run over several inputs: what fails on one of them is said, counted, and costs no other."""

    def __init__(self, names: list[str], options: ReadOptions, messages: Messages) -> None:
        self.failed = 0
        self._names = names
        self._options = options
        self._messages = messages
        self._gate = Gate()
        self._reader: Reader | None = None
        self._grounder: Grounder | None = None

    def readings(self) -> Iterator[Reading]:
        """Each document that could be read, with the claims of it that passed the gate."""
        for name, item in zip(self._names, read_inputs(self._names, self._options), strict=True):
            if isinstance(item, InputError):
                self._fail(str(item))
            elif (claims := self._claims(name, item)) is not None:
                yield item, claims
            self._messages.advance()

    def tell_rejected(self) -> None:
        """Say how many proposed claims did not pass the gate, and why, if there were any."""
        if number := self._gate.rejected.total():
            reasons = ", ".join(f"{reason}: {count}" for reason, count in self._gate.rejected.most_common())
            self._messages.say(f"{number} proposed claims rejected at the gate ({reasons})")

    def _claims(self, name: str, document: Document) -> list[Claim] | None:
        if document.language and document.language.lower().partition("-")[0] not in ("en", "und"):
            language = document.language
            self._messages.say(f"{name}: the language is {language!r}, and the reader is trained on English alone")
        if self._reader is None or self._grounder is None:
            self._reader, self._grounder = self._load()
        try:
            [proposed] = self._reader.read([document])
            return self._grounder.ground(document, self._gate.admit(proposed))
        except SaysoError:
            raise
        except Exception as error:
            self._fail(f"{name}: could not be read: {type(error).__name__}: {error}")
            return None

    def _load(self) -> tuple[Reader, Grounder]:
        """What a run of bad inputs alone need not wait for."""
        from sayso.claims import default_reader
        from sayso.cli.gazetteer import ready
        from sayso.grounding import default_grounder

        ready()
        return default_reader(), default_grounder()

    def _fail(self, what: str) -> None:
        self.failed += 1
        self._messages.say(what)
