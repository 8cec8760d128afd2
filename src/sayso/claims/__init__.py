"""From a reading to claims: who says that who did what to whom, where and when, each in the text's own words."""

from sayso.claims.claim import (
    Alternative,
    Claim,
    Count,
    Grounds,
    Location,
    Participant,
    Place,
    Source,
    Span,
    Time,
)
from sayso.claims.gate import Gate
from sayso.claims.reader import Reader

__all__ = [
    "Alternative",
    "Claim",
    "Count",
    "Gate",
    "Grounds",
    "Location",
    "Participant",
    "Place",
    "Reader",
    "Source",
    "Span",
    "Time",
    "default_reader",
]


def default_reader() -> Reader:
    """The reader that `sayso read` uses: the embedded encoder. Loading it takes about a second.

    Raises:
        WeightsError: its weights are missing or broken.
    """
    from sayso.claims.encoder_reader import EncoderReader

    return EncoderReader()
