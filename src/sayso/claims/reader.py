"""What a reader is: whatever turns a document into proposed claims."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from sayso.claims.claim import Claim
from sayso.ingest.document import Document


class Reader(Protocol):
    """Reads documents and proposes claims. What it proposes reaches the outside only through the gate.

    `label` is the reader's name and version, as it is written into each claim's `reader`.
    """

    @property
    def label(self) -> str: ...

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        """Proposed claims of each document, in the documents' order; each list in text order of the triggers."""
        ...
