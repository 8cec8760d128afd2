import hashlib
import io
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from sayso.publish import write_page
from tests.publish.reports import arabic, grounded, hostile, lesk


def page(*readings) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    write_page(readings, out)
    out.seek(0)
    return out.read()


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of each element that has an id or is a style or a script."""

    VOID = frozenset({"meta", "link", "input", "img", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, list[str]]] = []
        self.closed: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append((tag, []))

    def handle_endtag(self, tag):
        name, words = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        self.closed.append((name, "".join(words)))

    def handle_data(self, data):
        for _, words in self.open:
            words.append(data)

    def texts(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for name, text in self.closed if name == tag]

    def having(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def elements() -> Elements:
    return Elements(page(lesk(), arabic()))


def test_the_elements_are_nested_and_closed_and_the_ids_unique(elements):
    assert elements.open == []
    ids = elements.having("id")
    assert len(ids) == len(set(ids))


def test_every_reference_within_the_page_finds_its_element(elements):
    ids = set(elements.having("id"))
    links = [link[1:] for link in elements.having("href") if link.startswith("#")]
    described = [name for names in elements.having("aria-describedby") for name in names.split()]
    assert {*links, *described, *elements.having("aria-controls"), *elements.having("aria-labelledby")} <= ids
    assert len(described) == 8


def test_each_claim_says_first_on_whose_word_it_rests(elements):
    rows = elements.texts("li")
    assert (
        "Varnian army said troops — takeover seized where port of Lesk when Sunday (2031-03-02) confidence 80%" in rows
    )
    assert "Rebel commanders denied denied takeover fallen where port confidence 60%" in rows
    assert any(
        row.startswith("Witnesses as cited by Norrel Monitor said it may be (told) doubted possible") for row in rows
    )
    assert any(row.startswith("the report itself said planned army — takeover retake") for row in rows)
    assert any("how many at least 13 (killed)" in row and "loaded word bandits" in row for row in rows)


def test_the_text_stands_there_word_for_word(elements):
    paragraphs = elements.texts("p")
    for line in (*lesk()[0].text.split("\n"), *arabic()[0].text.split("\n")):
        assert line in paragraphs


def test_the_header_tells_title_publisher_day_and_number(elements):
    assert "Norrel Gazette · 4 March 2031" in elements.texts("p")
    assert "6 claims, 2 on the report’s own word · where it was published" in elements.texts("p")
    assert {"Fight for Lesk", "قصف على كفر نور"} <= set(elements.texts("h2"))


def test_the_page_may_run_only_its_own_style_and_script_and_fetch_nothing():
    html = page(lesk())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1].replace("&#39;", "'")
    hashes = {
        tag: b64encode(hashlib.sha256(re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)[1].encode()).digest()).decode()
        for tag in ("style", "script")
    }
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{hashes['style']}';" in policy
    assert f"script-src 'sha256-{hashes['script']}';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_nothing_in_the_page_points_outside_but_the_reports_own_address(elements):
    assert [link for link in elements.having("href") if not link.startswith("#")] == [
        "data:,",
        "https://example.org/lesk",
    ]
    assert not elements.having("src")
    assert "url(" not in page(lesk())
    assert "@import" not in page(lesk())


def test_hostile_words_are_only_words():
    html = page(hostile())
    elements = Elements(html)
    assert html.count("<script") == 2
    assert "img" not in [tag for tag, _ in elements.tags]
    assert not [name for _, attributes in elements.tags for name in attributes if name.startswith("on")]
    assert "javascript:" not in html
    assert "{{ 7 * 7 }}" in html
    html.encode("utf-8")


@pytest.mark.parametrize("readings", [[], [(lesk()[0], [])]])
def test_a_page_without_claims_says_so(readings):
    elements = Elements(page(*readings))
    assert elements.open == []
    assert f"{len(readings)} report{'s' if not readings else ''} · 0 claims · 0 sources" in elements.texts("p")


def test_claims_on_the_same_trigger_each_have_their_place():
    document, claims = lesk()
    twin = type(claims[0])(document, "advance", claims[0].trigger, claims[0].evidence, "asserts", "happened")
    ids = Elements(page((document, [claims[0], twin]))).having("id")
    assert {"words-1", "words-2", "claim-1", "claim-2"} <= set(ids)


def test_the_same_reports_make_the_same_page():
    assert page(lesk(), arabic()) == page(lesk(), arabic())


def test_what_a_mention_means_and_why_stands_in_its_row():
    [row] = Elements(page(grounded())).texts("li")
    assert "Dorn → Dorn, North Varn, VN (12.500, 33.250 ± 2 km) the only Dorn in North Varn; else Dorne" in row
    assert "army → vn-army the army of Varn" in row
