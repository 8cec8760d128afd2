"""How claims look and in what words they are told, from `display.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.claims.claim import MODALITIES, STANCES
from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError

STANDINGS = ("firm", "planned", "doubted", "denied")
ROLES = ("source", "actor", "target", "place", "time", "count", "framing")


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of event that share a colour: `light` and `dark` on a page (#rrggbb), `terminal` by its ANSI name."""

    name: str
    label: str
    kinds: tuple[str, ...]
    light: str
    dark: str
    terminal: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How a stance or a modality is told: a `label` ("" for the plain case), a `standing`, and a stance's `verb`."""

    label: str
    standing: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Display:
    """The families of kinds in order, and the words for stances, modalities, standings and roles."""

    families: tuple[Family, ...]
    stances: dict[str, Manner]
    modalities: dict[str, Manner]
    standings: dict[str, str]
    roles: dict[str, str]
    own_word: str
    impersonal: str

    def family(self, kind: str) -> Family:
        """The family that a kind of event belongs to."""
        return next(family for family in self.families if kind in family.kinds)


@cache
def display() -> Display:
    """What `display.toml` says, read once.

    Raises:
        LexiconError: it does not fit its schema.
    """
    return parse(files("sayso.publish").joinpath("display.toml").read_text("utf-8"))


def parse(toml: str) -> Display:
    """A display from TOML in the shape of `display.toml`.

    Raises:
        LexiconError: a field is missing, unknown or of the wrong kind, or a kind of event has no family or two.
    """
    try:
        data = tomllib.loads(toml)
        shown = _display(data)
        _check(shown)
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"display.toml: {error}") from error
    return shown


def _display(data: dict[str, Any]) -> Display:
    return Display(
        families=tuple(Family(**{**row, "kinds": tuple(row["kinds"])}) for row in data["family"]),
        stances={name: Manner(**row) for name, row in data["stance"].items()},
        modalities={name: Manner(**row) for name, row in data["modality"].items()},
        standings=data["standing"],
        roles=data["role"],
        own_word=data["own_word"]["source"],
        impersonal=data["own_word"]["impersonal"],
    )


def _check(shown: Display) -> None:
    _same("kinds", sorted(kind for family in shown.families for kind in family.kinds), sorted(KINDS))
    _same("stances", sorted(shown.stances), sorted(STANCES))
    _same("modalities", sorted(shown.modalities), sorted(MODALITIES))
    _same("standings", sorted(shown.standings), sorted(STANDINGS))
    _same("roles", sorted(shown.roles), sorted(ROLES))
    for manner in (*shown.stances.values(), *shown.modalities.values()):
        if manner.standing not in STANDINGS:
            raise ValueError(f"unknown standing {manner.standing!r}")
    if not all(stance.verb for stance in shown.stances.values()):
        raise ValueError("a stance has no verb")
    for family in shown.families:
        for colour in (family.light, family.dark):
            if len(colour) != 7 or not colour.startswith("#") or not _is_hex(colour[1:]):
                raise ValueError(f"{family.name}: {colour!r} is not a colour like #1a2b3c")


def _same(what: str, found: list[str], needed: list[str]) -> None:
    if found != needed:
        raise ValueError(f"its {what} must be, each once: {', '.join(needed)}; they are: {', '.join(found)}")


def _is_hex(digits: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in digits)
