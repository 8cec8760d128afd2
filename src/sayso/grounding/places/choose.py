"""Which place of the gazetteer each name of a text means: a joint choice over all of them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sayso.grounding.gazetteer.entry import Entry, Gazetteer, Match
from sayso.grounding.places.containers import DIVISIONS, Container
from sayso.grounding.places.geometry import Point, bearing, distance, turn
from sayso.grounding.places.lexicon import Kind
from sayso.grounding.places.names import Name

TOWNS = frozenset({"settlement", "quarter", "camp"})
WIDE = frozenset({"country", "division1", "division2", "region", "sea", "desert", "river", "lake", "mountain"})
"""What extends so far that two of one name are not apart before their edges are."""
NAMED_BARE = TOWNS | DIVISIONS
"""What is looked for in other spellings where no feature word stands with the name."""
BEFORE = {
    "country": 5.5,
    "sea": 5.5,
    "river": 4.5,
    "desert": 4.5,
    "division1": 4.0,
    "region": 3.5,
    "lake": 3.5,
    "mountain": 3.0,
    "island": 3.0,
    "airport": 2.2,
    "airbase": 2.2,
    "dam": 2.2,
    "division2": 1.8,
}
"""How much more often a place is named than a village, as a logit, where the gazetteer tells no population."""

LARGE = 300_000
"""Inhabitants. A bare name that a city shares with its province means the city from here on, else the province."""
NEARBY = 40.0
"""Kilometres within which two places of a text speak for each other."""
APART = 25.0
"""Kilometres. Places that lie nearer to each other than this are no rivals."""
SPELLING, SPELLING_WIDE = 0.84, 0.93
"""The least likeness of a name that is not the same after normalisation; and of one that is a division's."""
SHORT = 3
"""Letters below which a name says nothing unless it is a country's."""
PLAUSIBLE = 0.3
"""The share of the most likely country's weight from which on names are looked for that are spelt otherwise."""
CERTAIN, NEIGHBOUR = 0.5, 0.3
"""The score from which on a choice speaks for its country; and from which on for what lies near it."""
DEGREE = 110.5
"""Kilometres in a degree of latitude, at least."""
ENOUGH = 3.0
"""Mentions of a country after which more of them say no more."""
ROUNDS = 3
RUNNERS_UP = 3

BIAS = -3.5
POPULATION, SUPPORT, LIKENESS, ODD = 1.2, 4.5, -14.0, -1.5
INSIDE, OUTSIDE, SOFT_INSIDE, SOFT_OUTSIDE = 4.0, -6.0, 2.0, -0.5
PROXIMITY, REGIONAL, LONELY, KIND, LOOSE, NO_CUE, TOWN, CAPITAL, ALONE = 3.0, 1.5, -3.0, 0.5, -2.0, -1.0, 0.7, 1.5, 0.7
SHARED = 0.5
"""The support of a place that lies in several countries, or in none."""
REGION = 400.0
"""Kilometres over which one region of the world falls off into the next."""
FAR = 100.0
"""Kilometres from every other place of a text beyond which a small place is an unlikely one."""
SMALL = 20_000
"""Inhabitants below which a place is small."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `fits`: it is of the kind that the text says; `likeness` is the gazetteer's."""

    entry: Entry
    likeness: float
    fits: bool

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.entry.lat, self.entry.lon


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a name: its candidate, a score from 0 to 1, why, and the runners-up with theirs.

    `city` and `division` are set where the name is both: the two readings of it.
    """

    candidate: Candidate
    score: float
    why: str
    others: tuple[tuple[Entry, float], ...] = ()
    city: Entry | None = None
    division: Entry | None = None


@dataclass
class Chooser:
    """Chooses for all names of a text together.

    Each candidate has a logit: a sum of what speaks for it, by the weights above. Its score is the logistic of that,
    times its share (softmax) among candidates that lie elsewhere. In a second round the places chosen in the first
    speak for what lies near them, and containers for what lies in them.
    """

    gazetteer: Gazetteer
    names: Sequence[Name]
    containers: Sequence[tuple[Container, ...]]
    asked: frozenset[int]
    mass: Mapping[str, float]
    placed: Mapping[str, float]
    known: Callable[[str], Sequence[Match]]
    like: Callable[[str, tuple[str, ...]], tuple[Match, ...]]
    capitals: Mapping[str, str]
    choices: dict[int, Choice] = field(default_factory=dict)
    speakers: dict[str, set[str]] = field(default_factory=dict)
    towns: dict[Point, set[str]] = field(default_factory=dict)
    plausible: tuple[str, ...] = ()
    _most: float = 1.0
    _candidates: dict[tuple[str, str, frozenset[str], tuple[str, ...]], list[Candidate]] = field(default_factory=dict)

    def run(self) -> Mapping[int, Choice]:
        """The choice for each name that has candidates, by its index."""
        levels = self._levels()
        self._speak()
        for _ in range(ROUNDS):
            before = dict(self.choices)
            for i, name in enumerate(self.names):
                if candidates := self.candidates(i):
                    self.choices[i] = self._choose(i, name, candidates, before, levels)
            self._share()
            self._speak()
        return self.choices

    def candidates(self, i: int) -> list[Candidate]:
        """The places that a name may mean, looked up once for each spelling and kind."""
        name = self.names[i]
        if (name.person or name.body) and i not in self.asked:
            return []
        key = (name.text, name.full, name.kind.features if name.kind else frozenset(), self.plausible)
        if key not in self._candidates or (i in self.asked and not self._candidates[key]):
            self._candidates[key] = self._look_up(i, name)
        return self._candidates[key]

    def _look_up(self, i: int, name: Name) -> list[Candidate]:
        matches = {m.entry.id: m for m in (*self.known(name.text), *self.known(name.full))}
        found = [self._candidate(name, match) for match in matches.values()]
        if len(name.text) < SHORT:
            found = [candidate for candidate in found if candidate.entry.feature == "country"]
        if name.inner and name.kind and name.kind.of != "in":
            whole = {match.entry.id for match in self.known(name.full)}
            found = [candidate for candidate in found if candidate.fits or candidate.entry.id in whole]
        if any(candidate.fits for candidate in found):
            strict = name.kind is not None and name.kind.strict
            return [candidate for candidate in found if candidate.fits or not strict]
        near = self._near(name) if i in self.asked else []
        return near or found

    def _candidate(self, name: Name, match: Match) -> Candidate:
        return Candidate(match.entry, match.score, name.kind is None or match.entry.feature in name.kind.features)

    def _near(self, name: Name) -> list[Candidate]:
        """Places of the countries in play whose name is spelt nearly so, and which are of the kind that is told."""
        if not self.plausible or name.text.isupper() or len(name.text) < SHORT:
            return []
        matches = self.like(name.full, self.plausible)
        matches += self.like(name.text, self.plausible) if name.full != name.text else ()
        found = [self._candidate(name, match) for match in matches if match.score >= _least(match.entry)]
        meant = {c.entry.id: c for c in reversed(found) if c.fits and (name.kind or c.entry.feature in NAMED_BARE)}
        return list(meant.values())

    def _levels(self) -> dict[str, set[str]]:
        """For each name the levels, "city" or "division", that feature words give it somewhere in the text."""
        found: dict[str, set[str]] = {}
        for name in self.names:
            if name.kind and name.kind.features & DIVISIONS:
                found.setdefault(name.text.casefold(), set()).add("division")
            elif name.kind and name.kind.strict and name.kind.features & TOWNS:
                found.setdefault(name.text.casefold(), set()).add("city")
        return found

    def _choose(
        self,
        i: int,
        name: Name,
        candidates: list[Candidate],
        before: Mapping[int, Choice],
        levels: Mapping[str, set[str]],
    ) -> Choice:
        logits = [(self._logit(i, name, candidate, before), candidate) for candidate in candidates]
        logits.sort(key=lambda pair: (-pair[0], pair[1].entry.id))
        best, candidate = logits[0]
        city, division = _pair(candidate, candidates)
        if city and division:
            wanted = _level(name, city, division, levels.get(name.text.casefold(), set()))
            candidate = next(c for c in candidates if c.entry is (city if wanted == "city" else division))
        rivals = sum(math.exp(z - best) for z, c in logits if _apart(candidate, c))
        alone = ALONE if not rivals and candidate.likeness == 1 else 0.0
        score = _logistic(best + alone + BIAS) / (1 + rivals)
        total = sum(math.exp(z - best) for z, _ in logits)
        others = ((c.entry, _logistic(z + BIAS) * math.exp(z - best) / total) for z, c in logits if c is not candidate)
        return Choice(
            candidate, score, self._why(i, candidate, before), tuple(islice(others, RUNNERS_UP)), city, division
        )

    def _logit(self, i: int, name: Name, candidate: Candidate, before: Mapping[int, Choice]) -> float:
        entry = candidate.entry
        total = _size(entry) + LIKENESS * (1 - candidate.likeness)
        total += SUPPORT * self.supported(i, entry.country)
        total += TOWN if entry.feature == "settlement" else 0.0
        total += CAPITAL if self._capital(entry) else 0.0
        total += (KIND if candidate.fits else LOOSE) if name.kind else 0.0
        total += NO_CUE if not name.cue and i not in self.asked else 0.0
        said = self._contained(i, candidate, before)
        nearest = self._nearest(i, candidate)
        total += PROXIMITY * math.exp(-nearest / NEARBY) + REGIONAL * math.exp(-nearest / REGION)
        if said <= 0 and nearest > FAR:
            total += ODD if candidate.likeness < 1 else 0.0
            total += LONELY if entry.population < SMALL and entry.feature in TOWNS and self._company(i, entry) else 0.0
        return total + said

    def _capital(self, entry: Entry) -> bool:
        """Whether it is the capital of its country."""
        return entry.feature == "settlement" and self.capitals.get(entry.country or "") == entry.name

    def supported(self, i: int, country: str | None) -> float:
        """How much the text is about a country, from 0 to 1, what the name itself says left aside."""
        if country is None:
            return SHARED
        return self.share(country, self.names[i].text.casefold())

    def share(self, country: str, own: str) -> float:
        """As `supported`, for a name as it is written."""
        return min(1.0, (self.mass.get(country, 0.0) + self._spoken(country, own)) / self._most)

    def _spoken(self, country: str, own: str) -> float:
        return float(len(self.speakers.get(country, set()) - {own}))

    def _nearest(self, i: int, candidate: Candidate) -> float:
        """Kilometres to the nearest other town of the text; infinite where there is none."""
        own, best = self.names[i].text.casefold(), math.inf
        for point, names in self.towns.items():
            if abs(point[0] - candidate.point[0]) * DEGREE < best and names != {own}:
                best = min(best, distance(candidate.point, point))
        return max(0.0, best - (candidate.entry.radius if candidate.entry.feature in WIDE else 0.0))

    def _company(self, i: int, entry: Entry) -> bool:
        """Whether the text names other places of the entry's country, by what was chosen in the round before."""
        return entry.country is not None and self._spoken(entry.country, self.names[i].text.casefold()) > 0

    def _contained(self, i: int, candidate: Candidate, before: Mapping[int, Choice]) -> float:
        total = 0.0
        for container in self.containers[i]:
            inside = self.inside(candidate.entry, container, before)
            if inside is not None:
                yes, no = (INSIDE, OUTSIDE) if container.direct else (SOFT_INSIDE, SOFT_OUTSIDE)
                total += yes if inside else no
        return total

    def inside(self, entry: Entry, container: Container, before: Mapping[int, Choice]) -> bool | None:
        """Whether a place lies in what the text says it lies in; None where that cannot be told."""
        if container.country:
            return None if entry.country is None else entry.country == container.country
        choice = before.get(container.name if container.name is not None else -1)
        if choice is None or choice.score < NEIGHBOUR or choice.candidate.entry.id == entry.id:
            return None
        outer = choice.division or choice.candidate.entry
        if outer.id in (entry.id, entry.country and f"iso:{entry.country}"):
            return True
        if outer.feature == "country" or (outer.country and entry.country and outer.country != entry.country):
            return outer.country == entry.country
        return _lies_in(entry, outer, container.bearing)

    def _speak(self) -> None:
        """Let the names chosen speak for their countries: each as much as a mention of the country."""
        self.speakers, self.towns = {}, {}
        for i, choice in self.choices.items():
            entry = choice.candidate.entry
            if choice.score >= NEIGHBOUR and entry.feature in TOWNS:
                self.towns.setdefault(choice.candidate.point, set()).add(self.names[i].text.casefold())
            if choice.score >= CERTAIN and entry.country and entry.feature != "country":
                self.speakers.setdefault(entry.country, set()).add(self.names[i].text.casefold())
        spoken = (self.mass.get(code, 0.0) + self._spoken(code, "") for code in {*self.mass, *self.speakers})
        self._most = min(max(spoken, default=1.0), ENOUGH) or 1.0
        if self.choices:
            self.plausible = self._plausible()

    def _plausible(self) -> tuple[str, ...]:
        """Countries that places of the text lie in; where none is known, those that it is most about."""
        placed = {code: self.placed.get(code, 0.0) + self._spoken(code, "") for code in {*self.placed, *self.speakers}}
        weights = {code: weight for code, weight in placed.items() if weight} or self.mass
        most = max(weights.values(), default=0.0)
        return tuple(sorted(code for code, weight in weights.items() if weight >= PLAUSIBLE * most))

    def _share(self) -> None:
        """A name means the same throughout, unless something is said of this very occurrence."""
        by_text: dict[str, list[int]] = {}
        for i, name in enumerate(self.names):
            by_text.setdefault(name.text.casefold(), []).append(i)
        for group in by_text.values():
            best = self._best_by_kind(group) if len(group) > 1 else {}
            for i in group if best else ():
                self._share_one(i, best)

    def _best_by_kind(self, group: Sequence[int]) -> dict[Kind | None, Choice]:
        """The surest choice among names that are spelt the same, for each feature word that stands with one."""
        best: dict[Kind | None, Choice] = {}
        for i in group:
            kind, choice = self.names[i].kind, self.choices.get(i)
            if choice is not None and (kind not in best or choice.score > best[kind].score):
                best[kind] = choice
        return best

    def _share_one(self, i: int, best: Mapping[Kind | None, Choice]) -> None:
        kind, own = self.names[i].kind, self.choices.get(i)
        if own is not None and any(container.direct for container in self.containers[i]):
            return
        fitting = [choice for other, choice in best.items() if self._means(kind, other, choice)]
        surest = max(fitting, key=lambda choice: choice.score, default=None)
        if surest is not None and (own is None or surest.score > own.score):
            self.choices[i] = surest

    def _means(self, kind: Kind | None, other: Kind | None, choice: Choice) -> bool:
        """Whether what was chosen for a name with one feature word can be meant by the same name with another."""
        if kind is None or other is None:
            return kind is other
        return choice.candidate.fits and choice.candidate.entry.feature in kind.features

    def _why(self, i: int, candidate: Candidate, before: Mapping[int, Choice]) -> str:
        name = self.names[i]
        said = ["the name" if candidate.likeness == 1 else f"a like spelling ({candidate.likeness:.2f})"]
        if name.kind and candidate.fits:
            said.append(f"“{name.kind.word}”")
        if any(self.inside(candidate.entry, container, before) for container in self.containers[i]):
            said.append("lies in what the text says it is in")
        elif candidate.entry.country and self.supported(i, candidate.entry.country) > 0.2:
            said.append(f"the text is about {candidate.entry.country}")
        if self._nearest(i, candidate) < NEARBY:
            said.append("near other places of the text")
        return ", ".join(said)


def _lies_in(entry: Entry, outer: Entry, part: float | None) -> bool | None:
    """Whether a place lies in a division or town, by its id where that is told, else by distance, and in that part."""
    away = distance((entry.lat, entry.lon), (outer.lat, outer.lon))
    if part is not None and away > outer.radius / 4:
        way = bearing((outer.lat, outer.lon), (entry.lat, entry.lon))
        if turn(way, part) > 100:
            return False
    if outer.feature == "division1" and entry.admin1:
        return True if entry.admin1 == outer.id else (None if away < outer.radius else False)
    reach = max(1.2 * outer.radius, 15.0)
    return away <= reach if away <= reach or away > 2 * reach else None


def _pair(candidate: Candidate, candidates: Sequence[Candidate]) -> tuple[Entry | None, Entry | None]:
    """The town and the division that both bear the name, where the candidate is one of them; else nothing."""
    towns = [c.entry for c in candidates if c.entry.feature == "settlement"]
    divisions = [c.entry for c in candidates if c.entry.feature in DIVISIONS]
    for division in sorted(divisions, key=lambda entry: entry.feature):
        for town in sorted(towns, key=lambda entry: -entry.population):
            near = distance((town.lat, town.lon), (division.lat, division.lon)) < 1.5 * division.radius
            if near and candidate.entry in (town, division):
                return town, division
    return None, None


def _level(name: Name, city: Entry, division: Entry, said: set[str]) -> str:
    """Whether a name that is both means the "city" or the "division"."""
    if name.kind and name.kind.features & DIVISIONS:
        return "division"
    if name.kind and name.kind.features & TOWNS:
        return "city"
    if division.feature == "division2":
        return "city"
    if len(said) == 1:
        return next(iter(said))
    return "city" if city.population >= LARGE else "division"


def _least(entry: Entry) -> float:
    """The likeness that a name must have to be taken for another spelling of the place's."""
    return SPELLING_WIDE if entry.feature in WIDE else SPELLING


def _size(entry: Entry) -> float:
    """How much more often a place is named than a village, as a logit: by its population, or by what it is."""
    if not entry.population:
        return BEFORE.get(entry.feature, 0.0)
    return max(POPULATION * max(0.0, math.log10(entry.population) - 3), BEFORE.get(entry.feature, 0.0))


def _apart(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are two places: they lie apart, what they extend over left aside."""
    extent = sum(c.entry.radius for c in (one, other) if c.entry.feature in WIDE)
    return distance(one.point, other.point) > APART + extent


def _logistic(z: float) -> float:
    return 1 / (1 + math.exp(-z))
