from copy import deepcopy
from dataclasses import replace

import pytest

from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.account import FIELDS, Event, Graded, Root, Value
from sayso.reconcile.item import Toll
from sayso.reconcile.telling import agreed, matrix, phrases, read_phrases, sentence

TOOK = {"kind": "takeover", "actors": ("red-army",), "targets": ("blue-front",)}


def tell(war, *items, **given):
    return sentence(war.event(*items, **given), [war.root(item) for item in items])


def test_who_says_what_and_who_denies_it(war):
    told = tell(
        war,
        war.said("red-radio", **TOOK),
        war.said("watch", tolls=war.killed(8), **TOOK),
        war.said("blue-front", stance="denies", modality="negated", **TOOK),
    )
    assert told == (
        "Red-radio and watch say independently that Red Army took Aster on 2016-03-05; blue-front denies it; 8 killed."
    )


@pytest.mark.parametrize(
    ("voices", "beginning"),
    [
        (["watch"], "Watch says, and no other root does, that Red Army took Aster"),
        (["red-army", "red-radio"], "Red-army and red-radio say, which may be one side's word or one story retold"),
        (["Aster Gazette", "Beacon Post"], "Aster Gazette and Beacon Post say, which may be"),
        (["red-army", "blue-front"], "Red-army and blue-front say, across camps at war"),
    ],
)
def test_a_sentence_hedges_by_the_grade(war, voices, beginning):
    assert tell(war, *(war.said(voice, **TOOK) for voice in voices)).startswith(beginning)


def test_two_of_one_side(war):
    told = tell(war, war.said("Aster Gazette", **TOOK), war.said("Beacon Post", tolls=war.killed(3), **TOOK))
    assert told.startswith("Aster Gazette and Beacon Post say that Red Army took Aster")
    assert "nobody known to be non-aligned says so" in told


def test_what_nobody_says_happened(war):
    assert tell(war, war.said("watch", modality="planned", **TOOK)).startswith("Nobody says that it happened")


def test_what_is_only_denied(war):
    told = tell(war, war.said("watch", stance="denies", modality="negated", **TOOK))
    assert told.startswith("Watch says that it did not happen that Red Army took Aster")


def test_what_a_person_verified(war):
    item = war.said("watch", **TOOK)
    decision = war.decision("verify", item.id, field="occurred", value="yes")
    assert tell(war, item, decisions=[decision]).startswith("It is verified that Red Army took Aster")


def test_contested_fields_are_told_with_their_voices(war):
    told = tell(
        war,
        war.said("watch", tolls=war.killed(3)),
        war.said("wire", tolls=war.killed(3)),
        war.said("blue-press", tolls=war.killed(30), spots=(war.beacon,)),
    )
    assert "the place is contested: Aster by watch and wire, Beacon by blue-press" in told
    assert "how many is contested: 3 killed by watch and wire, 30 killed by blue-press" in told
    assert "3 to 30 killed, 3 best supported" in told


def test_in_a_dispute_each_voice_is_named_once_with_what_it_stands_for():
    event = Event(
        "e1", "air_strike", ("c",), (), {name: Graded(name, (), 0, False, "", "") for name in FIELDS}, (), {}, 3
    )
    values = [("air_strike", ("r1", "r2")), ("attack", ("r1", "r2", "r3")), ("shelling", ("r4",)), ("harm", ("r4",))]
    told = tuple(Value(name, name, backers, (), 0.5) for name, backers in values)
    event = replace(event, fields={**event.fields, "kind": Graded("kind", told, 2, True, "", "")})
    roots = [Root(f"r{n}", "e1", voice, None, None, "F", ()) for n, voice in enumerate(("a", "b", "c", "d"), 1)]
    assert "what it was is contested: air_strike by a and b, shelling by d." in sentence(event, roots)
    days = [("2031-03-02", ("r1",)), ("2031-03-01/2031-03-04", ("r1", "r2")), ("2031-03-04", ("r3",))]
    told = tuple(Value(name, name, backers, (), 0.5) for name, backers in days)
    event = replace(event, fields={**event.fields, "day": Graded("day", told, 2, True, "", "")})
    assert "the day is contested: 2031-03-02 by a, 2031-03-04 by c;" in sentence(event, roots)


def test_numbers_of_what_is_not_told_are_left_out(war):
    told = tell(war, war.said("watch", tolls=(*war.killed(3), Toll("other", 7, 7)), **TOOK))
    assert told.endswith("; 3 killed.")


def test_framing_is_told_as_such(war):
    told = tell(war, war.said("watch", **TOOK), war.said("blue-press", framing=("regime",), **TOOK))
    assert "in their words: “regime” (blue-press)" in told


def test_what_is_told_together_is_given_together(war):
    told = tell(war, war.said("watch", actors=("red-army", "red-guard"), spots=(war.aster, war.beacon)))
    assert "Red Army and red-guard struck Aster and Beacon from the air" in told
    twice = (war.aster, replace(war.aster, id="p7"))
    assert "struck Aster from the air" in tell(war, war.said("watch", actors=("red-army",), spots=twice))


def test_an_event_of_which_little_is_told(war):
    assert "a place that is not told was struck from the air" in tell(
        war, war.said("watch", spots=(), first=None, last=None)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_told(war, kind):
    told = tell(war, war.said("watch", kind, actors=("red-army",)))
    assert "{" not in told
    assert "Aster" in told
    assert "Red Army" in told


def test_the_fields_that_are_agreed(war):
    event = war.event(war.said("watch"), war.said("wire", spots=(war.beacon,)))
    assert set(agreed(event)) == {"occurred", "kind", "day"}


def record(claim, published, **slots):
    mentions = {
        name: [{"text": text} for text in slots.get(name, ())]
        for name in ("actors", "places", "times", "counts", "framing")
    }
    cue = slots.get("cue")
    return {
        "claim_id": claim,
        "document": {"published": published},
        "stance": "asserts",
        "modality": slots.get("modality", "happened"),
        "trigger": {"text": slots["trigger"]},
        "sources": [{"text": "army", "cue": cue}] if cue else [],
        **mentions,
    }


def test_the_matrix_holds_each_root_s_own_words(war):
    army, watch = war.said("red-army"), war.said("watch")
    records = {
        army.id: record(
            army.id, "2016-03-06", trigger="liberated", cue="announced", places=["Aster"], framing=["liberated"]
        ),
        watch.id: record(watch.id, None, trigger="seized", counts=["at least 13", "13"], modality="ongoing"),
    }
    found = matrix([war.root(army), war.root(watch), war.root(war.said("wire"))], records)
    rows = {row.root.voice: row.cells for row in found.rows}
    assert rows["red-army"]["occurred"] == ("announced",)
    assert rows["red-army"]["kind"] == ("liberated",)
    assert rows["red-army"]["place"] == ("Aster",)
    assert rows["watch"]["occurred"] == ("asserts (ongoing)",)
    assert rows["watch"]["toll"] == ("at least 13", "13")
    assert rows["wire"] == dict.fromkeys(found.columns, ())


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.pop("nowhere"), "nowhere"),
        (lambda t: t["lead"].pop("single"), "single"),
        (lambda t: t["kind"].pop("clash"), "clash"),
        (lambda t: t["kind"]["clash"].pop("by"), "by"),
        (lambda t: t["kind"]["clash"].update(by="{who} fought"), "clash.*can't be filled"),
        (lambda t: t["kind"]["clash"].update(by=3), "clash.*can't be filled"),
    ],
)
def test_a_file_that_does_not_fit_is_told(spoil, message):
    table = deepcopy(load("sayso.reconcile", "data/telling.toml"))
    spoil(table)
    with pytest.raises(LexiconError, match=rf"telling\.toml.*{message}"):
        read_phrases(table)


def test_there_is_a_phrase_for_every_kind():
    assert set(phrases().by) == set(phrases().bare) == set(KINDS)
