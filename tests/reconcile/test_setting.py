from datetime import date

import pytest

from sayso.grounding.theatres import Actor, Camp, Theatre, Tie
from sayso.grounding.theatres.theatre import Opposition
from sayso.reconcile.setting import NEUTRAL, Setting, partisan

TURNED = date(2015, 6, 1)
BEFORE, AFTER = date(2015, 5, 31).toordinal(), TURNED.toordinal()


@pytest.fixture
def setting() -> Setting:
    actors = [
        Actor("corps", "First Corps", "force", 1, camps=(Camp(None, None, "s", "hill"),)),
        Actor("company", "Third Company", "force", 1, ties=(Tie(None, None, "s", "part_of", "corps"),)),
        Actor("ring", "Ring", "group", 2, ties=(Tie(None, None, "s", "part_of", "ring"),)),
        Actor("turncoat", "Turncoats", "group", 2, camps=(
            Camp(None, date(2015, 5, 31), "s", "hill"), Camp(TURNED, None, "s", "vale"),
        )),
    ]  # fmt: skip
    opposed = (Opposition(TURNED, None, "s", ("hill", "vale")),)
    camps = {"hill": "Hill", "vale": "Vale"}
    theatre = Theatre("t", "T", (), None, None, camps, opposed, (), {actor.id: actor for actor in actors}, {})
    return Setting.of(theatre)


def test_camps_and_wars_have_their_days(setting):
    assert setting.camp("turncoat", BEFORE) == "hill"
    assert setting.camp("turncoat", AFTER) == "vale"
    assert setting.camp("company", AFTER) == "hill"
    assert not setting.opposed("hill", "vale", BEFORE)
    assert setting.opposed("vale", "hill", AFTER)


def test_no_camp_is_at_war_with_itself_or_with_one_not_known(setting):
    assert not setting.opposed("hill", "hill", AFTER)
    assert not setting.opposed("hill", None, AFTER)
    assert setting.camp("stranger", AFTER) is None


def test_kin_is_part_and_whole(setting):
    assert setting.kin("company", "corps", AFTER)
    assert setting.kin("corps", "company", None)
    assert setting.kin("stranger", "stranger", None)
    assert not setting.kin("company", "turncoat", AFTER)
    assert setting.house("ring", None) == {"ring"}


def test_names_and_kinds(setting):
    assert setting.name("corps") == "First Corps"
    assert setting.name("stranger") == "stranger"
    assert setting.name("~armed men") == "armed men"
    assert setting.kind("corps") == "force"
    assert setting.kind("stranger") is None


def test_a_question_is_asked_once():
    asked = []

    def at_war(*pair):
        asked.append(pair)
        return True

    setting = Setting(at_war)
    assert setting.opposed("b", "a", 1)
    assert setting.opposed("a", "b", 1)
    assert len(asked) == 1
    assert setting.camp("anyone", 1) is None


def test_a_party_is_a_camp_that_is_known_and_not_neutral():
    assert [partisan(camp) for camp in ("hill", NEUTRAL, None)] == [True, False, False]
