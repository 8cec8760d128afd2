"""What a text shortens: acronyms that it spells out, a part of a name for the whole, "the group" for its name."""

from collections.abc import Callable, Iterator, Sequence

from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.local import groups_in
from sayso.grounding.actors.mention import Choice
from sayso.grounding.actors.normal import Word, fold
from sayso.grounding.actors.phrase import capital, low
from sayso.grounding.actors.relation import text_of
from sayso.grounding.actors.scene import Scene, Sighting

LONGEST = 8
BACK = 3


def spelled_out(acronym: str, scene: Scene) -> Sequence[Word] | None:
    """The words that an acronym stands for in this text: capitals, next to it or anywhere, whose initials it is."""
    letters = acronym.replace(".", "").casefold()
    if not 2 <= len(letters) <= LONGEST or not acronym.replace(".", "").isupper():
        return None
    found = {tuple(word.key for word in run): run for run in _spelling(letters, scene)}
    return next(iter(found.values())) if len(found) == 1 else None


def _spelling(letters: str, scene: Scene) -> Iterator[Sequence[Word]]:
    words = scene.words
    for first in range(len(words)):
        if not words[first].text[:1].isupper() or words[first].text[0].casefold() != letters[0]:
            continue
        last = _match(letters, words, first)
        if last and words[first].text.replace(".", "").casefold() != letters:
            yield words[first:last]


def _match(letters: str, words: Sequence[Word], first: int) -> int | None:
    """Where a run ends whose capitalised words begin with these letters in turn; small words may stand between."""
    at, done = first, 0
    while done < len(letters) and at < len(words):
        word = words[at]
        if word.text[0].isalpha() and word.text[0].casefold() == letters[done] and (capital(word) or done):
            done += 1
        elif low(word) not in lexicon().particles and word.key:
            return None
        at += 1
        if done < len(letters) and words[at - 1].ends:
            return None
    return at if done == len(letters) and done > 1 else None


def part_of_name(phrase: Sequence[Word], scene: Scene) -> Sighting | None:
    """The one name seen before of which these capitalised words are a part ("the Observatory"), its noun among them."""
    keys = {word.key for word in phrase if word.key}
    if not _is_noun_of_group(phrase):
        return None
    found = {
        sighting.entries[0].actor.id: sighting
        for sighting in scene.sightings
        if sighting.end <= phrase[0].start and keys < {word.key for word in scene.words[sighting.first : sighting.last]}
    }
    return next(iter(found.values())) if len(found) == 1 else None


def part_of_group(phrase: Sequence[Word], scene: Scene) -> Sequence[Word] | None:
    """The one name of an unknown group in the text before of which these words are a part ("the Front")."""
    if not _is_noun_of_group(phrase):
        return None
    keys = {word.key for word in phrase if word.key}
    before = scene.words[: scene.between(0, phrase[0].start).stop]
    runs = (before[group.first : group.last] for group in groups_in(before))
    found = {fold(text_of(run)): run for run in runs if keys < {word.key for word in run}}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_noun_of_group(phrase: Sequence[Word]) -> bool:
    """Whether the words are capitalised, and a noun that groups' names are built on is among them."""
    told = [word for word in phrase if word.key and low(word) not in lexicon().particles]
    return (
        bool(told)
        and all(word.text[0].isupper() for word in told)
        and any(low(word) in lexicon().groups for word in told)
    )


def led_by(phrase: Sequence[Word], scene: Scene) -> Iterator[Sequence[Word]]:
    """The capitalised words that stand right before these same words elsewhere in the text or its title.

    The words must be a title ("press secretary") or a proper name ("Board of Inquiry").
    """
    keys = [word.key for word in phrase]
    titled = any(low(word) in lexicon().titles for word in phrase)
    named = len(phrase) > 1 and phrase[0].text[0].isupper() and phrase[-1].text[0].isupper()
    if not (titled or named) or not all(keys):
        return
    for words in (scene.words, scene.title):
        for at in range(1, len(words) - len(keys) + 1):
            if words[at].key != keys[0] or words[at].start == phrase[0].start:
                continue
            if [word.key for word in words[at : at + len(keys)]] == keys:
                first = at
                while first and capital(words[first - 1]) and words[first - 1].key and not words[first - 1].ends:
                    first -= 1
                if first < at:
                    yield words[first:at]


def taken_up(start: int, scene: Scene, fits: Callable[[Sighting], Choice | None]) -> Choice | None:
    """The actor that "the group" at a code point takes up: the only one that fits in its sentence before it,
    else in the sentences right before, else in all the text; None where several fit.

    Args:
        start: where the mention begins.
        scene: the text.
        fits: the actor of a sighting, None where it is of another kind.
    """
    begin, _ = scene.sentence(start)
    for since, until in ((begin, start), *_earlier(begin, scene)):
        within = [s for s in scene.sightings if since <= s.start and s.end <= until]
        chosen = {choice.actor: choice for s in within if (choice := fits(s)) and choice.actor}
        if len(chosen) == 1:
            return next(iter(chosen.values()))
        if chosen:
            return None
    return None


def _earlier(begin: int, scene: Scene) -> Iterator[tuple[int, int]]:
    """The sentences before a code point, one by one, then everything before it."""
    until = begin
    for _ in range(BACK):
        if not until:
            return
        since, _ = scene.sentence(until - 1)
        yield since, begin
        until = since
    yield 0, begin


def is_definite(start: int, scene: Scene) -> bool:
    """Whether the word right before a code point is "the", "this" or the like."""
    at = scene.between(0, start).stop
    return at > 0 and low(scene.words[at - 1]) in lexicon().definite
