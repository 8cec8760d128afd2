"""From the reader's scores to claims: the words of each slot, made whole and completed by rules over the tree."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from sayso.claims.attribution import SPEECH_ACTS, Attributor, denied, first_person, spans_of
from sayso.claims.calibration import Calibration
from sayso.claims.claim import Claim, Count, Modality, Participant, Place, Source, Span, Stance, Time
from sayso.claims.events import Filler, Trigger, fillers
from sayso.claims.lexicon import cues, days
from sayso.claims.mentions import mentions
from sayso.claims.phrases import code_points, completed, coordinated, noun_phrase, trim, whole_name
from sayso.claims.quotations import Quotation
from sayso.claims.tolls import bounds, counted, is_date, no_number, whole_number
from sayso.claims.victims import CASUALTIES, THING, Fate, victims
from sayso.ingest.document import Document
from sayso.reading.network import Network, RoleScores
from sayso.reading.read import Reading
from sayso.reading.windows import Window

AS_READ = frozenset({"count", "framing"})
CLIMB = 4
OBLIQUE = frozenset({"obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked"})
BLAMED = frozenset({"obj", "obl", "nmod", "conj", "advcl", "ccomp", "xcomp", "acl"})


class Assembler:
    """Puts together the claims of one document."""

    def __init__(
        self,
        document: Document,
        reading: Reading,
        said: list[Quotation],
        network: Network,
        levels: Calibration,
        label: str,
    ) -> None:
        self.document, self.reading = document, reading
        self.attributor = Attributor(reading.doc, said)
        self.network, self.levels, self.label = network, levels, label
        self.doc = reading.doc
        self.triggers: set[int] = set()
        self.token = reading.words.tokens

    def claims(self, read: Sequence[tuple[Trigger, Window, RoleScores]]) -> list[Claim]:
        """The claims of the document's triggers, with what one says of another."""
        self.triggers = {i for t, _, _ in read for i in range(self.token[t.first], self.token[t.last] + 1)}
        claims = [self.claim(*one) for one in read]
        return [self._vouched(i, claims, [trigger for trigger, _, _ in read]) for i in range(len(claims))]

    def _vouched(self, i: int, claims: Sequence[Claim], triggers: Sequence[Trigger]) -> Claim:
        """Who accuses of an act asserts it too (ruling 3); who claims responsibility is the source (ruling 5)."""
        claim = claims[i]
        if claim.sources or claim.kind in SPEECH_ACTS:
            return claim
        if cues().claims & set(claim.trigger.text.lower().split()):
            return replace(claim, sources=tuple(Source(a.start, a.end, a.text) for a in claim.actors))
        speech = {self.token[t.first]: c for t, c in zip(triggers, claims, strict=True) if c.kind == "accusation"}
        token = self.doc[self.token[triggers[i].first]]
        for _ in range(CLIMB):
            if token.dep_ not in BLAMED or token.head.i == token.i:
                return claim
            token = token.head
            if token.i in speech:
                accuser = speech[token.i]
                sources = tuple(Source(a.start, a.end, a.text, accuser.trigger.text) for a in accuser.actors)
                return replace(claim, sources=sources)
        return claim

    def claim(self, trigger: Trigger, window: Window, scores: RoleScores) -> Claim:
        """The claim of one trigger."""
        labels = self.network.labels
        kind = labels.triggers[trigger.label]
        by_role: dict[str, list[Filler]] = {role: [] for role in labels.roles}
        for filler in fillers(scores, window, labels.roles, self.levels.roles):
            whole = self._whole(trigger, filler)
            if whole and not any(_overlap(whole, other) for other in by_role[filler.role]):
                by_role[filler.role].append(whole)
        _told_apart(by_role["actor"], by_role["target"])
        by_role["place"] += self._listed(by_role["place"])
        stance = cast(Stance, labels.stances[int(scores.stance.argmax())])
        modality = cast(Modality, labels.modalities[int(scores.modality.argmax())])
        if denied(self.doc[self.token[trigger.first]]):
            stance, modality = "denies", "negated"
        by_role["time"] = by_role["time"] or self._dated(trigger)
        start, end = code_points(self.doc, self.token[trigger.first], self.token[trigger.last])
        return Claim(
            self.document,
            kind,
            Span(start, end, self.document.text[start:end]),
            self._evidence(trigger),
            stance,
            modality,
            sources=self._sources(kind, trigger, by_role),
            actors=self._actors(kind, trigger, by_role["actor"]),
            targets=tuple(Participant(*self._span(f)) for f in by_role["target"]),
            places=tuple(Place(*self._span(f)) for f in by_role["place"]),
            times=tuple(Time(*self._span(f)) for f in by_role["time"]),
            counts=tuple(self._counts(kind, trigger, by_role["count"])),
            framing=tuple(Span(*self._span(f)) for f in by_role["framing"]),
            confidence=self.levels.confidence(trigger.probability),
            reader=self.label,
        )

    def _whole(self, trigger: Trigger, filler: Filler) -> Filler | None:
        """The filler as tokens of the `Doc`, made whole; None where no mention is left."""
        barred = set(range(self.token[trigger.first], self.token[trigger.last] + 1))
        first, last = self.token[filler.first], self.token[filler.last]
        if filler.role in AS_READ:
            return Filler(filler.role, *trim(self.doc, first, last), filler.probability)
        found = completed(self.doc, first, last, barred, filler.role == "time")
        if found and filler.role != "time":
            found = whole_name(self.doc, *found, barred)
        return Filler(filler.role, *found, filler.probability) if found else None

    def _listed(self, places: Sequence[Filler]) -> list[Filler]:
        """Names of places that stand in one list with a place that was read, and were not read themselves."""
        read = [token for place in places for token in (self.doc[place.first : place.last + 1].root,)]
        found: list[Filler] = []
        for token in {t.i: t for root in read for t in coordinated(root)}.values():
            first, last = whole_name(self.doc, *noun_phrase(token), frozenset())
            listed = Filler("place", first, last, min(place.probability for place in places))
            named = any(m.label_ == "place" and m.start <= first and last < m.end for m in mentions(self.doc))
            if named and token.pos_ == "PROPN" and not any(_overlap(listed, other) for other in (*places, *found)):
                found.append(listed)
        return found

    def _dated(self, trigger: Trigger) -> list[Filler]:
        """The time that hangs on the trigger itself ("captured on Tuesday"), where the reader found none."""
        first, last = self.token[trigger.first], self.token[trigger.last]
        hanging = [t for t in self.doc[first].children if t.dep_ in OBLIQUE and t.lower_ in days()]
        return [Filler("time", *noun_phrase(token), 1.0) for token in hanging if not first <= token.i <= last]

    def _span(self, filler: Filler) -> tuple[int, int, str]:
        start, end = code_points(self.doc, filler.first, filler.last)
        return start, end, self.document.text[start:end]

    def _evidence(self, trigger: Trigger) -> Span:
        """The sentences that the trigger stands in, without white space around them."""
        first = self.doc[self.token[trigger.first]].sent.start_char
        last = self.doc[self.token[trigger.last]].sent.end_char
        text = self.document.text[first:last]
        first += len(text) - len(text.lstrip())
        last -= len(text) - len(text.rstrip())
        return Span(first, last, self.document.text[first:last])

    def _sources(self, kind: str, trigger: Trigger, by_role: dict[str, list[Filler]]) -> tuple[Source, ...]:
        """Who is cited. Where it happened, whom it was done to, or whose speech act it is, is not also who says so."""
        others = by_role["place"] + by_role["target"] + (by_role["actor"] if kind in SPEECH_ACTS else [])
        read = [(f.first, f.last) for f in by_role["source"]]
        found = self.attributor.sources(kind, self.token[trigger.first], read)
        sources = [c for c in found if not any(c.first <= f.last and f.first <= c.last for f in others)]
        return tuple(Source(a, b, self.document.text[a:b], cue) for a, b, cue in spans_of(self.doc, sources))

    def _actors(self, kind: str, trigger: Trigger, read: Sequence[Filler]) -> tuple[Participant, ...]:
        """Who did it; where the text only says "I" or "we", or the event is a speech act, whoever is speaking."""
        token = self.token[trigger.first]
        speaker = None if read else self.attributor.speaker(token)
        if speaker and (kind in SPEECH_ACTS or first_person(self.doc, token)):
            start, end = code_points(self.doc, speaker.first, speaker.last)
            return (Participant(start, end, self.document.text[start:end]),)
        return tuple(Participant(*self._span(f)) for f in read)

    def _counts(self, kind: str, trigger: Trigger, read: Sequence[Filler]) -> Iterator[Count]:
        """What was counted, each number with what became of those whom it counts, as far as its sentence tells."""
        words = " ".join(self.reading.words.forms[trigger.first : trigger.last + 1])
        meant = counted(kind, words)
        sentence = self.doc[self.token[trigger.first]].sent
        numbers = [whole_number(self.doc, filler.first, filler.last) for filler in read]
        fates = victims(self.doc, sentence.start, sentence.end - 1, numbers)
        for first, last in dict.fromkeys(numbers):
            start, end = code_points(self.doc, first, last)
            text = self.document.text[start:end]
            low, high = bounds(text)
            what = self._what(kind, meant, fates.get(last))
            if what and (low, high) != (None, None) and not is_date(text) and not no_number(self.doc, first, last):
                yield Count(start, end, text, low, high, what)

    def _what(self, kind: str, meant: str, fate: Fate | None) -> str | None:
        """What a number counts; None where another claim tells what became of them, or no claim of people counts it."""
        if fate is None or not fate.sure or meant in fate.what:
            return meant
        if kind == "harm" and fate.what == {THING}:
            return None
        if kind != "harm" and fate.what.isdisjoint(CASUALTIES):
            return meant
        return None if self.triggers & fate.words else min(fate.what)


def _overlap(one: Filler, other: Filler) -> bool:
    return one.first <= other.last and other.first <= one.last


def _told_apart(actors: list[Filler], targets: list[Filler]) -> None:
    """Take the same words from the weaker of two opposite roles, where pieces of them were read as both."""
    for actor, target in [(a, t) for a in actors for t in targets if (a.first, a.last) == (t.first, t.last)]:
        weaker, side = (actor, actors) if actor.probability < target.probability else (target, targets)
        if weaker in side:
            side.remove(weaker)
