"""Who can be cited: words made right, and what cannot speak left out. Sentences are invented."""

import pytest
from spacy.tokens import Doc

from sayso.claims.lexicon import cues
from sayso.claims.voices import voice
from sayso.reading.network import Network
from sayso.reading.read import read


def parsed(text: str, network: Network) -> Doc:
    return read([text], network)[0].doc


def said(doc: Doc, words: str, cue: str | None) -> str | None:
    """The voice in the first tokens of `doc` that read as `words`."""
    wanted = words.split()
    texts = [token.text for token in doc]
    first = next(i for i in range(len(texts)) if texts[i : i + len(wanted)] == wanted)
    found = voice(doc, first, first + len(wanted) - 1, texts.index(cue) if cue else None)
    return doc[found[0] : found[1] + 1].text if found else None


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("The attack claimed the lives of two nurses in Nyala.", "attack", "claimed"),
        ("Fighter jets are believed to have hit the depot.", "jets", "believed"),
        ("On Tuesday mornings shelling said to be heavy hit Bakhmut.", "shelling", "said"),
        ("The truce released pressure on the town.", "truce", "released"),
    ],
)
def test_events_and_arms_say_nothing(text: str, words: str, cue: str, network: Network) -> None:
    assert said(parsed(text, network), words, cue) is None


@pytest.mark.parametrize("words", ["hospital", "village council", "ministry", "commander", "Another", "radio"])
def test_who_can_speak_is_left_alone(words: str, network: Network) -> None:
    doc = parsed(f"The {words} said on Monday that troops had entered Lashio.", network)
    assert said(doc, words, "said") == words


@pytest.mark.parametrize("words", ["Gulf Times", "Sunday Times", "Week", "Times"])
def test_a_newspaper_may_be_called_after_a_time(words: str, network: Network) -> None:
    doc = parsed(f"On Monday the {words} reported that shells had hit Bakhmut.", network)
    assert said(doc, words, "reported") == words


@pytest.mark.parametrize("words", ["week", "times"])
def test_a_time_is_no_newspaper(words: str, network: Network) -> None:
    doc = parsed(f"The {words} reported to be calm saw shells on Bakhmut.", network)
    assert said(doc, words, "reported") is None


@pytest.mark.parametrize("number", ["two", "some", "Several", "one"])
def test_of_a_number_of_people_the_people_speak(number: str, network: Network) -> None:
    doc = parsed(f"{number} of its contacts in Sumy said on Monday that shells had hit the market.", network)
    assert said(doc, number, "said") == "contacts"


def test_a_number_that_is_of_nobody_is_left_alone(network: Network) -> None:
    assert said(parsed("Two said that shells had hit the market.", network), "Two", "said") == "Two"


def test_a_day_does_not_speak(network: Network) -> None:
    assert said(parsed("In Sumy Mondays reported attack shook the market.", network), "Mondays", "reported") is None
    assert said(parsed("Shells hit Sumy, the Sunday reported.", network), "Sunday", "reported") == "Sunday"


def test_footage_stands_for_who_made_it(network: Network) -> None:
    assert said(parsed("Footage showed smoke over Khartoum.", network), "Footage", "showed") == "Footage"


def test_a_place_in_which_something_is_says_nothing(network: Network) -> None:
    doc = parsed("Six people were killed in Kramatorsk, local officials said.", network)
    assert said(doc, "Kramatorsk", None) is None


def test_a_capital_speaks_for_its_government(network: Network) -> None:
    assert said(parsed("Moscow said that its forces had left Izium.", network), "Moscow", "said") == "Moscow"


def test_a_piece_of_a_name_is_made_whole(network: Network) -> None:
    doc = parsed("The Darfur Network for Human Rights said at least 20 people were killed.", network)
    whole = "Darfur Network for Human Rights"
    assert said(doc, "Human Rights", "said") == whole
    assert said(doc, "Darfur Network", "said") == whole


def test_what_runs_into_a_voice_without_commas_is_left_off(network: Network) -> None:
    doc = parsed("Shells killed 12 people and wounded 40 state television reported.", network)
    assert said(doc, "40 state television", "reported") == "state television"


def test_the_day_before_a_voice_is_left_off(network: Network) -> None:
    doc = parsed("A bomb killed two people in Myitkyina on Thursday state radio said.", network)
    assert said(doc, "Thursday state radio", "said") == "state radio"


def test_a_number_of_speakers_stays(network: Network) -> None:
    doc = parsed("In Sittwe 3 officials said that at least 40 people had drowned.", network)
    assert said(doc, "3 officials", "said") == "3 officials"
    assert said(doc, "at least 40 people", "said") == "at least 40 people"


def test_no_word_is_both_mute_and_a_voice() -> None:
    assert not (cues().mute | cues().units) & (cues().voices | cues().evidence | cues().nouns)


def test_a_first_name_that_is_a_month_stays(network: Network) -> None:
    doc = parsed("Relief workers had been turned back, Jan Egeland said on Friday.", network)
    assert said(doc, "Jan Egeland", "said") == "Jan Egeland"
