"""Whose words a stretch of text is, on trees from the real encoder."""

import pytest
from spacy.tokens import Doc

from sayso.claims.quotations import Quotation, quotations
from sayso.reading.network import Network
from sayso.reading.read import read


def said(text: str, network: Network) -> list[tuple[str, str | None]]:
    """Each quotation's words with its speaker's name."""
    doc = read([text], network)[0].doc
    return [(text[q.start : q.end], _name(doc, q)) for q in quotations(doc)]


def _name(doc: Doc, quotation: Quotation) -> str | None:
    return doc[quotation.speaker.first : quotation.speaker.last + 1].text if quotation.speaker else None


def test_a_quotation_is_its_speakers_also_where_it_goes_on_behind_said(network: Network) -> None:
    text = '"Our units entered Velmora at dawn," Colonel Arslan said. "The rebels fled and left their wounded behind."'
    assert [name for _, name in said(text, network)] == ["Colonel Arslan", "Colonel Arslan"]


def test_a_pronoun_stands_for_the_last_speaker(network: Network) -> None:
    text = (
        '"We hold the bridge and both banks," Maryam Okello said.\n'
        '"They shelled the market again this morning," she added.'
    )
    assert [name for _, name in said(text, network)] == ["Maryam Okello", "Maryam Okello"]


def test_curly_quotes_that_run_over_paragraphs(network: Network) -> None:
    text = (
        "General Petrov said: “The enemy has been driven out of the town.\n\n"
        "“We have taken forty prisoners and we will go on.”"
    )
    assert [name for _, name in said(text, network)] == ["General Petrov", "General Petrov"]


def test_a_statement_behind_a_colon_runs_to_the_end(network: Network) -> None:
    text = (
        "Minister condemns attack in Tarsa\n\nThe Foreign Minister Elena Marsh said:\n\n"
        "I utterly condemn the attack on the market in Tarsa.\n\nThe militants killed nine people."
    )
    [(words, name)] = said(text, network)
    assert name == "Elena Marsh"
    assert words.strip().startswith("I utterly")
    assert words.endswith("nine people.")


def test_a_closing_heading_ends_a_statement(network: Network) -> None:
    text = "The ministry said:\n\nOur forces left the valley.\n\nNotes to editors\n\nThe valley lies in the north."
    [(words, _)] = said(text, network)
    assert "lies in the north" not in words


@pytest.mark.parametrize("label", ["Army", "Rebel spokesman", "State TV"])
def test_a_label_before_a_colon_speaks(label: str, network: Network) -> None:
    [(words, name)] = said(f"{label}: three villages were retaken on Friday.", network)
    assert name == label
    assert words == "three villages were retaken on Friday."


@pytest.mark.parametrize(
    "text", ["Update: three villages were retaken on Friday.", "14:32: shells fell on the port again."]
)
def test_a_label_that_cannot_speak_does_not(text: str, network: Network) -> None:
    assert said(text, network) == []


def test_scare_quotes_are_nobodys_statement(network: Network) -> None:
    assert said('The paper wrote that the town had been "freed" by the army.', network) == []


def test_a_quotation_without_a_speaker_has_none(network: Network) -> None:
    [(_, name)] = said('"They came at night and burned the granary."', network)
    assert name is None


@pytest.mark.parametrize("text", ['"""', "“", '" : “ :', "said:", ":\n:\n“x", 'He said: "'])
def test_odd_marks_do_no_harm(text: str, network: Network) -> None:
    for words, _ in said(text, network):
        assert words in text
