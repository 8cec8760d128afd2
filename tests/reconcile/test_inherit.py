from datetime import date

import pytest

from sayso.reconcile.inherit import LATE, NEAR, Draft, inherit, lend_tolls
from sayso.reconcile.item import Spot, Toll

DAY = date(2031, 3, 3)
ON = (DAY.toordinal(), DAY.toordinal())
TOSK, DORN = (Spot(name, name, 41.5, 44.2, 2.0, 1) for name in ("Tosk", "Dorn"))
VARN = Spot("Varn", "Varn", 41.0, 44.0, 200.0, 6)
DEAD, HURT, FLED = Toll("killed", 13, 13), Toll("wounded", 20, None), Toll("displaced", 300, None)


def draft(id_: str, start: int = 0, kind: str = "shelling", **fields: object) -> Draft:
    told = {"asserted": True, "sources": (), "spots": (), "days": None, "tolls": ()} | fields
    return Draft(id_, kind, (start, start + 100), **told)


def test_what_is_told_stays():
    told = draft("a", spots=(TOSK,), days=ON)
    inherit([told, draft("b", spots=(DORN,), days=(1, 1))], DAY)
    assert (told.spots, told.days, told.inherited) == ((TOSK,), ON, set())


def test_the_own_sentence_goes_before_the_one_before():
    claims = [draft("a", 0, spots=(TOSK,), days=ON), draft("b", 101, spots=(DORN,), days=(5, 6)), draft("c", 101)]
    inherit(claims, DAY)
    assert (claims[2].spots, claims[2].days, claims[2].inherited) == ((DORN,), (5, 6), {"place", "day"})


def test_the_nearest_sentence_before_goes_before_others():
    claims = [
        draft("a", 0, spots=(TOSK,)),
        draft("b", 101, spots=(DORN,)),
        draft("c", 202),
        draft("d", 303, spots=(TOSK,)),
    ]
    inherit(claims, None)
    assert claims[2].spots == (DORN,)


@pytest.mark.parametrize("gap", [NEAR, NEAR + 1])
def test_sentences_far_before_are_no_context(gap: int):
    claims = [draft("a", spots=(TOSK,)), draft("b", 100 + gap), draft("c", 90_000, spots=(DORN,))]
    inherit(claims, None)
    assert claims[1].spots == ((TOSK,) if gap == NEAR else ())


def test_a_sentence_of_two_minds_tells_nothing():
    claims = [draft("a", spots=(TOSK,), days=ON), draft("b", spots=(DORN,), days=(1, 1)), draft("c")]
    inherit(claims, None)
    assert (claims[2].spots, claims[2].days) == ((), None)


def test_one_place_among_areas_is_the_document_s():
    claims = [draft("a", spots=(VARN,)), draft("b", 5000, spots=(TOSK,)), draft("c", 9000)]
    inherit(claims, None)
    assert claims[2].spots == (TOSK,)


def test_an_area_stays_one_for_those_who_inherit_it():
    claims = [draft("a", spots=(VARN,)), draft("b", 5000)]
    inherit(claims, None)
    assert claims[1].spots == (VARN,)


def test_long_intervals_are_not_handed_on():
    claims = [draft("a", days=(100, 130)), draft("b")]
    inherit(claims, DAY)
    assert claims[0].days == (100, 130)
    assert claims[1].days == (ON[0] - LATE, ON[0])


def test_what_is_told_nowhere_may_have_happened_shortly_before():
    told, planned = draft("a"), draft("b", 200, asserted=False)
    inherit([told, planned], DAY)
    assert (told.days, told.inherited) == ((ON[0] - LATE, ON[0]), {"day"})
    assert (planned.days, planned.inherited) == (None, set())


def test_what_was_inherited_is_not_handed_on():
    claims = [draft("a", 0, spots=(TOSK,)), draft("b", 400), draft("c", 800), draft("d", 90_000, spots=(DORN,))]
    inherit(claims, None)
    assert [claim.spots for claim in claims[1:3]] == [(TOSK,), ()]


def causes(kind: str) -> frozenset[str]:
    return frozenset({"shelling", "air_strike"}) if kind == "harm" else frozenset()


def test_the_dead_of_a_sentence_are_the_shelling_s():
    shelling = draft("a")
    lend_tolls([shelling, draft("b", kind="harm", tolls=(DEAD,)), draft("c", kind="harm", tolls=(HURT, FLED))], causes)
    assert shelling.tolls == (DEAD, HURT)
    assert shelling.inherited == {"toll"}


@pytest.mark.parametrize(
    "claims",
    [
        [draft("a"), draft("b", 101, kind="harm", tolls=(DEAD,))],
        [draft("a"), draft("b", kind="harm", tolls=(DEAD,), sources=("medics",))],
        [draft("a"), draft("b", kind="harm", tolls=(DEAD,), asserted=False)],
        [draft("a"), draft("b", kind="damage", tolls=(DEAD,))],
        [draft("a"), draft("b", kind="harm", tolls=(FLED,))],
        [draft("a"), draft("c", kind="air_strike"), draft("b", kind="harm", tolls=(DEAD,))],
        [draft("a", kind="talks"), draft("b", kind="harm", tolls=(DEAD,))],
    ],
)
def test_tolls_of_something_else_are_left_where_they_are(claims: list[Draft]):
    lend_tolls(claims, causes)
    assert all(claim.tolls == () for claim in claims if claim.kind != "harm" and claim.id != "b")


def test_a_claim_with_a_toll_keeps_its_own():
    shelling = draft("a", tolls=(HURT,))
    lend_tolls([shelling, draft("b", kind="harm", tolls=(DEAD,))], causes)
    assert shelling.tolls == (HURT,)


def test_what_sums_up_has_no_day_and_no_place_of_other_sentences():
    whole = draft("b", 101, kind="harm", sums_up=True)
    inherit([draft("a", 0, spots=(TOSK,), days=ON), whole], DAY)
    assert (whole.spots, whole.days, whole.inherited) == ((), None, set())


def test_what_sums_up_has_the_place_of_its_own_sentence():
    whole = draft("b", kind="harm", sums_up=True)
    inherit([draft("a", spots=(TOSK,), days=ON), whole], DAY)
    assert (whole.spots, whole.days) == ((TOSK,), None)


def test_a_time_that_is_not_settled_is_not_the_day_of_the_report():
    then = draft("b", 101, undated=True)
    inherit([draft("a", 0, days=ON), then], DAY)
    assert then.days is None


def test_an_effect_and_its_cause_share_a_long_span():
    claims = [draft("a", 0, days=ON), draft("b", 101, days=(100, 130)), draft("c", 101, kind="harm"), draft("d", 101)]
    inherit(claims, DAY, causes)
    assert claims[2].days == (100, 130)
    assert claims[3].days == ON


def test_a_day_in_the_sentence_goes_before_a_long_span():
    claims = [draft("a", 0, days=ON), draft("b", 0, days=(100, 130)), draft("c", 0, kind="harm")]
    inherit(claims, DAY, causes)
    assert claims[2].days == ON


@pytest.mark.parametrize("which", [0, 1])
def test_a_war_s_dead_are_no_shelling_s(which: int):
    claims = [draft("a"), draft("b", kind="harm", tolls=(DEAD,))]
    claims[which].sums_up = True
    lend_tolls(claims, causes)
    assert claims[0].tolls == ()
