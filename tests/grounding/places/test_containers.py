import pytest

from sayso.grounding.places.containers import Container, Containment
from sayso.grounding.places.names import Name, Scanner
from sayso.grounding.places.words import split


def rank(name: Name) -> int:
    if name.text in ("Sudan", "Ukraine", "Chad"):
        return 3
    return 2 if name.kind and name.kind.word in ("province", "oblast", "state") else 0


def read(scanner: Scanner, sentence: str) -> tuple[list[Name], list[tuple[Container, ...]]]:
    text = split(sentence, scanner.lexicon)
    first = Containment(text, scanner.lexicon, scanner.names(text), rank)
    names = first.kinds()
    return names, Containment(text, scanner.lexicon, names, rank).containers()


def outer(scanner: Scanner, sentence: str, inner: str) -> tuple[str | None, bool | None, float | None]:
    """The first container of a name, whether it is direct, and the part of it."""
    names, containers = read(scanner, sentence)
    [own] = [found for name, found in zip(names, containers, strict=True) if name.text == inner]
    if not own:
        return None, None, None
    container = own[0]
    text = container.country or names[container.name or 0].text
    return text, container.direct, container.bearing


@pytest.mark.parametrize(
    ("sentence", "inner", "expected"),
    [
        ("Fire hit Verbove, Ukraine, at noon.", "Verbove", ("Ukraine", True, None)),
        ("Fire hit Verbove in Kherson province.", "Verbove", ("Kherson", True, None)),
        ("Fire hit Verbove in northeast Kherson province.", "Verbove", ("Kherson", True, 45)),
        ("Fire hit Verbove in the northwest province of Kherson.", "Verbove", ("Kherson", True, None)),
        ("Fire hit Ukraine's Kherson province.", "Kherson", ("Ukraine", True, None)),
        ("Fire hit the Ukrainian village of Verbove.", "Verbove", ("UA", True, None)),
        ("Verbove and Kozatske in Kherson province were hit.", "Verbove", ("Kherson", True, None)),
        ("Verbove, Kozatske and Lvove were taken in Kherson province.", "Kozatske", ("Kherson", False, None)),
        ("In southern Kherson province, men held Verbove.", "Verbove", ("Kherson", False, 180)),
        ("Men in Kherson province sent help to Verbove.", "Verbove", (None, None, None)),
        ("Verbove fell. Men in Kherson province fled.", "Verbove", (None, None, None)),
        ("Leaders of Sudan, Chad and Ukraine met.", "Sudan", (None, None, None)),
    ],
)
def test_containers(
    scanner: Scanner, sentence: str, inner: str, expected: tuple[str | None, bool | None, float | None]
):
    assert outer(scanner, sentence, inner) == expected


def test_a_list_shares_what_its_first_is_called(scanner: Scanner):
    names, _ = read(scanner, "The villages of Verbove, Kozatske and Lvove were hit.")
    assert [name.kind and name.kind.word for name in names] == ["village"] * 3


def test_a_list_shares_a_plural_after_its_last(scanner: Scanner):
    names, _ = read(scanner, "Donetsk and Kherson provinces were hit.")
    assert [name.kind and name.kind.word for name in names] == ["province"] * 2


def test_a_comma_is_told_from_a_preposition(scanner: Scanner):
    _, containers = read(scanner, "Fire hit Verbove, Ukraine.")
    assert containers[-2][0].apposed
