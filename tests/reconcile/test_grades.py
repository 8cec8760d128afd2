from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.account import FIELDS
from sayso.reconcile.grades import grade, lettered
from sayso.reconcile.item import Spot, Toll, Voice

TOOK = {"kind": "takeover", "actors": ("red-army",), "targets": ("blue-front",)}
SHOWN = {"occurred": "occurred", "kind": "kind", "place": "place", "day": "day", "actor": "actor", "toll": "toll"}


def occurred(event):
    return event.fields["occurred"]


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        (["watch"], 1),
        (["red-radio"], 1),
        (["Aster Gazette"], 1),
        (["red-radio", "red-state"], 2),
        (["Aster Gazette", "Beacon Post"], 2),
        (["green-league", "red-radio"], 2),
        (["watch", "red-radio"], 3),
        (["watch", "Aster Gazette"], 3),
        (["red-radio", "blue-press"], 4),
        (["red-radio", "blue-press", "watch"], 4),
    ],
)
def test_the_ladder(war, voices, expected):
    wounded = [(Toll("wounded", 10, 10 + n),) for n in range(len(voices))]
    tolls = [(*war.killed(5 + n), *more) for n, more in enumerate(wounded)]
    event = war.event(*(war.said(voice, "protest", tolls=own) for voice, own in zip(voices, tolls, strict=True)))
    assert occurred(event).grade == expected
    assert occurred(event).values[0].value == "yes"
    assert occurred(event).contested is False
    assert event.fields["place"].grade == expected


def test_many_claims_of_one_root_are_one_root(war):
    claims = [war.said("watch") for _ in range(5)]
    event = grade(war.cluster(*claims), [war.root(*claims)], war.at_war, setting=war.setting)
    assert occurred(event).grade == 1


def test_a_camp_whose_war_is_over_is_no_camp_at_war(war):
    claims = [war.said("red-radio", "protest"), war.said("blue-press", "protest", tolls=war.killed(2))]
    roots = [war.root(claim) for claim in claims]
    assert occurred(grade(war.cluster(*claims), roots, lambda *_: False)).grade == 2


def test_conceding_a_loss_counts(war):
    blues_concede = war.said("blue-front", **TOOK)
    event = war.event(blues_concede, war.said("Aster Gazette", **TOOK))
    assert occurred(event).grade == 4
    assert "concedes" in occurred(event).why


def test_claiming_a_success_does_not(war):
    event = war.event(war.said("red-army", **TOOK), war.said("red-radio", **TOOK), war.said("Aster Gazette", **TOOK))
    assert occurred(event).grade == 1
    assert "it serves the side of all of them" in occurred(event).why


def test_a_concession_needs_another_root_of_another_camp(war):
    event = war.event(war.said("blue-front", **TOOK), war.said("blue-press", tolls=war.killed(2), **TOOK))
    assert occurred(event).grade == 2


def test_roots_of_one_side_that_agree_in_all_they_tell_may_be_one_story(war):
    event = war.event(war.said("Aster Gazette"), war.said("Beacon Post"))
    assert occurred(event).grade == 1
    assert "one story" in occurred(event).why
    later = war.said("Beacon Post", actors=("red-army",), published=war.day + 3)
    assert occurred(war.event(war.said("Aster Gazette"), later)).grade == 2


def test_camps_that_put_it_on_other_days_or_at_other_places_do_not_confirm_each_other(war):
    radio = war.said("red-radio", "protest")
    for elsewhere in ({"spots": (war.beacon,)}, {"first": war.day + 2, "last": war.day + 2}):
        assert occurred(war.event(radio, war.said("blue-press", "protest", **elsewhere))).grade == 2
        assert occurred(war.event(radio, war.said("watch", "protest", **elsewhere))).grade == 2
    assert occurred(war.event(radio, war.said("blue-press", "protest", last=war.day + 2))).grade == 4
    vaguer = war.said("blue-press", "protest", spots=(war.region,), tolls=war.killed(2))
    assert occurred(war.event(radio, vaguer)).grade == 2
    assert occurred(war.event(radio, replace(vaguer, voices=war.said("watch").voices))).grade == 3


def test_a_nameless_voice_stands_in_no_camp_whoever_carries_it(war):
    def carried(words, camp=None):
        item = war.item("protest", voices=(Voice(words, None, camp), Voice("watch", "watch", "neutral")), named=1)
        return item, replace(war.root(item), camp=camp or "neutral")

    told = war.said("red-radio", "protest")
    for words, camp, expected in [("residents", None, 1), ("a rebel commander", "blues", 4)]:
        item, root = carried(words, camp)
        event = grade(war.cluster(item, told), [root, war.root(told)], war.at_war, setting=war.setting)
        assert occurred(event).grade == expected


def test_camps_that_each_tell_what_serves_them_agree_only_on_one_doer(war):
    theirs = war.said("red-army", actors=("red-army",), targets=("blue-front",))
    ours = war.said("blue-press", actors=("red-guard",), targets=("~civilians",))
    assert occurred(war.event(theirs, ours)).grade == 4
    back = war.said("blue-press", actors=("blue-front",), targets=("red-army",))
    assert occurred(war.event(theirs, back)).grade == 1


def test_what_is_planned_or_feared_did_not_occur(war):
    event = war.event(war.said("watch", modality="planned"), war.said("wire", modality="possible"))
    assert occurred(event).grade == 0
    assert occurred(event).values == ()
    assert event.digit == 6


def test_doubts_never_raise_a_grade(war):
    doubts = [war.said(voice, stance="doubts") for voice in ("watch", "wire", "red-radio")]
    assert occurred(war.event(*doubts)).grade == 1
    assert occurred(war.event(war.said("red-radio"), *doubts)).grade == 1
    assert occurred(war.event(war.said("watch"), *doubts[1:])).grade == 1


def test_a_denial_contests_what_others_assert(war):
    told = [war.said("watch", actors=("red-army",)), war.said("wire", actors=("red-army",))]
    denied = war.said("red-army", actors=("red-army",), stance="denies", modality="negated")
    event = war.event(*told, denied)
    assert occurred(event).contested
    assert [value.value for value in occurred(event).values] == ["yes", "no"]
    assert occurred(event).grade == 3
    assert event.digit == 3


def test_what_only_its_denial_tells_is_improbable(war):
    event = war.event(war.said("watch", stance="denies", modality="negated"))
    assert occurred(event).values[0].value == "no"
    assert event.digit == 5


def test_places_beyond_both_uncertainties_are_contested(war):
    here, there = war.said("red-radio"), war.said("blue-press", spots=(war.beacon,))
    assert war.event(here, there).fields["place"].contested
    near = replace(war.beacon, lat=36.02)
    assert not war.event(here, war.said("blue-press", spots=(near,))).fields["place"].contested
    assert not war.event(here, war.said("blue-press", spots=(war.region,))).fields["place"].contested


def test_a_vaguer_place_does_not_stand_behind_the_exact_one(war):
    field = war.event(war.said("watch"), war.said("wire", spots=(war.region,))).fields["place"]
    assert field.values[0].value == war.aster.id
    assert field.grade == 1


def test_days(war):
    apart = war.event(war.said("watch"), war.said("wire", first=war.day + 2, last=war.day + 3)).fields["day"]
    assert apart.contested
    assert {value.value for value in apart.values} == {"2016-03-05", "2016-03-07/2016-03-08"}
    assert {value.shown for value in apart.values} == {"2016-03-05", "2016-03-07 to 2016-03-08"}
    within = war.event(war.said("watch"), war.said("wire", last=war.day + 3)).fields["day"]
    assert not within.contested


def test_different_perpetrators_are_contested_and_kin_are_not(war):
    def actor(one, other):
        return war.event(war.said("watch", actors=(one,)), war.said("wire", actors=(other,))).fields["actor"]

    assert actor("red-army", "blue-front").contested
    assert not actor("red-army", "red-guard").contested
    assert not actor("red-army", "~gunmen").contested
    assert actor("red-army", "red-army").grade == 3
    assert actor("red-army", "red-army").values[0].shown == "Red Army"


def test_one_camp_does_not_contest_itself(war):
    field = war.event(war.said("red-radio", tolls=war.killed(3)), war.said("red-state", tolls=war.killed(30))).fields[
        "toll"
    ]
    assert not field.contested


def test_tolls_that_meet_are_not_contested(war):
    def toll(one, other):
        return war.event(war.said("watch", tolls=one), war.said("blue-press", tolls=other))

    assert toll(war.killed(13), war.killed(40)).fields["toll"].contested
    agreed = toll(war.killed(13), war.killed(12, None))
    assert not agreed.fields["toll"].contested
    assert agreed.fields["toll"].grade == 3


def test_kinds_that_are_cases_of_one_another_are_not_contested(war):
    def kind(one, other):
        return war.event(war.said("watch", one), war.said("wire", other))

    assert kind("attack", "air_strike").kind == "air_strike"
    assert not kind("attack", "air_strike").fields["kind"].contested
    assert not kind("harm", "air_strike").fields["kind"].contested
    assert kind("shelling", "air_strike").fields["kind"].contested


def test_context_says_nothing_of_an_event(war):
    told, vague = war.said("watch"), war.said("red-radio", tolls=war.killed(90))
    event = grade(war.cluster(told, context=[vague]), [war.root(told), war.root(vague)], war.at_war)
    assert occurred(event).grade == 1
    assert event.tolls == ()
    assert event.claims == (told.id,)
    assert event.context == (vague.id,)


def test_what_a_person_verified_stands_first(war):
    told, other = war.said("watch"), war.said("blue-press", spots=(war.beacon,))
    decision = war.decision("verify", told.id, field="place", value="beacon")
    field = war.event(told, other, decisions=[decision]).fields["place"]
    assert field.grade == 5
    assert field.values[0].value == war.beacon.id
    assert field.contested
    assert "Lena" in field.why
    assert "2024-01-02" in field.why
    assert field.more == ""


def test_a_decision_that_is_superseded_counts_no_more(war):
    told = war.said("watch")
    first = war.decision("verify", told.id, field="occurred", value="yes", number=1)
    second = war.decision("verify", told.id, field="day", value="2016-03-05", number=2, supersedes=1)
    event = war.event(told, decisions=[second, first])
    assert occurred(event).grade == 1
    assert event.fields["day"].grade == 5


def test_a_verified_toll_takes_the_place_of_what_was_claimed(war):
    told = war.said("watch", tolls=(*war.killed(13), Toll("wounded", 5, 5)))
    event = war.event(told, decisions=[war.decision("verify", told.id, field="toll", value="17")])
    assert [(one.what, one.low, one.best, one.high) for one in event.tolls] == [
        ("killed", 17, 17, 17),
        ("wounded", 5, 5, 5),
    ]


def test_every_field_says_why_and_what_would_raise_it(war):
    event = war.event(war.said("watch"), war.said("red-radio"))
    assert tuple(event.fields) == FIELDS
    for field in event.fields.values():
        assert field.why
        assert field.more


def test_framing_is_told_by_voice(war):
    event = war.event(war.said("watch"), war.said("blue-press", framing=("regime", "liberated")))
    assert event.framing == {"blue-press": ("liberated", "regime")}


def test_letters_are_put_to_roots(war):
    roots = [war.root(war.said("watch")), war.root(war.said("Aster Gazette"))]
    decided = war.decision("letter", "Aster Gazette", value="B")
    assert [root.letter for root in lettered(roots, [decided], war.setting)] == ["C", "B"]


voices = st.sampled_from(["watch", "wire", "red-radio", "red-army", "blue-press", "green-league", "Aster Gazette"])
claims = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["air_strike", "attack", "harm", "takeover", "retreat"]),
        "stance": st.sampled_from(["asserts", "asserts", "doubts", "denies"]),
        "modality": st.sampled_from(["happened", "happened", "ongoing", "planned", "negated"]),
        "spots": st.lists(
            st.sampled_from([Spot("p1", "A", 36.0, 37.0, 2.0, 1), Spot("p2", "B", 36.4, 37.0, 2.0, 1)]), max_size=2
        ).map(tuple),
        "first": st.none() | st.integers(735_000, 735_003),
        "last": st.none() | st.integers(735_003, 735_006),
        "actors": st.lists(st.sampled_from(["red-army", "red-guard", "blue-front", "~gunmen"]), max_size=2).map(tuple),
        "targets": st.lists(st.sampled_from(["blue-front", "~women"]), max_size=1).map(tuple),
        "tolls": st.lists(
            st.builds(Toll, st.just("killed"), st.integers(0, 20), st.none() | st.integers(20, 40)), max_size=2
        ).map(tuple),
    }
)


@settings(deadline=None)
@given(told=st.lists(st.tuples(voices, claims), min_size=1, max_size=7), seed=st.integers(0, 99))
def test_the_order_of_claims_and_roots_makes_no_difference(told, seed, war_of):
    war = war_of()
    items = [war.said(voice, **said) for voice, said in told]
    roots = [war.root(item) for item in items]
    whole = grade(war.cluster(*items), roots, war.at_war, setting=war.setting)
    shuffled, turned = list(items), list(roots)
    Random(seed).shuffle(shuffled)
    Random(seed + 1).shuffle(turned)
    again = grade(replace(war.cluster(*shuffled), kind=items[0].kind), turned, war.at_war, setting=war.setting)
    assert again == whole
    for toll in whole.tolls:
        assert toll.low <= toll.best
        assert toll.high is None or toll.best <= toll.high
    for field in whole.fields.values():
        assert all(0 <= value.weight <= 1 for value in field.values)


@settings(deadline=None)
@given(speakers=st.lists(voices, min_size=1, max_size=6), said=claims)
def test_one_more_root_that_says_the_same_never_lowers_the_grade(speakers, said, war_of):
    war = war_of()
    items = [war.said(voice, **(said | {"stance": "asserts", "modality": "happened"})) for voice in speakers]
    grades = [occurred(war.event(*items[: number + 1])).grade for number in range(len(items))]
    assert grades == sorted(grades)


def test_a_concession_is_in_the_claim_s_own_words(war):
    blues = war.said("blue-press")
    others = [war.said("Aster Gazette", targets=("blue-front",)), war.said("Beacon Post", actors=("red-army",))]
    assert occurred(war.event(blues, *others)).grade == 2
    assert occurred(war.event(war.said("blue-press", targets=("blue-front",)), *others)).grade == 4


def test_a_voice_without_words_is_still_a_root(war):
    item = war.item(voices=(Voice("", None, None),))
    assert occurred(war.event(item)).grade == 1
