"""Whose interest a claim serves: whether its speaker's camp gains by its being believed, or concedes something."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.item import Item
from sayso.reconcile.setting import Setting, partisan

FILE = "reconcile/data/interest.toml"

Interest = Literal["for", "against", "none"]
Outcome = Literal["gains", "loses", "neither"]

_OUTCOMES: dict[str, Outcome] = {"gains": "gains", "loses": "loses", "neither": "neither"}
_SERVES: dict[Outcome, Interest] = {"gains": "for", "loses": "against", "neither": "none"}
_TURNED: dict[Interest, Interest] = {"for": "against", "against": "for", "none": "none"}


@dataclass(frozen=True, slots=True)
class Stakes:
    """Who gains and who loses by a happening of a kind; what each field means is told at the head of interest.toml."""

    actor: Outcome = "neither"
    target: Outcome = "neither"
    alone: Outcome = "neither"
    ground: bool = False
    shames: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Stakes by kind, the words by which a target is known to be no party, and those for a part of the people only."""

    stakes: Mapping[str, Stakes]
    unarmed: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of data/interest.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_rules(load("sayso.reconcile", "data/interest.toml"))


def read_rules(table: Mapping[str, Any]) -> Rules:
    """Rules from the TOML table.

    Raises:
        LexiconError: a key or a kind is missing, unknown, given twice or of the wrong form.
    """
    rows = table.get("kind")
    if set(table) != {"kind", "unarmed", "parts"} or not isinstance(rows, list):
        raise LexiconError(f"{FILE}: it must hold unarmed, parts, [[kind]] entries and nothing else")
    unarmed, parts = (_words(key, table[key]) for key in ("unarmed", "parts"))
    stakes: dict[str, Stakes] = {}
    for row in rows:
        name = row.get("name") if isinstance(row, dict) else None
        if name not in KINDS or name in stakes:
            raise LexiconError(f"{FILE}: {name!r} is {'there twice' if name in stakes else 'no kind'}")
        stakes[name] = _stakes(row)
    if missing := sorted(set(KINDS) - set(stakes)):
        raise LexiconError(f"{FILE}: {', '.join(missing)} missing")
    return Rules(stakes, unarmed, parts)


def _words(key: str, listed: Any) -> frozenset[str]:
    if not isinstance(listed, list) or not all(
        isinstance(word, str) and word and word == word.lower() for word in listed
    ):
        raise LexiconError(f"{FILE}: {key} must be a list of lower-case words")
    return frozenset(listed)


def _stakes(row: Mapping[str, Any]) -> Stakes:
    name = row["name"]
    found: dict[str, Any] = {key: value for key, value in row.items() if key != "name"}
    for key, value in found.items():
        if key in ("ground", "shames"):
            if not isinstance(value, bool):
                raise LexiconError(f"{FILE}: {name}: {key} must be true or false")
        elif key not in ("actor", "target", "alone"):
            raise LexiconError(f"{FILE}: {name}: unknown key {key!r}")
        elif not isinstance(value, str) or value not in _OUTCOMES:
            raise LexiconError(f"{FILE}: {name}: {key} must be one of {', '.join(_OUTCOMES)}")
    return Stakes(**found)


def interest(item: Item, camp: str | None, setting: Setting) -> Interest:
    """Whether the claim serves the camp of whoever makes it.

    Args:
        item: the claim.
        camp: the camp of its speaker, on the day.
        setting: the camps of those who act in it.

    Returns:
        "for" where the camp gains by its being believed, "against" where the camp concedes something by it, "none"
        where it does neither, where that can't be told, and where the speaker is aligned with no party.
    """
    if camp is None or not partisan(camp):
        return "none"
    served = _SERVES[_outcome(item, camp, setting)]
    denied = item.stance == "denies" or item.modality == "negated"
    return _TURNED[served] if denied else served


def _outcome(item: Item, camp: str, setting: Setting) -> Outcome:
    """What it means for the camp that the event happened."""
    known = rules()
    stakes = known.stakes[item.kind]
    day = item.first if item.first is not None else item.published
    actors, targets = _camps(item.actors, day, setting), _camps(item.targets, day, setting)
    if camp in actors and camp in targets:
        return "neither"
    if camp in targets:
        return stakes.target
    unarmed = any(_head(target) in known.unarmed for target in item.targets)
    if camp in actors:
        return _for_the_doer(item, stakes, unarmed, bool(targets))
    if any(setting.opposed(camp, actor, day) for actor in actors):
        return _for_an_enemy(item, stakes, unarmed)
    if actors:
        return "neither"
    return _for_no_one(stakes, [setting.opposed(camp, target, day) for target in targets])


def _for_the_doer(item: Item, stakes: Stakes, unarmed: bool, against_a_party: bool) -> Outcome:
    if unarmed and stakes.shames and not against_a_party:
        return "loses"
    if not item.targets:
        return stakes.alone
    return stakes.actor if against_a_party else "neither"


def _for_an_enemy(item: Item, stakes: Stakes, unarmed: bool) -> Outcome:
    """For a camp at war with whoever did it, to which it was not done, as far as the claim tells. To tell of an enemy's
    violence and name no armed victim is to charge the enemy with it."""
    if stakes.shames:
        return "gains" if unarmed or not item.targets or stakes.actor == "loses" else "neither"
    if item.targets:
        return "neither"
    if stakes.ground:
        return "loses"
    return "gains" if stakes.alone == "loses" else "neither"


def _for_no_one(stakes: Stakes, enemies_hit: list[bool]) -> Outcome:
    """Where no party is named that did it: a camp tells of its enemies' losses, and of its own people's suffering."""
    if enemies_hit:
        return "gains" if stakes.target == "loses" and any(enemies_hit) else "neither"
    return "gains" if stakes.shames else "neither"


def _camps(actors: tuple[str, ...], day: int | None, setting: Setting) -> set[str]:
    """The parties that the actors belong to."""
    return {
        camp
        for actor in actors
        if not actor.startswith("~") and (camp := setting.camp(actor, day)) is not None and partisan(camp)
    }


def _head(target: str) -> str:
    """The last word of a target that has no identity: "~13 women" is about women."""
    return target[1:].rpartition(" ")[2] if target.startswith("~") else ""
