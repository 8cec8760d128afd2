"""A text as words with offsets and sentences: enough to read the phrase that a place stands in."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from sayso.grounding.places.lexicon import Lexicon

MARKS = "\u0300-\u036f\u0640\u064b-\u065f\u0670"
HYPHEN = "-\u2010\u2011\u2012\u2013"
APOSTROPHE = "'’ʼʻ‘`´ʿʾ"
WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}|\d+(?:[.,]\d+)*|[^\W\d_][\w{MARKS}]*(?:[{HYPHEN}{APOSTROPHE}]{{1,2}}[\w{MARKS}]+)*|[^\w\s]"
)
POSSESSIVE = re.compile(rf"[{APOSTROPHE}]s$")
CLOSERS = frozenset("\"'”’»)]")
ENDS = frozenset(".!?…؟۔。")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number, a sign, or a possessive ending ("'s"): code points `start` to `end` of the text."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: with a capital, be it after an article ("al-Hilla")."""
        return self.text[0].isupper() or any(part[:1].isupper() for part in re.split(rf"[{HYPHEN}]", self.text)[1:])

    @property
    def compound(self) -> bool:
        """Whether a hyphen joins a small last part to it: "Iran-backed"."""
        parts = re.split(rf"[{HYPHEN}]", self.text)
        return len(parts) > 1 and parts[-1][:1].islower()

    @property
    def caseless(self) -> bool:
        """Whether it is a word in a script that has no capitals."""
        return self.text[0].isalpha() and self.text[0].lower() == self.text[0].upper()

    @property
    def letters(self) -> bool:
        """Whether it is a word at all."""
        return self.text[0].isalpha()


@dataclass(frozen=True)
class Text:
    """The words of a text in order, each of them in one sentence."""

    text: str
    words: tuple[Word, ...]
    abbreviations: frozenset[str]

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of the sentence of each word, from 0."""
        numbers, number = [], 0
        for i in range(len(self.words)):
            number += i > 0 and self._breaks(i)
            numbers.append(number)
        return tuple(numbers)

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two words, by index, stand in one sentence."""
        return self.sentences[one] == self.sentences[other]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Indices, end exclusive, of the words that overlap these code points; an empty range if none does."""
        first = bisect_right(self.words, start, key=lambda word: word.end)
        last = bisect_left(self.words, end, key=lambda word: word.start)
        return (first, last) if first < last else (0, 0)

    def phrase(self, first: int, last: int) -> str:
        """The text from one word to another, the last excluded."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def _breaks(self, i: int) -> bool:
        """Whether a sentence begins at word i."""
        before = i - 1
        while before > 0 and self.words[before].text in CLOSERS:
            before -= 1
        gap = self.text[self.words[i - 1].end : self.words[i].start]
        here, last = self.words[i], self.words[before]
        if "\n" in gap:
            return gap.count("\n") > 1 or not here.text[0].islower()
        if last.text not in ENDS or here.text in CLOSERS:
            return False
        return not (here.text[0].islower() or (last.text == "." and self._abbreviated(before)))

    def _abbreviated(self, stop: int) -> bool:
        """Whether the full stop at that index belongs to the word before it."""
        if stop == 0 or self.words[stop - 1].end != self.words[stop].start:
            return False
        word = self.words[stop - 1]
        return word.lower in self.abbreviations or (len(word.text) == 1 and word.text.isupper())


def split(text: str, lexicon: Lexicon) -> Text:
    """The words of the text."""
    words: list[Word] = []
    for match in WORD.finditer(text):
        start, end, form = match.start(), match.end(), match.group()
        owned = POSSESSIVE.search(form)
        if owned and owned.start() > 0:
            middle = start + owned.start()
            words.append(_word(text, start, middle))
            words.append(_word(text, middle, end))
        else:
            words.append(_word(text, start, end))
    return Text(text, tuple(words), lexicon.abbreviations)


def _word(text: str, start: int, end: int) -> Word:
    form = text[start:end]
    return Word(start, end, form, form.lower())
