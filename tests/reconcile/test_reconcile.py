"""The account does not depend on the order of the claims, nor on which groups of them were known before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.grounding.theatres import Actor, Camp, Theatre
from sayso.grounding.theatres.theatre import Opposition
from sayso.ledger import Decision
from sayso.reconcile.item import Item, Spot, Toll, Voice
from sayso.reconcile.pieces import Piece
from sayso.reconcile.reconcile import Working, reconcile

DAY = date(2031, 3, 2).toordinal()
SPOTS = [Spot(f"x-{n}", name, 41.5 + n / 4, 44.25, 2.0, 1, "Varn", "GE") for n, name in enumerate(("Tosk", "Lesk"))]
WIDE = Spot("x-varn", "Varn", 41.6, 44.25, 60.0, 4, "Varn", "GE")
SPEAKERS = (("army", "crown"), ("league", "league"), ("monitor", "neutral"), (None, None))


def actor(id_: str, camp: str) -> Actor:
    return Actor(id_, id_.title(), "group", 2, camps=(Camp(None, None, "s", camp),))


THEATRE = Theatre(
    id="varn",
    name="Varn",
    countries=("GE",),
    first=None,
    last=None,
    camps={"crown": "Crown", "league": "League", "neutral": "Neutral"},
    opposed=(Opposition(None, None, "s", ("crown", "league")),),
    loaded=(),
    actors={id_: actor(id_, camp) for id_, camp in SPEAKERS if id_ and camp},
    sources={},
)


def item(number: int, rng: Random) -> Item:
    speaker, camp = rng.choice(SPEAKERS)
    kind = rng.choice(("air_strike", "shelling", "takeover", "harm"))
    first = None if rng.random() < 0.1 else DAY + rng.choice((0, 0, 0, 1, 6))
    killed = rng.choice((None, 3, 3, 5))
    return Item(
        id=f"{number:04x}",
        document=f"d{number // 2}",
        kind=kind,
        stance=rng.choice(("asserts", "asserts", "asserts", "denies")),
        modality=rng.choice(("happened", "happened", "planned")),
        start=number % 2 * 100,
        spots=(rng.choice((*SPOTS, *SPOTS, WIDE)),),
        first=first,
        last=first,
        actors=("army",) if rng.random() < 0.7 else (),
        targets=("league",) if rng.random() < 0.5 else (),
        tolls=() if killed is None else (Toll("killed", killed, killed),),
        voices=(Voice(speaker or "a resident", speaker, camp),),
        published=DAY + 1,
        evidence=f"sentence {number}",
        framing=("liberated",) if rng.random() < 0.2 else (),
    )


ITEMS = [item(number, Random(number)) for number in range(40)]


def decision(number: int, verb: str, subject: str, **given: object) -> Decision:
    when = datetime(2031, 4, 1, tzinfo=UTC)
    return Decision(verb, subject, "Ana", when, "seen on film", number=number, **given)  # type: ignore[arg-type]


def test_an_account_accounts_for_each_claim_once():
    account = reconcile(ITEMS, (), THEATRE)
    assert sorted(link.claim for link in account.links) == [one.id for one in ITEMS]
    told = [claim for event in account.events for claim in (*event.claims, *event.context)]
    assert sorted(told) == [one.id for one in ITEMS]
    assert {link.event for link in account.links} == {event.id for event in account.events}
    counted = sorted(claim for root in account.roots for claim in root.claims)
    assert counted == sorted(claim for event in account.events for claim in event.claims)
    assert any(len(event.claims) > 1 for event in account.events)
    assert len({root.letter for root in account.roots}) >= 1


def test_opposed_camps_that_agree_are_graded_as_such():
    strike = ITEMS[0]
    told = [
        Item(
            id=id_,
            document=id_,
            kind="takeover",
            stance="asserts",
            modality="happened",
            start=0,
            spots=strike.spots,
            first=DAY,
            last=DAY,
            actors=("army",),
            targets=("league",),
            voices=(Voice(speaker, speaker, camp),),
            published=DAY,
        )
        for id_, speaker, camp in (("a1", "army", "crown"), ("b2", "league", "league"))
    ]
    [event] = reconcile(told, (), THEATRE).events
    assert event.fields["occurred"].grade == 4


def test_nothing_comes_to_nothing():
    account = reconcile((), (), THEATRE)
    assert (account.events, account.links, account.roots, account.collapses, account.campaigns) == ((),) * 5


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(ITEMS[:24]))
def test_the_order_of_the_claims_makes_no_difference(items: list[Item]):
    assert reconcile(items, (), THEATRE) == reconcile(ITEMS[:24], (), THEATRE)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, len(ITEMS)), min_size=1, max_size=3), st.randoms(use_true_random=False), st.booleans())
def test_what_is_added_in_steps_comes_to_the_same_as_all_at_once(cuts: list[int], rng: Random, decide: bool):
    items = list(ITEMS)
    rng.shuffle(items)
    decided = [decision(1, "same", "0001", object="0002"), decision(2, "letter", "monitor", value="A")]
    kept: dict[str, Piece] = {}

    def known(key: str, _items: Sequence[Item]) -> Piece | None:
        return kept.get(key)

    for cut in [*sorted(cuts), len(items)]:
        decisions = decided if decide and cut == len(items) else []
        working = Working.of(items[:cut], decisions, THEATRE, known)
        kept |= {piece.key: piece for piece in working.pieces}
    assert working.account() == reconcile(ITEMS, decisions, THEATRE)


def test_groups_in_which_nothing_has_changed_are_not_looked_at_again():
    asked: list[tuple[bool, int]] = []
    first = Working.of(ITEMS, (), THEATRE)
    kept = {piece.key: piece for piece in first.pieces}

    def known(key: str, items: Sequence[Item]) -> Piece | None:
        asked.append((key in kept, len(items)))
        return kept.get(key)

    far = Item(
        id="ffff",
        document="far",
        kind="protest",
        stance="asserts",
        modality="happened",
        start=0,
        spots=(Spot("x-far", "Farport", -10.0, 20.0, 2.0, 1),),
        first=DAY + 400,
        last=DAY + 400,
    )
    Working.of([*ITEMS, far], (), THEATRE, known)
    assert asked.count((False, 1)) == 1
    assert all(seen for seen, size in asked if size > 1)


@pytest.mark.parametrize("change", ["evidence", "inherited", "signature", "stance"])
def test_a_group_is_looked_at_again_when_a_claim_in_it_changes(change: str):
    values = {"evidence": "other", "inherited": frozenset({"day"}), "signature": (1, 2), "stance": "doubts"}
    before = Working.of(ITEMS[:1], (), THEATRE).pieces[0].key
    after = Working.of([replace(ITEMS[0], **{change: values[change]})], (), THEATRE).pieces[0].key  # type: ignore[arg-type]
    assert before != after


def test_a_decision_is_part_of_the_groups_it_binds():
    before = [piece.key for piece in Working.of(ITEMS, (), THEATRE).pieces]
    claims = [link.claim for link in Working.of(ITEMS, (), THEATRE).pieces[0].links]
    others = [one.id for one in ITEMS if one.id not in claims]
    bound = decision(1, "different", claims[0], object=others[0])
    after = [piece.key for piece in Working.of(ITEMS, [bound], THEATRE).pieces]
    assert len(set(after) - set(before)) in (1, 2)
