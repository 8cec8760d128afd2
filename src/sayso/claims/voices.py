"""Who can be cited: the words of a voice made right, or none where what was taken for one cannot speak.

Things, events and places do not speak; what attributes to them is a slip of the tree or of the reader, and a claim with
no source is better than one with a wrong one. Only the words and their tree are asked here; whom they name is found in
`sayso.grounding.actors.voices`, and voices that no theatre knows are told apart in `sayso.reconcile.spoken`.
"""

from collections.abc import Set

from spacy.tokens import Doc, Token

from sayso.claims.lexicon import cues, days
from sayso.claims.mentions import mentions
from sayso.claims.phrases import LINKS, hyphenated, noun_phrase, trim

SMALL = frozenset({"ADP", "PART", "SCONJ", "CCONJ", "AUX", "PUNCT"})
JOINING = frozenset({"for", "of"})


def voice(doc: Doc, first: int, last: int, cue: int | None) -> tuple[int, int] | None:
    """First and last token of the voice in tokens `first` to `last`; None where they name nothing that can speak.

    Args:
        doc: the text, parsed.
        first: the first token of what was taken for the voice.
        last: its last token.
        cue: the attributing token's index, or None where there is none.
    """
    first, last = _of_several(doc, _own(doc, first, last, cue), last)
    first, last = _whole(doc, *hyphenated(doc, *trim(doc, first, last), frozenset()))
    return (first, last) if _speaks(doc, first, last, cue) else None


def mute(head: Token) -> bool:
    """Whether what the token heads cannot speak: an event, a thing, a time, but not a newspaper called "Times"."""
    if head.lower_ in cues().units:
        begins = head.i == head.sent.start and not any(_proper(child) for child in head.children)
        return not head.text[0].isupper() or begins
    return head.lower_ in cues().mute and head.lower_ not in cues().evidence


def counted(head: Token) -> bool:
    """Whether the token heads a number of people, who rather suffer what is told than tell it."""
    return head.lower_ in cues().crowd and any(child.dep_ == "nummod" for child in head.children)


def _speaks(doc: Doc, first: int, last: int, cue: int | None) -> bool:
    span = doc[first : last + 1]
    head = span.root
    if head.i == cue or head.lower_ in cues().impersonal | cues().indefinite:
        return True
    if mute(head) or all(token.pos_ in SMALL or token.lower_ in LINKS for token in span):
        return False
    if _day(doc, first, last):
        return False
    return cue is not None or not _placed(doc, first, last)


def _day(doc: Doc, first: int, last: int) -> bool:
    """Whether it is a day of the week alone, also with the "s" of a genitive; "the Sunday" may be a newspaper."""
    called = first > 0 and doc[first - 1].lower_ == "the"
    return first == last and not called and doc[first].lower_.removesuffix("s") in days()


def _placed(doc: Doc, first: int, last: int) -> bool:
    """Whether the words are only where something is: a place, or a noun for one, with a preposition before it."""
    head = doc[first : last + 1].root
    place = head.lower_ in cues().grounds or any(
        m.label_ == "place" and m.start <= first and last < m.end for m in mentions(doc)
    )
    return place and any(child.dep_ == "case" and child.i < first for child in head.children)


def _own(doc: Doc, first: int, last: int, cue: int | None) -> int:
    """First token of the voice itself, where the words begin with the end of the phrase before them.

    In a text without its commas the day, the place or the number before a voice runs into it ("in Tosk state radio
    said", "wounded 40 state television said").
    """
    spoken = cue is not None and doc[cue].lower_ in cues().verbs
    if not spoken or first == last:
        return first
    opened = doc[first].pos_ == "ADP" or (first > 0 and doc[first - 1].pos_ == "ADP")
    start = first + 1 if doc[first].pos_ == "ADP" and doc[first + 1].pos_ not in {"ADJ", "ADV"} else first
    labels = {"time", "place"} if opened and doc[last].text[0].islower() else {"time"}
    while start < last and _foreign(doc, start, last, labels):
        start += 1
    return start if any(token.pos_ in {"NOUN", "PROPN"} for token in doc[start : last + 1]) else first


def _foreign(doc: Doc, at: int, last: int, labels: Set[str]) -> bool:
    """Whether a token before a voice is no part of it: of a time or place that ends before it, or a bare number."""
    if doc[at].like_num and doc[at].text[0].isdigit():
        return doc[last].lower_ in cues().voices and not doc[last].lower_.endswith("s")
    around = [m for m in mentions(doc) if m.start <= at < m.end]
    called = doc[at].lower_ in days() and at > 0 and doc[at - 1].lower_ == "the"
    if called or any(m.label_ == "person" for m in around):
        return False
    return doc[at].lower_ in days() or any(m.label_ in labels and m.end <= last for m in around)


def _of_several(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Of a number alone, the people of whom so many speak: of "two" in "two of its contacts", the contacts."""
    root = doc[first : last + 1].root
    if root.pos_ not in {"NUM", "DET", "PRON", "ADJ"}:
        return first, last
    people = (child for child in root.children if child.dep_ == "nmod" and child.i > last)
    noun = next((one for one in people if any(word.lower_ == "of" for word in one.children)), None)
    return trim(doc, *noun_phrase(noun)) if noun is not None and noun.pos_ != "PRON" else (first, last)


def _whole(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A piece of a name made whole over "for" or "of": of "Rights" in "the Centre for Human Rights", all four words."""
    root = doc[first : last + 1].root
    head = root.head
    if root.dep_ == "nmod" and head.i < first and _proper(head) and _joined(doc, head.i, first):
        first = noun_phrase(head)[0]
        root = doc[first : last + 1].root
    if not _proper(doc[last]) or not _proper(root):
        return first, last
    for child in root.children:
        if child.dep_ == "nmod" and child.i > last and _joined(doc, last, noun_phrase(child)[0]) and _proper(child):
            return first, noun_phrase(child)[1]
    return first, last


def _joined(doc: Doc, before: int, after: int) -> bool:
    """Whether nothing but "for" or "of", perhaps with "the", stands between two tokens of a name."""
    between = [token.lower_ for token in doc[before + 1 : after]]
    return bool(between) and between[0] in JOINING and between[1:] in ([], ["the"]) and _proper(doc[after])


def _proper(token: Token) -> bool:
    """Whether the token is a noun written as part of a name, and no person's title."""
    return bool(
        token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.lower_ not in cues().titles
    )
