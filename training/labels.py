"""The label inventories, in the order of the heads' outputs; written into the package beside the weights."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sayso.claims.kinds import KINDS
from training.corpora import MENTION_TAGS, MODALITIES, ROLES, STANCES, Sentence
from training.model import Sizes


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the labels of each head."""

    upos: list[str]
    relations: list[str]
    mentions: list[str]
    triggers: list[str]
    roles: list[str]
    modalities: list[str]
    stances: list[str]

    def sizes(self) -> Sizes:
        """How many of each."""
        return Sizes(**{name: len(values) for name, values in asdict(self).items()})

    def write(self, path: Path) -> None:
        """As JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")


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


def read_labels(path: Path) -> Labels:
    """What `Labels.write` wrote."""
    return Labels(**json.loads(path.read_text("utf-8")))
