"""Independent origins of what is said of an event: claims that go back to one origin count as one.

What cites one source by name, is one report's or one outlet's own word, says the same words, comes from one agency or
owner, was taken from another outlet, or shares its rare errors is one root; every step is written down with its reason.
Voices that may be anyone's ("residents") are not the same in two reports for being called the same, and two sources
that are both named are never made one by what their reports share besides.
"""

import hashlib
from collections import Counter

from sayso.reconcile import reasons
from sayso.reconcile.account import Collapse, Root
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.item import Voice
from sayso.reconcile.joining import Joined, Opposed
from sayso.reconcile.origins import NOBODY, Origin, origin_of
from sayso.reconcile.press import Owners, wires

NO_LETTER = "F"
"""The Admiralty letter of a source whose reliability can't be judged."""
STEPS = (
    reasons.by_source,
    reasons.by_document,
    reasons.by_wire,
    reasons.by_words,
    reasons.by_link,
    reasons.by_resting,
    reasons.by_outlet,
)


def no_owners(outlet: str, day: int | None) -> frozenset[str]:  # noqa: ARG001 - the shape of Owners
    """For a press that nobody owns."""
    return frozenset()


def roots_of(
    cluster: Cluster, opposed: Opposed, owners: Owners = no_owners
) -> tuple[tuple[Root, ...], tuple[Collapse, ...]]:
    """The independent origins of an event, by id, and why claims count as one origin, by claims.

    Claims that are only context have no part in it. The order of the cluster's claims makes no difference.

    Args:
        cluster: the claims that make the event.
        opposed: which camps are at war, and when.
        owners: whose organ an outlet is.

    Returns:
        The roots, all with the letter F until sources are graded; and for each root one collapse less than it has
        claims, which together join all of them.
    """
    origins = sorted(map(origin_of, cluster.identity), key=lambda origin: origin.order)
    joined = Joined(origins, opposed)
    if len(origins) > 1:
        for step in STEPS:
            step(joined)
        reasons.by_owner(joined, owners)
        reasons.by_slips(joined)
    roots = [_root(cluster.id, [origins[row] for row in rows]) for rows in joined.groups()]
    return (
        tuple(sorted(roots, key=lambda root: root.id)),
        tuple(sorted(joined.collapses, key=lambda collapse: (collapse.one, collapse.other))),
    )


def _root(event: str, origins: list[Origin]) -> Root:
    claims = tuple(sorted(origin.item.id for origin in origins))
    digest = hashlib.sha256(f"{event}:{claims[0]}".encode()).hexdigest()[:12]
    voice = _voice(origins)
    return Root(f"r{digest}", event, voice.words, voice.actor, voice.camp, NO_LETTER, claims)


def _voice(origins: list[Origin]) -> Voice:
    """Who stands behind a root: the source that is named most, else an unnamed one, else whose own word it is.

    Of several outlets with the same word that is an agency, else the one that was first.
    """
    sources = Counter(origin.source for origin in origins if origin.source)
    if sources:
        most = max(sources.values())
        source = next(origin.source for origin in origins if sources.get(origin.source or "") == most)
        return _named([origin.voice for origin in origins if origin.source == source])
    unnamed = next((origin for origin in origins if origin.called), None)
    if unnamed:
        return _unnamed(unnamed)
    return next((origin.voice for origin in origins if origin.author in wires().names), origins[0].voice)


def _named(voices: list[Voice]) -> Voice:
    """One source as most of its claims call it."""
    words = Counter(voice.words for voice in voices)
    return Voice(
        max(sorted(words), key=lambda called: words[called]),
        voices[0].actor,
        next((voice.camp for voice in voices if voice.camp), None),
    )


def _unnamed(origin: Origin) -> Voice:
    """A voice that may be anyone's, and the outlet that answers for it."""
    ends = origin.item.voices[origin.item.named :]
    by = origin.relays[0][1] if origin.relays else ends[-1] if ends else NOBODY
    words = f"{origin.voice.words} ({by.words})" if by.words else origin.voice.words
    return Voice(words, by.actor, origin.voice.camp or by.camp)
