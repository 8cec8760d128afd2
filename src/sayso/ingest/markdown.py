"""From Markdown to running text: paragraphs, headings, items and table rows, a blank line between any two."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sayso.errors import BadMetadata
from sayso.ingest.metadata import Metadata, from_mapping

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = "front matter"
_LONGEST_PARAGRAPH = 10_000


def split_front_matter(source: str, where: str) -> tuple[Metadata, str]:
    """What the YAML front matter tells, and the Markdown below it.

    A line of dashes at the head that opens no keys and values is a rule of the text, not front matter.

    Raises:
        BadMetadata: the front matter is not YAML, or a known key holds what it can't hold.
    """
    from frontmatter.default_handlers import YAMLHandler
    from yaml import YAMLError

    handler = YAMLHandler()
    pieces = handler.FM_BOUNDARY.split(source, 2)
    if not handler.detect(source) or len(pieces) < 3:
        return Metadata(), source
    _, block, body = pieces
    try:
        values = handler.load(block)
    except (YAMLError, RecursionError) as error:
        raise BadMetadata(where, f"{_FRONT_MATTER}: not YAML: {_one_line(error)}") from error
    except ValueError as error:  # a day that no calendar has
        raise BadMetadata(where, f"{_FRONT_MATTER}: {error}") from error
    if not isinstance(values, dict):
        return Metadata(), source
    return from_mapping(values, where, _FRONT_MATTER), body


def running_text(source: str) -> str:
    """The words of the Markdown. Link texts and words in code style stay; images, code blocks and raw tags go.

    Indented lines are read as a paragraph, not as code: reports indent what they quote. A paragraph of more than
    10,000 characters keeps its marks, since the time to match them grows with the square of their number.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table").disable(["code", "inline"])
    return "\n\n".join(block for block in _blocks(reader, source) if block)


def _blocks(reader: "MarkdownIt", source: str) -> Iterator[str]:
    cells: list[str] | None = None
    env: dict[str, Any] = {}
    for token in reader.parse(source, env):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield "\t".join(cells)
            cells = None
        elif token.type == "inline":
            words = _inline(reader, token.content, env)
            if cells is None:
                yield words
            else:
                cells.append(words)
        elif token.type == "html_block":
            yield _html_words(token.content)


def _inline(reader: "MarkdownIt", source: str, env: dict[str, Any]) -> str:
    if len(source) > _LONGEST_PARAGRAPH:
        return source.strip()
    tokens: list[Token] = []
    reader.inline.parse(source, reader, env, tokens)
    return "".join(_words(tokens)).strip()


def _words(tokens: Sequence["Token"]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"


def _html_words(source: str) -> str:
    from sayso.ingest.page import fragment_text

    return fragment_text(source)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
