"""From reports to documents and their claims: several reports in one text, several claims in one sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from random import Random
from typing import TypeVar

import numpy as np

from benchmarks.simulated.reports import Report
from benchmarks.simulated.settings import Settings
from benchmarks.simulated.sides import Sides
from benchmarks.simulated.wording import Facts, new_wording, sentence
from sayso.reconcile.item import Item, Spot, Toll
from sayso.reconcile.signature import WHOLE, least, signatures

ALONE = 0.6
"""The share of documents that tell of one event only."""
ROUND_UP = 5
"""The most reports of a document."""
BATCH = 4096
NO_EVENT = -1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """An item and the truth about it; `event` is -1 where it speaks of no one happening."""

    item: Item
    event: int
    origin: int
    style: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document in words: its id, its publisher, its day (ISO) and its text."""

    id: str
    publisher: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report within a document, its sentence, and where in the document that starts (code points)."""

    document: str
    report: Report
    start: int
    told: str


@dataclass(slots=True)
class Flattener:
    """Makes documents. What is the same in many items is one object, so that a million of them fit into memory."""

    sides: Sides
    settings: Settings
    provinces: Mapping[str, Spot]
    rng: Random
    origins: int
    _names: dict[str, str] = field(init=False)
    _side_of: dict[str, int] = field(init=False)
    _shared: dict[object, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        actors = [(a, place, side) for place, side in enumerate(self.sides.all) for a in (side.actor, *side.units)]
        self._names = {actor: side.name(actor) for actor, _, side in actors}
        self._side_of = {actor: place for actor, place, _ in actors}

    def rows(self, reports: Iterable[Report], texts: list[Text] | None) -> Iterator[Row]:
        """The claims of all documents that the reports make up; the documents' texts are put into `texts`."""
        waiting = self._documents(reports)
        while documents := list(islice(waiting, BATCH)):
            drafts = [draft for one in documents for draft in self._drafts(one, texts)]
            values, _ = least(draft.told for draft in drafts)
            starts = np.cumsum([0, *(len(one) for one in documents[:-1])])
            whole = signatures(np.minimum.reduceat(values[:, :WHOLE], starts))
            of = np.repeat(np.arange(len(documents)), [len(one) for one in documents]).tolist()
            for draft, own, document in zip(drafts, signatures(values), of, strict=True):
                yield from self._claims(draft, own + whole[document])

    def _documents(self, reports: Iterable[Report]) -> Iterator[list[Report]]:
        """The reports by outlet and day, some alone and some in round-ups."""
        days: dict[tuple[int, int], list[Report]] = defaultdict(list)
        for report in reports:
            days[report.published, report.publisher.number].append(report)
        for key in sorted(days):
            waiting = days.pop(key)
            self.rng.shuffle(waiting)
            while waiting:
                size = 1 if self.rng.random() < ALONE else self.rng.randint(2, ROUND_UP)
                yield waiting[:size] + self._beside(waiting[0])
                waiting = waiting[size:]

    def _drafts(self, reports: list[Report], texts: list[Text] | None) -> Iterator[_Draft]:
        publisher, day = reports[0].publisher.name, date.fromordinal(reports[0].published).isoformat()
        name, text = self._id(), f"{publisher}, {day}:"
        for report in reports:
            told = sentence(self._facts(report), report.wording)
            yield _Draft(name, report, len(text) + 1, told)
            text = f"{text} {told}"
        if texts is not None:
            texts.append(Text(name, publisher, day, text))

    def _claims(self, draft: _Draft, signature: tuple[int, ...]) -> Iterator[Row]:
        """The claim of the event itself, and those of what came of it, in the same sentence."""
        report = draft.report
        main = self._item(draft, signature)
        bare = "harm" in report.effects and self.rng.random() < 0.5
        yield Row(replace(main, tolls=()) if bare else main, report.event, report.origin, report.style)
        for place, kind in enumerate(report.effects, 1):
            retreat = kind == "retreat"
            effect = replace(
                main,
                id=self._id(),
                kind=kind,
                start=draft.start + 7 * place,
                actors=main.targets if retreat else main.actors,
                targets=() if retreat else main.targets,
                tolls=main.tolls if kind == "harm" else (),
                trigger=kind,
            )
            yield Row(effect, report.event, report.origin, report.style)

    def _item(self, draft: _Draft, signature: tuple[int, ...]) -> Item:
        report = draft.report
        asserted = "planned" if report.style == "planned" else "happened"
        return Item(
            id=self._id(),
            document=draft.document,
            kind=report.kind,
            stance="denies" if report.denies else "asserts",
            modality="negated" if report.denies else asserted,
            start=draft.start,
            spots=self._one(report.spots),
            first=report.first,
            last=report.last,
            actors=self._one(report.actors),
            targets=self._one(report.targets),
            tolls=self._one(report.tolls),
            voices=self._one(report.voices),
            named=report.named,
            published=report.published,
            trigger=report.kind,
            evidence=draft.told,
            framing=self._one(self._framing(report)),
            confidence=0.9,
            inherited=self._one(report.inherited),
            signature=signature,
        )

    def _id(self) -> str:
        return f"{self.rng.getrandbits(96):024x}"

    def _one(self, value: T) -> T:
        """The same value, always as the same object."""
        return self._shared.setdefault(value, value)  # type: ignore[return-value]

    def _framing(self, report: Report) -> tuple[str, ...]:
        """What an outlet of the winning camp calls a capture."""
        side = self._side_of.get(report.actors[0], -1) if report.actors else -1
        own = report.kind == "takeover" and side == report.publisher.side >= 0
        return (self.sides.all[side].about.freed,) if own else ()

    def _facts(self, report: Report) -> Facts:
        """The report in words."""
        tolls = {toll.what: _count(toll) for toll in report.tolls}
        spots = () if "place" in report.inherited else report.spots
        return Facts(
            kind=report.style if report.event == NO_EVENT else report.kind,
            actor=self._words(report.actors),
            target=self._words(report.targets),
            place=" and ".join(spot.name for spot in spots),
            mode=report.mode,
            first=report.first,
            last=report.last,
            day=report.day,
            killed=tolls.get("killed", ""),
            wounded=tolls.get("wounded", ""),
            freed=next(iter(self._framing(report)), "took"),
            speaker=report.voices[0].words if report.named else "",
            denies=report.denies,
        )

    def _words(self, actors: tuple[str, ...]) -> str:
        return self._names.get(actors[0], actors[0].lstrip("~")) if actors else ""

    def _beside(self, report: Report) -> list[Report]:
        """Now and then a sum of a whole day, or a plan: claims that speak of no one happening."""
        war, spot = self.settings.war, next(iter(report.spots), None)
        if spot is None or spot.admin1 is None or report.denies:
            return []
        documents = 1 + ALONE
        found = []
        if self.rng.random() < war["summaries"] * documents:
            killed = self.rng.randint(3, 60)
            sum_up = self._extra(report, "shelling", "summed", (self.provinces[spot.admin1],))
            found.append(replace(sum_up, actors=(), tolls=(Toll("killed", killed, killed),)))
        if self.rng.random() < war["plans"] * documents:
            found.append(self._extra(report, "offensive", "planned", (spot,)))
        return found

    def _extra(self, report: Report, kind: str, style: str, spots: tuple[Spot, ...]) -> Report:
        self.origins += 1
        return replace(
            report,
            event=NO_EVENT,
            origin=self.origins - 1,
            style=style,  # type: ignore[arg-type]
            kind=kind,
            spots=spots,
            mode="wide" if spots[0].precision > 2 else "places",
            first=report.published - 1,
            last=report.published,
            day="",
            inherited=frozenset({"day"}),
            targets=(),
            tolls=(),
            effects=(),
            voices=(report.publisher.voice,),
            named=0,
            wording=new_wording(self.rng),
        )


def _count(toll: Toll) -> str:
    return f"{toll.low}" if toll.high is not None else f"at least {toll.low}"
