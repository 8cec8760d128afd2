import pytest

from sayso.errors import BadDecision
from sayso.reconcile.corrections import FORMS, check_correction, corrections, standing
from tests.reconcile.reports import decision

RECORD = {"claim_id": "c1", "kind": "attack", "times": [], "places": [], "counts": []}


def test_without_decisions_a_claim_stays_as_it_is():
    assert corrections([]).apply(RECORD) is RECORD


def test_rejected_claims_are_left_out_until_they_are_accepted_again():
    reject, accept = decision("reject", "c1", 1), decision("accept", "c1", 2)
    assert corrections([reject]).apply(RECORD) is None
    assert corrections([accept, reject]).apply(RECORD) is RECORD
    assert corrections([decision("reject", "c2")]).apply(RECORD) is RECORD


def test_superseded_decisions_do_not_count():
    first = decision("reject", "c1", 1)
    second = decision("correct", "c1", 2, field="kind", value="shelling", supersedes=1)
    assert standing([second, first]) == (second,)
    assert corrections([first, second]).apply(RECORD) == RECORD | {"kind": "shelling"}


def test_the_later_of_two_corrections_holds():
    first, second = (decision("correct", "c1", n, field="kind", value=v) for n, v in ((1, "clash"), (2, "shelling")))
    assert corrections([second, first]).apply(RECORD) == RECORD | {"kind": "shelling"}


@pytest.mark.parametrize(
    ("field", "value", "slots"),
    [
        ("stance", "denies", {"stance": "denies"}),
        ("modality", "planned", {"modality": "planned"}),
        ("day", "2031-03-02", {"times": [{"from": "2031-03-02", "to": "2031-03-02"}]}),
        ("day", "2031-03-02/2031-03-04", {"times": [{"from": "2031-03-02", "to": "2031-03-04"}]}),
        ("actor", "vn-army, vna", {"actors": [{"text": i, "actor": i} for i in ("vn-army", "vna")]}),
        ("target", "vn-army", {"targets": [{"text": "vn-army", "actor": "vn-army"}]}),
        ("toll", "killed 13", {"counts": [{"what": "killed", "low": 13, "high": 13}]}),
        ("toll", "wounded 10-13", {"counts": [{"what": "wounded", "low": 10, "high": 13}]}),
        ("toll", "killed 13+", {"counts": [{"what": "killed", "low": 13, "high": None}]}),
    ],
)
def test_each_field_can_be_corrected(field: str, value: str, slots: dict):
    decided = corrections([decision("correct", "c1", field=field, value=value)])
    assert decided.apply(RECORD) == RECORD | slots


def test_a_place_is_corrected_to_a_point():
    decided = corrections([decision("correct", "c1", field="place", value="41.5,44.25 Old Tosk")])
    [place] = decided.apply(RECORD)["places"]
    assert place["place"] == {
        "id": "point:41.5,44.25", "name": "Old Tosk", "lat": 41.5, "lon": 44.25, "precision": 1, "radius": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "raid"), ("stance", "shrugs"), ("modality", ""), ("day", "Monday"), ("day", "2031-03-04/2031-03-02"),
        ("day", "2031-02-30"), ("place", "Tosk"), ("place", "91,0"), ("place", "0,181"), ("actor", "the army"),
        ("actor", "vna,,"), ("toll", "13"), ("toll", "killed 13-10"), ("toll", None), ("colour", "red"), (None, "red"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_on_one_line(field: str | None, value: str | None):
    with pytest.raises(ValueError, match=r"takes|is none of") as caught:
        check_correction(field, value)
    assert "\n" not in str(caught.value)
    with pytest.raises(BadDecision, match=r"decision 7: .*supersede it"):
        corrections([decision("correct", "c1", 7, field=field, value=value)])


def test_every_field_that_is_named_has_a_form():
    assert all(FORMS.values())
