import pytest

from sayso.grounding.places.peoples import peoples


@pytest.mark.parametrize(
    ("word", "code"),
    [("sudanese", "SD"), ("ukrainians", "UA"), ("burmese", "MM"), ("российские", "RU"), ("table", None), ("ر", None)],
)
def test_adjectives(word: str, code: str | None):
    assert peoples().country(word) == code


def test_capitals():
    assert peoples().capitals["SD"] == "Khartoum"
