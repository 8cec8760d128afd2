"""The name and version of all that reads a report, by which a ledger tells what it has been read by."""

import hashlib

from sayso.grounding.gazetteer import build
from sayso.grounding.gazetteer.store import read_meta
from sayso.ledger.fingerprint import fingerprint

PACKAGES = ("reading", "claims", "grounding")
"""What turns a text into grounded claims, weights and lexicons and theatres included.

Libraries are not looked at: to read everything anew whenever one of them is brought up to date would be for nothing.
"""
_DIGITS = 12


def label_of(reader: str) -> str:
    """The reader's own label, and a hash of all that its claims depend on: code, weights, who is who, known places.

    Raises:
        GazetteerError: an index of places is broken.
    """
    told = "\0".join([fingerprint(PACKAGES), build.version(), *_added()])
    return f"{reader} {hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]}"


def _added() -> list[str]:
    """What was added to the gazetteer here, from where, when, and how large it is."""
    return [f"{code} {sorted(read_meta(path).items())} {path.stat().st_size}" for code, path in build.added().items()]
