"""From what a claim says to what it means: which place on the map, which actor, which days. Each with its reasons."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.grounding.ground import Grounder

__all__ = ["default_grounder"]


def default_grounder() -> "Grounder":
    """The grounder that `sayso read` uses: the embedded gazetteer, every theatre of the package, the general theatre.

    The gazetteer is built on first use, which takes up to a minute; after that, loading takes a fraction of a second.

    Raises:
        GazetteerError: the gazetteer can't be built or opened.
        TheatreError, LexiconError: a data file of the package can't be used.
    """
    from sayso.grounding.actors import Actors
    from sayso.grounding.gazetteer import default_gazetteer
    from sayso.grounding.ground import Grounder
    from sayso.grounding.places import Places
    from sayso.grounding.theatres import load_theatre, theatres_named
    from sayso.grounding.theatres.sides import Sides
    from sayso.grounding.theatres.states import States

    named = sorted(theatres_named(), key=lambda name: name == "world")
    return Grounder(Places(default_gazetteer()), Actors([load_theatre(name) for name in named], States(), Sides()))
