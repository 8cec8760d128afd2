import importlib.util
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.codings import SLOTS, Coding, load_texts
from benchmarks.scoring import Score, Tally, interval, pair, same_mention, score

SHARED = Path(__file__).parents[3] / "shared"
KINDS = ("clash", "harm", "takeover", "retreat")
MODALITIES = ("happened", "planned", "negated")


def coding(start: int, end: int, kind: str = "clash", **fillers: tuple[str, ...]) -> Coding:
    return Coding(start, end, kind, "happened", "asserts", {slot: fillers.get(slot, ()) for slot in SLOTS})


def test_claims_pair_by_kind_first_and_then_by_overlap():
    gold = [coding(0, 10, "harm"), coding(20, 30, "clash")]
    found = [coding(0, 9, "clash"), coding(8, 10, "harm"), coding(29, 40, "clash"), coding(21, 30, "clash")]
    assert pair(gold, found) == [(1, 3), (0, 1)]


def test_triggers_that_only_touch_do_not_pair():
    assert pair([coding(0, 5)], [coding(5, 9)]) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("the Syrian army", "Syrian army", True),
        ("at least 13", "13", True),
        ("army", "Syrian government army", True),
        ("Syrian", "Syrian government army", False),
        ("Hama province", "northeast of Hama province", True),
        ("the", "the", True),
        ("…", "…", True),
        ("…", "army", False),
        ("rebels", "rebel", False),
    ],
)
def test_same_mention(one: str, two: str, same: bool):
    assert same_mention(one, two) is same
    assert same_mention(two, one) is same


def test_fillers_of_a_claim_left_unpaired_are_missed_or_spurious():
    gold = [coding(0, 5, actor=("army",)), coding(10, 15, actor=("rebels",))]
    found = [coding(0, 5, actor=("army", "militia")), coding(30, 35, actor=("rebels",))]
    assert score(gold, found).slots["actor"] == Tally(gold=2, found=3, right=1)


def test_a_mention_found_twice_is_right_once():
    result = score([coding(0, 5, place=("Hama",))], [coding(0, 5, place=("Hama", "Hama"))])
    assert result.slots["place"] == Tally(gold=1, found=2, right=1)


def test_a_wrong_kind_is_detected_but_not_right():
    result = score([coding(0, 5, "harm")], [coding(0, 5, "clash")])
    assert result.detect.f1 == 100
    assert result.kinds == {"harm": Tally(gold=1), "clash": Tally(found=1)}
    assert result.figures()["kind"] == 0


def test_nothing_coded_and_nothing_found_scores_nothing():
    assert set(score([], []).figures().values()) == {0.0}


spans = st.tuples(st.integers(0, 60), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))
mentions = st.lists(st.sampled_from(["army", "the rebels", "at least 13", "Hama", "…"]), max_size=3).map(tuple)
codings = st.builds(
    lambda span, kind, modality, fillers: Coding(
        *span, kind, modality, "asserts", dict(zip(SLOTS, fillers, strict=True))
    ),
    spans,
    st.sampled_from(KINDS),
    st.sampled_from(MODALITIES),
    st.lists(mentions, min_size=len(SLOTS), max_size=len(SLOTS)),
)


@given(st.lists(codings, max_size=8), st.lists(codings, max_size=8))
def test_figures_stay_between_0_and_100_and_f1_does_not_depend_on_who_is_gold(one: list[Coding], two: list[Coding]):
    figures = score(one, two).figures()
    assert all(0 <= value <= 100 for value in figures.values())
    assert score(two, one).figures()["detect"] == figures["detect"]


@given(st.lists(codings, min_size=1, max_size=8))
def test_a_coding_agrees_with_itself(same: list[Coding]):
    figures = score(same, same).figures()
    assert figures["detect"] == figures["kind"] == 100


def test_scores_of_texts_add_up():
    one = score([coding(0, 5, "harm")], [coding(0, 5, "harm")])
    two = score([coding(0, 5, "harm")], [])
    assert (one + two).kinds == {"harm": Tally(gold=2, found=1, right=1)}
    assert (one + two).kind == (one + two).detect == Tally(2, 1, 1)


def test_the_interval_holds_the_figure_and_is_the_same_each_time():
    scores = [score([coding(0, 5)], [coding(0, 5)] if i % 3 else []) for i in range(30)]
    low, high = interval(scores, "kind")
    assert low < sum(scores, Score()).figures()["kind"] < high
    assert interval(scores, "kind") == (low, high)


def perturbed(gold: tuple[Coding, ...], draw: random.Random) -> list[Coding]:
    """The codings as a poor reader might have found them."""
    kept = [c for c in gold if draw.random() > 0.15]
    moved = [
        replace(
            c,
            start=c.start - draw.randrange(3),
            end=c.end + draw.randrange(-2, 6),
            kind=draw.choice(KINDS) if draw.random() < 0.2 else c.kind,
            modality=draw.choice(MODALITIES) if draw.random() < 0.2 else c.modality,
            stance="doubts" if draw.random() < 0.1 else c.stance,
            fillers={slot: mix(c.fillers[slot], draw) for slot in SLOTS},
        )
        for c in kept
    ]
    return moved + draw.sample(moved, len(moved) // 5)


def mix(fillers: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    cut = tuple(f.split(" ", 1)[-1] if draw.random() < 0.3 else f for f in fillers if draw.random() > 0.2)
    return (*cut, "somebody else") if draw.random() < 0.1 else cut


def their_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "tools" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def their_claim(c: Coding) -> dict[str, object]:
    fillers = {slot: list(c.fillers[slot]) for slot in SLOTS}
    return {"start": c.start, "end": c.end, "kind": c.kind, "modality": c.modality, "stance": c.stance, **fillers}


@pytest.mark.skipif(
    not (SHARED / "tools" / "score_claims.py").exists(), reason="../shared is not there to compare with"
)
@pytest.mark.parametrize("folder", ["gold/dev", "claims-train"])
def test_the_shared_scorer_gives_the_same_figures(folder: str):
    theirs, draw = their_scorer(), random.Random(folder)
    texts = load_texts(SHARED / folder)
    found = {text.document.name.removesuffix(".txt"): perturbed(text.gold, draw) for text in texts}

    gold = theirs.load_gold(SHARED / folder)
    expected = theirs.score(gold, {name: [their_claim(c) for c in codings] for name, codings in found.items()})
    results = (score(text.gold, found[text.document.name.removesuffix(".txt")]) for text in texts)
    ours = sum(results, Score())

    assert ours.detect.gold == expected.pop("claims_gold")
    assert ours.detect.found == expected.pop("claims_pred")
    assert {name: round(value, 1) for name, value in ours.figures().items()} == expected
