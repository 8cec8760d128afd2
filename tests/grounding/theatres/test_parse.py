from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import TheatreError
from sayso.grounding.theatres import parse as module
from sayso.grounding.theatres.parse import MAX_BYTES, Problem, parse, read

plain = st.text("abcxyz -:#'\"[]{}ابپж\n", max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**8), 10**8) | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(plain, values))
def test_what_is_written_as_yaml_comes_back(data: dict[str, object]) -> None:
    assert parse(yaml.safe_dump(data, allow_unicode=True), "t.yaml").data == data


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    said = "t.yaml: read"
    try:
        parse(text, "t.yaml")
    except TheatreError as error:
        said = str(error)
    assert said.startswith("t.yaml:")
    assert "\n" not in said


def test_only_null_true_false_and_whole_numbers_are_more_than_text() -> None:
    text = "[NO, on, yes, ~, null, '', 'null', true, 12, '12', 1.5, 2017-12-10, 12:30, 0x1F, 1_000, <<]"
    expected = [
        "NO",
        "on",
        "yes",
        None,
        None,
        "",
        "null",
        True,
        12,
        "12",
        "1.5",
        "2017-12-10",
        "12:30",
        "0x1F",
        "1_000",
    ]
    assert parse(text, "t.yaml").data == [*expected, "<<"]


def test_lines_are_those_of_the_values() -> None:
    parsed = parse("# a comment\na:\n  - x\n  - {b: y,\n     c: z}\nd: w\n", "t.yaml")
    assert [parsed.line(w) for w in ((), ("a", 0), ("a", 1), ("a", 1, "c"), ("d",))] == [1, 3, 4, 5, 6]


def test_the_line_of_what_is_missing_is_that_of_what_should_hold_it() -> None:
    parsed = parse("a:\n  - x\n  - {b: y}\n", "t.yaml")
    assert [parsed.line(w) for w in (("z",), ("a", 7), ("a", 1, "z", 3))] == [1, 2, 3]


def test_a_key_given_twice_is_a_problem_at_the_second() -> None:
    parsed = parse("a:\n  en: [x]\n  fa: [y]\n  en: [z]\n", "t.yaml")
    assert parsed.problems == [Problem(4, "the key 'en' stands twice in one mapping")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "t.yaml: holds nothing"),
        ("# nothing yet\n", "t.yaml: holds nothing"),
        ("a: 1\n\tb: 2\n", "t.yaml:2: not YAML: "),
        ("a: [1, 2\nb: 3\n", "t.yaml:2: not YAML: "),
        ("a: 'x\n", "t.yaml:2: not YAML: "),
        ("a: \x00", "t.yaml: not YAML: "),
        ("a: &x [1]\nb: *x\n", "t.yaml:1: an anchor (&x); "),
        ("a: 1\nb: *x\n", "t.yaml:2: an alias (*x); "),
        ("a: !!python/object/apply:os.system ['true']", "t.yaml:1: a tag (tag:yaml.org,2002:python/object/apply:os."),
        ("a: !!str 1", "t.yaml:1: a tag ("),
        ("a: 1\n---\nb: 2\n", "t.yaml:2: a second document"),
        ("a: 1\n? [b]\n: c\n", "t.yaml:2: a list or mapping as a key"),
    ],
)
def test_what_a_theatre_may_not_use_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(TheatreError) as refused:
        parse(text, "t.yaml")
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_before_it_costs_anything(opening: str) -> None:
    with pytest.raises(TheatreError, match=r"t\.yaml:1: nested more than 12 levels deep"):
        parse(opening * 100_000, "t.yaml")


def test_an_alias_bomb_is_refused() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(TheatreError, match="an anchor"):
        parse(bomb, "t.yaml")


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xd8\xa8\n")
    assert read(path, "t.yaml") == "a: ب\n"


def test_a_file_that_is_not_utf_8_is_told_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    with pytest.raises(TheatreError, match=r"t\.yaml:2: not UTF-8"):
        read(path, "t.yaml")


def test_a_missing_file_a_folder_and_a_huge_file_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TheatreError, match="gone: cannot be read: No such file"):
        read(tmp_path / "gone", "gone")
    with pytest.raises(TheatreError, match="it: cannot be read: Is a directory"):
        read(tmp_path, "it")
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    (tmp_path / "big").write_bytes(b"a" * 11)
    with pytest.raises(TheatreError, match="big: larger than a theatre can be"):
        read(tmp_path / "big", "big")
    assert MAX_BYTES > 10
