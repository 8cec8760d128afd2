"""Claims of one happening come together, claims of neighbouring ones stay apart, and each link says why."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.decision import Decision
from sayso.reconcile.blocks import Blocks
from sayso.reconcile.cluster import Linked
from sayso.reconcile.columns import no_kin
from sayso.reconcile.item import Item, Spot, Toll
from sayso.reconcile.link import event_id, kind_of, link, link_groups

DAY = date(1994, 4, 12).toordinal()


def spot(name: str, lat: float = 43.85, lon: float = 18.35, radius: float = 1.5, precision: int = 1) -> Spot:
    return Spot(name, name, lat, lon, radius, precision, "Sarajevo", "BA")


MARKET = spot("market")


def claim(
    name: str, kind: str = "shelling", where: Spot | None = MARKET, day: int | None = DAY, **more: object
) -> Item:
    slots: dict[str, object] = {
        "document": f"doc-{name}",
        "stance": "asserts",
        "modality": "happened",
        "start": 0,
        "spots": () if where is None else (where,),
        "first": day,
        "last": day,
        "evidence": f"what {name} says",
    }
    return Item(id=name, kind=kind, **{**slots, **more})  # type: ignore[arg-type]


def together(linked: Linked) -> set[frozenset[str]]:
    return {frozenset(item.id for item in cluster.identity) for cluster in linked.clusters}


def beside(linked: Linked) -> dict[str, list[str]]:
    """The claims told beside an event, by the event's seed."""
    return {c.identity[0].id: [item.id for item in c.context] for c in linked.clusters if c.context}


def decide(verb: str, subject: str, other: str, number: int = 1, supersedes: int | None = None) -> Decision:
    when = datetime(2020, 1, 1, tzinfo=UTC)
    return Decision(verb, subject, "desk", when, "both read", other, supersedes=supersedes, number=number)  # type: ignore[arg-type]


def test_nothing_is_linked_to_nothing():
    assert link([]) == Linked((), ())


def test_one_claim_is_one_event_and_needs_no_case():
    linked = link([claim("a")])
    [cluster] = linked.clusters
    [only] = linked.links
    assert (cluster.id, cluster.kind) == (event_id("a"), "shelling")
    assert (only.claim, only.event, only.role, only.weight, only.terms) == ("a", cluster.id, "identity", 0.0, ())


def test_reports_of_one_shelling_come_together_and_say_why():
    linked = link([claim("a", actors=("army",)), claim("b", "attack", actors=("army",)), claim("c", actors=("army",))])
    assert together(linked) == {frozenset("abc")}
    for one in linked.links:
        assert one.weight == pytest.approx(sum(term.weight for term in one.terms))
    told = {term.field: term.level for term in next(one for one in linked.links if one.claim == "b").terms}
    assert told["kind"] == "narrower"
    assert told["place"] == "same place"
    assert told["day"] == "same day"
    assert told["actor"] == "same"


@pytest.mark.parametrize(
    "other",
    [
        claim("b", where=spot("elsewhere", lat=44.85)),
        claim("b", day=DAY + 5),
        claim("b", "talks"),
        claim("b", "holds"),
    ],
    ids=["100 km away", "five days later", "talks", "a state"],
)
def test_what_cannot_be_one_happening_stays_apart(other: Item):
    assert together(link([claim("a"), other])) == {frozenset("a"), frozenset("b")}


def test_a_row_of_villages_on_successive_days_does_not_run_together():
    row = [
        claim(f"{step:02d}{copy}", where=spot(f"village {step}", lat=43.0 + 4 * step / 111.2), day=DAY + step)
        for step in range(12)
        for copy in "abc"
    ]
    assert together(link(row)) == {frozenset(f"{step:02d}{copy}" for copy in "abc") for step in range(12)}


def test_one_village_shelled_day_after_day_is_an_event_a_day():
    days = [claim(f"{step}{copy}", day=DAY + step) for step in range(6) for copy in "ab"]
    assert together(link(days)) == {frozenset({f"{step}a", f"{step}b"}) for step in range(6)}


def test_the_dead_of_a_strike_belong_to_the_strike():
    sentence = "An air strike on the depot killed nine people"
    strike = claim("strike", "air_strike", document="d", evidence=sentence)
    dead = claim("dead", "harm", document="d", evidence=sentence, tolls=(Toll("killed", 9, 9),))
    [cluster] = link([strike, dead]).clusters
    assert cluster.kind == "air_strike"
    assert {item.id for item in cluster.identity} == {"strike", "dead"}


def test_who_took_it_from_whom_tells_two_battles_of_one_day_apart():
    one = claim("one", "takeover", actors=("red",), targets=("blue",), where=spot("hill", radius=8))
    back = claim("back", "takeover", actors=("blue",), targets=("red",), where=spot("hill", radius=8))
    assert together(link([one, back])) == {frozenset({"one"}), frozenset({"back"})}


def test_a_denial_joins_the_event_it_denies_and_is_never_its_seed():
    denial = claim("a-denial", stance="denies", modality="negated", actors=("army",), targets=("~town",))
    linked = link([denial, claim("z", actors=("army",))])
    assert together(linked) == {frozenset({"a-denial", "z"})}
    assert linked.clusters[0].identity[0].id == "z"


def test_a_vague_claim_is_told_beside_the_one_event_it_fits():
    province = spot("Sarajevo canton", radius=30, precision=4)
    vague = claim("vague", where=province, actors=("army",))
    linked = link([claim("a", actors=("army",)), claim("b", actors=("army",)), vague])
    assert beside(linked) == {"a": ["vague"]}
    assert next(one.role for one in linked.links if one.claim == "vague") == "context"


def test_a_vague_claim_that_fits_two_events_is_told_by_itself():
    province = spot("Sarajevo canton", radius=30, precision=4)
    apart = claim("b", where=spot("airport", lat=43.70), actors=("army",))
    linked = link([claim("a", actors=("army",)), apart, claim("vague", where=province, actors=("army",))])
    assert beside(linked) == {}
    assert together(linked) == {frozenset({"a"}), frozenset({"b"}), frozenset({"vague"})}


def test_what_is_only_planned_does_not_make_the_event():
    planned = claim("plan", "takeover", modality="planned", actors=("red",))
    done = claim("done", "takeover", actors=("red",))
    assert beside(link([planned, done])) == {"done": ["plan"]}
    assert together(link([planned])) == {frozenset({"plan"})}


def test_people_may_say_that_two_claims_are_one_event_or_are_not():
    far = claim("far", "clash", where=spot("elsewhere", lat=44.85), day=DAY + 9)
    items = [claim("a"), claim("b"), far]
    assert together(link(items, [decide("same", "a", "far")])) == {frozenset({"a", "b", "far"})}
    assert together(link(items, [decide("different", "a", "b")])) == {
        frozenset("a"),
        frozenset("b"),
        frozenset({"far"}),
    }


def test_a_decision_that_was_superseded_binds_no_more():
    first = decide("different", "a", "b", number=1)
    later = decide("same", "a", "b", number=2, supersedes=1)
    assert together(link([claim("a"), claim("b")], [first, later])) == {frozenset("ab")}


def test_decisions_on_claims_that_are_not_there_change_nothing():
    items = [claim("a"), claim("b")]
    assert link(items, [decide("same", "a", "gone"), decide("different", "gone", "b")]) == link(items)


def test_kin_speaks_for_a_link_where_two_names_would_speak_against():
    one, other = claim("a", actors=("brigade",)), claim("b", actors=("army",))
    above = {"brigade": ("army",)}
    strangers = link([one, other]).links[0].terms
    family = link([one, other], kin=lambda actor: above.get(actor, ())).links[0].terms
    level = {term.level for term in family if term.field == "actor"}
    assert level == {"part of it"}
    assert "part of it" not in {term.level for term in strangers}


def test_the_kind_is_the_most_telling_that_claims_support():
    assert kind_of([claim("a", "attack"), claim("b", "attack"), claim("c", "air_strike")]) == "air_strike"
    assert kind_of([claim("a", "shelling"), claim("b", "shelling"), claim("c", "air_strike")]) == "shelling"
    assert kind_of([claim("a", "harm"), claim("b", "harm"), claim("c", "bombing")]) == "bombing"
    assert kind_of([claim("a", "harm"), claim("b", "damage")]) == "damage"
    assert kind_of([claim("a", "air_strike", stance="denies"), claim("b", "shelling")]) == "shelling"


KINDS = ("air_strike", "attack", "harm", "clash", "takeover", "talks")
PLACES = (
    MARKET,
    spot("bridge", lat=43.87),
    spot("hill", lat=43.95, radius=6),
    spot("canton", radius=30, precision=4),
    None,
)
SENTENCES = ("Shells fell.", "Nine died in the square.", "")


@st.composite
def claims(draw: st.DrawFn) -> list[Item]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        day = draw(st.sampled_from((DAY, DAY + 1, DAY + 2, None)))
        toll = draw(st.sampled_from((None, 3, 9, 17)))
        found.append(
            claim(
                f"c{number:02d}",
                draw(st.sampled_from(KINDS)),
                draw(st.sampled_from(PLACES)),
                day,
                last=None if day is None else day + draw(st.sampled_from((0, 0, 1, 6))),
                document=draw(st.sampled_from("pqr")),
                evidence=draw(st.sampled_from(SENTENCES)),
                modality=draw(st.sampled_from(("happened", "happened", "planned", "negated"))),
                actors=draw(st.sampled_from(((), ("red",), ("blue",), ("~gunmen",)))),
                targets=draw(st.sampled_from(((), ("blue",), ("~civilians",)))),
                tolls=() if toll is None else (Toll("killed", toll, toll),),
                signature=tuple([draw(st.sampled_from((1, 2)))] * 32),
            )
        )
    return found


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Item], list[Decision]]:
    items = draw(claims())
    names = [item.id for item in items] or ["none"]
    verbs = draw(st.lists(st.sampled_from(("same", "different")), max_size=3))
    decisions = [
        decide(verb, draw(st.sampled_from(names)), draw(st.sampled_from(names)), number)
        for number, verb in enumerate(verbs, start=1)
    ]
    return items, decisions


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False))
def test_order_makes_no_difference(ledger, shuffler):
    items, decisions = ledger
    expected = link(items, decisions)
    shuffled, later = list(items), list(decisions)
    shuffler.shuffle(shuffled)
    shuffler.shuffle(later)
    assert link(shuffled, later) == expected


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_linking_all_is_linking_each_block(ledger):
    items, decisions = ledger
    blocks = Blocks.of(items, decisions, no_kin)
    groups = [blocks.claims(number) for number in range(len(blocks.rows))]
    assert sorted(item.id for group in groups for item in group) == sorted(item.id for item in items)
    parts = [link(group, decisions) for group in groups]
    whole = link(items, decisions)
    assert tuple(sorted((c for part in parts for c in part.clusters), key=lambda c: c.id)) == whole.clusters
    assert {one for part in parts for one in part.links} == set(whole.links)


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.data())
def test_some_of_the_blocks_are_linked_as_they_are_among_all(ledger, data):
    items, decisions = ledger
    blocks = Blocks.of(items, decisions, no_kin)
    chosen = data.draw(st.sets(st.integers(0, max(0, len(blocks.rows) - 1)), min_size=1)) if blocks.rows else set()
    rows = np.sort(np.concatenate([np.empty(0, np.intp), *(blocks.rows[number] for number in chosen)]))
    names = {claim.id for number in chosen for claim in blocks.claims(number)}
    some = link_groups(blocks.ground.of(rows), blocks.groups.of(rows)) if names else Linked((), ())
    whole = link(items, decisions)
    assert some.clusters == tuple(cluster for cluster in whole.clusters if cluster.identity[0].id in names)
    assert some.links == tuple(one for one in whole.links if one.claim in names)


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_every_claim_has_one_event_and_decisions_hold(ledger):
    items, decisions = ledger
    linked = link(items, decisions)
    event = {item.id: cluster.id for cluster in linked.clusters for item in (*cluster.identity, *cluster.context)}
    assert sorted(event) == sorted(item.id for item in items)
    assert {one.claim: one.event for one in linked.links} == event
    for decision in decisions:
        if decision.verb == "same" and decision.subject in event:
            assert event[decision.subject] == event[decision.object]
