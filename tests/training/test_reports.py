"""The training reports fit the format they are read by."""

import json
from pathlib import Path

import pytest

from sayso.claims.claim import MODALITIES, STANCES
from sayso.claims.kinds import KINDS

REPORTS = Path(__file__).parents[2] / "training" / "reports"
SLOTS = ("source", "actor", "target", "place", "time", "count", "framing")
TEXTS = sorted(REPORTS.glob("*.txt"))


def test_there_are_reports_and_each_is_coded() -> None:
    assert len(TEXTS) > 300
    assert {path.stem for path in TEXTS} == {path.stem for path in REPORTS.glob("*.jsonl")}


@pytest.mark.parametrize("prefix", sorted({path.stem[:3] for path in TEXTS}))
def test_codes_fit_their_texts(prefix: str) -> None:
    for path in REPORTS.glob(f"{prefix}-*.txt"):
        text = path.read_text("utf-8")
        for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            assert text.count(row["anchor"]) == 1, (path.name, row["anchor"])
            assert row["trigger"] in row["anchor"]
            assert row["kind"] in KINDS
            assert row["modality"] in MODALITIES
            assert row["stance"] in STANCES
            for slot in SLOTS:
                for filler in row[slot]:
                    mention = filler["mention"] if isinstance(filler, dict) else filler
                    assert mention in text, (path.name, slot, mention)
