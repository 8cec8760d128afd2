"""The mentions of a text (people, places, times, ...) as the claims' rules look through them."""

from typing import NamedTuple

from spacy.tokens import Doc

KEPT = "mentions of claims"


class Labelled(NamedTuple):
    """Tokens `start` to `end` (exclusive) of a document, and the label of what they name."""

    label_: str
    start: int
    end: int


def mentions(doc: Doc) -> tuple[Labelled, ...]:
    """The mentions of a parsed text, in its order; none where nothing was read.

    They are kept beside the text, since a span of spaCy is made anew each time one is looked at.
    """
    if KEPT not in doc.user_data:
        doc.user_data[KEPT] = tuple(Labelled(m.label_, m.start, m.end) for m in doc.spans.get("mentions", []))
    kept: tuple[Labelled, ...] = doc.user_data[KEPT]
    return kept
