"""Organs of states and unnamed sides in other languages than English, by a noun and a country's name or adjective."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from sayso.errors import LexiconError
from sayso.grounding.theatres.lexemes import ORGANS, Lexicon, Table, Texts, folded, texts_of, tokens

LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "arabic": ("ar", "fa"),
    "cyrillic": ("ru", "uk"),
    "latin": ("fr", "tr"),
}
"""The languages that are read, by the script that a mention is in."""

_ENDING = 4
_MARKS = "\"«»“”„.'"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention in another language names; `country` without a party where it is a country's name alone."""

    country: str | None
    party: str | None
    side: bool
    text: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language writes: its article, what an apostrophe does, and what a country's name changes in other cases."""

    article: str
    apostrophe: str
    inflected: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language's nouns, countries and little words, as they are looked up; a stem has its ending open."""

    grammar: Grammar
    nouns: Mapping[str, tuple[str, bool]]
    stems: Mapping[str, tuple[str, bool]]
    countries: Mapping[str, str]
    adjectives: Mapping[str, str]
    endings: frozenset[str]
    passed: frozenset[str]
    inside: frozenset[str]
    longest: int


class Abroad:
    """Reads a noun phrase in Arabic, Persian, Russian, Ukrainian, French or Turkish.

    It is read only where it is a noun that is known, at most one country, and words that leave the noun what it is.
    """

    def __init__(self, words: Lexicon) -> None:
        self._lexicon = words
        self._read: dict[str, Words] = {}

    def read(self, mention: str) -> Reading | None:
        """What the mention names in the first language in which all of it is understood, or None."""
        for language in LANGUAGES.get(script(mention), ()):
            if language not in self._read:
                self._read[language] = _words(self._lexicon, language)
            words = self._read[language]
            if found := _reading(words, _tokens(mention, words.grammar)):
                return found
        return None


def script(text: str) -> str:
    """The script of a text's first letter that is in one of those that are read; "" where there is none."""
    for character in text:
        if "\u0600" <= character <= "\u06ff":
            return "arabic"
        if "\u0400" <= character <= "\u04ff":
            return "cyrillic"
        if character.isalpha() and character < "\u0250":
            return "latin"
    return ""


def _tokens(text: str, grammar: Grammar) -> list[str]:
    """A phrase's words as they are looked up: without an article, and as the language's apostrophe parts them."""
    found: list[str] = []
    for token in map(folded, tokens(text)):
        if grammar.article and token.startswith(grammar.article) and len(token) > len(grammar.article) + 2:
            found.append(token.removeprefix(grammar.article))
        elif grammar.apostrophe == "parts":
            found += token.split("'")
        else:
            found.append(token.partition("'")[0] if grammar.apostrophe == "ends" else token)
    return [token for token in found if token.strip(_MARKS)]


def _reading(words: Words, found: Sequence[str]) -> Reading | None:
    country: str | None = None
    party: tuple[str, bool] | None = None
    at = 0
    while at < len(found):
        size, kind, value = _next(words, found, at)
        if kind == "country" and country in (None, value):
            country = value
        elif kind == "party" and party is None:
            party = _party(words, " ".join(found[at : at + size]))
        elif kind != "passed":
            return None
        at += size
    text = " ".join(found)
    if party is None and text not in words.countries:
        return None
    named, side = party or (None, False)
    return Reading(country, named, side, text)


def _next(words: Words, found: Sequence[str], at: int) -> tuple[int, str, str]:
    """How many tokens the next part has, and what it is: a country with its code, a party, a word passed over."""
    for size in range(min(words.longest, len(found) - at), 0, -1):
        text = " ".join(found[at : at + size])
        if code := words.countries.get(text) or _country(words, text):
            return size, "country", code
        if _party(words, text):
            return size, "party", text
    if found[at] in words.passed or _inside(words, found[at]):
        return 1, "passed", ""
    return 1, "unknown", ""


def _country(words: Words, text: str) -> str | None:
    """The country of an adjective, or of a name in another case."""
    for cut in range(_ENDING):
        stem = text[: len(text) - cut]
        if cut and text[-cut:] not in words.endings:
            continue
        if len(stem) > 2 and stem in words.adjectives:
            return words.adjectives[stem]
    return None


def _party(words: Words, text: str) -> tuple[str, bool] | None:
    return words.nouns.get(text) or next((words.stems[stem] for stem in _cut(text) if stem in words.stems), None)


def _inside(words: Words, text: str) -> bool:
    return text in words.inside or any(f"{stem}*" in words.inside for stem in _cut(text))


def _cut(text: str) -> Iterator[str]:
    """A word with nothing and up to four letters off its end."""
    return (text[: len(text) - cut] for cut in range(min(_ENDING, len(text) - 2) + 1))


def _words(lexicon: Lexicon, language: str) -> Words:
    """A language's words.

    Raises:
        LexiconError: the lexicon has a noun for what is neither an organ nor a side, or lacks the language.
    """
    little = lexicon.abroad.get(language, {})
    grammar = _grammar(little, language)
    nouns: dict[str, tuple[str, bool]] = {}
    stems: dict[str, tuple[str, bool]] = {}
    for party, side, texts in _nouns(lexicon, language):
        for text in texts:
            (stems if text.endswith("*") else nouns).setdefault(_key(text.rstrip("*"), grammar), (party, side))
    countries, adjectives = _countries(lexicon, language, grammar)
    longest = max(key.count(" ") + 1 for key in (*nouns, *stems, *countries, *adjectives))
    return Words(
        grammar, nouns, stems, countries, adjectives,
        frozenset(folded(text) for text in texts_of(little, "endings", ORGANS)),
        frozenset(folded(text) for text in texts_of(little, "passed", ORGANS)),
        frozenset(_starred(text, grammar) for text in texts_of(little, "inside", ORGANS)),
        longest,
    )  # fmt: skip


def _grammar(little: Table, language: str) -> Grammar:
    told = [little.get(name) for name in ("article", "apostrophe", "inflected")]
    if not all(isinstance(text, str) for text in told) or told[1] not in ("part", "parts", "ends"):
        raise LexiconError(f"{ORGANS}: [abroad.{language}] must tell its article, apostrophe and inflected letters")
    article, apostrophe, inflected = map(str, told)
    return Grammar(article, apostrophe, folded(inflected))


def _nouns(lexicon: Lexicon, language: str) -> Iterator[tuple[str, bool, Texts]]:
    for table, side in ((lexicon.organ_words, False), (lexicon.side_words, True)):
        for party, by_language in table.items():
            if party not in (lexicon.sides if side else lexicon.organs):
                raise LexiconError(f"{ORGANS}: [words.{party}] is of no organ and no side")
            if language in by_language:
                yield party, side, texts_of(by_language, language, ORGANS)


def _countries(lexicon: Lexicon, language: str, grammar: Grammar) -> tuple[dict[str, str], dict[str, str]]:
    """Countries by their names after CLDR, and by their adjectives and names without an ending."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    told = _territories(language)
    for code, country in lexicon.countries.items():
        for adjective in country.abroad.get(language, ()):
            adjectives.setdefault(_key(adjective, grammar), code)
        if name := _key(told.get(code, ""), grammar):
            names.setdefault(name, code)
            if grammar.inflected and len(name) > _ENDING - 1:
                adjectives.setdefault(name[:-1] if name[-1] in grammar.inflected else name, code)
    return names, adjectives


@lru_cache(maxsize=8)
def _territories(language: str) -> Mapping[str, str]:
    names: Mapping[str, str] = Locale(language).territories
    return names


def _key(text: str, grammar: Grammar) -> str:
    return " ".join(_tokens(text, grammar))


def _starred(text: str, grammar: Grammar) -> str:
    return _key(text.rstrip("*"), grammar) + ("*" if text.endswith("*") else "")
