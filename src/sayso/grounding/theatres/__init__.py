"""Who is who: actors with their names, ties and camps over time, one file of data for each conflict."""

from sayso.grounding.theatres.actor import Actor, Camp, Name, Tie
from sayso.grounding.theatres.theatre import Theatre

__all__ = ["Actor", "Camp", "Name", "Theatre", "Tie"]
