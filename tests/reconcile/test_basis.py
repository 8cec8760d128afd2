"""What an account rests on: any change of who is who, and any of the code, is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.grounding.theatres import Actor, Theatre
from sayso.grounding.theatres.actor import Camp, Name, Tie
from sayso.grounding.theatres.theatre import Opposition
from sayso.reconcile import basis as module
from sayso.reconcile.basis import basis_of, code

ARMY = Actor("red-army", "Red Army", "force", 1, names=(Name(None, None, "", "Reds", "en"),))
RADIO = Actor("red-radio", "Red Radio", "media", 8)
THEATRE = Theatre("t", "T", (), None, None, {"reds": "Reds"}, (), (), {"red-army": ARMY, "red-radio": RADIO}, {})


def changed(**fields: Any) -> Theatre:
    return replace(THEATRE, actors={**THEATRE.actors, "red-army": replace(ARMY, **fields)})


@pytest.mark.parametrize(
    "other",
    [
        changed(names=()),
        changed(ties=(Tie(None, None, "", "part_of", "red-state"),)),
        changed(camps=(Camp(None, date(2031, 3, 2), "", "reds"),)),
        changed(name="Red Forces"),
        replace(THEATRE, camps={"reds": "The Reds"}),
        replace(THEATRE, opposed=(Opposition(None, None, "", ("reds", "blues")),)),
        replace(THEATRE, actors={"red-army": ARMY}),
    ],
)
def test_another_theatre_is_another_basis(other: Theatre):
    assert basis_of(other) != basis_of(THEATRE)
    assert basis_of(other).code == basis_of(THEATRE).code


def test_the_order_in_which_actors_are_told_makes_no_difference():
    turned = replace(THEATRE, actors=dict(reversed(THEATRE.actors.items())))
    assert basis_of(turned) == basis_of(THEATRE)


@pytest.mark.parametrize("name", ["fingerprint", "libraries"])
def test_other_code_or_libraries_are_another_basis(monkeypatch: pytest.MonkeyPatch, name: str):
    before = code()
    monkeypatch.setattr(module, name, lambda *_, **__: "other")
    code.cache_clear()
    try:
        assert code() != before
    finally:
        code.cache_clear()
