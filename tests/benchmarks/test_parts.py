from dataclasses import replace

import pytest

from benchmarks.codings import SLOTS, CodedText, Coding
from benchmarks.parts import PARTS, SETS, Results, judge_claims, kind_table
from benchmarks.scoring import Score, score
from benchmarks.table import load_sheet
from sayso.ingest.document import Document

TEXT = "The army said its troops seized Karm, killing at least 13 rebels."


def coding(word: str, kind: str, **fillers: tuple[str, ...]) -> Coding:
    start = TEXT.index(word)
    slots = {slot: fillers.get(slot, ()) for slot in SLOTS}
    return Coding(start, start + len(word), kind, "happened", "asserts", slots)


CODED = CodedText(
    Document(TEXT, "one.txt"),
    (
        coding("seized", "takeover", source=("army",), actor=("troops",), place=("Karm",), time=("Sunday",)),
        coding("killing", "harm", source=("army",), target=("rebels",), count=("at least 13",)),
    ),
)


def test_a_perfect_reading_scores_100_on_every_figure_of_the_sheet():
    results = Results()
    judge_claims("dev", [CODED], [CODED.gold], results)
    told = {figure.key for figure in load_sheet().figures if figure.key.startswith("dev.")}
    assert set(results.values) == told
    assert results.values.pop("dev.calibration").value == 0
    assert {value.value for value in results.values.values()} == {100.0}
    assert results.values["dev.kind"].interval == (100, 100)
    assert [b.right for b in results.diagrams["dev texts"]] == [1.0]


def test_a_reading_that_is_too_sure_is_told_by_its_calibration():
    wrong = [replace(own, kind="clash", confidence=0.9) for own in CODED.gold]
    results = Results()
    judge_claims("dev", [CODED], [wrong], results)
    assert results.values["dev.calibration"].value == pytest.approx(0.9)
    assert results.values["dev.detect"].value == 100


def test_kinds_are_told_by_how_often_they_were_coded():
    one, two = CODED.gold
    table = kind_table(score([one, two, replace(two, start=0, end=3)], [one]) + Score())
    assert table.splitlines()[2:] == ["| harm | 2 | 0 | 0 | 0 | 0 |", "| takeover | 1 | 1 | 100 | 100 | 100 |"]


def test_the_sheet_tells_of_every_set_and_part():
    prefixes = {figure.key.partition(".")[0] for figure in load_sheet().figures}
    assert set(SETS) <= prefixes
    assert {"ewt", "pud", "gum", "speed", "start", "wheel"} <= prefixes
    assert {"places", "actors", "days", "grounding", "spellings", "lookup"} <= prefixes
    assert set(PARTS) == {"claims", "grounding", "parsing", "speed", "start", "wheel", "names", "linking", "truth"} | {
        "crowd",
        "scale",
    }
