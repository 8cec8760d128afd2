"""The network: MiniLM-L6 with a head for each layer of what `sayso` reads.

Encoder: Wang et al. 2020 (MiniLM), as fine-tuned in all-MiniLM-L6-v2. Parsing: deep biaffine attention (Dozat and
Manning 2017). Roles: a small attention layer over the words of the window, conditioned on one trigger.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, HEADS, FEED, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
SHAPE_COUNT, HINT_COUNT = 6, 27
DISTANCES = 40


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head has."""

    upos: int
    relations: int
    mentions: int
    triggers: int
    roles: int
    modalities: int
    stances: int


class Layer(nn.Module):
    """A transformer layer with the normalisation after each part, as BERT has it."""

    def __init__(self, width: int, heads: int, feed: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, feed)
        self.down = nn.Linear(feed, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [batch, length, width]; `bias` [batch, 1, 1, length] or broadcastable, added to the attention scores."""
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q / math.sqrt(width // self.heads)) @ k.transpose(-1, -2) + bias.to(q.dtype)
        mixed = scores.softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, n, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces in, one vector for each word out, once mixed for syntax and once for meaning."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.shapes = nn.Embedding(SHAPE_COUNT, HIDDEN)
        self.hints = nn.Linear(HINT_COUNT, HIDDEN, bias=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(HIDDEN, HEADS, FEED, dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 1.0]]))
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.hints.weight)

    def forward(
        self, pieces: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor, firsts: Tensor
    ) -> tuple[Tensor, Tensor]:
        """
        Args:
            pieces: [batch, length] ids; shapes: [batch, length] indices of `SHAPES`.
            hints: [batch, length, kinds] 1 where a piece's word can name an event of the kind.
            mask: [batch, length] 1 where real.
            firsts: [batch, words] index of each word's first piece.

        Returns:
            Two tensors [batch, words, HIDDEN].
        """
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = (
            self.pieces(pieces)
            + self.positions(positions)[None]
            + self.segment
            + self.shapes(shapes)
            + self.hints(hints)
        )
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        outputs = []
        for layer in self.layers:
            x = layer(x, bias)
            outputs.append(x)
        last = torch.stack(outputs[-4:], 0)
        index = firsts[..., None].expand(-1, -1, HIDDEN)
        weights = self.mix.softmax(-1)
        syntax, meaning = ((last * w[:, None, None, None]).sum(0).gather(1, index) for w in weights)
        return syntax, meaning


def perceptron(width: int, out: int, dropout: float) -> nn.Sequential:
    """One hidden projection with GELU."""
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))


class Parser(nn.Module):
    """Biaffine arcs and relations; a root is a word that is its own head."""

    def __init__(self, relations: int, arc: int = 256, rel: int = 128) -> None:
        super().__init__()
        self.arc_dependent = perceptron(HIDDEN, arc, 0.3)
        self.arc_head = perceptron(HIDDEN, arc, 0.3)
        self.arc = nn.Parameter(torch.zeros(arc, arc))
        self.arc_bias = nn.Parameter(torch.zeros(arc))
        self.root = nn.Linear(HIDDEN, 1)
        self.rel_dependent = perceptron(HIDDEN, rel, 0.3)
        self.rel_head = perceptron(HIDDEN, rel, 0.3)
        self.rel = nn.Parameter(torch.empty(relations, rel + 1, rel + 1))
        nn.init.normal_(self.rel, std=1.0 / rel)
        nn.init.normal_(self.arc, std=1.0 / arc)

    def arcs(self, words: Tensor, mask: Tensor) -> Tensor:
        """Scores [batch, dependent, head]; the diagonal is the score of being a root. `mask` [batch, words]."""
        dependent, head = self.arc_dependent(words), self.arc_head(words)
        scores = dependent @ self.arc @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None, :]
        eye = torch.eye(words.shape[1], dtype=scores.dtype, device=scores.device)[None]
        scores = scores * (1 - eye) + self.root(words) * eye
        return scores.masked_fill(~mask[:, None, :], -1e4)

    def relation_vectors(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """A vector for each word as a dependent and as a head."""
        return self.rel_dependent(words), self.rel_head(words)

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [n, relations] for n pairs of vectors [n, rel]."""
        dependent, head = F.pad(dependent, (0, 1), value=1.0), F.pad(head, (0, 1), value=1.0)
        return torch.einsum("nd,rde,ne->nr", dependent, self.rel, head)


class Roles(nn.Module):
    """For one trigger: a role tag for each word of its window, and the event's modality and stance."""

    def __init__(self, sizes: Sizes, width: int = 192, layers: int = 2) -> None:
        super().__init__()
        self.word = nn.Linear(HIDDEN, width)
        self.trigger = nn.Linear(HIDDEN, width)
        self.product = nn.Linear(width, width)
        self.kind = nn.Embedding(sizes.triggers, width)
        self.distance = nn.Embedding(2 * DISTANCES + 1, width)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(0.2)
        self.layers = nn.ModuleList(Layer(width, 6, 2 * width, 0.1) for _ in range(layers))
        self.tags = nn.Linear(width, 3 * sizes.roles)
        self.modality = nn.Linear(2 * width, sizes.modalities)
        self.stance = nn.Linear(2 * width, sizes.stances)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.normal_(self.kind.weight, std=0.02)

    def forward(
        self, windows: Tensor, mask: Tensor, rows: Tensor, triggers: Tensor, kinds: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """
        Args:
            windows: [windows, words, HIDDEN]; mask: [windows, words], true where real.
            rows: [events] the window of each event; triggers: [events] index of the trigger's first word in it.
            kinds: [events] its label.

        Returns:
            Scores: tags [events, words, roles, 3] (outside, first, further), modality [events, modalities],
            stance [events, stances].
        """
        index = torch.arange(windows.shape[1], device=windows.device)[None, :] - triggers[:, None]
        bucket = log_bucket(index) + DISTANCES
        trigger = self.trigger(windows[rows, triggers])[:, None, :]
        word = self.word(windows)[rows]
        x = word + trigger + self.product(word * trigger) + self.distance(bucket) + self.kind(kinds)[:, None, :]
        x = self.dropout(F.gelu(self.norm(x)))
        bias = (1.0 - mask[rows].to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        here = x.gather(1, triggers[:, None, None].expand(-1, 1, x.shape[2])).squeeze(1)
        here = self.dropout(torch.cat([here, trigger.squeeze(1)], -1))
        return self.tags(x).unflatten(-1, (-1, 3)), self.modality(here), self.stance(here)


def log_bucket(distance: Tensor) -> Tensor:
    """Signed distances as they are up to 20 words, then in logarithmic steps up to `DISTANCES`."""
    size = distance.abs().clamp(max=400).to(torch.float32)
    far = 20 + torch.log2((size / 20).clamp(min=1.0)) * 4
    bucket = torch.where(size <= 20, size, far).clamp(max=DISTANCES)
    return (bucket * distance.sign()).to(torch.int64)


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.parser = Parser(sizes.relations)
        self.upos = nn.Linear(HIDDEN, sizes.upos)
        self.starts = nn.Linear(HIDDEN, 1)
        self.mentions = nn.Linear(HIDDEN, sizes.mentions)
        self.triggers = nn.Sequential(nn.Dropout(0.2), nn.Linear(HIDDEN, sizes.triggers))
        self.roles = Roles(sizes)
        self.word_dropout = nn.Dropout(0.2)


def load_minilm(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Copy the weights of a BERT-named state dict (MiniLM-L6) into the encoder."""
    get = {key.removeprefix("bert."): value for key, value in weights.items()}.__getitem__
    with torch.no_grad():
        encoder.pieces.weight.copy_(get("embeddings.word_embeddings.weight"))
        encoder.positions.weight.copy_(get("embeddings.position_embeddings.weight"))
        encoder.segment.copy_(get("embeddings.token_type_embeddings.weight")[0])
        encoder.norm.weight.copy_(get("embeddings.LayerNorm.weight"))
        encoder.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(encoder.layers):
            base = f"encoder.layer.{i}."
            for part, names in {
                "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
                "out": ("attention.output.dense",),
                "norm1": ("attention.output.LayerNorm",),
                "up": ("intermediate.dense",),
                "down": ("output.dense",),
                "norm2": ("output.LayerNorm",),
            }.items():
                module = getattr(layer, part)
                module.weight.copy_(torch.cat([get(f"{base}{name}.weight") for name in names]))
                module.bias.copy_(torch.cat([get(f"{base}{name}.bias") for name in names]))
