from collections.abc import Sequence

import pytest

from sayso.grounding.places.names import Name, Scanner
from sayso.grounding.places.phrases import Back, Either, Expression, Leaf, Nation, Phrases, Tied
from sayso.grounding.places.words import split


def told(expression: Expression | None, names: Sequence[Name]) -> str:
    """An expression in brackets."""
    match expression:
        case None:
            return "-"
        case Leaf(i):
            return names[i].text
        case Nation(code):
            return code
        case Back(_, noun, _):
            return f"the {noun}"
        case Either(first, second):
            return f"{told(first, names)} or {told(second, names)}"
        case Tied(relation, base, bearing, km, other):
            parts = [relation, told(base, names), bearing if bearing is None else f"{bearing:.0f}"]
            parts += [km if km is None else f"{km:g}km", told(other, names) if other else None]
            return f"({' '.join(str(part) for part in parts if part is not None)})"


def read(scanner: Scanner, sentence: str, mention: str) -> str:
    text = split(sentence, scanner.lexicon)
    start = sentence.index(mention)
    first, last = text.within(start, start + len(mention))
    names = scanner.names(text, frozenset({first, last}))
    return told(Phrases(text, scanner.lexicon, scanner.peoples, names).read(first, last), names)


@pytest.mark.parametrize(
    ("sentence", "mention", "expected"),
    [
        ("It fell on Kutum.", "Kutum", "Kutum"),
        ("It fell 30km south of Kutum.", "30km south of Kutum", "(from Kutum 180 30km)"),
        ("It fell 30km south of Kutum.", "Kutum", "(from Kutum 180 30km)"),
        ("It fell near Kutum.", "Kutum", "(near Kutum)"),
        ("the area between Kutum and Tina was hit", "area between Kutum and Tina", "(between Kutum Tina)"),
        ("in Kherson's northern countryside", "Kherson's northern countryside", "(countryside Kherson 0)"),
        ("in Kherson's northern countryside", "northern countryside", "(countryside Kherson 0)"),
        (
            "the northeastern part of rural Kherson",
            "northeastern part of rural Kherson",
            "(part (countryside Kherson) 45)",
        ),
        ("the northeastern part of rural Kherson", "northeastern", "(part (countryside Kherson) 45)"),
        ("in southern Kherson province", "Kherson province", "(part Kherson 180)"),
        ("in east Kherson", "east Kherson", "(side Kherson 90)"),
        ("the Kherson countryside", "Kherson countryside", "(countryside Kherson)"),
        ("on the outskirts of Kutum", "outskirts of Kutum", "(near Kutum)"),
        ("the Kutum suburbs", "Kutum suburbs", "(near Kutum)"),
        (
            "villages close to the administrative boundaries of Kherson province",
            "villages close to",
            "(near (border Kherson))",
        ),
        ("the Sudanese-Chadian border", "Sudanese-Chadian border", "(border SD TD)"),
        ("over Ukrainian airspace", "Ukrainian airspace", "(airspace UA)"),
        ("a quarter of Ukrainian territory", "Ukrainian territory", "(within UA)"),
        ("in the Sudanese capital", "Sudanese capital", "(capital SD)"),
        ("on the road to Kutum", "road to Kutum", "(road Kutum)"),
        ("areas north and west of Kutum", "areas north and west of Kutum", "(from Kutum 315)"),
        ("east of the Dnipro", "east of the Dnipro", "(from Dnipro 90)"),
        ("off the coast of Sudan", "Sudan", "(offshore Sudan)"),
        ("off the coast of Sudan", "coast of Sudan", "(offshore Sudan)"),
        ("on the coast of Sudan", "coast of Sudan", "(coast Sudan)"),
        ("in Ukrainian airspace along the Dnipro", "Ukrainian airspace", "(airspace UA)"),
        ("the north of Sudan", "north of Sudan", "(side Sudan 0)"),
        ("a hospital in Kutum", "hospital", "(site Kutum)"),
        ("Chad's embassy in Khartoum", "Chad's embassy in Khartoum", "(site Khartoum)"),
        ("Chad's embassy burnt", "Chad's embassy", "-"),
        ("the Haj Yousif district of Khartoum", "Haj Yousif district of Khartoum", "Haj Yousif or (within Khartoum)"),
        ("southern parts of the city", "southern parts of the city", "(part the city 180)"),
        ("in the northwest province of Kherson", "northwest province of Kherson", "Kherson"),
        ("five villages were burnt", "five villages", "the villages"),
        ("300 square miles were lost since the fall of Kutum", "300 square miles", "-"),
        ("land they held in Kutum", "land", "-"),
        ("Sudan and aid workers met", "aid workers", "-"),
    ],
)
def test_phrases(scanner: Scanner, sentence: str, mention: str, expected: str):
    assert read(scanner, sentence, mention) == expected


def test_no_other_sentence_is_looked_at(scanner: Scanner):
    assert read(scanner, "They took the northern countryside. In Kherson it was calm.", "northern countryside") == "-"
