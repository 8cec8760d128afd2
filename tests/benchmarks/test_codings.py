import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.codings import SLOTS, CodingError, coding_of, load_texts
from sayso.claims.claim import Claim, Count, Participant, Source, Span
from sayso.ingest.document import Document

TEXT = "The army said its troops seized Karm, killing at least 13 rebels."
ROW = {
    "anchor": "troops seized Karm",
    "trigger": "seized",
    "kind": "takeover",
    "source": ["army"],
    "stance": "asserts",
    "modality": "happened",
    "actor": ["troops"],
    "target": [],
    "place": ["Karm"],
    "time": [{"mention": "Sunday", "iso": None}],
    "count": [],
    "framing": [],
}


def write(folder: Path, name: str, *rows: dict[str, object]) -> None:
    (folder / f"{name}.txt").write_text(TEXT, "utf-8")
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_the_trigger_is_found_within_its_anchor(tmp_path: Path):
    write(tmp_path, "one", ROW)
    (tmp_path / "meta.jsonl").write_text('{"name": "one", "published": "2017-12-11", "publisher": "X"}\n', "utf-8")
    [text] = load_texts(tmp_path)
    [coding] = text.gold
    assert TEXT[coding.start : coding.end] == "seized"
    assert coding.fillers["time"] == ("Sunday",)
    assert coding.fillers["source"] == ("army",)
    assert (text.document.name, text.document.published) == ("one.txt", date(2017, 12, 11))


def test_only_the_texts_asked_for_are_loaded_in_the_order_of_their_names(tmp_path: Path):
    for name in ("c", "a", "b"):
        write(tmp_path, name, ROW)
    assert [text.document.name for text in load_texts(tmp_path)] == ["a.txt", "b.txt", "c.txt"]
    assert [text.document.name for text in load_texts(tmp_path, {"b"})] == ["b.txt"]


@pytest.mark.parametrize(
    "change",
    [{"anchor": "troops took Karm"}, {"trigger": "took"}, {"kind": None, "anchor": 3}, {"time": [{"iso": None}]}],
)
def test_a_line_that_is_not_a_claim_of_its_text_is_named(tmp_path: Path, change: dict[str, object]):
    write(tmp_path, "one", ROW, {**ROW, **change})
    with pytest.raises(CodingError, match=r"^one\.jsonl, line 2: "):
        load_texts(tmp_path)


def test_a_claim_is_scored_by_the_words_of_its_spans():
    def at(words: str) -> tuple[int, int, str]:
        start = TEXT.index(words)
        return start, start + len(words), words

    claim = Claim(
        document=Document(TEXT, "one.txt"),
        kind="takeover",
        trigger=Span(*at("seized")),
        evidence=Span(0, len(TEXT), TEXT),
        stance="asserts",
        modality="happened",
        sources=(Source(*at("army"), cue="said"),),
        actors=(Participant(*at("troops")),),
        counts=(Count(*at("at least 13"), low=13),),
        confidence=0.7,
    )
    coding = coding_of(claim)
    assert (coding.start, coding.end) == (TEXT.index("seized"), TEXT.index("seized") + 6)
    assert {slot: coding.fillers[slot] for slot in SLOTS if coding.fillers[slot]} == {
        "source": ("army",),
        "actor": ("troops",),
        "count": ("at least 13",),
    }
    assert coding.confidence == 0.7
