"""The view of a ledger, made from its claims and decisions, or brought up to date after more were added."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, EFBIG, ENOSPC
from tempfile import TemporaryFile, gettempdir
from typing import TextIO

from sayso.errors import BrokenLedger, FullLedger
from sayso.grounding.theatres import Theatre, general, load_theatre, merged, theatres_named
from sayso.ledger import Ledger, Mark, deciding, streams, views
from sayso.ledger.store import RESTORE
from sayso.ledger.views import State
from sayso.reconcile import written
from sayso.reconcile.account import Campaign, Event, Root
from sayso.reconcile.basis import basis_of
from sayso.reconcile.item import Item
from sayso.reconcile.items import items_of
from sayso.reconcile.lasting import lasting
from sayso.reconcile.pieces import Known, Piece, nothing_known
from sayso.reconcile.reconcile import Working
from sayso.reconcile.sources import sources_of
from sayso.reconcile.spread import spread
from sayso.reconcile.written import Kept, Written

SPOILT = "its view is damaged; `sayso reconcile --from-scratch` makes it anew"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much a view holds, how many of its groups of claims had to be looked at, and whether that was all of them
    because the view there was rested on other code or data."""

    claims: int
    events: int
    campaigns: int
    groups: int
    new: int
    outdated: bool = False


def default_theatre() -> Theatre:
    """Every theatre of the package as one, with what is known of every country.

    Raises:
        TheatreError, LexiconError: a data file of the package can't be used.
    """
    named = sorted(theatres_named(), key=lambda name: name == "world")
    return merged(*(load_theatre(name) for name in named), general())


def rebuild(ledger: Ledger, theatre: Theatre, *, from_scratch: bool = False) -> Rebuilt:
    """Make the view of all that the ledger holds. It takes the place of the old one in one step, or not at all.

    Where nothing was added since the old one was made, that one stays. One that rests on other code or data is not
    built upon.

    Args:
        ledger: one that may be written to.
        theatre: who is who.
        from_scratch: whether to link all claims anew, also those in whose group nothing has changed. The view is the
            same, only later.

    Raises:
        LedgerError: the ledger can't be read or written; the view is as it was.
        BadDecision: a correction that stands can't be carried out.
    """
    basis = basis_of(theatre)
    with ledger.reading() as connection:
        mark, old = streams.mark(connection), views.state(connection)
        outdated = views.is_any(connection) and (old is None or old.basis != basis)
        built_upon = None if outdated or from_scratch else old
        if built_upon is not None and built_upon.mark == mark:
            return Rebuilt(*views.size(connection), new=0)
        decisions = deciding.decisions(connection)
        with _whole(ledger.name, f"damaged: a row is not as it was written; {RESTORE}"):
            items = items_of(streams.claims(connection, Mark()), theatre, decisions)
        with _whole(ledger.name, SPOILT):
            known = _Counted(nothing_known if built_upon is None else Kept(connection))
    with _temporary(ledger.name) as spool:
        with lasting():
            working = Working.of(items, decisions, theatre, known)
            campaigns = working.campaigns()
            events = _spool(working, campaigns, items, spool)
        with ledger.writing() as connection:
            views.replace(connection, _spooled(spool), State(mark, _content(working.pieces), basis))
    return Rebuilt(len(items), events, len(campaigns), len(working.pieces), known.new, outdated)


@contextmanager
def _whole(name: str, what: str) -> Iterator[None]:
    """Within it, a row that can't be read says what is the matter with the ledger."""
    try:
        yield
    except json.JSONDecodeError as error:
        raise BrokenLedger(name, what) from error


@contextmanager
def _temporary(name: str) -> Iterator[TextIO]:
    """A file for the rows; where there is no room for them, that is said."""
    try:
        with TemporaryFile("w+", encoding="utf-8", errors="surrogatepass") as spool:
            yield spool
    except OSError as error:
        if error.errno not in (ENOSPC, EDQUOT, EFBIG):
            raise
        what = f"no room in {gettempdir()} for what its view is made from; make room there, or set TMPDIR"
        raise FullLedger(name, what) from error


class _Counted:
    """What is known of groups, and how many were new."""

    def __init__(self, known: Known) -> None:
        self.new = 0
        self._known = known

    def __call__(self, key: str, items: Sequence[Item]) -> Piece | None:
        found = self._known(key, items)
        self.new += found is None
        return found


def _content(pieces: Iterable[Piece]) -> str:
    """A hash of all that the view was made from."""
    return hashlib.sha256("\n".join(sorted(piece.key for piece in pieces)).encode()).hexdigest()


def _spool(working: Working, campaigns: Sequence[Campaign], items: Iterable[Item], spool: TextIO) -> int:
    """Keep the rows in a file until the ledger is held, which is not to be for long. Returns how many are events."""

    def keep(rows: Iterable[Written]) -> None:
        spool.writelines(json.dumps(row) + "\n" for row in rows)

    clusters = list(working.clusters())
    campaign_of = {event: campaign.id for campaign in campaigns for event in campaign.events}

    def graded(stretch: range) -> list[tuple[Event, Written]]:
        events = [working.event(clusters[row], campaign_of.get(clusters[row].id)) for row in stretch]
        return [(event, written.of_event(event, clusters[row])) for event, row in zip(events, stretch, strict=True)]

    def told() -> Iterator[tuple[Event, Sequence[Root]]]:
        for some in spread(graded, len(clusters)):
            keep(row for _, row in some)
            yield from ((event, working.roots[event.id]) for event, _ in some)

    published = {item.id: item.published for item in items if item.published is not None}
    sources = sources_of(told(), published, working.rulings, working.setting)
    keep(written.of_source(number, source) for number, source in enumerate(sources))
    keep(map(written.of_campaign, campaigns))
    keep(_rows(working))
    return len(clusters)


def _rows(working: Working) -> Iterator[Written]:
    """The rows of groups, links, roots and collapses."""
    for piece in working.pieces:
        yield written.of_piece(piece)
        yield from map(written.of_link, piece.links)
        for cluster in piece.clusters:
            yield from map(written.of_root, working.roots[cluster.id])
            for collapse in piece.origins[cluster.id].collapses:
                yield written.of_collapse(cluster.id, collapse)


def _spooled(spool: TextIO) -> Iterator[Written]:
    spool.seek(0)
    for line in spool:
        name, values = json.loads(line)
        yield name, values
