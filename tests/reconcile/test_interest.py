import pytest

from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError
from sayso.reconcile.interest import interest, read_rules, rules

ROW = {"name": "clash"}


def table(**changed):
    rows = [{"name": name} for name in KINDS]
    return {"unarmed": ["women"], "parts": ["women"], "kind": rows} | changed


@pytest.mark.parametrize(
    ("camp", "kind", "given", "expected"),
    [
        ("reds", "takeover", {"actors": ("red-army",), "targets": ("blue-front",)}, "for"),
        ("blues", "takeover", {"actors": ("red-army",), "targets": ("blue-front",)}, "against"),
        ("blues", "takeover", {"actors": ("red-army",)}, "against"),
        ("greens", "takeover", {"actors": ("red-army",), "targets": ("blue-front",)}, "none"),
        ("neutral", "takeover", {"actors": ("red-army",), "targets": ("blue-front",)}, "none"),
        (None, "takeover", {"actors": ("red-army",), "targets": ("blue-front",)}, "none"),
        ("reds", "retreat", {"actors": ("red-army",)}, "against"),
        ("blues", "retreat", {"actors": ("red-army",)}, "for"),
        ("reds", "retreat", {"actors": ("red-army",), "targets": ("blue-front",)}, "for"),
        ("reds", "air_strike", {"actors": ("red-army",), "targets": ("~civilians",)}, "against"),
        ("blues", "air_strike", {"actors": ("red-army",), "targets": ("~13 women",)}, "for"),
        ("blues", "air_strike", {"actors": ("red-army",)}, "for"),
        ("reds", "air_strike", {"actors": ("red-army",)}, "none"),
        ("reds", "air_strike", {"actors": ("red-army",), "targets": ("blue-front",)}, "for"),
        ("reds", "air_strike", {"actors": ("red-army",), "targets": ("~depot",)}, "none"),
        ("reds", "harm", {"targets": ("blue-front",)}, "for"),
        ("blues", "harm", {"targets": ("blue-front",)}, "against"),
        ("reds", "chemical_attack", {"actors": ("red-army",)}, "against"),
        ("reds", "clash", {"actors": ("red-army",), "targets": ("red-guard",)}, "none"),
        ("reds", "talks", {"actors": ("red-state", "blue-front")}, "none"),
    ],
)
def test_whom_a_claim_serves(war, camp, kind, given, expected):
    assert interest(war.item(kind, **given), camp, war.setting) == expected


def test_a_denial_turns_it_round(war):
    denied = war.item("takeover", actors=("red-army",), targets=("blue-front",), stance="denies", modality="negated")
    assert interest(denied, "blues", war.setting) == "for"
    assert interest(denied, "reds", war.setting) == "against"


def test_every_kind_has_its_stakes():
    assert set(rules().stakes) == set(KINDS)
    assert all(word == word.lower() for word in rules().unarmed | rules().parts)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": [ROW]}, "missing"),
        ({"kind": [ROW, ROW]}, "twice"),
        ({"kind": [{"name": "picnic"}]}, "no kind"),
        ({"kind": [{"name": "clash", "actor": "wins"}]}, "clash: actor"),
        ({"kind": [{"name": "clash", "shames": 1}]}, "clash: shames"),
        ({"kind": [{"name": "clash", "colour": "red"}]}, "colour"),
        ({"unarmed": ["Women"]}, "unarmed"),
        ({"parts": "women"}, "parts"),
        ({"extra": 1}, "nothing else"),
    ],
)
def test_a_file_that_does_not_fit_is_told(changed, message):
    with pytest.raises(LexiconError, match=rf"interest\.toml.*{message}"):
        read_rules(table(**changed))
