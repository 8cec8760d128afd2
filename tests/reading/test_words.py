"""Words, their offsets, and paragraph breaks."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.words import hint_of, shape, tokenize, words_of


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    doc = tokenize(text)
    words = words_of(doc)
    assert "".join(token.text_with_ws for token in doc) == text
    for form, index in zip(words.forms, words.tokens, strict=True):
        start = doc[index].idx
        assert text[start : start + len(form)] == form


def test_each_line_of_a_report_is_a_paragraph() -> None:
    words = words_of(tokenize("Army: town taken\nRebels deny it."))
    assert [form for form, broken in zip(words.forms, words.breaks, strict=True) if broken] == ["Rebels"]


def test_lines_of_a_hard_wrapped_text_are_not_paragraphs() -> None:
    wrapped = "The army said on Monday that its units had entered the northern part\nof the town, and stayed.\n\n"
    text = wrapped + "Next."
    words = words_of(tokenize(text))
    assert [form for form, broken in zip(words.forms, words.breaks, strict=True) if broken] == ["Next"]


def test_shapes() -> None:
    assert [shape(form) for form in ("army", "Army", "UN", "McCain", "2015", "--")] == [0, 1, 2, 3, 4, 5]


def test_hints_know_the_forms_of_a_word() -> None:
    assert hint_of("Denounced") == hint_of("denounces") != 0
    assert hint_of("weather") == 0
