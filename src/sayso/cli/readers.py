"""Reading many documents, in this process or in several at once, in their order."""

import logging
import multiprocessing
import os
import signal
import sys
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import NamedTuple, Protocol, Self, cast

from sayso.claims.claim import Claim
from sayso.claims.gate import Gate
from sayso.claims.reader import Reader
from sayso.cli.label import label_of
from sayso.errors import SaysoError
from sayso.grounding.ground import Grounder
from sayso.ingest import Document

Result = list[Claim] | str
"""The claims of a document, or what went wrong with it."""

PATIENCE = 5.0
"""Seconds that a process is given to end before it is killed."""


class Answer(NamedTuple):
    """What was read of some documents, in their order, and how many claims the gate rejected, by reason."""

    results: list[Result]
    rejected: Counter[str]


Make = Callable[[int], "Here"]


class Readers(Protocol):
    """Whatever reads batches of documents. `label` is the name and version of all that they are read with."""

    @property
    def label(self) -> str: ...

    def read(self, batches: Iterator[list[Document]]) -> Iterator[Answer]:
        """The answer to each batch, in their order. Some batches more are taken before the first answer is given."""
        ...


class Here:
    """Reads in this process."""

    def __init__(self, reader: Reader, grounder: Grounder) -> None:
        self._reader = reader
        self._grounder = grounder

    @property
    def label(self) -> str:
        return label_of(self._reader.label)

    def read(self, batches: Iterator[list[Document]]) -> Iterator[Answer]:
        return map(self.answer, batches)

    def answer(self, documents: Sequence[Document]) -> Answer:
        """Read the documents together; if that fails, each by itself, so that one that fails costs no other."""
        gate = Gate()
        try:
            return Answer(self._results(documents, gate), gate.rejected)
        except SaysoError:
            raise
        except Exception as error:
            if len(documents) == 1:
                return Answer([f"could not be read: {type(error).__name__}: {error}"], Counter())
        alone = [self.answer([document]) for document in documents]
        return Answer([a.results[0] for a in alone], sum((a.rejected for a in alone), Counter()))

    def _results(self, documents: Sequence[Document], gate: Gate) -> list[Result]:
        proposed = self._reader.read(documents)
        return [
            self._grounder.ground(document, gate.admit(claims))
            for document, claims in zip(documents, proposed, strict=True)
        ]


def load(threads: int | None = None) -> Here:
    """The default reader and grounder, in this process.

    Args:
        threads: how many of them the reader's network uses, where that is not for itself to tell.

    Raises:
        SaysoError: nothing can be read on this installation.
    """
    from sayso import claims
    from sayso.claims.encoder_reader import EncoderReader
    from sayso.grounding import default_grounder
    from sayso.reading.network import default_network

    reader = claims.default_reader() if threads is None else EncoderReader(default_network(threads))
    return Here(reader, default_grounder())


@dataclass(slots=True)
class _Slot:
    """The results of a batch that was taken, None where one is not there yet."""

    results: list[Result | None]
    rejected: Counter[str] = field(default_factory=Counter)

    def is_full(self) -> bool:
        return all(result is not None for result in self.results)

    def answer(self) -> Answer:
        return Answer([result for result in self.results if result is not None], self.rejected)


class _Part(NamedTuple):
    """Documents of a slot, from its `first` on, that go to a process together."""

    slot: _Slot
    first: int
    documents: list[Document]

    def fill(self, answer: Answer) -> None:
        """Put the results where they belong."""
        self.slot.results[self.first : self.first + len(self.documents)] = answer.results
        self.slot.rejected += answer.rejected

    def apart(self) -> "list[_Part]":
        """The same, a document each."""
        return [_Part(self.slot, self.first + at, [document]) for at, document in enumerate(self.documents)]


@dataclass(slots=True, eq=False)
class _Worker:
    """A process that reads, the line to it, and what it is reading now; None while it has nothing to do."""

    process: BaseProcess
    line: Connection
    part: _Part | None = None
    is_ready: bool = False


class _Ready(NamedTuple):
    """A process says that it can read."""

    label: str


class _Failed(NamedTuple):
    """A process says why nothing can be read at all."""

    words: str


class Pool:
    """Reads in several processes, each with a reader of its own. To be closed, best by leaving its `with` block.

    A process that dies over a batch is replaced, and the batch's documents are read one by one: the one that it dies of
    is given up, and costs no other.
    """

    def __init__(self, jobs: int, make: Make = load) -> None:
        """
        Args:
            jobs: how many processes.
            make: what is called in each to make what reads, with the number of threads that it may use; a function
                of a module.

        Raises:
            SaysoError: nothing can be read on this installation.
        """
        self.label = ""
        self._make = make
        self._threads = max(1, (os.cpu_count() or 1) // jobs)
        self._slots: deque[_Slot] = deque()
        self._parts: deque[_Part] = deque()
        self._workers: list[_Worker] = []
        try:
            for _ in range(jobs):
                self._workers.append(self._start())
            while not self.label:
                self._hear()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._workers:
            worker.line.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(PATIENCE)
            worker.process.kill()
        self._workers.clear()

    def read(self, batches: Iterator[list[Document]]) -> Iterator[Answer]:
        while self._fill(batches):
            self._hand_out()
            is_ready = self._slots[0].is_full()
            self._hear(timeout=0 if is_ready else None)
            if is_ready:
                self._hand_out()
                yield self._slots.popleft().answer()

    def _fill(self, batches: Iterator[list[Document]]) -> bool:
        """Take as many batches as keep all processes busy. False when none is left, here or there."""
        while len(self._slots) < 2 * len(self._workers) and (batch := next(batches, None)) is not None:
            slot = _Slot([None] * len(batch))
            self._slots.append(slot)
            if batch:
                self._parts.append(_Part(slot, 0, batch))
        return bool(self._slots)

    def _hand_out(self) -> None:
        for worker in list(self._workers):
            if self._parts and worker.is_ready and worker.part is None:
                worker.part = self._parts.popleft()
                try:
                    worker.line.send(worker.part.documents)
                except OSError:
                    self._replace(worker)

    def _hear(self, timeout: float | None = None) -> None:
        """Take what the processes say, waiting for one that says something, for `timeout` seconds at most."""
        talking = {worker.line: worker for worker in self._workers if worker.part or not worker.is_ready}
        for line in wait(list(talking), timeout):
            worker = talking[cast(Connection, line)]
            try:
                self._take(worker, worker.line.recv())
            except (EOFError, OSError):
                self._replace(worker)

    def _take(self, worker: _Worker, said: _Ready | _Failed | Answer) -> None:
        if isinstance(said, _Failed):
            raise SaysoError(said.words)
        if isinstance(said, _Ready):
            self.label = said.label
            worker.is_ready = True
        elif worker.part is not None:
            worker.part.fill(said)
            worker.part = None

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        own, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._make, self._threads), daemon=True)
        with _interrupts_kept_off():
            process.start()
        theirs.close()
        return _Worker(process, own)

    def _replace(self, worker: _Worker) -> None:
        """Put another in the place of a process that has died, and give out anew what it was reading.

        Raises:
            SaysoError: it could not even begin to read.
        """
        worker.line.close()
        worker.process.join(PATIENCE)
        how = f"a process that reads ended by itself (exit code {worker.process.exitcode})"
        if not worker.is_ready:
            raise SaysoError(f"{how}; try fewer --jobs, each of which takes half a gigabyte")
        if worker.part is not None and len(worker.part.documents) == 1:
            worker.part.fill(Answer([f"could not be read: {how}"], Counter()))
        elif worker.part is not None:
            self._parts.extendleft(reversed(worker.part.apart()))
        self._workers[self._workers.index(worker)] = self._start()


def serve(line: Connection, make: Make, threads: int) -> None:
    """What a process of a pool does: read what comes over the line until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    with suppress(EOFError, OSError):
        try:
            reading = make(threads)
            line.send(_Ready(reading.label))
            while True:
                line.send(reading.answer(line.recv()))
        except SaysoError as error:
            line.send(_Failed(str(error)))


@contextmanager
def _interrupts_kept_off() -> Iterator[None]:
    """A process that is started within this never sees Ctrl-C, which a terminal sends to all; it is for this one.

    One that comes meanwhile is not lost: it is seen at the end.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows the process sees to it itself, somewhat later
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
