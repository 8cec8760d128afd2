"""From examples to padded tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor

from sayso.claims.claim import MODALITIES, STANCES
from sayso.reading.network import Labels
from sayso.reading.pieces import CLS, SEP, Pieces
from sayso.reading.words import hint_of, shape
from training.corpora import IGNORE, ROLES, Event, Example
from training.model import HINT_COUNT

MASK = 103


@dataclass(slots=True)
class Batch:
    """Tensors of some examples; a layer that none of them has is None. Shapes: see `collate`."""

    pieces: Tensor
    shapes: Tensor
    hints: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor
    upos: Tensor | None = None
    heads: Tensor | None = None
    relations: Tensor | None = None
    starts: Tensor | None = None
    sentences: Tensor | None = None
    mentions: Tensor | None = None
    triggers: Tensor | None = None
    rows: Tensor | None = None
    event_trigger: Tensor | None = None
    event_kind: Tensor | None = None
    event_tags: Tensor | None = None
    event_modality: Tensor | None = None
    event_stance: Tensor | None = None


@dataclass(slots=True)
class Noise:
    """Hides some words behind [MASK], and some hints, so that neither word nor lexicon is all that is learnt from."""

    rng: random.Random
    words: float = 0.08
    hints: float = 0.15

    def __call__(self, pieces: list[int], hint: int) -> tuple[list[int], int]:
        """What is left of a word's pieces and its hint."""
        if self.rng.random() < self.words:
            pieces = [MASK] * len(pieces)
        return pieces, 0 if self.rng.random() < self.hints else hint


def pad(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Rows of unequal length as one tensor [rows, longest]."""
    width = max(len(row) for row in rows)
    return torch.tensor([list(row) + [value] * (width - len(row)) for row in rows])


def collate(examples: Sequence[Example], pieces: Pieces, labels: Labels, noise: Noise | None = None) -> Batch:
    """Padded tensors: [batch, pieces] for the encoder's input, [batch, words] for labels, [events, ...] for events."""
    ids, shapes, masks, firsts = [], [], [], []
    for example in examples:
        row, kinds, bits, begin = [CLS], [5], [0], []
        for form in example.forms:
            begin.append(len(row))
            own, hint = pieces(form), hint_of(form)
            if noise is not None:
                own, hint = noise(own, hint)
            row += own
            kinds += [shape(form)] * len(own)
            bits += [hint] * len(own)
        ids.append([*row, SEP])
        shapes.append([*kinds, 5])
        masks.append([*bits, 0])
        firsts.append(begin)
    lengths = pad([[1] * len(example.forms) for example in examples], 0).bool()
    hints = (pad(masks, 0)[..., None] >> torch.arange(HINT_COUNT)) & 1
    mask = pad([[1] * len(row) for row in ids], 0)
    batch = Batch(pad(ids, 0), pad(shapes, 5), hints.float(), mask, pad(firsts, 0), lengths)
    width = lengths.shape[1]
    blank = [IGNORE] * width

    def layer(rows: Sequence[Sequence[int]]) -> Tensor | None:
        return pad([row or blank for row in rows], IGNORE) if any(rows) else None

    batch.upos = layer([[labels.upos.index(tag) for tag in e.upos] for e in examples])
    batch.heads = layer([e.heads for e in examples])
    batch.relations = layer([[labels.relations.index(tag) for tag in e.relations] for e in examples])
    batch.starts = layer([e.starts for e in examples])
    batch.sentences = layer([list(accumulate(e.starts)) for e in examples])
    batch.mentions = layer([e.mentions for e in examples])
    batch.triggers = layer([[labels.triggers.index(tag) for tag in e.triggers] for e in examples])
    events = [(i, event) for i, e in enumerate(examples) for event in e.events]
    if events:
        batch.rows = torch.tensor([i for i, _ in events])
        batch.event_trigger = torch.tensor([event.first for _, event in events])
        batch.event_kind = torch.tensor([labels.triggers.index(event.kind) for _, event in events])
        batch.event_tags = torch.stack([_tags(event, len(examples[i].forms), width) for i, event in events])
        batch.event_modality = torch.tensor([MODALITIES.index(event.modality) for _, event in events])
        batch.event_stance = torch.tensor([STANCES.index(event.stance) for _, event in events])
    return batch


def _tags(event: Event, length: int, width: int) -> Tensor:
    """[width, roles]: 0 outside, 1 first word of a filler, 2 a further word."""
    tags = torch.full((width, len(ROLES)), IGNORE)
    tags[:length] = 0
    for role, first, last in event.fillers:
        tags[first, ROLES.index(role)] = 1
        tags[first + 1 : last + 1, ROLES.index(role)] = 2
    return tags


def batches(examples: Sequence[Example], pieces: Pieces, size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Examples of similar length grouped so that a padded group holds about `size` word pieces."""
    keyed = [(sum(len(pieces(form)) for form in e.forms) + rng.random() * 20, i) for i, e in enumerate(examples)]
    keyed.sort()
    groups: list[list[Example]] = []
    group: list[Example] = []
    for length, i in keyed:
        if group and (len(group) + 1) * (length + 2) > size:
            groups.append(group)
            group = []
        group.append(examples[i])
    if group:
        groups.append(group)
    rng.shuffle(groups)
    yield from groups
