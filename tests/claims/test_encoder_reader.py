"""What the embedded reader makes of plain sentences. Each holds a general case, none is from a test text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims.claim import Claim
from sayso.claims.encoder_reader import EncoderReader
from sayso.claims.gate import Gate, objection
from sayso.ingest.document import Document
from sayso.reading.network import Network


@pytest.fixture(scope="module")
def reader(network: Network) -> EncoderReader:
    return EncoderReader(network)


def claims(reader: EncoderReader, text: str) -> list[Claim]:
    [found] = reader.read([Document(text, "test.txt")])
    return Gate().admit(found)


def one(reader: EncoderReader, text: str, kind: str) -> Claim:
    """The only claim of the kind."""
    [claim] = [claim for claim in claims(reader, text) if claim.kind == kind]
    return claim


def test_active_and_passive_have_the_same_actor(reader: EncoderReader) -> None:
    active = one(reader, "Government troops captured the town of Belquara on Tuesday.", "takeover")
    passive = one(reader, "The town of Belquara was captured by government troops on Tuesday.", "takeover")
    for claim in (active, passive):
        assert [actor.text for actor in claim.actors] == [
            "Government troops" if claim is active else "government troops"
        ]
        assert any("Belquara" in place.text for place in claim.places)
        assert [time.text for time in claim.times] == ["Tuesday"]


def test_the_source_and_its_cue(reader: EncoderReader) -> None:
    claim = one(
        reader, "Rebel commanders said government jets bombed the market in Tarsa, killing nine people.", "air_strike"
    )
    assert [(source.text, source.cue) for source in claim.sources] == [("Rebel commanders", "said")]


def test_according_to(reader: EncoderReader) -> None:
    claim = one(reader, "At least 13 civilians were killed in Tarsa, according to local medics.", "harm")
    assert [source.text for source in claim.sources] == ["local medics"]
    assert [(count.low, count.high, count.what) for count in claim.counts] == [(13, None, "killed")]


def test_no_source_when_the_report_itself_asserts(reader: EncoderReader) -> None:
    assert one(reader, "Militants attacked a village near Gao on Sunday.", "attack").sources == ()


def test_a_denial_is_denied_and_negated(reader: EncoderReader) -> None:
    found = claims(reader, "The army denied that its forces had shelled the hospital in Adra.")
    shelling = [claim for claim in found if claim.kind == "shelling"]
    assert [(claim.stance, claim.modality) for claim in shelling] == [("denies", "negated")]


def test_what_is_planned_did_not_happen(reader: EncoderReader) -> None:
    claim = one(reader, "The junta will send 2,000 more soldiers to the border next week.", "deployment")
    assert claim.modality == "planned"


def test_a_statement_gives_its_speaker_to_all_that_follows(reader: EncoderReader) -> None:
    text = "The Foreign Minister Elena Marsh said:\n\nMilitants killed nine people.\n\nThey also burned the school."
    for claim in claims(reader, text):
        assert [source.text for source in claim.sources] == ["Elena Marsh"]


def test_no_event_no_claim(reader: EncoderReader) -> None:
    assert claims(reader, "The museum opens at nine and closes at five. Entry is free for children.") == []
    assert claims(reader, "") == []
    assert claims(reader, " \n\t ") == []


def test_offsets_hold_beside_emoji_and_marks(reader: EncoderReader) -> None:
    text = "🔴🇸🇾 Urgent\u200f: the Hawrān Army seized Tall al-Shaʿīr (تل الشعير) from ISIS on Friday 👨‍👩‍👧."
    found = claims(reader, text)
    assert "takeover" in {claim.kind for claim in found}
    for claim in found:
        assert objection(claim) is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=160))
def test_every_span_stands_where_it_says(reader: EncoderReader, text: str) -> None:
    [found] = reader.read([Document(text, "any.txt")])
    for claim in found:
        assert objection(claim) is None


def test_documents_are_read_the_same_alone_and_together(reader: EncoderReader) -> None:
    texts = ["Rebels seized the port of Marsa.", "Shells hit Adra, killing two.", ""]
    documents = [Document(text, f"{i}.txt") for i, text in enumerate(texts)]
    together = [[claim.id for claim in found] for found in reader.read(documents)]
    alone = [[claim.id for claim in next(reader.read([document]))] for document in documents]
    assert together == alone


def test_whoever_quotes_stands_outermost(reader: EncoderReader) -> None:
    text = "A commander quoted by state radio said that government troops had seized the port of Marsa."
    assert [source.text for source in one(reader, text, "takeover").sources] == ["commander", "state radio"]


def test_a_place_is_not_also_the_source(reader: EncoderReader) -> None:
    text = "A military source said that Tarsa, Adra and Marsa had been captured on Friday."
    claim = one(reader, text, "takeover")
    assert "source" in claim.sources[0].text
    assert not {place.text for place in claim.places} & {source.text for source in claim.sources}


def test_a_denial_that_is_negated_is_none(reader: EncoderReader) -> None:
    text = "The army neither confirmed nor denied that its forces had shelled the hospital in Adra."
    assert [claim.stance for claim in claims(reader, text) if claim.kind == "shelling"] != ["denies"]


def test_denied_access_is_no_denial(reader: EncoderReader) -> None:
    found = claims(reader, "Soldiers denied aid convoys access to the besieged town on Sunday.")
    assert found
    assert "denies" not in {claim.stance for claim in found}
