import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.days.tokens import tokenize


def signs(text: str) -> str:
    return "".join(token.sign for token in tokenize(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 May 2016", "idMY"),
        ("Dec.14th", "Mu"),
        ("2016-05-03", "D"),
        ("03/05/2016", "D"),
        ("13/05/2016 and 05/13/2016", "D&D"),
        ("the 1990s", "jE"),
        ("at 08:20 or 9 p.m.", "iC.C"),
        ("mid-March", "e-M"),
        ("Monday - Friday", "W_W"),
        ("1,200 men, 6.5 km and 17 000 more", "..,..&dn."),
        ("New   Year’s Eve", "H"),
        ("one.\n\nTwo", "a!|n"),
        ("he may come", "..."),
        ("It may come in May", "...iM"),
        ("twenty-first", "o"),
        ("١٢ نيسان ٢٠١٧", "dmY"),
    ],
)
def test_classes(text: str, expected: str):
    assert signs(text) == expected


@given(st.text(max_size=200))
def test_tokens_stand_in_the_text_in_order(text: str):
    tokens = tokenize(text)
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end <= len(text) for end, token in zip(ends, tokens, strict=False))
    assert all(len(token.sign) == 1 for token in tokens)
