import pytest

from sayso.grounding.places.lexicon import Lexicon
from sayso.grounding.places.names import Name, Scanner
from sayso.grounding.places.words import split


def one(scanner: Scanner, text: str, name: str) -> Name:
    [found] = [n for n in scanner.names(split(text, scanner.lexicon)) if n.text == name]
    return found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shelling hit Kherson region.", "Kherson", "region"),
        ("Shelling hit the city of Kherson.", "Kherson", "city"),
        ("Shelling hit Kherson Oblast today.", "Kherson", "oblast"),
        ("Jets bombed Rahad military airport.", "Rahad", "military airport"),
        ("A blast at Camp Zamzam killed two.", "Zamzam", "camp"),
        ("They met in El Fasher.", "El Fasher", None),
        ("удар по городу Бахмут", "Бахмут", None),
        ("село Верхнее", "Верхнее", "село"),
    ],
)
def test_feature_words(scanner: Scanner, text: str, name: str, kind: str | None):
    found = one(scanner, text, name).kind
    assert (found.word if found else None) == kind


def test_a_known_name_is_kept_whole(scanner: Scanner):
    assert one(scanner, "Fighting in North Darfur went on.", "North Darfur").bearing is None


def test_a_direction_within_the_run(scanner: Scanner):
    found = one(scanner, "In Northern Sudan it rained.", "Sudan")
    assert (found.bearing, found.broad) == (0, True)
    assert not one(scanner, "In East Khartoum it rained.", "Khartoum").broad


def test_articles_join_and_prepositions_do_not(scanner: Scanner):
    text = split("Troops at Umm al Qura met men at Kutum and the Desert Hawks", scanner.lexicon)
    assert [name.text for name in scanner.names(text)] == ["Troops", "Umm al Qura", "Kutum", "Hawks"]


@pytest.mark.parametrize(
    ("text", "name", "person", "body"),
    [
        ("The Khartoum Post wrote so.", "Khartoum Post", False, True),
        ("Gen. Kutum spoke.", "Kutum", True, False),
        ("It was hot, Kutum said.", "Kutum", True, False),
        ("Shells fell in Kutum, said people.", "Kutum", False, False),
    ],
)
def test_persons_and_organisations(scanner: Scanner, text: str, name: str, person: bool, body: bool):
    found = one(scanner, text, name)
    assert (found.person, found.body) == (person, body)


def test_the_country_of_an_adjective(scanner: Scanner):
    assert one(scanner, "the Sudanese town of Kutum", "Kutum").country == "SD"
    assert one(scanner, "the Karkh district of Kutum", "Kutum").kind is None


def test_what_says_nothing_is_no_name(scanner: Scanner):
    text = split("Sudanese and Chadian men moved further North in Europe on Monday, Iran-backed.", scanner.lexicon)
    assert scanner.names(text) == []


def test_a_name_breaks_where_a_mention_begins(scanner: Scanner):
    text = split("Coalition Strikes Kutum Hospital", scanner.lexicon)
    names = scanner.names(text, frozenset({2, 3}))
    assert [name.text for name in names] == ["Coalition Strikes", "Kutum", "Hospital"]


def test_a_name_that_was_cut_out_of_an_organisation_s(scanner: Scanner):
    text = split("The Khartoum Daily Post wrote so", scanner.lexicon)
    [name, *_] = scanner.names(text, frozenset({1, 2}))
    assert (name.text, name.body) == ("Khartoum", True)


def test_known_names_in_a_script_without_case(words: Lexicon, scanner: Scanner):
    known = Scanner(words, scanner.peoples, lambda name: [object()] if name == "أم درمان" else [])  # type: ignore[list-item]
    text = split("قصف في أم درمان اليوم", words)
    assert [name.text for name in known.names(text)] == ["أم درمان"]
