"""What is measured: the one place where the benchmark touches sayso's reader, parser and command."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benchmarks.treebanks import Tree
from sayso.claims import default_reader
from sayso.claims.claim import Claim
from sayso.claims.gate import Gate
from sayso.claims.reader import Reader
from sayso.ingest.document import Document
from sayso.reading.network import default_network
from sayso.reading.parse import parse_tokens


@cache
def reader() -> Reader:
    """The reader that `sayso read` uses, loaded once: what loading costs is measured with the start of the command.

    Raises:
        WeightsError: its weights are missing or broken.
    """
    return default_reader()


def read(documents: Sequence[Document]) -> list[list[Claim]]:
    """The claims of each document that pass the gate, in the documents' order."""
    gate = Gate()
    return [gate.admit(claims) for claims in reader().read(documents)]


def parse(sentences: Sequence[list[str]]) -> list[Tree]:
    """The parsed tree of each sentence, its words given."""
    return [Tree(tree.upos, tree.heads, tree.relations) for tree in parse_tokens(sentences, default_network())]


def command() -> list[str]:
    """How `sayso` is called in this environment."""
    return [str(Path(sys.executable).with_name("sayso"))]
