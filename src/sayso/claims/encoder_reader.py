"""The embedded reader: the encoder's scores, completed by rules over the tree, become proposed claims."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

from sayso import __version__
from sayso.claims.attribution import SPEECH_ACTS, Cited, attribution, first_person, spans_of, speaker_of
from sayso.claims.calibration import Calibration, load_calibration
from sayso.claims.claim import Claim, Count, Modality, Participant, Place, Source, Span, Stance, Time
from sayso.claims.events import Filler, Trigger, fillers, triggers
from sayso.claims.phrases import code_points, trim
from sayso.claims.quotations import Quotation, quotations
from sayso.claims.tolls import bounds, counted
from sayso.ingest.document import Document
from sayso.reading.network import Network, RoleScores, default_network
from sayso.reading.read import Reading, read, read_roles
from sayso.reading.windows import Window

BATCH = 16


class EncoderReader:
    """Reads documents with the encoder that ships in the package. It is trained on English text.

    Raises `WeightsError` when made with weights that cannot be loaded.
    """

    def __init__(self, network: Network | None = None, levels: Calibration | None = None) -> None:
        self._network = network or default_network()
        self.levels = levels or load_calibration(self._network.folder)

    @property
    def label(self) -> str:
        """Name and version, as it stands in each claim's `reader`."""
        return f"sayso-encoder {__version__}"

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        """Proposed claims of each document in turn; up to 16 documents are read together."""
        stream = iter(documents)
        while batch := list(islice(stream, BATCH)):
            readings = read([document.text for document in batch], self._network)
            for document, reading in zip(batch, readings, strict=True):
                yield self._claims(document, reading)

    def _claims(self, document: Document, reading: Reading) -> list[Claim]:
        found = triggers(reading.triggers, self._network.labels.triggers, self.levels.kinds)
        said = quotations(reading.doc) if found else []
        scored = read_roles(reading, [(t.first, t.label) for t in found], self._network)
        assembler = Assembler(document, reading, said, self._network, self.levels, self.label)
        return [assembler.claim(t, window, scores) for t, (window, scores) in zip(found, scored, strict=True)]


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
        self.document, self.reading, self.said = document, reading, said
        self.network, self.levels, self.label = network, levels, label
        self.doc = reading.doc
        self.token = reading.words.tokens

    def claim(self, trigger: Trigger, window: Window, scores: RoleScores) -> Claim:
        """The claim of one trigger."""
        labels = self.network.labels
        kind = labels.triggers[trigger.label]
        by_role: dict[str, list[Filler]] = {role: [] for role in labels.roles}
        for filler in fillers(scores, window, labels.roles, self.levels.roles):
            by_role[filler.role].append(filler)
        start, end = code_points(self.doc, self.token[trigger.first], self.token[trigger.last])
        return Claim(
            self.document,
            kind,
            Span(start, end, self.document.text[start:end]),
            self._evidence(trigger),
            cast(Stance, labels.stances[int(scores.stance.argmax())]),
            cast(Modality, labels.modalities[int(scores.modality.argmax())]),
            sources=self._sources(kind, trigger, by_role["source"]),
            actors=self._actors(kind, trigger, by_role["actor"]),
            targets=tuple(Participant(*self._span(f)) for f in by_role["target"]),
            places=tuple(Place(*self._span(f)) for f in by_role["place"]),
            times=tuple(Time(*self._span(f)) for f in by_role["time"]),
            counts=tuple(self._counts(kind, trigger, by_role["count"])),
            framing=tuple(Span(*self._span(f)) for f in by_role["framing"]),
            confidence=self.levels.confidence(trigger.probability),
            reader=self.label,
        )

    def _span(self, filler: Filler) -> tuple[int, int, str]:
        first, last = trim(self.doc, self.token[filler.first], self.token[filler.last])
        start, end = code_points(self.doc, first, last)
        return start, end, self.document.text[start:end]

    def _evidence(self, trigger: Trigger) -> Span:
        """The sentences that the trigger stands in, without white space around them."""
        first = self.doc[self.token[trigger.first]].sent.start_char
        last = self.doc[self.token[trigger.last]].sent.end_char
        text = self.document.text[first:last]
        first += len(text) - len(text.lstrip())
        last -= len(text) - len(text.rstrip())
        return Span(first, last, self.document.text[first:last])

    def _sources(self, kind: str, trigger: Trigger, read: Sequence[Filler]) -> tuple[Source, ...]:
        cited = [Cited(*trim(self.doc, self.token[f.first], self.token[f.last]), None, f.probability) for f in read]
        sources = attribution(self.doc, kind, self.token[trigger.first], cited, self.said)
        return tuple(Source(a, b, self.document.text[a:b], cue) for a, b, cue, _ in spans_of(self.doc, sources))

    def _actors(self, kind: str, trigger: Trigger, read: Sequence[Filler]) -> tuple[Participant, ...]:
        """Who did it; where the text only says "I" or "we", or the event is a speech act, whoever is speaking."""
        token = self.token[trigger.first]
        speaker = None if read else speaker_of(self.doc, token, self.said)
        if speaker and (kind in SPEECH_ACTS or first_person(self.doc, token)):
            start, end = code_points(self.doc, speaker.first, speaker.last)
            return (Participant(start, end, self.document.text[start:end]),)
        return tuple(Participant(*self._span(f)) for f in read)

    def _counts(self, kind: str, trigger: Trigger, read: Sequence[Filler]) -> Iterator[Count]:
        words = " ".join(self.reading.words.forms[trigger.first : trigger.last + 1])
        for filler in read:
            start, end, text = self._span(filler)
            low, high = bounds(text)
            if low is not None or high is not None:
                yield Count(start, end, text, low, high, counted(kind, words))
