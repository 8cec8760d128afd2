"""Claims as lines of JSON, for other programs."""

import json
from collections.abc import Iterable
from typing import TextIO

from sayso.claims.claim import Claim
from sayso.claims.record import describe, to_record
from sayso.ingest.document import Document

# Line breaks that JSON leaves alone inside a string, though some readers of lines split at them.
_ESCAPED = str.maketrans({break_: f"\\u{ord(break_):04x}" for break_ in "\x85\u2028\u2029"})


def write_jsonl(document: Document, claims: Iterable[Claim], out: TextIO) -> None:
    """One claim a line, in the codebook's Output shape and in the claims' order.

    Letters of all scripts stand as they are. A lone surrogate, which UTF-8 can't hold, is written as a JSON escape;
    JSON can't tell two of them side by side from the one character that they make together.

    Args:
        document: the document that the claims were read from.
        claims: its claims.
        out: a text stream, UTF-8.
    """
    about = describe(document)
    for claim in claims:
        line = json.dumps(to_record(claim, about), ensure_ascii=False).translate(_ESCAPED)
        out.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
