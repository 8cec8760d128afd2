"""Parsing alone, for sentences that are tokenized already: what the treebank benchmarks call."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.network import Network
from sayso.reading.trees import heads_of
from sayso.reading.windows import Window, pack


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence's analysis as in CoNLL-U: `heads` 1-based, 0 for the root; `relations` and `upos` by UD's names."""

    heads: list[int]
    relations: list[str]
    upos: list[str]


def parse_tokens(sentences: Sequence[Sequence[str]], network: Network, limit: int = 1) -> list[Tree]:
    """A tree for each sentence.

    Args:
        sentences: the words of each.
        network: the encoder.
        limit: the most word pieces read together. With 1, each sentence is read by itself, as published parsers are
            measured; with `read.LIMIT`, neighbours share a window, as in running text, but never a tree.
    """
    forms = [form for sentence in sentences for form in sentence]
    bounds = np.cumsum([0, *map(len, sentences)]).tolist()
    sizes = network.pieces.sizes(forms)
    windows = (
        [Window(a, a, b) for a, b in itertools.pairwise(bounds)] if limit == 1 else pack(bounds[:-1], sizes, limit, 0)
    )
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
    if not heads:
        return []
    labels = network.relations(np.concatenate(dependent), np.concatenate(head))
    relations = [network.labels.relations[i] for i in labels]
    return [
        Tree(
            [h and h - a for h in heads[a:b]],
            ["root" if h == 0 else r for h, r in zip(heads[a:b], relations[a:b], strict=True)],
            upos[a:b],
        )
        for a, b in itertools.pairwise(bounds)
    ]
