import pytest
import spacy
from spacy.tokens import Doc, Span

from sayso.claims.phrases import whole_name


def doc_with(words: str, mention: str, label: str = "organisation") -> Doc:
    """Words apart by spaces (a hyphen word joins its neighbours), with one mention read among them."""
    tokens = words.split()
    spaces = [t != "-" and (i + 1 == len(tokens) or tokens[i + 1] != "-") for i, t in enumerate(tokens)]
    doc = Doc(spacy.blank("en").vocab, words=tokens, spaces=spaces)
    wanted = mention.split()
    start = next(i for i in range(len(tokens)) if tokens[i : i + len(wanted)] == wanted)
    doc.spans["mentions"] = [Span(doc, start, start + len(wanted), label=label)]
    return doc


def grown(
    words: str, mention: str, piece: str, barred: frozenset[int] = frozenset(), label: str = "organisation"
) -> str:
    doc = doc_with(words, mention, label)
    tokens, part = words.split(), piece.split()
    first = next(i for i in range(len(tokens)) if tokens[i : i + len(part)] == part)
    start, end = whole_name(doc, first, first + len(part) - 1, barred)
    return doc[start : end + 1].text


@pytest.mark.parametrize(
    ("words", "mention", "piece", "whole"),
    [
        ("fighters of the Free Harran Army fled", "the Free Harran Army", "Army", "Free Harran Army"),
        ("the Norrel Observatory for Human Rights said", "Norrel Observatory for Human Rights", "Human Rights",
         "Norrel Observatory for Human Rights"),
        ("the anti - Varn Free Harran Army", "anti - Varn Free Harran Army", "Harran Army", "Free Harran Army"),
        ("the Harran Army rebels fled", "Harran Army rebels", "Harran", "Harran Army"),
        ("local fighters fled", "local fighters", "fighters", "fighters"),
    ],
)  # fmt: skip
def test_a_piece_of_a_name_grows_to_the_whole_name(words, mention, piece, whole):
    assert grown(words, mention, piece) == whole


def test_it_does_not_grow_over_the_trigger():
    assert grown("the Harran Offensive Front", "Harran Offensive Front", "Front", frozenset({2})) == "Front"


def test_it_does_not_leave_the_mention_or_grow_over_a_time():
    assert grown("Ministry of Harran Defence", "Harran Defence", "Defence") == "Harran Defence"
    assert grown("on Sunday March", "Sunday March", "March", label="time") == "March"
