import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.claim import Span
from sayso.claims.record import from_record, to_record
from sayso.ingest.document import Document
from sayso.publish import write_jsonl
from tests.publish.reports import arabic, claim, hostile, lesk


def written(document, claims) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    write_jsonl(document, claims, out)
    out.seek(0)
    return out.read()


def test_one_claim_a_line_in_their_order():
    document, claims = lesk()
    lines = written(document, claims).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [to_record(claim) for claim in claims]


def test_no_claims_no_lines():
    assert written(lesk()[0], []) == ""


def test_letters_of_all_scripts_stand_as_they_are():
    assert "بلدة كفر نور" in written(*arabic())


def test_a_line_is_a_line_whatever_the_text_holds():
    document, claims = hostile()
    (line,) = written(document, claims).splitlines()
    assert json.loads(line)["evidence"]["text"] == document.text
    assert from_record(json.loads(line), document.text) == claims[0]


surrogates = st.characters(categories=["Cs"])


@given(st.lists(st.text(min_size=1) | surrogates, min_size=1), st.data())
def test_whatever_the_text_the_claim_comes_back(parts, data):
    text = " ".join(parts)
    document = Document(text, name=text)
    start = data.draw(st.integers(0, len(text) - 1))
    trigger = Span(start, start + 1, text[start])
    one = replace(claim(document, "clash", text), trigger=trigger, reader=text)
    (line,) = written(document, [one]).splitlines()
    assert from_record(json.loads(line), text) == one
