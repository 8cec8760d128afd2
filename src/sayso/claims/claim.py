"""The claim: one assertion, by one source, in one document, of one event. The field terms are the codebook's."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from sayso.ingest.document import Document

Stance = Literal["asserts", "denies", "doubts"]
Modality = Literal["happened", "ongoing", "attempted", "planned", "possible", "negated"]

STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")
MODALITIES: tuple[Modality, ...] = ("happened", "ongoing", "attempted", "planned", "possible", "negated")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: code points `start` to `end` (exclusive), and `text`, which is what stands there.

    Whether `text` really stands there is checked at the gate (`sayso.claims.gate`), not here.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What else a mention could have been grounded to: an identity, its name, and its score from 0 to 1."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a mention was grounded as it was, or why it was left alone.

    `why` is for a reader of the table; `score` is the confidence in what was chosen, from 0 to 1; `others` are the
    runners-up, best first. Where a mention is left empty, its best candidates stand in `others`.
    """

    why: str
    score: float = 0.0
    others: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map: degrees of WGS 84, and how far the truth may lie from them.

    `precision` is UCDP's `where_prec` (codebook): 1 the exact place, 2 within about 25 km, 3 a second-order division,
    4 a first-order division, 5 a line or a fuzzy area, 6 a country, 7 international waters or airspace. `radius` is in
    kilometres. `admin1` is the name of the first-order division, `country` an ISO 3166-1 code of two letters.
    """

    id: str
    name: str
    lat: float
    lon: float
    precision: int
    radius: float
    admin1: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Source(Span):
    """Who is cited. `cue` is the word that attributes ("said"), if any; `actor` an identity, once grounded."""

    cue: str | None = None
    actor: str | None = None
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True)
class Participant(Span):
    """Who did it, or to whom it was done. `actor` is an identity, once grounded."""

    actor: str | None = None
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True)
class Place(Span):
    """Where it happened, as written, and `location`, once grounded."""

    location: Location | None = None
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True)
class Time(Span):
    """When it happened, as written; `first` and `last` are ISO days (inclusive), once grounded.

    `precision` is UCDP's `date_prec`: 1 the day is known, 2 two to six days, 3 a week, 4 up to a month, 5 longer.
    """

    first: str | None = None
    last: str | None = None
    precision: int | None = None
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True)
class Count(Span):
    """How many: `low` and `high` bound the number, None where it is open; `what` says what is counted."""

    low: int | None = None
    high: int | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Source S says, in document D, with words at E, that an event of kind K happened (or is denied, planned, doubted).

    A claim always points at characters of its document. An empty tuple means that the text does not say.
    `sources` runs from the innermost (the one who knows) outwards; empty when the document itself asserts it.
    """

    document: Document
    kind: str
    trigger: Span
    evidence: Span
    stance: Stance
    modality: Modality
    sources: tuple[Source, ...] = ()
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    counts: tuple[Count, ...] = ()
    framing: tuple[Span, ...] = ()
    confidence: float = 0.0
    reader: str = ""

    @property
    def id(self) -> str:
        """Stable over runs: a hash of document, trigger span and kind, as 16 hexadecimal digits."""
        key = f"{self.document.id}:{self.trigger.start}:{self.trigger.end}:{self.kind}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def spans(self) -> tuple[Span, ...]:
        """Every span the claim points at, the trigger first."""
        return (
            self.trigger,
            self.evidence,
            *self.sources,
            *self.actors,
            *self.targets,
            *self.places,
            *self.times,
            *self.counts,
            *self.framing,
        )
