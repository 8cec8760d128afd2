"""Signs of the time that a sentence tells of: whether its words look ahead, and whether they stand in a quotation."""

from bisect import bisect_right

from sayso.grounding.days.grammar import Phrase
from sayso.grounding.days.lexicon import lexicon
from sayso.grounding.days.tokens import Token
from sayso.grounding.days.values import MonthOf, SeasonOf

REACH = 14
"""Tokens: how far from an expression a cue is looked for."""

NEAR = 5
"""Tokens: how far after an expression its own verb is looked for."""


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

    def background(self, phrase: Phrase) -> bool:
        """Whether it opens a sentence in the pluperfect: "On 3 May 2015 they had shelled it"."""
        words = [self._word(n) for n in range(phrase.last, min(self.sentence(phrase.first)[1], phrase.last + NEAR))]
        led = self._word(phrase.first - 1) if phrase.first else ""
        return self.opens(phrase) and led not in lexicon().resultant and not lexicon().pluperfect.isdisjoint(words)

    def ahead(self, phrase: Phrase) -> bool | None:
        """Whether the nearest sign before the expression, else after it, tells the future; None where there is none."""
        begin, end = self.sentence(phrase.first)
        before_it = self._word(phrase.first - 1) if phrase.first - begin > 1 else ""
        if before_it in lexicon().planned:
            return True
        if before_it in lexicon().terms and isinstance(phrase.value, MonthOf | SeasonOf):
            return True
        before = range(phrase.first - 1, max(begin, phrase.first - REACH) - 1, -1)
        after = range(phrase.last, min(end, phrase.last + REACH))
        return next((sign for span in (before, after) if (sign := self._sign(span)) is not None), None)

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
            if word in found.done or word in found.pluperfect or (word.endswith("ed") and len(word) > 4):
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
