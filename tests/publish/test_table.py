import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from sayso.ingest.document import Document
from sayso.publish import write_table
from tests.publish.reports import arabic, grounded, hostile, lesk

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def printed(*readings, width: int = 100, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
    write_table(readings, console)
    return out.getvalue()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_a_stream_that_is_no_terminal_gets_no_colour_codes(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    out = io.StringIO()
    write_table([lesk()], out)
    assert "\x1b" not in out.getvalue()
    assert "Varnian army" in out.getvalue()


def test_no_color_is_heeded(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    out = io.StringIO()
    write_table([lesk()], Console(file=out, width=100, force_terminal=True))
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", out.getvalue())


def test_the_header_says_where_the_report_is_from():
    lines = [line.strip() for line in printed(lesk()).splitlines()]
    assert lines[1:3] == ["Fight for Lesk", "Norrel Gazette · 2031-03-04 · 6 claims"]


def test_a_trigger_is_numbered_and_set_in_its_familys_colour():
    text = printed(lesk(), colour=True)
    assert re.search(r"\x1b\[1;7;34mseized\x1b\[0m\x1b\[2m¹", text)
    assert re.search(r"\x1b\[1;7;31mkilling\x1b\[0m\x1b\[2m²", text)


def test_denied_is_struck_through_and_said_in_words():
    text = printed(lesk(), colour=True)
    assert re.search(r"\x1b\[1;7;9;34mfallen", text)
    assert "denied" in ESCAPE.sub("", text)


def test_a_row_says_source_stance_actor_kind_trigger_target_place_time_and_count():
    lines = printed(lesk(), width=140).splitlines()
    header = next(line for line in lines if "source" in line)
    assert all(name in header for name in ("source", "actor", "kind (trigger)", "target"))
    full = printed(lesk(), width=200).splitlines()
    header = next(squeezed(line) for line in full if "source" in line)
    assert header.endswith("modality actor kind (trigger) target place time count")


def test_below_the_text_in_a_narrow_terminal_beside_it_in_a_wide_one():
    def text_and_first_row(width):
        lines = printed(lesk(), width=width).splitlines()
        text = next(number for number, line in enumerate(lines) if "The Varnian army said" in line)
        return text, next(number for number, line in enumerate(lines) if re.search(r"\b1 +Varnian", line))

    text, row = text_and_first_row(119)
    assert row > text + 5
    text, row = text_and_first_row(120)
    assert row == text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 119, 120, 150, 200, 300])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width):
    text = printed(lesk(), arabic(), hostile(), width=width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    if width >= 80:
        for words in ("itself", "Witnesses", "via", "least", "(retake)"):
            assert words in squeezed(text), words


@pytest.mark.parametrize("width", [80, 140])
def test_every_claim_has_its_row(width):
    text = printed(lesk(), width=width)
    assert [n for n in range(1, 7) if re.search(rf"(^|\s){n} +(Varnian|Rebel|Witnesses|the report)", text, re.M)] == [
        *range(1, 7)
    ]


def test_every_document_has_its_section_and_its_own_numbers():
    text = printed(lesk(), arabic())
    assert text.count("claims") == 2
    assert text.index("Fight for Lesk") < text.index("قصف على كفر نور")
    assert "قصف¹" in text


def test_a_document_without_claims_is_still_shown():
    document, _ = lesk()
    text = printed((document, []))
    assert "no claims" in text
    assert "The Varnian army said" in text
    assert "kind (trigger)" not in text


def test_words_that_run_from_right_to_left_stand_at_the_right_and_cannot_turn_their_neighbours():
    line = next(line for line in printed(arabic(), width=100).splitlines() if "قال" in line)
    assert line.startswith(" ")
    assert line.rstrip().startswith("\u2068", len(line) - len(line.lstrip()))
    assert line.rstrip().endswith("\u2069")


def test_the_characters_of_a_report_cannot_steer_the_terminal():
    text = ESCAPE.sub("", printed(hostile(), width=140, colour=True))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\x00" not in text
    assert "\u202e" not in text
    assert "\u200b" in text
    assert "👩‍👩‍👧" in text
    text.encode("utf-8")


def test_a_report_of_nothing_but_space_is_printed_too():
    assert "no claims" in printed((Document(" \n ", name="a.txt"), []))


@pytest.mark.parametrize("width", [60, 110, 160])
def test_what_a_mention_means_stands_below_it(width):
    text = squeezed(printed(grounded(), width=width))
    assert "→" in text
    if width == 160:
        assert "→ vn-army" in text
        assert text.count("2031-03-02") == 1
