from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import NotAReport
from sayso.ingest.metadata import Metadata
from sayso.ingest.page import declared_encoding, fragment_text, is_html, read_page

PAGE = """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>Army says it took town - Example</title>
<meta property="og:title" content="Army says it took town"><meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2017-12-11T23:10:00+03:00">
<link rel="canonical" href="https://example.org/a/b">
<script>var killed = "13 people"; document.write("written by a script")</script><style>p { color: red }</style></head>
<body onload="start()"><nav><a href="/">Home</a></nav><article><h1>Army says it took town</h1>
<p>The army said on Sunday that it <a href="x">seized</a> the town.<script>alert("in line")</script>
It gave no toll.</p>
<p>قال الجيش\u200f إنه سيطر على البلدة 👩\u200d👧 می\u200cخواهم. One
   more line<br>after a break.</p><ul><li>First item here.</li><li>Second <b>item</b>.</li></ul>
<table><tr><th>Place</th><th>Dead</th></tr><tr><td>Idlib</td><td>13</td></tr></table>
<p onclick="x()">Residents said shells fell on the market, and that nobody had come to help them for two days.</p>
</article><footer>Copyright</footer></body></html>"""


def test_the_main_text_is_kept_paragraph_by_paragraph() -> None:
    _, text = read_page(PAGE, "a.html")
    assert text.split("\n\n") == [
        "Army says it took town",
        "The army said on Sunday that it seized the town. It gave no toll.",
        "قال الجيش\u200f إنه سيطر على البلدة 👩\u200d👧 می\u200cخواهم. One more line\nafter a break.",
        "First item here.",
        "Second item.",
        "Place\tDead",
        "Idlib\t13",
        "Residents said shells fell on the market, and that nobody had come to help them for two days.",
    ]


def test_the_head_is_metadata() -> None:
    metadata, _ = read_page(PAGE, "a.html")
    assert metadata == Metadata(
        "Army says it took town", "Example News", date(2017, 12, 11), "https://example.org/a/b", "ar"
    )


def test_a_date_in_the_prose_is_not_the_day_of_publication() -> None:
    source = (
        f"<html><body>{'<p>Rebels took the town on 3 March 2014, the army said, and then they left it again.</p>' * 9}"
    )
    assert read_page(source, "a.html")[0].published is None


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><p>The army fled.</p><script>bad()</script></body></html>",
        "<html><body>The army fled.<style>bad {}</style></body></html>",
        "<p>The army fled.</p><script>bad()</script>",
        "<html><body><div>The army fled.<script>bad()",
    ],
)
def test_a_short_page_is_read_without_its_scripts(source: str) -> None:
    assert read_page(source, "a.html")[1] == "The army fled."


@pytest.mark.parametrize(
    "source", ["<html></html>", "<html><body><script>document.write('x y z')</script></body>", "<!-- -->"]
)
def test_a_page_without_words_is_no_report(source: str) -> None:
    with pytest.raises(NotAReport, match="no running text"):
        read_page(source, "a.html")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html>",
        " \n<HTML lang=en>",
        "<?xml version='1.0'?>\n<html>",
        "<!-- a --> <!-- b -->\n<!doctype HTML>",
    ],
)
def test_a_page_is_told_by_how_it_opens(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text", ["The <html> tag", "<htmlx>", "<p>One paragraph</p>", "", "<!-- <html> -->", "<?xml?><rss>"]
)
def test_other_text_is_no_page(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<html>", None),
    ],
)
def test_the_declared_encoding_is_found(data: bytes, encoding: str | None) -> None:
    assert declared_encoding(data) == encoding


@given(st.text())
@settings(deadline=None)
def test_any_fragment_is_read(source: str) -> None:
    assert isinstance(fragment_text(f"<div>{source}</div>"), str)
