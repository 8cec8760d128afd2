"""How well names are found in other spellings, how fast, and what memory that takes: `python -m benchmarks.gazetteer`.

Spellings: GeoNames' places of eight Arabic-speaking countries. The index holds only the main name of each; asked for
are its other names in Latin letters that are another spelling of it: not the same in normal form, and of a likeness
(rapidfuzz's ratio, after anyascii) of 60 or more, which leaves out exonyms and other names and which does not use what
is measured. They are parted in halves by a hash; the figures are those of the half that nothing was tuned on.

Speed: names made by splicing GeoNames' own, country by country, with as many repeats as those have.
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from anyascii import anyascii
from rapidfuzz import fuzz, process

from sayso.grounding.gazetteer import Entry, Index
from sayso.grounding.gazetteer.names import normalise
from sayso.grounding.gazetteer.sources import cities
from sayso.grounding.gazetteer.store import Place, write

COUNTRIES = ("SY", "IQ", "LB", "JO", "YE", "LY", "EG", "SD")
LIKE = 60.0
SEED = 20240229
LOOKUPS = 6000
KINDS = ("exact", "misspelt", "absent")
SHARES = (0.5, 0.3, 0.2)
"""How often each kind of name is asked for."""

Query = tuple[str, str]
"""A spelling, and the id of the place that it is of."""


@lru_cache(maxsize=1)
def all_cities() -> list[Place]:
    """GeoNames' places, all names with them."""
    return list(cities())


def plain(name: str) -> str:
    """A name in ASCII, lower case, letters and digits only."""
    return " ".join("".join(c if c.isalnum() else " " for c in anyascii(name).lower() if c not in "'`").split())


def is_latin(name: str) -> bool:
    """Whether all its letters are Latin."""
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())


def spellings(least: float = LIKE) -> list[Query]:
    """The queries: other names of places of the eight countries, as the module says."""
    found = set()
    for place in all_cities():
        if place.entry.country in COUNTRIES:
            own = plain(place.entry.name)
            for name in filter(is_latin, place.names):
                other = plain(name)
                if other and normalise(name) != normalise(place.entry.name) and fuzz.ratio(own, other) >= least:
                    found.add((other, place.entry.id))
    return sorted(query for query in found if query[0] != plain_names()[query[1]])


@lru_cache(maxsize=1)
def plain_names() -> dict[str, str]:
    """The main name of each place of the eight countries, in ASCII, by id."""
    return {p.entry.id: plain(p.entry.name) for p in all_cities() if p.entry.country in COUNTRIES}


def is_test(query: Query) -> bool:
    """Whether it belongs to the half that is measured; the other may be tuned on."""
    return hashlib.sha256(query[0].encode()).digest()[0] % 2 == 1


def main_names_only(folder: Path) -> Index:
    """An index of the main names of the eight countries."""
    path = folder / "eight.sqlite"
    write(path, (Place(place.entry) for place in all_cities() if place.entry.country in COUNTRIES), {})
    return Index([path])


def share(found: Sequence[tuple[list[str], str]]) -> dict[str, float]:
    """The share of lists, in per cent, whose first is the right id (top1), and that hold it among five (top5)."""
    return {
        "top1": 100 * sum(ids[:1] == [right] for ids, right in found) / len(found),
        "top5": 100 * sum(right in ids[:5] for ids, right in found) / len(found),
    }


def by_index(index: Index, queries: Sequence[Query]) -> list[tuple[list[str], str]]:
    """What the index gives for each query, with the id that is right."""
    return [([match.entry.id for match in index.find(name, limit=5)], right) for name, right in queries]


def by_ratio(queries: Sequence[Query]) -> list[tuple[list[str], str]]:
    """What rapidfuzz's plain ratio over all main names gives."""
    ids, names = list(plain_names()), list(plain_names().values())
    table = process.cdist([name for name, _ in queries], names, scorer=fuzz.ratio)
    order = np.argsort(-table, axis=1, kind="stable")[:, :5]
    return [([ids[i] for i in row], right) for row, (_, right) in zip(order, queries, strict=True)]


def spelling_figures() -> dict[str, float]:
    """Top-1 and top-5 in per cent, on the half that is measured.

    Returns:
        `top1`, `top5`; with "ratio_" before them for the plain ratio, with "any_" for all other names, exonyms too;
        `queries`, how many there are.
    """
    queries = [query for query in spellings() if is_test(query)]
    every = [query for query in spellings(0.0) if is_test(query)]
    with tempfile.TemporaryDirectory() as folder:
        index = main_names_only(Path(folder))
        figures = share(by_index(index, queries))
        figures |= {f"any_{key}": value for key, value in share(by_index(index, every)).items()}
        index.close()
    figures |= {f"ratio_{key}": value for key, value in share(by_ratio(queries)).items()}
    return figures | {"queries": len(queries)}


def made_places(times: int) -> Iterator[Place]:
    """Places in the number of GeoNames' cities times `times`: those themselves, then others with names like theirs.

    A made name begins as one name of a place in the country and ends as another of the same script; a part of them,
    as large as among the real ones, is a name that is there already.
    """
    real = all_cities()
    yield from real
    chance = random.Random(SEED)
    by_country: dict[str, list[Place]] = {}
    for place in real:
        by_country.setdefault(str(place.entry.country), []).append(place)
    for round_ in range(1, times):
        for place in real:
            entry, own = place.entry, by_country[str(place.entry.country)]
            names = tuple(made_name(name, chance.choice(own), chance) for name in one_each(place))
            name = made_name(entry.name, chance.choice(own), chance)
            made = Entry(f"{entry.id}-{round_}", name, entry.lat, entry.lon, entry.feature, entry.country)
            yield Place(made, names)


def one_each(place: Place) -> list[str]:
    """One spelling for each normal form that the place's further names have."""
    return list(
        {normalise(name): name for name in place.names if normalise(name) != normalise(place.entry.name)}.values()
    )


REPEATED = 0.2
"""The share of GeoNames' names, in normal form, that another place has too."""


def made_name(name: str, other: Place, chance: random.Random) -> str:
    """The beginning of the name and the end of one of the other place's."""
    if chance.random() < REPEATED:
        return name
    alike = [n for n in (other.entry.name, *other.names) if n and script(n) == script(name)]
    end = chance.choice(alike) if alike else name[::-1]
    return (name[: (len(name) + 1) // 2] + end[len(end) // 2 :]).strip() or name


def script(name: str) -> str:
    """The script of the first letter, as its Unicode name begins."""
    return unicodedata.name(name[0], "").partition(" ")[0]


def asked(places: Sequence[Place], kind: str, count: int) -> list[str]:
    """Names to ask for: names that are there, such with one letter wrong, or names that are not there."""
    chance = random.Random(f"{SEED} {kind}")
    names: list[str] = []
    while len(names) < count:
        place = chance.choice(places)
        name = chance.choice([n for n in (place.entry.name, *place.names) if n])
        if kind == "misspelt":
            i = chance.randrange(len(name))
            name = name[:i] + chance.choice(("", name[i] * 2, "aeiourtnlsbkd"[chance.randrange(13)])) + name[i + 1 :]
        elif kind == "absent":
            name = made_name(name, chance.choice(places), chance)[1:] + chance.choice(("bel", "grad", "ville", "iye"))
        names.append(name)
    return names


def milliseconds(ask: Callable[[str], object], names: Sequence[str]) -> list[float]:
    """How long each lookup takes."""
    taken = []
    for name in names:
        start = time.perf_counter()
        ask(name)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def speed_figures(path: Path, queries: dict[str, list[str]]) -> dict[str, float]:
    """Milliseconds of `find` and `exact` over the file, median and 99th percentile, and megabytes of memory added.

    Returns:
        `median`, `p99` of `find` over all names asked for, in `SHARES`; the same with the kind before it;
        `word_median` and `word_p99` of `exact`; `megabytes` that opening and all these lookups added to the process.
    """
    before = resident()
    index = Index([path])
    figures: dict[str, float] = {}
    mixed: list[float] = []
    for kind, part in zip(KINDS, SHARES, strict=True):
        milliseconds(index.find, queries[kind][-200:])
        taken = milliseconds(index.find, queries[kind][:-200])
        mixed += taken[: int(part * len(taken))]
        figures |= {f"{kind}_median": float(np.median(taken)), f"{kind}_p99": float(np.percentile(taken, 99))}
    figures |= {"median": float(np.median(mixed)), "p99": float(np.percentile(mixed, 99))}
    taken = milliseconds(index.exact, [name for kind in KINDS for name in queries[kind]])
    figures |= {"word_median": float(np.median(taken)), "word_p99": float(np.percentile(taken, 99))}
    return figures | {"megabytes": resident() - before}


def resident() -> float:
    """Memory that the process holds, in megabytes of 10^6 bytes, mapped files included."""
    line = next(line for line in Path("/proc/self/status").read_text("utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6


def lookup_figures(times: int) -> dict[str, float]:
    """Figures of `speed_figures` for an index of GeoNames' cities times `times`, asked in a process of its own.

    Returns:
        These, and `names` in the index, `build_seconds`, and `file_megabytes`.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, asks = Path(folder) / "made.sqlite", Path(folder) / "asks.json"
        start = time.perf_counter()
        write(path, made_places(times), {})
        seconds = time.perf_counter() - start
        asks.write_text(json.dumps({kind: asked(all_cities(), kind, LOOKUPS) for kind in KINDS}), "utf-8")
        command = [sys.executable, "-m", "benchmarks.gazetteer", "--ask", str(path), str(asks)]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        figures: dict[str, float] = json.loads(told.stdout)
        size = path.stat().st_size / 1e6
    return figures | {"build_seconds": seconds, "file_megabytes": size}


def main(
    full: Annotated[bool, typer.Option("--full", help="Also measure lookups over 12 times as many names.")] = False,
    ask: Annotated[tuple[Path, Path] | None, typer.Option(hidden=True)] = None,
) -> None:
    """Measure the gazetteer, and print the figures."""
    if ask is not None:
        print(json.dumps(speed_figures(ask[0], json.loads(ask[1].read_text("utf-8")))))
        return
    for title, figures in (
        ("spellings", spelling_figures()),
        ("lookup", lookup_figures(1)),
        *((("lookup, 12 times the names", lookup_figures(12)),) if full else ()),
    ):
        print(title)
        for key, value in figures.items():
            print(f"  {key:20} {value:12.3f}")


if __name__ == "__main__":
    typer.run(main)
