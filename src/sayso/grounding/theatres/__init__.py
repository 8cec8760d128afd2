"""Who is who: actors with their names, ties and camps over time, one file of data for each conflict."""

from sayso.grounding.theatres.actor import Actor, Camp, Name, Tie
from sayso.grounding.theatres.general import general
from sayso.grounding.theatres.load import check_file, load_theatre, theatres_named
from sayso.grounding.theatres.merge import merged
from sayso.grounding.theatres.theatre import Theatre

__all__ = [
    "Actor",
    "Camp",
    "Name",
    "Theatre",
    "Tie",
    "check_file",
    "general",
    "load_theatre",
    "merged",
    "theatres_named",
]
