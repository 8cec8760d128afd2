import pytest

from sayso.grounding.actors.countries import countries_in
from sayso.grounding.actors.normal import words


def told(text: str) -> list[tuple[str, str]]:
    return [(country.code, country.how) for country in countries_in(words(text))]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Kenyan troops left South Sudan for Nairobi", [("KE", "adjectives"), ("SS", "names"), ("KE", "capital")]),
        ("The U.S. and the US are one", [("US", "names"), ("US", "names")]),
        ("Give us a car in turkey", []),
        ("Us too", []),
        ("Abu Omar al-Iraqi spoke", []),
        ("an Iraqi spoke", [("IQ", "adjectives")]),
        ("القوات في سوريا", [("SY", "names")]),
        ("войска в Украине", [("UA", "names")]),
        ("Украинские войска", [("UA", "adjectives")]),
        ("نیروهای ایران", [("IR", "names")]),
        ("Suriye ordusu", [("SY", "names")]),
    ],
)
def test_countries_are_told_of_by_their_words(text: str, right: list[tuple[str, str]]):
    assert told(text) == right
