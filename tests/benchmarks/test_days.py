from datetime import date
from pathlib import Path

import pytest

from benchmarks import days
from benchmarks.codings import CodingError
from benchmarks.days import KEY, Row, Tally, documents, load_key, ours, start_of, tally, theirs
from sayso.ingest.document import Document

HEAD = "document,mention,occurrence,first,last\n"
TEXT = "A shell fell on Monday. On Monday talks broke down in the last 48 hours."


def report() -> dict[str, Document]:
    return {"report": Document(TEXT, "report.txt", published=date(2019, 5, 15))}


def test_right_given_and_keyed_are_counted():
    total = Tally()
    monday, tuesday = (date(2019, 5, 13),) * 2, (date(2019, 5, 14),) * 2
    for key, found in [(monday, monday), (monday, tuesday), (monday, None), (None, monday), (None, None)]:
        total.add(key, found)
    assert (total.keyed, total.given, total.right) == (3, 3, 1)
    assert total.precision == total.recall == pytest.approx(100 / 3)


def test_nothing_given_is_no_division_by_zero():
    assert (Tally().precision, Tally().recall) == (0, 0)


def test_a_mention_is_found_by_its_occurrence():
    assert start_of(Row("report", "Monday", 2, None), TEXT) == TEXT.rindex("Monday")
    with pytest.raises(CodingError, match=r"no mention .Monday. no\. 3"):
        start_of(Row("report", "Monday", 3, None), TEXT)


def test_both_resolvers_are_held_to_the_same_key():
    rows = [
        Row("report", "Monday", 1, (date(2019, 5, 13), date(2019, 5, 13))),
        Row("report", "last 48 hours", 1, (date(2019, 5, 13), date(2019, 5, 15))),
        Row("elsewhere", "Monday", 1, None),
    ]
    own, other = (tally(rows, report(), resolver) for resolver in (ours, theirs))
    assert (own.keyed, own.right) == (2, 2)
    assert (other.keyed, other.right) == (2, 1)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("report,Monday,1,2019-05-13,", "line 2"),
        ("report,Monday,1,2019-05-14,2019-05-13", "line 2"),
        ("report,Monday,0,,", "line 2"),
        ("report,Monday,one,,", "line 2"),
        ("report,Monday,1,13 May,13 May", "line 2"),
    ],
)
def test_a_broken_key_is_refused(tmp_path: Path, line: str, message: str):
    path = tmp_path / "key.csv"
    path.write_text(HEAD + line + "\n", "utf-8")
    with pytest.raises(CodingError, match=message):
        load_key(path)


def test_the_columns_are_checked(tmp_path: Path):
    path = tmp_path / "key.csv"
    path.write_text("document,mention\n", "utf-8")
    with pytest.raises(CodingError, match="line 1: the columns must be"):
        load_key(path)


def test_every_row_of_the_key_stands_in_its_text():
    rows = load_key(KEY)
    texts = {name: document.text for found in documents().values() for name, document in found.items()}
    assert len(rows) > 1000
    assert all(start_of(row, texts[row.document]) >= 0 for row in rows if row.document in texts)


def test_days_of_the_public_set_are_right_where_they_are_given():
    total = tally(load_key(KEY), documents()["public"], ours)
    assert total.precision >= 90
    assert total.recall >= 80


def test_days_of_the_coded_sets_are_right_where_they_are_given():
    if not (days.SHARED / "gold" / "dev").exists():
        pytest.skip("the coded texts are not there")
    rows = load_key(KEY)
    found = {name: tally(rows, texts, ours) for name, texts in documents().items()}
    assert {name: total.precision for name, total in found.items() if total.precision < 90} == {}
