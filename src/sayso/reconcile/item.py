"""A claim as reconciling sees it: what can be compared, and who stands behind it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim says it happened: degrees of WGS 84, `radius` in kilometres, `precision` by UCDP's where_prec."""

    id: str
    name: str
    lat: float
    lon: float
    radius: float
    precision: int
    admin1: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One link of a chain of who says so. `camp` is the camp it stood in on the day, None where that is not known."""

    words: str
    actor: str | None = None
    camp: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """How many of what (killed, wounded, ...): bounds, None where a bound is open."""

    what: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """A claim, flattened. Days are proleptic ordinals (`date.toordinal`), both ends included.

    `actors` and `targets` are identities, or "~" and the folded words where there is none. `voices` runs from the
    innermost source outwards and ends with the publisher. `named` counts how many of them the text itself cites.
    `inherited` names the fields (place, day) that the claim does not tell itself and has from its sentence, its
    document or the day of publication. `signature` is the MinHash of its words, for telling copies.
    """

    id: str
    document: str
    kind: str
    stance: str
    modality: str
    start: int
    spots: tuple[Spot, ...] = ()
    first: int | None = None
    last: int | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    tolls: tuple[Toll, ...] = ()
    voices: tuple[Voice, ...] = ()
    named: int = 0
    published: int | None = None
    trigger: str = ""
    evidence: str = ""
    framing: tuple[str, ...] = ()
    confidence: float = 1.0
    inherited: frozenset[str] = frozenset()
    signature: tuple[int, ...] = field(default=(), repr=False)
