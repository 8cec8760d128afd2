import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.record import to_record
from sayso.ledger import rows
from tests.ledger.reports import claims, document, entry


def test_a_claim_s_row_holds_what_is_asked_for_most():
    shelling, harm, retreat = rows.of_claims(entry(1), 7)
    assert (shelling["reading"], shelling["id"], shelling["kind"]) == (7, claims(document(1))[0].id, "shelling")
    assert (shelling["first_day"], shelling["last_day"]) == (date(2031, 3, 2), date(2031, 3, 2))
    assert (retreat["stance"], retreat["modality"]) == ("denies", "happened")
    assert [harm[key] for key in ("first_day", "last_day", "lat", "lon", "precision")] == [None] * 5


def test_of_several_places_the_most_exact_is_taken():
    [shelling, *_] = rows.of_claims(entry(1), 1)
    assert (shelling["lat"], shelling["lon"], shelling["precision"]) == (41.5, 44.25, 1)


def test_of_several_times_the_first_day_and_the_last_are_taken():
    of, [own, *_], seen, reader = entry(1)
    [time] = own.times
    times = (replace(time, last="2031-03-09"), replace(time, first="2031-02-28"), replace(time, first=None, last=None))
    [row] = rows.of_claims(rows.Entry(of, [replace(own, times=times)], seen, reader), 1)
    assert (row["first_day"], row["last_day"]) == (date(2031, 2, 28), date(2031, 3, 9))


def test_of_two_claims_with_one_id_the_first_stands():
    of, [own, *_], seen, reader = entry(1)
    [row] = rows.of_claims(rows.Entry(of, [own, replace(own, stance="doubts")], seen, reader), 1)
    assert row["stance"] == "asserts"


def test_a_record_is_kept_without_its_document_and_given_with_it():
    of, own, seen, reader = entry(1)
    kept = [row["record"] for row in rows.of_claims(rows.Entry(of, own, seen, reader), 1)]
    assert not any("document" in json.loads(record) for record in kept)
    about = to_record(own[0])["document"]
    assert [rows.to_row(record, about, ()).record for record in kept] == [to_record(claim) for claim in own]


@given(st.text(st.characters()))
def test_text_is_kept_unless_it_holds_a_zero_or_half_a_pair(text: str):
    bad = any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)
    assert rows.is_kept(text) is not bad


@pytest.mark.parametrize("field", ["name", "publisher", "url"])
def test_what_is_said_of_a_report_is_looked_at_too(field: str):
    of, own, seen, reader = entry(1)
    with pytest.raises(rows.BadEncoding, match="holds characters"):
        rows.check(rows.Entry(of, own, replace(seen, **{field: "bad\udcff"}), reader))


def test_a_name_that_cannot_be_printed_is_named_so_that_it_can():
    of = document(1, "r\udcff\0.txt")
    seen = replace(entry(1).sighting, name=of.name)
    with pytest.raises(rows.BadEncoding, match=r"^r\\udcff\\x00\.txt: holds characters") as caught:
        rows.check(rows.Entry(of, [], seen, "r"))
    str(caught.value).encode()


def test_only_a_day_to_come_is_worth_a_warning():
    seen = entry(1).sighting
    assert rows.warning(seen) is None
    assert rows.warning(replace(seen, published=None)) is None
    assert "published 2199-01-01" in str(rows.warning(replace(seen, published=date(2199, 1, 1))))
