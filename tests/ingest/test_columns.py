import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LexiconError, NotAReport
from sayso.ingest.columns import FIELDS, asked, assign, check, checked, field_of, load, normal


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (" Article Title ", "article_title"),
        ("articleTitle", "article_title"),
        ("ARTICLE-TITLE", "article_title"),
        ("pub.date", "pub_date"),
        ("ДАТА", "дата"),
        ("المصدر", "المصدر"),
        ("_", ""),
    ],
)
def test_names_are_compared_without_their_looks(name: str, wanted: str):
    assert normal(name) == wanted


@given(st.text(max_size=20))
def test_what_is_normal_stays_so(name: str):
    assert normal(normal(name)) == normal(name)


def test_every_field_is_known_by_its_own_name():
    assert [field_of(field) for field in FIELDS] == list(FIELDS)
    assert field_of("location") is None


def test_columns_are_told_by_their_names():
    columns = ["", "Headline", "Full Text", "Outlet", "pubDate", "Link", "lang", "casualties"]
    assert assign(columns, {}) == {
        "text": "Full Text",
        "title": "Headline",
        "published": "pubDate",
        "publisher": "Outlet",
        "url": "Link",
        "language": "lang",
    }


def test_of_two_columns_the_likelier_is_taken():
    assert assign(["message", "body", "text"], {}) == {"text": "text"}
    assert assign(["message", "body"], {}) == {"text": "body"}


def test_what_the_user_says_goes_first():
    fields = assign(["text", "Clean Text", "source"], {"clean_text": "text", "source": "ignored"})
    assert fields == {"text": "Clean Text"}


def test_a_column_holds_one_field():
    assert assign(["date", "text"], {"date": "title"}) == {"text": "text", "title": "date"}


def test_what_the_user_says_is_parted_at_the_last_sign():
    assert asked(["a=b=Text", " body = content ", "x=ignored", "when=date"]) == {
        "a=b": "text",
        "body": "text",
        "x": "ignored",
        "when": "published",
    }


@pytest.mark.parametrize("word", ["text", "=text", "a=", "a=colour", " =text"])
def test_what_is_no_column_and_field_is_told(word: str):
    with pytest.raises(ValueError, match="is not COLUMN=FIELD with one of the fields text, title, "):
        asked([word])


def test_a_table_without_a_text_is_told_with_its_columns():
    what = r"^t\.csv: no column is known to hold the text; its columns are when, \(unnamed\); say which with --map"
    with pytest.raises(NotAReport, match=what):
        check(["when", ""], {}, "t.csv")


def test_many_columns_are_not_all_named():
    with pytest.raises(NotAReport, match=r"its columns are c0, .*, c19 and 80 more; say"):
        check([f"c{number}" for number in range(100)], {}, "t.csv")


def test_a_column_that_is_not_there_is_told():
    with pytest.raises(NotAReport, match=r"there is no column 'contents'; its columns are content, date$"):
        check(["content", "date"], {"contents": "text"}, "t.csv")


def test_the_data_file_fits_its_schema():
    assert set(load()["fields"]) == set(FIELDS)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"text": []}, r"columns\.toml: \[fields\] text must be a list of names"),
        ({"text": ["Text"]}, r"\[fields\] text: 'Text' is not in lower case"),
        ({"title": ["text"]}, r"\[fields\] title: 'text' is not in lower case, or stands twice"),
        ({"place": ["where"]}, r"\[fields\] place: not one of text, title, "),
    ],
)
def test_a_data_file_that_does_not_is_told(change: dict[str, list[str]], what: str):
    table = {"fields": {**{field: [field] for field in FIELDS}, **change}, "months": {"languages": ["en"]}}
    with pytest.raises(LexiconError, match=what):
        checked(table)


def test_a_data_file_without_months_is_told():
    with pytest.raises(LexiconError, match=r"\[months\] languages"):
        checked({"fields": {field: [field] for field in FIELDS}})
