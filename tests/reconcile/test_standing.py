import pytest

from sayso.reconcile.opinions import hear, occurrence
from sayso.reconcile.standing import listed, standing


def of(war, *items):
    hearing = hear(war.cluster(*items), [war.root(item) for item in items], war.setting)
    return standing(occurrence(hearing), hearing)


def test_no_root_is_no_grade(war):
    found = standing([], hear(war.cluster(war.said("watch")), [], war.setting))
    assert (found.grade, found.why) == (0, "no report says so")


@pytest.mark.parametrize(
    ("voices", "more"),
    [
        (["watch"], "any source that has it from elsewhere"),
        (["Aster Gazette"], "a non-aligned source that has it from elsewhere"),
        (["red-radio"], "at war with reds"),
        (["red-radio", "watch"], "at war with reds"),
        (["watch", "wire"], "two camps at war"),
        (["red-radio", "blue-press"], "physical or visual evidence"),
    ],
)
def test_what_would_raise_a_grade(war, voices, more):
    assert more in of(war, *(war.said(voice, "protest") for voice in voices)).more


def test_a_concession_wants_any_other_camp(war):
    found = of(war, war.said("blue-front", "takeover", actors=("red-army",), targets=("blue-front",)))
    assert (found.grade, found.more) == (1, "any source of another camp")


def test_names_in_a_row():
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
