import pytest

from sayso.grounding.actors.names import Names, likeness
from sayso.grounding.actors.normal import fold, words
from sayso.grounding.theatres import merged
from tests.grounding.actors.conftest import CHAD, WORLD


@pytest.fixture(scope="module")
def names() -> Names:
    return Names([CHAD, WORLD], merged(CHAD, WORLD).actors)


def found(names: Names, text: str, *, lenient: bool = False) -> list[str]:
    return [hit.entries[0].actor.id for hit in names.exact(words(text), lenient=lenient)]


def test_the_longest_name_at_a_place_is_found(names: Names):
    assert found(names, "Fighters of the Front for Change and Concord in Chad met Hezbollah.") == ["fact", "hezbollah"]


def test_an_acronym_is_found_in_its_own_case_only(names: Names):
    assert found(names, "It is a fact that FACT and F.A.C.T. are one.") == ["fact", "fact"]


def test_a_name_in_lower_case_counts_only_where_an_actor_is_expected(names: Names):
    assert found(names, "an army of lions") == []
    assert found(names, "an army of lions", lenient=True) == ["lions"]


def test_a_name_does_not_reach_over_a_comma(names: Names):
    assert found(names, "They left Jaysh, al-Usud said.") == []


def test_a_loose_name_is_not_found_among_the_others(names: Names):
    assert found(names, "The army and the coalition") == []
    assert [entry.actor.id for entry in names.loose("army")] == ["td-army"]


@pytest.mark.parametrize("spelling", ["Jaish al-Osood", "Jeish Al Usoud", "Liwaa al-Hirassa", "Hizbullah", "Hizballah"])
def test_another_spelling_is_near(names: Names, spelling: str):
    hit = names.near(words(spelling))
    assert hit
    assert hit.entries[0].actor.id in {"lions", "guardians", "hezbollah"}


@pytest.mark.parametrize(
    "other", ["Jaysh al-Islam", "Liwa al-Haqq", "Hisbah", "Army of Conquest", "Mahdy", "Rapid Action Forces"]
)
def test_another_name_is_not(names: Names, other: str):
    assert names.near(words(other)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ansar al-Islam", "Ansar al-Din"),
        ("Liwa 1", "Liwa 2"),
        ("13th Division", "23rd Division"),
        ("Liwa al-Quds", "Liwa al-Aqsa"),
    ],
)
def test_names_that_share_a_word_are_not_alike(one: str, other: str):
    assert likeness(fold(one), fold(other)) == 0


def test_likeness_is_whole_for_the_same_and_does_not_depend_on_the_order():
    assert likeness("jaysh usud", "jaysh usud") == 100
    assert likeness("jaysh usud", "jeish osood") == likeness("jeish osood", "jaysh usud") > 0
