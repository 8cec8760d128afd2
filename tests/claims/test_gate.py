from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.claim import Claim, Participant, Place, Span
from sayso.claims.gate import Gate, objection
from sayso.ingest.document import Document

TEXT = "The army shelled Kessab. 🕊️ Rebels fled."


def at(words, cls=Span):
    start = TEXT.index(words)
    return cls(start, start + len(words), words)


def claim(**changes) -> Claim:
    fields = {
        "document": Document(TEXT, name="a.txt"),
        "kind": "shelling",
        "trigger": at("shelled"),
        "evidence": at("The army shelled Kessab."),
        "stance": "asserts",
        "modality": "happened",
        "actors": (at("army", Participant),),
        "places": (at("Kessab", Place),),
        "confidence": 0.5,
    }
    return Claim(**(fields | changes))


def test_a_claim_with_its_words_passes():
    gate = Gate()
    assert gate.admit([claim()]) == [claim()]
    assert (gate.passed, gate.rejected) == (1, Counter())


def test_offsets_count_code_points_not_bytes_nor_utf16_units():
    flight = claim(kind="retreat", trigger=at("fled"), evidence=at("Rebels fled."), actors=(at("Rebels", Participant),))
    assert objection(flight) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "weather"}, "unknown kind"),
        ({"stance": "shouts"}, "unknown stance or modality"),
        ({"modality": "wished"}, "unknown stance or modality"),
        ({"confidence": 1.01}, "confidence out of range"),
        ({"confidence": float("nan")}, "confidence out of range"),
        ({"actors": (Participant(4, 8, "Army"),)}, "not verbatim"),
        ({"places": (Place(-7, -1, TEXT[-7:-1]),)}, "not verbatim"),
        ({"framing": (Span(3, 3, ""),)}, "not verbatim"),
        ({"framing": (Span(len(TEXT) - 1, len(TEXT) + 1, "."),)}, "not verbatim"),
        ({"evidence": at("Rebels fled.")}, "trigger outside evidence"),
    ],
)
def test_a_claim_without_its_words_is_rejected_and_counted(change, reason):
    gate = Gate()
    assert gate.admit([claim(**change)]) == []
    assert (gate.passed, gate.rejected) == (0, Counter({reason: 1}))


def test_the_same_claim_twice_leaves_once():
    gate = Gate()
    assert gate.admit([claim(), claim(stance="doubts")]) == [claim()]
    assert (gate.passed, gate.rejected) == (1, Counter({"repeated": 1}))


def test_a_rejected_claim_costs_the_others_nothing_and_the_order_stays():
    fled = replace(claim(), kind="retreat", trigger=at("fled"), evidence=at("Rebels fled."))
    gate = Gate()
    assert gate.admit([fled, claim(kind="weather"), claim()]) == [fled, claim()]
    assert gate.passed == 2


def test_the_counts_add_up_over_documents():
    gate = Gate()
    gate.admit([claim()])
    gate.admit([claim(document=Document(TEXT, name="b.txt")), claim(kind="weather")])
    assert (gate.passed, gate.rejected) == (2, Counter({"unknown kind": 1}))


@given(st.integers(-60, 60), st.integers(-60, 60), st.text(max_size=5) | st.none())
def test_whatever_offsets_come_the_words_that_leave_stand_there(start, end, words):
    span = Participant(start, end, TEXT[start:end] if words is None else words)
    for admitted in Gate().admit([claim(actors=(span,))]):
        actor = admitted.actors[0]
        assert actor.text
        assert actor.text == TEXT[actor.start : actor.end]
        assert 0 <= actor.start < actor.end <= len(TEXT)
