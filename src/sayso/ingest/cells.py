"""The cells of one row, decoded: a table may have been put together from files in several encodings."""

from collections.abc import Mapping

from sayso.errors import BadEncoding
from sayso.ingest.encoding import UNCERTAIN, decode

AS_BYTES = "latin-1"
"""How bytes are held as characters, each by its number, until it is known what they are."""

UNKEPT = "holds NUL, or half of a surrogate pair; clean the text first"


def decoded(cells: Mapping[str, str], where: str) -> dict[str, str]:
    """The cells, each in UTF-8 if it is that; those that are not, together in the encoding that `decode` tells.

    Args:
        cells: cells by name, as bytes held as characters.
        where: the row as messages name it.

    Raises:
        NotAReport: there is binary data in it.
        BadEncoding: an encoding can't be told.
    """
    data = {name: cell.encode(AS_BYTES).replace(b"\r\n", b"\n") for name, cell in cells.items()}
    strange = {name: cell for name, cell in data.items() if not _is_utf8(cell)}
    told = {name: decode(cell, where) for name, cell in data.items() if name not in strange}
    return {**told, **_together(strange, where)} if strange else told


def kept(cells: Mapping[str, str], where: str) -> dict[str, str]:
    """Cells that came as characters, with line ends as `decode` writes them.

    Raises:
        BadEncoding: there are characters in one that no text has.
    """
    for cell in cells.values():
        if "\0" in cell or not _is_text(cell):
            raise BadEncoding(where, UNKEPT)
    return {name: cell.replace("\r\n", "\n").replace("\r", "\n") for name, cell in cells.items()}


def _together(cells: Mapping[str, bytes], where: str) -> dict[str, str]:
    """The cells in one encoding of one byte a letter: the more there is to read, the surer it can be told."""
    joined = b"\n".join(cells.values())
    text = decode(joined, where)
    if len(text) != len(joined):
        raise BadEncoding(where, UNCERTAIN)
    told, start = {}, 0
    for name, cell in cells.items():
        told[name] = text[start : start + len(cell)]
        start += len(cell) + 1
    return told


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_text(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True
