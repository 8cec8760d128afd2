"""From a text to words (spaCy's English tokenizer), and from words to what the encoder takes in."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from sayso.reading.lexicon import hints

SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")
WRAPPED_LINE = range(50, 100)


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """spaCy's rule-based English tokenizer: no model, no weights."""
    return English().tokenizer


def tokenize(text: str) -> Doc:
    """A `Doc` whose tokens cover the text: `token.idx` is the offset in code points."""
    doc: Doc = tokenizer()(text)
    return doc


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, white space left out.

    `tokens[i]` is the index in the `Doc` of word i, `breaks[i]` whether a paragraph ends before it.
    """

    forms: list[str]
    tokens: list[int]
    breaks: list[bool]


def words_of(doc: Doc) -> Words:
    """The words of a tokenized text, with the paragraph breaks before them."""
    paragraph = _paragraph_break(doc.text)
    forms, tokens, breaks, broken = [], [], [], False
    for token in doc:
        if token.is_space:
            broken = broken or bool(paragraph.search(token.text))
            continue
        forms.append(token.text)
        tokens.append(token.i)
        breaks.append(broken)
        broken = False
    return Words(forms, tokens, breaks)


def _paragraph_break(text: str) -> re.Pattern[str]:
    """What ends a paragraph here: any line break, or only a blank line where the text is hard-wrapped."""
    lines = text.split("\n")
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    wrapped = sum(len(a) in WRAPPED_LINE and b.lstrip()[0].islower() for a, b in pairs)
    return re.compile(r"\n\s*\n" if wrapped > 0.25 * len(pairs) else r"\n")


def shape(form: str) -> int:
    """Index in `SHAPES` of how the word is written; the encoder's vocabulary is lower-cased and does not see it."""
    if form.isdigit():
        return 4
    if not any(c.isalpha() for c in form):
        return 5
    if form.islower():
        return 0
    if form.isupper() and len(form) > 1:
        return 2
    return 1 if form[0].isupper() and (len(form) == 1 or form[1:].islower()) else 3


def shapes(forms: Sequence[str]) -> list[int]:
    """`shape` of each form."""
    return [shape(form) for form in forms]


def hint_of(form: str) -> int:
    """The kinds of event that the lexicon says the word can name, as bits in the order of triggers.toml."""
    return hints().get(form.lower(), 0)
