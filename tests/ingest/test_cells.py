import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadEncoding, NotAReport
from sayso.ingest.cells import decoded, kept

TEXT = "Жители сообщили, что ночью город обстреляли из миномётов; трое раненых доставлены в больницу."


def held(data: bytes) -> str:
    return data.decode("latin-1")


def test_each_cell_in_its_own_encoding():
    cells = {"title": held("Обстрел — Тоск".encode()), "text": held(TEXT.encode("cp1251")), "url": "http://a/"}
    assert decoded(cells, "t") == {"title": "Обстрел — Тоск", "text": TEXT, "url": "http://a/"}


def test_a_short_cell_is_told_by_the_long_one_beside_it():
    cells = {"title": held("Обстрел".encode("cp1251")), "text": held(f"{TEXT}\r\n{TEXT}".encode("cp1251"))}
    assert decoded(cells, "t") == {"title": "Обстрел", "text": f"{TEXT}\n{TEXT}"}


@pytest.mark.parametrize("data", ["Тоск".encode("cp866"), b"\xff\xfea\0b\0\x81"])
def test_an_encoding_that_cannot_be_told(data: bytes):
    with pytest.raises(BadEncoding, match=r"^t: "):
        decoded({"text": held(data)}, "t")


def test_binary_data():
    with pytest.raises(NotAReport, match=r"^t: binary data"):
        decoded({"text": held(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff")}, "t")


@given(st.dictionaries(st.text(max_size=3), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))))
def test_utf_8_is_what_it_was(cells: dict[str, str]):
    own = {name: cell for name, cell in cells.items() if not cell.startswith("\ufeff")}
    assert decoded({name: held(cell.encode()) for name, cell in own.items()}, "t") == own


def test_line_ends_of_characters():
    assert kept({"a": "b\r\nc\rd"}, "t") == {"a": "b\nc\nd"}


@pytest.mark.parametrize("cell", ["a\0b", "\ud83d"])
def test_characters_that_no_text_has(cell: str):
    with pytest.raises(BadEncoding, match=r"^t: holds NUL, or half of a surrogate pair"):
        kept({"text": cell}, "t")
