"""What belongs to what, by a theatre's ties."""

from collections import deque
from functools import cache

from sayso.grounding.theatres import Theatre
from sayso.reconcile.columns import Kin


def kin_of(theatre: Theatre) -> Kin:
    """What an actor of the theatre is part of, or a member of, on any day, directly or further up; nearest first."""

    @cache
    def above(actor: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = deque([actor])
        while waiting:
            here = theatre.actors.get(waiting.popleft())
            for tie in () if here is None else here.parents(None):
                if tie.actor not in found and tie.actor != actor:
                    found[tie.actor] = None
                    waiting.append(tie.actor)
        return tuple(found)

    return above
