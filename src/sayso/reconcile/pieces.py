"""The part of reconciling that each group of claims has for itself: linked into events, collapsed into origins.

What a group comes to depends on its claims, on the decisions that bind them and on who is who, and on nothing else; a
group whose `key` is known from an earlier run need not be looked at again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from sayso import __version__
from sayso.grounding.theatres import Theatre
from sayso.ledger.decision import Decision
from sayso.reconcile.account import Collapse, Link, Root
from sayso.reconcile.blocks import Blocks
from sayso.reconcile.cluster import Cluster, Linked
from sayso.reconcile.columns import Kin
from sayso.reconcile.item import Item
from sayso.reconcile.kin import kin_of
from sayso.reconcile.link import link_groups
from sayso.reconcile.press import Owners, owners_of
from sayso.reconcile.roots import roots_of
from sayso.reconcile.setting import Setting
from sayso.reconcile.spread import spread

BINDING = ("same", "different")
"""Decisions that bear on linking."""
_CONTENT = attrgetter(*(name for name in Item.__slots__ if name != "inherited"))


class Origins(NamedTuple):
    """The independent origins of an event, which lack letters, and why claims count as one."""

    roots: tuple[Root, ...]
    collapses: tuple[Collapse, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Claims that no link crosses, linked and collapsed; `origins` are by event."""

    key: str
    clusters: tuple[Cluster, ...]
    links: tuple[Link, ...]
    origins: Mapping[str, Origins]


Known = Callable[[str, Sequence[Item]], Piece | None]
"""What is known of the group with that key and those claims, by id; None where it is new."""


def nothing_known(_key: str, _items: Sequence[Item]) -> Piece | None:
    """Every group is new."""
    return None


def pieces(
    items: Sequence[Item], decisions: Sequence[Decision], theatre: Theatre, setting: Setting, known: Known
) -> list[Piece]:
    """The groups of the items, each linked and collapsed, in the order of their first claims' ids."""
    kin = kin_of(theatre)
    binding = [decision for decision in decisions if decision.verb in BINDING]
    blocks = Blocks.of(items, decisions, kin)
    groups = [blocks.claims(number) for number in range(len(blocks.rows))]
    keys = keys_of(groups, binding, kin, fingerprint(theatre))
    found = {key: piece for key, group in zip(keys, groups, strict=True) if (piece := known(key, group))}
    new = [number for number, key in enumerate(keys) if key not in found]
    linked = _linked(blocks, new)
    del blocks
    found |= _made([(keys[number], groups[number]) for number in new], linked, setting, owners_of(theatre))
    return [found[key] for key in keys]


def _linked(blocks: Blocks, new: Sequence[int]) -> Linked:
    """The events of the blocks of these numbers; all are linked at once, which gives what linking each would."""
    if not new:
        return Linked((), ())
    rows = np.sort(np.concatenate([blocks.rows[number] for number in new]))
    return link_groups(blocks.ground.of(rows), blocks.groups.of(rows))


def _made(
    groups: Sequence[tuple[str, Sequence[Item]]], linked: Linked, setting: Setting, owners: Owners
) -> dict[str, Piece]:
    """The pieces of these groups, by key."""
    place = {item.id: number for number, (_, group) in enumerate(groups) for item in group}
    clusters: list[list[Cluster]] = [[] for _ in groups]
    links: list[list[Link]] = [[] for _ in groups]
    origins: list[dict[str, Origins]] = [{} for _ in groups]
    for cluster, found in zip(linked.clusters, _origins(linked.clusters, setting, owners), strict=True):
        number = place[cluster.identity[0].id]
        clusters[number].append(cluster)
        origins[number][cluster.id] = found
    for one in linked.links:
        links[place[one.claim]].append(one)
    return {
        key: Piece(key, tuple(clusters[number]), tuple(links[number]), origins[number])
        for number, (key, _) in enumerate(groups)
    }


def _origins(clusters: Sequence[Cluster], setting: Setting, owners: Owners) -> Iterator[Origins]:
    """The roots and collapses of each cluster, in their order."""

    def work(stretch: range) -> list[Origins]:
        return [Origins(*roots_of(clusters[number], setting.opposed, owners)) for number in stretch]

    for some in spread(work, len(clusters)):
        yield from some


def keys_of(groups: Iterable[Sequence[Item]], binding: Iterable[Decision], kin: Kin, base: str) -> list[str]:
    """For each group a hash of its claims, of the decisions that bind them, and of what their actors belong to."""
    decided: dict[str, list[str]] = {}
    for decision in binding:
        told = repr((decision.verb, decision.subject, decision.object, decision.number, decision.supersedes))
        for claim in (decision.subject, decision.object):
            decided.setdefault(claim or "", []).append(told)
    return [_key(group, decided, kin, base) for group in groups]


def _key(group: Sequence[Item], decided: Mapping[str, Sequence[str]], kin: Kin, base: str) -> str:
    digest = hashlib.sha256(base.encode())
    parties: set[str] = set()
    for item in group:
        digest.update(repr((_CONTENT(item), sorted(item.inherited), decided.get(item.id))).encode("utf-8", "replace"))
        parties.update(item.actors, item.targets)
    digest.update(repr([(party, tuple(kin(party))) for party in sorted(parties) if party[:1] != "~"]).encode())
    return digest.hexdigest()


def fingerprint(theatre: Theatre) -> str:
    """What all groups depend on: the version of sayso, its data on linking and copying, and which camps fight."""
    digest = hashlib.sha256(__version__.encode())
    data = files("sayso.reconcile") / "data"
    for file in sorted(data.iterdir(), key=attrgetter("name")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update(repr(sorted(map(repr, theatre.opposed))).encode())
    return digest.hexdigest()
