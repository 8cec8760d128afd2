from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from sayso.claims.mentions import Labelled, mentions


def test_mentions_are_those_of_the_reading_in_its_order():
    doc = Doc(Vocab(), ["Rebels", "entered", "Lashio", "on", "Monday"])
    doc.spans["mentions"] = [Span(doc, 2, 3, "place"), Span(doc, 4, 5, "time")]
    assert mentions(doc) == (Labelled("place", 2, 3), Labelled("time", 4, 5))
    assert mentions(doc) is mentions(doc)


def test_a_text_in_which_nothing_was_read_has_none():
    assert mentions(Doc(Vocab(), ["Rain"])) == ()
