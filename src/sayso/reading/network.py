"""The embedded encoder: three ONNX graphs, run by onnxruntime on the processor.

`encoder.onnx` reads windows of words, `relations.onnx` names dependency relations, `roles.onnx` reads what stands
around one trigger. How they were trained: docs/model-card.md.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.errors import WeightsError
from sayso.reading.pieces import CLS, SEP, Pieces
from sayso.reading.words import hint_of, shapes

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WEIGHTS_VARIABLE = "SAYSO_WEIGHTS"
OTHER_SHAPE = 5
KINDS = 27
INPUTS = {
    "encoder": {"pieces", "shapes", "hints", "mask", "firsts", "words"},
    "relations": {"dependent", "head"},
    "roles": {"vectors", "words", "rows", "triggers", "kinds"},
}


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the labels, in the order of the heads' outputs."""

    upos: list[str]
    relations: list[str]
    mentions: list[str]
    triggers: list[str]
    roles: list[str]
    modalities: list[str]
    stances: list[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder saw in one window of n words.

    upos [n] and mentions [n]: label indices. starts [n]: probability that a sentence begins. arcs [n, n]: score of each
    head (columns) for each word (rows), the diagonal for being a root. dependent, head [n, d]: input to `relations`.
    triggers [n, labels]: probabilities. vectors [n, hidden]: input to `roles`.
    """

    upos: Ints
    starts: Floats
    arcs: Floats
    dependent: Floats
    head: Floats
    mentions: Ints
    triggers: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True)
class RoleScores:
    """Around one trigger, probabilities: tags [words, roles, 3] (outside, first, further word), modality, stance."""

    tags: Floats
    modality: Floats
    stance: Floats


class Network:
    """Runs the weights in one folder. It holds no state of a document."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """
        Raises:
            WeightsError: a file is missing, broken, or its labels do not fit.
        """
        self.folder = folder
        try:
            self.pieces = Pieces(folder / "tokenizer.json")
            self.labels = Labels(**json.loads((folder / "labels.json").read_text("utf-8")))
            self._sessions = {
                name: _session(folder / f"{name}.onnx", threads) for name in ("encoder", "relations", "roles")
            }
        except Exception as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise WeightsError(
                f"{folder}: the reader's weights cannot be loaded ({reason}); reinstall sayso"
            ) from error
        wanted = {name for name, session in self._sessions.items() if _inputs(session) != INPUTS[name]}
        if wanted:
            raise WeightsError(f"{folder}: {wanted.pop()}.onnx is of another version of sayso; reinstall sayso")

    @cached_property
    def _fields(self) -> list[str]:
        return [output.name for output in self._sessions["encoder"].get_outputs()]

    def see(self, windows: Sequence[Sequence[str]]) -> list[Seen]:
        """Run the encoder over windows of word forms.

        Each window is run by itself: the 8-bit scale of the activations is taken over all that is run together, and
        what is read in one text must not depend on the texts beside it.
        """
        return [self._see(forms) for forms in windows]

    def _see(self, forms: Sequence[str]) -> Seen:
        values = self._sessions["encoder"].run(None, _feeds(forms, [self.pieces(form) for form in forms]))
        return Seen(**{name: value[0] for name, value in zip(self._fields, values, strict=True)})

    def relations(self, dependent: Floats, head: Floats) -> Ints:
        """Label indices [n] of the relations of n words, from vectors [n, d] of each and of its head."""
        if not len(dependent):
            return np.zeros(0, np.int64)
        (labels,) = self._sessions["relations"].run(None, {"dependent": dependent, "head": head})
        return np.asarray(labels)

    def roles(
        self, vectors: Sequence[Floats], rows: Sequence[int], triggers: Sequence[int], kinds: Sequence[int]
    ) -> list[RoleScores]:
        """Read around triggers.

        Args:
            vectors: [words, hidden] of each window.
            rows: for each trigger, its window; triggers: its first word in that window; kinds: its label index.

        The triggers of a window go together, and no others.
        """
        own: dict[int, list[int]] = {}
        for i, row in enumerate(rows):
            own.setdefault(row, []).append(i)
        out: list[RoleScores | None] = [None] * len(rows)
        for row, group in own.items():
            feeds = {
                "vectors": vectors[row][None],
                "words": np.ones((1, len(vectors[row])), np.int64),
                "rows": np.zeros(len(group), np.int64),
                "triggers": np.array([triggers[i] for i in group], np.int64),
                "kinds": np.array([kinds[i] for i in group], np.int64),
            }
            scores = self._sessions["roles"].run(None, feeds)
            for i, *values in zip(group, *scores, strict=True):
                out[i] = RoleScores(*values)
        return [scores for scores in out if scores is not None]


def _inputs(session: onnxruntime.InferenceSession) -> set[str]:
    return {value.name for value in session.get_inputs()}


def _session(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _feeds(forms: Sequence[str], pieces: Sequence[list[int]]) -> dict[str, Any]:
    """The inputs of one window, as a batch of one."""
    counts = [len(own) for own in pieces]
    ids = np.array([CLS, *(piece for own in pieces for piece in own), SEP], np.int64)
    written = np.full(len(ids), OTHER_SHAPE, np.int64)
    written[1:-1] = np.repeat(shapes(forms), counts)
    bits = np.array([hint_of(form) for form in forms], np.int64)
    hints = np.zeros((len(ids), KINDS), np.float32)
    hints[1:-1] = np.repeat((bits[:, None] >> np.arange(KINDS)) & 1, counts, 0)
    return {
        "pieces": ids[None],
        "shapes": written[None],
        "hints": hints[None],
        "mask": np.ones((1, len(ids)), np.int64),
        "firsts": (1 + np.cumsum([0, *counts[:-1]]))[None],
        "words": np.ones((1, len(forms)), np.int64),
    }


def default_network(threads: int | None = None) -> Network:
    """The network with the weights of the package, or of the folder that the variable `SAYSO_WEIGHTS` names."""
    override = os.environ.get(WEIGHTS_VARIABLE)
    if override:
        return Network(Path(override), threads)
    with as_file(files("sayso.reading").joinpath("weights")) as folder:
        return Network(folder, threads)
