"""Parsing alone, for sentences that are tokenized already: what the treebank benchmarks call."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.network import Network
from sayso.reading.read import LIMIT
from sayso.reading.trees import heads_of
from sayso.reading.windows import pack


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence's analysis as in CoNLL-U: `heads` 1-based, 0 for the root; `relations` and `upos` by UD's names."""

    heads: list[int]
    relations: list[str]
    upos: list[str]


def parse_tokens(sentences: Sequence[Sequence[str]], network: Network) -> list[Tree]:
    """A tree for each sentence. Neighbours are read in one window, as in running text, but never share a tree."""
    forms = [form for sentence in sentences for form in sentence]
    bounds = np.cumsum([0, *map(len, sentences)]).tolist()
    windows = pack(bounds[:-1], network.pieces.sizes(forms), LIMIT, 0)
    seen = network.see([forms[w.start : w.end] for w in windows])
    starts = set(bounds)
    heads: list[int] = []
    upos: list[str] = []
    dependent, head = [], []
    for window, own in zip(windows, seen, strict=True):
        cuts = [i for i in range(window.start, window.end) if i in starts or i == window.start]
        for first, last in zip(cuts, [*cuts[1:], window.end], strict=True):
            a, b = first - window.start, last - window.start
            local = heads_of(own.arcs[a:b, a:b])
            heads += [0 if h == i else first + h + 1 for i, h in enumerate(local)]
            dependent.append(own.dependent[a:b])
            head.append(own.head[a:b][local])
        upos += [network.labels.upos[i] for i in own.upos]
    labels = network.relations(np.concatenate(dependent), np.concatenate(head)) if heads else []
    relations = [network.labels.relations[i] for i in labels]
    return [
        Tree(
            [h and h - a for h in heads[a:b]],
            ["root" if h == 0 else r for h, r in zip(heads[a:b], relations[a:b], strict=True)],
            upos[a:b],
        )
        for a, b in itertools.pairwise(bounds)
    ]
