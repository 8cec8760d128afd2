import dataclasses

import pytest

from sayso.claims.claim import Claim, Count, Participant, Place, Source, Span, Time
from sayso.ingest.document import Document

TEXT = "Rebels say army shells fell on Kessab on Monday; 3 terrorists died."


def at(words, cls=Span):
    start = TEXT.index(words)
    return cls(start, start + len(words), words)


def shelling(**changes) -> Claim:
    fields = {
        "document": Document(TEXT, name="a.txt"),
        "kind": "shelling",
        "trigger": at("shells"),
        "evidence": Span(0, len(TEXT), TEXT),
        "stance": "asserts",
        "modality": "happened",
    }
    return Claim(**(fields | changes))


def test_the_id_is_the_same_in_every_run():
    assert shelling().id == "05105815834f3f90"


def test_the_id_is_of_document_trigger_and_kind():
    others = [
        shelling(document=Document(TEXT + " ", name="a.txt")),
        shelling(trigger=at("fell")),
        shelling(kind="attack"),
    ]
    assert len({claim.id for claim in [shelling(), *others]}) == 4


def test_the_id_does_not_depend_on_the_slots_or_on_the_documents_name():
    same = shelling(
        document=Document(TEXT, name="b.txt", title="B"), actors=(at("army", Participant),), stance="doubts"
    )
    assert same.id == shelling().id


def test_the_spans_are_all_that_the_claim_points_at_trigger_first():
    slots = {
        "sources": (at("Rebels", Source),),
        "actors": (at("army", Participant),),
        "targets": (at("Kessab", Participant),),
        "places": (at("Kessab", Place),),
        "times": (at("Monday", Time),),
        "counts": (at("3", Count),),
        "framing": (at("terrorists"),),
    }
    claim = shelling(**slots)
    assert claim.spans()[:2] == (claim.trigger, claim.evidence)
    assert claim.spans()[2:] == tuple(span for spans in slots.values() for span in spans)


def test_a_claim_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        shelling().kind = "attack"
