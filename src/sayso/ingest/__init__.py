"""From a report as it arrives (a file, an address, a stream) to a `Document`."""

from sayso.ingest.document import Document
from sayso.ingest.inputs import ReadOptions, read_input, read_inputs
from sayso.ingest.metadata import Metadata

__all__ = ["Document", "Metadata", "ReadOptions", "read_input", "read_inputs"]
