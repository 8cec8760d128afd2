import re

from sayso.reconcile.copies import MANY, copies
from sayso.reconcile.item import Item
from tests.reconcile.reports import item

RAID = "Jets struck the old market of Tosk on Sunday morning, killing at least 13 people and setting shops alight."
CLEANED = re.sub(r"[,'.]", "", RAID)
EDITED = RAID.replace("Sunday morning", "Sunday").replace("setting shops alight", "setting several shops on fire")
OTHER = "Thirteen were killed in Tosk when warplanes hit its bazaar at daybreak, rescuers at the scene told reporters."


def pairs(*items: Item) -> list[tuple[int, int]]:
    return [(one, other) for one, other, _ in copies(items)]


def test_copies_are_told_whatever_became_of_their_punctuation():
    assert pairs(item("a", RAID), item("b", OTHER), item("c", CLEANED)) == [(0, 2)]


def test_edited_copies_are_told():
    [(one, other, detail)] = copies([item("a", RAID), item("b", EDITED)])
    assert (one, other) == (0, 1)
    assert re.fullmatch(r"\d\d% of the sentence", detail)


def test_a_sentence_that_a_longer_one_holds_is_told():
    longer = f"As the talks in Lesk broke up without a word on prisoners or on aid, it was said that {RAID}"
    [(_, _, detail)] = copies(
        [item("a", RAID), item("b", f"{longer} Nobody else has said so, and the army is silent.")]
    )
    assert detail == "100% of a sentence"


def test_other_words_are_no_copies():
    assert pairs(item("a", RAID), item("b", OTHER)) == []


def test_short_sentences_are_alike_by_chance():
    assert pairs(item("a", "Three people were killed there."), item("b", "Three people were killed there.")) == []


def test_one_document_does_not_copy_itself():
    assert pairs(item("a", RAID, document="d"), item("b", RAID, document="d")) == []


def test_what_has_no_words_is_no_copy():
    assert pairs(item("a"), item("b")) == []


def test_signatures_do_where_the_words_are_not_at_hand():
    one, other, third = (item(id_, text, evidence="") for id_, text in (("a", RAID), ("b", CLEANED), ("c", OTHER)))
    assert pairs(one) == []
    signed = [Item(**{f: getattr(i, f) for f in Item.__slots__} | {"evidence": ""}) for i in (one, other, third)]
    assert pairs(*signed) == [(0, 1)]


def test_reports_that_share_most_of_their_words_are_copies_whatever_this_sentence_says():
    one, other = item("a", RAID), item("b", OTHER)
    whole = one.signature[32:]
    assert pairs(one, item("c", OTHER, signature=other.signature[:32] + whole)) == [(0, 1)]


def test_many_different_sentences_are_compared_by_bands():
    others = [
        item(f"x{n}", f"Column {n} passed bridge {n * 7} near village {n * 13} at hour {n}.") for n in range(2 * MANY)
    ]
    found = pairs(item("a", RAID), *others, item("b", EDITED))
    assert (0, 2 * MANY + 1) in found


def test_of_many_that_are_the_same_each_is_paired_once():
    assert pairs(*(item(f"c{n}", RAID) for n in range(500))) == [(0, n) for n in range(1, 500)]
