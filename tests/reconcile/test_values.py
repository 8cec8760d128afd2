from copy import deepcopy

import pytest

from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.grades import lettered
from sayso.reconcile.opinions import hear
from sayso.reconcile.questions import questions
from sayso.reconcile.values import Reliability, best, read_rules, reliability, rules, shares, source_of


def asked(war, field, *items):
    roots = lettered([war.root(item) for item in items], (), war.setting)
    hearing = hear(war.cluster(*items), roots, war.setting)
    [question] = [question for question in questions(hearing) if question.field == field]
    return question, hearing


def a_war_of_tolls(war, days=30):
    """Every day the wire and a watch agree, and the gazette says something else."""
    events = []
    for day in range(days):
        said = {"wire": 10 + day, "watch": 10 + day, "Aster Gazette": 90 + 2 * day}
        items = [war.said(by, tolls=war.killed(n)) for by, n in said.items()]
        events.append((war.cluster(*items, id=f"e{day:03d}"), lettered([war.root(i) for i in items], (), war.setting)))
    return events


def test_a_single_telling_is_as_likely_as_its_source_is_good(war):
    question, hearing = asked(war, "place", war.said("watch"))
    [share] = shares(question, hearing, Reliability())
    assert share == pytest.approx(rules().letter["C"])


def test_what_is_told_together_is_one_answer(war):
    question, hearing = asked(war, "place", war.said("watch", spots=(war.aster, war.beacon)))
    assert shares(question, hearing, Reliability()) == [pytest.approx(rules().letter["C"])] * 2
    question, hearing = asked(war, "place", war.said("watch"), war.said("wire", spots=(war.beacon,)))
    assert sum(shares(question, hearing, Reliability())) < 1


def test_who_concedes_is_believed_more_than_who_boasts(war):
    took = {"kind": "takeover", "actors": ("red-army",), "targets": ("blue-front",)}
    boast, concession = war.said("red-army", spots=(war.beacon,), **took), war.said("blue-front", **took)
    question, hearing = asked(war, "place", boast, concession)
    assert best(question, hearing, Reliability()) == war.aster


def test_one_camp_that_says_it_often_is_not_as_many_voices(war):
    reds = [war.said(by, "protest", tolls=war.killed(50)) for by in ("red-army", "red-radio", "red-state")]
    others = [war.said(by, "protest", tolls=war.killed(5)) for by in ("watch", "wire")]
    question, hearing = asked(war, "toll", *reds, *others)
    assert best(question, hearing, Reliability()).low == 5


def test_sources_that_others_bear_out_are_worth_more(war):
    found = reliability(a_war_of_tolls(war), war.setting)
    assert found["wire"] > found["~aster gazette"]
    assert found.worth("wire", "F", "toll", "none") > found.worth("~aster gazette", "F", "toll", "none")
    assert found.told("wire") > 0
    question, hearing = asked(
        war, "toll", war.said("wire", tolls=war.killed(3)), war.said("Aster Gazette", tolls=war.killed(30))
    )
    assert best(question, hearing, found).low == 3


def test_the_order_of_events_makes_no_difference(war):
    events = a_war_of_tolls(war, 9)
    one, other = reliability(events, war.setting), reliability(events[::-1], war.setting)
    assert dict(one) == dict(other)
    assert one.worth("wire", "F", "toll", "none") == other.worth("wire", "F", "toll", "none")


def test_events_of_one_root_say_nothing_of_sources(war):
    item = war.said("wire")
    assert dict(reliability([(war.cluster(item), (war.root(item),))], war.setting)) == {}


def test_what_is_not_known_is_worth_what_its_letter_is():
    assert Reliability().worth("anyone", "B", "place", "none") == pytest.approx(rules().letter["B"])
    assert Reliability().worth("anyone", "B", "place", "for") < rules().letter["B"]
    with pytest.raises(KeyError):
        Reliability()["anyone"]


def test_a_source_is_its_identity_or_its_words(war):
    assert source_of(war.root(war.said("wire"))) == "wire"
    assert source_of(war.root(war.said("Aster Gazette"))) == "~aster gazette"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.pop("wrong"), "nothing else"),
        (lambda t: t["letter"].pop("A"), "letter"),
        (lambda t: t["letter"].update(A=1.0), "between 0 and 1"),
        (lambda t: t["weigh"].update(most="high"), "must be a number"),
        (lambda t: t["weigh"].update(colour=1), "weigh"),
    ],
)
def test_a_file_that_does_not_fit_is_told(spoil, message):
    table = deepcopy(load("sayso.reconcile", "data/values.toml"))
    spoil(table)
    with pytest.raises(LexiconError, match=rf"values\.toml.*{message}"):
        read_rules(table)
