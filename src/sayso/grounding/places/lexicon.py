"""The words by which a text says what kind of place a name is, and where something lies in relation to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, get_args

from sayso.errors import LexiconError
from sayso.grounding.gazetteer.entry import FEATURES
from sayso.reading.lexicon import load, plural, words

PACKAGE = "sayso.grounding.places.lexicons"
NAME = "places.toml"

Relation = Literal["urban", "within", "countryside", "rural", "near", "border", "airspace", "waters", "coast", "road"]
Link = Literal["in", "near", "outside", "toward", "road", "between", "border", "offshore", "seaward", "along"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
LINKS: tuple[Link, ...] = get_args(Link)
OF = ("is", "in", "either", "capital")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a feature word says: the features meant, whether no other can be, what "WORD of NAME" means, and whether
    "the WORD" is too vague to point back to a place."""

    word: str
    features: frozenset[str]
    strict: bool
    of: str
    vague: bool


@dataclass(frozen=True)
class Lexicon:
    """lexicons/places.toml. Phrases of several words are keys with single spaces; lengths count words."""

    part: Mapping[str, float]
    way: Mapping[str, float]
    winds: Mapping[float, str]
    kinds: Mapping[str, Kind]
    relations: Mapping[str, Relation]
    links: Mapping[str, Link]
    units: Mapping[str, float]
    numbers: Mapping[str, float]
    about: frozenset[str]
    bridges: frozenset[str]
    ends: frozenset[str]
    of: frozenset[str]
    conjunctions: frozenset[str]
    sites: frozenset[str]
    private: frozenset[str]
    foreign: frozenset[str]
    cues: frozenset[str]
    joins: frozenset[str]
    maybe: frozenset[str]
    leads: frozenset[str]
    definite: frozenset[str]
    determiners: frozenset[str]
    calendar: frozenset[str]
    continents: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    saying: frozenset[str]
    naming: frozenset[str]
    abbreviations: frozenset[str]

    @cached_property
    def kind_words(self) -> frozenset[str]:
        """The words that feature words are made of."""
        return frozenset(word for kind in self.kinds for word in kind.split(" "))

    @cached_property
    def locatives(self) -> frozenset[str]:
        """Prepositions that say that something is in or near the place that they govern."""
        return frozenset(form for form, link in self.links.items() if link in ("in", "near")) - self.of

    def broad(self, form: str) -> bool:
        """Whether a direction parts a province rather than a town: "northern", "north-east", not "north"."""
        return form in self.part and (form not in self.way or self.part[form] % 90 != 0)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the package.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return parse(load(PACKAGE, NAME))


def parse(table: dict[str, Any]) -> Lexicon:
    """A lexicon from its table.

    Raises:
        LexiconError: the table does not fit the schema.
    """
    part, way, winds = _directions(table)

    def listed(section: str, key: str = "words") -> frozenset[str]:
        return words(table, section, key, NAME)

    return Lexicon(
        part=part,
        way=way,
        winds=winds,
        kinds=_kinds(table),
        relations=_by_word(table, "relations", RELATIONS),
        links=_by_word(table, "links", LINKS),
        units=_units(table),
        numbers=_numbers(table),
        about=listed("measures", "about"),
        bridges=listed("measures", "bridges"),
        ends=listed("measures", "ends"),
        of=listed("measures", "of"),
        conjunctions=listed("measures", "and"),
        sites=listed("sites"),
        private=listed("sites", "private"),
        foreign=listed("sites", "foreign"),
        cues=listed("cues"),
        joins=listed("particles", "joins"),
        maybe=listed("particles", "maybe"),
        leads=listed("particles", "leads"),
        definite=listed("determiners", "definite"),
        determiners=listed("determiners", "definite") | listed("determiners", "other"),
        calendar=listed("names", "calendar"),
        continents=listed("names", "continents"),
        titles=listed("names", "titles"),
        organisations=listed("names", "organisations"),
        saying=listed("names", "saying"),
        naming=listed("names", "naming"),
        abbreviations=listed("abbreviations"),
    )


def _directions(table: dict[str, Any]) -> tuple[dict[str, float], dict[str, float], dict[float, str]]:
    """Bearings by the words for a part, bearings by the words for a way, and names by bearing."""
    part: dict[str, float] = {}
    way: dict[str, float] = {}
    winds: dict[float, str] = {}
    for entry in _entries(table, "directions"):
        bearing, name = entry.get("bearing"), entry.get("name")
        if not isinstance(bearing, int) or not 0 <= bearing < 360 or not isinstance(name, str):
            raise LexiconError(f"{NAME}: [[directions]] {name!r}: needs a name and a bearing from 0 to 359")
        winds[float(bearing)] = name
        where = f"[[directions]] {name}"
        part.update({form: float(bearing) for form in _list(entry, "part", where)})
        way.update({form: float(bearing) for form in _list(entry, "way", where)})
    return part, way, winds


def _kinds(table: dict[str, Any]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for entry in _entries(table, "features"):
        forms = _list(entry, "words", "[[features]]")
        where = f"[[features]] {forms[0]!r}"
        features = frozenset(_list(entry, "features", where))
        if not features <= set(FEATURES):
            raise LexiconError(f"{NAME}: {where}: no feature {min(features - set(FEATURES))!r}")
        if entry.get("of") not in OF or not isinstance(entry.get("strict"), bool):
            raise LexiconError(f"{NAME}: {where}: needs `strict`, and `of` as one of {', '.join(OF)}")
        for form in forms:
            if form in kinds:
                raise LexiconError(f"{NAME}: {where}: {form!r} is given twice")
            kinds[form] = Kind(form, features, entry["strict"], entry["of"], bool(entry.get("vague")))
    return {plural(form): kind for form, kind in kinds.items() if form.isascii()} | kinds


def _units(table: dict[str, Any]) -> dict[str, float]:
    units: dict[str, float] = {}
    for name, entry in table.get("units", {}).items():
        if not isinstance(entry, dict) or not isinstance(entry.get("km"), float) or entry["km"] <= 0:
            raise LexiconError(f"{NAME}: [units] {name}: needs `km`, a number above 0")
        km = float(entry["km"])
        units.update(dict.fromkeys(_list(entry, "words", f"[units] {name}"), km))
    return units


def _numbers(table: dict[str, Any]) -> dict[str, float]:
    entries = table.get("numbers", {}).get("words")
    if not isinstance(entries, dict) or not all(isinstance(n, int) and n > 0 for n in entries.values()):
        raise LexiconError(f"{NAME}: [numbers] words must map words to numbers above 0")
    return {word: float(number) for word, number in entries.items()}


def _by_word(table: dict[str, Any], section: str, keys: Iterable[Any]) -> dict[str, Any]:
    """The key of each word of a section whose keys are lists of words.

    Raises:
        LexiconError: a list is missing or wrong.
    """
    return {word: key for key in keys for word in words(table, section, key, NAME)}


def _entries(table: dict[str, Any], section: str) -> list[dict[str, Any]]:
    entries = table.get(section)
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise LexiconError(f"{NAME}: [[{section}]] is missing")
    return entries


def _list(entry: dict[str, Any], key: str, where: str) -> list[str]:
    found = entry.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(e, str) and e == e.lower() for e in found):
        raise LexiconError(f"{NAME}: {where}: {key} must be a list of lower-case words")
    return found
