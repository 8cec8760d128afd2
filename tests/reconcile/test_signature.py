import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reconcile.signature import (
    WORDS,
    least,
    likeness,
    resemblance,
    shingles,
    sign,
    signatures,
    tokens,
)

RAID = (
    "Jets of the Varnian air force struck the market of Tosk's old town on Sunday morning, killing at least 1,213 "
    "people, the U.K.-based Norrel Monitor said."
)
OTHER = "Rebels in the hills above Dorn handed over forty prisoners to the Red Crescent after a week of talks in Lesk."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tosk's 1,213 dead", "Tosks 1213 dead"),
        ("the U.S.-led raid, at 5.30", "The US-led raid at 530"),
        ("l’armée d’Éric", "larmee deric"),
        ("قُتِلَ ٧ مدنيّين في حلـب", "قتل ٧ مدنيين في حلب"),
        ("Ёжики — 12,5 км", "ежики 125 км"),
    ],
)
def test_tokens_do_not_hang_on_what_some_collections_have_lost(one: str, other: str):
    assert tokens(one) == tokens(other) != []


def test_letters_of_other_shapes_are_letters():
    assert tokens("𝐀𝐥𝐞𝐩𝐩𝐨 １２") == tokens("Aleppo 12")


def test_sentences_stay_apart_where_a_space_is_left():
    assert tokens("It fell. A siege began.") == ["it", "fell", "a", "siege", "began"]


@given(st.text(max_size=80))
def test_tokens_are_their_own_form(text: str):
    found = tokens(text)
    assert tokens(" ".join(found)) == found
    assert all(token.isalnum() for token in found)


def test_short_texts_are_one_shingle():
    assert shingles("Tosk fell") == {("tosk", "fell")}
    assert shingles(" ... ") == frozenset()


def test_resemblance_counts_shingles():
    assert resemblance("a b c d", "b c d e") == (1 / 3, 1 / 2, 1)
    assert resemblance("a b c d", "...") == (0.0, 0.0, 0)


def test_punctuation_makes_no_difference():
    assert sign([RAID]) == sign([re.sub(r"[,'’.]", "", RAID)])


def test_no_words_no_signature():
    assert sign(["?!", RAID, ""])[::2] == [(), ()]
    assert sign([]) == []


def test_different_texts_have_different_signatures():
    one, other = sign([RAID, OTHER])
    assert len(one) == len(other) == WORDS
    assert likeness(one, other) < 0.1
    assert likeness(one, one) == 1
    assert likeness((), ()) == 0


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=40), st.lists(st.sampled_from("abcdefgh"), max_size=9)
)
def test_signatures_estimate_the_resemblance(words: list[str], more: list[str]):
    one, other = " ".join(words), " ".join(words + more)
    estimate = likeness(*sign([one, other]))
    assert abs(estimate - resemblance(one, other)[0]) < 0.5


def test_the_estimate_has_no_bias():
    words = [f"w{number}" for number in range(60)]
    pairs = [(" ".join(words), " ".join([*words[:at], "x", *words[at + 1 :]])) for at in range(60)]
    errors = [likeness(*sign(pair)) - resemblance(*pair)[0] for pair in pairs]
    assert abs(np.mean(errors)) < 0.03


@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_text_is_signed_alike_in_any_company(texts: list[str]):
    assert sign(texts) == [sign([text])[0] for text in texts]


def test_more_texts_than_one_batch():
    texts = [f"shell number {number} fell on Tosk" for number in range(2500)]
    assert sign(texts)[1700:1703] == sign(texts[1700:1703])


def test_texts_taken_together_have_the_least_values_of_each():
    values, _ = least(["a b c d e", "f g h i"])
    together = signatures(np.minimum(values[0], values[1])[None, :])[0]
    assert likeness(together, sign(["a b c d e"])[0]) == pytest.approx(3 / 5, abs=0.3)
    assert all(value in pair for value, pair in zip(together, zip(*signatures(values), strict=True), strict=True))


def test_signatures_are_the_same_in_every_process():
    command = f"from sayso.reconcile.signature import sign; print(sign([{RAID!r}])[0])"
    runs = [
        subprocess.run([sys.executable, "-c", command], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout == f"{sign([RAID])[0]}\n".encode()
