"""The words by which a text attributes."""

from dataclasses import dataclass
from functools import lru_cache

from sayso.reading.lexicon import inflect, load, plural, words

PACKAGE = "sayso.claims.lexicons"


@lru_cache(maxsize=1)
def days() -> frozenset[str]:
    """Words that are a time by themselves; see lexicons/times.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return words(load(PACKAGE, "times.toml"), "days", "words", "times.toml")


@dataclass(frozen=True, slots=True)
class Cues:
    """The words by which a text attributes; see lexicons/cues.toml."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    evidence: frozenset[str]
    prepositions: frozenset[str]
    impersonal: frozenset[str]
    headings: frozenset[str]
    voices: frozenset[str]
    titles: frozenset[str]
    denials: frozenset[str]
    relays: frozenset[str]
    claims: frozenset[str]
    indefinite: frozenset[str]
    negations: frozenset[str]
    mute: frozenset[str]
    units: frozenset[str]
    crowd: frozenset[str]
    grounds: frozenset[str]
    asides: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The attribution cues, verbs in all their forms.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    name = "cues.toml"
    table = load(PACKAGE, name)
    verbs = {form for verb in words(table, "verbs", "regular", name) for form in inflect(verb)}
    for forms in table["verbs"].get("irregular", {}).values():
        verbs |= set(forms)
    return Cues(
        frozenset(verbs),
        words(table, "nouns", "words", name),
        words(table, "evidence", "words", name),
        words(table, "prepositions", "heads", name),
        words(table, "impersonal", "words", name),
        words(table, "headings", "words", name),
        words(table, "voices", "words", name),
        words(table, "titles", "words", name),
        frozenset(form for verb in words(table, "denials", "regular", name) for form in inflect(verb)),
        words(table, "relays", "words", name),
        words(table, "claims", "words", name),
        words(table, "indefinite", "words", name),
        words(table, "negations", "words", name),
        mute=_plurals(words(table, "mute", "words", name)),
        units=_plurals(words(table, "mute", "units", name)),
        crowd=_plurals(words(table, "mute", "crowd", name)) | words(table, "mute", "irregular", name),
        grounds=_plurals(words(table, "mute", "grounds", name)),
        asides=frozenset(form for verb in words(table, "asides", "regular", name) for form in inflect(verb)),
    )


def _plurals(nouns: frozenset[str]) -> frozenset[str]:
    return nouns | {plural(noun) for noun in nouns}
