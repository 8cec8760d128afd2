"""Words of a name in one form, whatever their case, accents, apostrophes, articles and letter variants."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from anyascii import anyascii

from sayso.grounding.actors.lexicon import lexicon

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u093a-\u094f"
    "\u102b-\u103e\u1056-\u1059"
)
LETTER = rf"(?:[^\W_]|[{MARKS}])"
APOSTROPHES = "'’ʼ‘ʻ`´ʿʾ"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{LETTER}+(?:[{APOSTROPHES}]{LETTER}+)*|&")
POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s$|(?<=^[A-Z]{{3}})s$|(?<=^[A-Z]{{4}})s$|(?<=^[A-Z]{{5}})s$")
"""The end of a genitive. An acronym may have lost its apostrophe."""
LOST = re.compile(r"(?:^[^\W\d_a-z].{2,}[^s]|[^aeiou]y)s$")
"""A word that may be a genitive without its apostrophe: with a capital, or spelled as no plural is."""
DASHES = "-‐‑–\u00ad"

PARTING = frozenset(',;:!?()[]{}“”«»"—…،؛؟')

LETTERS = str.maketrans("ىةکیھہıøłđ", "يهكيههiold", "ـ")
VOWELS = str.maketrans("oey", "uii")
SAME = str.maketrans("qczvpg", "kksfbj", "wyhaeiou")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: code points `start` to `end` (exclusive), as written, and its `key`, for comparing names.

    The key of an article is empty. `after` is what stands before the next word, spaces left out but not line ends;
    `dashed` says whether a dash ties it to that word, `ends` whether a name can't go on after this one: a
    comma, a bracket, a new paragraph, a full stop that is no abbreviation's.
    """

    start: int
    end: int
    text: str
    key: str
    after: str
    dashed: bool
    ends: bool


def words(text: str, base: int = 0) -> list[Word]:
    """The words of a text, in order; a dash parts words, an apostrophe does not. Offsets start at `base`."""
    matches = list(WORD.finditer(text))
    found = []
    for i, match in enumerate(matches):
        start, end = match.span()
        gap = text[end : matches[i + 1].start() if i + 1 < len(matches) else len(text)]
        dashed = len(gap) == 1 and gap in DASHES and i + 1 < len(matches)
        key = fold_word(match[0], dashed)
        ends = gap != " " and not dashed and _ends(match[0], gap)
        found.append(Word(base + start, base + end, match[0], key, gap.strip(" \t\u00a0"), dashed, ends))
    return found


def marked(found: Sequence[Word]) -> list[Word]:
    """The words of a text that has lost its apostrophes, genitives with theirs ("Syrias army", "the armys jets").

    A name's plural is taken for one too; so this is for what is no name as it stands.
    """
    return [_marked(word) if LOST.search(word.text) else word for word in found]


def _marked(word: Word) -> Word:
    text = f"{word.text[:-1]}'s"
    return replace(word, text=text, key=fold_word(text, word.dashed))


def _ends(word: str, gap: str) -> bool:
    stopped = "." in gap and ("\n" in gap or (len(word) > 1 and word.lower() not in lexicon().abbreviations))
    return stopped or not PARTING.isdisjoint(gap) or "\n\n" in gap


@lru_cache(maxsize=32768)
def fold_word(word: str, dashed: bool = False) -> str:
    """The word in its one form; "" for an article."""
    if word == "&":
        return "and"
    if "." in word:
        return word.replace(".", "").lower()
    plain = POSSESSIVE.sub("", word)
    plain = unicodedata.normalize("NFKD", plain.casefold()).translate(LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in APOSTROPHES)
    if plain.startswith("ال") and len(plain) > 3:
        plain = plain[2:]
    if plain in lexicon().articles or (dashed and plain in lexicon().joined_articles):
        return ""
    return plain


def fold(name: str) -> str:
    """The words of a name in their one form, parted by spaces; "" where it has no word but an article.

    "Hay'at Tahrir al-Sham", "Hayat Tahrir ash-Sham" and "HAYAT TAHRIR AL SHAM" give the same.
    """
    return " ".join(word.key for word in words(name) if word.key)


@lru_cache(maxsize=32768)
def sounding(key: str) -> str:
    """Folded words in Latin letters, with one letter for each sound that transliterations write in several ways."""
    plain = anyascii(key).lower()
    for several, one in lexicon().sounds.items():
        plain = plain.replace(several, one)
    return re.sub(r"(.)\1+", r"\1", plain.translate(VOWELS))


@lru_cache(maxsize=32768)
def skeleton(key: str) -> str:
    """The consonants of a folded word in Latin letters, sounds that transliterations confuse made one.

    After the idea of consonant skeletons in transliteration matching: vowels, semivowels and h are left out, doubled
    consonants are one.
    """
    plain = "".join(c for c in sounding(key) if c.isalnum())
    return re.sub(r"(.)\1+", r"\1", plain.translate(SAME))
