"""How an event is told in a sentence: the same facts in many wordings, so that likeness of words means something."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

from sayso.claims.kinds import KINDS

FILE = Path(__file__).with_name("wordings.toml")
_SLOT = re.compile(r"\{(actor|target)\}")


@dataclass(frozen=True, slots=True)
class Wordings:
    """The phrases of wordings.toml: `clauses` by kind, or by how they came about where they speak of no one happening,
    with the slots that each needs, and all others by their name."""

    clauses: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    phrases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence tells, in words; an empty string, or None for a number, where it is not told.

    `mode` is how the place is meant: "places" for the place itself, "nears", or "wide" for an area.
    """

    kind: str
    actor: str
    target: str
    place: str
    mode: str
    first: int
    last: int
    day: str
    killed: str
    wounded: str
    freed: str
    speaker: str
    denies: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Choices of phrases, as numbers that are taken modulo how many there are: told twice alike, they read alike."""

    clause: int
    day: int
    part: int
    place: int
    toll: int
    said: int
    tail: int
    order: int
    prefix: int = -1

    def edited(self, rng: Random) -> "Wording":
        """As a desk edits a text it took over: one or two phrases changed, or a word put before it."""
        changed = replace(
            self, **{name: rng.getrandbits(16) for name in rng.sample(("part", "toll", "said", "tail"), 2)}
        )
        return replace(changed, prefix=rng.getrandbits(8)) if rng.random() < 0.3 else changed


def new_wording(rng: Random) -> Wording:
    """One among some hundreds of thousands."""
    bits = rng.getrandbits(64)
    return Wording(*(bits >> shift & 0xFF for shift in range(0, 64, 8)))


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """The phrases of wordings.toml.

    Raises:
        ValueError: clauses are there for what is not a kind of the codebook, or none for one that needs them.
    """
    table = tomllib.loads(FILE.read_text("utf-8"))
    clauses, beside = table.pop("clauses"), table.pop("beside")
    if unknown := sorted(set(clauses) - set(KINDS)):
        raise ValueError(f"{FILE.name}: {unknown[0]!r} is not a kind of claims/lexicons/kinds.toml")
    slots = {
        kind: tuple((c, frozenset(_SLOT.findall(c))) for c in listed) for kind, listed in (clauses | beside).items()
    }
    return Wordings(slots, {name: tuple(listed) for name, listed in table.items()})


def sentence(facts: Facts, how: Wording) -> str:
    """The facts in a sentence, the speaker first where there is one."""
    told = wordings().phrases
    when = _when(facts, how)
    core = _clause(facts, how) + (f" {when}" if when and how.order % 2 else "") + _toll(facts, how)
    core = f"{core}, {_pick(told['tails'], how.tail)}" if how.tail % 4 else core
    if when and not how.order % 2:
        core = f"{when} {core}"
    if facts.denies:
        core = f"{facts.speaker or 'officials'} {_pick(told['denied'], how.said)} {core}"
    elif facts.speaker:
        core = f"{facts.speaker} {_pick(told['said'], how.said)} that {core}"
    prefix = _pick(told["prefixes"], how.prefix) if how.prefix >= 0 else ""
    return f"{prefix}{core[:1].upper()}{core[1:]}."


def _pick(listed: Sequence[str], number: int) -> str:
    return listed[number % len(listed)]


def _clause(facts: Facts, how: Wording) -> str:
    missing = {name for name in ("actor", "target") if not getattr(facts, name)}
    clauses = wordings().clauses[facts.kind]
    usable = [text for text, slots in clauses if not slots & missing]
    told = wordings().phrases
    chosen = _pick(usable or [text for text, _ in clauses], how.clause)
    where = _pick(told[facts.mode], how.place).format(place=facts.place) if facts.place else ""
    actor = facts.actor or _pick(told["somebody"], how.clause)
    target = facts.target or _pick(told["civilians"], how.clause)
    filled = chosen.format(
        actor=actor, target=target, place=where, freed=facts.freed, place_name=facts.place or "the area"
    )
    return " ".join(filled.split())


def _when(facts: Facts, how: Wording) -> str:
    """The time as told; empty where none is."""
    if not facts.day:
        return ""
    first, last = date.fromordinal(facts.first), date.fromordinal(facts.last)
    text = _pick(wordings().phrases[facts.day], how.day).format(
        weekday=f"{first:%A}",
        date=f"{first.day} {first:%B}",
        ordinal=_ordinal(first.day),
        **{"from": f"{first.day} {first:%B}", "to": f"{last.day} {last:%B}"},
    )
    return _pick(wordings().phrases["parts"], how.part) + text if facts.day == "days" else text


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _toll(facts: Facts, how: Wording) -> str:
    if not facts.killed and not facts.wounded:
        return ""
    name = "both" if facts.killed and facts.wounded else "killed" if facts.killed else "wounded"
    return _pick(wordings().phrases[name], how.toll).format(killed=facts.killed, wounded=facts.wounded)
