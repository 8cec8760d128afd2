"""How alike two texts are in their words: shingles, and MinHash signatures that estimate their similarity.

The similarity is Jaccard's of the sets of shingles, runs of three tokens (Broder 1997, "On the resemblance and
containment of documents"). A signature holds the least value of each of K hash functions over the shingles; the share
of equal values of two signatures estimates it. Of each value the 16 lowest bits are kept (Li & König 2010, "b-bit
minwise hashing"), which adds 1 to 65,536 to the estimate and takes a fourth of the room. All hashes have fixed seeds.

Written here since hashing takes about a seventh of the time that it takes datasketch 2.0.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import eq
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]

SHINGLE = 3
"""Tokens of a shingle."""
WORDS = 32
"""Values of a signature of one text."""
WHOLE = 16
"""Values of a signature of a whole document."""
BITS = 16
BATCH = 1024
"""Texts that are signed at a time."""

_QUIET = re.compile(r"['’ʼ‘ʻ`´ʿʾ\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TOKEN = re.compile(r"[^\W_]+(?:(?<=\d)[,.\u00a0\u202f٬٫](?=\d)[^\W_]+|(?<=\b[^\W\d_])\.[^\W\d_]\b)*")
_INSIDE = re.compile(r"[\W_]")
_LETTERS = str.maketrans("ىةکیھہ", "يهكيهه")
_NUMBER = tuple(range(1 << BITS))
_SEED = np.random.default_rng(20110315)
_ORDERS = [int(one) | 1 for one in _SEED.integers(1, 1 << 63, size=WORDS, dtype=np.uint64)]
_PLACES = [int(one) | 1 for one in _SEED.integers(1, 1 << 63, size=SHINGLE, dtype=np.uint64)]


class _Codes(dict[str, int]):
    """A 64-bit number for each token, the same on every machine."""

    def __missing__(self, token: str) -> int:
        code = int.from_bytes(hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        if len(self) < 1_000_000:
            self[token] = code
        return code


_CODES = _Codes()


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in one form: without case, accents, punctuation, apostrophes and joiners.

    "Russia's", "Russia’s" and "Russias" are the same, as are "1,200" and "1200", "U.S." and "US": some collections have
    lost their commas and apostrophes.
    """
    if text.isascii():
        plain = text.lower()
        if "'" in plain or "`" in plain:
            plain = _QUIET.sub("", plain)
    else:
        plain = unicodedata.normalize("NFKD", _QUIET.sub("", text))
        plain = unicodedata.normalize("NFKD", plain.casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    return [token if token.isalnum() else _INSIDE.sub("", token) for token in _TOKEN.findall(plain)]


@lru_cache(maxsize=65536)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three tokens of a text; the whole of it, if it has fewer tokens, and nothing if it has none."""
    found = tokens(text)
    if 0 < len(found) < SHINGLE:
        return frozenset({tuple(found)})
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def resemblance(one: str, other: str) -> tuple[float, float, int]:
    """Jaccard's similarity of two texts, the share of the shorter one that the other holds, and how many they share.

    Both are counted in shingles; 0 where a text has none.
    """
    first, second = shingles(one), shingles(other)
    if not first or not second:
        return 0.0, 0.0, 0
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared), shared / min(len(first), len(second)), shared


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of equal values of two signatures; 0 where one is missing or has another length."""
    return sum(map(eq, one, other)) / len(one) if one and len(one) == len(other) else 0.0


def least(texts: Iterable[str]) -> tuple[Hashes, NDArray[np.bool_]]:
    """For each of N texts the least values of all hash functions (N, WORDS), and whether it has words at all.

    The least values of several texts taken together are the least of each one's.
    """
    found: list[Hashes] = []
    some: list[bool] = []
    batch: list[list[str]] = []
    for text in texts:
        batch.append(tokens(text))
        if len(batch) == BATCH:
            found.append(_least(batch))
            some += map(bool, batch)
            batch = []
    if batch or not found:
        found.append(_least(batch))
        some += map(bool, batch)
    return np.concatenate(found), np.array(some, dtype=np.bool_)


def signatures(values: Hashes) -> list[tuple[int, ...]]:
    """What is kept of the least values of each row: their lowest bits, as whole numbers that all rows share."""
    low = (values & np.uint64((1 << BITS) - 1)).astype(np.uint16)
    return [tuple([_NUMBER[value] for value in row]) for row in low.tolist()]


def sign(texts: Iterable[str]) -> list[tuple[int, ...]]:
    """The signature of each text, of WORDS values; () for one without words."""
    values, some = least(texts)
    return [row if said else () for row, said in zip(signatures(values), some.tolist(), strict=True)]


def _least(batch: Sequence[Sequence[str]]) -> Hashes:
    if not batch:
        return np.empty((0, WORDS), np.uint64)
    codes: list[int] = []
    lengths = np.empty(len(batch), np.intp)
    for row, found in enumerate(batch):
        lengths[row] = max(len(found), SHINGLE)
        codes += [_CODES[token] for token in found]
        codes += [0] * (SHINGLE - len(found))
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    mixed, begins = _runs(np.array(codes, np.uint64), starts, lengths)
    found_least = np.empty((len(batch), WORDS), np.uint64)
    for column, order in enumerate(_ORDERS):
        turned = mixed * np.uint64(order)
        turned >>= np.uint64(32)
        found_least[:, column] = np.minimum.reduceat(turned, begins)
    return found_least


def _runs(codes: Hashes, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> tuple[Hashes, NDArray[np.intp]]:
    """A hash for each shingle, those that would run over the end of a text left out, and where each text's begin."""
    size = len(codes) - SHINGLE + 1
    mixed = np.zeros(size, np.uint64)
    for step, place in enumerate(_PLACES):
        mixed += codes[step : step + size] * np.uint64(place)
    whole = np.ones(size, np.bool_)
    ends = (starts + lengths)[:-1]
    for back in range(1, SHINGLE):
        whole[ends - back] = False
    counts = lengths - (SHINGLE - 1)
    return _mix(mixed[whole]), np.concatenate(([0], np.cumsum(counts)[:-1]))


def _mix(values: Hashes) -> Hashes:
    """Spread every bit over all of them (the finaliser of SplitMix64)."""
    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values
