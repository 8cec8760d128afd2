"""Signs of the time that a sentence tells of: whether its words look ahead, and whether they stand in a quotation."""

from bisect import bisect_right

from sayso.grounding.days.grammar import Phrase
from sayso.grounding.days.lexicon import lexicon
from sayso.grounding.days.tokens import Token

REACH = 14
"""Tokens: how far from an expression a cue is looked for."""


class Tense:
    """Cues of the future are words, not grammar: "meets on Friday" is taken for the past."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.text = text.lower() if len(text.lower()) == len(text) else text
        self.breaks = [n for n, t in enumerate(tokens) if t.sign in "!|"]
        self.open = _quoted(tokens, text)

    def sentence(self, at: int) -> tuple[int, int]:
        """First and last (exclusive) token of the sentence that a token stands in."""
        n = bisect_right(self.breaks, at)
        begin = self.breaks[n - 1] + 1 if n else 0
        return begin, self.breaks[n] if n < len(self.breaks) else len(self.tokens)

    def quoted(self, phrase: Phrase) -> bool:
        """Whether it stands between quotation marks."""
        return self.open[phrase.first]

    def opens(self, phrase: Phrase) -> bool:
        """Whether it stands at the beginning of its sentence."""
        return phrase.first - self.sentence(phrase.first)[0] <= 1

    def ahead(self, phrase: Phrase) -> bool:
        """Whether the nearest sign before the expression, else after it in its sentence, tells the future."""
        begin, end = self.sentence(phrase.first)
        if phrase.first and self._word(phrase.first - 1) == "by" and phrase.first - begin > 1:
            return True
        before = range(phrase.first - 1, max(begin, phrase.first - REACH) - 1, -1)
        after = range(phrase.last, min(end, phrase.last + REACH))
        return next((sign for span in (before, after) if (sign := self._sign(span)) is not None), False)

    def near(self, at: int) -> bool | None:
        """Whether the words before a token tell the future; None where nothing tells."""
        begin, _ = self.sentence(at)
        return self._sign(range(at, max(begin, at - REACH) - 1, -1))

    def _word(self, n: int) -> str:
        token = self.tokens[n]
        return self.text[token.start : token.end].replace("’", "'")

    def _sign(self, span: range) -> bool | None:
        """True at the first cue of the future, False at the first word for what is done."""
        found = lexicon()
        for n in span:
            word = self._word(n)
            pair = f"{word} {self._word(n + 1)}" if n + 1 < len(self.tokens) else word
            if word in found.future or pair in found.future:
                return True
            if word in found.done or (word.endswith("ed") and len(word) > 4):
                return False
        return None


def _quoted(tokens: list[Token], text: str) -> list[bool]:
    """For each token whether a quotation is open there; a paragraph closes what was left open."""
    inside, found = False, []
    for token in tokens:
        if token.sign == "|":
            inside = False
        elif token.sign == '"':
            mark = text[token.start]
            inside = mark in "“„«" or (mark == '"' and not inside)
        found.append(inside)
    return found
