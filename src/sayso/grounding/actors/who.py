"""Whom some words of a text name, whatever else stands among them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sayso.grounding.actors.choose import Cast, choose
from sayso.grounding.actors.countries import is_country
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.local import groups_in, local_id
from sayso.grounding.actors.mention import Choice
from sayso.grounding.actors.names import Entry, Names
from sayso.grounding.actors.normal import Word
from sayso.grounding.actors.phrase import capital, low
from sayso.grounding.actors.relation import text_of
from sayso.grounding.actors.rules import Sides, States
from sayso.grounding.actors.scene import LEAST, Scene

PEOPLE = "-people"
LONGEST_PHRASE = 5
KEPT = 8192
"""Phrases whose reading as a state's organ or a side is kept: the same for all documents, so no state of any."""


class Who:
    """Names, loose names, states, sides and unknown groups, looked up in words that need not be a mention."""

    def __init__(self, names: Names, cast: Cast, states: States, sides: Sides) -> None:
        """
        Args:
            names: of the theatres.
            cast: all their actors.
            states: recognises states and their organs.
            sides: recognises typed, unnamed sides.
        """
        self.names = names
        self.cast = cast
        self.states = lru_cache(maxsize=KEPT)(states.match)
        self.sides = lru_cache(maxsize=KEPT)(sides.match)

    def is_told(self, part: Sequence[Word], scene: Scene, *, last: bool = False) -> Choice | None:
        """The side that the words name, the surest way first; None where they name none.

        Args:
            part: words of the text.
            scene: the text.
            last: of several sides, the last is meant; else the first.
        """
        hits = [hit for hit in self.names.exact(part, lenient=True) if not _goes_on(part, hit.last)]
        if hits:
            return choose(hits[-1 if last else 0].entries, scene, self.cast)
        if match := self._longest_state(part):
            return match
        if groups := list(groups_in(part)):
            group = groups[-1 if last else 0]
            return self.called(part[group.first : group.last], scene)
        if hit := next(filter(None, (self.names.near(run) for run in _proper(part))), None):
            return choose(hit.entries, scene, self.cast)
        loose = (self.loose((word,), scene) for word in part)
        return next((choice for choice in loose if choice), None) or self._kind_of(part)

    def called(self, name: Sequence[Word], scene: Scene) -> Choice:
        """The actor of a proper name, from its first word to its last: known, respelled, a state's organ, or local."""
        whole = [hit for hit in self.names.exact(name, lenient=True) if hit.last - hit.first == len(name)]
        if hit := whole[0] if whole else self.names.near(name):
            return choose(hit.entries, scene, self.cast)
        match = self.states(text_of(name))
        return Choice(match.actor_id, match.why, 0.9) if match else new_group(name)

    def loose(self, span: Sequence[Word], scene: Scene) -> Choice | None:
        """The actor that a loose name means here; None where it is none, or its theatre is not meant."""
        key = " ".join(word.key for word in span if word.key)
        named = self.names.loose(key) or self.names.loose(f"{key}s")
        entries = [entry for entry in named if is_meant(entry, scene, span[0].start)]
        if not entries:
            return None
        choice = choose(entries, scene, self.cast)
        why = f"{text_of(span)!r} in a text on {entries[0].theatre.name!r}; {choice.why}"
        return Choice(choice.actor, why, min(choice.score, 0.8), choice.others)

    def _longest_state(self, part: Sequence[Word]) -> Choice | None:
        """The longest phrase from the first capital on that names a state or an organ, its people left out."""
        for first in (i for i, word in enumerate(part) if word.text[0].isupper()):
            for last in range(min(len(part), first + LONGEST_PHRASE), first, -1):
                match = self.states(text_of(part[first:last]))
                if match and not match.actor_id.endswith(PEOPLE):
                    return Choice(match.actor_id, match.why, 0.85)
        return None

    def _kind_of(self, part: Sequence[Word]) -> Choice | None:
        """The typed side of a person by what they are called: an activist, a resident."""
        for word in part:
            match = self.sides(low(word)) if low(word) in lexicon().titles else None
            if match:
                return Choice(match.actor_id, match.why, 0.55)
        return None


def _goes_on(part: Sequence[Word], at: int) -> bool:
    """Whether a name that ends before a word only begins a longer one, which is no title or member of the side."""
    end = at
    while end < len(part) and not part[end - 1].ends and part[end].text[0].isupper():
        end += 1
    rest = [low(word) for word in part[at:end]]
    if is_country(part[at:end]):
        return False
    return bool(rest) and lexicon().members.isdisjoint(rest) and lexicon().titles.isdisjoint(rest)


def _proper(part: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The stretches of two or more capitalised words, articles inside them."""
    at = 0
    for last in range(1, len(part) + 1):
        if last == len(part) or not capital(part[last]) or part[last - 1].ends:
            if last - at > 1 and capital(part[at]):
                yield part[at:last]
            at = last if last < len(part) and capital(part[last]) else last + 1


def new_group(span: Sequence[Word]) -> Choice:
    """A local actor of that name."""
    name = text_of(span)
    return Choice(local_id(name), f"{name!r} is unknown to the theatres", 0.6)


def is_meant(entry: Entry, scene: Scene, start: int) -> bool:
    """Whether a loose name's theatre is meant at a code point.

    The text is about the theatre, or, for an alliance and where the theatre has no countries of its own, about the
    actor's countries; and no country acts in the sentence that is no party to it.
    """
    homes = entry.theatre.countries or entry.actor.countries
    if entry.theatre not in scene.theatres:
        abroad = entry.actor.kind == "alliance" or not entry.theatre.countries
        homes = entry.actor.countries if abroad else ()
        if sum(scene.share(code) for code in homes) < LEAST:
            return False
    told = scene.acting(*scene.sentence(start))
    return not told or bool(told & set(homes)) or told <= _parties(entry)


def _parties(entry: Entry) -> set[str]:
    """The countries whose own forces the theatre names: the foreign parties to it."""
    return {code for actor in entry.theatre.actors.values() for code in actor.countries}
