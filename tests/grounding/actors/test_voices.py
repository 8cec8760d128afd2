"""Sources that a text only describes, and names elsewhere. All texts are invented."""

from datetime import date

import pytest

from sayso.grounding.actors import Actors, Mention
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.theatres.sides import Sides
from sayso.grounding.theatres.states import States
from sayso.ingest.document import Document
from tests.grounding.actors.conftest import actor, name, theatre, tie

SUDAN = theatre(
    "sudan",
    ("SD",),
    [
        actor("office", ["Nile Monitor for Rights"], "monitor", 7, countries=("KE", "SD")),
        actor("witness-fund", ["Sahel Witness"], "monitor", 7, countries=("FR",)),
        actor("amel", ["Amel Hassan"], "person", 7, ties=(tie("part_of", "office"),)),
        actor("wire", ["Blue Nile Press", name("BNP", acronym=True)], "media", 7, countries=("SD",)),
        actor("daily", ["Khartoum Dispatch"], "media", 7, countries=("SD",)),
        actor("medics-fund", ["Doctors of the Delta"], "organisation", 7),
        actor("nuba-army", ["Nuba Freedom Army"], "group", 3, countries=("SD",)),
        actor("hawks", ["Desert Hawks"], "group", 3, countries=("SD",)),
        actor("council", ["Gezira Civil Council"], "body", 3, countries=("SD",)),
        actor("east-alliance", ["Eastern Coalition", name("coalition", loose=True)], "alliance", 8, countries=("SD",)),
        actor("west-alliance", ["Western Coalition"], "alliance", 8, countries=("SD",)),
    ],
)


@pytest.fixture(scope="module")
def told():
    """Asks whom sources of a text mean, those that are marked with square brackets; the last answer is given."""
    actors = Actors([SUDAN], States(), Sides())

    def ask(marked: str, role="source") -> str | None:
        text, mentions, at = "", [], 0
        for i, part in enumerate(marked.replace("]", "[").split("[")):
            if i % 2:
                mentions.append(Mention(at, at + len(part), role, (0, 1)))
            text, at = text + part, at + len(part)
        document = Document(text, "test.txt", published=date(2024, 3, 1))
        return actors.resolve(document, mentions)[mentions[-1].start, mentions[-1].end][0]

    return ask


@pytest.mark.parametrize(
    "words", ["monitor", "monitoring group", "Nairobi-based group", "Kenya-based watchdog", "group", "rights group"]
)
def test_a_monitor_that_was_named_is_meant_by_what_it_is(told, words: str):
    assert told(f"The [Nile Monitor for Rights] counted twelve dead. The [{words}] said more were missing.") == "office"


@pytest.mark.parametrize(
    "words", ["head of the Nairobi-based group", "spokeswoman for the monitor", "director of the group"]
)
def test_who_heads_what_is_described_speaks_for_it(told, words: str):
    assert (
        told(f"The [Nile Monitor for Rights] counted twelve dead. More were missing, said the [{words}].") == "office"
    )
    assert told(f"Twelve were dead. More were missing, said the [{words}].") != "office"


def test_the_lead_may_describe_whom_the_text_names_later(told):
    assert (
        told("Twelve were killed, a [monitoring group] said on Sunday. Nile Monitor for Rights counted them.")
        == "office"
    )


def test_two_monitors_leave_a_monitor_open(told):
    text = (
        "[Sahel Witness] and the [Nile Monitor for Rights] have counted the dead. A [monitor] said more were missing."
    )
    assert told(text) not in {"office", "witness-fund"}


def test_a_base_elsewhere_rules_a_monitor_out(told):
    text = "The [Nile Monitor for Rights] counted twelve dead. The [Canada-based group] said more were missing."
    assert told(text) is None


def test_of_two_the_one_that_spoke_last_is_meant(told):
    text = "[Sahel Witness] counted ten dead. On Friday it rained. It was cold. It was calm. It was dark. "
    assert told(text + "The [Nile Monitor for Rights] counted twelve. The [group] said more were missing.") == "office"


def test_who_speaks_is_meant_before_who_only_fights(told):
    text = "The [Nile Monitor for Rights] said Desert Hawks had burnt a market. The [group] said ten were missing."
    assert told(text) == "office"


def test_an_armed_group_is_meant_where_nobody_else_is_named(told):
    assert told("Desert Hawks took the bridge. The [group] said it would stay.") == "hawks"


def test_a_group_that_fights_has_no_base_abroad(told):
    assert told("Desert Hawks took the bridge. The [Paris-based group] said so.") != "hawks"


def test_a_person_stands_for_whom_they_speak_for(told):
    assert told("[Amel Hassan] counted twelve dead. The [monitor] said more were missing.") == "office"


@pytest.mark.parametrize(
    ("named", "words", "right"),
    [
        ("Gezira Civil Council", "council", "council"),
        ("Blue Nile Press", "news agency", "wire"),
        ("Doctors of the Delta", "charity", "medics-fund"),
        ("Sudan's defence ministry", "ministry", "sd-defence-ministry"),
        ("Western Coalition", "coalition", "west-alliance"),
    ],
)
def test_a_body_an_outlet_a_charity_a_ministry(told, named: str, words: str, right: str):
    assert told(f"The [{named}] said on Sunday that shells had fallen. The [{words}] said ten were hurt.") == right


def test_the_last_named_after_the_noun_is_meant_whoever_spoke(told):
    text = "The [Western Coalition] met. The Eastern Coalition raided a town. The [coalition] said ten were hurt."
    assert told(text) == "east-alliance"


def test_the_army_is_no_rebel_army(told):
    text = "Shells hit Khartoum, Sudan. The [Nuba Freedom Army] said it had left. The [army] said ten were hurt."
    assert told(text) == "sd-army"


def test_two_outlets_leave_the_agency_open(told):
    assert told("[Khartoum Dispatch] and [Blue Nile Press] told of it. The [news agency] said ten died.") != "wire"


def test_whose_a_coalition_is_told_to_be_is_no_base(told):
    text = "The [Western Coalition] met. The [Kenya-led coalition] said on Sunday that ten were hurt."
    assert told(text) != "west-alliance"


def test_its_director_speaks_for_it(told):
    assert told("The [Nile Monitor for Rights] counted twelve dead. Its [director] said more died.") == "office"
    assert told("Shells fell all day. Its [director] said more died.") is None


def test_who_is_named_right_after_is_no_one_from_before(told):
    assert told("The [Nile Monitor for Rights] wrote. The [organisation] known as Ash said so.") is None


def test_a_surname_is_the_person_named_in_full(told):
    assert told("[Amel Hassan] counted twelve dead. More were missing, [Hassan] said.") == "amel"
    assert told("More were missing, [Hassan] said.") is None


def test_only_sources_are_voices(told):
    assert told("The [Nile Monitor for Rights] counted twelve dead. The [watchdog] was shelled.", "target") != "office"


def test_each_noun_has_its_kinds():
    assert lexicon().voices["monitor"] == {"monitor"}
    assert {"monitor", "group", "organisation"} <= lexicon().voices["group"]


def test_a_person_with_their_post_is_the_person(told):
    assert told("Twelve died, said [Amel Hassan, director of the Nile Monitor for Rights].") == "amel"
    assert told("Twelve died, said [Amel Hassan and Desert Hawks].") is None


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("BNPs correspondent", "wire"),
        ("US", "us-government"),
        ("BNP", "wire"),
    ],
)
def test_acronyms_are_names_though_they_look_like_words_or_lost_an_apostrophe(told, words: str, right: str):
    assert told(f"The [{words}] reported on Monday that shells fell.") == right


def test_a_part_of_a_name_may_have_small_words(told):
    assert told("The Nile Monitor for Rights counted ten. The [Monitor for Rights] said more died.") == "office"
