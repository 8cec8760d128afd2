"""Names of places and where they are: one index on disk, asked by name in any spelling."""

from sayso.grounding.gazetteer.entry import Entry, Feature, Gazetteer, Match

__all__ = ["Entry", "Feature", "Gazetteer", "Match"]
