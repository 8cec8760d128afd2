import pytest

from sayso.errors import BadDecision
from sayso.ledger.deciding import FIELDS, check, standing
from sayso.ledger.decision import VERBS
from sayso.reconcile import account
from tests.ledger.reports import NOON, decision

GOOD = {
    "same": {"object": "b"},
    "different": {"object": "b"},
    "accept": {},
    "reject": {},
    "correct": {"field": "place", "value": "Tosk"},
    "letter": {"value": "C"},
    "verify": {"field": "toll", "value": "12"},
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_can_be_used(verb: str):
    check(decision(verb, "a", **GOOD[verb]), "war.ledger")


@pytest.mark.parametrize(
    ("verb", "changes", "what"),
    [
        ("forget", {}, "'forget' is none of same, different, accept, reject, correct, letter, verify"),
        ("same", {}, "same needs object"),
        ("correct", {"field": "place"}, "correct needs value"),
        ("verify", {"value": "Tosk"}, "verify needs field"),
        ("letter", {}, "letter needs value"),
        ("accept", {"subject": " "}, "accept needs subject"),
        ("accept", {"who": ""}, "accept needs who"),
        ("accept", {"why": "\t"}, "accept needs why"),
        ("accept", {"value": "yes"}, "accept takes no value"),
        ("letter", {"value": "B", "field": "kind"}, "letter takes no field"),
        ("correct", {"object": "b", **GOOD["correct"]}, "correct takes no object"),
        ("same", {"object": "a"}, "a claim is always of one event with itself"),
        ("letter", {"value": "G"}, "'G' is no letter from A to F"),
        ("letter", {"value": "b"}, "'b' is no letter from A to F"),
        ("letter", {"value": "AB"}, "'AB' is no letter from A to F"),
        ("verify", {"field": "weather", "value": "x"}, "'weather' is none of occurred, kind, place, day, actor, toll"),
        ("accept", {"when": NOON.replace(tzinfo=None)}, "when needs a time zone"),
        ("accept", {"why": "a zero \0"}, "it holds characters that no database keeps"),
        ("accept", {"why": "half \ud83d"}, "it holds characters that no database keeps"),
    ],
)
def test_what_cannot_be_decided_is_said(verb: str, changes: dict, what: str):
    with pytest.raises(BadDecision) as caught:
        check(decision(verb, **({"subject": "a"} | changes)), "war.ledger")
    assert str(caught.value) == f"war.ledger: not decided: {what}"


def test_what_can_be_verified_is_what_is_graded():
    assert account.FIELDS == FIELDS


def test_a_chain_of_decisions_has_one_that_stands():
    chain = [decision("accept", "a", number=n, supersedes=n - 1 or None) for n in (1, 2, 3)]
    assert standing([*chain, decision("accept", "b", number=4)]) == (chain[2], decision("accept", "b", number=4))
