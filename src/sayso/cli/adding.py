"""`sayso add`: from the inputs named to the ledger, a report at a time, each kept whole before the next."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

import typer

from sayso.cli.gazetteer import ready
from sayso.cli.rate import Rate
from sayso.cli.readers import Pool, Readers, Result, load
from sayso.errors import InputError, SaysoError
from sayso.ingest import Document
from sayso.ingest.collections import CollectOptions, Found, read_collections
from sayso.ledger import Added, Ledger, Sighting

INTERRUPTED = 130
BATCH, BATCH_TEXT, BATCH_KNOWN = 16, 100_000, 500
"""How many documents, and about how many code points of text, are read together, and how many may wait with them."""

ENGLISH = ("en", "und")


def add_all(names: list[str], options: CollectOptions, ledger: str, jobs: int, *, reread: bool = False) -> int:
    """Read and keep all reports that can be read, and print how many there were.

    Args:
        names: the inputs, as `read_collections` takes them.
        options: what holds for all of them.
        ledger: where to keep them; it is made where there is none.
        jobs: how many processes read; 1 for this one.
        reread: whether to read, after them, what the ledger holds and this reader has not read.

    Returns:
        The exit code: 0 when all are kept, 1 when one or more are not, 130 when the user broke in.

    Raises:
        SaysoError: nothing can be read on this installation, or the ledger can't be written to; what was kept is kept.
    """
    messages = Rate()
    run = _Run(messages)
    try:
        with messages.shown():
            run.add(read_collections(names, options, messages), ledger, jobs, reread=reread)
    except KeyboardInterrupt:
        messages.say("interrupted; the same command goes on from here")
        return INTERRUPTED
    except SaysoError:
        raise
    except Exception as error:
        messages.say(f"failed, which is a bug of sayso's: {type(error).__name__}: {error}")
        return 1
    finally:
        run.close()
        run.tell()
    return 1 if run.tally.refused else 0


@dataclass(slots=True)
class Tally:
    """How many reports there were of each sort, and the claims that were added."""

    new: int = 0
    anew: int = 0
    known: int = 0
    refused: int = 0
    claims: int = 0

    def count(self, added: Added) -> None:
        """One report more that is kept: new, known but read anew, or known."""
        self.new += added.documents
        self.anew += added.readings - added.documents
        self.known += 1 - added.readings
        self.claims += added.claims

    def __str__(self) -> str:
        total = self.new + self.anew + self.known + self.refused
        parts = [f"{self.new:,} new", f"{self.known:,} known", f"{self.refused:,} refused"]
        if self.anew:
            parts.insert(1, f"{self.anew:,} read anew")
        reports = "report" if total == 1 else "reports"
        claims = "claim" if self.claims == 1 else "claims"
        return f"{total:,} {reports}: {', '.join(parts)}; {self.claims:,} {claims}"


class _Item(NamedTuple):
    """An input in its turn, and whether it is to be read. What is not to be read waits for its turn all the same."""

    found: Found
    is_new: bool


class _Run:
    """One run: what fails on one report is said, counted, and costs no other."""

    def __init__(self, messages: Rate) -> None:
        self.tally = Tally()
        self._messages = messages
        self._open = ExitStack()
        self._rejected: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._warnings: list[str] = []

    def close(self) -> None:
        """Give the ledger and the processes back."""
        self._open.close()

    def add(self, found: Iterator[Found], where: str, jobs: int, *, reread: bool) -> None:
        """Add all that is found, then read anew what is there, if wished. A run of bad inputs alone opens no ledger."""
        if reread:
            ledger = self._opened(where, create=False)
            readers = self._readers(jobs)
            self._keep_all(chain(found, self._unread(ledger, readers.label)), ledger, readers)
            return
        for first in found:
            if isinstance(first, Document):
                ledger = self._opened(where, create=True)
                self._keep_all(chain([first], found), ledger, self._readers(jobs))
            else:
                self._refuse(str(first))

    def _opened(self, where: str, *, create: bool) -> Ledger:
        ledger = self._open.enter_context(Ledger.open(where, create=create))
        for note in ledger.notes:
            self._messages.say(note)
        return ledger

    def _unread(self, ledger: Ledger, label: str) -> Iterator[Document]:
        """What is there and was never read so, counted first."""
        self._messages.expect(ledger.unread_number(label))
        yield from ledger.unread(label)

    def tell(self) -> None:
        """Print what came of the run."""
        if self._warnings:
            others = len(self._warnings) - 1
            more = f"; {others:,} more such {'report' if others == 1 else 'reports'}" if others else ""
            self._messages.say(self._warnings[0] + more)
        for language, number in sorted(self._languages.items()):
            reports = "report is" if number == 1 else "reports are"
            self._messages.say(f"{number:,} {reports} in {language!r}, and the reader is trained on English alone")
        if number := self._rejected.total():
            reasons = ", ".join(f"{reason}: {count}" for reason, count in sorted(self._rejected.items()))
            self._messages.say(f"{number:,} proposed claims rejected at the gate ({reasons})")
        typer.echo(str(self.tally))

    def _readers(self, jobs: int) -> Readers:
        ready()
        return load() if jobs == 1 else self._open.enter_context(Pool(jobs))

    def _keep_all(self, found: Iterator[Found], ledger: Ledger, readers: Readers) -> None:
        """Read what is new, and keep everything in the order in which it came."""
        keeper = _Keeper(ledger, readers.label)
        turns: deque[list[_Item]] = deque()

        def to_read() -> Iterator[list[Document]]:
            for items in _batches(map(keeper.item, found)):
                turns.append(items)
                yield [item.found for item in items if item.is_new and isinstance(item.found, Document)]

        for answer in readers.read(to_read()):
            self._rejected += answer.rejected
            results = iter(answer.results)
            for item in turns.popleft():
                self._keep(item, next(results) if item.is_new else [], keeper)

    def _keep(self, item: _Item, result: Result, keeper: "_Keeper") -> None:
        if isinstance(item.found, InputError):
            return self._refuse(str(item.found))
        try:
            added = keeper.keep(item.found, result)
        except InputError as error:
            return self._refuse(str(error))
        self.tally.count(added)
        if (language := item.found.language) and language.lower().partition("-")[0] not in ENGLISH:
            self._languages[language] += 1
        self._warnings += added.warnings
        return self._messages.advance()

    def _refuse(self, what: str) -> None:
        self.tally.refused += 1
        self._messages.say(what)
        self._messages.advance()


class _Keeper:
    """Keeps documents in a ledger, under the name of one reader."""

    def __init__(self, ledger: Ledger, label: str) -> None:
        self._ledger = ledger
        self._label = label
        self._taken: set[str] = set()
        self._failed: set[str] = set()

    def item(self, found: Found) -> _Item:
        """What is found, to be read if the reader has not read it, and is not going to."""
        if isinstance(found, InputError):
            return _Item(found, is_new=False)
        is_new = found.id not in self._taken | self._failed and not self._ledger.has(found.id, self._label)
        if is_new:
            self._taken.add(found.id)
        return _Item(found, is_new)

    def keep(self, document: Document, result: Result) -> Added:
        """Keep the document, its claims if it was read, and where it was seen.

        Raises:
            InputError: it could not be read, or holds what no database keeps.
            LedgerError: the ledger can't be written to.
        """
        self._taken.discard(document.id)
        if isinstance(result, str) or document.id in self._failed:
            self._failed.add(document.id)
            raise InputError(document.name, result if isinstance(result, str) else "the same text could not be read")
        of = (document.id, document.name, document.publisher, document.published, document.url)
        return self._ledger.add(document, result, Sighting(*of, datetime.now(UTC)), self._label)


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    """Items in their order, with as much to read among them as is well read together."""
    batch: list[_Item] = []
    new = size = 0
    for item in items:
        batch.append(item)
        if item.is_new and isinstance(item.found, Document):
            new += 1
            size += len(item.found.text)
        if new >= BATCH or size >= BATCH_TEXT or len(batch) >= BATCH_KNOWN:
            yield batch
            batch, new, size = [], 0, 0
    if batch:
        yield batch
