"""What has become of each source's word, over all events: alone, borne out across camps, contradicted, first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.decision import Decision
from sayso.reconcile.account import Account, Event, Root
from sayso.reconcile.letters import letter_of
from sayso.reconcile.rulings import Rulings
from sayso.reconcile.setting import Setting
from sayso.reconcile.values import rules, source_of

CROSS_CAMP = 4


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One source. `source` is its identity, or its words folded to lower case after "~"; `name` is how it is called.

    `events` counts those that it is an origin of. Of these, it was `alone` with some; some were told `across` camps at
    war or verified; in some it was `contradicted`, where the value given for a contested field is another than its
    own; and some it was the `first` to publish, by a day at least. `reliability` is the estimated share of its
    tellings that are true, from `told` tellings that could be compared with others' and its letter.
    """

    source: str
    name: str
    actor: str | None
    camps: tuple[str, ...]
    letter: str
    kind: str
    reason: str
    events: int
    alone: int
    across: int
    contradicted: int
    first: int
    reliability: float
    told: int


@dataclass(slots=True)
class _Tally:
    roots: list[Root]
    alone: int = 0
    across: int = 0
    contradicted: int = 0
    first: int = 0
    true: float = 0.0
    told: int = 0


def sources(
    account: Account,
    published: Mapping[str, int],
    decisions: Iterable[Decision] | Rulings = (),
    setting: Setting | None = None,
) -> tuple[SourceRecord, ...]:
    """Every source that is the origin of something, those with the most events first.

    Args:
        account: events and roots.
        published: for each claim, the day that it was published (`date.toordinal`); claims without one left out.
        decisions: those of the ledger, for letters.
        setting: what each actor is.
    """
    roots: dict[str, list[Root]] = {}
    for root in account.roots:
        roots.setdefault(root.event, []).append(root)
    return sources_of(((event, roots.get(event.id, ())) for event in account.events), published, decisions, setting)


def sources_of(
    told: Iterable[tuple[Event, Sequence[Root]]],
    published: Mapping[str, int],
    decisions: Iterable[Decision] | Rulings = (),
    setting: Setting | None = None,
) -> tuple[SourceRecord, ...]:
    """The same from events one after the other, each with its roots."""
    given = Rulings.of(decisions).letters
    tallies: dict[str, _Tally] = {}
    for event, roots in told:
        _count(event, roots, published, tallies)
    found = [_record(source, tally, given, setting) for source, tally in tallies.items()]
    return tuple(sorted(found, key=lambda record: (-record.events, record.source)))


def _count(event: Event, roots: Sequence[Root], published: Mapping[str, int], tallies: dict[str, _Tally]) -> None:
    """Add one event to the tallies of its sources; several roots of one source are one source."""
    own: dict[str, set[str]] = {}
    for root in roots:
        source = source_of(root)
        own.setdefault(source, set()).add(root.id)
        tallies.setdefault(source, _Tally([])).roots.append(root)
    earliest = _earliest(roots, published)
    for source, ids in own.items():
        tally = tallies[source]
        tally.alone += len(own) == 1
        tally.across += _told_across(event, ids)
        tally.contradicted += any(_contradicted(event, field, ids) for field in event.fields)
        tally.first += earliest == source
        if len(own) > 1:
            for field in event.fields:
                _compare(event, field, ids, tally)


def _earliest(roots: Sequence[Root], published: Mapping[str, int]) -> str | None:
    """The source that published a day or more before all others of the event; None where there is no such one."""
    days: dict[str, int] = {}
    for root in roots:
        told = [published[claim] for claim in root.claims if claim in published]
        if told:
            days[source_of(root)] = min([*told, days.get(source_of(root), told[0])])
    if len(days) < 2:
        return None
    first, second = sorted(days.values())[:2]
    return min(days, key=lambda source: (days[source], source)) if first < second else None


def _told_across(event: Event, ids: set[str]) -> bool:
    occurred = event.fields["occurred"]
    return occurred.grade >= CROSS_CAMP and bool(ids & set(occurred.values[0].roots))


def _contradicted(event: Event, field: str, ids: set[str]) -> bool:
    graded = event.fields[field]
    if not graded.contested or ids & set(graded.values[0].roots):
        return False
    return any(ids & set(value.roots) for value in graded.values[1:])


def _compare(event: Event, field: str, ids: set[str], tally: _Tally) -> None:
    """Count how likely what the source says of the field is to be true, where another source says something too."""
    values = event.fields[field].values
    everyone = {root for value in values for root in value.roots}
    own = [value.weight for value in values if ids & set(value.roots)]
    if own and everyone - ids:
        tally.true += max(own)
        tally.told += 1


def _record(source: str, tally: _Tally, given: Mapping[str, str], setting: Setting | None) -> SourceRecord:
    last = max(tally.roots, key=lambda root: (root.event, root.id))
    letter = letter_of(last.actor, given, last.voice, last.camp, setting)
    strength = rules().weigh["source"]
    share = (strength * rules().prior(letter.letter, "none") + tally.true) / (strength + tally.told)
    return SourceRecord(
        source=source,
        name=setting.name(last.actor) if setting and last.actor else min(root.voice for root in tally.roots),
        actor=last.actor,
        camps=_camps(last.actor, tally.roots, setting),
        letter=letter.letter,
        kind=letter.group,
        reason=letter.reason,
        events=len({root.event for root in tally.roots}),
        alone=tally.alone,
        across=tally.across,
        contradicted=tally.contradicted,
        first=tally.first,
        reliability=round(share, 4),
        told=tally.told,
    )


def _camps(actor: str | None, roots: Sequence[Root], setting: Setting | None) -> tuple[str, ...]:
    """The camps of a source: its own, not those of the nameless voices that it carries."""
    own = setting.camp(actor, None) if setting and actor else None
    return (own,) if own else tuple(sorted({root.camp for root in roots if root.camp}))
