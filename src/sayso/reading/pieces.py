"""Words to word pieces, the units of the encoder's vocabulary."""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_WORD = 12
FORGET = 200_000


class Pieces:
    """The word pieces of a word, looked up once for each form.

    A word gets at most `LONGEST_WORD` pieces: what a longer one ends in is not seen by the encoder.
    """

    def __init__(self, path: Path) -> None:
        """`path`: a `tokenizer.json`. Raises whatever the tokenizers library does when it is broken."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}

    def __call__(self, form: str) -> list[int]:
        """Ids of the pieces of one word, at least one."""
        ids = self._known.get(form)
        if ids is None:
            if len(self._known) > FORGET:
                self._known.clear()
            whole = self._tokenizer.encode(form[:200], add_special_tokens=False).ids
            ids = self._known[form] = whole[:LONGEST_WORD] or [UNKNOWN]
        return ids

    def sizes(self, forms: Sequence[str]) -> list[int]:
        """Number of pieces of each form."""
        return [len(self(form)) for form in forms]
