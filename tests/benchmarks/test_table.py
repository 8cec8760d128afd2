from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.table import Figure, Sheet, Value, load_sheet, show, write

KIND = Figure("dev.kind", "kind", least=75, scale="coders 95", source=("codebook",))
COLD = Figure("start.seconds", "cold", unit="s", digits=2, most=2)
SHEET = Sheet((KIND, COLD), {"codebook": "Two coders.", "other": "Not named."})


def test_a_figure_is_reached_by_the_number_that_is_told():
    assert KIND.reached(74.96) is True
    assert KIND.reached(74.94) is False
    assert COLD.reached(2.004) is True
    assert COLD.reached(2.006) is False
    assert Figure("x", "x").reached(1) is None


def test_goals_and_values_are_told_with_their_unit():
    assert (KIND.goal(), COLD.goal(), Figure("x", "x").goal()) == ("≥ 75", "≤ 2 s", "")
    assert COLD.tell(Value(1.5)) == "1.50 s"
    assert KIND.tell(Value(76.3, (70.0, 80.0))) == "76.3 (70.0 to 80.0)"
    assert Figure("w", "w", unit="words/s", digits=0).tell(Value(12345.6)) == "12,346 words/s"


def test_the_terminal_table_has_what_was_measured_only():
    console = Console(file=StringIO(), width=120)
    console.print(show(SHEET, {"start.seconds": Value(1.5)}))
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "cold" in printed
    assert "≤ 2 s" in printed
    assert "kind" not in printed


def test_the_page_says_what_was_reached_and_names_only_the_sources_it_uses():
    page = write(SHEET, {"dev.kind": Value(70)}, ["date: today"], ["## More"])
    assert "| kind | 70.0 | ≥ 75 | **no** | coders 95 [1] |" in page
    assert "[1] Two coders." in page
    assert "Not named." not in page
    assert page.startswith("# Figures")
    assert page.endswith("## More\n")


def test_the_sheet_of_the_benchmark_fits_its_schema():
    sheet = load_sheet()
    keys = [figure.key for figure in sheet.figures]
    assert len(keys) == len(set(keys)) > 40
    assert {figure.source for figure in sheet.figures if figure.scale == ""} == {()}
    assert all(figure.source for figure in sheet.figures if figure.scale)
    assert {source for figure in sheet.figures for source in figure.source} == set(sheet.sources)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('[sources]\n[[figure]]\nkey = "a"\nname = "A"\nsource = ["none"]\n', ValueError),
        ('[sources]\n[[figure]]\nkey = "a"\nname = "A"\n[[figure]]\nkey = "a"\nname = "B"\n', ValueError),
        ('[sources]\n[[figure]]\nkey = "a"\nname = "A"\ngoal = 3\n', TypeError),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(tmp_path: Path, text: str, error: type[Exception]):
    path = tmp_path / "figures.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(error):
        load_sheet(path)
