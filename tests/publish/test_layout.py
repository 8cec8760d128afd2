import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.layout import Mark, is_rtl, marks_of, paragraphs, printable, segments
from tests.publish.reports import lesk

texts = st.text(st.characters(exclude_categories=()), max_size=80)
lines = st.text(st.sampled_from("ab .\n\r\t\u2028-א\u0301\ud800"), max_size=200)
spans = st.lists(st.tuples(st.integers(0, 210), st.integers(1, 60), st.sampled_from(["trigger", "actor", "evidence"])))


@given(texts | lines)
def test_what_is_printed_is_as_long_as_the_text_and_can_be_encoded(text):
    shown = printable(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(letter < " " and letter != "\n" for letter in shown)
    assert printable(shown) == shown


@pytest.mark.parametrize("break_", ["\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_is_one(break_):
    assert printable(f"a{break_}b") == "a\nb"


def test_windows_line_ends_stay_two_characters_and_one_break():
    assert printable("a\r\nb") == "a \nb"


@given(texts | lines)
def test_paragraphs_hold_every_word_once_and_in_order(text):
    shown = printable(text)
    places = paragraphs(shown)
    assert "".join("".join(shown[start:end].split()) for start, end in places) == "".join(shown.split())
    assert all(shown[start:end] == shown[start:end].strip() != "" for start, end in places)
    assert places == sorted(places)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_line_is_a_paragraph():
    assert found("One.\nTwo.\n\n  Three.\n") == ["One.", "Two.", "Three."]


def test_lines_broken_to_fit_a_width_run_on():
    wrapped = (
        "The army said its troops had taken the port after two days of\n"
        "fighting in which, it said, thirteen of its soldiers were killed\n"
        "and many more were wounded."
    )
    assert found(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_long_items_and_sentences_by_themselves_do_not_run_on():
    items = [
        "- The army said its troops had taken the port after two days",
        "- The rebels said that they still hold it",
    ]
    sentences = ["The army said its troops had taken the port after two days.", "The rebels said that they hold it."]
    short = ["Urgent", "The army has taken the port of Lesk after two days of heavy fighting", "More soon"]
    for several in (items, sentences, short):
        assert found("\n".join(several)) == several


@given(lines, spans)
def test_segments_cover_each_paragraph_and_lie_wholly_inside_their_marks(text, drawn):
    shown = printable(text)
    marks = [Mark(start, start + length, number, role) for number, (start, length, role) in enumerate(drawn, 1)]
    places = paragraphs(shown)
    cut = list(segments(shown, places, marks))
    for (start, end), pieces in zip(places, cut, strict=True):
        assert "".join(piece.text for piece in pieces) == shown[start:end].replace("\n", " ")
        for piece in pieces:
            stop = piece.start + len(piece.text)
            touching = {mark for mark in marks if mark.start < stop and mark.end > piece.start}
            assert set(piece.marks) == touching
            assert all(mark.start <= piece.start and stop <= mark.end for mark in piece.marks)


def test_overlapping_marks_are_cut_at_every_boundary():
    marks = [Mark(0, 10, 1, "place"), Mark(4, 6, 2, "trigger"), Mark(5, 14, 3, "actor")]
    (pieces,) = segments("rebel-held Aleppo", [(0, 17)], marks)
    assert [(piece.text, [mark.claim for mark in piece.marks]) for piece in pieces] == [
        ("rebe", [1]),
        ("l", [1, 2]),
        ("-", [1, 2, 3]),
        ("held", [1, 3]),
        (" Ale", [3]),
        ("ppo", []),
    ]


def test_the_same_words_twice_in_one_role_are_one_mark():
    (pieces,) = segments("army", [(0, 4)], [Mark(0, 4, 1, "actor"), Mark(0, 4, 1, "actor")])
    assert [len(piece.marks) for piece in pieces] == [1]


def test_a_claims_marks_are_its_spans():
    _, claims = lesk()
    for claim in claims:
        marks = list(marks_of(7, claim))
        assert marks[0].role == "trigger"
        assert sorted((mark.start, mark.end) for mark in marks) == sorted((s.start, s.end) for s in claim.spans())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", False),
        ("", False),
        ("7, (", False),
        ("قصف", True),
        ("7 קרב", True),
        ("a قصف", False),
        ("\u200fabc", True),
    ],
)
def test_direction_is_that_of_the_first_letter_that_has_one(text, expected):
    assert is_rtl(text) is expected
