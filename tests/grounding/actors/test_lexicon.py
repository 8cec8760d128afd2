import pytest

from sayso.errors import LexiconError
from sayso.grounding.actors import lexicon as module
from sayso.grounding.actors.lexicon import lexicon
from sayso.reading.lexicon import load


def broken(monkeypatch: pytest.MonkeyPatch, section: str, entries: object) -> None:
    table = load("sayso.grounding.actors.lexicons", "actors.toml") | {section: entries}
    monkeypatch.setattr(module, "load", lambda *_: table)


def test_nouns_come_with_their_plurals():
    assert {"fighter", "fighters", "militias"} <= lexicon().members


@pytest.mark.parametrize(
    ("section", "entries", "said"),
    [
        ("things", {"words": ["Tank"], "adjectives": []}, r"\[things\] words"),
        ("organs", {"minister": 3}, r"\[organs\] must give"),
        ("organs", {"Minister": "government"}, r"\[organs\] phrases must be in lower case"),
        ("sounds", [], r"\[sounds\] must give"),
    ],
)
def test_a_broken_file_is_a_lexicon_error(monkeypatch: pytest.MonkeyPatch, section: str, entries: object, said: str):
    broken(monkeypatch, section, entries)
    with pytest.raises(LexiconError, match=rf"actors\.toml: {said}"):
        lexicon.__wrapped__()
