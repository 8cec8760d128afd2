"""Who is cited for a claim, innermost first, and by what word."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.claims.lexicon import cues
from sayso.claims.phrases import code_points
from sayso.claims.quotations import SUBJECTS, Quotation, Speaker

SPEECH_ACTS = frozenset({"accusation", "demand", "threat"})


@dataclass(frozen=True, slots=True)
class Cited:
    """Tokens `first` to `last` are cited; `cue` is the attributing token's index, or None; `probability` as read."""

    first: int
    last: int
    cue: int | None
    probability: float


def attribution(doc: Doc, kind: str, trigger: int, read: Sequence[Cited], said: Sequence[Quotation]) -> list[Cited]:
    """The sources of a claim.

    Args:
        doc: the document.
        kind: of the event. A speech act has its speaker as actor, not as source (codebook, ruling 18).
        trigger: the trigger's first token.
        read: what the reader found as sources.
        said: all quotations and statements of the document.
    """
    offset = doc[trigger].idx
    around = [q for q in said if q.speaker is not None and q.start <= offset < q.end]
    cited = [
        c if c.cue is not None else Cited(c.first, c.last, cue_of(doc, c.first, c.last), c.probability) for c in read
    ]
    for quotation in reversed(around):
        speaker = quotation.speaker
        if speaker is not None and kind not in SPEECH_ACTS and not _known(doc, cited, speaker):
            cited.append(Cited(speaker.first, speaker.last, speaker.cue, 1.0))
    return sorted(cited, key=lambda c: -_depth(doc, c)) if len(cited) > 1 and not around else cited


def speaker_of(doc: Doc, trigger: int, said: Sequence[Quotation]) -> Speaker | None:
    """Whose words the trigger stands in: the innermost quotation or statement around it that has a speaker."""
    offset = doc[trigger].idx
    return next((q.speaker for q in reversed(said) if q.speaker and q.start <= offset < q.end), None)


def first_person(doc: Doc, trigger: int) -> bool:
    """Whether the event's own clause has "I" or "we" as its subject."""
    token = doc[trigger]
    for _ in range(3):
        if any(child.dep_ in SUBJECTS and child.lower_ in {"i", "we"} for child in token.children):
            return True
        if any(child.dep_ in SUBJECTS for child in token.children) or token.dep_ not in {
            "xcomp",
            "conj",
            "obj",
            "ccomp",
        }:
            return False
        token = token.head
    return False


def _known(doc: Doc, cited: Sequence[Cited], speaker: Speaker) -> bool:
    """Whether the speaker is among the cited already, perhaps by a shorter name."""
    words = {t.lower_ for t in doc[speaker.first : speaker.last + 1] if t.is_alpha}
    return any(words & {t.lower_ for t in doc[c.first : c.last + 1] if t.is_alpha} for c in cited)


def _depth(doc: Doc, cited: Cited) -> int:
    """How deep the attributing word sits in its sentence: who knows first is cited by the deepest."""
    token, depth = doc[cited.cue if cited.cue is not None else cited.first], 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth


def cue_of(doc: Doc, first: int, last: int) -> int | None:
    """The word that attributes to tokens `first` to `last`: a verb of saying above it, or its preposition."""
    head = doc[first : last + 1].root
    for child in head.children:
        if child.dep_ in {"case", "fixed"} and child.lower_ in cues().prepositions:
            return int(child.i)
    token: Token = head
    for _ in range(3):
        if token.head.i == token.i:
            break
        token = token.head
        if token.lower_ in cues().verbs and (token.pos_ in {"VERB", "NOUN", "AUX"}):
            return int(token.i)
    return _beside(head)


def _beside(head: Token) -> int | None:
    """A verb of saying in the same sentence that has no subject of its own ("said the army")."""
    for token in head.sent:
        near = token.lower_ in cues().verbs and token.pos_ == "VERB" and abs(token.i - head.i) <= 3
        if near and not any(child.dep_ in SUBJECTS for child in token.children):
            return int(token.i)
    return None


def spans_of(doc: Doc, cited: Sequence[Cited]) -> list[tuple[int, int, str | None, float]]:
    """Code points, the cue's text and the probability of each."""
    return [
        (*code_points(doc, c.first, c.last), doc[c.cue].text if c.cue is not None else None, c.probability)
        for c in cited
    ]
