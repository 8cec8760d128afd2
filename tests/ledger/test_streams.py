from sqlalchemy import event

from sayso.ledger import Ledger, Mark, streams
from sayso.ledger.streams import STEP
from tests.ledger.reports import document, entry


def test_the_claims_of_some_documents_are_those_that_all_have_of_them(ledger: Ledger):
    ledger.add_many(entry(number) for number in range(STEP + 20))
    wanted = sorted(document(number).id for number in range(10, STEP + 15))
    with ledger.reading() as connection:
        some = list(streams.claims_of(connection, wanted))
        assert list(streams.claims_of(connection, [])) == []
    assert some == [row for row in ledger.claims() if row.record["document"]["id"] in set(wanted)]
    assert len(some) == 3 * (STEP + 5)


def test_documents_are_looked_up_in_batches_not_one_by_one(ledger: Ledger):
    ledger.add_many(entry(number) for number in range(3 * STEP))
    asked: list[str] = []
    with ledger.reading() as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2]))
        assert len(list(streams.claims(connection, Mark()))) == 9 * STEP
    assert len(asked) == 1 + 2 * 3


def test_a_mark_is_met_by_a_new_sighting_alone(ledger: Ledger):
    ledger.add_many([entry(1), entry(2)])
    before = ledger.mark()
    assert before == Mark(2, 2, 0)
    of, own, seen, reader = entry(1)
    ledger.add(of, own, seen.__class__(of.id, "again.txt", None, None, None, seen.seen_at), reader)
    assert {row.record["document"]["id"] for row in ledger.claims(before)} == {of.id}
    assert list(ledger.claims(ledger.mark())) == []
