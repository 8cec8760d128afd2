import json
from collections import Counter, defaultdict

import numpy as np
import pytest

from benchmarks.simulate import Knobs, Simulation, simulate, write
from benchmarks.simulated.reports import COPIES
from sayso.claims.kinds import KINDS


@pytest.fixture(scope="module")
def war() -> Simulation:
    return simulate(Knobs(claims=3000, seed=5), texts=True)


def test_there_are_as_many_claims_as_were_asked_for_each_with_an_id_of_its_own(war):
    assert len(war.items) == 3000
    assert len({item.id for item in war.items}) == 3000


def test_the_same_seed_gives_the_same_war_and_another_seed_another():
    one, same, other = (simulate(Knobs(400, seed)) for seed in (3, 3, 4))
    assert one.items == same.items
    assert np.array_equal(one.truth.event, same.truth.event)
    assert one.items != other.items


def test_the_share_that_is_copied_is_what_was_asked_for():
    shares = [simulate(Knobs(4000, 2, copying)).truth.copied.mean() for copying in (0.0, 0.3, 0.5)]
    assert shares[0] == 0
    assert shares[1] == pytest.approx(0.3, abs=0.05)
    assert shares[2] == pytest.approx(0.5, abs=0.07)


def test_claims_are_well_formed(war):
    for item in war.items:
        assert item.kind in KINDS
        assert item.first <= item.last
        assert item.published >= item.first
        assert item.voices
        assert len(item.voices) in (item.named, item.named + 1)
        assert (item.stance == "denies") == (item.modality == "negated")
        assert all(toll.low >= 1 and (toll.high is None or toll.high >= toll.low) for toll in item.tolls)


def test_a_claim_stands_in_the_text_of_its_document_where_it_says(war):
    texts = {text.id: text.text for text in war.texts}
    for item in war.items[:500]:
        assert item.evidence in texts[item.document]
        assert 0 <= texts[item.document].index(item.evidence) <= item.start


def test_what_tells_no_day_is_dated_by_its_own_publication(war):
    undated = [item for item in war.items if "day" in item.inherited]
    assert undated
    assert all(item.last == item.published for item in undated)


def test_a_copy_has_its_origin_from_a_fresh_report(war):
    styles = defaultdict(set)
    for origin, style in zip(war.truth.origin.tolist(), war.truth.style, strict=True):
        styles[origin].add(style)
    alone = [found for found in styles.values() if found <= set(COPIES)]
    assert len(alone) <= 0.02 * len(styles)  # the fresh report of a few was left out at the end


def test_all_claims_of_one_origin_speak_of_one_event(war):
    events = defaultdict(set)
    for origin, event in zip(war.truth.origin.tolist(), war.truth.event.tolist(), strict=True):
        events[origin].add(event)
    assert all(len(found) == 1 for found in events.values())


def test_what_a_command_says_of_the_enemys_dead_is_more_than_there_were_and_of_its_own_fewer(war):
    truth = war.truth
    told = {"own": [], "enemy": []}
    for item, number in zip(war.items, truth.event.tolist(), strict=True):
        event = truth.events[number]
        command = item.voices[0].actor
        killed = next((toll.low for toll in item.tolls if toll.what == "killed"), None)
        if number < 0 or killed is None or event.civilian or not event.killed or not item.named:
            continue
        if command == truth.sides.all[event.side].actor:
            told["enemy"].append(killed / event.killed)
        elif command == truth.sides.all[event.other].actor:
            told["own"].append(killed / event.killed)
    assert np.mean(told["enemy"]) > 1.15
    assert np.mean(told["own"]) < 0.9


def test_what_was_made_up_comes_from_those_who_gain_by_it_most_of_all(war):
    truth = war.truth
    camps = Counter()
    for item, number in zip(war.items, truth.event.tolist(), strict=True):
        event = truth.events[number]
        if number >= 0 and not event.happened and item.stance == "asserts" and item.voices[0].camp:
            camps[item.voices[0].camp == truth.sides.all[event.winner].camp] += 1
    assert camps[True] > 3 * camps[False]


def test_events_lie_close_to_others_in_space_and_time(war):
    keys = Counter((event.site, event.first) for event in war.truth.events)
    assert sum(count for count in keys.values() if count > 1) > 0.05 * len(war.truth.events)


def test_the_theatre_knows_the_sides_and_who_fights_whom(war):
    one, other = (side.camp for side in war.truth.sides.all[:2])
    assert war.theatre.at_war(one, other, None)
    assert not war.theatre.at_war(one, "neutral", None)
    unit = war.truth.sides.all[0].units[0]
    assert war.theatre.camp(unit, None) == one


def test_voices_stand_in_the_camp_that_the_theatre_says(war):
    known = [voice for item in war.items for voice in item.voices if voice.actor is not None]
    assert known
    assert all(war.theatre.camp(voice.actor, None) == voice.camp for voice in known)


def test_letters_are_known_for_most_sources_not_for_all(war):
    letters = {decision.subject: decision.value for decision in war.decisions}
    sources = {voice.actor or voice.words for item in war.items for voice in item.voices}
    assert 0.5 * len(sources) < len(letters) < len(sources)
    assert set(letters.values()) <= set("ABCDE")


@pytest.mark.parametrize("sides", [1, 5])
def test_a_war_has_two_to_four_sides(sides):
    with pytest.raises(ValueError, match="2 to 4"):
        simulate(Knobs(10, sides=sides))


def test_a_war_can_be_in_another_country():
    [country] = {spot.country for item in simulate(Knobs(200, area="IQ")).items for spot in item.spots}
    assert country == "IQ"


def test_a_country_of_few_places_is_told_so():
    with pytest.raises(ValueError, match="too few"):
        simulate(Knobs(10, area="VA"))


def test_texts_and_truth_are_written(tmp_path, war):
    write(war, tmp_path)
    files = sorted((tmp_path / "texts").iterdir())
    assert [file.stem for file in files] == sorted(text.id for text in war.texts)
    told = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()]
    assert {row["claim"] for row in told} == {item.id for item in war.items}
    assert {row["document"] for row in told} <= {file.stem for file in files}
