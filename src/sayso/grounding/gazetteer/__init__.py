"""Names of places and where they are: one index on disk, asked by name in any spelling."""

from sayso.grounding.gazetteer.build import build_gazetteer, default_gazetteer
from sayso.grounding.gazetteer.entry import Entry, Feature, Gazetteer, Match
from sayso.grounding.gazetteer.index import Index
from sayso.grounding.gazetteer.names import normalise, skeleton

__all__ = [
    "Entry",
    "Feature",
    "Gazetteer",
    "Index",
    "Match",
    "build_gazetteer",
    "default_gazetteer",
    "normalise",
    "skeleton",
]
