"""Which numbers of a sentence are the dead and which the hurt, by invented sentences of no war in particular."""

import pytest

from sayso.claims import victims as module
from sayso.claims.encoder_reader import EncoderReader
from sayso.claims.victims import THING, lexicon, victims
from sayso.errors import LexiconError
from sayso.ingest.document import Document
from sayso.reading.network import Network
from sayso.reading.read import read


def fates(network: Network, text: str) -> dict[str, str]:
    [reading] = read([text], network)
    doc = reading.doc
    found = victims(doc, 0, len(doc) - 1)
    return {doc[i].text: "+".join(sorted(fate.what)) for i, fate in found.items() if fate.sure}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shells on the port of Tosk killed 12 people and wounded 30.", {"12": "killed", "30": "wounded"}),
        ("Shells on the port of Tosk left 12 dead and at least 30 injured.", {"12": "killed", "30": "wounded"}),
        ("Twelve dead, 31 hurt in the market of Dorn.", {"Twelve": "killed", "31": "wounded"}),
        ("12 civilians killed 30 injured in the market of Dorn", {"12": "killed", "30": "wounded"}),
        ("A gunman killed 12 people injured 30 on Monday.", {"12": "killed", "30": "wounded"}),
        ("The raid killed 12 people and left 30 wounded.", {"12": "killed", "30": "wounded"}),
        ("The shelling caused the death of 2 pupils and the injury of 13 others.", {"2": "killed", "13": "wounded"}),
        ("At least 50 people lost their lives and 90 sustained injuries.", {"50": "killed", "90": "wounded"}),
        ("In all 12 people died, three of them nurses, and 40 were hurt.", {"12": "killed", "three": "killed"}),
        ("The clinic received 82 wounded and 27 bodies.", {"82": "wounded", "27": "killed"}),
        ("Two miners died and dozens are missing.", {"Two": "killed", "dozens": "missing"}),
        ("About 60 villagers were killed or wounded in Dorn.", {"60": "killed+wounded"}),
        ("They fired 4 mortar shells, killing 8 people.", {"4": THING, "8": "killed"}),
        ("They killed 50 rebels and smashed 9 of their vehicles.", {"50": "killed", "9": THING}),
        ("Rebels captured the town, leaving 12 dead.", {"12": "killed"}),
        ("Police detained a driver after nine people were killed in a blast.", {"nine": "killed"}),
        ("After the capture of the town, 12 soldiers were killed.", {"12": "killed"}),
        ("An arrest warrant followed; 40 people were wounded.", {"40": "wounded"}),
        ("A prisoner swap at the ford left 12 dead.", {"12": "killed"}),
        ("Troops arrested the mayor and 12 others.", {"12": "captured"}),
        ("The blast killed a woman and 12 children.", {"12": "killed"}),
        ("Strikes on critical infrastructure left 12 dead.", {"12": "killed"}),
        ("The war has killed 4,000 people and displaced 90,000.", {"4,000": "killed", "90,000": "displaced"}),
    ],
)
def test_each_number_has_its_own_fate(network: Network, text: str, told: dict[str, str]) -> None:
    found = fates(network, text)
    assert {number: found.get(number) for number in told} == told


@pytest.mark.parametrize(
    "text",
    ["Troops from 3 provinces reached Dorn.", "On 12 May 2031 five villagers were killed.", "Killed: " + "9" * 5_000],
)
def test_what_is_no_toll_has_none(network: Network, text: str) -> None:
    assert not {"3", "12", "2031"} & set(fates(network, text))


def test_a_claim_counts_its_own_victims(network: Network) -> None:
    text = "A car bomb in the harbour of Tosk killed nine people and injured at least 30 others."
    [claims] = EncoderReader(network).read([Document(text, "a.txt")])
    told = {(claim.trigger.text, count.text, count.what) for claim in claims for count in claim.counts}
    assert {("killed", "nine", "killed"), ("injured", "at least 30", "wounded")} <= told
    assert not {("killed", "at least 30"), ("injured", "nine")} & {(trigger, number) for trigger, number, _ in told}


def test_a_wrong_lexicon_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda *_: {"killed": {"verbs": ["Kill"]}})
    lexicon.cache_clear()
    with pytest.raises(LexiconError, match=r"victims\.toml: \[killed\] verbs"):
        lexicon()
    lexicon.cache_clear()
