"""Reading in several processes: in order, whatever dies, and with nothing left behind."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sayso.claims import Claim, Reader
from sayso.cli.label import label_of
from sayso.cli.readers import Here, Pool
from sayso.errors import SaysoError, WeightsError
from sayso.grounding import default_grounder
from sayso.ingest import Document

REPORT = "The army said on Sunday that its forces seized the village of Tel Asfar from the rebels."


class Mortal:
    """A reader that proposes nothing, and does not survive all that it reads."""

    label = "mortal 1"

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        for document in documents:
            if "poison" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "thorn" in document.text:
                raise RecursionError("too deep")
            if "slow" in document.text:
                time.sleep(0.2)
            yield []


def mortal(_threads: int) -> Here:
    return Here(Mortal(), default_grounder())


def stillborn(_threads: int) -> Here:
    os._exit(3)


def without_weights(_threads: int) -> Here:
    raise WeightsError("/weights: cannot be loaded")


def documents(*texts: str) -> list[Document]:
    return [Document(text, f"{number}.txt") for number, text in enumerate(texts)]


def test_a_document_that_fails_costs_no_other():
    answer = Here(Mortal(), default_grounder()).answer(documents("a", "thorn", "b"))
    assert answer.results == [[], "could not be read: RecursionError: too deep", []]


def test_several_processes_read_as_one_does(reader: Reader):
    texts = [f"{REPORT} {number} people were killed by shelling, residents said." for number in range(20, 40)]
    batches = [documents(*texts[start : start + 3]) for start in range(0, len(texts), 3)]
    alone = [answer.results for answer in Here(reader, default_grounder()).read(iter(batches))]
    assert all(isinstance(claims, list) and claims for results in alone for claims in results)
    with Pool(2) as pool:
        assert pool.label == label_of(reader.label)
        assert [answer.results for answer in pool.read(iter(batches))] == alone


def test_answers_come_in_order_whatever_takes_longest():
    batches = [documents("slow"), [], documents("a"), documents("thorn"), documents("slow", "b"), documents("c")]
    with Pool(3, mortal) as pool:
        assert pool.label == label_of("mortal 1")
        sizes = [len(answer.results) for answer in pool.read(iter(batches))]
        assert sizes == [1, 0, 1, 1, 2, 1]
        assert list(pool.read(iter([]))) == []


def test_what_a_process_dies_of_costs_no_other():
    batches = [documents("a", "b"), documents("c", "poison", "d"), documents("poison"), documents("e")]
    with Pool(2, mortal) as pool:
        first, second, third, fourth = (answer.results for answer in pool.read(iter(batches)))
    gone = "could not be read: a process that reads ended by itself (exit code -9)"
    assert (first, second, third, fourth) == ([[], []], [[], gone, []], [gone], [[]])


def test_a_process_that_cannot_begin_ends_the_run():
    with pytest.raises(SaysoError, match=r"ended by itself \(exit code 3\); try fewer --jobs"):
        Pool(2, stillborn)


def test_what_keeps_all_from_being_read_is_told():
    with pytest.raises(SaysoError, match=r"^/weights: cannot be loaded$"):
        Pool(2, without_weights)


def children() -> set[int]:
    """Processes that this one has started, and that have not ended."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        if int(lines["PPid"]) == os.getpid() and not lines["State"].startswith("Z"):
            found.add(int(lines["Pid"]))
    return found


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to see processes in")
def test_nothing_is_left_behind_in_the_midst_of_work():
    before = children()
    with Pool(2, mortal) as pool:
        answers = pool.read(documents("slow") for _ in range(1_000))
        next(answers)
        assert len(children() - before) >= 2
    tracker = {pid for pid in children() - before if b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()}
    assert children() - before == tracker
