"""Who is cited for a claim, innermost first, and by what word."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from sayso.claims.lexicon import cues
from sayso.claims.mentions import mentions
from sayso.claims.phrases import code_points
from sayso.claims.quotations import PERSONAL, SUBJECTS, Quotation, Speaker, name_only, named, says, subject
from sayso.claims.voices import voice

SPEECH_ACTS = frozenset({"accusation", "demand", "threat"})
CARRIES = frozenset({"acl", "acl:relcl", "nmod", "ccomp", "compound"})
FIRST_PERSON = frozenset({"i", "we"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
CLIMB = 4
DEPTH = 12
LOOK_BACK = 3
REPORTED = frozenset({"ccomp", "xcomp", "parataxis", "obj"})


@dataclass(frozen=True, slots=True)
class Cited:
    """Tokens `first` to `last` are cited; `cue` is the attributing token's index, or None where there is none."""

    first: int
    last: int
    cue: int | None


class Attributor:
    """Completes what the reader found as sources, by the tree and by the quotations of one text."""

    def __init__(self, doc: Doc, said: Sequence[Quotation]) -> None:
        self.doc, self.said = doc, said

    def sources(self, kind: str, trigger: int, read: Sequence[tuple[int, int]]) -> list[Cited]:
        """The sources of a claim: those whom the tree makes say it, then what the reader found besides.

        Args:
            kind: of the event. A speech act has its speaker as actor, not as source (codebook, ruling 18).
            trigger: the trigger's first token.
            read: first and last token of what the reader found.
        """
        speaker = self.speaker(trigger)
        cited = [spoken for c in self._evidence(trigger) + self._told(trigger) if (spoken := self._voice(c))]
        for first, last in read:
            if not self._can_say(first, last):
                continue
            other = self._voice(Cited(name_only(self.doc, first, last), last, cue_of(self.doc, first, last)))
            if other and self._reaches(trigger, first, speaker) and not self._known(cited, other):
                cited.append(other)
        if len(cited) > 1:
            cited.sort(key=lambda c: -self._depth(c))
        if speaker and kind not in SPEECH_ACTS and not self._known(cited, speaker):
            cited.append(Cited(speaker.first, speaker.last, speaker.cue))
        return cited

    def _voice(self, cited: Cited) -> Cited | None:
        """The voice itself in what is cited; None where that cannot speak."""
        found = voice(self.doc, cited.first, cited.last, cited.cue)
        return Cited(*found, cited.cue) if found else None

    def _can_say(self, first: int, last: int) -> bool:
        """Whether tokens can be a source: a noun phrase, or a cue that stands for one ("reportedly")."""
        root = self.doc[first : last + 1].root
        if root.pos_ in NOMINAL or root.lower_ in cues().impersonal:
            return True
        return root.lower_ in cues().verbs and not _has_agent(root)

    def _told(self, trigger: int) -> list[Cited]:
        """Whom the tree makes say it: subjects of verbs of saying above the trigger, "according to" beside it."""
        found: list[Cited] = []
        token = self.doc[trigger]
        for _ in range(DEPTH):
            for child in token.children:
                if child.dep_ in {"parataxis", "obl", "advcl"} and child.i != trigger:
                    found += self._beside(child)
            if token.head.i == token.i:
                break
            if token.dep_ in REPORTED and says(token.head) and token.head.i != trigger:
                found += self._impersonal(token.head) or self._subject(token.head)
            token = token.head
        return [c for i, c in enumerate(found) if not self._known(found[:i], c)]

    def _beside(self, child: Token) -> list[Cited]:
        """ "..., X said" and "according to X" hang on what they attribute."""
        if child.dep_ == "obl":
            case = next((c.i for c in child.children if c.lower_ in cues().prepositions), None)
            return [] if case is None else [self._name(child, case)]
        if child.lower_ in cues().verbs and not any(c.dep_ in {"ccomp", "obj"} for c in child.children):
            return self._subject(child) if child.dep_ == "parataxis" or child.i > child.head.i else []
        return []

    def _subject(self, verb: Token) -> list[Cited]:
        """Who says it, behind whom that one cites ("X, citing Y, said")."""
        cited = []
        for child in verb.children:
            if child.dep_ == "advcl" and child.lower_ in cues().relays:
                cited += [self._name(c, child.i) for c in child.children if c.dep_ == "obj"]
        sayer = subject(verb)
        if sayer is not None and sayer.dep_ != "nsubj:pass":
            cited += self._resolved(sayer, verb)
        return cited

    def _impersonal(self, verb: Token) -> list[Cited]:
        """ "It was reported that", "is said to be": the cue itself is the mention (ruling 5), with its "to be"."""
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        if not passive or _has_agent(verb):
            return []
        last = verb.i
        if (
            last + 2 < len(self.doc)
            and self.doc[last + 1].lower_ == "to"
            and self.doc[last + 2].lower_ in {"be", "have"}
        ):
            last += 2
        return [Cited(verb.i, last, verb.i)]

    def _name(self, head: Token, cue: int) -> Cited:
        speaker = named(head, cue)
        return Cited(speaker.first, speaker.last, cue)

    def _resolved(self, subject: Token, verb: Token) -> list[Cited]:
        """The subject's mention; of a pronoun, that of whoever it stands for, or nothing."""
        if subject.pos_ != "PRON" or subject.lower_ in cues().indefinite:
            return [self._name(subject, verb.i)]
        if subject.lower_ not in PERSONAL:
            return []
        known = self._before(verb.sent.start, subject.lower_)
        return [Cited(known.first, known.last, verb.i)] if known else []

    def _before(self, start: int, pronoun: str) -> Speaker | None:
        """Who last spoke before token `start`, or was last the subject of a sentence, within three sentences."""
        at = start
        for _ in range(LOOK_BACK):
            if at == 0:
                return None
            sentence = self.doc[at - 1].sent
            verbs = [t for t in sentence if t.lower_ in cues().verbs] + [sentence.root]
            for verb in verbs:
                for child in verb.children:
                    if child.dep_ in SUBJECTS and child.pos_ in {"NOUN", "PROPN"} and self._may_be(child, pronoun):
                        return named(child, None)
            at = sentence.start
        return None

    def _may_be(self, noun: Token, pronoun: str) -> bool:
        """Whether the pronoun can stand for the noun: "he" for no organisation, "it" for no person, "they" for many."""
        label = next((m.label_ for m in mentions(self.doc) if m.start <= noun.i < m.end), "")
        if pronoun in {"he", "she"}:
            return label in {"person", ""} and not noun.lower_.endswith("s")
        return label != "person" if pronoun == "it" else True

    def speaker(self, trigger: int) -> Speaker | None:
        """Whose words the trigger stands in: the innermost quotation or statement around it that has a speaker."""
        offset = self.doc[trigger].idx
        return next((q.speaker for q in reversed(self.said) if q.speaker and q.start <= offset < q.end), None)

    def _reaches(self, trigger: int, first: int, speaker: Speaker | None) -> bool:
        """Ruling 12: attribution reaches no further than its own sentence and its quotation."""
        here = self.doc[trigger].sent
        return here.start <= first < here.end or (
            speaker is None and (self._quoted(trigger) or bool(_by_pronoun(here)))
        )

    def _quoted(self, trigger: int) -> bool:
        offset = self.doc[trigger].idx
        return any(q.start <= offset < q.end for q in self.said)

    def _evidence(self, trigger: int) -> list[Cited]:
        """ "Reports of a massacre", "video showing": the noun that carries the event."""
        token = self.doc[trigger]
        for _ in range(CLIMB):
            if token.dep_ not in CARRIES | {"conj", "obj", "xcomp"} or token.head.i == token.i:
                return []
            carries = token.dep_ in CARRIES
            token = token.head
            if carries and token.lower_ in cues().evidence and token.i < trigger:
                first = next((c.i for c in token.children if c.dep_ == "compound" and c.i == token.i - 1), token.i)
                return [Cited(first, token.i, None)]
        return []

    def _known(self, cited: Sequence[Cited], other: Speaker | Cited) -> bool:
        """Whether somebody is among the cited already, perhaps by a shorter name."""
        words = self._names(other)
        return any(words & self._names(c) for c in cited)

    def _names(self, one: Speaker | Cited) -> set[str]:
        return {t.lower_ for t in self.doc[one.first : one.last + 1] if t.text[0].isalnum()}

    def _depth(self, cited: Cited) -> int:
        """How deep the attributing word sits in its sentence: who knows first is cited by the deepest.

        Whoever quotes ("a source quoted by state television") stands outermost.
        """
        if self.doc[cited.first : cited.last + 1].root.dep_ == "obl:agent":
            return -1
        token, depth = self.doc[cited.cue if cited.cue is not None else cited.first], 0
        while token.head.i != token.i:
            token, depth = token.head, depth + 1
        return depth


def first_person(doc: Doc, trigger: int) -> bool:
    """Whether the event's own clause has "I" or "we" as its subject."""
    token = doc[trigger]
    for _ in range(3):
        subjects = [child.lower_ for child in token.children if child.dep_ in SUBJECTS]
        if subjects or token.dep_ not in {"xcomp", "conj", "obj", "ccomp"}:
            return bool(FIRST_PERSON & set(subjects))
        token = token.head
    return False


def denied(trigger: Token) -> bool:
    """Whether a verb of denial reports the trigger ("denied that its troops had shelled", "denies having shelled").

    Not when the denial is itself negated, nor for an object ("denied them access").
    """
    token = trigger
    for _ in range(CLIMB):
        if token.head.i == token.i or token.dep_ not in REPORTED | {"conj"}:
            return False
        if token.head.lower_ in cues().denials and token.dep_ in {"ccomp", "xcomp"}:
            return not any(child.lower_ in cues().negations for child in token.head.children)
        token = token.head
    return False


def _has_agent(verb: Token) -> bool:
    return any(
        child.dep_ == "obl:agent" or (child.dep_ == "obl" and any(c.lower_ == "by" for c in child.children))
        for child in verb.children
    )


def _by_pronoun(sentence: Span) -> Token | None:
    """A verb of saying whose subject is "he", "she" or "they"."""
    said = (token for token in sentence if token.lower_ in cues().verbs and token.pos_ == "VERB")
    people = PERSONAL - {"it"}
    return next((v for v in said if any(c.dep_ in SUBJECTS and c.lower_ in people for c in v.children)), None)


def cue_of(doc: Doc, first: int, last: int) -> int | None:
    """The word that attributes to tokens `first` to `last`: a verb of saying above it, or its preposition."""
    head = doc[first : last + 1].root
    if head.lower_ in cues().impersonal:
        return int(head.i)
    for child in head.children:
        if child.dep_ in {"case", "fixed"} and child.lower_ in cues().prepositions:
            return int(child.i)
    token: Token = head
    for _ in range(3):
        if token.head.i == token.i:
            break
        token = token.head
        if says(token) and token.pos_ in {"VERB", "NOUN", "AUX"}:
            return int(token.i)
    return _beside(head)


def _beside(head: Token) -> int | None:
    """A verb of saying in the same sentence that has no subject of its own ("said the army")."""
    for token in head.sent:
        near = says(token) and token.pos_ == "VERB" and abs(token.i - head.i) <= 3
        if near and not any(child.dep_ in SUBJECTS for child in token.children):
            return int(token.i)
    return None


def spans_of(doc: Doc, cited: Sequence[Cited]) -> list[tuple[int, int, str | None]]:
    """Code points and the cue's text of each."""
    return [(*code_points(doc, c.first, c.last), doc[c.cue].text if c.cue is not None else None) for c in cited]
