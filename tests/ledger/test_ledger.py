"""The same tests for a file and for a server."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select, text, update

from sayso.claims.record import from_record, to_record
from sayso.errors import BadDecision, BadEncoding, LedgerError, LockedLedger
from sayso.ingest.document import Document
from sayso.ledger import Added, Entry, Ledger, tables
from sayso.ledger.streams import STEP, TEXTS
from tests.ledger.reports import NOON, READER, claims, decision, document, entry, sighting


def test_what_is_added_is_given_back(ledger: Ledger):
    of, own, seen, reader = entry(1)
    assert ledger.add(of, own, seen, reader) == Added(1, 1, 1, 3)
    assert list(ledger.documents()) == [of]
    assert ledger.sightings(of.id) == (seen,)
    assert ledger.has(of.id, reader)
    rows = list(ledger.claims())
    assert [row.record for row in rows] == [to_record(claim) for claim in own]
    assert [list(row.record) for row in rows] == [list(to_record(claim)) for claim in own]
    assert [from_record(row.record, of.text) for row in rows] == own
    assert {row.sightings for row in rows} == {(seen,)}


def test_it_is_still_there_when_opened_anew(where: str):
    with Ledger.open(where, create=True) as ledger:
        ledger.add(*entry(1))
        made = ledger.decide(decision("accept", claims(document(1))[0].id))
    with Ledger.open(where) as ledger:
        assert [d.name for d in ledger.documents()] == ["0001.txt"]
        assert ledger.decisions() == (made,)
        assert ledger.notes == ()


def test_an_empty_one_has_nothing(ledger: Ledger):
    assert (list(ledger.documents()), list(ledger.claims()), ledger.decisions()) == ([], [], ())
    assert ledger.mark() == (0, 0, 0)
    assert ledger.sightings("0" * 64) == ()
    assert not ledger.has("0" * 64, READER)


def test_the_same_again_adds_nothing(ledger: Ledger):
    ledger.add(*entry(1))
    mark = ledger.mark()
    of, own, seen, reader = entry(1)
    assert ledger.add(of, own, replace(seen, seen_at=NOON + timedelta(days=3)), reader) == Added()
    assert ledger.mark() == mark
    assert len(list(ledger.claims())) == 3


def test_a_report_without_claims_is_known_to_be_read(ledger: Ledger):
    of, _, seen, reader = entry(1)
    assert ledger.add(of, [], seen, reader) == Added(1, 1, 1, 0)
    assert ledger.has(of.id, reader)
    assert not ledger.has(of.id, "by hand 2")
    assert list(ledger.claims()) == []


def test_one_text_from_two_outlets_is_one_document_seen_twice(ledger: Ledger):
    of, own, seen, reader = entry(1)
    earlier = replace(
        seen, name="copy.html", publisher="Tosk Today", published=date(2031, 3, 2), url="https://tosk.test/1"
    )
    undated = replace(seen, name="scan.txt", publisher=None, published=None)
    for one in (undated, seen, earlier):
        ledger.add(of, own, one, reader)
    assert len(list(ledger.documents())) == 1
    assert ledger.sightings(of.id) == (earlier, seen, undated)
    [row, *_] = ledger.claims()
    assert row.sightings == (earlier, seen, undated)
    assert (row.record["document"]["publisher"], row.record["document"]["published"]) == ("Tosk Today", "2031-03-02")
    [shown] = ledger.documents()
    assert (shown.name, shown.publisher, shown.url) == ("copy.html", "Tosk Today", "https://tosk.test/1")


def test_a_second_reader_takes_the_place_of_the_first_and_what_that_found_stays(ledger: Ledger):
    of, own, seen, _ = entry(1)
    ledger.add(of, own, seen, "by hand 1")
    ledger.add(of, [replace(own[0], reader="by hand 2", stance="doubts")], seen, "by hand 2")
    [row] = ledger.claims()
    assert (row.record["claim_id"], row.record["stance"], row.record["reader"]) == (own[0].id, "doubts", "by hand 2")
    with ledger.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.claim)) == 4
    assert ledger.decide(decision("reject", own[1].id)).subject == own[1].id


def test_what_a_reader_has_not_read_is_given_in_order(ledger: Ledger):
    ledger.add_many(entry(number) for number in range(TEXTS + 5))
    ledger.add(*entry(3, "by hand 2"))
    wanted = [of for of in ledger.documents() if of.id != document(3).id]
    assert ledger.unread_number("by hand 2") == len(wanted) == TEXTS + 4
    assert list(ledger.unread("by hand 2")) == wanted
    assert (ledger.unread_number(READER), list(ledger.unread(READER))) == (0, [])


def test_what_is_read_meanwhile_is_not_given_twice(ledger: Ledger):
    ledger.add_many(entry(number) for number in range(2 * TEXTS))
    numbers = {document(number).id: number for number in range(2 * TEXTS)}
    given = []
    for of in ledger.unread("by hand 2"):
        given.append(of.id)
        ledger.add(*entry(numbers[of.id], "by hand 2"))
    assert given == sorted(numbers)


def test_the_order_of_adding_does_not_show(where: str, tmp_path):
    entries = [entry(number) for number in range(2 * TEXTS)]
    entries += [e._replace(sighting=replace(e.sighting, publisher="Tosk Today", name="b")) for e in entries[::3]]
    with Ledger.open(where, create=True) as one, Ledger.open(tmp_path / "other.ledger", create=True) as other:
        one.add_many(entries)
        random.Random(4).shuffle(entries)
        for each in entries:
            other.add(*each)
        assert list(one.claims()) == list(other.claims())
        assert list(one.documents()) == list(other.documents())


def test_claims_come_by_document_and_in_text_order(ledger: Ledger):
    ledger.add_many(entry(number)._replace(claims=claims(document(number))[::-1]) for number in range(STEP + 7))
    keys = [(row.record["document"]["id"], row.record["trigger"]["start"]) for row in ledger.claims()]
    assert len(keys) == 3 * (STEP + 7)
    assert keys == sorted(keys)
    ids = [d.id for d in ledger.documents()]
    assert ids == sorted(ids)
    assert len(ids) == STEP + 7


def test_many_at_once_are_what_they_are_one_by_one(ledger: Ledger):
    of, own, seen, reader = entry(1)
    again = replace(seen, publisher="Tosk Today")
    added = ledger.add_many([Entry(of, own, seen, reader), Entry(of, own, again, reader), entry(2), entry(1)])
    assert added == Added(2, 3, 2, 6)
    assert ledger.mark() == (2, 3, 0)


def test_what_came_after_a_mark(ledger: Ledger):
    ledger.add_many([entry(1), entry(2), entry(3)])
    mark = ledger.mark()
    assert list(ledger.claims(since=mark)) == []
    ledger.add(*entry(4))
    of, own, seen, reader = entry(2)
    ledger.add(of, own, replace(seen, publisher="Tosk Today"), reader)
    new = list(ledger.claims(since=mark))
    assert {row.record["document"]["id"] for row in new} == {document(2).id, document(4).id}
    assert [row for row in ledger.claims() if row.record["document"]["id"] in (document(2).id, document(4).id)] == new
    ledger.decide(decision("accept", own[0].id))
    assert ledger.mark() == (4, 5, 1)


def test_who_reads_sees_the_ledger_as_it_was_when_he_began(ledger: Ledger):
    ledger.add_many(entry(number) for number in range(STEP + 1))
    rows = ledger.claims()
    next(rows)
    ledger.add_many(entry(number) for number in range(STEP + 1, STEP + 40))
    assert len(list(rows)) == 3 * (STEP + 1) - 1


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=str)
def test_no_row_is_changed_or_deleted(ledger: Ledger, table):
    ledger.add(*entry(1))
    ledger.decide(decision("accept", claims(document(1))[0].id))
    with ledger.reading() as connection:
        before = connection.execute(select(table)).all()
    assert before
    column = table.c["id" if "id" in table.c else "number"]
    for change in (update(table).values({column: column}), delete(table)):
        with pytest.raises(LedgerError, match=f"{table.name} only grows"), ledger.writing() as connection:
            connection.execute(change)
    with ledger.reading() as connection:
        assert connection.execute(select(table)).all() == before


def test_a_table_cannot_be_emptied_or_replaced_in(ledger: Ledger):
    ledger.add(*entry(1))
    how = "REPLACE INTO document SELECT id, 'other', title, language, first_added FROM document"
    if ledger.name.startswith("postgresql"):
        how = "TRUNCATE claim"
    with pytest.raises(LedgerError, match="only grows"), ledger.writing() as connection:
        connection.execute(text(how))
    assert len(list(ledger.claims())) == 3
    assert list(ledger.documents()) == [document(1)]


def test_what_fails_midway_leaves_nothing(ledger: Ledger):
    of, own, seen, reader = entry(1)
    broken = replace(own[2], times=(replace(own[0].times[0], first="yesterday"),))
    with pytest.raises(ValueError, match="yesterday"):
        ledger.add(of, [*own[:2], broken], seen, reader)
    assert (list(ledger.documents()), ledger.mark()) == ([], (0, 0, 0))


@pytest.mark.parametrize("bad", ["a zero \0 in it", "half of a pair \ud83d in it"])
def test_a_text_that_no_database_keeps_is_refused_and_costs_no_other(ledger: Ledger, bad: str):
    of = Document(bad, "bad.txt")
    with pytest.raises(BadEncoding, match=r"^bad\.txt: holds characters that no database keeps .*clean the text"):
        ledger.add(of, [], sighting(of), READER)
    ledger.add(*entry(1))
    assert len(list(ledger.documents())) == 1


def test_texts_of_many_scripts_come_back_as_they_were(ledger: Ledger):
    text = "قصف الجيش كفرنبل\n«Обстрел» Авдіївки 😀 e\u0301\u202e ک\u200cی\x01"
    of = Document(text, "ریپورت «۱».txt", title="%s :x ?", publisher="وكالة")
    ledger.add(of, [], sighting(of), READER)
    assert list(ledger.documents()) == [of]


def test_a_day_of_publication_to_come_is_kept_and_said(ledger: Ledger):
    of, own, seen, reader = entry(1)
    tomorrow = replace(seen, published=NOON.date() + timedelta(days=1))
    assert ledger.add(of, own, tomorrow, reader).warnings == ()
    later = replace(seen, published=NOON.date() + timedelta(days=2))
    [said] = ledger.add(of, own, later, reader).warnings
    assert said == "0001.txt: published 2031-03-06, but seen on 2031-03-04 already; kept as given"
    assert later in ledger.sightings(of.id)


def test_claims_of_another_document_are_refused(ledger: Ledger):
    of, own, seen, reader = entry(1)
    with pytest.raises(ValueError, match=r"0002\.txt: claims and sighting must be of the document"):
        ledger.add(document(2), own, sighting(document(2)), reader)
    with pytest.raises(ValueError, match="must be of the document"):
        ledger.add(document(2), [], seen, reader)
    with pytest.raises(ValueError, match="time zone"):
        ledger.add(of, own, replace(seen, seen_at=NOON.replace(tzinfo=None)), reader)


def test_who_finds_another_writing_waits_no_longer_than_he_is_ready_to(where: str):
    with Ledger.open(where, create=True) as first, Ledger.open(where, patience=0.1) as second:
        first.add(*entry(1))
        with first.writing():
            assert len(list(second.claims())) == 3
            with pytest.raises(LockedLedger, match="another program writes to it; try again"):
                second.add(*entry(2))
        assert second.add(*entry(2)).documents == 1


def test_decisions_are_numbered_and_stand_until_superseded(ledger: Ledger):
    ledger.add(*entry(1))
    one, two, _ = (claim.id for claim in claims(document(1)))
    first = ledger.decide(decision("reject", one))
    second = ledger.decide(decision("same", one, object=two))
    third = ledger.decide(decision("accept", one, supersedes=1))
    letter = ledger.decide(decision("letter", "norrel-monitor", value="B"))
    assert [d.number for d in (first, second, third, letter)] == [1, 2, 3, 4]
    assert ledger.decisions() == (first, second, third, letter)
    assert ledger.standing() == (second, third, letter)


def test_a_decision_is_not_superseded_twice(ledger: Ledger):
    ledger.add(*entry(1))
    one = claims(document(1))[0].id
    ledger.decide(decision("reject", one))
    ledger.decide(decision("accept", one, supersedes=1))
    with pytest.raises(BadDecision, match="decision 1 is superseded already, by 2; supersede that one"):
        ledger.decide(decision("reject", one, supersedes=1))
    with pytest.raises(BadDecision, match="there is no decision 9 to supersede"):
        ledger.decide(decision("reject", one, supersedes=9))
    assert len(ledger.decisions()) == 2


@pytest.mark.parametrize("changes", [{"subject": "0" * 16}, {"verb": "same", "object": "0" * 16}])
def test_a_decision_about_no_claim_of_the_ledger_is_refused(ledger: Ledger, changes):
    ledger.add(*entry(1))
    subject = claims(document(1))[0].id
    with pytest.raises(BadDecision, match=f"^{re.escape(ledger.name)}: not decided: there is no claim 0{{16}}$"):
        ledger.decide(decision(**({"verb": "accept", "subject": subject} | changes)))
    assert ledger.decisions() == ()
