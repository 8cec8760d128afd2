"""What linking gives: clusters of claims that speak of one happening, and the links that put them there."""

from dataclasses import dataclass

from sayso.reconcile.account import Link
from sayso.reconcile.item import Item


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims judged to speak of one event. `id` is made from its seed, the most specific of its claims.

    `kind` is the most specific kind that its claims support. `identity` are the claims that make the event, the seed
    first and the others by id; `context` are those too vague, or only planned or feared, that fit it and no other.
    """

    id: str
    kind: str
    identity: tuple[Item, ...]
    context: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """All clusters, by id, and a link for every claim, by event and claim."""

    clusters: tuple[Cluster, ...]
    links: tuple[Link, ...]
