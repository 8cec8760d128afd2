"""From bytes to text, in an encoding that is declared or can be told with certainty; never by a hopeful guess."""

import codecs
import re
import unicodedata

from sayso.errors import BadEncoding, NotAReport

BINARY = "binary data, not text; if it is a PDF or a word processor's file, save it as text first"
UNCERTAIN = "not UTF-8, and no other encoding can be told with certainty; save it as UTF-8"

# UTF-32 stands before UTF-16, whose mark begins its own.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that hold text, but not as text: PDF, zip (DOCX, ODT, EPUB), RTF, gzip.
_CONTAINERS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b")
# Labels that the WHATWG Encoding Standard reads as the larger Windows sets.
_AS_ON_THE_WEB = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}

# Encodings of one byte a letter that reports of the last decades came in, and that statistics of letters tell apart.
_ONE_BYTE = ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_6", "koi8_r"]
_MAX_MESS = 0.06
"""The largest `chaos` (charset-normalizer's share of implausible characters) that still counts as text."""
_MESS_MARGIN, _COHERENCE_MARGIN = 0.02, 0.05
"""How much more mess, or less coherence, a second encoding must show for the first to be certain."""

_MAX_CONTROLS = 0.01
"""The largest share of control characters, other than white space, that still counts as text."""
_MIN_UNMARKED, _MIN_LATIN = 8, 0.05
"""The least length of UTF-16 without a mark, and its least share of Latin (spaces, digits): random data has less."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INSIDE_A_WORD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f](?=[^\W\d_])")
_STOP_INSIDE_LATIN = re.compile(r"(?<=[A-Za-z])[،؛؟¡¿‚„](?=[A-Za-z])")
_NOT_IN_WORDS = {"Lm", "No", "Sc", "Sk", "Sm", "So"}
_ICELANDIC_OR_TURKISH = re.compile("[ðþýÐÞÝ]")


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text, as decoded but for the byte order mark, which is taken off, and line ends, which become `\\n`.

    In order: a byte order mark; UTF-16 without one, where nothing else is possible; UTF-8; the declared encoding; an
    encoding of one byte a letter, by charset-normalizer, if no second one comes near.

    Args:
        data: the whole of the file, stream or page.
        where: the input as the user named it.
        declared: the encoding that a server or an HTML head declares, if any.

    Raises:
        NotAReport: it is binary data.
        BadEncoding: it is not valid in the encoding that its mark names, or none can be told with certainty.
    """
    if data.startswith(_CONTAINERS):
        raise NotAReport(where, BINARY)
    text = _marked(data, where)
    if text is None:
        text = _utf16_unmarked(data) if b"\0" in data else _unmarked(data, where, declared)
    if text is None or "\0" in text or len(_CONTROL.findall(text)) > _MAX_CONTROLS * len(text):
        raise NotAReport(where, BINARY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def of_stream(head: bytes, where: str) -> tuple[str | None, int]:
    """What a stream of many texts that opens so is written in, and the length of its byte order mark in bytes.

    The encoding is one of UTF-16 or UTF-32; None where the stream is to be decoded piece by piece with `decode`.

    Args:
        head: its first bytes, some 1,000 or more, or the whole of it.
        where: the input as the user named it.

    Raises:
        NotAReport: it is binary data.
    """
    if head.startswith(_CONTAINERS):
        raise NotAReport(where, BINARY)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return (None if encoding == "utf-8" else encoding), len(mark)
    whole = len(head) // 2 * 2
    if b"\0" in head and any(_utf16_unmarked(head[:end]) is not None for end in (whole, whole - 2)):
        return ("utf-16-be" if head[0::2].count(0) else "utf-16-le"), 0
    if len(_CONTROL.findall(head.decode("latin-1"))) > _MAX_CONTROLS * len(head):
        raise NotAReport(where, BINARY)
    return None, 0


def _marked(data: bytes, where: str) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                what = f"begins as {encoding.upper()} but is not, from byte {error.start + len(mark)} on"
                raise BadEncoding(where, f"{what}; save it as UTF-8") from error
    return None


def _utf16_unmarked(data: bytes) -> str | None:
    """Text where all zero bytes are high bytes of UTF-16, and every character exists; None for anything else."""
    zeros_low, zeros_high = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or (zeros_low and zeros_high):
        return None
    text = _try(data, "utf-16-be" if zeros_low else "utf-16-le")
    if text is None or len(text) < _MIN_UNMARKED or zeros_low + zeros_high < _MIN_LATIN * len(text):
        return None
    if _CONTROL.search(text):
        return None
    return None if any(unicodedata.category(letter) in ("Cn", "Co") for letter in set(text)) else text


def _unmarked(data: bytes, where: str, declared: str | None) -> str:
    text = _try(data, "utf-8")
    if text is None and declared:
        text = _try(data, _on_the_web(declared))
    if text is None:
        text = _one_byte(data)
    if text is None:
        raise BadEncoding(where, UNCERTAIN)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _on_the_web(label: str) -> str:
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return label
    return _AS_ON_THE_WEB.get(name, name)


def _one_byte(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # for the few that need it; most reports are UTF-8

    matches = [
        match
        for match in from_bytes(data, cp_isolation=_ONE_BYTE, enable_fallback=False)
        if match.chaos <= _MAX_MESS and _words_hold(str(match))
    ]
    if not matches:
        return None
    least = min(match.chaos for match in matches)
    rivals = {str(match): match.coherence for match in matches if match.chaos - least < _MESS_MARGIN}
    western = _try(data, "cp1252")
    if western in rivals and not _ICELANDIC_OR_TURKISH.search(western):
        return western
    first, *others = sorted(rivals, key=lambda text: -rivals[text])
    return first if all(rivals[first] - rivals[text] >= _COHERENCE_MARGIN for text in others) else None


def _words_hold(text: str) -> bool:
    """No sign stands between two letters, as it does where text is read in a wrong encoding ("Wa³êsa", "Garc¡a")."""
    if _STOP_INSIDE_LATIN.search(text):
        return False
    inside = set(_INSIDE_A_WORD.findall(text))
    return not any(unicodedata.category(letter) in _NOT_IN_WORDS for letter in inside)
