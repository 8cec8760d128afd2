"""Who reports an event, from whom, when, and in which words: fresh reports, and those taken from others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from random import Random
from typing import Literal

from benchmarks.simulated.accounts import Account, Observer
from benchmarks.simulated.ground import Site
from benchmarks.simulated.press import Press, Source
from benchmarks.simulated.settings import Settings
from benchmarks.simulated.sides import Sides
from benchmarks.simulated.war import Happening
from benchmarks.simulated.wording import Wording, new_wording
from sayso.reconcile.item import Spot, Toll, Voice

Style = Literal[
    "own", "carried", "hidden", "anonymous", "cited", "verbatim", "edited", "rewritten", "summed", "planned"
]
"""How a report has what it tells: the first four are fresh (its own people's; a named origin's; one that it does not
name; nameless people's), the next four taken from another report, with or without naming it. The last two speak of no
one happening: the sum of a day, and what is planned."""

KEPT: tuple[Style, ...] = ("verbatim", "edited", "rewritten")
COPIES: tuple[Style, ...] = ("cited", *KEPT)
OPEN_ENDED = 5
"""Tolls from which "at least" is said."""
UNDATED, WEEK = 2, 6
"""Days before its publication from which a report without a day may speak, and one that says "this week"."""
TRIES = 6
"""How often an outlet is drawn that would carry a word, before one that would not does."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one outlet tells of one event. `mode` and `day` are how place and time are meant (`wording.Facts`), `day`
    empty where none is told; `effects` are further claims in the same sentence; `speaker` is who is cited, in words."""

    event: int
    origin: int
    style: Style
    publisher: Source
    published: int
    kind: str
    denies: bool
    spots: tuple[Spot, ...]
    mode: str
    first: int
    last: int
    day: str
    inherited: frozenset[str]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    tolls: tuple[Toll, ...]
    effects: tuple[str, ...]
    voices: tuple[Voice, ...]
    named: int
    wording: Wording


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible origin: a source, or nameless people, or (neither) the outlet's own reporter."""

    weight: float
    source: Source | None
    words: str
    side: int


@dataclass(slots=True)
class Newsroom:
    """Makes the reports of events. `copying` is the share of all reports that are taken from others."""

    ground: Sequence[Site]
    sides: Sides
    press: Press
    settings: Settings
    observer: Observer
    rng: Random
    copying: float
    fame: float

    def reports(self, event: Happening) -> list[Report]:
        """All reports of the event; at times none, if all who know of it keep silent."""
        mean = self.settings.war["mean_reports"]
        share = min(0.95, self.copying * mean / (mean - 1))
        told: list[Report] = []
        accounts: dict[int, Account | None] = {}
        candidates = self._candidates(event)
        weights = [one.weight for one in candidates]
        for _ in range(self._count(event)):
            if told and self.rng.random() < share:
                told.append(self._copy(self.rng.choice(told)))
            else:
                chosen = self.rng.choices(candidates, weights)[0]
                if report := self._fresh(event, chosen, accounts):
                    invented = (
                        None if event.happened or report.denies else next((r for r in told if not r.denies), None)
                    )
                    told.append(self._parroted(report, invented) if invented else report)
        return told

    def _count(self, event: Happening) -> int:
        rate = (self.settings.war["mean_reports"] - 1) * event.fame / self.fame
        return min(1 + poisson(rate, self.rng), round(self.settings.war["most_reports"]))

    def _candidates(self, event: Happening) -> list[Candidate]:
        """Who may be the origin. What was made up comes from those who gain by it, and from those who deny it."""
        found = []
        for role in self.settings.roles.values():
            for source in (one for one in self.press.sources if one.role is role and role.origin):
                own = self._concern(event, source.side)
                if role.name in ("command", "activists", "monitor", "relief") and own:
                    found.append(Candidate(role.origin * own, source, "", source.side))
        nameless = event.winner if not event.happened else self.rng.choice((event.other, -1))
        found.append(Candidate(0.9, None, self.rng.choice(self.settings.anonymous), nameless))
        return [*found, Candidate(2.5, None, "", -1)]

    def _concern(self, event: Happening, side: int) -> float:
        """How much an event concerns a side, or those of none."""
        if side < 0:
            return 1.0 if event.happened else 0.3
        if side == event.winner:
            return 1.3 if event.happened else 3.0
        return 0.6 if side in (event.side, event.other) else 0.05

    def _fresh(self, event: Happening, chosen: Candidate, accounts: dict[int, Account | None]) -> Report | None:
        source = chosen.source
        publisher = self._publisher(self.press.own, chosen.side if source or chosen.words else None)
        if source is None and not chosen.words:
            account = self.observer.account(event, publisher, "", publisher.side, publisher.reliability)
            return self._report(event, account, "own", publisher, (publisher.voice,), 0) if account else None
        if source is None:
            account = self.observer.account(event, None, chosen.words, chosen.side, 0.78)
            voices = (Voice(chosen.words), publisher.voice)
            return self._report(event, account, "anonymous", publisher, voices, 1) if account else None
        if source.number not in accounts:
            accounts[source.number] = self.observer.account(event, source, "", source.side, source.reliability)
        account = accounts[source.number]
        return self._carried(event, account, source, publisher) if account else None

    def _parroted(self, report: Report, invented: Report) -> Report:
        """What is made up has one origin: whoever tells it as fact has it from there, and some do not say so."""
        cited = invented.voices[: invented.named] or (invented.publisher.voice,)
        says = self.rng.random() < self.settings.spin["parrot"] and report.publisher is not invented.publisher
        parroted = replace(
            invented,
            style="carried" if says else "hidden",
            publisher=report.publisher,
            published=max(report.published, invented.published),
            voices=(*cited, report.publisher.voice) if says else report.voices,
            named=len(cited) if says else report.named,
            wording=report.wording,
        )
        return _redated(parroted)

    def _carried(self, event: Happening, account: Account, source: Source, publisher: Source) -> Report:
        """The account of a named origin: it publishes it itself, or an outlet carries it."""
        if source is publisher or (source.role.name != "command" and self.rng.random() < 0.3):
            return self._report(event, account, "own", source, (source.voice,), 0)
        hides = self.settings.errors["hidden_origin"]
        if source.side == publisher.side >= 0 and self.rng.random() < hides:
            return self._report(event, account, "hidden", publisher, (publisher.voice,), 0)
        return self._report(event, account, "carried", publisher, (source.voice, publisher.voice), 1)

    def _publisher(self, weights: Sequence[float], side: int | None, but: Source | None = None) -> Source:
        """An outlet by its reach that would carry a voice of that side; None: any outlet."""
        for _ in range(TRIES):
            one = self.rng.choices(self.press.outlets, cum_weights=weights)[0]
            if one is not but and (side is None or self.rng.random() < self._affinity(one.side, side)):
                break
        return one

    def _affinity(self, one: int, other: int) -> float:
        """How readily an outlet carries the other's word."""
        if one == other:
            return 1.0
        if one < 0 or other < 0:
            return 0.6
        return 0.08 if other in self.sides.enemies(one) else 0.4

    def _report(
        self, event: Happening, account: Account, style: Style, publisher: Source, voices: tuple[Voice, ...], named: int
    ) -> Report:
        mode, spots, inherited = self._where(account)
        published = max(event.last, account.last) + int(self.rng.expovariate(1 / publisher.role.delay))
        day, first, last, undated = self._when(account, published)
        return Report(
            event=event.number,
            origin=account.origin,
            style=style,
            publisher=publisher,
            published=published,
            kind=account.kind,
            denies=account.denies,
            spots=spots,
            mode=mode,
            first=first,
            last=last,
            day=day,
            inherited=inherited | undated,
            actors=self._actors(account.actors),
            targets=() if self.rng.random() < self.settings.errors["target_left_out"] else account.targets,
            tolls=self._tolls(account),
            effects=self._effects(event, account),
            voices=voices,
            named=named,
            wording=new_wording(self.rng),
        )

    def _where(self, account: Account) -> tuple[str, tuple[Spot, ...], frozenset[str]]:
        """The place as it is told: itself, another beside it, an area, with a neighbour, or none."""
        errors, here, draw = self.settings.errors, self.ground[account.site], self.rng.random()
        none: frozenset[str] = frozenset()
        if (draw := draw - errors["near"]) < 0:
            spot = self.ground[self.rng.choice(here.near[:12])].spot
            return "nears", (replace(spot, precision=2, radius=max(spot.radius, 8.0)),), none
        if (draw := draw - errors["district"]) < 0:
            return "wide", (here.district,), none
        if (draw := draw - errors["province"]) < 0:
            return "wide", (here.province,), none
        if (draw := draw - errors["placeless"]) < 0:
            return "wide", (), none
        if (draw := draw - errors["list"]) < 0:
            return "places", (here.spot, self.ground[self.rng.choice(here.near[:6])].spot), none
        inherited = draw - errors["inherited_place"] < 0
        return "places", (here.spot,), frozenset({"place"}) if inherited else none

    def _when(self, account: Account, published: int) -> tuple[str, int, int, frozenset[str]]:
        """The days as they are told."""
        errors, draw = self.settings.errors, self.rng.random()
        none: frozenset[str] = frozenset()
        if (draw := draw - errors["undated"]) < 0:
            return "", published - UNDATED, published, frozenset({"day"})
        if (draw := draw - errors["week"]) < 0:
            return "weeks", published - WEEK, published, none
        if (draw := draw - errors["span"]) < 0:
            return "spans", account.first - self.rng.randrange(2), account.first + 1, none
        return "days" if account.first == account.last else "spans", account.first, account.last, none

    def _actors(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        draw, errors = self.rng.random(), self.settings.errors
        if actors and (draw := draw - errors["actor_loose"]) < 0:
            return (actors[0].rsplit("-", 1)[0],) if actors[0].count("-") > 1 else actors
        if actors and draw - errors["actor_words"] < 0:
            return (self.rng.choice(("~armed men", "~gunmen", "~unidentified force")),)
        return actors

    def _tolls(self, account: Account) -> tuple[Toll, ...]:
        errors = self.settings.errors
        counts = {"killed": account.killed, "wounded": account.wounded}
        told = {what: n for what, n in counts.items() if n and self.rng.random() >= errors["toll_left_out"]}
        return tuple(
            Toll(what, n, None if n >= OPEN_ENDED and self.rng.random() < errors["at_least"] else n)
            for what, n in told.items()
        )

    def _effects(self, event: Happening, account: Account) -> tuple[str, ...]:
        if account.denies:
            return ()
        shares = event.kind.effects if account.kind == event.kind.name else {}
        drawn = tuple(kind for kind, share in shares.items() if self.rng.random() < share)
        return drawn if account.killed or account.wounded else tuple(kind for kind in drawn if kind != "harm")

    def _copy(self, of: Report) -> Report:
        """A report taken from another one: as it stands, edited, or in other words; with its source named or not."""
        rng = self.rng
        copier = self._publisher(self.press.copying, of.publisher.side, of.publisher)
        style = rng.choices(KEPT, copier.role.keeps)[0]
        cites = rng.random() < copier.role.cites
        cited = of.voices[: of.named]
        if cites:
            cited = (*cited, of.publisher.voice) if not cited or rng.random() < 0.5 else cited
        elif style == "rewritten" and rng.random() < 0.3:
            cited = ()
        later = of.published + int(rng.expovariate(1 / copier.role.delay))
        copied = replace(
            of,
            style="cited" if cites else style,
            publisher=copier,
            published=later,
            voices=(*cited, copier.voice),
            named=len(cited),
            wording=self._reworded(of.wording, style),
        )
        return _redated(copied if style == "verbatim" else self._slips(copied))

    def _reworded(self, wording: Wording, style: Style) -> Wording:
        if style == "verbatim":
            return wording
        return wording.edited(self.rng) if style == "edited" else new_wording(self.rng)

    def _slips(self, copied: Report) -> Report:
        """What goes wrong, or is left out, when a text is not taken over word for word."""
        errors, rng = self.settings.errors, self.rng
        if rng.random() < errors["copy_toll"] and copied.tolls:
            count = max(1, round((copied.tolls[0].low or 1) * rng.uniform(0.6, 1.6)))
            copied = replace(copied, tolls=(Toll(copied.tolls[0].what, count, count), *copied.tolls[1:]))
        if rng.random() < errors["copy_day"] and copied.day == "days" and copied.last < copied.published:
            copied = replace(copied, first=copied.first + 1, last=copied.last + 1)
        if rng.random() < errors["copy_drop"]:
            copied = replace(copied, actors=())
        if rng.random() < errors["copy_drop"]:
            copied = replace(copied, tolls=copied.tolls[:1])
        return copied


def _redated(report: Report) -> Report:
    """A text that tells no day, or "this week", is read by the day of whoever publishes it."""
    back = UNDATED if "day" in report.inherited else WEEK if report.day == "weeks" else None
    return report if back is None else replace(report, first=report.published - back, last=report.published)


def poisson(rate: float, rng: Random) -> int:
    """A number drawn from Poisson's distribution (Knuth's method; the normal one stands for it above 30)."""
    if rate > 30:
        return max(0, round(rng.gauss(rate, rate**0.5)))
    limit, product, count = exp(-rate), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
