"""The view of a ledger is the same however it came about, and is there whole or not at all."""

import json
import multiprocessing
import os
import shutil
import signal
import warnings
from collections.abc import Iterable
from dataclasses import replace
from errno import ENOSPC
from io import StringIO
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from sqlalchemy import event, select, text, update

from sayso.errors import BadDecision, BrokenLedger, FullLedger
from sayso.ledger import Entry, Ledger, views
from sayso.reconcile import rebuild as rebuild_module
from sayso.reconcile import written
from sayso.reconcile.basis import basis_of
from sayso.reconcile.rebuild import Rebuilt, rebuild
from tests.ledger.reports import decision, entry
from tests.reconcile.test_reconcile import THEATRE

POINTS = 10
Place = TypeVar("Place", str, Path)


def made(where: Place, entries: Iterable[Entry]) -> Place:
    with Ledger.open(where, create=True) as ledger:
        ledger.add_many(entries)
    return where


def dump(where: str | Path) -> str:
    with Ledger.open(where) as ledger, ledger.reading() as connection:
        return views.dump(connection)


def rebuilt(where: str | Path, *, from_scratch: bool = False) -> tuple[Rebuilt, str]:
    with Ledger.open(where) as ledger:
        counts = rebuild(ledger, THEATRE, from_scratch=from_scratch)
    return counts, dump(where)


def test_a_view_holds_the_whole_account(where: str):
    made(where, map(entry, range(3)))
    counts, _ = rebuilt(where)
    assert counts.claims == 9
    with Ledger.open(where) as ledger, ledger.reading() as connection:
        events = [written.to_event(record)[0] for record in views.records(connection, views.event)]
        links = [written.to_link(record) for record in views.records(connection, views.link)]
        roots = [written.to_root(record) for record in views.records(connection, views.root)]
        state = views.state(connection)
    assert len(events) == counts.events
    assert sorted(link.claim for link in links) == sorted(c for e in events for c in (*e.claims, *e.context))
    assert {root.event for root in roots} == {event.id for event in events}
    assert state is not None
    assert (state.mark.reading, state.mark.decision) == (3, 0)


def test_the_same_ledger_gives_the_same_view_byte_by_byte(where: str):
    made(where, map(entry, range(4)))
    _, first = rebuilt(where)
    again, second = rebuilt(where)
    scratch, third = rebuilt(where, from_scratch=True)
    assert first == second == third
    assert again.new == 0
    assert scratch.new == scratch.groups


def test_where_nothing_was_added_nothing_is_done(where: str, monkeypatch: pytest.MonkeyPatch):
    made(where, map(entry, range(4)))
    first, before = rebuilt(where)
    monkeypatch.setattr(views, "replace", lambda *_: pytest.fail("written again"))
    again, after = rebuilt(where)
    assert after == before
    assert again == replace(first, new=0)


@pytest.mark.parametrize("what", ["code", "theatre", "shape"])
def test_a_view_of_another_basis_is_not_built_upon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str):
    where = made(tmp_path / "war.ledger", map(entry, range(4)))
    with monkeypatch.context() as other:
        if what == "shape":
            other.setattr(views, "SHAPE", "0")
        else:
            other.setattr(rebuild_module, "basis_of", lambda theatre: basis_of(theatre)._replace(**{what: "another"}))
        assert not rebuilt(where)[0].outdated
    spoil(where)
    counts, view = rebuilt(where)
    assert (counts.outdated, counts.new) == (True, counts.groups)
    assert view == rebuilt(where, from_scratch=True)[1]
    assert not rebuilt(where)[0].outdated


def spoil(where: str | Path) -> None:
    """Spoil what the view tells of its links, as other code might have done."""
    with Ledger.open(where) as ledger, ledger.writing() as connection:
        told = [(row.claim, json.loads(row.record)) for row in connection.execute(select(views.link))]
        for claim, (*ids, _, terms) in told:
            record = views.canonical([*ids, 99.0, terms])
            connection.execute(update(views.link).where(views.link.c.claim == claim).values(record=record))


def test_the_order_of_adding_makes_no_difference(tmp_path: Path):
    one = made(tmp_path / "one.ledger", map(entry, range(5)))
    other = made(tmp_path / "other.ledger", map(entry, (3, 0, 4, 2, 1)))
    assert rebuilt(one)[1] == rebuilt(other)[1]


def test_a_file_and_a_server_come_to_the_same_view(where: str, tmp_path: Path):
    made(where, map(entry, range(2)))
    rebuilt(where)
    made(where, map(entry, range(2, 5)))
    assert rebuilt(where)[1] == rebuilt(made(tmp_path / "other.ledger", map(entry, range(5))))[1]


@pytest.mark.parametrize("seed", range(3))
def test_adding_in_steps_gives_the_same_as_from_scratch(tmp_path: Path, seed: int):
    rng = Random(seed)
    numbers = list(range(8))
    rng.shuffle(numbers)
    where = tmp_path / "war.ledger"
    while numbers:
        step = [numbers.pop() for _ in range(min(len(numbers), rng.randint(1, 4)))]
        made(where, map(entry, step))
        _, stepwise = rebuilt(where)
    assert stepwise == rebuilt(where, from_scratch=True)[1]
    assert stepwise == rebuilt(made(tmp_path / "other.ledger", map(entry, range(8))))[1]


def test_a_decision_is_heeded(where: str):
    made(where, map(entry, range(2)))
    _, before = rebuilt(where)
    with Ledger.open(where) as ledger:
        claim = min(row.record["claim_id"] for row in ledger.claims())
        ledger.decide(decision("reject", claim))
    counts, after = rebuilt(where)
    assert counts.claims == 5
    assert claim in before
    assert claim not in after
    assert after == rebuilt(where, from_scratch=True)[1]


def test_a_correction_that_can_t_be_made_leaves_the_view_as_it_was(tmp_path: Path):
    where = made(tmp_path / "war.ledger", map(entry, range(2)))
    _, before = rebuilt(where)
    with Ledger.open(where) as ledger:
        claim = min(row.record["claim_id"] for row in ledger.claims())
        ledger.decide(decision("correct", claim, field="day", value="some day"))
    with pytest.raises(BadDecision, match="decision 1: day takes"):
        rebuilt(where)
    assert dump(where) == before


@pytest.mark.parametrize("table", ["view_link", "view_group"])
def test_a_damaged_view_is_said_to_be_and_made_anew_from_scratch(tmp_path: Path, table: str):
    where = made(tmp_path / "war.ledger", map(entry, range(2)))
    rebuilt(where)
    made(where, [entry(2)])
    cut_short(where, table)
    with pytest.raises(BrokenLedger, match=r"its view is damaged; `sayso reconcile --from-scratch` makes it anew"):
        rebuilt(where)
    assert rebuilt(where, from_scratch=True)[1] == rebuilt(made(tmp_path / "other.ledger", map(entry, range(3))))[1]


def test_a_view_that_does_not_tell_what_it_was_made_from_is_made_anew(tmp_path: Path):
    where = made(tmp_path / "war.ledger", map(entry, range(2)))
    _, before = rebuilt(where)
    with Ledger.open(where) as ledger, ledger.writing() as connection:
        connection.execute(update(views.meta).where(views.meta.c.key == "mark").values(value="[1,"))
    counts, after = rebuilt(where)
    assert (counts.outdated, after) == (True, before)


def test_a_damaged_claim_is_said_to_be(tmp_path: Path):
    where = made(tmp_path / "war.ledger", map(entry, range(2)))
    with Ledger.open(where) as ledger, ledger.writing() as connection:
        connection.execute(text("DROP TRIGGER claim_no_update"))
    cut_short(where, "claim")
    with pytest.raises(BrokenLedger, match="damaged: a row is not as it was written; restore it from a backup"):
        rebuilt(where)


def cut_short(where: Path, table: str) -> None:
    """Leave only the beginning of each record."""
    with Ledger.open(where) as ledger, ledger.writing() as connection:
        connection.execute(text(f"UPDATE {table} SET record = substr(record, 1, 5)"))


class Full(StringIO):
    """A file on a disk that is full."""

    def writelines(self, _lines: Iterable[str]) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def test_where_there_is_no_room_for_temporary_files_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    where = made(tmp_path / "war.ledger", map(entry, range(2)))
    with monkeypatch.context() as full:
        full.setattr(rebuild_module, "TemporaryFile", lambda *_, **__: Full())
        with pytest.raises(FullLedger, match=r"no room in .* set TMPDIR"):
            rebuilt(where)
    assert rebuilt(where)[0].claims == 6


def stop_at(where: str | Path, point: int) -> None:
    """Rebuild, and be killed before the statement of that number."""
    with Ledger.open(where) as ledger:
        left = [point]

        def count(*_: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(ledger._store.engine, "before_cursor_execute", count)
        rebuild(ledger, THEATRE)


def statements(where: str | Path) -> int:
    """How many statements it takes to rebuild."""
    counted = [0]
    with Ledger.open(where) as ledger:
        event.listen(ledger._store.engine, "before_cursor_execute", lambda *_: counted.__setitem__(0, counted[0] + 1))
        rebuild(ledger, THEATRE)
    return counted[0]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_a_rebuild_that_is_killed_leaves_the_old_view_or_the_new_one(tmp_path: Path):
    where = made(tmp_path / "war.ledger", map(entry, range(3)))
    _, old = rebuilt(where)
    made(where, map(entry, range(3, 6)))
    copy = Path(shutil.copy(where, tmp_path / "whole.ledger"))
    total = statements(copy)
    new = dump(copy)
    assert old != new
    for point in [*Random(7).sample(range(total), POINTS - 1), total - 1]:
        copy = Path(shutil.copy(where, tmp_path / f"{point}.ledger"))
        killed(copy, point)
        assert dump(copy) in (old, new)
        assert rebuilt(copy)[1] == new


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_a_rebuild_on_a_server_that_is_killed_leaves_the_old_view(database: str):
    made(database, map(entry, range(3)))
    total = statements(database)
    _, old = rebuilt(database)
    made(database, map(entry, range(3, 6)))
    for point in (total // 2, total - 1):
        killed(database, point)
        assert dump(database) == old
    assert rebuilt(database)[1] == rebuilt(database, from_scratch=True)[1] != old


def killed(where: str | Path, point: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside other threads
        process = multiprocessing.get_context("fork").Process(target=stop_at, args=(where, point))
        process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def test_a_row_and_what_it_was_made_from_are_the_same():
    from sayso.reconcile.reconcile import reconcile
    from tests.reconcile.test_reconcile import ITEMS

    account = reconcile(ITEMS, (), THEATRE)
    for link in account.links:
        assert written.to_link(written.of_link(link)[1]["record"]) == link
    for root in account.roots:
        assert written.to_root(written.of_root(root)[1]["record"]) == root
    for one in account.collapses:
        assert written.to_collapse(written.of_collapse("e", one)[1]["record"]) == one
    for campaign in account.campaigns:
        assert written.to_campaign(written.of_campaign(campaign)[1]["record"]) == campaign
    items = {item.id: item for item in ITEMS}
    for graded in account.events:
        claims = tuple(items[claim] for claim in graded.claims)
        cluster = written.Cluster(graded.id, graded.kind, claims)
        back, spot = written.to_event(written.of_event(graded, cluster)[1]["record"])
        assert back == graded
        assert spot is None or spot.id == graded.fields["place"].values[0].value
