"""The words that tell what a mention of an actor is made of."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sayso.errors import LexiconError
from sayso.reading.lexicon import load, plural, words

NAME = "actors.toml"
VOICES = ("monitor", "organisation", "media", "body", "group", "alliance")
"""Kinds of actors that a text describes by a noun once it has named them."""


@dataclass(frozen=True)
class Lexicon:
    """See lexicons/actors.toml, whose sections these are; nouns stand here with their plurals."""

    members: frozenset[str]
    rule: frozenset[str]
    loaded: frozenset[str]
    ruled_army: frozenset[str]
    things: frozenset[str]
    thing_adjectives: frozenset[str]
    deeds: frozenset[str]
    stops: frozenset[str]
    apart_suffixes: frozenset[str]
    apart_prefixes: frozenset[str]
    apart_before: frozenset[str]
    apart_after: frozenset[str]
    owned: frozenset[str]
    links: frozenset[str]
    about: frozenset[str]
    conjunctions: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    name_particles: frozenset[str]
    past: frozenset[str]
    title_halts: frozenset[str]
    title_links: frozenset[str]
    clauses: frozenset[str]
    organs: dict[str, str]
    countries: dict[str, str]
    placed: frozenset[str]
    publishers: dict[str, str]
    bare_organs: dict[str, str]
    state_sides: dict[str, str]
    anaphors: frozenset[str]
    definite: frozenset[str]
    enemy: frozenset[str]
    voices: dict[str, frozenset[str]]
    bodies: frozenset[str]
    posts: frozenset[str]
    possessives: frozenset[str]
    naming: frozenset[str]
    based: frozenset[str]
    groups: frozenset[str]
    group_scripts: frozenset[str]
    kin: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    abbreviations: frozenset[str]
    articles: frozenset[str]
    joined_articles: frozenset[str]
    sounds: dict[str, str]

    @cached_property
    def belongings(self) -> frozenset[str]:
        """Members, things and deeds of a side."""
        return self.members | self.things | self.deeds

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Words that are no part of a name though written with a capital: belongings, titles, honorifics."""
        return self.belongings | self.titles | self.honorifics


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    table = load("sayso.grounding.actors.lexicons", NAME)

    def of(section: str, key: str = "words") -> frozenset[str]:
        return words(table, section, key, NAME)

    return Lexicon(
        members=_plurals(of("members")) | of("members", "irregular"),
        rule=_plurals(of("rule", "government")),
        loaded=_plurals(of("rule", "loaded")),
        ruled_army=_plurals(of("rule", "army")),
        things=_plurals(of("things")),
        thing_adjectives=of("things", "adjectives"),
        deeds=_plurals(of("deeds")),
        stops=of("stops"),
        apart_suffixes=of("apart", "suffixes"),
        apart_prefixes=of("apart", "prefixes"),
        apart_before=of("apart", "before"),
        apart_after=_plurals(of("apart", "after")),
        owned=of("apart", "owned"),
        links=of("links"),
        about=of("links", "about"),
        conjunctions=of("conjunctions"),
        titles=_plurals(of("titles")),
        honorifics=of("titles", "honorifics"),
        name_particles=of("titles", "particles"),
        past=of("titles", "past"),
        title_halts=of("titles", "halts"),
        title_links=of("titles", "links"),
        clauses=of("titles", "clauses"),
        organs=_mapping(table, "organs"),
        countries=_mapping(table, "countries"),
        placed=of("places", "before"),
        publishers=_mapping(table, "publishers"),
        bare_organs=_mapping(table, "bare_organs"),
        state_sides=_mapping(table, "state_sides"),
        anaphors=_plurals(of("anaphors")) | of("anaphors", "irregular"),
        definite=of("anaphors", "definite"),
        enemy=of("anaphors", "enemy"),
        voices=_by_noun({kind: of("voices", kind) for kind in VOICES}),
        bodies=(of("voices", "bodies") | of("groups")) - of("voices", "organs"),
        posts=of("voices", "posts"),
        possessives=of("voices", "possessives"),
        naming=of("voices", "naming"),
        based=of("voices", "based"),
        groups=_plurals(of("groups")),
        group_scripts=of("groups", "scripts"),
        kin=_plurals(of("groups", "kin")),
        common=of("groups", "common"),
        particles=of("groups", "particles"),
        abbreviations=of("abbreviations"),
        articles=of("articles"),
        joined_articles=of("articles", "joined"),
        sounds=_mapping(table, "sounds"),
    )


def _plurals(nouns: frozenset[str]) -> frozenset[str]:
    return nouns | {plural(noun) for noun in nouns}


def _by_noun(nouns: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The kinds of actors that each noun is used of."""
    every = frozenset().union(*nouns.values())
    return {noun: frozenset(kind for kind, listed in nouns.items() if noun in listed) for noun in every}


def _mapping(table: dict[str, Any], section: str) -> dict[str, str]:
    entries = table.get(section)
    if not isinstance(entries, dict) or not all(isinstance(v, str) and v for v in entries.values()):
        raise LexiconError(f"{NAME}: [{section}] must give each phrase a word")
    if any(not phrase or phrase != phrase.lower() for phrase in entries):
        raise LexiconError(f"{NAME}: [{section}] phrases must be in lower case")
    return dict(entries)
