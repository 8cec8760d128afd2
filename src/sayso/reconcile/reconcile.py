"""The one account of a ledger: claims linked into events, origins counted, fields graded, campaigns gathered.

Linking and counting origins is done group by group (`pieces`). What sources are worth is estimated over all events, so
that is done anew each time, and so are the grades that depend on it; hence it makes no difference to the account which
groups were known before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.grounding.theatres import Theatre
from sayso.ledger.decision import Decision
from sayso.reconcile.account import Account, Campaign, Collapse, Event, Link, Root
from sayso.reconcile.campaigns import campaigns
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.grades import grade, lettered
from sayso.reconcile.item import Item
from sayso.reconcile.lasting import lasting
from sayso.reconcile.pieces import Known, Piece, nothing_known, pieces
from sayso.reconcile.rulings import Rulings
from sayso.reconcile.setting import Setting, partisan
from sayso.reconcile.spread import spread
from sayso.reconcile.values import Reliability, reliability


def reconcile(items: Sequence[Item], decisions: Sequence[Decision], theatre: Theatre) -> Account:
    """The account of these claims. It does not depend on the order of the items.

    Args:
        items: the claims, each id once, as `items_of` gives them.
        decisions: all of the ledger's.
        theatre: who is who, in which camp, and who is at war with whom.

    Raises:
        LexiconError: a data file of the package does not fit its schema.
    """
    with lasting():
        return Working.of(items, decisions, theatre).account()


@dataclass(frozen=True, slots=True)
class Working:
    """All that the grades rest on. `roots` are by event, with letters; `pieces` in the order of their first claims."""

    pieces: tuple[Piece, ...]
    roots: Mapping[str, tuple[Root, ...]]
    reliability: Reliability
    rulings: Rulings
    setting: Setting
    theatre: Theatre

    @classmethod
    def of(
        cls,
        items: Sequence[Item],
        decisions: Sequence[Decision],
        theatre: Theatre,
        known: Known = nothing_known,
    ) -> "Working":
        """Link the items, count their origins, and see what each source is worth.

        Args:
            items: the claims, each id once.
            decisions: all of the ledger's.
            theatre: who is who.
            known: what groups of claims came to before.
        """
        setting = Setting.of(theatre)
        rulings = Rulings.of(decisions)
        found = tuple(pieces(items, decisions, theatre, setting, known))
        roots = {
            event: lettered(own.roots, rulings, setting) for piece in found for event, own in piece.origins.items()
        }
        told = ((cluster, roots[cluster.id]) for piece in found for cluster in piece.clusters)
        return cls(found, roots, reliability(told, setting), rulings, setting, theatre)

    def clusters(self) -> Iterator[Cluster]:
        """The claims of each event."""
        return (cluster for piece in self.pieces for cluster in piece.clusters)

    def event(self, cluster: Cluster, campaign: str | None = None) -> Event:
        """The event, graded, in its campaign."""
        graded = grade(
            cluster,
            self.roots[cluster.id],
            self.theatre.at_war,
            self.rulings,
            setting=self.setting,
            reliability=self.reliability,
        )
        return replace(graded, campaign=campaign)

    def events(self, found: Iterable[Campaign]) -> Iterator[Event]:
        """All events, graded, in their campaigns."""
        clusters = list(self.clusters())
        campaign = {event: one.id for one in found for event in one.events}

        def graded(stretch: range) -> list[Event]:
            return [self.event(cluster, campaign.get(cluster.id)) for cluster in clusters[stretch.start : stretch.stop]]

        for some in spread(graded, len(clusters)):
            yield from some

    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns that events belong to, by id."""
        return campaigns(None, self.clusters(), self.side)

    def side(self, actor: str) -> str:
        """On which side an actor fights: its camp's, where it has one that is a party."""
        camp = self.setting.camp(actor, None)
        return camp if camp is not None and partisan(camp) else actor

    def links(self) -> Iterator[Link]:
        """Where each claim is, and why."""
        return (link for piece in self.pieces for link in piece.links)

    def collapses(self) -> Iterator[Collapse]:
        """Why claims count as one origin."""
        return (one for piece in self.pieces for own in piece.origins.values() for one in own.collapses)

    def account(self) -> Account:
        """The account, everything in the order of its ids."""
        found = self.campaigns()
        return Account(
            events=tuple(sorted(self.events(found), key=lambda event: event.id)),
            links=tuple(sorted(self.links(), key=lambda link: (link.event, link.claim))),
            roots=tuple(sorted((root for own in self.roots.values() for root in own), key=lambda root: root.id)),
            collapses=tuple(sorted(self.collapses(), key=lambda one: (one.one, one.other, one.reason))),
            campaigns=found,
        )
