"""`sayso reconcile`, `events`, `event`, `sources` and `decide` over a ledger of made-up reports."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from sayso.cli import consulting
from sayso.cli.app import app
from sayso.errors import FullLedger, LedgerError, LockedLedger, ReadOnlyLedger
from sayso.ledger import Ledger
from sayso.reconcile import consult
from sayso.reconcile import rebuild as rebuild_module
from sayso.reconcile.basis import basis_of
from tests.ledger.reports import entry

LEDGER = "war.ledger"
SHELLING = {claim.id for number in range(3) for claim in entry(number).claims if claim.kind == "shelling"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the test's own, with a ledger of two reports in it."""
    monkeypatch.chdir(tmp_path)
    add(0, 1)


def add(*numbers: int) -> None:
    with Ledger.open(LEDGER, create=True) as ledger:
        ledger.add_many(map(entry, numbers))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, [*arguments, "--ledger", LEDGER])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def told(*arguments: str) -> list[dict[str, Any]]:
    """What was written as lines of JSON."""
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def shelling() -> dict[str, Any]:
    return next(event for event in told("events") if event["kind"] == "shelling")


def shelled() -> list[list[str]]:
    """Of each event the claims of shelling that make it, where it has any."""
    each = [[claim for claim in event["claims"] if claim in SHELLING] for event in told("events")]
    return [claims for claims in each if claims]


def test_reconcile_says_what_came_of_it():
    result = run("reconcile")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("sayso: 6 claims in ")
    assert " 0 of " in run("reconcile").stderr
    assert " 0 of " not in run("reconcile", "--from-scratch").stderr


def test_a_file_and_a_server_show_the_same(where: str, monkeypatch: pytest.MonkeyPatch):
    shown = [run(*command).stdout for command in (("events",), ("event", shelling()["id"], "--why"), ("sources",))]
    with Ledger.open(where, create=True) as ledger:
        ledger.add_many(map(entry, (1, 0)))
    monkeypatch.setattr(sys.modules[__name__], "LEDGER", where)
    assert run("reconcile").stderr.startswith("sayso: 6 claims in ")
    assert [run(*c).stdout for c in (("events",), ("event", shelling()["id"], "--why"), ("sources",))] == shown
    assert run("decide", "reject", min(SHELLING & set(shelling()["claims"])), "--who", "A", "--why", "B").exit_code == 0
    assert [len(claims) for claims in shelled()] == [1]


def test_two_reports_of_one_shelling_are_one_event():
    [claims] = shelled()
    assert len(claims) == 2
    event = shelling()
    assert event["spot"]["name"] == "Tosk"
    fields = {field["field"]: field for field in event["fields"]}
    assert list(fields) == ["occurred", "kind", "place", "day", "actor", "toll"]
    assert fields["day"]["values"][0]["value"] == "2031-03-02"


def test_a_small_ledger_is_reconciled_when_it_is_asked():
    assert [len(claims) for claims in shelled()] == [2]
    add(2)
    assert [len(claims) for claims in shelled()] == [3]


def test_a_large_one_is_said_to_be_behind(monkeypatch: pytest.MonkeyPatch):
    told("events")
    monkeypatch.setattr(consulting, "SMALL", 5)
    add(2)
    result = run("events")
    assert result.exit_code == 0
    assert (
        "sayso: war.ledger: 1 reading, 1 sighting added since it was reconciled; run `sayso reconcile`" in result.stderr
    )
    run("reconcile")
    assert run("events").stderr == ""


def test_a_large_one_without_a_view_has_to_be_reconciled_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(consulting, "SMALL", 5)
    result = run("events")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "sayso: war.ledger: not reconciled yet; run `sayso reconcile`\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to what is read-only")
def test_one_that_may_only_be_read_is_shown_as_it_is():
    told("events")
    add(2)
    Path(LEDGER).chmod(0o444)
    result = run("events")
    assert result.exit_code == 0
    assert "run `sayso reconcile`" in result.stderr


@pytest.mark.parametrize("error", [FullLedger, LockedLedger, ReadOnlyLedger])
def test_a_view_that_can_t_be_renewed_now_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch, error: type[LedgerError]):
    before = told("events")
    add(2)

    def refuse(*_: object) -> None:
        raise error(LEDGER, "not now")

    monkeypatch.setattr(consulting, "rebuild", refuse)
    result = run("events")
    assert [json.loads(line) for line in result.stdout.splitlines()] == before
    assert result.stderr.endswith("since it was reconciled; run `sayso reconcile`\n")


def test_a_damaged_view_is_told_in_a_line():
    one = shelling()["id"]
    with Ledger.open(LEDGER) as ledger, ledger.writing() as connection:
        connection.execute(text("UPDATE view_event SET record = substr(record, 1, 5)"))
    for command in (("events",), ("event", one)):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "sayso: war.ledger: its view is damaged; `sayso reconcile --from-scratch` makes it anew\n"
        )
    assert run("reconcile", "--from-scratch").exit_code == 0
    assert told("events")


def test_when_sayso_changes_all_is_looked_at_anew_and_that_is_said(monkeypatch: pytest.MonkeyPatch):
    run("reconcile")
    monkeypatch.setattr(rebuild_module, "basis_of", lambda theatre: basis_of(theatre)._replace(code="newer"))
    monkeypatch.setattr(consulting, "code", lambda: "newer")
    first, second = run("reconcile").stderr.splitlines()
    assert first == (
        "sayso: war.ledger: sayso or its data changed since it was last reconciled; everything was looked at anew"
    )
    assert " 0 of " not in second
    assert run("reconcile").stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "value", "found"),
    [
        ("--where", "Tosk", True),
        ("--where", "tosck", True),
        ("--where", "Lower Varn", True),
        ("--where", "Georgia", True),
        ("--where", "41.5,44.3,10", True),
        ("--where", "41.5,45,10", False),
        ("--where", "Norrel", False),
        ("--since", "2031-03-02", True),
        ("--since", "2031-03-03", False),
        ("--until", "2031-03-02", True),
        ("--until", "2031-03-01", False),
        ("--kind", "shelling", True),
        ("--kind", "attack", True),
        ("--kind", "air_strike", False),
        ("--grade", "single", True),
        ("--grade", "verified", False),
        ("--grade", "5", False),
    ],
)
def test_events_are_chosen_by_place_day_kind_and_grade(option: str, value: str, found: bool):
    result = run("events", option, value)
    kinds = [json.loads(line)["kind"] for line in result.stdout.splitlines()]
    assert ("shelling" in kinds) is found
    assert result.exit_code == (0 if kinds else 1)


def test_no_event_is_said_to_be_none():
    result = run("events", "--kind", "protest")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "sayso: there is no such event\n")


def test_what_is_hidden_is_said_to_be_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(consult, "LONG", 0)
    result = run("events", "--kind", "shelling")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "sayso: there is no such event but 1 that --all shows: who holds a place, or more than a month\n"
    )
    assert len(told("events", "--kind", "shelling", "--all")) == 1
    assert run("events", "--kind", "protest", "--all").stderr == "sayso: there is no such event\n"


def test_no_more_are_listed_than_are_wanted():
    result = run("events", "--limit", "1")
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("sayso: the latest 1 of ")
    assert result.stderr.endswith(" events; --limit 0 shows the rest\n")
    assert len(told("events", "--limit", "0")) > 1


@pytest.mark.parametrize(
    ("option", "value"),
    [("--where", "91,0,3"), ("--since", "Sunday"), ("--kind", "war"), ("--grade", "good"), ("--limit", "-1")],
)
def test_what_can_t_be_meant_is_refused(option: str, value: str):
    result = run("events", option, value)
    assert (result.exit_code, result.stdout) == (2, "")
    assert option in result.stderr


def test_an_event_is_shown_by_the_beginning_of_its_id():
    event = shelling()
    result = run("event", event["id"][:8], "--format", "table", "--why")
    assert result.exit_code == 0
    for words in ("shelling", event["id"], "How it stands", "Varnian guns", "Tosk", "same place", *event["claims"]):
        assert words in result.stdout


def test_an_event_for_programs_has_all_that_is_behind_it():
    [event] = told("event", shelling()["id"])
    assert event["sentence"].endswith(".")
    assert {link["claim"] for link in event["links"]} == {*event["claims"], *event["context"]}
    assert {row["root"] for row in event["matrix"]} == {root["id"] for root in event["roots"]}
    assert "shelled" in event["matrix"][0]["kind"]


def test_an_event_that_there_is_not_is_one_line():
    result = run("event", "nothing")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "sayso: nothing: there is no such event; `sayso events --all` lists all of them\n"


def test_the_beginning_of_several_ids_names_them():
    result = run("event", "e")
    assert result.exit_code == 1
    assert "e: that could be e" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_sources_are_listed_with_what_became_of_their_word():
    found = told("sources")
    assert {source["name"] for source in found} >= {"Norrel Monitor"}
    assert found == sorted(found, key=lambda source: (-source["events"], source["source"]))
    assert "Norrel Monitor" in run("sources", "--format", "table").stdout


def decide(*arguments: str) -> Result:
    return run("decide", *arguments, "--who", "Ana Lind", "--why", "seen on film")


def test_what_is_verified_is_graded_as_such():
    event = shelling()
    result = decide("verify", event["id"], "occurred", "yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("sayso: decision 1: verify ")
    [field] = [field for field in shelling()["fields"] if field["field"] == "occurred"]
    assert (field["grade"], field["why"].rpartition(": ")[2]) == (5, "seen on film")


def test_claims_that_are_of_different_events_are_put_apart():
    [[one, other]] = shelled()
    decide("different", one, other[:10])
    assert sorted(shelled()) == sorted([[one], [other]])
    decide("same", one, other, "--supersedes", "1")
    assert shelled() == [[one, other]]


def test_a_rejected_claim_is_no_longer_used():
    [[one, other]] = shelled()
    decide("reject", one)
    assert shelled() == [[other]]
    decide("accept", one, "--supersedes", "1")
    assert shelled() == [[one, other]]


def test_a_corrected_claim_is_used_as_corrected():
    [[one, other]] = shelled()
    assert decide("correct", one, "day", "2031-02-20").exit_code == 0
    assert sorted(shelled()) == sorted([[one], [other]])


def test_a_source_is_given_a_letter():
    decide("letter", "Norrel Monitor", "b")
    assert {source["letter"] for source in told("sources") if source["name"] == "Norrel Monitor"} == {"B"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reject", "nothing"), "nothing: there is no such claim"),
        (("same", "nothing", "more"), "nothing: there is no such claim or event"),
        (("letter", "Norrel Monitor", "G"), "'G' is no letter from A to F"),
        (("letter", "Norrel Monitor", "A", "--supersedes", "3"), "there is no decision 3 to supersede"),
    ],
)
def test_what_can_t_be_decided_is_one_line(arguments: tuple[str, ...], words: str):
    result = decide(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_correction_that_can_t_be_made_is_not_taken():
    [[one, _]] = shelled()
    assert "day takes" in decide("correct", one, "day", "Sunday").stderr
    assert run("decide", "list").stdout == ""


def test_decisions_are_listed_with_those_that_took_their_place():
    decide("letter", "Norrel Monitor", "A")
    decide("letter", "Norrel Monitor", "C", "--supersedes", "1")
    assert [(row["value"], row["superseded_by"]) for row in told("decide", "list")] == [("A", 2), ("C", None)]
    table = run("decide", "list", "--format", "table").stdout
    assert "Ana Lind" in table
    assert "superseded by 2" in " ".join(table.split())


def test_there_must_be_a_ledger():
    result = CliRunner().invoke(app, ["events", "--ledger", "gone.ledger"])
    assert (result.exit_code, result.stderr) == (1, "sayso: gone.ledger: no such ledger; `sayso add` makes one\n")
