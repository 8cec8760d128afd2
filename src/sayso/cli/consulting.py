"""What `sayso reconcile`, `events`, `event` and `sources` do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from json import JSONDecodeError
from typing import TextIO

from sqlalchemy import Connection

from sayso.cli.messages import Messages
from sayso.errors import AccountError, BrokenLedger, FullLedger, LockedLedger, ReadOnlyLedger
from sayso.ledger import Ledger, streams, views
from sayso.reconcile import consult
from sayso.reconcile.basis import code
from sayso.reconcile.consult import Wanted
from sayso.reconcile.rebuild import SPOILT, Rebuilt, default_theatre, rebuild

SMALL = 5_000
"""Claims up to which a view that is out of date is brought up to date without asking; it takes some seconds."""

OTHER = "sayso or its data changed"
"""Why a view is out of date to which nothing was added."""


def reconcile_and_tell(where: str, *, from_scratch: bool) -> None:
    """Bring the view of a ledger up to date, and say what it holds.

    Raises:
        LedgerError: the ledger can't be read or written.
    """
    messages = Messages()
    with _opened(where, messages) as ledger:
        made = rebuild(ledger, default_theatre(), from_scratch=from_scratch)
        if made.outdated:
            messages.say(f"{ledger.name}: {OTHER} since it was last reconciled; everything was looked at anew")
        messages.say(_told(made))


def _told(made: Rebuilt) -> str:
    held = f"{_many(made.claims, 'claim')} in {_many(made.events, 'event')}, {_many(made.campaigns, 'campaign')}"
    return f"{held}; {made.new:,} of {_many(made.groups, 'group')} of claims were new"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def list_events(where: str, wanted: Wanted, limit: int, out: TextIO, *, as_jsonl: bool) -> int:
    """Write the events that are wanted, up to `limit` of them unless it is 0. Returns how many there are."""
    from sayso.publish.events import write_events, write_events_jsonl

    messages = Messages()
    with _view(where, messages) as connection:
        found = consult.matching(connection, wanted)
        shown = found[: limit or None]
        (write_events_jsonl if as_jsonl else write_events)(consult.listed(connection, shown), out)
        hidden = 0 if found else len(consult.matching(connection, replace(wanted, all=True)))
    if hidden:
        messages.say(f"there is no such event but {hidden:,} that --all shows: who holds a place, or more than a month")
    elif not found:
        messages.say("there is no such event")
    elif len(shown) < len(found):
        messages.say(f"the latest {len(shown):,} of {len(found):,} events; --limit 0 shows the rest")
    return len(found)


def show_event(where: str, prefix: str, out: TextIO, *, why: bool, as_jsonl: bool) -> None:
    """Write one event with all that is behind it.

    Raises:
        AccountError: there is none whose id begins so, or there are several.
    """
    from sayso.publish.story import write_story, write_story_jsonl

    with _view(where, Messages()) as connection:
        story = consult.story(connection, prefix)
    if as_jsonl:
        write_story_jsonl(story, out)
    else:
        write_story(story, out, why=why)


def list_sources(where: str, limit: int, out: TextIO, *, as_jsonl: bool) -> None:
    """Write the sources, up to `limit` of them unless it is 0."""
    from sayso.publish.sources import write_sources, write_sources_jsonl

    with _view(where, Messages()) as connection:
        found = list(islice(consult.sources_of(connection), limit or None))
    (write_sources_jsonl if as_jsonl else write_sources)(found, out)


@contextmanager
def _opened(where: str, messages: Messages) -> Iterator[Ledger]:
    with Ledger.open(where) as ledger:
        for note in ledger.notes:
            messages.say(note)
        yield ledger


@contextmanager
def _view(where: str, messages: Messages) -> Iterator[Connection]:
    """A connection to a ledger with a view; one that is out of date is brought up to date first, or told to be so.

    Raises:
        AccountError: there is no view, and the ledger is too large, or may not be written to, to make one here.
    """
    with _opened(where, messages) as ledger:
        _refresh(ledger, messages)
        try:
            with ledger.reading() as connection:
                yield connection
        except JSONDecodeError as error:
            raise BrokenLedger(ledger.name, SPOILT) from error


def _refresh(ledger: Ledger, messages: Messages) -> None:
    with ledger.reading() as connection:
        state, mark, claims = (
            views.state(connection),
            streams.mark(connection),
            views.claims_up_to(connection, SMALL + 1),
        )
    if state is not None and (state.mark, state.basis.code) == (mark, code()):
        return
    if claims <= SMALL:
        try:
            rebuild(ledger, default_theatre())
            return
        except (ReadOnlyLedger, LockedLedger, FullLedger):
            if state is None:
                raise
    if state is None:
        raise AccountError(f"{ledger.name}: not reconciled yet; run `sayso reconcile`")
    messages.say(f"{ledger.name}: {_changes(state, mark)} since it was reconciled; run `sayso reconcile`")


def _changes(state: views.State, mark: streams.Mark) -> str:
    """What was added after the view was made."""
    pairs = zip(("reading", "sighting", "decision"), state.mark, mark, strict=True)
    added = [_many(new - old, noun) for noun, old, new in pairs if new > old]
    return f"{', '.join(added)} added" if added else OTHER
