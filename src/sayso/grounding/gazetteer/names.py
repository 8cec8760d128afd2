"""How names are compared: their normal form, their sound and their consonant skeleton.

The letters and how they are folded are data: letters.toml, beside this module, which also tells what each form is.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain, combinations
from typing import Any

from anyascii import anyascii

from sayso.errors import LexiconError

MAX_NAME = 200
"""Code points. What is longer is no name of a place."""

_LONG = 4
_FILE = "letters.toml"
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FOREIGN = re.compile(r"[^\u0000-\u036f\u0400-\u052f\u0600-\u06ff\u0750-\u077f\u1e00-\u1eff\u2000-\u206f]+")
_TWICE = re.compile(r"(.)\1+")
_APART = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Letters:
    """letters.toml, made ready: tables for `str.translate`, and one pattern for what is replaced by sound."""

    fold: dict[int, str]
    to_latin: dict[int, str]
    from_latin: dict[int, str]
    articles: frozenset[str]
    joined: re.Pattern[str]
    arabic_article: str
    sounds: dict[str, str]
    sound: re.Pattern[str]
    last: re.Pattern[str]
    inner: re.Pattern[str]
    merged: dict[int, str | None]
    silent: dict[int, None]
    alphabet: str


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The letters, read once.

    Raises:
        LexiconError: the file is not there or does not fit its schema.
    """
    try:
        table = tomllib.loads(files(__package__).joinpath(_FILE).read_text("utf-8"))
        return _letters(table)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise LexiconError(f"{_FILE}: {error!r}") from error


def _letters(table: dict[str, Any]) -> Letters:
    normal, sound, skeleton = table["normal"], table["sound"], table["skeleton"]
    sounds = {**sound["latin"], **sound["arabic"], **sound["cyrillic"]}
    pairs = table["lookalikes"]["pairs"]
    joined = "|".join(table["articles"]["joined"])
    vowels = skeleton["vowels"]
    return Letters(
        fold=str.maketrans(
            {**normal["latin"], **normal["arabic"], **normal["cyrillic"], **dict.fromkeys(normal["silent"], "")}
        ),
        to_latin=str.maketrans(pairs),
        from_latin=str.maketrans({value: key for key, value in reversed(pairs.items())}),
        articles=frozenset(table["articles"]["words"]),
        joined=re.compile(rf"\b(?:{joined})(?=[^\W{vowels}l]\w\w)"),
        arabic_article=table["articles"]["arabic"],
        sounds=sounds,
        sound=re.compile("|".join(sorted(map(re.escape, sounds), key=len, reverse=True))),
        last=re.compile(sound["last"]),
        inner=re.compile(sound["inner"]),
        merged=str.maketrans({**skeleton["merged"], **dict.fromkeys(vowels)}),
        silent=dict.fromkeys(map(ord, f"{vowels}h ")),
        alphabet=skeleton["letters"],
    )


def normalise(name: str) -> str:
    """The name in its normal form: what is the same here is the same name.

    Case, marks, hyphens, apostrophes, ayn and hamza, Arabic vowel signs and tatweel don't count; one space parts words.
    Latin, Arabic and Cyrillic letters stay, other scripts are written in Latin ones. A word that mixes scripts
    (a Cyrillic letter in a Latin word) is taken for one in the script that all its letters can be of by their looks, or
    else in the script of most of them.
    """
    if name.isascii():
        return " ".join(_APART.sub(" ", name.translate(letters().fold)).lower().split())
    text = _FOREIGN.sub(lambda run: anyascii(run[0]).lower(), unicodedata.normalize("NFKC", name).casefold())
    text = "".join(filter(_counts, unicodedata.normalize("NFD", text)))
    words = _APART.sub(" ", text.translate(letters().fold)).split()
    return " ".join(word if word.isascii() else _one_script(word) for word in words)


def _counts(letter: str) -> bool:
    return letter.isascii() or unicodedata.category(letter) not in ("Mn", "Me", "Lm", "Cf", "Sk")


def _one_script(word: str) -> str:
    latin = sum(letter.isascii() for letter in word)
    if not latin or _ARABIC.search(word):
        return word
    as_latin = word.translate(letters().to_latin)
    as_other = word.translate(letters().from_latin)
    is_latin, is_other = as_latin.isascii(), not any(letter.isascii() for letter in as_other)
    if is_latin != is_other:
        return as_latin if is_latin else as_other
    return as_latin if latin * 2 >= len(word) else as_other


def sound(normal: str) -> str:
    """How a name in normal form sounds, roughly: the same letter for what transliterations spell in several ways.

    Articles are left out unless the name is nothing else.
    """
    return _sound(_without_articles(normal.split()))


def _without_articles(words: list[str]) -> list[str]:
    known = letters()
    kept = [_bare(word, known) for word in words if word not in known.articles]
    return kept or words


def _bare(word: str, known: Letters) -> str:
    return word.removeprefix(known.arabic_article) if len(word) >= len(known.arabic_article) + 3 else word


def _sound(words: list[str]) -> str:
    known = letters()
    last = len(words) - 1
    return " ".join(_word_sound(word, known, known.last if i == last else known.inner) for i, word in enumerate(words))


def _word_sound(word: str, known: Letters, ending: re.Pattern[str]) -> str:
    heard = _TWICE.sub(r"\1", known.sound.sub(lambda part: known.sounds[part[0]], word))
    return ending.sub("a", heard) if len(heard) > 3 else heard


def consonants(heard: str) -> str:
    """The consonants of a sound, told apart as the sound tells them; nothing for a name of vowels only."""
    return heard.translate(letters().silent)


def merged(heard: str) -> str:
    """The consonants of a sound in the classes of the skeleton, word by word."""
    return heard.translate(letters().merged)


def is_arabic(normal: str) -> bool:
    """Whether it is written in Arabic letters, at least in part: that is, without short vowels."""
    return not normal.isascii() and _ARABIC.search(normal) is not None


def skeleton(name: str) -> str:
    """The consonants of a name, in classes that transliterations and Arabic script have in common.

    Abu al-Duhur, Abou Dhouhour and أبو الظهور have one skeleton, as have Kharkiv and Kharkov. A name without a
    consonant has "".
    """
    return _skeleton(sound(normalise(name)))


def _skeleton(heard: str) -> str:
    # An h inside a name is often not written, or written where another spelling has none.
    joined = heard.replace(" ", "")
    return _TWICE.sub(r"\1", (joined[:1] + joined[1:].replace("h", "")).translate(letters().merged))


def keys(normal: str, heard: str) -> tuple[str, ...]:
    """The skeletons under which a name is looked up: its own, and that without an article joined to a word ("Alzhour").

    An index that holds a name under each of its keys finds it under each key of the name that is asked for.
    """
    known = letters()
    own = _skeleton(heard)
    if known.arabic_article in normal:
        return tuple(dict.fromkeys((own, _skeleton(_sound(normal.split())))))
    if not known.joined.search(normal):
        return (own,)
    words = [known.joined.sub("", word, count=1) for word in normal.split()]
    return tuple(dict.fromkeys((own, _skeleton(_sound(_without_articles(words))))))


def neighbours(key: str) -> list[str]:
    """Skeletons near this one, the nearest first.

    One letter is left out, put in or another; two are left out of a skeleton of four and more; or the name has more
    words than that in the gazetteer, so that the beginning or the end, three letters or more, falls away.
    """
    alphabet = letters().alphabet
    size = len(key)
    cuts = [(key[:i], key[i:]) for i in range(size + 1)]
    one = chain(
        (a + b[1:] for a, b in cuts if b),
        (a + c + b[1:] for a, b in cuts if b for c in alphabet),
        (a + c + b for a, b in cuts for c in alphabet),
    )
    two = (key[:i] + key[i + 1 : j] + key[j + 1 :] for i, j in combinations(range(size), 2) if size >= _LONG)
    parts = (part for i in range(3, size - 2) for part in (key[i:], key[:-i]))
    return [near for near in dict.fromkeys(chain(one, two, parts)) if near and near != key]
