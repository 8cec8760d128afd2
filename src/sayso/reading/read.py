"""Documents to readings: what the encoder sees in a text, set on a spaCy `Doc`."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from sayso.reading.network import Floats, Network, RoleScores, Seen
from sayso.reading.trees import heads_of
from sayso.reading.windows import Window, likely_starts, pack
from sayso.reading.words import Words, tokenize, words_of

LIMIT, CONTEXT = 200, 60
# How sure the encoder must be that a sentence begins: behind a full stop, behind other punctuation, and elsewhere.
START_EXPECTED, START_MARKED, START_BARE = 0.15, 0.5, 0.97


@dataclass(slots=True)
class Reading:
    """What was seen in one text: sentences, trees and mentions on `doc`, and at each word how likely which event is.

    Words leave white space out: `words.tokens[i]` is the `doc` index of word i. `triggers` [words, labels] are
    probabilities. It says what is written where, not who claims what.
    """

    doc: Doc
    words: Words
    windows: list[Window]
    triggers: Floats
    vectors: list[Floats]

    def window_of(self, word: int) -> int:
        """Index of the window whose own words include the word."""
        return next(i for i, window in enumerate(self.windows) if window.own <= word < window.end)


def read(texts: Sequence[str], network: Network) -> list[Reading]:
    """Read texts together: windows of all of them share batches."""
    laid = [_lay_out(text, network) for text in texts]
    forms = [words.forms[w.start : w.end] for _, words, windows in laid for w in windows]
    seen = iter(network.see(forms))
    return [_reading(doc, words, windows, [next(seen) for _ in windows], network) for doc, words, windows in laid]


def read_roles(
    reading: Reading, triggers: Sequence[tuple[int, int]], network: Network
) -> Iterator[tuple[Window, RoleScores]]:
    """For triggers (first word, label index), the window each was read in and the scores around it."""
    rows = [reading.window_of(word) for word, _ in triggers]
    at = [word - reading.windows[row].start for (word, _), row in zip(triggers, rows, strict=True)]
    scores = network.roles(reading.vectors, rows, at, [kind for _, kind in triggers])
    return zip((reading.windows[row] for row in rows), scores, strict=True)


def _lay_out(text: str, network: Network) -> tuple[Doc, Words, list[Window]]:
    doc = tokenize(text)
    words = words_of(doc)
    sizes = network.pieces.sizes(words.forms)
    return doc, words, pack(likely_starts(words.forms, words.breaks), sizes, LIMIT, CONTEXT)


def _reading(doc: Doc, words: Words, windows: list[Window], seen: list[Seen], network: Network) -> Reading:
    labels = network.labels
    if not words.forms:
        return Reading(doc, words, [], np.zeros((0, len(labels.triggers)), np.float32), [])
    upos, mentions = _own(windows, [s.upos for s in seen]), _own(windows, [s.mentions for s in seen])
    triggers = _own(windows, [s.triggers for s in seen])
    starts = _starts(words, _own(windows, [s.starts for s in seen]))
    starts[[w.own for w in windows]] = True
    heads, relations = _trees(windows, seen, starts, network)
    doc = _annotated(doc, words, heads, [labels.relations[i] for i in relations], [labels.upos[i] for i in upos])
    _set_mentions(doc, words, [labels.mentions[i] for i in mentions])
    return Reading(doc, words, windows, triggers, [s.vectors for s in seen])


def _starts(words: Words, probabilities: Floats) -> NDArray[np.bool_]:
    """Where sentences begin: at paragraphs, and where the encoder and the punctuation together say so."""
    levels = [START_BARE] * len(words.forms)
    for i, form in enumerate(words.forms[:-1]):
        if not form[-1].isalnum():
            levels[i + 1] = START_MARKED
    for i in likely_starts(words.forms, words.breaks):
        levels[i] = 0.0 if words.breaks[i] else START_EXPECTED
    starts: NDArray[np.bool_] = probabilities >= np.array(levels)
    return starts


def _own(windows: Sequence[Window], values: Sequence[np.ndarray]) -> np.ndarray:
    """The rows of each window's own words, end to end."""
    return (
        np.concatenate([v[w.own - w.start :] for w, v in zip(windows, values, strict=True)])
        if windows
        else np.zeros((0, 1))
    )


def _trees(
    windows: Sequence[Window], seen: Sequence[Seen], starts: np.ndarray, network: Network
) -> tuple[list[int], list[int]]:
    """Heads (as word indices, a root's its own) and relation labels of all words."""
    heads: list[int] = []
    dependent, head = [], []
    for window, own in zip(windows, seen, strict=True):
        begins = [*(i for i in range(window.own, window.end) if starts[i]), window.end]
        for first, last in itertools.pairwise(begins):
            a, b = first - window.start, last - window.start
            local = heads_of(own.arcs[a:b, a:b])
            heads += [first + h for h in local]
            dependent.append(own.dependent[a:b])
            head.append(own.head[a:b][local])
    if not heads:
        return [], []
    return heads, network.relations(np.concatenate(dependent), np.concatenate(head)).tolist()


def _annotated(doc: Doc, words: Words, heads: list[int], relations: list[str], upos: list[str]) -> Doc:
    """The same tokens with trees and tags. White space hangs on the word before it, or on the first word."""
    n = len(doc)
    all_heads, deps, pos = [-1] * n, ["dep"] * n, ["SPACE"] * n
    for i, token in enumerate(words.tokens):
        all_heads[token], pos[token] = words.tokens[heads[i]], upos[i]
        deps[token] = "ROOT" if heads[i] == i else relations[i]
    before = words.tokens[0] if words.tokens else 0
    for token in range(n):
        if all_heads[token] < 0:
            all_heads[token] = before
        else:
            before = token
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, [token.text for token in doc], spaces, pos=pos, deps=deps, heads=all_heads)


def _set_mentions(doc: Doc, words: Words, tags: Sequence[str]) -> None:
    spans, first = [], -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and tag != f"I-{tags[first][2:]}":
            spans.append(Span(doc, words.tokens[first], words.tokens[i - 1] + 1, label=tags[first][2:]))
            first = -1
        if tag[0] == "B":
            first = i
    doc.spans["mentions"] = spans
