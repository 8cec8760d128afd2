from datetime import date

import pytest

from sayso.errors import LexiconError
from sayso.reconcile.press import Press, declared, owners_of, read_wires, wires
from tests.reconcile.reports import theatre

GOOD = {
    "press": {"around": ["news"], "articles": ["the"], "hosts": ["www"]},
    "forms": {"head": [r"\({name}\)"], "foot": ["-{name}$"], "days": ["monday"]},
    "agencies": {"reuters": ["Reuters"]},
}


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(theatre())


@pytest.mark.parametrize(
    ("publisher", "outlet"),
    [
        ("VNA", "vna"),
        ("vna", "vna"),
        ("VNA news agency", "vna"),
        ("varntelevision", "vn-tv"),
        ("lesk-hurr", "free-lesk"),
        ("freelesk", "free-lesk"),
        ("al_lesk_al_hurr", "free-lesk"),
        ("Norrel Gazette", "gazette"),
        ("norrelgazette", "gazette"),
        ("https://www.norrel-herald.org/", "herald"),
        ("english.free-lesk.net", "free-lesk"),
        ("Varn Rights Watch", "watch"),
        ("AFP", "afp"),
        ("The Courier Online", "courier-west"),
        ("Courier radio", "courier-east"),
        ("Norrel", None),
        ("rebels", None),
        ("Ana Lind", None),
        ("", None),
        ("...", None),
    ],
)
def test_publishers_are_known_by_any_form_of_their_name(press: Press, publisher: str, outlet: str | None):
    assert press.outlet(publisher) == outlet


def test_a_name_that_two_share_is_nobody_s(press: Press):
    assert press.outlet("Courier TV") is None


def test_without_a_publisher_the_address_tells(press: Press):
    assert press.outlet(None, "https://www.reuters.com/world/varn/1") == "reuters"
    assert press.outlet(None, "https://example.org/reuters") is None
    assert press.outlet(None, "not an address") is None
    assert press.outlet(None) is None


def test_outlets_have_owners_by_day():
    owners = owners_of(theatre())
    assert owners("vna", None) == owners("vn-tv", date(2031, 3, 3).toordinal()) == {"vn-government"}
    assert owners("gazette", None) == owners("vn-army", None) == owners("nobody", 1) == frozenset()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("TOSK, March 3 (Reuters) - Shells fell on the port.", "reuters"),
        ("Tosk (AFP) – Shells fell on the port.", "afp"),
        ("Shells kill ten in Tosk market AFP Sunday 2 Mar 2031 Shells fell", "afp"),
        ("Lesk, SANA - Shells fell on the port.", "sana"),
        ("By Ana Lind, AP", "ap"),
        ("دمشق (رويترز) - سقطت قذائف", "reuters"),
        ("МОСКВА, ТАСС - Снаряды упали на порт.", "tass"),
        ("The port was quiet by nightfall.-AFP", "afp"),
        ("The port was quiet by nightfall. --Reuters", "reuters"),
        ("The port was quiet by nightfall. (Source: Xinhua)", "xinhua"),
    ],
)
def test_reports_say_which_agency_they_are_from(text: str, agency: str):
    assert declared(text, first=True) == {agency}


@pytest.mark.parametrize(
    "text",
    [
        "The port was quiet, a harbour master told Reuters on Monday.",
        "AFP reported that shells fell.",
        "He was speaking to SANA - and nobody else - of the port.",
        "An AP photographer saw shells fall.",
        "The mena region is quiet (spa) today.",
    ],
)
def test_reports_that_cite_an_agency_are_not_from_it(text: str):
    assert declared(text, first=True) == frozenset()


def test_datelines_stand_at_the_head():
    assert declared("TOSK (Reuters) - Shells fell.", first=False) == frozenset()
    assert declared("Quiet by nightfall.-AFP", first=False) == {"afp"}


def test_the_agencies_of_the_package_can_be_read():
    assert wires().names["reuters"][0] == "Reuters"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"agencies": {"reuters": []}}, "reuters"),
        ({"agencies": {"reuters": "Reuters"}}, "reuters"),
        ({"forms": {"head": ["({name}"], "foot": ["{name}"], "days": ["monday"]}}, "no pattern"),
        ({"forms": {"head": ["{names}"], "foot": ["{name}"], "days": ["monday"]}}, "no pattern"),
        ({"forms": {"head": ["{name}"], "foot": ["{name}"]}}, "days"),
        ({"press": {"around": [], "articles": []}}, "hosts"),
        ({"more": 1}, "nothing else"),
    ],
)
def test_a_file_that_does_not_fit_is_told(change: dict, said: str):
    with pytest.raises(LexiconError, match=said):
        read_wires(GOOD | change)
