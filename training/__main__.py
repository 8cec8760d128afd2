"""`make train`: from the corpora in ../shared to the files in src/sayso/reading/weights. Some 85 minutes on two cores.

A step whose result lies in build/ already is not run again, so that a run that was stopped goes on where it was.
"""

import subprocess
import sys
from pathlib import Path

BUILD = Path("build")
WEIGHTS = Path("src/sayso/reading/weights")
SILVER = BUILD / "silver.conllu"
# Each step goes on from the one before it.
TREES: tuple[tuple[str, str], ...] = (
    ("trees", "--epochs 4 --claims-per-epoch 0"),
    ("more-trees", "--epochs 3 --claims-per-epoch 0"),
)
CLAIMS: tuple[tuple[str, str], ...] = (
    ("claims", "--epochs 8 --trees 0.35 --encoder-rate 1.5e-4"),
    ("finer", "--epochs 4 --trees 0.2 --shared-texts 2 --encoder-rate 1e-4 --head-rate 7e-4"),
    ("finest", f"--silver {SILVER} --epochs 3 --trees 0.3 --shared-texts 2 --encoder-rate 7e-5 --head-rate 5e-4"),
    (
        "last",
        f"--silver {SILVER} --epochs 2 --trees 0.15 --shared-texts 2 --encoder-rate 5e-5 --head-rate 3e-4 --seed 7",
    ),
)
# A last turn from the mean of the steps above, then the mean of all four.
AVERAGED = ("finer:1", "finest:2", "last:2")
TURN = f"--silver {SILVER} --epochs 2 --trees 0.15 --shared-texts 2 --encoder-rate 6e-5 --head-rate 3e-4 --seed 11"


def main() -> None:
    """Train in steps, average the last, export, calibrate."""
    before: Path | None = None
    for name, options in TREES:
        before = _train(name, options, before)
    if not SILVER.exists():
        _run("training.export", str(before), str(BUILD / "parser"))
        _run("training.silver", str(BUILD / "parser"), str(SILVER))
    for name, options in CLAIMS:
        before = _train(name, options, before)
    turned = _train("turned", TURN, _average("mean", AVERAGED))
    _run("training.export", str(_average("reader", (*AVERAGED, f"{turned.stem}:3"))), str(WEIGHTS))
    _run("training.calibrate", str(WEIGHTS))


def _train(name: str, options: str, before: Path | None) -> Path:
    out = BUILD / f"{name}.pt"
    if out.exists():
        print(f"{out} is there; left as it is")
    else:
        init = ("--init", str(before)) if before else ()
        _run("training.train", *options.split(), *init, "--out", str(out))
    return out


def _average(name: str, weighted: tuple[str, ...]) -> Path:
    out = BUILD / f"{name}.pt"
    _run("training.average", str(out), *(f"{BUILD}/{entry.replace(':', '.pt:')}" for entry in weighted))
    return out


def _run(module: str, *options: str) -> None:
    subprocess.run([sys.executable, "-m", module, *options], check=True)


if __name__ == "__main__":
    main()
