"""Asking the view of a ledger: which events there are, and all that is behind one of them."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from sayso.claims.kinds import KINDS
from sayso.claims.record import Record
from sayso.errors import AccountError
from sayso.ledger import views
from sayso.reconcile import written
from sayso.reconcile.account import Campaign, Collapse, Event, Link, Root
from sayso.reconcile.item import Spot
from sayso.reconcile.kinds import kinds
from sayso.reconcile.link import event_id
from sayso.reconcile.sources import SourceRecord
from sayso.reconcile.where import YES, Where

MOST_NAMED = 5
"""Events that a message names where an id means several."""
LONG = 31
"""Days from which on an event is not one of days but of a month or longer."""
_STEP = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events to list; None where it makes no difference.

    `since` and `until` are the days between which an event has a day, `kind` is its kind or what that is a case of,
    `grade` the least grade of its occurrence. An event without a day is listed where no day is asked for. States, such
    as who holds a town, are listed where their kind is asked for, and what spans more than a month (`LONG`), such as
    the toll of a war, is not, unless `all` are wanted.
    """

    where: Where | None = None
    since: date | None = None
    until: date | None = None
    kind: str | None = None
    grade: int | None = None
    contested: bool = False
    all: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An event and where it is taken to have happened."""

    event: Event
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Story:
    """All that is behind one event. `links` are by claim, `roots` by id; `records` are its claims as the ledger has
    them, by id, those left out that the last reader of their document no longer found."""

    event: Event
    spot: Spot | None
    records: Mapping[str, Record]
    links: tuple[Link, ...]
    roots: tuple[Root, ...]
    collapses: tuple[Collapse, ...]
    campaign: Campaign | None


def matching(connection: Connection, wanted: Wanted) -> list[str]:
    """The ids of the events that are wanted, the latest first, those without a day last; of one day by id.

    Where events are at a place of just that name, those at places of like names are left out.
    """
    rows = connection.execute(_query(wanted).execution_options(yield_per=views.STEP))
    found = (row for row in rows if wanted.all or not _is_long(row))
    if wanted.where is None:
        return [row.id for row in found]
    meant = [(row.id, sure) for row in found if (sure := _meant(row, wanted.where))]
    surest = max((sure for _, sure in meant), default=YES)
    return [id_ for id_, sure in meant if sure == surest]


def _is_long(row: Row[Any]) -> bool:
    if row.first_day is None or row.last_day is None:
        return False
    return (date.fromisoformat(row.last_day) - date.fromisoformat(row.first_day)).days >= LONG


def _meant(row: Row[Any], place: Where) -> int:
    return place.means(row.lat, row.lon, None if row.place is None else tuple(json.loads(row.place)))


def _query(wanted: Wanted) -> Select[Any]:
    table = views.event.c
    query = select(table.id, table.lat, table.lon, table.place, table.first_day, table.last_day)
    if wanted.since is not None:
        query = query.where(table.last_day >= wanted.since.isoformat())
    if wanted.until is not None:
        query = query.where(table.first_day <= wanted.until.isoformat())
    if wanted.kind is not None:
        query = query.where(table.kind.in_(narrower(wanted.kind)))
    elif not wanted.all:
        query = query.where(table.kind.not_in([kind for kind in KINDS if kinds().of(kind).state]))
    if wanted.grade is not None:
        query = query.where(table.grade >= wanted.grade)
    if wanted.contested:
        query = query.where(table.contested == 1)
    return query.order_by(table.first_day.is_(None), table.first_day.desc(), table.id)


def narrower(kind: str) -> list[str]:
    """The kind and all that are a case of it."""
    return [one for one in KINDS if one == kind or kind in kinds().wider(one)]


def listed(connection: Connection, ids: list[str]) -> Iterator[Listed]:
    """The events with these ids, in this order."""
    table = views.event.c
    for first in range(0, len(ids), _STEP):
        step = ids[first : first + _STEP]
        rows = {
            row.id: row.record for row in connection.execute(select(table.id, table.record).where(table.id.in_(step)))
        }
        for id_ in step:
            yield Listed(*written.to_event(rows[id_]))


def story(connection: Connection, prefix: str) -> Story:
    """The event whose id begins so.

    Raises:
        AccountError: there is none, or there are several.
    """
    event, spot = written.to_event(_record(connection, prefix))
    return Story(
        event=event,
        spot=spot,
        records=_records(connection, {*event.claims, *event.context}),
        links=tuple(map(written.to_link, views.of_events(connection, views.link, [event.id]))),
        roots=tuple(map(written.to_root, views.of_events(connection, views.root, [event.id]))),
        collapses=tuple(map(written.to_collapse, views.of_events(connection, views.collapse, [event.id]))),
        campaign=_campaign(connection, event.campaign),
    )


def _record(connection: Connection, prefix: str) -> str:
    found = views.beginning_with(connection, prefix, MOST_NAMED + 1)
    exact = [record for id_, record in found if id_ == prefix]
    if not found:
        raise AccountError(f"{prefix}: there is no such event; `sayso events --all` lists all of them")
    if len(found) > 1 and not exact:
        raise AccountError(_several(prefix, [id_ for id_, _ in found]))
    return exact[0] if exact else found[0][1]


def _records(connection: Connection, claims: Collection[str]) -> dict[str, Record]:
    rows = views.claims_of(connection, views.documents_of(connection, claims))
    return {row.record["claim_id"]: row.record for row in rows if row.record["claim_id"] in claims}


def _campaign(connection: Connection, id_: str | None) -> Campaign | None:
    if id_ is None:
        return None
    record = connection.scalar(select(views.campaign.c.record).where(views.campaign.c.id == id_))
    return None if record is None else written.to_campaign(record)


def sources_of(connection: Connection) -> Iterator[SourceRecord]:
    """The sources, those of the most events first."""
    return map(written.to_source, views.records(connection, views.source))


def claim_of(connection: Connection, prefix: str, *, events: bool) -> str:
    """The claim whose id begins so; of an event, the one that it has its id from.

    Args:
        connection: to a ledger.
        prefix: the beginning of an id.
        events: whether it may be an event's.

    Raises:
        AccountError: there is none, or there are several.
    """
    most = MOST_NAMED + 1
    found = [(id_, id_) for id_ in views.claims_beginning_with(connection, prefix, most)]
    if events and views.exists(connection):
        found += [(id_, _seed(record)) for id_, record in views.beginning_with(connection, prefix, most)]
    exact = [claim for id_, claim in found if id_ == prefix]
    if len(exact) == 1 or len(found) == 1:
        return (exact or [found[0][1]])[0]
    what = "claim or event" if events else "claim"
    if not found:
        raise AccountError(f"{prefix}: there is no such {what}")
    raise AccountError(_several(prefix, [id_ for id_, _ in found]))


def _seed(record: str) -> str:
    event, _ = written.to_event(record)
    return next(claim for claim in event.claims if event_id(claim) == event.id)


def _several(prefix: str, ids: list[str]) -> str:
    names = ", ".join(ids[:MOST_NAMED]) + (", ..." if len(ids) > MOST_NAMED else "")
    return f"{prefix}: that could be {names}; give more of the id"
