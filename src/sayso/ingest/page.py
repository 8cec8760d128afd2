"""From an HTML page to its main text and what its head tells. Scripts never run, and never appear in the text."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from sayso.errors import NotAReport
from sayso.ingest.metadata import Metadata, iso_day

_OPENING = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*<(!doctype\s+html|html)\b", re.I | re.S)
_OPENING_LENGTH = 4_000

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.I)
_DECLARED_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})""", re.I)

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
# Elements of trafilatura's result that stand by themselves; all others run on within a line.
_BLOCKS = {"ab", "body", "code", "div", "fw", "head", "item", "list", "p", "quote", "row", "table"}
_NO_WORDS = ("script", "style", "template", "noscript", "iframe", "object", "svg")

# The day is read from the page's head, address and markup, never searched for in its prose.
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def is_html(text: str) -> bool:
    """Whether the text opens as an HTML document does, after white space and comments."""
    return _OPENING.match(text[:_OPENING_LENGTH]) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page's head declares in its first 4,000 bytes."""
    head = data[:_OPENING_LENGTH]
    found = _DECLARED.search(head) or _DECLARED_XML.match(head)
    return found.group(1).decode("ascii", "ignore") if found else None


def read_page(source: str, where: str, url: str | None = None) -> tuple[Metadata, str]:
    """What the page's head tells, and its main text by trafilatura: paragraphs with a blank line between any two.

    White space runs together as a browser shows it; every other character stays as it was.

    Args:
        source: the decoded page.
        where: the input as the user named it.
        url: the page's address, where it came from one.

    Raises:
        NotAReport: the page holds no running text.
    """
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        source, url=url, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
    )
    text = _text(page.body) if page is not None and page.body is not None else ""
    if not text:
        raise NotAReport(where, "no running text in this page; it may need a browser to show, so save its text instead")
    published = None
    with suppress(TypeError, ValueError):
        published = iso_day(page.date)
    head = Metadata(page.title, page.sitename, published, page.url, _language(source))
    return Metadata(**{key: getattr(head, key) or None for key in Metadata.__dataclass_fields__}), text


def fragment_text(source: str) -> str:
    """The words of a piece of HTML, its scripts and styles left out."""
    from lxml import etree, html  # type: ignore[import-untyped]

    fragment = html.fragment_fromstring(source, create_parent=True)
    etree.strip_elements(fragment, *_NO_WORDS, with_tail=False)
    etree.strip_elements(fragment, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    return _lines([_WHITE_SPACE.sub(" ", "".join(fragment.itertext()))])


def _language(source: str) -> str | None:
    from lxml import etree, html

    with suppress(etree.LxmlError, ValueError):
        root = html.document_fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
        language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
        return language.strip() if language else None
    return None


def _text(body: Any) -> str:
    """The words of trafilatura's tree, block by block. Its own text would drop joiners and direction marks."""
    from lxml import etree

    blocks: list[list[str]] = [[]]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            blocks.append([])
        if event == "start":
            blocks[-1].append(_before(element, blocks[-1]) + _WHITE_SPACE.sub(" ", element.text or ""))
        elif element is not body:
            blocks[-1].append(_WHITE_SPACE.sub(" ", element.tail or ""))
    return "\n\n".join(text for block in blocks if (text := _lines(block)))


def _before(element: Any, block: list[str]) -> str:
    if element.tag == "lb":
        return "\n"
    return "\t" if element.tag == "cell" and any(piece.strip() for piece in block) else ""


def _lines(pieces: Iterable[str]) -> str:
    text = re.sub(" {2,}", " ", "".join(pieces))
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
