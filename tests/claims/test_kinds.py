from dataclasses import FrozenInstanceError

import pytest

from sayso.claims.kinds import KINDS, load_kinds
from sayso.errors import LexiconError
from sayso.reading import lexicon

PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}

GOOD = '[[kind]]\nname = "a"\ncovers = "b"\nacled = []\nplover = ""\n'


def test_the_kinds_are_the_codebooks():
    assert list(KINDS) == [
        *("offensive", "advance", "clash", "air_strike", "shelling", "bombing", "chemical_attack", "attack"),
        *("abduction", "arrest", "sexual_violence", "takeover", "holds", "retreat", "siege", "deployment", "harm"),
        *("damage", "displacement", "agreement", "talks", "aid", "accusation", "demand", "threat", "protest"),
        "sanction",
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_says_what_it_covers_and_has_a_plover_type_or_none(kind):
    assert kind.covers
    assert kind.plover in PLOVER | {""}
    assert all(kind.acled)


def test_a_kind_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        KINDS["clash"].plover = "AID"


@pytest.mark.parametrize("broken", [GOOD.replace('plover = ""\n', ""), GOOD + 'colour = "red"\n', "[[kind", ""])
def test_a_file_that_is_broken_or_a_row_that_does_not_fit_is_a_lexicon_error(broken, tmp_path, monkeypatch):
    (tmp_path / "kinds.toml").write_text(broken, "utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"kinds\.toml"):
        load_kinds()
