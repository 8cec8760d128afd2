"""Places in the dev texts against a key made by hand: `python -m benchmarks.places` prints right, wrong and empty.

The key (places_key.csv) was written before anything was resolved. For each mention that the coders marked as a place it
tells a point and how far off an answer may be, or the division or country that is meant (told by name, then the
radius is 0), or nothing where nothing should be answered. `kind` is that of the answer; "noun" is one that names no
place and only points to one, so that leaving it empty is no error. `held`: whether the embedded gazetteer has it.
"""

import csv
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sayso.claims.claim import Location
from sayso.grounding.gazetteer import default_gazetteer, normalise
from sayso.grounding.places import Places
from sayso.grounding.places.geometry import distance
from sayso.ingest.document import Document

ROOT = Path(__file__).parents[1]
DEV = ROOT.parent / "shared" / "gold" / "dev"
REPORTS = ROOT.parent / "shared" / "reports"
KEY = Path(__file__).with_name("places_key.csv")
ROUNDS = 5

Verdict = Literal["right", "wrong", "empty"]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mention of a text should come out as. `kinds` are alternatives; `countries` too, empty: not told."""

    name: str
    point: tuple[float, float] | None
    radius: float
    admin1: str
    countries: frozenset[str]
    kinds: frozenset[str]
    held: bool

    def judge(self, location: Location | None) -> Verdict:
        """Whether the location is what the key says."""
        if location is None:
            return "right" if "none" in self.kinds else "empty"
        if self.countries and location.country and location.country not in self.countries:
            return "wrong"
        return "right" if any(self._is(kind, location) for kind in self.kinds) else "wrong"

    def _is(self, kind: str, location: Location) -> bool:
        if kind == "none":
            return False
        if kind == "country" or self.point is None:
            return location.precision == 6 and location.country in self.countries
        if kind == "division1":
            return location.precision == 4 and normalise(location.admin1 or "") == normalise(self.admin1)
        return self.radius > 0 and distance(self.point, (location.lat, location.lon)) <= self.radius


@dataclass(frozen=True, slots=True)
class Judged:
    """One mention with its answer, what it came out as, and whether that is right."""

    document: str
    mention: str
    start: int
    answer: Answer
    location: Location | None
    why: str
    verdict: Verdict


def load_key() -> dict[tuple[str, str], Answer]:
    """The answers by document and mention."""
    with KEY.open(encoding="utf-8", newline="") as file:
        return {(row["document"], row["mention"]): _answer(row) for row in csv.DictReader(file)}


def _answer(row: Mapping[str, str]) -> Answer:
    return Answer(
        row["name"],
        (float(row["lat"]), float(row["lon"])) if row["lat"] else None,
        float(row["radius_km_ok"] or 0),
        row["admin1"],
        frozenset(filter(None, row["country"].split("|"))),
        frozenset(row["kind"].split("|")),
        row["held"] == "yes",
    )


def documents() -> Iterator[tuple[Document, dict[Stretch, str]]]:
    """The dev texts, each with the mentions of places that their claims have; none where the folder is absent."""
    for path in sorted(DEV.glob("*.txt")):
        yield Document(path.read_text("utf-8"), path.stem), _mentions(path)
    path = REPORTS / "voa-idlib.txt"
    if path.exists() and not (DEV / "voa-idlib.txt").exists():
        yield Document(path.read_text("utf-8"), path.stem), _mentions(path)


def _mentions(path: Path) -> dict[Stretch, str]:
    text = path.read_text("utf-8")
    claims = [json.loads(line) for line in (DEV / f"{path.stem}.jsonl").read_text("utf-8").splitlines() if line]
    found = {_find(text, mention, claim["anchor"]): mention for claim in claims for mention in claim.get("place", ())}
    return dict(sorted(found.items()))


def _find(text: str, mention: str, anchor: str) -> Stretch:
    """The occurrence of the mention that is nearest to the anchor."""
    middle = text.index(anchor) + len(anchor) // 2
    starts, start = [], text.find(mention)
    while start >= 0:
        whole = not text[start + len(mention) : start + len(mention) + 1].isalnum()
        starts += [start] if whole and not text[max(start - 1, 0) : start].isalnum() else []
        start = text.find(mention, start + 1)
    best = min(starts, key=lambda start: abs(start + len(mention) / 2 - middle))
    return best, best + len(mention)


def judge(places: Places) -> list[Judged]:
    """Every mention of the dev texts, judged by the key."""
    key, found = load_key(), []
    for document, mentions in documents():
        resolved = places.resolve(document, list(mentions))
        for (start, end), mention in mentions.items():
            answer, (location, grounds) = key[document.name, mention], resolved[start, end]
            verdict = answer.judge(location)
            found.append(Judged(document.name, mention, start, answer, location, grounds.why, verdict))
    return found


def figures(judged: list[Judged]) -> dict[str, float]:
    """Shares in per cent: of the places that the gazetteer holds, and wrong ones among all other mentions."""
    held = Counter(one.verdict for one in judged if one.answer.held)
    rest = Counter(one.verdict for one in judged if not one.answer.held)
    shares = {f"places.{verdict}": 100 * held[verdict] / held.total() for verdict in ("right", "wrong", "empty")}
    return {**shares, "places.others_wrong": 100 * rest["wrong"] / rest.total(), "places.held": held.total()}


def speed() -> float:
    """Milliseconds for 600 words of the dev texts, all their mentions resolved; the best of some rounds.

    Nothing is remembered from one round to the next but what the system keeps of the gazetteer's file.
    """
    texts = list(documents())
    words = sum(len(document.text.split()) for document, _ in texts)
    best = float("inf")
    for _ in range(ROUNDS):
        places = Places(default_gazetteer())
        begin = time.perf_counter()
        for document, mentions in texts:
            places.resolve(document, list(mentions))
        best = min(best, time.perf_counter() - begin)
    return 1000 * best * 600 / words


def measure(places: Places) -> dict[str, float]:
    """All figures of this part; none where the dev texts are absent."""
    judged = judge(places)
    return {**figures(judged), "places.ms": speed()} if judged else {}


def main() -> None:
    """Print the figures, and each mention that is not right."""
    places = Places(default_gazetteer())
    judged = judge(places)
    for one in judged:
        if one.verdict != "right":
            place = one.location and (one.location.id, round(one.location.lat, 3), round(one.location.lon, 3))
            held = "" if one.answer.held else " (not held)"
            print(f"{one.verdict}{held}: {one.document} {one.start} {one.mention!r}")
            print(f"       meant {one.answer.name or 'nothing'}, got {place}: {one.why}")
    for name, value in ({**figures(judged), "places.ms": speed()} if judged else {}).items():
        print(f"{name:24}{value:8.1f}")


if __name__ == "__main__":
    main()
