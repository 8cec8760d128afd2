from dataclasses import replace

import pytest

from sayso.reconcile.item import Toll, Voice
from sayso.reconcile.opinions import (
    actors_told,
    day_of,
    days_told,
    hear,
    interest_of,
    kinds_told,
    occurrence,
    places_told,
    tolls_told,
)

DENIED = {"stance": "denies", "modality": "negated"}


@pytest.fixture
def one_root(war):
    """What one root says, by all its claims."""

    def of(*items):
        return hear(war.cluster(*items), [war.root(*items)], war.setting)

    return of


def only(opinions):
    [opinion] = opinions
    return opinion.values, opinion.weak


def test_a_root_that_says_both_is_taken_at_its_last_word(war, one_root):
    told, denied = war.said("watch"), war.said("watch", published=war.day + 5, **DENIED)
    assert only(occurrence(one_root(told, denied))) == (("no",), False)


def test_what_a_root_doubts_first_and_asserts_then(war, one_root):
    doubted, told = war.said("watch", stance="doubts"), war.said("watch")
    assert only(occurrence(one_root(doubted))) == (("yes",), True)
    assert only(occurrence(one_root(doubted, told))) == (("yes",), False)


@pytest.mark.parametrize("modality", ["planned", "possible", "attempted"])
def test_what_did_not_come_to_pass_says_nothing_of_occurrence(war, one_root, modality):
    hearing = one_root(war.said("watch", modality=modality))
    assert occurrence(hearing) == []
    assert only(places_told(hearing)) == ((war.aster,), True)


def test_details_of_a_denial_count_only_where_there_are_no_others(war, one_root):
    denied = war.said("red-army", spots=(war.beacon,), **DENIED)
    assert only(places_told(one_root(denied))) == ((war.beacon,), True)
    hearing = hear(war.cluster(denied, told := war.said("watch")), [war.root(denied), war.root(told)], war.setting)
    assert only(places_told(hearing)) == ((war.aster,), False)


def test_a_place_is_one_however_exactly_each_claim_tells_it(war):
    loose = replace(war.aster, precision=2, radius=9.0)
    items = [war.said("watch", spots=(war.aster, loose)), war.said("wire", spots=(loose,))]
    hearing = hear(war.cluster(*items), [war.root(item) for item in items], war.setting)
    assert [opinion.values for opinion in places_told(hearing)] == [(war.aster,), (war.aster,)]


def test_the_most_exact_of_a_root_s_places_and_days(war, one_root):
    hearing = one_root(war.said("watch", spots=(war.region,), last=war.day + 6), war.said("watch"))
    assert only(places_told(hearing)) == ((war.aster,), False)
    assert only(days_told(hearing)) == (((war.day, war.day),), False)


def test_what_is_inherited_is_weak(war, one_root):
    item = war.said("watch", inherited=frozenset({"place", "day"}))
    assert only(places_told(one_root(item)))[1]
    assert only(days_told(one_root(item)))[1]


def test_one_bound_of_the_days_stands_for_both(war, one_root):
    assert only(days_told(one_root(war.said("watch", first=None)))) == (((war.day, war.day),), False)
    assert only(days_told(one_root(war.said("watch", last=None)))) == (((war.day, war.day),), False)
    assert days_told(one_root(war.said("watch", first=None, last=None))) == []


def test_copies_that_stray_are_outvoted(war, one_root):
    said = [("watch", war.aster), ("wire", war.aster), ("red-radio", war.beacon)]
    claims = [war.item(spots=(spot,), voices=(Voice("watch"), Voice(by))) for by, spot in said]
    assert only(places_told(one_root(*claims))) == ((war.aster,), False)


def test_all_kinds_of_a_root_hold_together(war, one_root):
    assert only(kinds_told(one_root(war.said("watch"), war.said("watch", "harm")))) == (("air_strike", "harm"), False)


def test_identities_go_before_words(war, one_root):
    item = war.said("watch", actors=("~gunmen", "red-army"))
    assert only(actors_told(one_root(item))) == (("red-army",), False)
    assert only(actors_told(one_root(war.said("watch", actors=("~gunmen",))))) == (("~gunmen",), False)


def test_who_gave_way_did_not_take_the_ground(war, one_root):
    left = war.said("watch", "retreat", actors=("blue-front",))
    took = war.said("watch", "takeover", actors=("red-army",))
    assert only(actors_told(one_root(took, left))) == (("red-army",), False)
    assert only(actors_told(one_root(left))) == (("blue-front",), False)
    pushed = war.said("watch", "retreat", actors=("red-army",), targets=("blue-front",))
    assert only(actors_told(one_root(pushed))) == (("red-army",), False)


def test_tolls_of_what_is_not_counted_are_left_out(war, one_root):
    hearing = one_root(war.said("watch", tolls=(Toll("killed", None, None), Toll("wounded", 3, 3))))
    assert tolls_told(hearing, "killed") == []
    assert only(tolls_told(hearing, "wounded")) == ((Toll("wounded", 3, 3),), False)


def test_the_day_by_which_camps_are_looked_up(war):
    assert day_of(war.cluster(war.said("watch"), war.said("wire", first=war.day - 1))) == war.day - 1
    assert day_of(war.cluster(war.said("watch", first=None, published=7))) == 7
    assert day_of(war.cluster(war.said("watch", first=None, published=None))) is None


def test_claims_of_one_root_that_pull_both_ways_serve_nobody():
    assert interest_of(["for", "none"]) == "for"
    assert interest_of(["for", "against"]) == "none"
    assert interest_of([]) == "none"


def test_parties_that_others_name_tell_whom_a_claim_serves(war):
    bare = war.said("blue-press")
    charge = war.said("watch", actors=("red-army",), targets=("~civilians",))
    hearing = hear(war.cluster(bare, charge), [war.root(bare), war.root(charge)], war.setting)
    assert [voiced.interest for voiced in hearing.roots if voiced.root.camp == "blues"] == ["for"]


def test_a_root_of_context_alone_is_not_heard(war):
    told, vague = war.said("watch"), war.said("wire")
    hearing = hear(war.cluster(told, context=[vague]), [war.root(told), war.root(vague)], war.setting)
    assert [voiced.root.voice for voiced in hearing.roots] == ["watch"]
