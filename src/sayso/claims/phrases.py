"""Noun phrases over Universal Dependencies: the codebook's mention, the shortest phrase that names a thing."""

from spacy.tokens import Doc, Token

ARTICLES = frozenset({"the", "a", "an"})
PREMODIFIERS = frozenset(
    {
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "flat",
        "goeswith",
        "advmod",
        "punct",
        "case",
        "nmod",
        "nmod:desc",
        "nmod:unmarked",
        "compound:prt",
    }
)
POSTMODIFIERS = frozenset({"flat", "goeswith", "fixed", "compound", "nmod:desc"})


def noun_phrase(head: Token) -> tuple[int, int]:
    """First and last token of the mention that `head` heads: its modifiers before it, and what is flat behind it.

    Leading articles and possessive pronouns are left out, and so are relative clauses, appositions and
    prepositional phrases.
    """
    first = last = head.i
    for child in sorted(head.children, key=lambda t: -t.i):
        if child.i < head.i and child.dep_ in PREMODIFIERS and child.right_edge.i == first - 1:
            first = child.left_edge.i
    for child in sorted(head.children, key=lambda t: t.i):
        if child.i > head.i and child.dep_ in POSTMODIFIERS and child.left_edge.i == last + 1:
            last = child.right_edge.i
    return trim(head.doc, first, last)


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The tokens without articles, possessive pronouns and punctuation at their ends. They never become empty."""
    while first < last and (doc[first].lower_ in ARTICLES or _edge(doc[first]) or _possessive(doc[first])):
        first += 1
    while first < last and (_edge(doc[last]) or doc[last].lower_ in {"'s", "’s", "'", "’"}):
        last -= 1
    return first, last


def _edge(token: Token) -> bool:
    return bool(token.is_space or (token.is_punct and token.text not in {"(", ")", "%"}))


def _possessive(token: Token) -> bool:
    return token.lower_ in {"its", "their", "his", "her", "our", "my", "your"}


def code_points(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Start and end (exclusive) of tokens `first` to `last` in the text."""
    return doc[first].idx, doc[last].idx + len(doc[last])
