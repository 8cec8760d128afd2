from dataclasses import replace
from datetime import date

import pytest

from sayso.claims.claim import Claim, Participant, Place, Source, Span, Time
from sayso.claims.gate import objection
from sayso.claims.record import from_record, to_record
from sayso.grounding import default_grounder
from sayso.grounding.ground import Grounder
from sayso.ingest.document import Document

TEXT = (
    "The Sudanese army said on Monday that Rapid Support Forces fighters had shelled Nyala in South Darfur. "
    "Witnesses told reporters the shelling went on for two days."
)


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return default_grounder()


def span(cls, words):
    start = TEXT.index(words)
    return cls(start, start + len(words), words)


@pytest.fixture
def claim() -> Claim:
    end = TEXT.index(".") + 1
    return Claim(
        document=Document(TEXT, "a.txt", published=date(2023, 8, 30)),
        kind="shelling",
        trigger=span(Span, "shelled"),
        evidence=Span(0, end, TEXT[:end]),
        stance="asserts",
        modality="happened",
        sources=(span(Source, "Sudanese army"),),
        actors=(span(Participant, "Rapid Support Forces fighters"),),
        places=(span(Place, "Nyala"),),
        times=(span(Time, "Monday"),),
    )


def test_places_actors_and_days_come_out_with_their_grounds(grounder, claim):
    [grounded] = grounder.ground(claim.document, [claim])
    assert (grounded.sources[0].actor, grounded.actors[0].actor) == ("sd-army", "rsf-sudan")
    nyala = grounded.places[0].location
    assert (nyala.name, nyala.country, nyala.precision) == ("Nyala", "SD", 1)
    assert (round(nyala.lat, 1), round(nyala.lon, 1)) == (12.0, 24.9)
    assert (grounded.times[0].first, grounded.times[0].last, grounded.times[0].precision) == (
        "2023-08-28",
        "2023-08-28",
        1,
    )
    for mention in (*grounded.sources, *grounded.actors, *grounded.places, *grounded.times):
        assert mention.grounds.why
        assert 0.5 < mention.grounds.score <= 1


def test_words_offsets_and_identity_of_the_claim_stay(grounder, claim):
    [grounded] = grounder.ground(claim.document, [claim])
    assert grounded.id == claim.id
    assert grounded.spans()[0] == claim.spans()[0]
    assert [(s.start, s.end, s.text) for s in grounded.spans()] == [(s.start, s.end, s.text) for s in claim.spans()]
    assert objection(grounded) is None
    assert from_record(to_record(grounded), TEXT) == grounded


def test_what_is_not_settled_is_left_empty_and_says_so(grounder, claim):
    document = replace(claim.document, published=None)
    vague = replace(claim, document=document, sources=(span(Source, "Witnesses"),), places=(span(Place, "reporters"),))
    [grounded] = grounder.ground(document, [vague])
    assert grounded.places[0].location is None
    assert grounded.places[0].grounds.why
    assert grounded.times[0].first is None
    assert grounded.times[0].grounds.why


def test_no_claims_are_no_work(grounder, claim):
    assert grounder.ground(claim.document, []) == []


def test_one_document_tells_nothing_of_the_next(grounder, claim):
    other = Document("The army seized Aleppo from rebels in Syria.", "b.txt", published=date(2016, 12, 22))
    before = grounder.ground(claim.document, [claim])
    grounder.ground(other, [])
    assert grounder.ground(claim.document, [claim]) == before


def test_where_it_happens_tells_whose_army_is_meant(grounder):
    text = "The army shelled rebels near Saraqib and Maarat al-Numan."
    document = Document(text, "c.txt", published=date(2016, 5, 5))
    whole = Span(0, len(text), text)

    def at(cls, words):
        return cls(text.index(words), text.index(words) + len(words), words)

    shelling = Claim(
        *(document, "shelling", at(Span, "shelled"), whole, "asserts", "happened"),
        actors=(at(Participant, "army"),),
        places=(at(Place, "Saraqib"), at(Place, "Maarat al-Numan")),
    )
    assert grounder.ground(document, [shelling])[0].actors[0].actor == "sy-army"
    assert grounder.ground(document, [replace(shelling, places=())])[0].actors[0].actor != "sy-army"


def test_who_fights_tells_in_which_country_a_village_lies(grounder):
    def first(text):
        document = Document(text, "d.txt", published=date(2016, 5, 5))
        place = Place(text.index("Sinjar"), text.index("Sinjar") + 6, "Sinjar")
        trigger = Span(text.index("seized"), text.index("seized") + 6, "seized")
        claim = Claim(document, "takeover", trigger, Span(0, len(text), text), "asserts", "happened", places=(place,))
        return grounder.ground(document, [claim])[0].places[0].location

    told = first("Ahrar al-Sham and the al-Nusra Front said their fighters seized Sinjar from Assad's army.")
    assert told is None or told.country == "SY"
    assert first("Peshmerga and Yazidi fighters seized Sinjar in Iraq's Nineveh province.").country == "IQ"
