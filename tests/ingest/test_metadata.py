import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadMetadata
from sayso.ingest.metadata import Metadata, from_mapping, iso_day, read_sidecar

DAY = date(2017, 12, 11)


def test_what_is_not_told_is_taken_from_the_other() -> None:
    told = Metadata(title="A", published=DAY).over(Metadata(title="B", publisher="P"))
    assert told == Metadata(title="A", publisher="P", published=DAY)


@pytest.mark.parametrize("text", ["2017-12-11", "2017-12-11T23:59:00", "2017-12-11 23:59", "2017-12-11T23:59:00+03:00"])
def test_a_datetime_is_cut_to_its_day(text: str) -> None:
    assert iso_day(text) == DAY


@given(st.dates())
@settings(deadline=None)
def test_any_iso_day_is_read(day: date) -> None:
    assert iso_day(day.isoformat()) == day


@pytest.mark.parametrize("value", [DAY, datetime(2017, 12, 11, 23, tzinfo=UTC), "2017-12-11", " 2017-12-11 "])
def test_days_of_yaml_and_json_are_read(value: object) -> None:
    assert from_mapping({"published": value}, "a.md", "front matter").published == DAY


def test_unknown_keys_and_empty_values_are_passed_over() -> None:
    told = from_mapping(
        {"author": 3, "title": " The \n army ", "url": None, "publisher": "", "language": " "}, "a", "b"
    )
    assert told == Metadata(title="The army")


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("published", "last Sunday", "not an ISO date"),
        ("published", "2017-13-45", "not an ISO date"),
        ("published", 2017, "not an ISO date"),
        ("title", ["A"], "not text"),
        ("language", False, "put it in quotes"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_by_file_and_key(key: str, value: object, what: str) -> None:
    with pytest.raises(BadMetadata, match=rf"^a\.txt: a\.meta\.json: {key}: .*{what}"):
        from_mapping({key: value}, "a.txt", "a.meta.json")


@pytest.mark.parametrize("sidecar", ["voa-idlib.meta.json", "voa-idlib.txt.meta.json"])
def test_a_sidecar_is_found_by_either_name(tmp_path: Path, sidecar: str) -> None:
    (tmp_path / sidecar).write_text('\ufeff{"published": "2017-12-11", "publisher": "VOA"}', "utf-8")
    assert read_sidecar(tmp_path / "voa-idlib.txt", "x") == Metadata(publisher="VOA", published=DAY)


def test_the_fuller_name_goes_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt.meta.json").write_text('{"title": "fuller"}')
    (tmp_path / "a.meta.json").write_text('{"title": "shorter"}')
    assert read_sidecar(tmp_path / "a.txt", "x").title == "fuller"


def test_no_sidecar_tells_nothing(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "a.txt", "x") == Metadata()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON in UTF-8"),
        (b'["title"]', "not a JSON object"),
        (b'{"published": "soon"}', "published: 'soon' is not an ISO date"),
        (b"[" * 200_000, "not JSON"),
        (b" " * 1_000_001, "too large"),
    ],
)
def test_a_broken_sidecar_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "a.meta.json").write_bytes(data)
    with pytest.raises(BadMetadata, match=rf"^a\.txt: a\.meta\.json: .*{what}") as caught:
        read_sidecar(tmp_path / "a.txt", "a.txt")
    assert "\n" not in str(caught.value)


@given(st.builds(Metadata, *[st.none() | st.text("abc مق", min_size=1).filter(str.strip)] * 2, st.none() | st.dates()))
@settings(deadline=None)
def test_what_a_sidecar_holds_is_what_is_read(told: Metadata) -> None:
    values = {"title": told.title, "publisher": told.publisher, "published": told.published and str(told.published)}
    read = from_mapping(json.loads(json.dumps(values)), "a", "b")
    words = (told.title and " ".join(told.title.split()), told.publisher and " ".join(told.publisher.split()))
    assert read == Metadata(*words, told.published)
