"""Asking the index: exact names by their normal form, others by skeleton, then ranked by likeness."""

import sqlite3
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer.entry import Entry, Match
from sayso.grounding.gazetteer.likeness import Form, likeness
from sayso.grounding.gazetteer.names import MAX_NAME, keys, neighbours, normalise, sound
from sayso.grounding.gazetteer.store import PLACE_COLUMNS, connect

MAPPED = 64 * 2**20
"""Bytes of a file that are mapped to memory at most."""
WIDEN = 0.85
"""Where the best match of the name's own skeletons is below this, skeletons one letter away are looked at too."""
SOUNDS, UNLIKE = 12, 40.0
"""How many of the sounds in the buckets are looked at closely, and rapidfuzz's ratio that these must have."""
FEW, ALIKE = 6, 80.0
"""The same where the name itself is known, so that others are runners-up only."""
CLOSE = 400
"""Names of those sounds that are scored at most."""
SMALL = 1500
"""Sounds of the name's own bucket above which a name that is known has no runners-up but those that sound the same."""
CROWD = 4_000
"""Sounds in neighbouring buckets that are compared at most; the smallest buckets go first."""
SHORTEST = 2
"""Letters of a skeleton below which its neighbours say nothing."""
LEAST = 0.5
"""Matches below this score are none."""

_PLACE = ", ".join(f"place.{column}" for column in PLACE_COLUMNS.split(", "))


class Found(NamedTuple):
    """A name in a file that is like the one asked for, and the number of its place there."""

    score: float
    place: int
    spelling: str


class Query(NamedTuple):
    """A name that is asked for, in the forms that are compared."""

    form: Form
    keys: tuple[str, ...]
    countries: tuple[str, ...]

    @classmethod
    def of(cls, name: str, countries: Collection[str] = ()) -> "Query | None":
        """The forms of a name; None if it is too long for one, or has no letter or digit."""
        if len(name) > MAX_NAME or not (normal := normalise(name)):
            return None
        form = Form.of(normal, sound(normal))
        return cls(form, keys(normal, form.heard), tuple(dict.fromkeys(code.upper() for code in countries)))


class Index:
    """Places by name over one or more files; a place that several of them hold is the first one's.

    Files are opened once, for reading only, and may be used by several threads in turn.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        """
        Raises:
            GazetteerError: a file is not there, or is no index.
        """
        self._files = [_File(path) for path in paths]

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()

    def find(self, name: str, *, countries: Collection[str] = (), limit: int = 10) -> list[Match]:
        """As the protocol says: exact names first, then those of like skeleton by likeness."""
        query = Query.of(name, countries)
        return [] if query is None else self._merged([file.find(query, limit) for file in self._files], limit)

    def exact(self, name: str, *, countries: Collection[str] = (), limit: int = 50) -> list[Match]:
        """As the protocol says."""
        query = Query.of(name, countries)
        return [] if query is None else self._merged([file.exact(query, limit) for file in self._files], limit)

    def entry(self, id_: str) -> Entry | None:
        """As the protocol says."""
        return next((entry for file in self._files if (entry := file.entry(id_)) is not None), None)

    def _merged(self, lists: list[list[Match]], limit: int) -> list[Match]:
        if len(lists) == 1:
            return lists[0]
        best: dict[str, Match] = {}
        for match in chain.from_iterable(lists):
            own = best.get(match.entry.id)
            if own is None or match.score > own.score:
                best[match.entry.id] = Match(own.entry if own else match.entry, match.name, match.score)
        later = {match.entry.id for matches in lists[1:] for match in matches}
        whole = [
            replace(m, entry=self.entry(m.entry.id) or m.entry) if m.entry.id in later else m for m in best.values()
        ]
        return sorted(whole, key=lambda m: (-m.score, -m.entry.population))[:limit]


class _File:
    """One file of the index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._db = connect(path)
            self._db.execute(f"PRAGMA mmap_size = {MAPPED}")
            self._db.execute("PRAGMA cache_size = -8192")
            self._db.execute("SELECT value FROM meta WHERE key = 'letters'").fetchone()

    def close(self) -> None:
        self._db.close()

    def entry(self, id_: str) -> Entry | None:
        with self._told():
            row = self._db.execute(f"SELECT {PLACE_COLUMNS} FROM place WHERE id = ?", (id_,)).fetchone()
        return None if row is None else Entry(*row)

    def exact(self, query: Query, limit: int) -> list[Match]:
        with self._told():
            return self._matches(self._same(query, limit), limit)

    def find(self, query: Query, limit: int) -> list[Match]:
        with self._told():
            found = self._same(query, limit)
            return self._matches(found if len(found) >= limit else [*found, *self._like(query, bool(found))], limit)

    def _same(self, query: Query, limit: int) -> list[Found]:
        where, values = _within(query.countries)
        rows = self._db.execute(
            f"SELECT name.place, coalesce(name.spelling, normal) FROM name {where} AND sound = ? AND normal = ?"
            " ORDER BY name.place LIMIT ?",
            (*values, query.form.heard, query.form.normal, limit),
        )
        return [Found(1.0, *row) for row in rows]

    def _like(self, query: Query, known: bool) -> list[Found]:
        """Names of like skeleton; where the name itself is known, those that are most like it only, as runners-up."""
        if known:
            return self._scored(query, [query.form.heard, *self._near(query, query.keys, FEW, ALIKE, SMALL)])
        found = self._scored(query, self._near(query, query.keys, SOUNDS, UNLIKE))
        if max((one.score for one in found), default=0.0) < WIDEN:
            found += self._scored(query, self._near(query, self._around(query), SOUNDS, UNLIKE))
        return found

    def _around(self, query: Query) -> list[str]:
        """Skeletons near the name's own that names have; those of the fewest names first, `CROWD` sounds in all."""
        near = {key for own in query.keys if len(own) >= SHORTEST for key in neighbours(own)}
        where, values = _in_buckets(query, near)
        sizes = sorted(self._db.execute(f"SELECT sum(size), key FROM bucket {where} GROUP BY key", values))
        filled = accumulate(size for size, _ in sizes)
        return [key for (_, key), total in zip(sizes, filled, strict=True) if total <= CROWD]

    def _near(
        self, query: Query, wanted: Collection[str], most: int, least: float, largest: int = sys.maxsize
    ) -> list[str]:
        """The sounds in the buckets of these skeletons that are most like the one asked for.

        Args:
            query: what is asked for.
            wanted: the skeletons.
            most: how many sounds are given at most.
            least: rapidfuzz's ratio below which a sound is not like it.
            largest: the size above which a bucket is left out.
        """
        where, values = _in_buckets(query, wanted)
        rows = self._db.execute(f"SELECT sounds FROM bucket {where} AND size <= ?", (*values, largest))
        sounds = "\n".join(joined for (joined,) in rows).split("\n")
        near = process.extract(query.form.heard, sounds, scorer=fuzz.ratio, score_cutoff=least, limit=most)
        return list(dict.fromkeys(text for text, _, _ in near))

    def _scored(self, query: Query, sounds: Collection[str]) -> list[Found]:
        where, values = _within(query.countries)
        rows = self._db.execute(
            f"SELECT sound, normal, name.place, spelling FROM name {where} AND sound IN ({_marks(sounds)})"
            f" LIMIT {CLOSE}",
            (*values, *sounds),
        )
        scores: dict[str, float] = {}
        found = []
        for heard, normal, place, spelling in rows:
            score = scores.get(normal)
            if score is None:
                score = scores[normal] = likeness(query.form, Form.of(normal, heard))
            if score >= LEAST:
                found.append(Found(score, place, spelling or normal))
        return found

    def _matches(self, found: list[Found], limit: int) -> list[Match]:
        best: dict[int, Found] = {}
        for one in found:
            if one.place not in best or one.score > best[one.place].score:
                best[one.place] = one
        chosen = sorted(best.values(), key=lambda one: (-one.score, one.place))[:limit]
        rows = self._db.execute(
            f"SELECT number, {PLACE_COLUMNS} FROM place WHERE number IN ({_marks(chosen)})",
            [one.place for one in chosen],
        )
        entries = {number: Entry(*row) for number, *row in rows}
        return [Match(entries[one.place], one.spelling, one.score) for one in chosen]

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise GazetteerError(
                f"{self.path}: broken or not there ({error}); make it anew with `sayso gazetteer build`"
            ) from error


def _in_buckets(query: Query, wanted: Collection[str]) -> tuple[str, tuple[str, ...]]:
    countries = query.countries or ("",)
    where = f"WHERE country IN ({_marks(countries)}) AND key IN ({_marks(wanted)})"
    return where, (*countries, *wanted)


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


def _within(countries: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if not countries:
        return "WHERE TRUE", ()
    return f"JOIN place ON place.number = name.place WHERE place.country IN ({_marks(countries)})", countries
