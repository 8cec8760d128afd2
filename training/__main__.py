"""`make train`: from the corpora in ../shared to the files in src/sayso/reading/weights. About an hour on two cores."""

import subprocess
import sys
from pathlib import Path

BUILD = Path("build")
WEIGHTS = Path("src/sayso/reading/weights")
STEPS = (("training.train", "--out", str(BUILD / "trees.pt"), "--epochs", "4", "--claims-per-epoch", "0"),)


def main() -> None:
    """Run the steps in turn; a step whose file is there already is not run again."""
    for step in STEPS:
        out = Path(step[2])
        if not out.exists():
            subprocess.run([sys.executable, "-m", *step], check=True)


if __name__ == "__main__":
    main()
