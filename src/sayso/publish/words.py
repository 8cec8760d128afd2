"""Words in a terminal: nothing in them can steer it, or turn the direction of what stands beside them."""

from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.measure import Measurement
from rich.text import Text

from sayso.publish.layout import is_rtl, printable

_FIRST_STRONG_ISOLATE, _POP_ISOLATE, _WORD_JOINER = "\u2068", "\u2069", "\u2060"
# Characters that would turn the direction of the rest of a terminal's line, the neighbouring cells with it.
_TURNS = str.maketrans(dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", _WORD_JOINER))


class Words:
    """Words that lay out right beside others when they run from right to left, each line of them by itself.

    `aligned` says whether such words stand at the right edge, as a paragraph does and a cell of a table does not.
    """

    def __init__(self, text: Text, *, aligned: bool = False) -> None:
        self.text = text
        self.justify: JustifyMethod = "right" if aligned and is_rtl(text.plain) else "left"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        turned = turns(self.text.plain)
        for line in self.text.wrap(console, options.max_width, overflow="fold"):
            line.rstrip()
            pieces = (_FIRST_STRONG_ISOLATE, line, _POP_ISOLATE) if turned else (line,)
            yield Text.assemble(*pieces, justify=self.justify, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def safe(words: str) -> str:
    """The words without characters that would turn the direction of what stands beside them."""
    return printable(words).translate(_TURNS)


def turns(words: str) -> bool:
    """Whether any of the words runs from right to left."""
    return any(is_rtl(letter) for letter in words)


def isolated(words: str) -> str:
    """The words, so marked that their direction ends with them."""
    return f"{_FIRST_STRONG_ISOLATE}{words}{_POP_ISOLATE}" if turns(words) else words
