import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from sayso.errors import LexiconError
from sayso.grounding.days import lexicon as module
from sayso.grounding.days.lexicon import lexicon


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, dict[str, Any]]]:
    """The two files as tables that a test may spoil before they are checked."""
    folder = files("sayso.grounding.days.lexicons")
    found = {name: tomllib.loads(folder.joinpath(name).read_text("utf-8")) for name in ("days.toml", "months.toml")}
    monkeypatch.setattr(module, "load", lambda _, name: found[name])
    lexicon.cache_clear()
    yield found
    lexicon.cache_clear()


def test_words_have_one_class_each():
    words = lexicon().words
    assert words["april"] == ("M", 4)
    assert words["апреля"] == ("m", 4)
    assert words["كانون الثاني"] == ("m", 1)
    assert words["thursday"] == ("W", 3)
    assert words["weeks"] == ("V", "week")


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        ("days.toml", ("numbers", "three"), "3", "[numbers] must give each word a whole number"),
        ("days.toml", ("units", "day"), None, "[units] must give a plural to each of"),
        ("days.toml", ("english", "months"), [["january"]], "[english] months must be 12 lists"),
        ("days.toml", ("words", "ago"), ["Ago"], "[words] ago must be a list of lower-case words"),
        ("days.toml", ("words", "later"), ["ago"], "'ago' is in two classes"),
        ("days.toml", ("thirds", "nouns", "start"), 4, "[thirds.nouns] must give each word 0, 1 or 2"),
        ("days.toml", ("holidays", "fixed", "may day"), [5], "'may day' must have 2 whole numbers"),
        ("days.toml", ("future", "cues"), None, "[future] cues"),
        ("months.toml", ("french", "weekdays"), [["lundi"]] * 6, "[french] weekdays must be 7 lists"),
        ("months.toml", ("french", "months"), [["mars"]] * 12, "'mars' is in two classes"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    tables: dict[str, dict[str, Any]], file: str, path: tuple[str, ...], value: object, message: str
):
    table = tables[file]
    for key in path[:-1]:
        table = table[key]
    if value is None:
        del table[path[-1]]
    else:
        table[path[-1]] = value
    with pytest.raises(LexiconError) as caught:
        lexicon()
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
