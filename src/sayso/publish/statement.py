"""A claim told in words: on whose say-so first, then what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.claims.claim import Claim, Count, Grounds, Place, Source, Span, Time
from sayso.publish.display import STANDINGS, Family, display
from sayso.publish.layout import printable


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mention was taken to mean, and why: an actor's id, a place with its point, days. `sure` is from 0 to 1."""

    role: str
    words: str
    what: str
    why: str
    sure: float
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Claim number N: WHO says (cue) that ACTOR - kind - TARGET, where, when, how many. Every word is fit to print.

    `who` runs from the innermost source outwards and is never empty: a claim without one rests on the report itself.
    `standing` is how firmly it is told (firm, planned, doubted, denied), `hedges` the same in words, if there are any.
    `meanings` holds what its mentions were grounded to, in the order of the slots.
    """

    number: int
    claim: Claim
    family: Family
    who: tuple[str, ...]
    cited: bool
    verb: str
    cue: str | None
    kind: str
    trigger: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]
    counts: tuple[str, ...]
    framing: tuple[str, ...]
    standing: str
    hedges: tuple[str, ...]
    meanings: tuple[Meaning, ...] = ()

    def meaning(self, role: str, words: str) -> str | None:
        """What the words were taken to mean in that role; None where they were left alone."""
        return next((m.what for m in self.meanings if m.role == role and m.words == words), None)


def statement(number: int, claim: Claim) -> Statement:
    """The claim in words. `number` is its place among the claims that are shown together, from 1."""
    shown = display()
    stance, modality = shown.stances[claim.stance], shown.modalities[claim.modality]
    innermost = claim.sources[0] if claim.sources else None
    impersonal = innermost is not None and _is_its_own_cue(innermost)
    hedges = [stance.label] if claim.stance == "denies" else [stance.label, modality.label]
    return Statement(
        number=number,
        claim=claim,
        family=shown.family(claim.kind),
        who=_told(claim.sources) or (shown.own_word,),
        cited=innermost is not None,
        verb=shown.impersonal if impersonal else stance.verb,
        cue=_cue(innermost, besides=stance.verb) if innermost and not impersonal else None,
        kind=claim.kind.replace("_", " "),
        trigger=_line(claim.trigger.text),
        actors=_told(claim.actors),
        targets=_told(claim.targets),
        places=_told(claim.places),
        times=tuple(_when(time) for time in claim.times),
        counts=tuple(_how_many(count) for count in claim.counts),
        framing=_told(claim.framing),
        standing=max(stance.standing, modality.standing, key=STANDINGS.index),
        hedges=tuple(label for label in hedges if label),
        meanings=tuple(dict.fromkeys(_meanings(claim))),
    )


def _meanings(claim: Claim) -> Iterator[Meaning]:
    for role, told in (("source", claim.sources), ("actor", claim.actors), ("target", claim.targets)):
        for voice in told:
            if voice.actor:
                yield _meaning(role, voice, voice.actor, voice.grounds)
    for place in claim.places:
        if place.location:
            yield _meaning("place", place, _where(place), place.grounds)
    for time in claim.times:
        if time.first and time.grounds:
            yield _meaning("time", time, _days(time), time.grounds)


def _meaning(role: str, span: Span, what: str, grounds: Grounds | None) -> Meaning:
    shown = grounds or Grounds("")
    others = tuple(_line(other.name) for other in shown.others)
    return Meaning(role, _line(span.text), _line(what), _line(shown.why), shown.score, others)


def _where(place: Place) -> str:
    """The place's name, what it lies in, and its point with how far the truth may lie from it."""
    here = place.location
    if here is None:
        return ""
    names = dict.fromkeys(name for name in (here.name, here.admin1, here.country) if name)
    return f"{', '.join(names)} ({here.lat:.3f}, {here.lon:.3f} ± {here.radius:.0f} km)"


def _is_its_own_cue(source: Source) -> bool:
    """Whether the source is a bare cue such as "reportedly", behind which no one is named."""
    return source.cue is not None and source.cue.casefold() == source.text.casefold()


def _cue(source: Source, besides: str) -> str | None:
    """The word that attributes, where it tells more than the verb does that is shown anyway."""
    return _line(source.cue) if source.cue and source.cue.casefold() != besides else None


def _told(spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(span.text) for span in spans))


def _when(time: Time) -> str:
    if time.first is None or time.text == time.first:
        return _line(time.text)
    return f"{_line(time.text)} ({_days(time)})"


def _days(time: Time) -> str:
    return str(time.first) if time.last in (None, time.first) else f"{time.first} to {time.last}"


def _how_many(count: Count) -> str:
    if count.what is None or count.what == "other":
        return _line(count.text)
    return f"{_line(count.text)} ({_line(count.what)})"


def _line(words: str) -> str:
    """The words on one line, fit to print."""
    return " ".join(printable(words).split())
