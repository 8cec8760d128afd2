"""The public set keeps to its format: what is coded stands in the text, and every value is one the codebook knows."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.claims.claim import MODALITIES, STANCES
from sayso.claims.kinds import KINDS

FOLDER = Path(__file__).parent.parent / "benchmarks" / "public"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
CLAIM_KEYS = {"anchor", "trigger", "kind", "source", "stance", "modality", "actor", "target", "place", "time", "count"}
CLAIM_KEYS |= {"framing"}
META_KEYS = {"name", "title", "publisher", "published", "language", "voice", "setting"}
COUNTED = {"killed", "wounded", "captured", "displaced", "sorties", "strikes", "other"}

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def claims_of(name: str) -> list[Row]:
    return rows(FOLDER / f"{name}.jsonl")


def trigger_start(text: str, claim: Row) -> int:
    return text.find(claim["anchor"]) + int(claim["anchor"].find(claim["trigger"]))


def mentions(claim: Row) -> list[str]:
    plain = [mention for slot in ("source", "actor", "target", "place", "framing") for mention in claim[slot]]
    return plain + [item["mention"] for slot in ("time", "count") for item in claim[slot]]


ALL_CLAIMS = [claim for name in NAMES for claim in claims_of(name)]
META = rows(FOLDER / "meta.jsonl")


@pytest.mark.parametrize("name", NAMES)
def test_claims_have_the_format_and_point_into_the_text(name: str) -> None:
    text, claims = text_of(name), claims_of(name)
    for claim in claims:
        assert set(claim) == CLAIM_KEYS, claim["anchor"]
        assert text.count(claim["anchor"]) == 1, claim["anchor"]
        assert claim["trigger"].strip(), claim["anchor"]
        assert claim["trigger"] in claim["anchor"], claim["anchor"]
        assert all(mention.strip() and mention in text for mention in mentions(claim)), claim["anchor"]


@pytest.mark.parametrize("name", NAMES)
def test_claims_stand_in_text_order_each_once(name: str) -> None:
    text, claims = text_of(name), claims_of(name)
    starts = [trigger_start(text, claim) for claim in claims]
    assert starts == sorted(starts)
    assert max(Counter(zip(starts, (claim["kind"] for claim in claims), strict=True)).values()) == 1


@pytest.mark.parametrize("name", NAMES)
def test_values_are_known(name: str) -> None:
    for claim in claims_of(name):
        assert claim["kind"] in KINDS, claim["anchor"]
        assert claim["stance"] in STANCES, claim["anchor"]
        assert claim["modality"] in MODALITIES, claim["anchor"]
        if claim["stance"] == "denies":
            assert claim["source"], f"who denies? {claim['anchor']}"
            assert claim["modality"] == "negated", claim["anchor"]


@pytest.mark.parametrize("name", NAMES)
def test_counts_bound_a_number_of_something(name: str) -> None:
    for claim in claims_of(name):
        for count in claim["count"]:
            assert set(count) == {"mention", "low", "high", "what"}, claim["anchor"]
            assert count["what"] in COUNTED, claim["anchor"]
            bounds = [bound for bound in (count["low"], count["high"]) if bound is not None]
            assert bounds, claim["anchor"]
            assert all(type(bound) is int and bound >= 0 for bound in bounds), claim["anchor"]
            assert bounds == sorted(bounds), claim["anchor"]


@pytest.mark.parametrize("name", NAMES)
def test_days_are_real_and_in_order(name: str) -> None:
    for claim in claims_of(name):
        for time in claim["time"]:
            assert set(time) == {"mention", "iso"}, claim["anchor"]
            if time["iso"] is not None:
                first, last = (date.fromisoformat(day) for day in time["iso"])
                assert first <= last, claim["anchor"]


@pytest.mark.parametrize("name", NAMES)
def test_what_happened_happened_before_it_was_published(name: str) -> None:
    published = next(date.fromisoformat(row["published"]) for row in META if row["name"] == name)
    for claim in claims_of(name):
        if claim["modality"] == "happened":
            days = [date.fromisoformat(time["iso"][0]) for time in claim["time"] if time["iso"]]
            assert all(day <= published for day in days), claim["anchor"]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_a_page_or_less(name: str) -> None:
    assert 130 <= len(text_of(name).split()) <= 350


def test_every_report_has_claims_and_metadata() -> None:
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == {*NAMES, "meta"}
    assert sorted(row["name"] for row in META) == NAMES
    for row in META:
        assert set(row) == META_KEYS, row["name"]
        assert row["publisher"].endswith("(invented)"), row["name"]
        assert date.fromisoformat(row["published"]), row["name"]
        assert row["title"] is None or row["title"].strip(), row["name"]
    assert len({row["voice"] for row in META}) == len(META)


def test_the_set_is_large_and_varied_enough() -> None:
    assert len(NAMES) >= 14
    assert len(ALL_CLAIMS) >= 220
    kinds = Counter(claim["kind"] for claim in ALL_CLAIMS)
    assert {kind: kinds[kind] for kind in KINDS if kinds[kind] < 2} == {}
    assert {claim["stance"] for claim in ALL_CLAIMS} == set(STANCES)
    assert {claim["modality"] for claim in ALL_CLAIMS} == set(MODALITIES)
    assert sum(len(claim["source"]) >= 2 for claim in ALL_CLAIMS) >= 10, "chains of sources"


def test_the_readme_says_that_the_events_are_invented() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert "invented" in readme
    assert "Apache-2.0" in readme
