import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.claim import (
    MODALITIES,
    STANCES,
    Alternative,
    Claim,
    Count,
    Grounds,
    Location,
    Participant,
    Place,
    Source,
    Span,
    Time,
)
from sayso.claims.gate import objection
from sayso.claims.kinds import KINDS
from sayso.claims.record import describe, from_record, to_record
from sayso.errors import InputError
from sayso.ingest.document import Document

words = st.none() | st.text(max_size=8)
days = st.none() | st.dates().map(date.isoformat)
shares = st.floats(0, 1)
others = st.lists(st.builds(Alternative, id=st.text(), name=st.text(), score=shares), max_size=2).map(tuple)
grounds = st.none() | st.builds(Grounds, why=st.text(), score=shares, others=others)
locations = st.none() | st.builds(
    Location,
    id=st.text(),
    name=st.text(),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    precision=st.integers(1, 7),
    radius=st.floats(0, 1000),
    admin1=words,
    country=words,
)


@st.composite
def claims(draw):
    text = draw(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60))

    def mention(cls, **details):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return cls(start, end, text[start:end], **{name: draw(value) for name, value in details.items()})

    def some(cls, **details):
        return tuple(mention(cls, **details) for _ in range(draw(st.integers(0, 2))))

    trigger = mention(Span)
    return Claim(
        document=Document(
            text,
            name=draw(st.text(max_size=8)),
            title=draw(words),
            publisher=draw(words),
            published=draw(st.none() | st.dates()),
            url=draw(words),
            language=draw(words),
        ),
        kind=draw(st.sampled_from(sorted(KINDS))),
        trigger=trigger,
        evidence=Span(0, len(text), text),
        stance=draw(st.sampled_from(STANCES)),
        modality=draw(st.sampled_from(MODALITIES)),
        sources=some(Source, cue=words, actor=words, grounds=grounds),
        actors=some(Participant, actor=words, grounds=grounds),
        targets=some(Participant, actor=words, grounds=grounds),
        places=some(Place, location=locations, grounds=grounds),
        times=some(Time, first=days, last=days, precision=st.none() | st.integers(1, 5), grounds=grounds),
        counts=some(Count, low=st.none() | st.integers(), high=st.none() | st.integers(), what=words),
        framing=some(Span),
        confidence=draw(st.floats(0, 1)),
        reader=draw(st.text(max_size=8)),
    )


@pytest.fixture
def claim() -> Claim:
    text = "The army said its troops seized Um Turayka on Sunday, killing at least 13 terrorists."

    def at(words, cls=Span, **details):
        start = text.index(words)
        return cls(start, start + len(words), words, **details)

    return Claim(
        document=Document(text, name="a.txt", publisher="VOA", published=date(2017, 12, 11), language="en"),
        kind="takeover",
        trigger=at("seized"),
        evidence=Span(0, len(text), text),
        stance="asserts",
        modality="happened",
        sources=(at("army", Source, cue="said"),),
        actors=(at("army", Participant),),
        places=(at("Um Turayka", Place),),
        times=(at("Sunday", Time),),
        counts=(at("at least 13", Count, low=13, what="killed"),),
        framing=(at("terrorists"),),
        confidence=0.75,
        reader="by hand",
    )


@given(claims())
def test_a_claim_comes_back_from_its_record(claim):
    assert from_record(to_record(claim), claim.document.text) == claim


@given(claims())
def test_a_claim_comes_back_from_its_record_written_as_json(claim):
    assert from_record(json.loads(json.dumps(to_record(claim))), claim.document.text).id == claim.id


@given(claims())
def test_what_comes_back_passes_the_gate(claim):
    assert objection(from_record(to_record(claim), claim.document.text)) is None


def test_a_record_has_the_codebooks_shape(claim):
    record = to_record(claim)
    assert list(record) == [
        *("claim_id", "document", "kind", "trigger", "evidence", "sources", "stance", "modality"),
        *("actors", "targets", "places", "times", "counts", "framing", "confidence", "reader"),
    ]
    assert record["document"] == {
        "id": claim.document.id,
        "name": "a.txt",
        "title": None,
        "publisher": "VOA",
        "published": "2017-12-11",
        "url": None,
        "language": "en",
    }
    assert record["trigger"] == {"start": 25, "end": 31, "text": "seized"}
    assert record["sources"] == [{"start": 4, "end": 8, "text": "army", "cue": "said", "actor": None, "grounds": None}]
    assert record["actors"] == [{"start": 4, "end": 8, "text": "army", "actor": None, "grounds": None}]
    assert record["targets"] == []
    assert record["places"] == [{"start": 32, "end": 42, "text": "Um Turayka", "place": None, "grounds": None}]
    assert record["times"] == [
        {"start": 46, "end": 52, "text": "Sunday", "from": None, "to": None, "precision": None, "grounds": None}
    ]
    assert record["counts"] == [
        {"start": 62, "end": 73, "text": "at least 13", "low": 13, "high": None, "what": "killed"}
    ]
    assert record["framing"] == [{"start": 74, "end": 84, "text": "terrorists"}]
    assert (record["confidence"], record["reader"]) == (0.75, "by hand")


def test_a_description_at_hand_is_used_as_it_is(claim):
    about = describe(claim.document)
    assert to_record(claim, about)["document"] is about
    assert to_record(claim, about) == to_record(claim)


def test_keys_added_to_the_shape_are_left_behind(claim):
    record = to_record(claim) | {"grade": 3}
    record["places"][0]["seen"] = "by satellite"
    assert from_record(record, claim.document.text) == claim


def test_what_grounding_adds_may_be_missing(claim):
    record = to_record(claim)
    del record["sources"][0]["grounds"], record["times"][0]["precision"]
    assert from_record(record, claim.document.text) == claim


@pytest.mark.parametrize("key", ["document", "kind", "trigger", "sources", "framing", "confidence"])
def test_a_missing_key_is_named(claim, key):
    record = to_record(claim)
    del record[key]
    with pytest.raises(InputError, match=f"^{claim.id}: .*{key}"):
        from_record(record, claim.document.text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("trigger", {"start": "25", "end": 31, "text": "seized"}),
        ("trigger", None),
        ("actors", 7),
        ("confidence", "high"),
        ("document", []),
    ],
)
def test_a_wrong_value_is_an_input_error(claim, key, value):
    with pytest.raises(InputError, match="not a claim's record"):
        from_record(to_record(claim) | {key: value}, claim.document.text)


def test_an_unreadable_day_is_an_input_error(claim):
    record = to_record(claim)
    record["document"]["published"] = "last Monday"
    with pytest.raises(InputError, match="last Monday"):
        from_record(record, claim.document.text)


def test_a_record_of_another_text_is_refused(claim):
    with pytest.raises(InputError, match="another text"):
        from_record(to_record(claim), claim.document.text + " ")


def test_what_is_no_record_at_all_is_an_input_error():
    with pytest.raises(InputError, match="a record: not a claim's record"):
        from_record([], "text")
