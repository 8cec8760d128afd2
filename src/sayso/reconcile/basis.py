"""What an account rests on besides the ledger: an account of another basis is not to be built upon."""

import hashlib
from dataclasses import fields
from functools import cache
from operator import attrgetter

from sayso.grounding.theatres import Actor, Theatre
from sayso.ledger.fingerprint import fingerprint, libraries
from sayso.ledger.views import Basis

PACKAGES = ("reading", "claims", "grounding", "ledger", "reconcile")
"""What reconciling runs and reads."""
UNUSED = ("weights",)
"""What it does not: the encoder's weights, which have done their part when a claim is in the ledger."""
_ALL_OF = attrgetter(*(field.name for field in fields(Actor)))


def basis_of(theatre: Theatre) -> Basis:
    """The basis of an account that is made here and now with this theatre."""
    actors = [_ALL_OF(theatre.actors[id_]) for id_ in sorted(theatre.actors)]
    told = (sorted(theatre.camps.items()), theatre.opposed, theatre.loaded, actors)
    return Basis(code(), hashlib.sha256(repr(told).encode()).hexdigest())


@cache
def code() -> str:
    """A hash of the code and data of reconciling, and of the libraries that it runs on."""
    return hashlib.sha256(f"{fingerprint(PACKAGES, without=UNUSED)} {libraries()}".encode()).hexdigest()
