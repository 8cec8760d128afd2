from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reconcile.account import Collapse
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.item import Item, Spot, Toll, Voice
from sayso.reconcile.press import owners_of
from sayso.reconcile.roots import roots_of
from tests.reconcile.reports import MONDAY, cluster, item, opposed, theatre

WATCH = Voice("Varn Rights Watch", "watch", "neutral")
ARMY = Voice("Varnian army", "vn-army", "crown")
REUTERS = Voice("Reuters", "reuters", "neutral")
GAZETTE, HERALD = Voice("Gazette", "gazette", "neutral"), Voice("Herald", "herald", "neutral")
VNA, TV, LESK = (
    Voice("VNA", "vna", "crown"),
    Voice("Varn TV", "vn-tv", "crown"),
    Voice("Free Lesk", "free-lesk", "rising"),
)
RAID = "Jets struck the old market of Tosk on Sunday morning, killing at least 13 people and setting shops alight."
SAME = "jets struck the old market of Tosk on Sunday morning killing at least 13 people and setting shops alight"
OTHER = "Thirteen died when warplanes hit the bazaar at daybreak, which was then looted by men in uniform."
RETOLD = "Jets struck the old market of Tosk, it was reported, and at least 13 people died as shops were set alight."
THIRD = "Tosk buried its dead on Monday, a day after bombs had rained on the town from two planes."


def groups(*items: Item) -> list[set[str]]:
    roots, _ = roots_of(cluster(*items), opposed, owners_of(theatre()))
    return sorted((set(root.claims) for root in roots), key=min)


def reasons(*items: Item) -> list[tuple[str, str, str]]:
    _, collapses = roots_of(cluster(*items), opposed, owners_of(theatre()))
    return [(one.one, one.other, one.reason) for one in collapses]


def test_one_claim_is_one_root():
    roots, collapses = roots_of(cluster(item("a", RAID, WATCH, GAZETTE, named=1)), opposed)
    [root] = roots
    assert (root.event, root.voice, root.actor, root.camp, root.letter, root.claims) == (
        *("e1", "Varn Rights Watch", "watch", "neutral", "F"),
        ("a",),
    )
    assert root.id.startswith("r")
    assert collapses == ()


def test_an_event_without_claims_has_no_roots():
    assert roots_of(cluster(), opposed) == ((), ())


def test_claims_in_context_have_no_part():
    one, other = item("a", RAID, WATCH, GAZETTE, named=1), item("b", RAID, WATCH, HERALD, named=1)
    roots, _ = roots_of(Cluster("e1", "shelling", (one,), (other,)), opposed)
    assert [root.claims for root in roots] == [("a",)]


def test_one_source_by_its_identity():
    a, b = item("a", RAID, WATCH, GAZETTE, named=1), item("b", OTHER, replace(WATCH, words="VRW"), LESK, named=1)
    assert groups(a, b) == [{"a", "b"}]
    assert reasons(a, b) == [("a", "b", "same source")]


def test_the_group_is_a_source_where_it_is_known_which():
    group = replace(WATCH, words="group")
    a, b = item("a", RAID, WATCH, GAZETTE, named=1), item("b", OTHER, group, HERALD, named=1)
    assert groups(a, b) == [{"a", "b"}]
    assert groups(a, replace(b, voices=(Voice("group"), HERALD))) == [{"a"}, {"b"}]


def test_a_source_under_two_names_says_both():
    director = replace(WATCH, words="Ana Lind")
    a, b = item("a", RAID, WATCH, GAZETTE, named=1), item("b", OTHER, director, HERALD, named=1)
    _, [collapse] = roots_of(cluster(a, b), opposed)
    assert collapse.reason == "same source"
    assert collapse.detail == "both cite one source, as Varn Rights Watch and as Ana Lind"


def test_one_source_by_its_name():
    a, b = item("a", RAID, "Dr. Samir Haddad", GAZETTE, named=1), item("b", OTHER, "Samir Haddad", LESK, named=1)
    assert groups(a, b) == [{"a", "b"}]


def test_different_sources_stay_apart_even_in_the_same_words():
    a, b = item("a", RAID, WATCH, GAZETTE, named=1), item("b", SAME, ARMY, HERALD, named=1)
    assert groups(a, b) == [{"a"}, {"b"}]


@pytest.mark.parametrize(
    "voice", ["residents", "Local activists", "a security source", "officials", "reportedly", "سكان"]
)
def test_voices_that_may_be_anyone_s_are_not_one(voice: str):
    a, b = item("a", RAID, voice, GAZETTE, named=1), item("b", OTHER, voice, HERALD, named=1)
    assert groups(a, b) == [{"a"}, {"b"}]


def test_voices_that_may_be_anyone_s_are_one_in_the_same_words():
    a, b = item("a", RAID, "residents", GAZETTE, named=1), item("b", SAME, "residents", HERALD, named=1)
    assert reasons(a, b) == [("a", "b", "same words")]


def test_voices_that_one_report_calls_the_same_are_one():
    told = (("a", RAID, "residents"), ("b", OTHER, "Residents"), ("c", THIRD, "officials"))
    a, b, c = (item(id_, said, voice, GAZETTE, named=1, document="d") for id_, said, voice in told)
    assert groups(a, b, c) == [{"a", "b"}, {"c"}]


def test_an_unnamed_voice_goes_under_the_outlet_that_answers_for_it():
    [root], _ = roots_of(cluster(item("a", RAID, "residents", REUTERS, LESK, named=1)), opposed)
    assert (root.voice, root.actor, root.camp) == ("residents (Reuters)", "reuters", "neutral")
    [root], _ = roots_of(cluster(item("a", RAID, Voice("rebels", None, "rising"), HERALD, named=1)), opposed)
    assert (root.voice, root.actor, root.camp) == ("rebels (Herald)", "herald", "rising")


def test_outlets_that_say_so_themselves_are_roots_of_their_own():
    assert groups(item("a", RAID, GAZETTE), item("b", OTHER, HERALD)) == [{"a"}, {"b"}]


def test_copies_are_told_whatever_became_of_their_punctuation():
    a, b = item("a", RAID, GAZETTE, published=MONDAY.toordinal() + 1), item("b", SAME, HERALD)
    [root], [collapse] = roots_of(cluster(a, b), opposed)
    assert root.voice == "Herald"
    assert collapse == Collapse("b", "a", "same words", "100% of the sentence")


def test_one_report_s_own_word_is_one():
    assert reasons(item("a", RAID, GAZETTE, document="d"), item("b", OTHER, GAZETTE, document="d")) == [
        ("a", "b", "same document")
    ]


def test_one_outlet_s_reports_are_one():
    assert reasons(item("a", RAID, GAZETTE), item("b", OTHER, GAZETTE)) == [("a", "b", "same outlet")]


def test_organs_of_one_owner_are_one():
    assert reasons(item("a", RAID, VNA), item("b", OTHER, TV)) == [("a", "b", "same owner")]
    assert len(roots_of(cluster(item("a", RAID, VNA), item("b", OTHER, TV)), opposed)[0]) == 2


def test_an_organ_s_own_word_is_not_its_owner_s_statement():
    assert groups(item("a", RAID, VNA), item("b", OTHER, ARMY, GAZETTE, named=1)) == [{"a"}, {"b"}]


def test_reports_that_an_agency_supplied_are_one():
    a, b, c = item("a", RAID, REUTERS, GAZETTE), item("b", OTHER, REUTERS, LESK), item("c", THIRD, REUTERS)
    [root], collapses = roots_of(cluster(a, b, c), opposed)
    assert (root.voice, root.claims) == ("Reuters", ("a", "b", "c"))
    assert {collapse.reason for collapse in collapses} == {"declared wire"}


def test_an_agency_stands_for_those_who_carry_its_words():
    early, late = item("a", RAID, GAZETTE), item("b", SAME, REUTERS, published=MONDAY.toordinal() + 1)
    [root], _ = roots_of(cluster(early, late), opposed)
    assert root.voice == "Reuters"


def test_what_an_agency_has_from_a_source_is_the_source_s():
    assert groups(item("a", RAID, WATCH, REUTERS, GAZETTE, named=1), item("b", OTHER, WATCH, LESK, named=1)) == [
        {"a", "b"}
    ]


def test_a_link_to_the_outlet_that_published_it():
    a, b = item("a", RAID, GAZETTE), item("b", OTHER, GAZETTE, LESK, named=1)
    assert reasons(a, b) == [("a", "b", "link")]
    [root], _ = roots_of(cluster(a, b), opposed)
    assert root.actor == "gazette"


def test_a_link_to_an_unnamed_voice_of_that_outlet():
    a, b = item("a", RAID, "residents", GAZETTE, named=1), item("b", OTHER, "residents", GAZETTE, LESK, named=2)
    assert reasons(a, b) == [("a", "b", "link")]


def test_a_link_leads_on_to_the_source_of_what_it_retells():
    a = item("a", RAID, WATCH, GAZETTE, named=1)
    b = item("b", RETOLD, GAZETTE, LESK, named=1)
    assert reasons(a, b) == [("a", "b", "link")]
    [root], _ = roots_of(cluster(a, b), opposed)
    assert root.claims == ("a", "b")


def test_a_link_does_not_lead_on_to_what_is_told_in_other_words():
    a = item("a", RAID, WATCH, GAZETTE, named=1, killed=(13,))
    b = item("b", OTHER, GAZETTE, LESK, named=1, killed=(13,))
    assert groups(a, b) == [{"a"}, {"b"}]


def test_no_link_to_what_contradicts_it():
    a, b = item("a", RAID, GAZETTE, killed=(13,)), item("b", OTHER, GAZETTE, LESK, named=1, killed=(40,))
    assert groups(a, b) == [{"a"}, {"b"}]


def test_no_link_to_what_came_later():
    a, b = item("a", RAID, GAZETTE, published=MONDAY.toordinal() + 3), item("b", OTHER, GAZETTE, LESK, named=1)
    assert groups(a, b) == [{"a"}, {"b"}]


def test_a_relay_does_not_make_the_outlet_s_own_word_the_source_s():
    a, b = item("a", RAID, GAZETTE), item("b", OTHER, WATCH, GAZETTE, LESK, named=2)
    assert groups(a, b) == [{"a"}, {"b"}]


def test_unnamed_voices_by_way_of_one_outlet_are_one():
    a = item("a", RAID, "residents", REUTERS, GAZETTE, named=2)
    b = item("b", OTHER, "activists", REUTERS, LESK, named=1)
    assert reasons(a, b) == [("a", "b", "link")]


def test_a_report_s_own_word_rests_on_what_it_cites():
    a = item("a", RAID, GAZETTE, document="d")
    b, c = (item(id_, OTHER, voice, GAZETTE, named=1, document="d", start=start)
            for id_, voice, start in (("b", WATCH, 100), ("c", ARMY, 900)))  # fmt: skip
    assert groups(a, b, c) == [{"a", "b"}, {"c"}]


def test_a_report_s_own_word_does_not_rest_on_its_enemy_s():
    a = item("a", RAID, VNA, document="d")
    assert groups(a, item("b", OTHER, LESK, VNA, named=1, document="d")) == [{"a"}, {"b"}]


def test_a_report_that_takes_over_its_enemy_s_number_rests_on_its_word():
    a, b = item("a", RAID, VNA, document="d", killed=(21,)), item("c", RAID, VNA, document="d", killed=(3,))
    cited = item("b", OTHER, LESK, VNA, named=1, document="d", killed=(21,))
    assert groups(a, cited) == [{"a", "b"}]
    assert groups(a, replace(cited, tolls=(Toll("killed", 21, None),))) == [{"a", "b"}]
    assert groups(b, cited) == [{"b"}, {"c"}]


@pytest.mark.parametrize(
    "changes",
    [{"killed": (2,)}, {"places": ("Dorn",)}, {"first": MONDAY.toordinal() + 1, "last": MONDAY.toordinal() + 1}],
)
def test_a_report_s_own_word_does_not_rest_on_what_contradicts_it(changes: dict):
    a = item("a", RAID, GAZETTE, document="d", killed=(13,))
    assert groups(a, item("b", OTHER, WATCH, GAZETTE, named=1, document="d", **changes)) == [{"a"}, {"b"}]


def test_a_village_does_not_contradict_the_province_that_it_lies_in():
    a = item("a", RAID, GAZETTE, document="d")
    province = Spot("x-varn", "Lower Varn", 41.0, 44.0, 90.0, 4)
    cited = item("b", OTHER, WATCH, GAZETTE, named=1, document="d")
    assert groups(a, replace(cited, spots=(province,))) == [{"a", "b"}]
    assert groups(a, replace(cited, spots=(replace(province, lat=45.0),))) == [{"a"}, {"b"}]


def test_two_named_sources_are_not_joined_by_way_of_others():
    own = item("a", RAID, GAZETTE, document="d")
    one = item("b", OTHER, WATCH, GAZETTE, named=1, document="d", start=10)
    copied = item("c", SAME, HERALD, document="f")
    other = item("g", THIRD, ARMY, HERALD, named=1, document="f", start=10)
    assert groups(own, one, copied, other) == [{"a", "b", "c"}, {"g"}]


def slips(*others: tuple[str, Voice]) -> list[Item]:
    rest = [item(id_, "", Voice(id_), killed=(12,)) for id_ in ("k", "l", "m")]
    return [*rest, *(item(id_, "", voice, killed=(17,), places=("Dorn",)) for id_, voice in others)]


def test_rare_errors_give_a_copy_away():
    assert groups(*slips(("a", GAZETTE), ("b", HERALD))) == [{"a", "b"}, {"k"}, {"l"}, {"m"}]
    assert reasons(*slips(("a", GAZETTE), ("b", HERALD))) == [("a", "b", "shared errors")]


def test_enemies_do_not_share_errors_by_copying():
    assert groups(*slips(("a", VNA), ("b", LESK))) == [{"a"}, {"b"}, {"k"}, {"l"}, {"m"}]


def test_what_names_its_source_needs_no_other_reason():
    rest = slips(("a", GAZETTE))
    cited = item("b", "", WATCH, HERALD, named=1, killed=(17,), places=("Dorn",))
    assert {"a"} in groups(*rest, cited)


def test_the_most_common_name_of_a_source_is_the_root_s():
    voices = [replace(WATCH, words=words) for words in ("VRW", "Varn Rights Watch", "VRW")]
    items = [item(id_, OTHER, voice, Voice(id_), named=1) for id_, voice in zip("abc", voices, strict=True)]
    [root], _ = roots_of(cluster(*items), opposed)
    assert root.voice == "VRW"


VOICES = st.sampled_from(
    [(WATCH, GAZETTE), (ARMY, VNA), (Voice("residents"), REUTERS), (Voice("residents"), REUTERS, LESK), (REUTERS, LESK),
     (GAZETTE, LESK)]
)  # fmt: skip
OWN = st.sampled_from(
    [(GAZETTE,), (HERALD,), (VNA,), (TV,), (LESK,), (REUTERS,), (REUTERS, GAZETTE), (Voice("Bugle"),)]
)


@st.composite
def events(draw: st.DrawFn) -> list[Item]:
    found = []
    for number in range(draw(st.integers(1, 12))):
        cites = draw(st.booleans())
        voices = draw(VOICES if cites else OWN)
        found.append(
            item(
                f"c{number:02}",
                draw(st.sampled_from([RAID, SAME, OTHER, THIRD, ""])),
                *voices,
                named=len(voices) - 1 if cites else 0,
                document=draw(st.sampled_from([None, "d1", "d2"])),
                start=draw(st.integers(0, 3)) * 100,
                killed=draw(st.sampled_from([(), (12,), (17,)])),
                places=draw(st.sampled_from([("Tosk",), ("Dorn",), ()])),
                published=draw(st.sampled_from([None, MONDAY.toordinal(), MONDAY.toordinal() + 1])),
            )
        )
    return found


@given(events().flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))))
def test_the_order_of_claims_makes_no_difference(orders: tuple[list[Item], list[Item]]):
    one, other = (roots_of(cluster(*items), opposed, owners_of(theatre())) for items in orders)
    assert one == other


@given(events())
def test_each_claim_has_one_root_and_the_collapses_join_it(items: list[Item]):
    roots, collapses = roots_of(cluster(*items), opposed, owners_of(theatre()))
    claims = [claim for root in roots for claim in root.claims]
    assert sorted(claims) == sorted(item.id for item in items)
    assert len(collapses) == len(items) - len(roots)
    assert len({root.id for root in roots}) == len(roots)
    where = {claim: root.id for root in roots for claim in root.claims}
    up = {claim: claim for claim in claims}
    for collapse in collapses:
        assert collapse.reason
        assert collapse.detail
        assert where[collapse.one] == where[collapse.other]
        old, new = up[collapse.other], up[collapse.one]
        up = {claim: new if group == old else group for claim, group in up.items()}
    assert len(set(up.values())) == len(roots)


def test_a_large_event_is_done_in_time():
    said = [f"{RAID} {OTHER} Column {n} passed bridge {n * 7} by village {n * 13} at hour {n}." for n in range(700)]
    items = [item(f"c{n:04}", text, Voice(f"Outlet {n}")) for n, text in enumerate(said)]
    roots, _ = roots_of(cluster(*items), opposed)
    assert len(roots) == 1


def test_spots_may_be_missing():
    assert groups(item("a", RAID, GAZETTE, places=()), item("b", OTHER, HERALD)) == [{"a"}, {"b"}]
    assert isinstance(item("a").spots[0], Spot)
