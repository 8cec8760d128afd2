"""Claims of one sentence that tell one happening: the strike, its dead and its wounded are one record to be linked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.reconcile.columns import denies, tier
from sayso.reconcile.item import Item
from sayso.reconcile.kinds import kinds


@dataclass(frozen=True, slots=True)
class Atom:
    """`whole` is the main claim with what the others add to it, under its own id; `claims` are all, that one first."""

    whole: Item
    claims: tuple[Item, ...]


def atoms_of(items: Iterable[Item], different: frozenset[frozenset[str]] = frozenset()) -> list[Atom]:
    """The items bound by sentence, by the ids of their main claims.

    An effect (people killed, houses destroyed) is bound to the one claim of its sentence that tells its cause, and
    effects without a cause to the first of them, where they are told of one place and day and count different things.

    Args:
        items: the claims.
        different: pairs of claims that somebody has decided to be of different events.
    """
    sentences: dict[object, list[Item]] = defaultdict(list)
    for item in items:
        sentences[(item.document, item.evidence) if item.evidence else item.id].append(item)
    found = [atom for mates in sentences.values() for atom in _of_sentence(mates, different)]
    return sorted(found, key=lambda atom: atom.whole.id)


def _of_sentence(mates: Sequence[Item], different: frozenset[frozenset[str]]) -> Iterator[Atom]:
    if len(mates) == 1:
        yield Atom(mates[0], (mates[0],))
        return
    mates = sorted(mates, key=lambda item: (item.start, item.id))
    bound: dict[str, list[Item]] = {}
    for item in [*(m for m in mates if not _is_effect(m)), *(m for m in mates if _is_effect(m))]:
        fit = [main for main in mates if main.id in bound and _fits(main, bound[main.id], item, different)]
        causes = [main for main in fit if not _is_effect(main)]
        if main := causes[0] if len(causes) == 1 else fit[0] if fit and not causes else None:
            bound[main.id].append(item)
        else:
            bound[item.id] = []
    for main in mates:
        if main.id in bound:
            yield Atom(_whole(main, bound[main.id]), (main, *bound[main.id]))


def _is_effect(item: Item) -> bool:
    return bool(kinds().of(item.kind).effect_of)


def _fits(main: Item, parts: Sequence[Item], item: Item, different: frozenset[frozenset[str]]) -> bool:
    """Whether the effect `item` is told of the happening that `main` and its parts are told of."""
    if not _is_effect(item) or tier(main) != tier(item) or denies(main) != denies(item):
        return False
    if main.spots != item.spots or (main.first, main.last) != (item.first, item.last):
        return False
    if any(frozenset((mate.id, item.id)) in different for mate in (main, *parts)):
        return False
    if main.kind in kinds().of(item.kind).effect_of:
        return True
    counted = {toll.what for mate in (main, *parts) for toll in mate.tolls}
    return _is_effect(main) and counted.isdisjoint(toll.what for toll in item.tolls)


def _whole(main: Item, parts: Sequence[Item]) -> Item:
    if not parts:
        return main
    targets, tolls = (
        tuple(dict.fromkeys(s for mate in (main, *parts) for s in getattr(mate, slot))) for slot in _ADDED
    )
    actors = main.actors or next((part.actors for part in parts if part.actors), ())
    return replace(main, actors=actors, targets=targets, tolls=tolls)


_ADDED = ("targets", "tolls")
