"""The label inventories, in the order of the heads' outputs; written into the package beside the weights."""

import json
from dataclasses import asdict
from pathlib import Path

from sayso.claims.claim import MODALITIES, STANCES
from sayso.claims.kinds import KINDS
from sayso.reading.network import Labels
from training.corpora import MENTION_TAGS, ROLES, Sentence
from training.model import Sizes


def labels_of(sentences: list[Sentence]) -> Labels:
    """Inventories over the training sentences and the codebook's kinds."""
    return Labels(
        sorted({tag for s in sentences for tag in s.upos}),
        sorted({tag for s in sentences for tag in s.relations}),
        list(MENTION_TAGS),
        ["O", "I", *KINDS],
        list(ROLES),
        list(MODALITIES),
        list(STANCES),
    )


def sizes(labels: Labels) -> Sizes:
    """How many labels each head has."""
    return Sizes(**{name: len(values) for name, values in asdict(labels).items()})


def write_labels(labels: Labels, path: Path) -> None:
    """As JSON."""
    path.write_text(json.dumps(asdict(labels), indent=1) + "\n", "utf-8")


def read_labels(path: Path) -> Labels:
    """What `write_labels` wrote."""
    return Labels(**json.loads(path.read_text("utf-8")))
