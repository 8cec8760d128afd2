"""The anatomy of a mention: its head, what belongs to somebody else in it, and who holds what it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.normal import Word


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention's words, sorted out.

    `core` is what is left when modifiers that name somebody else are taken away ("Iranian-backed", "pro-Russian",
    "loyal to X"); `owner` is who holds or controls it ("ISIL" of "ISIL-held villages"), `against` what follows
    "pro-" or "anti-" in one word with it; `head` is the index in the core
    of the word that says what kind of thing it is, `split` the index where the part with the head ends.
    """

    words: tuple[Word, ...]
    core: tuple[Word, ...]
    owner: tuple[Word, ...]
    against: tuple[Word, ...]
    head: int
    split: int

    @property
    def is_cut(self) -> bool:
        """Whether something that names somebody else was taken away."""
        return len(self.core) + len(self.owner) < len(self.words)

    def heads(self) -> tuple[str, ...]:
        """The part with the head, in lower case."""
        return tuple(word.text.lower() for word in self.core[: self.split])


def anatomy(words: Sequence[Word]) -> Phrase:
    """Sort out the words of a mention."""
    core, owner, against = _cut(list(words))
    split = next((i for i, word in enumerate(core) if i and _links(core, i)), len(core))
    return Phrase(tuple(words), tuple(core), tuple(owner), tuple(against), max(split - 1, 0), split)


def uncut(phrase: Phrase) -> Phrase:
    """The mention with its modifiers left in, for names that have one in them ("Saudi-led coalition")."""
    split = next((i for i, _ in enumerate(phrase.words) if i and _links(phrase.words, i)), len(phrase.words))
    return Phrase(phrase.words, phrase.words, (), (), max(split - 1, 0), split)


def _cut(words: list[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    core: list[Word] = []
    owner: list[Word] = []
    against: list[Word] = []
    at = 0
    while at < len(words):
        if _opens_another(words, at):
            break
        if words[at].dashed and low(words[at]) in lexicon().apart_prefixes:
            last = _past_dashes(words, at) + 1
            against += words[at + 1 : last]
            at = last
        elif at + 1 < len(words) and low(words[at + 1]) in lexicon().owned and _modifies(words, at):
            owner = [*_pop_capitals(core, words[at]), words[at]]
            at += 2
        elif at + 1 < len(words) and low(words[at + 1]) in lexicon().apart_suffixes and _modifies(words, at):
            _pop_capitals(core, words[at])
            at += 2
        else:
            core.append(words[at])
            at += 1
    return core, owner, against


def low(word: Word) -> str:
    """The word as written, in lower case."""
    return word.text.lower()


def capital(word: Word) -> bool:
    """Whether the word may be part of a proper name: a capital, or a script that has none; an article goes with it."""
    return (not word.text[0].islower() and not word.text[0].isdigit()) or (not word.key and low(word) != "the")


def _opens_another(words: Sequence[Word], at: int) -> bool:
    """Whether what follows is somebody else: "close to the Free Syrian Army"."""
    two = " ".join(low(word) for word in words[at : at + 2])
    return low(words[at]) in lexicon().apart_before or two in lexicon().apart_before


def _modifies(words: Sequence[Word], at: int) -> bool:
    """Whether a word and the one after it are one modifier: tied by a dash, or a name before a participle."""
    return words[at].dashed or (capital(words[at]) and at + 2 < len(words))


def _past_dashes(words: Sequence[Word], at: int) -> int:
    while at + 1 < len(words) and words[at].dashed:
        at += 1
    return at


def _pop_capitals(core: list[Word], last: Word) -> list[Word]:
    """Take the capitalised words that stand right before a modifier out of the core: they are part of it."""
    taken: list[Word] = []
    while core and capital(core[-1]) and capital(last) and not core[-1].text.endswith(("'s", "’s")):
        taken.insert(0, core.pop())
    return taken


def _links(core: Sequence[Word], at: int) -> bool:
    """Whether a word ends the part with the head: a link, or a comma before it that does not part two adjectives."""
    adjectives = "," in core[at - 1].after and at == 1 and not capital(core[0]) and not capital(core[at])
    return (
        (core[at - 1].ends and not adjectives)
        or low(core[at]) in lexicon().links | lexicon().about
        or low(core[at]) in {"who", "that", "which"}
    )
