"""Whose side a person is on, where the text tells it: a post before or after the name, "with" or "of" a side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.lexicon import cues
from sayso.grounding.actors.countries import countries_in
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.mention import Choice
from sayso.grounding.actors.normal import Word
from sayso.grounding.actors.phrase import capital, low
from sayso.grounding.actors.scene import Scene

Ask = Callable[[Sequence[Word], bool], Choice | None]
"""The side that some words name, the last of several if so asked; None where they name none."""

REACH = 9
LONGEST_NAME = 7
HEADS = ("president", "prime-minister")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name at one place: words `first` to `last` (exclusive) of the text's, or its title's, `words`."""

    words: Sequence[Word]
    first: int
    last: int


def looks_like_person(words: Sequence[Word]) -> bool:
    """Whether all the words could be a person's name: capitals, particles of names, no digit, not too many."""
    told = [word for word in words if word.key]
    return 0 < len(told) <= LONGEST_NAME and all(_is_capital(word) or _is_particle(word) for word in told)


def affiliation(mention: Sequence[Word], scene: Scene, ask: Ask) -> Choice | None:
    """The side of a person, by the best of what the text says wherever the name stands.

    Args:
        mention: the name as it stands in the mention, honorifics with it.
        scene: the text; who is cited in a state's own release holds a post of that state where no other is told.
        ask: says which side some words name.
    """
    own = [word for word in mention if word.key and low(word) not in lexicon().titles]
    name = [word for word in own if low(word).rstrip(".") not in lexicon().honorifics]
    if not name:
        return None
    cited = name[-1].key in scene.speakers
    found = [choice for naming in _namings(name, scene) for choice in _told(naming, cited, scene, ask)]
    return max(found, key=lambda choice: choice.score, default=None)


def _namings(name: Sequence[Word], scene: Scene) -> Iterator[Naming]:
    """Wherever the surname, or a lone first name, stands with nothing that contradicts the rest of the name."""
    keys = {word.key for word in name}
    for words in (scene.words, scene.title):
        for at, word in enumerate(words):
            if word.key not in keys or not _is_capital(word):
                continue
            first, last = _extent(words, at)
            own = [i for i in range(first, last) if words[i].key in keys]
            others = {words[i].key for i in range(first, last)} - keys - lexicon().honorifics - {""}
            if len({words[i].key for i in own}) == len(keys) or not others:
                yield Naming(words, own[0], last)


def _extent(words: Sequence[Word], at: int) -> tuple[int, int]:
    """The name around a word of it: the capitals beside it that are no title, no country and nobody's possessive."""
    first, last = at, at + 1
    while last < len(words) and not words[last - 1].after.strip("-") and _is_in_name(words, last):
        last += 1
    while first and not _parts(words[first - 1]) and _is_in_name(words, first - 1):
        first -= 1
    return first, last


def _parts(word: Word) -> bool:
    """Whether a name can't have begun before the end of this word; a nickname in quotes does not part it."""
    quoted = word.after in {"“", '"', "”", "‘", "’"}
    return (word.ends and not quoted) or "\n" in word.after or word.text.endswith(("'s", "’s"))


def _is_in_name(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if not word.key or _is_particle(word):
        return low(word) != "the"
    two = words[max(at - 1, 0) : at + 1]
    told = any(country.last == len(two) for country in countries_in(two))
    return _is_capital(word) and low(word) not in lexicon().titles and not told


def _is_capital(word: Word) -> bool:
    return word.text[0].isupper()


def _is_particle(word: Word) -> bool:
    return low(word) in lexicon().name_particles


def _told(naming: Naming, cited: bool, scene: Scene, ask: Ask) -> Iterator[Choice]:
    for part, where in ((_before(naming), "before"), (_after(naming), "after")):
        if part:
            yield from _posted(part, where, cited, scene, ask)


def _before(naming: Naming) -> Sequence[Word]:
    """The words that lead up to a name, if a title or a side's possessive is among them; none for a former post."""
    words, end = naming.words, naming.first
    at = end
    while at and end - at < REACH and not _halts(words[at - 1]) and not _closes(words, at, end):
        at -= 1
    part = words[at:end]
    if not part or any(low(word) in lexicon().past for word in part):
        return ()
    owned = part[-1].text.endswith(("'s", "’s", "s'", "s’")) and not part[-1].after
    return part if owned or _has_title(part) else ()


def _closes(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether what leads up to a name can't have begun before the word at `at`: another clause or paragraph did.

    A comma or a quote may stand between a title and the name.
    """
    before = words[at - 1]
    if "\n" in before.after:
        return True
    return before.ends and not (
        before.after in {",", "“", '"', "”"} and all(_is_name_alone(word) for word in words[at:end])
    )


def _is_name_alone(word: Word) -> bool:
    return _is_capital(word) and low(word) not in lexicon().titles


def _has_title(part: Sequence[Word]) -> bool:
    """Whether a title stands among the words, with nothing after it but capitals and what it is for."""
    if low(part[-1]) in lexicon().particles:
        return False
    for at in range(len(part) - 1, -1, -1):
        if low(part[at]) in lexicon().titles:
            return True
        if not _is_capital(part[at]) and part[at].key and low(part[at]) not in lexicon().particles:
            return False
    return False


def _after(naming: Naming) -> Sequence[Word]:
    """The words that follow a name and say who it is: "with X", "of X", or an apposition, "a spokesman for X"."""
    words, at = naming.words, naming.last
    if at >= len(words) or words[at - 1].after not in {"", ",", "("} or low(words[at]) in lexicon().past:
        return ()
    if not words[at - 1].after:
        return words[at : _reach(words, at + 1)] if low(words[at]) in lexicon().title_links else ()
    title = _title_in(words[at : at + REACH])
    return words[at : _reach(words, at + title + 1)] if title is not None else ()


def _title_in(part: Sequence[Word]) -> int | None:
    """Where the title of an apposition stands; None where a clause, a verb or the apposition's end comes first."""
    for at, word in enumerate(part):
        if low(word) in lexicon().titles:
            return at
        if word.ends or _halts(word) or low(word) in lexicon().past | lexicon().clauses:
            return None
    return None


def _reach(words: Sequence[Word], at: int) -> int:
    """Where the words that say of what somebody is a member end: links, capitals, and the nouns of sides."""
    plain = lexicon().members | lexicon().common | lexicon().particles | lexicon().links | lexicon().titles
    end = at
    while end < len(words) and end - at < REACH and not words[end - 1].ends:
        if words[end].text[0].islower() and words[end].key and low(words[end]) not in plain:
            break
        end += 1
    return end


def _halts(word: Word) -> bool:
    return low(word) in lexicon().title_halts or _speaks(word)


def _speaks(word: Word) -> bool:
    return low(word) in cues().verbs and not capital(word)


def _posted(part: Sequence[Word], where: str, cited: bool, scene: Scene, ask: Ask) -> Iterator[Choice]:
    """The side that a post is of: one that is named, an organ by the title, or the kind of person that it tells."""
    text = " ".join(low(word) for word in part)
    organ = organ_of(text)
    country = _country(part, text, cited, scene) if organ else None
    named = ask(part, where == "before")
    why = f"told of the person as {' '.join(word.text for word in part)!r} {where} the name"
    if organ and country and (not named or named.actor in (None, f"{country.lower()}-government")):
        yield Choice(f"{country.lower()}-{organ}", why, 0.8)
    elif named and named.actor:
        yield Choice(named.actor, f"{named.why}, {why}", round(named.score * 0.93, 2), named.others)


def organ_of(text: str) -> str | None:
    """The organ of a state that the longest title in the words, in lower case, speaks for."""
    titles = [title for title in lexicon().organs if f" {title} " in f" {text} "]
    return lexicon().organs[max(titles, key=len)] if titles else None


def _country(part: Sequence[Word], text: str, cited: bool, scene: Scene) -> str | None:
    """The country of a post: told with it, by the title's wording, by the publisher if it is the publisher's own
    statement; of a head of state or government, by the one other country that the text tells of at all."""
    told = [country.code for country in countries_in(part)]
    own = publishing_country(scene)
    worded = worded_country(text, own)
    if told or worded or (cited and own):
        return told[0] if told else worded or own
    others = set(scene.weights) - {own}
    if len(others) == 1 and scene.weights[next(iter(others))] > 1 and organ_of(text) in HEADS:
        return others.pop()
    return None if others else own


def worded_country(text: str, own: str | None) -> str | None:
    """The country whose wording the longest title in the words is ("foreign secretary").

    A title of one word says so only in what the country itself, `own`, publishes.
    """
    titles = [title for title in lexicon().countries if f" {title} " in f" {text} "]
    longest = max(titles, key=len, default=None)
    country = lexicon().countries[longest] if longest else None
    return country if longest and (" " in longest or country == own) else None


def publishing_country(scene: Scene) -> str | None:
    """The country whose state publishes the document; None where it is none's."""
    return lexicon().publishers.get((scene.document.publisher or "").lower())
