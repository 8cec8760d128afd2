import pytest

from sayso.errors import LexiconError
from sayso.reconcile.phrases import dumb, head, means_again, named, nameless, phrases, read_phrases, unnamed

GOOD = {
    "phrases": {"before": ["the"], "amounts": ["dozens"], "after": ["of"]},
    "voices": {
        "nameless": ["residents"],
        "titles": ["dr"],
        "common": ["press"],
        "taking_up": ["the"],
        "articles": ["al"],
        "placing": ["at"],
    },
    "again": {"monitor": ["monitor"]},
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the dozens of rebel fighters in Tosk", ("rebel", "fighters")),
        ("at least 13 civilians", ("civilians",)),
        ("Front's three columns near the dam", ("fronts", "three", "columns")),
        ("two hundred of the garrison's men", ("garrisons", "men")),
        ("some of them", ("them",)),
        ("at least 13", ()),
        ("سكان محليون", ("سكان", "محليون")),
    ],
)
def test_the_head_says_who_it_is(text: str, words: tuple[str, ...]):
    assert head(text) == words


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("the government's warplanes", "~governments warplane"),
        ("ten buses", "~buse"),
        ("several armies", "~army"),
        ("car bomb blasts", "~car bomb blast"),
        ("the press", "~press"),
        ("13", None),
        ("مقاتلون", "~مقاتلون"),
    ],
)
def test_parties_without_an_identity_have_their_words(text: str, party: str | None):
    assert unnamed(text) == party


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the air strikes", True),
        ("a suicide car bombing", True),
        ("Grad rockets", True),
        ("the strike force", False),
        ("bombers' families", False),
        ("the army", False),
        ("", False),
    ],
)
def test_deeds_and_weapons_do_not_act(text: str, expected: bool):
    assert dumb(text) is expected


@pytest.mark.parametrize(
    "text",
    ["Source at Kosti Port", "Residents in Tosk",
     "Residents", "local residents", "a security source in Tosk", "White House officials", "Varnian rebels", "13",
     "مصادر محلية", "السكان", "местные жители"],
)  # fmt: skip
def test_some_voices_may_be_anyone_s(text: str):
    assert nameless(text)
    assert named(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Siege Watch", "siege watch"),
        ("the Citizens of the Republic", "citizens of the republic"),
        ("Dr. Samir Haddad", "samir haddad"),
        ("Col. Ana Lind", "ana lind"),
        ("@norrel_live", "norrel live"),
        ("لجان التنسيق المحلية", "لجان التنسيق المحليه"),
        ("Hala al-Masri", "hala masri"),
        ("Hala Al-Masri", "hala masri"),
        ("Kosti governor Hala al-Masri", "hala masri"),
        ("Sagaing Rescue Union (SRU)", "sagaing rescue union"),
        ("Director of the Kosti Clinic", "kosti clinic"),
        ("a spokeswoman for the Kosti Clinic", "kosti clinic"),
        ("a spokeswoman for residents", None),
        ("Critics", None),
        ("Director", None),
        ("Turkish broadcaster", None),
        ("Norrel-based group", None),
        ("military spokesman", None),
        ("reportedly", None),
        ("المجموعة", None),
    ],
)
def test_names_are_told_by_their_capitals_or_their_length(text: str, name: str | None):
    assert named(text) == name


def test_a_noun_may_mean_the_one_named_before():
    assert means_again("the Norrel-based monitoring group", "monitor")
    assert means_again("A war monitor", "monitor")
    assert not means_again("the armed group", "monitor")
    assert not means_again("a monitor", "state")


def test_the_words_of_the_package_can_be_read():
    assert "residents" in phrases().nameless


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"voices": {"nameless": ["Residents"], "titles": []}}, "nameless"),
        ({"phrases": {"before": ["the"], "amounts": []}}, "after"),
        ({"again": {"monitor": "monitor"}}, "monitor"),
        ({"more": {}}, "nothing else"),
    ],
)
def test_a_file_that_does_not_fit_is_told(change: dict, said: str):
    with pytest.raises(LexiconError, match=said):
        read_phrases(GOOD | change)
