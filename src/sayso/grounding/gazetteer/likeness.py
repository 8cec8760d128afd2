"""How like two names are."""

from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from sayso.grounding.gazetteer.names import consonants, is_arabic, merged


class Form(NamedTuple):
    """A name in the forms in which it is compared."""

    normal: str
    heard: str
    skeletal: str
    is_ascii: bool
    is_arabic: bool

    @classmethod
    def of(cls, normal: str, heard: str) -> "Form":
        """The forms of a name, from its normal form and its sound."""
        ascii_ = normal.isascii()
        return cls(normal, heard, merged(heard), ascii_, not ascii_ and is_arabic(normal))


def likeness(one: Form, other: Form) -> float:
    """How like two names are, from 0 to 1; only the same normal form gives 1.

    Letters, sounds and consonants count together. Between two scripts letters say nothing; where one of them is Arabic,
    which leaves short vowels out, consonants count for more, and the fewer they are the less they say.
    """
    if one.normal == other.normal:
        return 1.0
    bare = Levenshtein.normalized_similarity(one.skeletal, other.skeletal)
    spoken = fuzz.ratio(one.heard, other.heard) / 100
    if one.is_arabic != other.is_arabic:
        a, b = consonants(one.heard), consonants(other.heard)
        return (0.35 * bare + 0.35 * fuzz.ratio(a, b) / 100 + 0.3 * spoken) * (1 - 0.5 / (1 + min(len(a), len(b))))
    if one.is_ascii != other.is_ascii:
        return 0.97 * (0.7 * spoken + 0.3 * bare)
    written = fuzz.ratio(one.normal, other.normal) / 100 + JaroWinkler.similarity(one.normal, other.normal)
    return min(0.99, 0.2 * written + 0.4 * spoken + 0.2 * bare)
