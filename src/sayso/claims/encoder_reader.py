"""The embedded reader: texts through the encoder, and what it sees through the assembler, become proposed claims."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sayso import __version__
from sayso.claims.assemble import Assembler
from sayso.claims.calibration import Calibration, load_calibration
from sayso.claims.claim import Claim
from sayso.claims.events import triggers
from sayso.claims.quotations import quotations
from sayso.ingest.document import Document
from sayso.reading.network import Network, default_network
from sayso.reading.read import Reading, read, read_roles

BATCH = 16


class EncoderReader:
    """Reads documents with the encoder that ships in the package. It is trained on English text.

    Raises `WeightsError` when made with weights that cannot be loaded.
    """

    def __init__(self, network: Network | None = None, levels: Calibration | None = None) -> None:
        self._network = network or default_network()
        self.levels = levels or load_calibration(self._network.folder)

    @property
    def label(self) -> str:
        """Name and version, as it stands in each claim's `reader`."""
        return f"sayso-encoder {__version__}"

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        """Proposed claims of each document in turn; up to 16 documents are read together."""
        stream = iter(documents)
        while batch := list(islice(stream, BATCH)):
            readings = read([document.text for document in batch], self._network)
            for document, reading in zip(batch, readings, strict=True):
                yield self._claims(document, reading)

    def _claims(self, document: Document, reading: Reading) -> list[Claim]:
        found = triggers(reading.triggers, self._network.labels.triggers, self.levels.kinds)
        said = quotations(reading.doc) if found else []
        scored = read_roles(reading, [(t.first, t.label) for t in found], self._network)
        assembler = Assembler(document, reading, said, self._network, self.levels, self.label)
        return assembler.claims([(t, *read) for t, read in zip(found, scored, strict=True)])
