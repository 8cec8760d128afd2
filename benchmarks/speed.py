"""How fast sayso reads, in the process and as a command, and what it costs to start and to install.

Words are counted as people count them: runs of characters between white space.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import onnxruntime

from sayso.ingest.document import Document

ARTICLE_WORDS = 600
ROUNDS = 3
STARTS = 5
COST = Path(__file__).with_name("cost.py")

Read = Callable[[Sequence[Document]], object]


class MeasurementError(Exception):
    """A figure could not be measured; the message says which and why."""


@dataclass(slots=True)
class Recorder:
    """Every call that was made of an ONNX session, to be made again on its own."""

    calls: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within this, each run of any session in the process is kept with what it was given."""
        original = onnxruntime.InferenceSession.run

        def run(session: Any, *args: Any, **options: Any) -> Any:
            self.calls.append((session, args, options))
            return original(session, *args, **options)

        onnxruntime.InferenceSession.run = run
        try:
            yield
        finally:
            onnxruntime.InferenceSession.run = original

    def sessions(self) -> list[Any]:
        """The sessions that were run."""
        return list({id(session): session for session, _, _ in self.calls}.values())

    def replay(self, session: Any) -> None:
        """Make the same calls of one session once more, and nothing besides."""
        for called, args, options in self.calls:
            if called is session:
                called.run(*args, **options)


def articles(texts: Sequence[str], count: int) -> list[str]:
    """Texts of some 600 words: paragraphs of the given texts, in turn, until there are `count` articles.

    Raises:
        MeasurementError: the texts hold no word.
    """
    paragraphs = [p.strip() for text in texts for p in text.split("\n\n") if p.strip()]
    if not paragraphs:
        raise MeasurementError("no coded text is there to make articles of")
    made: list[str] = []
    current: list[str] = []
    size, i = 0, 0
    while len(made) < count:
        paragraph = paragraphs[i % len(paragraphs)]
        current.append(paragraph)
        size += len(paragraph.split())
        i += 1
        if size >= ARTICLE_WORDS:
            made.append("\n\n".join(current))
            current, size = [], 0
    return made


def words(texts: Sequence[str]) -> int:
    """How many words they have."""
    return sum(len(text.split()) for text in texts)


def reading_speed(read: Read, texts: Sequence[str]) -> dict[str, float]:
    """Words a second of the whole pipeline and of its bare ONNX sessions, in turn over the same texts.

    The sessions are given again exactly what the pipeline gave them, so the windows are the same. Each figure is the
    best of three rounds.

    Returns:
        `pipeline`; `encoder`, the session that takes longest, on its own; `sessions`, all of them one after the other;
        in words a second. `share`: the speed of the pipeline as a part of the encoder's, 0 to 100.

    Raises:
        MeasurementError: the pipeline made no call of an ONNX session.
    """
    documents = [Document(text, f"{i}.txt") for i, text in enumerate(texts)]
    recorder = Recorder()
    with recorder.listening():
        read(documents)
    if not recorder.calls:
        raise MeasurementError("reading speed: no run of an ONNX session was seen while the texts were read")
    pipeline, sessions = float("inf"), [float("inf")] * len(recorder.sessions())
    for _ in range(ROUNDS):
        pipeline = min(pipeline, _seconds(partial(read, documents)))
        taken = [_seconds(partial(recorder.replay, session)) for session in recorder.sessions()]
        sessions = [min(pair) for pair in zip(sessions, taken, strict=True)]
    total = words(texts)
    return {
        "pipeline": total / pipeline,
        "encoder": total / max(sessions),
        "sessions": total / sum(sessions),
        "share": 100 * max(sessions) / pipeline,
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds of wall time, and the most memory it held, in megabytes of 10^6 bytes."""

    seconds: float
    megabytes: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away.

    Raises:
        MeasurementError: it failed.
    """
    done = subprocess.run([sys.executable, "-I", str(COST), *command], capture_output=True, text=True, check=False)
    cost = json.loads(done.stdout) if done.returncode == 0 else {"code": done.returncode}
    if cost["code"]:
        last = done.stderr.strip().rpartition("\n")[2]
        raise MeasurementError(f"{Path(command[0]).name} ended with {cost['code']}: {last}")
    return Run(cost["seconds"], cost["kilobytes"] * 1024 / 1e6)


def article_speed(command: Sequence[str], texts: Sequence[str], folder: Path) -> float:
    """Articles of 600 words a second, end to end: files in, records out, the start of the program included."""
    paths = []
    for i, text in enumerate(texts):
        paths.append(folder / f"article-{i:04}.txt")
        paths[-1].write_text(text, "utf-8")
    output = folder / "claims.jsonl"
    taken = run([*command, "read", *map(str, paths), "--format", "jsonl", "-o", str(output)])
    return words(texts) / ARTICLE_WORDS / taken.seconds


def start_cost(command: Sequence[str], text: str, folder: Path) -> Run:
    """What it takes to read one page in a process of its own: the median of five runs, time and memory each."""
    page = folder / "page.txt"
    page.write_text(text, "utf-8")
    runs = [run([*command, "read", str(page), "--format", "jsonl"]) for _ in range(STARTS)]
    return Run(statistics.median(r.seconds for r in runs), statistics.median(r.megabytes for r in runs))


def wheel_size(project: Path, folder: Path) -> float:
    """Size of the project's wheel in megabytes of 10^6 bytes; it is built in `folder`."""
    build = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(project),
    ]
    run([sys.executable, *build])
    return max(path.stat().st_size for path in folder.glob("*.whl")) / 1e6
