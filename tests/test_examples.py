"""The bundled reports say that they are illustrations, and each carries the metadata its format has room for."""

import json
import re
from datetime import date
from pathlib import Path

import frontmatter
import pytest
import trafilatura

from sayso.ingest.inputs import read_input

FOLDER = Path(__file__).parent.parent / "examples" / "idlib"
REPORTS = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"} or path.name == "rebel-page.md")
IDS = [path.name for path in REPORTS]
NOTE = "An illustration written for sayso, not a real document."
REFERENCE_DAY = date(2017, 12, 11)


def described(path: Path) -> tuple[str, dict[str, str]]:
    """The report's text, and its metadata as its own format holds it."""
    raw = path.read_text("utf-8")
    if path.suffix == ".txt":
        return raw, json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
    if path.suffix == ".md":
        post = frontmatter.loads(raw)
        return post.content, {key: str(value) for key, value in post.metadata.items()}
    found = trafilatura.extract_metadata(raw)
    language = re.search(r'<html lang="(\w+)"', raw)
    about = {"title": found.title, "publisher": found.sitename, "published": found.date, "note": found.description}
    return trafilatura.extract(raw) or "", {**about, "language": language.group(1) if language else ""}


def test_there_are_at_least_four_reports_in_three_formats() -> None:
    assert len(REPORTS) >= 4
    assert {path.suffix for path in REPORTS} == {".txt", ".md", ".html"}
    assert len({described(path)[1]["publisher"] for path in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("path", REPORTS, ids=IDS)
def test_metadata_name_the_report_as_an_illustration(path: Path) -> None:
    _, about = described(path)
    assert set(about) == {"title", "publisher", "published", "language", "note"}
    assert about["title"].strip()
    assert about["publisher"].endswith("(illustration)")
    assert about["note"] == NOTE
    assert about["language"] == "en"
    assert 0 <= (date.fromisoformat(about["published"]) - REFERENCE_DAY).days <= 1


@pytest.mark.parametrize("path", REPORTS, ids=IDS)
def test_sayso_reads_the_metadata(path: Path) -> None:
    _, about = described(path)
    document = read_input(str(path))
    assert document.title == about["title"]
    assert document.publisher == about["publisher"]
    assert document.published == date.fromisoformat(about["published"])
    assert document.language == about["language"]


@pytest.mark.parametrize("path", REPORTS, ids=IDS)
def test_a_report_is_short_and_about_the_same_events(path: Path) -> None:
    text, _ = described(path)
    assert 120 <= len(text.split()) <= 260
    assert "Idlib" in text
    assert "Hama" in text


def test_every_sidecar_belongs_to_a_report() -> None:
    sidecars = {path.name.removesuffix(".meta.json") for path in FOLDER.glob("*.meta.json")}
    assert sidecars == {path.stem for path in REPORTS if path.suffix == ".txt"}


def test_the_web_page_has_furniture_that_is_not_the_report() -> None:
    text, _ = described(FOLDER / "partisan-outlet.html")
    assert "script" in (FOLDER / "partisan-outlet.html").read_text("utf-8")
    assert "window.visits" not in text
    assert "Subscribe" not in text


def test_the_reports_exercise_other_scripts() -> None:
    together = "".join(described(path)[0] for path in REPORTS)
    assert re.search("[\u0600-\u06ff]", together), "Arabic script"
    assert re.search("[ḥūī]", together), "transliteration marks"
    assert "\U0001f4a5" in together, "emoji"


def test_the_readme_lists_every_report_and_calls_them_illustrations() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert "illustrations written for sayso" in readme
    assert [path.name for path in REPORTS if f"`{path.name}`" not in readme] == []
