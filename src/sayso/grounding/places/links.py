"""The words that tie a noun to a place: "in", "near", "30 km south of", "between"."""

from dataclasses import dataclass

from sayso.grounding.places.geometry import mean_bearing
from sayso.grounding.places.lexicon import Lexicon
from sayso.grounding.places.words import Text

LONGEST = 6
"""Words of the longest phrase in [links]."""

FARTHEST = 2000.0
"""Kilometres. A larger number is no distance from a place."""


@dataclass(frozen=True, slots=True)
class Tie:
    """How a noun is tied to the place after it, and the word (exclusive) where the tie ends.

    `relation` is a key of [links], or "from": so many `km` (None where it is not told) in a `bearing` (None: in any).
    """

    relation: str
    last: int
    bearing: float | None = None
    km: float | None = None


def tie(text: Text, lexicon: Lexicon, i: int) -> Tie | None:
    """The tie that begins at word i, the longest there is."""
    found = _away(text, lexicon, i) or _phrase(text, lexicon, i)
    return None if found is None or found.relation == "seaward" else found


def seaward(text: Text, lexicon: Lexicon, i: int) -> bool:
    """Whether the words before word i, determiners left aside, are "off" as in "off the coast"."""
    while i > 0 and text.words[i - 1].lower in lexicon.determiners:
        i -= 1
    return i > 0 and lexicon.links.get(text.words[i - 1].lower) == "seaward"


def tie_before(text: Text, lexicon: Lexicon, i: int) -> Tie | None:
    """The tie that ends before word i, determiners left aside: the longest there is."""
    while i > 0 and text.words[i - 1].lower in lexicon.determiners and text.same_sentence(i - 1, i):
        i -= 1
    for start in range(max(0, i - LONGEST - 3), i):
        if text.same_sentence(start, i) and (found := tie(text, lexicon, start)) and found.last == i:
            return found
    return None


def _phrase(text: Text, lexicon: Lexicon, i: int) -> Tie | None:
    for last in range(min(i + LONGEST, len(text.words)), i, -1):
        relation = lexicon.links.get(" ".join(word.lower for word in text.words[i:last]))
        if relation and text.same_sentence(i, last - 1):
            return Tie(relation, last)
    return None


def _away(text: Text, lexicon: Lexicon, i: int) -> Tie | None:
    """ "30 km south of", "some 12 miles to the east of", "north and west of", "within 5 km of"."""
    before = _lower(text, i - 1)
    i += _lower(text, i) in lexicon.about
    km, after = _distance(text, lexicon, i)
    out = _phrase(text, lexicon, after) if km is not None else None
    if out is not None and out.relation == "offshore":
        return Tie("offshore", out.last, None, km)
    for size in (2, 1) if km is not None else (2,):
        if " ".join(_lower(text, k) for k in range(after, after + size)) in lexicon.bridges:
            after += size
            break
    bearing, after = _ways(text, lexicon, after)
    if _lower(text, after) not in lexicon.ends or (km is None and bearing is None):
        return None
    if km is None and (before in lexicon.determiners or _lower(text, after) not in lexicon.of):
        return None
    return Tie("from", after + 1, bearing, km)


def _distance(text: Text, lexicon: Lexicon, i: int) -> tuple[float | None, int]:
    """The kilometres told at word i, and the word after them; None and i where none are."""
    number = _number(text, lexicon, i)
    if number is None:
        return None, i
    first = i + 1
    first += _lower(text, first) == "-"
    for last in (first + 2, first + 1):
        unit = lexicon.units.get(" ".join(_lower(text, k) for k in range(first, last)))
        if unit is not None:
            km = number * unit
            return (km, last) if 0 < km <= FARTHEST else (None, i)
    return None, i


def _number(text: Text, lexicon: Lexicon, i: int) -> float | None:
    form = _lower(text, i)
    if form in lexicon.numbers:
        return lexicon.numbers[form]
    try:
        return float(form.replace(",", "")) if form[:1].isdigit() else None
    except ValueError:
        return None


def _ways(text: Text, lexicon: Lexicon, i: int) -> tuple[float | None, int]:
    """The mean of the directions told at word i ("north and west"), and the word after them."""
    found: list[float] = []
    while (form := _lower(text, i)) in lexicon.way or (
        found and form in lexicon.conjunctions and _lower(text, i + 1) in lexicon.way
    ):
        if form in lexicon.way:
            found.append(lexicon.way[form])
        i += 1
    return (mean_bearing(found), i) if found else (None, i)


def _lower(text: Text, i: int) -> str:
    return text.words[i].lower if 0 <= i < len(text.words) else ""
