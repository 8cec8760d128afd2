"""From a trained network to the files that ship: three ONNX graphs, the labels and the tokenizer.

Matrices become 8-bit integers, one scale a column, with dynamic 8-bit activations.
`python -m training.export build/model.pt src/sayso/reading/weights`.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.reading.network import Labels
from training.labels import read_labels, sizes, write_labels
from training.model import HIDDEN, HINT_COUNT, Network
from training.train import minilm

OPSET = 17


class Reading(nn.Module):
    """The graph that reads windows: pieces in, what each word is out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor, firsts: Tensor, words: Tensor
    ) -> tuple[Tensor, ...]:
        """See `sayso.reading.network` for the names and shapes of inputs and outputs."""
        net = self.network
        syntax, meaning = net.encoder(pieces, shapes, hints, mask, firsts)
        arcs = net.parser.arcs(syntax, words > 0)
        dependent, head = net.parser.relation_vectors(syntax)
        return (
            net.upos(syntax).argmax(-1),
            net.starts(syntax).squeeze(-1).sigmoid(),
            arcs,
            dependent,
            head,
            net.mentions(meaning).argmax(-1),
            net.triggers(meaning).softmax(-1),
            meaning,
        )


class Relations(nn.Module):
    """The graph that names the relation of each word to its head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.parser = network.parser

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """[n, rel], [n, rel] to [n] labels."""
        rel = self.parser.rel
        one = torch.ones_like(dependent[:, :1])
        left, right = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        mixed = (left @ rel.permute(1, 0, 2).reshape(rel.shape[1], -1)).reshape(-1, rel.shape[0], rel.shape[2])
        return (mixed @ right[:, :, None]).squeeze(-1).argmax(-1)


class Roles(nn.Module):
    """The graph that reads what stands around one trigger."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(
        self, vectors: Tensor, words: Tensor, rows: Tensor, triggers: Tensor, kinds: Tensor
    ) -> tuple[Tensor, ...]:
        """See `sayso.reading.network`."""
        tags, modality, stance = self.roles(vectors, words > 0, rows, triggers, kinds)
        return tags.softmax(-1), modality.softmax(-1), stance.softmax(-1)


def graph(
    module: nn.Module, inputs: dict[str, tuple[Tensor, list[str]]], outputs: dict[str, list[str]], path: Path
) -> None:
    """Write one graph; the named axes of inputs and outputs are left open."""
    axes = {name: dict(enumerate(names)) for name, (_, names) in inputs.items()}
    axes |= {name: {i: a for i, a in enumerate(names) if a} for name, names in outputs.items()}
    with torch.no_grad():
        torch.onnx.export(
            module.eval(),
            tuple(value for value, _ in inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: {i: a for i, a in own.items() if a} for name, own in axes.items()},
            opset_version=OPSET,
            dynamo=False,
        )


def export(network: Network, labels: Labels, folder: Path, whole: bool = False) -> None:
    """Write everything the reader needs into `folder`; with `whole`, keep 32 bits throughout."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch)
        _write_graphs(network, raw)
        for name in ("encoder", "relations", "roles"):
            source, target = raw / f"{name}.onnx", folder / f"{name}.onnx"
            if whole:
                shutil.copy(source, target)
            else:
                _quantize(source, target)
    shutil.copy(minilm() / "tokenizer.json", folder / "tokenizer.json")
    write_labels(labels, folder / "labels.json")


def _quantize(source: Path, target: Path) -> None:
    """8 bits for the matrices of linear layers and the embedding of word pieces."""
    model = onnx.load(source)
    large = {t.name for t in model.graph.initializer if len(t.dims) == 2 and t.dims[0] * t.dims[1] > 30_000}
    nodes = [n.name for n in model.graph.node if n.op_type in {"MatMul", "Gather"} and large & set(n.input)]
    quantize_dynamic(
        source,
        target,
        nodes_to_quantize=nodes,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )


def _write_graphs(network: Network, folder: Path) -> None:
    b, n, w, e = 2, 24, 12, 3
    ones = torch.ones(b, n, dtype=torch.int64)
    firsts = torch.arange(1, w + 1).repeat(b, 1)
    words = torch.ones(b, w, dtype=torch.int64)
    graph(
        Reading(network),
        {
            "pieces": (ones * 1000, ["batch", "pieces"]),
            "shapes": (ones, ["batch", "pieces"]),
            "hints": (torch.zeros(b, n, HINT_COUNT), ["batch", "pieces", ""]),
            "mask": (ones, ["batch", "pieces"]),
            "firsts": (firsts, ["batch", "words"]),
            "words": (words, ["batch", "words"]),
        },
        {
            name: ["batch", "words"]
            for name in ("upos", "starts", "arcs", "dependent", "head", "mentions", "triggers", "vectors")
        },
        folder / "encoder.onnx",
    )
    pair = torch.randn(5, network.parser.rel.shape[1] - 1)
    graph(
        Relations(network),
        {"dependent": (pair, ["pairs", ""]), "head": (pair, ["pairs", ""])},
        {"relations": ["pairs"]},
        folder / "relations.onnx",
    )
    index = torch.arange(e) % b
    graph(
        Roles(network),
        {
            "vectors": (torch.randn(b, w, HIDDEN), ["batch", "words", ""]),
            "words": (words, ["batch", "words"]),
            "rows": (index, ["events"]),
            "triggers": (torch.arange(e), ["events"]),
            "kinds": (torch.arange(e) + 2, ["events"]),
        },
        {"tags": ["events", "words"], "modality": ["events"], "stance": ["events"]},
        folder / "roles.onnx",
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--whole", action="store_true", help="keep 32 bits")
    options = parser.parse_args()
    labels = read_labels(options.model.with_suffix(".labels.json"))
    network = Network(sizes(labels))
    network.load_state_dict(torch.load(options.model, weights_only=True))
    export(network, labels, options.folder, options.whole)


if __name__ == "__main__":
    main()
