import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError, NotAReport, TooLarge
from sayso.ingest.jsonlines import JsonTable, looks_like_json_lines
from sayso.ingest.tables import MAX_ROW, Row, opening

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), max_size=30)


def table(data: str | bytes, told: dict[str, str] | None = None) -> JsonTable:
    return JsonTable(io.BytesIO(data.encode() if isinstance(data, str) else data), "t.jsonl", told or {})


def lines(*values: Any) -> str:
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)


def test_rows_are_numbered_and_can_be_read_again():
    read = table(lines({"id": 7, "body": "one", "tags": ["a"]}) + "\n" + lines({"id": 8, "body": "two"}))
    assert list(read.rows()) == [Row(1, {"id": "7", "text": "one"}), Row(2, {"id": "8", "text": "two"})]
    assert list(read.rows()) == list(read.rows())
    assert (read.fields, read.unused) == ({"text": "body", "id": "id"}, ["tags"])


def test_rows_may_have_keys_of_their_own():
    found = table(lines({"text": "one"}, {"content": "two", "headline": "t"})).rows()
    assert [row.cells for row in found if isinstance(row, Row)] == [{"text": "one"}, {"text": "two", "title": "t"}]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text": "cut', "t.jsonl: line 2: not JSON, or cut off: "),
        ("[1, 2]", "t.jsonl: line 2: not a JSON object"),
        ("[" * 100_000, "t.jsonl: line 2: not JSON, or cut off: "),
        ('{"text": "\\ud83d"}', "t.jsonl#2: holds NUL, or half of a surrogate pair"),
        ('{"text": "a\\u0000"}', "t.jsonl#2: holds NUL"),
    ],
)
def test_a_bad_line_costs_no_other(line: str, what: str):
    first, second, third = table(f'{{"text": "fine"}}\n{line}\n{{"text": "fine"}}').rows()
    assert first == Row(1, {"text": "fine"})
    assert third == Row(3, {"text": "fine"})
    assert isinstance(second, InputError)
    assert str(second).startswith(what)
    assert "\n" not in str(second)


def test_a_line_too_long_is_passed_over():
    long = f'{{"text": "{"a" * (MAX_ROW + 2_000_000)}"}}'
    first, second = table(f'{long}\n{{"text": "fine"}}\n').rows()
    assert isinstance(first, TooLarge)
    assert second == Row(2, {"text": "fine"})


def test_what_is_no_text_is_not_there():
    assert list(
        table(lines({"text": "fine", "source": {"name": "a"}, "date": None, "url": True, "id": 1.5})).rows()
    ) == [Row(1, {"text": "fine", "id": "1.5"})]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding: str):
    text = "The café in São Tomé was hit."
    assert list(table(lines({"text": text}).encode(encoding)).rows()) == [Row(1, {"text": text})]


def test_keys_that_hold_no_text_are_told():
    with pytest.raises(
        NotAReport, match=r"^t\.jsonl: no column is known to hold the text; its columns are when, what; say"
    ):
        table(lines({"when": "now"}, {"what": "this"}))


def test_a_key_that_the_user_tells():
    assert list(table(lines({"what": "this"}), {"what": "text"}).rows()) == [Row(1, {"text": "this"})]


@pytest.mark.parametrize("data", ["", "\n \n"])
def test_an_empty_file(data: str):
    with pytest.raises(NotAReport, match=r"^t\.jsonl: empty$"):
        table(data)


def test_a_file_without_any_object_has_a_word_for_each_line():
    assert [str(row).partition(":")[0] for row in table("a\nb\n").rows()] == ["t.jsonl", "t.jsonl"]


@pytest.mark.parametrize(
    ("line", "is_table"),
    [('{"text": "a"}', True), ('{"when": "a"}', False), ("{", False), ("The army said so.", False), ("[1]", False)],
)
def test_a_table_is_told_by_its_first_line(line: str, is_table: bool):
    assert looks_like_json_lines(opening(io.BytesIO(f"\n{line}\n".encode()), "stdin"), {}) is is_table


@given(st.lists(st.dictionaries(st.sampled_from(["text", "title", "id"]), TEXTS), min_size=1), st.booleans())
@settings(deadline=None)
def test_what_json_writes_is_read(values: list[dict[str, str]], escaped: bool):
    data = "".join(f"{json.dumps(value, ensure_ascii=escaped)}\n" for value in ({"text": "x"}, *values))
    assert [row.cells for row in table(data).rows() if isinstance(row, Row)][1:] == values


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_whatever_stands_there_ends_in_rows_or_words(data: bytes):
    for row in table(b'{"text": "fine"}\n' * 1_500 + data).rows():
        assert isinstance(row, Row) or (isinstance(row, InputError) and "\n" not in str(row))
