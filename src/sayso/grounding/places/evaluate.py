"""From what a mention says of where to one location, and why."""

from dataclasses import dataclass, replace
from functools import cached_property

from sayso.claims.claim import Alternative, Grounds, Location
from sayso.grounding.gazetteer.entry import Entry
from sayso.grounding.places.choose import TOWNS, Choice, Chooser
from sayso.grounding.places.containers import DIVISIONS, Container
from sayso.grounding.places.names import Name
from sayso.grounding.places.peoples import Peoples
from sayso.grounding.places.phrases import Back, Either, Expression, Leaf, Nation, Phrases, Tied
from sayso.grounding.places.relations import COUNTRY, NEAR, Relation, derive
from sayso.grounding.places.words import Text

THRESHOLD = 0.5
"""Below this a mention is left empty."""
STATED = 0.6
"""The score of a place that no gazetteer has, put where the text says it is."""
BACK = 0.75
"""What of its antecedent's score a noun keeps that points back to it."""

PRECISION = {
    "country": 6,
    "division1": 4,
    "division2": 3,
    "region": 5,
    "river": 5,
    "road": 5,
    "desert": 5,
    "sea": 7,
    "lake": 5,
    "mountain": 2,
}
"""UCDP's where_prec of a place by its feature; 1 for all others."""
WIDE = frozenset({"countryside", "border", "part"})
CLOSE = frozenset({"near", "from", "road", "between", "outside", "toward", "site", "attribute", "side"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A location or none, a score, why, and what else it could be."""

    location: Location | None
    score: float
    why: str
    others: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """Settles the mentions of one text, once its names have been chosen."""

    text: Text
    phrases: Phrases
    chooser: Chooser
    peoples: Peoples

    def mention(self, first: int, last: int) -> tuple[Location | None, Grounds]:
        """The location of words `first` to `last` (exclusive), and the grounds."""
        if first == last:
            return None, Grounds("no words")
        called = self._called(first, last)
        expression = self.phrases.read(first, last) if called is None else Leaf(called)
        if expression is None:
            return None, Grounds("names no place and points to none that is certain")
        found = self._evaluate(expression, "city" if called is not None else None)
        others = tuple(Alternative(id_, name, round(score, 3)) for id_, name, score in found.others[:3])
        if found.location is None or found.score < THRESHOLD:
            return None, Grounds(found.why, 0.0, self._with_best(found, others))
        return _rounded(found.location), Grounds(found.why, round(found.score, 3), others)

    def _with_best(self, found: Outcome, others: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
        if found.location is None:
            return others
        return (Alternative(found.location.id, found.location.name, round(found.score, 3)), *others)[:3]

    def _called(self, first: int, last: int) -> int | None:
        """The name that a mention without one is given: "the capital of the province, also called Idlib"."""
        words, naming = self.text.words, self.phrases.lexicon.naming
        if any(i in self.phrases.at for i in range(first, last)):
            return None
        for start in range(last, min(last + 3, len(words))):
            for end in (start + 1, start + 2):
                if " ".join(word.lower for word in words[start:end]) in naming and self.text.same_sentence(
                    first, start
                ):
                    return self.phrases.at.get(end)
            if words[start].letters and start > last + 1:
                break
        return None

    def _evaluate(self, expression: Expression, level: str | None = None) -> Outcome:
        match expression:
            case Leaf(name):
                return self._leaf(name, level)
            case Nation(code):
                return self._nation(code)
            case Back():
                return self._back(expression)
            case Either(first, second):
                found = self._evaluate(first, level)
                return found if found.location is not None and found.score >= THRESHOLD else self._evaluate(second)
            case Tied():
                return self._tied(expression)

    def _leaf(self, i: int, level: str | None) -> Outcome:
        name, choice = self.chooser.names[i], self.chooser.choices.get(i)
        if name.person and not name.cue:
            return Outcome(None, 0.0, "the name of a person", _others(choice))
        if name.body:
            return Outcome(None, 0.0, "part of the name of an organisation", _others(choice))
        if choice is None or choice.score < THRESHOLD:
            return self._stated(i, name, choice)
        entry = _at_level(choice, level)
        if not choice.candidate.fits and name.kind and name.kind.strict:
            return self._misfit(name, choice, entry)
        return self._divided(i, self._outcome(choice, entry))

    def _divided(self, i: int, found: Outcome) -> Outcome:
        """Where the gazetteer does not tell a place's division, the one that the text says it is in."""
        place = found.location
        if place is None or place.admin1 or place.precision > 2:
            return found
        said = (outer.location for c in self._said_anywhere(i) if (outer := self._container(c)))
        admin1 = next(
            (o.admin1 for o in said if o and o.precision >= 4 and o.country == place.country and o.admin1), None
        )
        return replace(found, location=replace(place, admin1=admin1))

    def _outcome(self, choice: Choice, entry: Entry) -> Outcome:
        rest = [(e, s) for e, s in choice.others if e is not entry]
        if entry is not choice.candidate.entry:
            rest = [(choice.candidate.entry, choice.score), *rest]
        why = choice.why
        if choice.city and choice.division:
            why += f", as the {'city' if entry is choice.city else 'division'} of that name"
        return Outcome(self.location(entry), choice.score, why, tuple((e.id, e.name, s) for e, s in rest))

    def _misfit(self, name: Name, choice: Choice, entry: Entry) -> Outcome:
        """The name is known, but as no such thing: a site is near the town of that name; a town in that division."""
        kind = name.kind.features if name.kind else frozenset()
        site = not kind & (TOWNS | DIVISIONS | {"country", "river", "sea", "lake"})
        entry = choice.city if site and choice.city else entry
        found = self._outcome(choice, entry)
        if found.location is None:
            return found
        if name.kind and name.kind.of == "is" and kind & TOWNS and entry.feature in DIVISIONS:
            return replace(found, why=f"{found.why}, known as a division only")
        if site and entry.feature in TOWNS:
            near = replace(found.location, precision=2, radius=found.location.radius + NEAR)
            return Outcome(near, found.score * BACK, f"near the town of that name: {found.why}", found.others)
        return Outcome(None, 0.0, "known, but not as what the text calls it", _others(choice))

    def _stated(self, i: int, name: Name, choice: Choice | None) -> Outcome:
        """A name that is not known for certain: what the text says it lies in, under its own name."""
        known = choice is not None and choice.candidate.likeness == 1 and not choice.candidate.fits
        owned = any((c.name is not None and c.name < i and c.direct) for c in self.chooser.containers[i])
        if known or not (name.cue or owned) or name.text.isupper():
            return Outcome(None, 0.0, "not known" if choice is None else "not certain which", _all(choice))
        for container in self._said_anywhere(i):
            outer = self._container(container)
            if outer is None or outer.location is None or outer.score < THRESHOLD:
                continue
            if outer.location.id.split("/")[0] == f"iso:{outer.location.country}":
                continue
            if outer.location.precision < 3 and (not container.direct or container.apposed):
                continue
            place = replace(outer.location, name=name.full if name.inner else name.text)
            return Outcome(
                place, STATED, f"not known for certain, but said to be in {outer.location.name}", _all(choice)
            )
        return Outcome(None, 0.0, "not known" if choice is None else "not certain which", _all(choice))

    def _said_anywhere(self, i: int) -> list[Container]:
        """What the name is said to lie in, here or where else the text names it."""
        same = self._by_text[self.chooser.names[i].text]
        said = dict.fromkeys(container for j in (i, *same) for container in self.chooser.containers[j])
        return list(said)

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        """The names that are written the same."""
        found: dict[str, list[int]] = {}
        for i, name in enumerate(self.chooser.names):
            found.setdefault(name.text, []).append(i)
        return found

    def _container(self, container: Container) -> Outcome | None:
        found: Outcome | None = None
        if container.name is not None:
            choice = self.chooser.choices.get(container.name)
            if choice is None:
                return None
            found = self._outcome(choice, _at_level(choice, "division"))
        elif container.country:
            found = self._nation(container.country)
        if found is None or found.location is None or container.bearing is None:
            return found
        moved = derive(Relation("part", container.bearing, wind=self._wind(container.bearing)), found.location)
        return replace(found, location=moved)

    def _nation(self, code: str) -> Outcome:
        entry = self.chooser.gazetteer.entry(f"iso:{code}")
        if entry is None:
            return Outcome(None, 0.0, f"no country {code} in the gazetteer")
        return Outcome(self.location(entry), 0.9, "the country of the adjective")

    def _tied(self, tied: Tied) -> Outcome:
        if tied.relation == "capital":
            return self._capital(self._evaluate(tied.base, "division"))
        level = "division" if tied.relation in WIDE else ("city" if tied.relation in CLOSE else None)
        base = self._evaluate(tied.base, level)
        if base.location is None:
            return base
        other = self._evaluate(tied.other, level).location if tied.other is not None else None
        relation = Relation(tied.relation, tied.bearing, tied.km, self._wind(tied.bearing))
        if tied.relation == "attribute" and base.location.precision == COUNTRY:
            return Outcome(None, 0.0, f"something of {base.location.name}, which may be anywhere", base.others)
        location = derive(relation, base.location, other)
        if location is None:
            return Outcome(None, 0.0, f"outside {base.location.name}, which says only where it is not", base.others)
        return replace(base, location=location, why=f"{base.why}; {_said(relation)}" if _said(relation) else base.why)

    def _wind(self, bearing: float | None) -> str:
        """The wind that is nearest to the bearing."""
        return "" if bearing is None else self.phrases.lexicon.winds[round(bearing / 45) % 8 * 45.0]

    def _capital(self, base: Outcome) -> Outcome:
        """The capital of a country by name; of a division, the town that bears its name."""
        if base.location is None or base.location.precision < 3:
            return base
        country = base.location.country
        name = self.peoples.capitals.get(country or "") if base.location.precision == COUNTRY else base.location.name
        towns = [
            m.entry
            for m in self.chooser.known(name or "")
            if m.entry.feature == "settlement" and m.entry.country == country
        ]
        if base.location.precision != COUNTRY:
            towns = [town for town in towns if town.admin1 in (None, base.location.id)]
        if not towns:
            return Outcome(None, 0.0, f"the capital of {base.location.name} is not known", base.others)
        town = max(towns, key=lambda entry: entry.population)
        return replace(base, location=self.location(town), why=f"the capital of {base.location.name}")

    def _back(self, back: Back) -> Outcome:
        """The one place of that kind that this sentence or the one before names; else the only one so far."""
        kind = back.kind
        if kind is not None and (kind.vague or back.noun != kind.word or not self._definite(back.word)):
            return Outcome(None, 0.0, "points to no place that is named")
        features = back.kind.features if back.kind else TOWNS
        here = self.text.sentences[back.word]
        for reach in (here, here - 1, None) if back.kind else (here,):
            found = self._antecedents(back.word, features, reach)
            if len(found) == 1:
                outcome = next(iter(found.values()))
                return replace(
                    outcome,
                    score=outcome.score * BACK,
                    why=f"“{back.noun}” after {outcome.location.name if outcome.location else ''}",
                )
            if found:
                break
        towns = self._antecedents(back.word, TOWNS, here) if kind is not None and kind.of == "in" else {}
        if len(towns) == 1 and (town := next(iter(towns.values()))).location is not None:
            near = replace(town.location, precision=2, radius=town.location.radius + NEAR)
            return replace(town, location=near, score=town.score * BACK, why=f"“{back.noun}” in {near.name}")
        return Outcome(None, 0.0, "could point to more than one place, or to none")

    def _antecedents(self, word: int, features: frozenset[str], sentence: int | None) -> dict[str, Outcome]:
        """The places of those features named before a word, in one sentence or (None) anywhere, by id."""
        found: dict[str, Outcome] = {}
        for i, choice in self.chooser.choices.items():
            name = self.chooser.names[i]
            if name.first >= word or choice.score < THRESHOLD or name.body or (name.person and not name.cue):
                continue
            if sentence is not None and self.text.sentences[name.first] != sentence:
                continue
            entry = choice.candidate.entry
            if features & DIVISIONS:
                entry = choice.division if choice.division and entry.feature != "settlement" else entry
            meant = name.cue or i in self.chooser.asked or entry.feature == "country"
            if entry.feature in features and (meant or any(c.direct for c in self.chooser.containers[i])):
                found[entry.id] = self._outcome(choice, entry)
        return found

    def _definite(self, i: int) -> bool:
        """Whether the noun at word i is said to be known: "the city", "this besieged city"."""
        for k in range(i - 1, max(i - 4, -1), -1):
            form = self.text.words[k].lower
            if form in self.phrases.lexicon.definite:
                return True
            if not self.text.words[k].letters or form in self.phrases.lexicon.determiners:
                return False
        return False

    def location(self, entry: Entry) -> Location:
        """An entry as a location."""
        return Location(
            entry.id,
            entry.name,
            entry.lat,
            entry.lon,
            PRECISION.get(entry.feature, 1),
            entry.radius,
            self._division(entry),
            entry.country,
        )

    def _division(self, entry: Entry) -> str | None:
        """The name of the first-order division that an entry is or lies in."""
        if entry.feature == "division1":
            return entry.name
        division = self.chooser.gazetteer.entry(entry.admin1) if entry.admin1 else None
        return division.name if division else None


def _at_level(choice: Choice, level: str | None) -> Entry:
    """The reading of a choice as a city or as a division, where it has both."""
    wanted = choice.city if level == "city" else choice.division if level == "division" else None
    return wanted or choice.candidate.entry


def _others(choice: Choice | None) -> tuple[tuple[str, str, float], ...]:
    return () if choice is None else tuple((e.id, e.name, s) for e, s in choice.others)


def _all(choice: Choice | None) -> tuple[tuple[str, str, float], ...]:
    """What was found for a name, the best first, though none of it is certain."""
    if choice is None:
        return ()
    return ((choice.candidate.entry.id, choice.candidate.entry.name, choice.score), *_others(choice))


def _said(relation: Relation) -> str:
    """A relation in words, for the grounds."""
    if relation.name in ("within", "site", "attribute"):
        return ""
    km = f"{relation.km:g} km " if relation.km else ""
    return f"{km}{relation.wind} {relation.name}".strip()


def _rounded(location: Location) -> Location:
    """To a metre or so: five decimals of a degree."""
    return replace(location, lat=round(location.lat, 5), lon=round(location.lon, 5), radius=round(location.radius, 1))
