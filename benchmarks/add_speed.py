"""How fast sayso adds reports to a ledger, against reading them alone: the same files, in turn, in one run."""

from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

from benchmarks.speed import ROUNDS, run


def add_speed(command: Sequence[str], texts: Sequence[str], folder: Path) -> dict[str, float]:
    """Documents a second of `sayso read` and of `sayso add`, end to end, the start of the program included.

    Both are given the same files, `add` a new ledger each time, `add` with two processes besides. Each figure is the
    best of three rounds, in each of which all are run.

    Returns:
        `read`, `add` and `add 2 jobs` in documents a second; `share`: of `add` as a part of `read`, 0 to 100 and more.

    Raises:
        MeasurementError: one of the commands failed.
    """
    files = _written(texts, folder)
    best = {"read": float("inf"), "add": float("inf"), "add 2 jobs": float("inf")}
    for _ in range(ROUNDS):
        ledger = [str(folder / f"{token_hex(4)}.ledger") for _ in range(2)]
        commands = {
            "read": ["read", *files, "--format", "jsonl", "-o", str(folder / "claims.jsonl")],
            "add": ["add", *files, "--ledger", ledger[0]],
            "add 2 jobs": ["add", *files, "--ledger", ledger[1], "--jobs", "2"],
        }
        for name, arguments in commands.items():
            best[name] = min(best[name], run([*command, *arguments]).seconds)
    speeds = {name: len(texts) / seconds for name, seconds in best.items()}
    return {**speeds, "share": 100 * speeds["add"] / speeds["read"]}


def _written(texts: Sequence[str], folder: Path) -> list[str]:
    """The names of files that hold the texts, each of its own."""
    names = []
    for number, text in enumerate(texts):
        path = folder / f"report-{number:04}.txt"
        path.write_text(f"{text}\n{number}\n", "utf-8")
        names.append(str(path))
    return names
