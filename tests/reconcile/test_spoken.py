"""Voices of one document by their whole names. The texts are invented."""

from typing import Any

import pytest

from sayso.reconcile.spoken import Spoken

NYALA = {"id": "1", "name": "Nyala"}


def records(*sentences: tuple[str, str, str | None], place: str | None = None) -> list[dict[str, Any]]:
    """A claim for each sentence, with the words in it that are cited and whom they mean; `place` is on the map."""
    found, at = [], 0
    for text, words, actor in sentences:
        start = at + text.index(words)
        places = [{"text": place, "place": NYALA}] if place else []
        source = {"start": start, "end": start + len(words), "text": words, "actor": actor}
        found.append(
            {"sources": [source], "places": places, "evidence": {"start": at, "end": at + len(text), "text": text}}
        )
        at += len(text) + 1
    return found


def voices(*sentences: tuple[str, str, str | None], place: str | None = None) -> list[tuple[str, str | None] | None]:
    told = records(*sentences, place=place)
    return [Spoken(told).voice(record["sources"][0]) for record in told]


FULL = ("Hala al-Masri said shells fell.", "Hala al-Masri", None)


@pytest.mark.parametrize("short", ["al-Masri", "Masri", "Dr. Masri", "Al-Masri"])
def test_a_surname_is_the_whole_name(short: str):
    assert voices(FULL, (f"Ten died, {short} said.", short, None))[1] == ("Hala al-Masri", None)


def test_a_surname_that_two_have_stays_as_it_is():
    other = ("Omar al-Masri said nobody died.", "Omar al-Masri", None)
    assert voices(FULL, other, ("Ten died, Masri said.", "Masri", None))[2] == ("Masri", None)


def test_another_first_name_is_another_person():
    assert voices(FULL, ("Adam Masri said so.", "Adam Masri", None))[1] == ("Adam Masri", None)


def test_the_source_is_the_last_one_before():
    first = ("A source at the Kosti port said shells fell.", "source at the Kosti port", None)
    other = ("A medical source said ten died.", "medical source", None)
    assert voices(first, ("The source said more fell.", "source", None))[1] == ("source at the Kosti port", None)
    assert voices(first, other, ("The source said more fell.", "source", None))[2] == ("medical source", None)


def test_a_source_is_not_the_one_before():
    first = ("A source at the Kosti port said shells fell.", "source at the Kosti port", None)
    assert voices(first, ("Another source said more fell.", "source", None))[1] == ("source", None)


def test_a_place_is_no_voice_unless_somebody_is_meant_by_it():
    told = ("Nyala was shelled, it is said.", "Nyala", None)
    assert voices(told, place="Nyala") == [None]
    assert voices(("Nyala said no.", "Nyala", "sd-government"), place="Nyala") == [("Nyala", "sd-government")]
    assert voices(told) == [("Nyala", None)]


def test_a_voice_of_another_sentence_is_what_it_is_in_its_own():
    first, own = records(
        ("A source at the Kosti port said shells fell.", "source at the Kosti port", None),
        ("The source said more fell.", "source", None),
    )
    other = {
        **own,
        "evidence": {"start": own["evidence"]["end"] + 1, "end": own["evidence"]["end"] + 9, "text": "Ten died"},
    }
    for told in ([first, own, other], [other, own, first]):
        assert Spoken(told).voice(own["sources"][0]) == ("source at the Kosti port", None)


def test_the_order_of_claims_makes_no_difference():
    told = records(FULL, ("Ten died, Masri said.", "Masri", None))
    masri = told[1]["sources"][0]
    assert Spoken(told).voice(masri) == Spoken(told[::-1]).voice(masri)
