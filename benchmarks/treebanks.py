"""Parsing scores on Universal Dependencies treebanks, with gold words and gold sentences.

Every syntactic word counts, punctuation included, as in the CoNLL 2018 shared task's evaluation on gold tokens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import conllu


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence: for each word its universal tag, its head (1-based, 0 for the root) and its relation to it."""

    upos: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank: its words and its gold tree."""

    words: list[str]
    tree: Tree


def load(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file; ranges of contracted words and empty nodes are left out."""
    with path.open(encoding="utf-8") as file:
        return [_sentence(tokens) for tokens in conllu.parse_incr(file)]


def _sentence(tokens: conllu.TokenList) -> Sentence:
    words = [token for token in tokens if isinstance(token["id"], int)]
    return Sentence(
        [word["form"] for word in words],
        Tree([w["upos"] for w in words], [w["head"] for w in words], [w["deprel"] for w in words]),
    )


def accuracy(pairs: Iterable[tuple[Tree, Tree]]) -> dict[str, float]:
    """Of (gold, parsed) trees, the share of words that are right, 0 to 100.

    Returns:
        `upos`; `uas` (head); `las` (head and full relation); `las_universal` (head and relation, subtypes cut off).
    """
    words = 0
    hits = dict.fromkeys(("upos", "uas", "las", "las_universal"), 0)
    for gold, parsed in pairs:
        words += len(gold.heads)
        for i, head in enumerate(gold.heads):
            attached = head == parsed.heads[i]
            ours, theirs = parsed.relations[i], gold.relations[i]
            hits["upos"] += gold.upos[i] == parsed.upos[i]
            hits["uas"] += attached
            hits["las"] += attached and ours == theirs
            hits["las_universal"] += attached and ours.partition(":")[0] == theirs.partition(":")[0]
    return {name: 100 * n / max(1, words) for name, n in hits.items()}
