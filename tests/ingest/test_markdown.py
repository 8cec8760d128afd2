from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadMetadata
from sayso.ingest.markdown import running_text, split_front_matter
from sayso.ingest.metadata import Metadata


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# The *army* advances\n\nIt said so.", "The army advances\n\nIt said so."),
        ("The [army](http://example.org) **said** `Idlib` fell.", "The army said Idlib fell."),
        ("One line\nand the next.\nA third.", "One line\nand the next.\nA third."),
        ("Before.\n\n```\ncode\n```\n\nAfter.", "Before.\n\nAfter."),
        ("Photo: ![a tank](tank.png)\n\nAfter.", "Photo:\n\nAfter."),
        ("- one\n- two\n\n  more", "one\n\ntwo\n\nmore"),
        ("> quoted\n> on\n\nafter", "quoted\non\n\nafter"),
        ("    an indented quotation", "an indented quotation"),
        ("| place | dead |\n|---|---|\n| Idlib | 13 |", "place\tdead\n\nIdlib\t13"),
        ("<script>alert('bad')</script>\n\nAfter.", "After."),
        ("<div>Kept <b>words</b><script>bad()</script></div>", "Kept words"),
        ("Kept <b>words</b> &amp; <!-- note --> more", "Kept words &  more"),
        ("قال الجيش\u200f إنه *سيطر* على البلدة.", "قال الجيش\u200f إنه سيطر على البلدة."),
        ("[The army][1] said \\*no\\*.\n\n[1]: http://example.org", "The army said *no*."),
        ('"unbalanced **quote', '"unbalanced **quote'),
    ],
)
def test_markup_goes_and_words_stay(source: str, text: str) -> None:
    assert running_text(source) == text


def test_front_matter_is_metadata() -> None:
    source = "---\ntitle: 'Army: town taken'\npublished: 2017-12-11T10:00:00Z\nauthor: x\n---\n\nText.\n"
    metadata, body = split_front_matter(source, "a.md")
    assert metadata == Metadata(title="Army: town taken", published=date(2017, 12, 11))
    assert running_text(body) == "Text."


@pytest.mark.parametrize(
    "source", ["Text\n\n---\n\nmore", "---\n\nA rule, then text.\n\n---\n\nmore", "---\nnever closed", "----\n"]
)
def test_a_rule_is_not_front_matter(source: str) -> None:
    assert split_front_matter(source, "a.md") == (Metadata(), source)


@pytest.mark.parametrize(
    ("block", "what"),
    [
        ("title: [a", "not YAML"),
        ("title: a: b", "not YAML"),
        ("published: 2017-13-45", "month"),
        ("published: soon", "published: 'soon' is not an ISO date"),
        ("language: no", "language: False is not text"),
        ("a: " + "[" * 5_000, "not YAML"),
    ],
)
def test_broken_front_matter_is_named(block: str, what: str) -> None:
    with pytest.raises(BadMetadata, match=f"^a.md: front matter: .*{what}") as caught:
        split_front_matter(f"---\n{block}\n---\nText.", "a.md")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("piece", ["*a ", "[", "[a](", "_a__ ", "<", "> ", "- ", "|a", "&amp;", "`a``"])
def test_time_does_not_grow_with_the_square_of_the_marks(piece: str) -> None:
    assert isinstance(running_text(piece * 300_000), str)


@given(st.text())
@settings(deadline=None)
def test_any_text_is_read(source: str) -> None:
    try:
        _, body = split_front_matter(source, "a.md")
    except BadMetadata:
        return
    assert isinstance(running_text(body), str)


@given(st.lists(st.lists(st.text("abcdeقال", min_size=1), min_size=1).map(" ".join), min_size=1))
@settings(deadline=None)
def test_paragraphs_of_plain_words_stay_as_they_are(paragraphs: list[str]) -> None:
    source = "\n\n".join(paragraphs)
    assert running_text(source) == source
