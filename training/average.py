"""Average the weights of several training runs: `python -m training.average OUT MODEL:WEIGHT...`.

Runs that went on from one another lie close enough together for the mean of their weights to read better than each
(Wortsman et al. 2022, model soups).
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor


def average(models: list[tuple[dict[str, Tensor], float]]) -> dict[str, Tensor]:
    """The weighted mean of state dicts with the same keys."""
    total = sum(weight for _, weight in models)
    return {
        key: sum((model[key] * weight for model, weight in models), torch.zeros(())) / total for key in models[0][0]
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", nargs="+", metavar="MODEL:WEIGHT")
    options = parser.parse_args()
    pairs = [entry.rsplit(":", 1) for entry in options.models]
    loaded = [(torch.load(path, weights_only=True), float(weight)) for path, weight in pairs]
    torch.save(average(loaded), options.out)
    labels = Path(pairs[0][0]).with_suffix(".labels.json")
    options.out.with_suffix(".labels.json").write_text(labels.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    main()
