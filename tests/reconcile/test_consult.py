"""Which events are listed where nothing is asked for: happenings, not states and not the sums of a war."""

from pathlib import Path

import pytest

from sayso.claims.claim import Claim
from sayso.ledger import Entry, Ledger
from sayso.reconcile.consult import LONG, Wanted, listed, matching
from sayso.reconcile.rebuild import rebuild
from tests.ledger.reports import READER, TOSK, document, sighting
from tests.publish.reports import claim
from tests.reconcile.test_reconcile import THEATRE


def dated(first: str, last: str) -> list[tuple[str, dict[str, object]]]:
    return [("Sunday", {"first": first, "last": last, "precision": 1})]


def told() -> list[Claim]:
    of = document(1)
    here = [("Tosk", {"location": TOSK})]
    return [
        claim(of, "shelling", "shelled", times=dated("2031-03-02", "2031-03-02"), places=here),
        claim(of, "harm", "killed", times=dated("2029-05-01", "2031-03-03"), places=here),
        claim(of, "holds", "withdrawn", times=dated("2031-03-02", "2031-03-02"), places=here),
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "war.ledger", create=True)
    of = document(1)
    made.add(*Entry(of, told(), sighting(of), READER))
    rebuild(made, THEATRE)
    return made


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (Wanted(), {"shelling"}),
        (Wanted(all=True), {"shelling", "harm", "holds"}),
        (Wanted(kind="holds"), {"holds"}),
        (Wanted(kind="harm"), set()),
        (Wanted(kind="harm", all=True), {"harm"}),
    ],
)
def test_states_and_sums_are_listed_when_they_are_asked_for(ledger: Ledger, wanted: Wanted, kinds: set[str]) -> None:
    with ledger.reading() as connection:
        assert {one.event.kind for one in listed(connection, matching(connection, wanted))} == kinds


@pytest.mark.parametrize(("last", "found"), [("2031-03-31", True), ("2031-04-01", False)])
def test_a_month_is_not_yet_long(tmp_path: Path, last: str, found: bool) -> None:
    assert LONG == 31
    of = document(2)
    here = [("Tosk", {"location": TOSK})]
    siege = claim(of, "siege", "shelled", times=dated("2031-03-01", last), places=here)
    with Ledger.open(tmp_path / "war.ledger", create=True) as made:
        made.add(*Entry(of, [siege], sighting(of), READER))
        rebuild(made, THEATRE)
        with made.reading() as connection:
            assert bool(matching(connection, Wanted())) is found
