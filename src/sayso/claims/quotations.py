"""Whose words a stretch of text is: a quotation over several sentences, a statement after a colon, "Source: ...".

A claim made inside one of them has that speaker as its source (codebook, ruling 12: attribution reaches no further than
its own sentence and its quotation).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.claims.lexicon import cues
from sayso.claims.mentions import Labelled, mentions
from sayso.claims.phrases import noun_phrase, trim, with_complement
from sayso.claims.voices import counted, mute

OPENERS = {"“": "”", "«": "»", "„": "“", "‟": "”"}
CLOSERS = frozenset('”»"')
SCARE_QUOTE = 4
REACH = 250
LABEL_WORDS = 7
PERSONAL = frozenset({"he", "she", "they", "it"})
BESIDE = frozenset({"appos", "flat", "compound", "nmod:desc", "nmod", "list", "dep"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)(?=[a-z])[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Tokens `first` to `last` name who speaks; `cue` is the index of the attributing token, or None."""

    first: int
    last: int
    cue: int | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Code points `start` to `end` (exclusive) are the words of `speaker`, who is None where the text does not say."""

    start: int
    end: int
    speaker: Speaker | None


def quotations(doc: Doc) -> list[Quotation]:
    """All stretches of a parsed text that are somebody's words, ascending; where they nest, the outer stands first."""
    finder = Finder(doc)
    found = [*finder.attributed(), *finder.statements(), *finder.headlines()]
    return sorted(found, key=lambda q: (q.start, -q.end))


class Finder:
    """Looks through one text for what is between quotation marks, behind "X said:", and behind "X:"."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self.offsets = [token.idx for token in doc]
        self.paragraphs = [m.span() for m in PARAGRAPH.finditer(self.text) if m.group().strip()]
        self.marked = [span for start, end in self.paragraphs for span in self._marked(start, end)]

    def _marked(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans between quotation marks, marks included; a mark left open runs to the end of its paragraph."""
        at, closer = -1, ""
        for i in range(start, end):
            char = self.text[i]
            if at < 0 and (char in OPENERS or (char == '"' and (i == start or not self.text[i - 1].isalnum()))):
                at, closer = i, OPENERS.get(char, '"')
            elif at >= 0 and char == closer:
                yield at, i + 1
                at = -1
        if at >= 0:
            yield at, end

    def attributed(self) -> Iterator[Quotation]:
        """Each quotation that is more than a scare quote, with who is said to have said it."""
        starts = [start for start, _ in self.paragraphs]
        before, speaker = -1, None
        for start, end in self.marked:
            if len(self.text[start:end].split()) < SCARE_QUOTE:
                continue
            paragraph = bisect_right(starts, start) - 1
            found = self._beside(start, end, speaker)
            if found is None and before == paragraph:
                found = speaker
            if found is None and not self.text[starts[paragraph] : start].strip():
                found = self._introduction(paragraph) or (speaker if self._still_open(paragraph, before) else None)
            before, speaker = paragraph, found
            yield Quotation(start, end, found)

    def _introduction(self, paragraph: int) -> Speaker | None:
        """Who the paragraph before hands over to, where it ends in a colon."""
        if paragraph == 0:
            return None
        start, end = self.paragraphs[paragraph - 1]
        return self._introduced(start, end) if self.text[start:end].rstrip().endswith(":") else None

    def _still_open(self, paragraph: int, before: int) -> bool:
        """Whether the paragraph before is where the last quotation stood, and it was not closed there."""
        if paragraph == 0 or before != paragraph - 1:
            return False
        start, end = self.paragraphs[paragraph - 1]
        return any(a >= start and b == end and self.text[b - 1] not in CLOSERS for a, b in self.marked)

    def _beside(self, start: int, end: int, before: Speaker | None) -> Speaker | None:
        """Who the sentence around the quotation says it is by: the nearest attribution outside any quotation."""
        best: tuple[int, Speaker] | None = None
        for token in self._around(start, end):
            gap = self.text[token.idx : start] if token.idx < start else self.text[end : token.idx]
            if re.search(r"[.!?…]\s", gap.strip()[:-1]) or "\n" in gap or (best and len(gap) >= best[0]):
                continue
            speaker = subject_of(token, before)
            if speaker:
                best = (len(gap), speaker)
        return best[1] if best else None

    def _around(self, start: int, end: int) -> Iterator[Token]:
        """Verbs of saying a little before the quotation or behind it, outside all quotations."""
        first, last = bisect_left(self.offsets, start - REACH), bisect_right(self.offsets, end + REACH)
        for token in self.doc[first:last]:
            if token.lower_ in cues().verbs and not any(a < token.idx < b for a, b in self.marked):
                yield token

    def _introduced(self, start: int, end: int) -> Speaker | None:
        """The speaker of a passage that ends in a colon ("The minister said:", "X gave the following statement:")."""
        tokens = self.doc[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]
        for token in reversed(list(tokens)):
            if token.pos_ == "VERB" and (token.lower_ in cues().verbs or _gives_statement(token)):
                speaker = subject_of(token)
                if speaker:
                    return speaker
        return None

    def statements(self) -> Iterator[Quotation]:
        """Paragraphs behind "X said:" without quotation marks: X's words until the next introduction or heading."""
        speaker: Speaker | None = None
        begin = end = 0
        for start, stop in self.paragraphs:
            text = self.text[start:stop].strip()
            introduces = text.endswith(":")
            quoted = any(a <= start + 1 < b for a, b in self.marked)
            if speaker and (introduces or quoted or text.rstrip(":").lower() in cues().headings):
                if end > begin:
                    yield Quotation(begin, end, speaker)
                speaker = None
            if introduces:
                speaker, begin, end = self._introduced(start, stop), stop, stop
            elif speaker:
                end = stop
        if speaker and end > begin:
            yield Quotation(begin, end, speaker)

    def headlines(self) -> Iterator[Quotation]:
        """ "Army: three villages freed": a short noun phrase that can speak, a colon, and the rest of the sentence."""
        for sentence in self.doc.sents:
            tokens = [t for t in sentence if not t.is_space]
            colon = next((i for i, t in enumerate(tokens[:LABEL_WORDS]) if t.text == ":"), 0)
            if not colon or len(tokens) < colon + 4 or any(t.pos_ in {"VERB", "AUX"} for t in tokens[:colon]):
                continue
            if self._can_speak(tokens[0].i, tokens[colon - 1].i):
                speaker = Speaker(tokens[0].i, tokens[colon - 1].i, None)
                yield Quotation(tokens[colon + 1].idx, tokens[-1].idx + len(tokens[-1]), speaker)

    def _can_speak(self, first: int, last: int) -> bool:
        label = self.doc[first : last + 1].text.lower()
        if label in cues().voices or self.doc[last].lower_ in cues().voices:
            return True
        return any(
            mention.label_ in {"person", "organisation"} and mention.start <= first + 1 and mention.end > last
            for mention in mentions(self.doc)
        )


def subject_of(verb: Token, before: Speaker | None = None) -> Speaker | None:
    """Who does the saying: the subject of the verb, or the agent of its passive. A pronoun stands for `before`."""
    child = subject(verb)
    if child is not None:
        if child.pos_ != "PRON":
            return named(child, verb.i)
        known = child.lower_ in PERSONAL and before is not None
        return Speaker(before.first, before.last, verb.i) if known and before else None
    if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        return subject_of(verb.head, before)
    return None


def says(verb: Token) -> bool:
    """Whether the word can attribute: a verb of saying, one that is so only beside what is said with no object."""
    if verb.lower_ in cues().asides:
        return not any(child.dep_ in {"obj", "xcomp", "ccomp"} for child in verb.children)
    return verb.lower_ in cues().verbs


def subject(verb: Token) -> Token | None:
    """The subject of the verb, or its agent; where the tree gives it several, the one next to it that can speak."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS or child.dep_ == "obl:agent"]
    unlike = {"VERB", "AUX", "ADJ"}
    dumb = [child for child in found if mute(child) or counted(child)]
    return min(found, key=lambda child: (child.pos_ in unlike, child in dumb, abs(child.i - verb.i)), default=None)


def named(head: Token, cue: int | None) -> Speaker:
    """The mention that `head` heads; of a title and a name ("Foreign Minister Jane Doe"), the name."""
    doc = head.doc
    for mention in reversed(mentions(doc)):
        if mention.label_ == "person" and _stands_for(mention, head, cue):
            first = name_only(doc, mention.start, mention.end - 1)
            if any(token.pos_ == "PROPN" for token in doc[first : mention.end]):
                return Speaker(first, mention.end - 1, cue)
    first, last = noun_phrase(head)
    groups = [m for m in mentions(doc) if m.label_ == "organisation"]
    group = next((m for m in groups if doc[m.start : m.end].root.i == head.i), None)
    if group is not None:
        first, last = trim(doc, min(first, group.start), max(last, group.end - 1))
    elif head.pos_ == "DET" and cue is not None and head.i < cue:
        first, last = trim(doc, head.i, cue - 1)
    elif head.pos_ == "NOUN":
        last = with_complement(head, last)
    return Speaker(name_only(doc, first, last), last, cue)


def _stands_for(mention: Labelled, head: Token, cue: int | None) -> bool:
    """Whether the mention is the head, or is set beside it as its name, before the verb of saying or behind it."""
    if mention.start <= head.i < mention.end:
        return True
    root = head.doc[mention.start : mention.end].root
    inside = head.left_edge.i <= mention.start and mention.end <= head.right_edge.i + 1
    bare = not any(child.dep_ == "case" for child in root.children)
    return inside and bare and root.dep_ in BESIDE and root.head.i == head.i and (cue is None or root.i != cue)


def name_only(doc: Doc, first: int, last: int) -> int:
    """First token of the name, where tokens `first` to `last` are a job title and a name; else `first`."""
    titles = [i for i in range(first, last) if doc[i].lower_ in cues().titles]
    if not titles:
        return first
    begin = titles[-1] + 1
    while begin < last and doc[begin].is_punct:
        begin += 1
    name = [token for token in doc[begin : last + 1] if token.is_alpha]
    return begin if name and all(token.text[0].isupper() for token in name) else first


def _gives_statement(verb: Token) -> bool:
    return any(child.dep_ in {"obj", "obl"} and child.lower_ in cues().nouns for child in verb.children)
