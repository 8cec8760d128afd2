from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Row, Sighting
from sayso.reconcile.item import Item, Spot, Toll, Voice
from sayso.reconcile.items import items_of
from sayso.reconcile.signature import WHOLE, WORDS, likeness
from tests.reconcile.reports import DORN, MONDAY, NOON, TOSK, VARN, Report, decision, theatre

PORT = Report(
    "TOSK (Reuters) - The Varnian army shelled the port of Tosk on Sunday, killing at least 13 dockers, Ana Lind "
    "said.\n"
    "Rebels denied that the regime had seized Dorn.\n"
    "A monitor said that shelling went on in the old town of Tosk.\n"
)
SHELLED = PORT.row(
    "shelling",
    "shelled",
    sources=[("Ana Lind", "ana-lind")],
    actors=[("Varnian army", "vn-army")],
    places=[("port of Tosk", TOSK)],
    times=[("Sunday", "2031-03-02", "2031-03-02")],
    framing=["port"],
)
KILLED = PORT.row(
    "harm",
    "killing",
    sources=[("Ana Lind", "ana-lind")],
    actors=[("Varnian army", "vn-army")],
    targets=["dockers"],
    counts=[("at least 13", "killed", 13, None)],
)
SEIZED = PORT.row(
    "takeover",
    "seized",
    sources=[("Rebels", "vn-rebels")],
    stance="denies",
    modality="negated",
    actors=["regime"],
    places=[("Dorn", DORN)],
)
WENT_ON = PORT.row("shelling", "shelling", sources=["monitor"], places=[("old town of Tosk", TOSK)])
ROWS = [SHELLED, KILLED, SEIZED, WENT_ON]


def items(*rows: Row, decisions=()) -> dict[str, Item]:
    return {item.trigger: item for item in items_of(rows, theatre(), decisions)}


def test_what_it_was_done_with_is_not_who_did_it():
    report = Report("TOSK (Reuters) - Warplanes and the regime bombed Tosk on Sunday.\n")
    row = report.row("air_strike", "bombed", actors=["Warplanes", "regime"], targets=["Tosk"])
    assert items(row)["bombed"].actors == ("~regime",)


def test_a_claim_is_laid_flat():
    item = items(*ROWS)["shelled"]
    assert replace(item, signature=()) == Item(
        id=SHELLED.record["claim_id"],
        document=PORT.about["id"],
        kind="shelling",
        stance="asserts",
        modality="happened",
        start=PORT.text.index("shelled"),
        spots=(Spot("x-tosk", "Tosk", 41.5, 44.2, 2.0, 1),),
        first=date(2031, 3, 2).toordinal(),
        last=date(2031, 3, 2).toordinal(),
        actors=("vn-army",),
        tolls=(Toll("killed", 13, None),),
        voices=(
            Voice("Ana Lind", "watch", "neutral"),
            Voice("Reuters", "reuters", "neutral"),
            Voice("Norrel Gazette", "gazette", "neutral"),
        ),
        named=1,
        published=MONDAY.toordinal(),
        trigger="shelled",
        evidence=PORT.text.split("\n")[0],
        framing=("port",),
        confidence=0.8,
        inherited=frozenset({"toll"}),
    )


def test_what_is_not_told_is_inherited_and_marked():
    item = items(*ROWS)["killing"]
    assert (item.spots[0].name, item.first, item.last) == ("Tosk", MONDAY.toordinal() - 1, MONDAY.toordinal() - 1)
    assert item.inherited == {"place", "day"}
    assert item.targets == ("~docker",)


def test_a_side_without_a_name_is_nobody_but_stands_in_a_camp():
    assert items(*ROWS)["seized"].voices[0] == Voice("Rebels", None, "rising")


def test_the_monitor_is_the_one_that_was_named():
    assert items(*ROWS)["shelling"].voices[0] == Voice("monitor", "watch", "neutral")


def test_a_monitor_among_two_may_be_either():
    report = Report(
        "The Varn Rights Watch said shells fell on Tosk.\nAn aid group of Lesk agreed.\n"
        "A monitor said shelling went on."
    )
    rows = [
        report.row("shelling", "shells fell", sources=[("Varn Rights Watch", "watch")]),
        report.row("shelling", "agreed", sources=[("aid group of Lesk", "watch-2")]),
        report.row("shelling", "shelling went", sources=["monitor"]),
    ]
    told = theatre()
    two = replace(told, actors={**told.actors, "watch-2": replace(told.actors["watch"], id="watch-2")})
    assert [item.voices[0].actor for item in items_of(rows, two)].count("watch") == 1


def test_camps_are_those_of_the_day():
    late = Report("Shells fell on Tosk.", published=date(2031, 7, 1))
    [voice] = items(late.row("shelling", "Shells fell"))["Shells fell"].voices
    assert voice == Voice("Norrel Gazette", "gazette", None)


def test_the_first_publisher_of_a_text_counts_and_an_agency_behind_it():
    text = "Shells fell on Tosk."
    own = Report(text, publisher="Norrel Herald")
    again = Sighting(own.about["id"], "2.txt", "Reuters", MONDAY + timedelta(1), None, NOON)
    also = Report(text, publisher="Norrel Herald", also=(again,))
    voices = items(also.row("shelling", "Shells fell"))["Shells fell"].voices
    assert [voice.actor for voice in voices] == ["reuters", "herald"]


def test_an_agency_s_own_report_is_not_from_itself():
    own = Report("TOSK (Reuters) - Shells fell.", publisher="reuters")
    assert items(own.row("shelling", "Shells fell"))["Shells fell"].voices == (Voice("reuters", "reuters", "neutral"),)


def test_two_agencies_say_nothing_of_whose_it_is():
    mixed = Report("TOSK (Reuters) - Shells fell.\nThe port was shelled.-AFP", publisher="herald")
    rows = [mixed.row("shelling", "Shells fell"), mixed.row("shelling", "shelled")]
    assert {len(item.voices) for item in items(*rows).values()} == {1}


@pytest.mark.parametrize(("publisher", "words"), [("The Lesk Bugle", "The Lesk Bugle"), (None, "1.txt [f0d72a9c]")])
def test_unknown_publishers_stay_words(publisher: str | None, words: str):
    report = Report("Shells fell on Tosk.", publisher=publisher)
    report.about["id"] = "f0d72a9c" * 8
    report.sightings = ()
    assert items(report.row("shelling", "Shells fell"))["Shells fell"].voices == (Voice(words),)


def test_without_sightings_the_record_tells():
    report = Report("Shells fell on Tosk.", publisher=None, published=None, url="https://free-lesk.net/1")
    report.sightings = ()
    item = items(report.row("shelling", "Shells fell"))["Shells fell"]
    assert item.voices == (Voice("Al-Lesk al-Hurr", "free-lesk", "rising"),)
    assert (item.published, item.first) == (None, None)


def test_places_and_days_of_several_mentions():
    report = Report("In Lower Varn shells fell on Tosk on Sunday, in the week to Monday.")
    row = report.row(
        "shelling",
        "shells fell",
        places=[("Lower Varn", VARN), ("Tosk", TOSK), ("In", None)],
        times=[("Sunday", "2031-03-02", "2031-03-02"), ("week", "2031-02-25", "2031-03-03"), ("Monday", "", "")],
    )
    item = items(row)["shells fell"]
    assert [spot.name for spot in item.spots] == ["Tosk", "Lower Varn"]
    assert (item.first, item.last, item.inherited) == (MONDAY.toordinal() - 1, MONDAY.toordinal() - 1, frozenset())


def test_days_that_differ_are_taken_together():
    report = Report("Shells fell on Sunday and on Tuesday.")
    days = [("Sunday", "2031-03-02", "2031-03-02"), ("Tuesday", "2031-02-25", "2031-02-25")]
    item = items(report.row("shelling", "Shells fell", times=days))["Shells fell"]
    assert item.last is not None
    assert item.first == item.last - 5


def test_decisions_on_claims_are_heeded():
    corrected = decision("correct", WENT_ON.record["claim_id"], 2, field="toll", value="killed 2")
    found = items(*ROWS, decisions=[decision("reject", SHELLED.record["claim_id"]), corrected])
    assert set(found) == {"killing", "seized", "shelling"}
    assert found["shelling"].tolls == (Toll("killed", 2, 2),)
    assert found["killing"].spots == ()


def test_a_document_all_of_whose_claims_are_rejected_is_gone():
    rejected = [decision("reject", row.record["claim_id"], n) for n, row in enumerate(ROWS, 1)]
    assert items(*ROWS, decisions=rejected) == {}


def test_signatures_are_of_the_evidence_and_of_the_document():
    found = items(*ROWS)
    one, same, other = (found[trigger].signature for trigger in ("shelled", "killing", "seized"))
    assert len(one) == WORDS + WHOLE
    assert one == same
    assert one[WORDS:] == other[WORDS:]
    assert likeness(one[:WORDS], other[:WORDS]) < 0.2


def test_what_claims_have_alike_is_one_object():
    found = items(*ROWS)
    one, other = found["shelled"], found["killing"]
    assert one.voices is other.voices
    assert one.document is other.document


def test_no_claims_no_items():
    assert items_of([], theatre()) == []


OTHER = Report("Shells fell on Dorn on Sunday.\nNo one was hurt.", publisher="vna")
DOCUMENTS = [
    ROWS,
    [OTHER.row("shelling", "Shells fell", places=[("Dorn", DORN)]), OTHER.row("harm", "hurt", modality="negated")],
    [Report("Rebels took Lesk.", publisher=None).row("takeover", "took")],
]


@given(st.permutations(DOCUMENTS).flatmap(lambda documents: st.tuples(*map(st.permutations, documents))))
def test_the_order_of_documents_and_of_claims_makes_no_difference(documents: tuple[list[Row], ...]):
    rows = [row for document in documents for row in document]
    assert items_of(rows, theatre()) == items_of([row for own in DOCUMENTS for row in own], theatre())


def test_items_come_by_id_and_once():
    rows = [*ROWS, *DOCUMENTS[1], *ROWS]
    ids = [item.id for item in items_of(rows, theatre())]
    assert ids == sorted(set(ids))
    assert len(ids) == 6


def test_many_documents_are_signed_as_few_are():
    reports = [Report(f"Shell number {n} fell on Tosk in the night to Monday.") for n in range(4100)]
    rows = [report.row("shelling", "fell") for report in reports]
    by_id = {item.id: item for item in items_of(rows, theatre())}
    for row in rows[1990:2010]:
        assert items_of([row], theatre()) == [by_id[row.record["claim_id"]]]


def test_every_field_of_an_item_is_filled():
    found = list(items(*ROWS).values())
    for field in fields(Item):
        assert any(getattr(item, field.name) not in ((), None, "", frozenset()) for item in found), field.name


def test_all_orders_of_one_document_agree():
    expected = items_of(ROWS, theatre())
    assert all(items_of(order, theatre()) == expected for order in permutations(ROWS))
