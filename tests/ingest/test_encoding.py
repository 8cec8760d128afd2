import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadEncoding, NotAReport
from sayso.ingest.encoding import decode, of_stream

ENGLISH = (
    "The café owner José García said the Ministry’s spokesman “denied” it. Rebels seized the town – the army fled."
)
ARABIC = "قال الجيش السوري يوم الأحد إنه سيطر على بلدة في ريف حماة الشمالي الشرقي بعد معارك مع هيئة تحرير الشام."
RUSSIAN = "Армия заявила в воскресенье, что захватила город после боёв с повстанцами на севере провинции."
HEBREW = "הצבא הודיע ביום ראשון כי כבש את העיר לאחר קרבות עם המורדים בצפון המחוז"
GREEK = "Ο στρατός ανακοίνωσε την Κυριακή ότι κατέλαβε την πόλη μετά από μάχες με τους αντάρτες"
TURKISH = "Ordu pazar günü kasabayı ele geçirdiğini açıkladı. İsyancılar geri çekildi, şehirde çatışmalar sürüyor."
POLISH = "Armia oświadczyła, że zajęła miasto po ciężkich walkach. Żołnierze wycofali się późno w nocy z powrotem."
CHINESE = "军方星期日宣布在与叛军激战后占领了该镇。叛军已经撤退。"

# Without NUL, which no report holds and which marks data as binary; and without a mark of its own at the head.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(
    lambda text: not text.startswith("\ufeff")
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        ("A café was hit, and nothing more was known of São Paulo. Troops moved north, the army said.", "latin-1"),
        ("L'armée a déclaré que les forces avaient été déployées à l'étranger, près de la frontière.", "latin-1"),
        (ARABIC, "cp1256"),
        ("The army said “قال الجيش” on Sunday that it seized the town after clashes with the rebels.", "cp1256"),
        (ARABIC, "iso8859-6"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (HEBREW, "cp1255"),
        (GREEK, "cp1253"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
    ],
)
def test_encodings_of_one_byte_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp866"),
        (CHINESE, "gbk"),
        ("The café owner José García said the Ministry denied it. Rebels seized the town on Sunday.", "cp437"),
        (ENGLISH, "mac-roman"),
        # Two encodings make different names of these bytes, and neither is the likelier.
        ("Rebels seized the town on Sunday, said Erdoğan, near Şanlıurfa. Troops moved north to Iğdır.", "cp1254"),
    ],
)
def test_an_encoding_that_is_not_certain_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(BadEncoding, match=r"a\.txt: not UTF-8, .* save it as UTF-8"):
        decode(text.encode(encoding), "a.txt")


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "big5", "cp866", "shift_jis", "iso-8859-1", "windows-1254"])
def test_a_declared_encoding_is_believed(encoding: str) -> None:
    text = {"cp866": RUSSIAN, "iso-8859-1": "Wałęsa".replace("ł", "l").replace("ę", "é"), "windows-1254": TURKISH}.get(
        encoding, "中文报告"
    )
    if encoding in ("big5", "shift_jis"):
        text = "中文"
    assert decode(text.encode(encoding), "a.html", declared=encoding) == text


def test_a_page_declared_latin_1_is_windows_1252_as_in_browsers() -> None:
    assert decode("“No,” said Zoë".encode("cp1252"), "a.html", declared="ISO-8859-1") == "“No,” said Zoë"


@pytest.mark.parametrize("declared", ["latin-1", "no-such-encoding", "base64", "a\0b"])
def test_utf_8_goes_before_what_is_declared(declared: str) -> None:
    assert decode(ENGLISH.encode(), "a.html", declared=declared) == ENGLISH


@pytest.mark.parametrize("declared", ["utf-8", "no-such-encoding", "base64"])
def test_a_wrong_declaration_costs_nothing(declared: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), "a.html", declared=declared) == ENGLISH


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, RUSSIAN, "Rebels fled 👩‍👧.\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x7fELF\2\1\1\0", b"%PDF-1.4\n", b"PK\x03\x04", b"ab\0c"]
)
def test_binary_data_is_no_report(data: bytes) -> None:
    with pytest.raises(NotAReport, match="binary data"):
        decode(data, "a.bin")


def test_text_full_of_control_characters_is_no_report() -> None:
    with pytest.raises(NotAReport, match="binary data"):
        decode(b"abc\x01\x02\x03\x04 def", "a.bin")


def test_random_bytes_are_no_report() -> None:
    numbers = random.Random(7)
    for length in (64, 500, 5_000) * 10:
        with pytest.raises((NotAReport, BadEncoding)):
            decode(numbers.randbytes(length), "a.bin")


@pytest.mark.parametrize(
    "data", [codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_BE + b"\xd8\0"]
)
def test_a_mark_that_lies_is_told(data: bytes) -> None:
    with pytest.raises(BadEncoding, match="begins as UTF-"):
        decode(data, "a.txt")


def test_line_ends_become_one_character() -> None:
    assert decode(b"a\r\nb\rc\nd\r\r\ne", "a.txt") == "a\nb\nc\nd\n\ne"


@given(texts)
@settings(deadline=None)
def test_utf_8_is_kept_as_it_is_but_for_line_ends(text: str) -> None:
    assert _decoded(text.encode()) == _expected(text)
    assert _decoded(codecs.BOM_UTF8 + text.encode()) == _expected(text)


@given(texts, st.sampled_from(["utf-16", "utf-32"]))
@settings(deadline=None)
def test_marked_text_is_kept_as_it_is_but_for_line_ends(text: str, encoding: str) -> None:
    # "utf-16" and "utf-32" write a mark; a text that begins with NUL-like bytes can't follow UTF-16's mark here.
    assert _decoded(text.encode(encoding)) == _expected(text)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_text_without_zeros_or_refused(data: bytes) -> None:
    text = _decoded(data)
    assert text is None or ("\0" not in text and "\r" not in text)
    if text is not None:
        text.encode()


def _expected(text: str) -> str | None:
    controls = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 32), 127))
    if controls > len(text) / 100 or text.startswith(("%PDF-", "PK\x03\x04", "{\\rtf")):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    try:
        return decode(data, "a")
    except (NotAReport, BadEncoding):
        return None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_stream_with_a_mark_is_told_by_it(encoding: str) -> None:
    head = f"\ufeff{ENGLISH}".encode(encoding)
    assert of_stream(head, "a.csv") == (encoding, len("\ufeff".encode(encoding)))


@pytest.mark.parametrize("cut", range(4))
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_stream_of_utf_16_without_a_mark_may_be_cut_anywhere(encoding: str, cut: int) -> None:
    data = (ENGLISH + "🏚").encode(encoding)
    assert of_stream(data[: len(data) - cut], "a.csv") == (encoding, 0)


@pytest.mark.parametrize(
    ("head", "length"),
    [(b"", 0), (b"a,b", 0), (b"\xef\xbb\xbfa,b", 3), ("café".encode("cp1252"), 0), (b"a\0" + b"b" * 200, 0)],
)
def test_any_other_stream_is_decoded_piece_by_piece(head: bytes, length: int) -> None:
    assert of_stream(head, "a.csv") == (None, length)


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"PK\x03\x04", bytes(range(256)), b"a\0\0b" * 9])
def test_a_binary_stream_is_told(head: bytes) -> None:
    with pytest.raises(NotAReport, match=r"^a\.csv: binary data"):
        of_stream(head, "a.csv")
