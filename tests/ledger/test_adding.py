from sayso.ingest.document import Document
from sayso.ledger.adding import BATCH, BATCH_TEXT, Added, batches
from sayso.ledger.rows import Entry
from tests.ledger.reports import entry, sighting


def test_what_was_added_adds_up():
    assert Added(1, 2, 3, 4, ("a",)) + Added(10, 20, 30, 40, ("b",)) == Added(11, 22, 33, 44, ("a", "b"))


def test_a_batch_is_of_so_many_documents_at_most():
    sizes = [len(batch) for batch in batches(entry(number) for number in range(2 * BATCH + 1))]
    assert sizes == [BATCH, BATCH, 1]


def test_a_batch_of_long_texts_is_shorter():
    long = [Document(f"{number}" * (BATCH_TEXT // 2), "long.txt") for number in range(3)]
    sizes = [len(batch) for batch in batches(Entry(of, [], sighting(of), "r") for of in long)]
    assert sizes == [2, 1]


def test_of_nothing_there_is_no_batch():
    assert list(batches([])) == []
