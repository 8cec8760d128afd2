"""Which actor is meant: by name and date, by what the text says of it, by the conflict it is told in."""

from sayso.grounding.actors.keeper import UnknownGroup, unknown
from sayso.grounding.actors.local import local_id
from sayso.grounding.actors.mention import Mention
from sayso.grounding.actors.resolve import Actors

__all__ = ["Actors", "Mention", "UnknownGroup", "local_id", "unknown"]
