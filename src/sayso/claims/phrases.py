"""Noun phrases over Universal Dependencies: the codebook's mention, the shortest phrase that names a thing."""

from collections.abc import Set

from spacy.tokens import Doc, Token

from sayso.claims.mentions import mentions

ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})
GENITIVES = frozenset({"'s", "’s", "'", "’"})
PREMODIFIERS = frozenset({"amod", "compound", "nummod", "nmod:poss", "flat", "goeswith", "nmod", "nmod:desc", "punct"})
NAME_PARTS = frozenset({"compound", "flat", "goeswith", "nmod:desc", "fixed"})
FUNCTION = frozenset({"ADP", "DET", "PRON", "PART", "SCONJ", "CCONJ", "AUX", "PUNCT"})
HYPHENS = frozenset("-‐‑–")
NAMED = frozenset({"organisation", "place", "person"})
LINKS = frozenset({"of", "for", "al", "el", "the", "and", "de", "in"})


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
        if child.i > head.i and child.dep_ in NAME_PARTS and child.left_edge.i == last + 1:
            last = child.right_edge.i
    return trim(head.doc, first, last)


def with_complement(head: Token, last: int) -> int:
    """Last token of the phrase together with the prepositional phrase that follows ("officer of the Tiger Column")."""
    for child in sorted(head.children, key=lambda t: t.i):
        if child.dep_ == "nmod" and child.left_edge.i == last + 1 and child.i > head.i:
            inner = noun_phrase(child)[1]
            return max(inner, child.i)
    return last


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The tokens without articles, possessive pronouns and punctuation at their ends. They never become empty."""
    while first < last and (_edge(doc[first]) or doc[first].lower_ in ARTICLES or doc[first].lower_ in POSSESSIVES):
        first += 1
    while first < last and (_edge(doc[last]) or doc[last].lower_ in GENITIVES):
        last -= 1
    return first, last


def _edge(token: Token) -> bool:
    return bool(token.is_space or (token.is_punct and token.text not in {"(", ")", "%"}))


def completed(doc: Doc, first: int, last: int, barred: Set[int], time: bool = False) -> tuple[int, int] | None:
    """A piece of a mention made whole, or None where nothing but function words is left of it.

    A name or compound of which a part was read is completed, and so is a hyphenated word; a preposition read alone
    brings its noun. Tokens in `barred` (the trigger's) are never drawn in: of "Russian air strikes", with "strikes" the
    trigger, "Russian" stays as it is. Only a `time` keeps its preposition ("since 2015"), and brings what it counts.
    """
    root = doc[first : last + 1].root
    if root.pos_ == "ADP" and root.dep_ in {"case", "mark"} and root.head.i > last and root.head.i not in barred:
        first, last = first, max(last, root.head.i)
        root = root.head
    parts = NAME_PARTS | {"nummod"} if time else NAME_PARTS
    while root.dep_ in parts and not _between(root.head, first, last) and not _crosses(root, barred):
        root = root.head
        first, last = min(first, root.i), max(last, root.i)
    for child in root.children:
        if child.dep_ in NAME_PARTS and child.i not in barred and not _crosses(child, barred):
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    first, last = hyphenated(doc, first, last, barred)
    while not time and first < last and doc[first].pos_ == "ADP":
        first += 1
    first, last = trim(doc, first, last)
    return None if all(token.pos_ in FUNCTION or token.is_space for token in doc[first : last + 1]) else (first, last)


def coordinated(token: Token) -> list[Token]:
    """The other members of the list that a token heads or stands in, in text order."""
    first = token.head if token.dep_ == "conj" else token
    return [other for other in (first, *first.conjuncts) if other.i != token.i]


def whole_name(doc: Doc, first: int, last: int, barred: Set[int]) -> tuple[int, int]:
    """The piece of a name made whole: of "Army" in "the Free Syrian Army", all three words.

    It grows over capitalised words, and over small words between two of them, as far as the mention goes that was read
    around it; never over the tokens in `barred`.
    """
    if not _capital(doc[first]) or not _capital(doc[last]):
        return first, last
    for mention in mentions(doc):
        if mention.label_ in NAMED and mention.start <= first and last < mention.end:
            first = min((i for i in range(mention.start, first + 1) if _name(doc, i, last, barred)), default=first)
            last = max((i for i in range(last, mention.end) if _name(doc, first, i, barred)), default=last)
    return first, last


def _name(doc: Doc, first: int, last: int, barred: Set[int]) -> bool:
    """Whether these tokens can be one name: capitals at both ends, and little but capitals between them."""
    words = doc[first : last + 1]
    return (
        _capital(words[0])
        and _capital(words[-1])
        and all(_capital(t) or t.lower_ in LINKS or t.text in HYPHENS or t.text in GENITIVES for t in words)
        and not barred & set(range(first, last + 1))
        and words[0].lower_ not in ARTICLES
        and not (first > 0 and doc[first - 1].text in HYPHENS and not doc[first - 1].whitespace_)
    )


def _capital(token: Token) -> bool:
    return bool(token.text[:1].isupper())


def _between(token: Token, first: int, last: int) -> bool:
    return first <= int(token.i) <= last


def _crosses(token: Token, barred: Set[int]) -> bool:
    """Whether the trigger is the token's head, or stands between the two."""
    low, high = sorted((token.i, token.head.i))
    return any(low <= i <= high for i in barred)


def hyphenated(doc: Doc, first: int, last: int, barred: Set[int]) -> tuple[int, int]:
    """Whole words where the tokenizer splits at hyphens."""
    while first > 1 and _joined(doc, first - 2) and not {first - 1, first - 2} & barred:
        first -= 2
    while last + 2 < len(doc) and _joined(doc, last) and not {last + 1, last + 2} & barred:
        last += 2
    return first, last


def _joined(doc: Doc, i: int) -> bool:
    """Whether token i, a hyphen and token i + 2 are written together."""
    return bool(doc[i + 1].text in HYPHENS and not doc[i].whitespace_ and not doc[i + 1].whitespace_)


def code_points(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Start and end (exclusive) of tokens `first` to `last` in the text."""
    return doc[first].idx, doc[last].idx + len(doc[last])
