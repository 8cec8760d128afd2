"""Errors that are rare and shared: what two reports alone have wrong in the same ways, one has from the other.

The argument is the textual critic's (Lachmann's common errors) and that of copying detection among sources (Dong,
Berti-Equille & Srivastava, PVLDB 2(1), 2009): to agree on what is true needs no common origin, to agree on what nobody
else says does. What most others say stands for the truth, and one such agreement may be chance: two are asked for.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from sayso.reconcile.item import Item
from sayso.reconcile.signature import tokens

AGREEMENTS = 2
"""Rare values that two must share."""
OTHERS = 2
"""Groups that must say something else, and all the same, for a value to be against the rest."""
MOST = 3
"""Groups that may share a value that is called rare."""
LONG = 6
"""Letters of a word from which a letter more, less, other or swapped may be told to be a slip."""

Value = tuple[str, str]
"""What a group says of one thing: the thing, and the value."""


def shared_slips(groups: Sequence[Sequence[Item]]) -> Iterator[tuple[int, int, str]]:
    """Pairs of groups that agree in what no other group says, the earlier one first, and in what.

    Args:
        groups: claims of one event by origin, as far as it is known, in order.
    """
    if len(groups) < 2 + OTHERS:
        return
    said = [_values(group) for group in groups]
    who: dict[Value, list[int]] = {}
    for number, values in enumerate(said):
        for value in sorted(values):
            who.setdefault(value, []).append(number)
    shared: dict[tuple[int, int], list[str]] = {}
    for value in sorted(_slips(who)):
        for pair in combinations(who[value], 2):
            shared.setdefault(pair, []).append(f"{value[0]} {value[1]}")
    for pair in sorted(shared):
        if len(shared[pair]) >= AGREEMENTS:
            yield *pair, ", ".join(shared[pair])


def _slips(who: dict[Value, list[int]]) -> Iterator[Value]:
    """Values that a few share against the one that others share."""
    things: dict[str, list[Value]] = {}
    for value in who:
        things.setdefault(value[0], []).append(value)
    for thing, values in things.items():
        if thing == "word":
            yield from _misspelt(values, who)
            continue
        best = max(values, key=lambda value: (len(who[value]), value))
        if len(who[best]) >= OTHERS:
            yield from (v for v in values if 2 <= len(who[v]) <= MOST and len(who[v]) < len(who[best]) and v != best)


def _misspelt(words: Sequence[Value], who: dict[Value, list[int]]) -> Iterator[Value]:
    """Words of a few that others have with one letter more, less, other or swapped."""
    common = [word for word in words if len(who[word]) > MOST and len(word[1]) >= LONG]
    for word in (word for word in words if 2 <= len(who[word]) <= MOST and len(word[1]) >= LONG):
        if any(_slipped(word[1], other[1]) and set(who[word]).isdisjoint(who[other]) for other in common):
            yield word


def _slipped(one: str, other: str) -> bool:
    """Whether the two differ by one slip that is no ending."""
    same_stem = one[:-2] == other[: len(one) - 2] or other[:-2] == one[: len(other) - 2]
    return not same_stem and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1


def _values(group: Sequence[Item]) -> set[Value]:
    """What the claims of a group say themselves of tolls, places and days, and in which words."""
    found: set[Value] = set()
    for item in group:
        if "toll" not in item.inherited:
            found |= {(t.what, f"{t.low}") for t in item.tolls if t.low is not None and _rare(t.low)}
        if item.spots and "place" not in item.inherited:
            found.add(("place", item.spots[0].name))
        if item.first is not None and item.first == item.last and "day" not in item.inherited:
            found.add(("day", str(item.first)))
        found |= {("word", word) for word in tokens(item.evidence)}
    return found


def _rare(number: int) -> bool:
    """Whether few tolls are this number: not small and not round."""
    return number > 5 and number % (5 if number < 30 else 10) != 0
