"""What a report was read with is told by its label: another reader, other data or other places are another one."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from sayso.cli import label
from sayso.cli.label import label_of
from sayso.grounding.gazetteer import Entry
from sayso.grounding.gazetteer.store import Place, write

TOSK = Place(Entry("x-1", "Tosk", 41.5, 44.25, "town", "GE", None, 1200, 2.0))


def test_it_begins_with_the_reader_and_stays_the_same():
    assert label_of("by hand 2").startswith("by hand 2 ")
    assert label_of("by hand 2") == label_of("by hand 2")
    assert label_of("by hand 2") != label_of("by hand 3")


def test_other_code_or_data_are_another_label(monkeypatch: pytest.MonkeyPatch):
    before = label_of("by hand 2")
    monkeypatch.setattr(label, "fingerprint", lambda _: "other")
    assert label_of("by hand 2") != before


def test_what_is_added_to_the_gazetteer_is_another_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def added(places: Iterable[Place], day: str) -> str:
        write(tmp_path / "added-GE.sqlite", places, {"source": "x", "day": day})
        return label_of("by hand 2")

    monkeypatch.setattr(label.build, "added", lambda: {"GE": tmp_path / "added-GE.sqlite"})
    labels = [added([TOSK], "2031-03-02"), added([TOSK], "2031-03-03")]
    monkeypatch.setattr(label.build, "added", dict)
    assert len({*labels, label_of("by hand 2")}) == 3
