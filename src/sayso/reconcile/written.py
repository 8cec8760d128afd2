"""An account as rows of the ledger's view, and back: one canonical line of JSON for each thing it holds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from sayso.ledger import views
from sayso.ledger.views import Values, canonical
from sayso.reconcile.account import FIELDS, Campaign, Collapse, Event, Graded, Link, Range, Root, Term, Value
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.item import Item, Spot
from sayso.reconcile.pieces import Origins, Piece
from sayso.reconcile.sources import SourceRecord

Written = tuple[str, Values]
"""The name of a table of the view, and the columns of a row."""


def of_event(event: Event, cluster: Cluster) -> Written:
    """The event's row. What it can be searched by is the first value of each field."""
    spot = spot_of(event, cluster)
    first, last = days_of(event)
    return views.event.name, {
        "id": event.id,
        "kind": event.kind,
        "grade": event.fields["occurred"].grade,
        "contested": int(any(graded.contested for graded in event.fields.values())),
        "first_day": first,
        "last_day": last,
        "lat": None if spot is None else spot.lat,
        "lon": None if spot is None else spot.lon,
        "place": None if spot is None else canonical([spot.name, spot.admin1, spot.country]),
        "record": canonical({**_event(event), "spot": None if spot is None else asdict(spot)}),
    }


def spot_of(event: Event, cluster: Cluster) -> Spot | None:
    """Where the event is taken to have happened, None where no claim places it on the map."""
    values = event.fields["place"].values
    told = (spot for item in (*cluster.identity, *cluster.context) for spot in item.spots)
    return next((spot for spot in told if values and spot.id == values[0].value), None)


def days_of(event: Event) -> tuple[str | None, str | None]:
    """The first and the last ISO day of the value given for the day, None where there is none."""
    values = event.fields["day"].values
    if not values:
        return None, None
    first, _, last = values[0].value.partition("/")
    return first, last or first


def to_event(record: str) -> tuple[Event, Spot | None]:
    """The event of a row, and where it is taken to have happened."""
    told = json.loads(record)
    event = Event(
        id=told["id"],
        kind=told["kind"],
        claims=tuple(told["claims"]),
        context=tuple(told["context"]),
        fields={name: _to_graded(name, told["fields"][name]) for name in FIELDS},
        tolls=tuple(Range(**row) for row in told["tolls"]),
        framing={voice: tuple(words) for voice, words in told["framing"].items()},
        digit=told["digit"],
        campaign=told["campaign"],
    )
    return event, None if told["spot"] is None else Spot(**told["spot"])


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "claims": event.claims,
        "context": event.context,
        "fields": {name: _graded(graded) for name, graded in event.fields.items()},
        "tolls": [asdict(toll) for toll in event.tolls],
        "framing": dict(event.framing),
        "digit": event.digit,
        "campaign": event.campaign,
    }


def _graded(graded: Graded) -> dict[str, Any]:
    return {
        "values": [[v.value, v.shown, v.roots, v.camps, v.weight] for v in graded.values],
        "grade": graded.grade,
        "contested": graded.contested,
        "why": graded.why,
        "more": graded.more,
    }


def _to_graded(field: str, row: dict[str, Any]) -> Graded:
    values = tuple(
        Value(value, shown, tuple(roots), tuple(camps), weight)
        for value, shown, roots, camps, weight in row.pop("values")
    )
    return Graded(field, values, **row)


def of_link(link: Link) -> Written:
    """The link's row."""
    terms = [[term.field, term.level, term.weight] for term in link.terms]
    record = canonical([link.claim, link.event, link.role, link.weight, terms])
    return views.link.name, {"claim": link.claim, "event": link.event, "record": record}


def to_link(record: str) -> Link:
    """The link of a row."""
    claim, event, role, weight, terms = json.loads(record)
    return Link(claim, event, role, weight, tuple(Term(*term) for term in terms))


def of_root(root: Root) -> Written:
    """The root's row."""
    record = canonical([root.id, root.event, root.voice, root.actor, root.camp, root.letter, root.claims])
    return views.root.name, {"id": root.id, "event": root.event, "record": record}


def to_root(record: str) -> Root:
    """The root of a row."""
    id_, event, voice, actor, camp, letter, claims = json.loads(record)
    return Root(id_, event, voice, actor, camp, letter, tuple(claims))


def of_collapse(event: str, one: Collapse) -> Written:
    """The row of a collapse, in this event."""
    record = canonical([one.one, one.other, one.reason, one.detail])
    return views.collapse.name, {
        "one": one.one,
        "other": one.other,
        "reason": one.reason,
        "event": event,
        "record": record,
    }


def to_collapse(record: str) -> Collapse:
    """The collapse of a row."""
    return Collapse(*json.loads(record))


def of_campaign(campaign: Campaign) -> Written:
    """The campaign's row."""
    return views.campaign.name, {"id": campaign.id, "record": canonical(asdict(campaign))}


def to_campaign(record: str) -> Campaign:
    """The campaign of a row."""
    told = json.loads(record)
    return Campaign(told["id"], told["name"], tuple(told["events"]), told["why"])


def of_source(number: int, source: SourceRecord) -> Written:
    """The row of a source, the `number`th of the list."""
    return views.source.name, {"number": number, "record": canonical(asdict(source))}


def to_source(record: str) -> SourceRecord:
    """The source of a row."""
    told = json.loads(record)
    return SourceRecord(**{**told, "camps": tuple(told["camps"])})


def of_piece(piece: Piece) -> Written:
    """The row of a group: which events it came to."""
    events = [
        [cluster.id, cluster.kind, [item.id for item in cluster.identity], [item.id for item in cluster.context]]
        for cluster in piece.clusters
    ]
    return views.group.name, {"key": piece.key, "record": canonical([piece.key, events])}


class Kept:
    """What groups of claims came to before, as the view holds it."""

    def __init__(self, connection: Connection) -> None:
        self._groups: dict[str, list[Any]] = {}
        for record in views.records(connection, views.group):
            key, events = json.loads(record)
            self._groups[key] = events
        self._links = _by_event(map(to_link, views.records(connection, views.link)))
        self._roots = _by_event(map(to_root, views.records(connection, views.root)))
        self._collapses: dict[str, list[Collapse]] = {}
        event = {link.claim: name for name, links in self._links.items() for link in links}
        for collapse in map(to_collapse, views.records(connection, views.collapse)):
            self._collapses.setdefault(event[collapse.one], []).append(collapse)

    def __call__(self, key: str, items: Sequence[Item]) -> Piece | None:
        """What the group with this key came to; None where it is new."""
        events = self._groups.get(key)
        if events is None:
            return None
        known = {item.id: item for item in items}
        clusters = tuple(_cluster(row, known) for row in events)
        names = [cluster.id for cluster in clusters]
        return Piece(
            key,
            clusters,
            tuple(link for name in names for link in self._links.get(name, ())),
            {name: Origins(tuple(self._roots[name]), tuple(self._collapses.get(name, ()))) for name in names},
        )


def _cluster(row: Sequence[Any], known: Mapping[str, Item]) -> Cluster:
    name, kind, identity, context = row
    return Cluster(name, kind, tuple(known[id_] for id_ in identity), tuple(known[id_] for id_ in context))


def _by_event(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.event, []).append(row)
    return found
