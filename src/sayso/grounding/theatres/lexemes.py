"""The words of a phrase that names a state's organ or an unnamed side, as data: what each word can stand for."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from sayso.errors import LexiconError
from sayso.grounding.theatres.actor import KINDS, Kind
from sayso.reading.lexicon import load, plural

PACKAGE = "sayso.grounding.theatres"
ORGANS, SIDES, DEMONYMS = "data/organs.toml", "data/sides.toml", "data/demonyms.csv"

Form = Literal["adjective", "person", "country", "capital"]
FORMS: tuple[Form, ...] = get_args(Form)
Role = Literal[
    "inside",
    "before",
    "member",
    "thing",
    "arms",
    "community",
    "quantity",
    "seated",
    "party",
    "not",
    "join",
    "own",
    "seat",
    "cut",
    "article",
    "and",
]
Table = Mapping[str, Any]
Texts = list[str]

_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_TOKEN = re.compile(r"\d[\d.,]*\d(?!\w)|[^\W_]+(?:[-'&][^\W_]+)*|[^\w\s]")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "ـ": None,
                       "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "\u200c": " "})  # fmt: skip


@dataclass(slots=True)
class Lexeme:
    """What a word, or a few words together, can stand for in such a phrase.

    `countries` are pairs of a code and the form that names it, the likelier country first; an `acronym` is one only in
    capitals. `organ` is what it names with a country: as a noun where it is a `head`, `general` where a more special
    organ may follow, `vague` where others than the state's own are called so too. `side` is the unnamed side that it
    names, `loose` where an adjective can tell another, `sided` the one that it makes of a collective noun.
    """

    countries: list[tuple[str, Form]] = field(default_factory=list)
    acronym: bool = False
    organ: str | None = None
    head: bool = False
    general: bool = False
    vague: bool = False
    side: str | None = None
    loose: bool = False
    sided: str | None = None
    roles: set[Role] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Party:
    """An organ of any state, or an unnamed side: how an actor is made of it for one country. `name` has the fields
    `{country}` and `{adjective}`; a side's has none."""

    id: str
    name: str
    kind: Kind
    inter: int
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its code (ISO 3166-1), a name, an adjective for what is its own, and what it is called elsewhere by
    language, as adjectives or their stems."""

    code: str
    name: str
    adjective: str
    abroad: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lexemes by their key, as `key` makes it, and how many tokens the longest has that a token opens."""

    lexemes: Mapping[str, Lexeme]
    longest: Mapping[str, int]
    organs: Mapping[str, Party]
    sides: Mapping[str, Party]
    countries: Mapping[str, Country]
    suffixes: frozenset[str]
    prefixes: frozenset[str]
    particles: frozenset[str]
    organ_words: Mapping[str, Table]
    side_words: Mapping[str, Table]
    abroad: Mapping[str, Table]


def tokens(text: str) -> list[str]:
    """The words and marks of a phrase; an initialism has no points ("U.S." is "US"), a possessive ending is a token."""
    text = _DOTTED.sub(
        lambda found: found.group().replace(".", ""), unicodedata.normalize("NFC", text).translate(_SAME)
    )
    found: list[str] = []
    for token in _TOKEN.findall(text):
        if token == ".":
            continue
        base, mark, ending = token.rpartition("'")
        found += [base, "'s"] if mark and base and ending in ("s", "S") else [token]
    return found


def folded(token: str) -> str:
    """A token as it is looked up: no case, no diacritics."""
    if token.isascii():
        return token.lower()
    spread = unicodedata.normalize("NFKD", token.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def key(text: str) -> str:
    """A word or phrase as it is looked up."""
    return " ".join(folded(token) for token in tokens(text))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The package's own.

    Raises:
        LexiconError: a file is missing or does not fit its schema.
    """
    organs, sides, countries = load(PACKAGE, ORGANS), load(PACKAGE, SIDES), _countries()
    found: dict[str, Lexeme] = {}
    _add_countries(found, countries)
    parties = _add_organs(found, organs)
    unnamed = _add_sides(found, sides)
    phrase = organs.get("phrase", {})
    _add_roles(found, phrase)
    longest: dict[str, int] = {}
    for text in found:
        first, count = text.split(" ", 1)[0], text.count(" ") + 1
        longest[first] = max(longest.get(first, 0), count)
    made = {row["code"]: _country(row) for row in countries}
    suffixes, prefixes, particles = (
        frozenset(texts_of(phrase, name, ORGANS)) for name in ("party_suffixes", "party_prefixes", "particles")
    )
    return Lexicon(
        found, longest, parties, unnamed, made, suffixes, prefixes, particles,
        organs.get("words", {}), sides.get("words", {}), organs.get("abroad", {}),
    )  # fmt: skip


def _lexeme(found: dict[str, Lexeme], text: str) -> Lexeme:
    return found.setdefault(key(text), Lexeme())


def texts_of(table: Table, name: str, where: str) -> Texts:
    """A list of the table: texts, none empty, none twice.

    Raises:
        LexiconError: it is missing or of another form; the message names the file and the list.
    """
    entries = table.get(name)
    if not isinstance(entries, list) or not all(isinstance(entry, str) and entry.strip() for entry in entries):
        raise LexiconError(f"{where}: {name} must be a list of words")
    if len(set(entries)) != len(entries):
        raise LexiconError(f"{where}: {name} names a word twice")
    return entries


def _countries() -> list[dict[str, str]]:
    try:
        rows = list(csv.DictReader(files(PACKAGE).joinpath(DEMONYMS).read_text("utf-8").splitlines(), strict=True))
    except (OSError, csv.Error) as error:
        raise LexiconError(f"{DEMONYMS}: {error}") from error
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values() or not re.fullmatch("[A-Z]{2}", row.get("code", "")) or not row["names"]:
            raise LexiconError(f"{DEMONYMS}:{number}: a row must have each column, with a code and a name")
    return rows


def _country(row: Mapping[str, str]) -> Country:
    names, adjectives = _split(row["names"]), _split(row["adjectives"])
    abroad = {language: tuple(_split(row[language])) for language in ("ar", "ru", "uk", "fr")}
    return Country(row["code"], names[0], (adjectives or names)[0], abroad)


def _split(cell: str) -> list[str]:
    return [text for text in cell.split("|") if text and text != "-"]


def _add_countries(found: dict[str, Lexeme], rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        adjectives = _split(row["adjectives"])
        people = (
            _split(row["people"])
            if row["people"]
            else [f"{adjective}{s}" for adjective in adjectives[:1] for s in ("", "s")]
        )
        texts = (adjectives, people, _split(row["names"]), _split(row["capital"]))
        for form, forms in zip(FORMS, texts, strict=True):
            for text in forms:
                lexeme = _lexeme(found, text)
                lexeme.countries.append((row["code"], form))
                short = text.replace(".", "")
                lexeme.acronym |= short.isupper() and len(short) <= 5


def _party(id_: str, row: Mapping[str, Any], where: str) -> Party:
    name, kind, inter, part_of = (row.get(key) for key in ("name", "kind", "inter", "part_of"))
    if (
        not isinstance(name, str)
        or kind not in KINDS
        or inter not in range(1, 9)
        or not isinstance(part_of, str | None)
    ):
        raise LexiconError(f"{where}: [{id_}] must have a name, a kind, an inter of 1 to 8, and part_of only as an id")
    return Party(id_, name, cast(Kind, kind), cast(int, inter), part_of)


def _add_organs(found: dict[str, Lexeme], table: Mapping[str, Any]) -> dict[str, Party]:
    parties = {}
    for id_, row in table.get("organs", {}).items():
        parties[id_] = _party(id_, row, ORGANS)
        nouns = texts_of(row, "nouns", ORGANS)
        vague = texts_of(row, "vague", ORGANS) if "vague" in row else []
        general = texts_of(row, "general", ORGANS) if "general" in row else []
        for noun in (*nouns, *vague, *general):
            for text in (noun,) if noun in general else (noun, plural(noun)):
                lexeme = _lexeme(found, text)
                lexeme.organ = lexeme.organ or id_
                lexeme.head |= noun not in general or noun in nouns
                lexeme.vague |= noun in vague
                lexeme.general |= noun in general
    for text in ("army", "government"):
        if text not in parties:
            raise LexiconError(f"{ORGANS}: [organs.{text}] is missing")
    return parties


def _add_sides(found: dict[str, Lexeme], table: Mapping[str, Any]) -> dict[str, Party]:
    parties = {}
    for id_, row in table.get("sides", {}).items():
        parties[id_] = _party(id_, {**row, "kind": "side"}, SIDES)
        for noun in texts_of(row, "nouns", SIDES):
            for text in (noun, plural(noun)):
                lexeme = _lexeme(found, text)
                lexeme.side = lexeme.side or id_
                lexeme.loose |= bool(row.get("general", False))
        for adjective in texts_of(row, "adjectives", SIDES):
            _lexeme(found, adjective).sided = id_
    return parties


def _add_roles(found: dict[str, Lexeme], phrase: Mapping[str, Any]) -> None:
    lists: dict[Role, str] = {
        "inside": "inside", "before": "before", "member": "members", "thing": "things", "quantity": "quantities",
        "join": "joining", "cut": "cutting", "not": "not_organs", "arms": "arms", "community": "communities",
        "seated": "seated", "party": "party_words", "own": "owning", "seat": "seating", "article": "articles",
        "and": "conjunctions",
    }  # fmt: skip
    for role, name in lists.items():
        for entry in texts_of(phrase, name, ORGANS):
            for text in (entry, plural(entry)) if role in ("member", "thing", "arms") else (entry,):
                _lexeme(found, text).roles.add(role)
