"""How a mention stands to a name in it: it is the name, a member of it, a thing or a deed of it, or something else."""

from collections.abc import Sequence
from functools import lru_cache

from sayso.claims.tolls import numbers
from sayso.grounding.actors.countries import is_country
from sayso.grounding.actors.lexicon import lexicon
from sayso.grounding.actors.names import Hit
from sayso.grounding.actors.normal import Word
from sayso.grounding.actors.phrase import Phrase, low
from sayso.grounding.theatres.actor import Actor

IS, MEMBER, THING, DEED = "is", "member of", "belongs to", "done by"
OTHERS = "others than the one that is named"
SURENESS = {IS: 0.95, MEMBER: 0.9, THING: 0.8, DEED: 0.7}


def relation(phrase: Phrase, hit: Hit) -> str | None:
    """How the mention stands to the name in it; None where the name is no part of it that counts."""
    if hit.first >= phrase.split:
        return _linked(phrase, hit)
    if is_bigger(phrase, hit):
        return None
    rest = phrase.core[hit.last : phrase.split]
    if not rest:
        return IS
    head = low(rest[-1])
    if head in lexicon().apart_after or _is_past(phrase, hit):
        return OTHERS
    if is_country(rest):
        return MEMBER
    if head in lexicon().members | lexicon().rule | lexicon().ruled_army or low(rest[0]) in lexicon().titles:
        return MEMBER
    if head in lexicon().things:
        return THING
    return DEED if head in lexicon().deeds else None


def _linked(phrase: Phrase, hit: Hit) -> str | None:
    """The relation through a link: "members of X", "militias like X", "commander with X"."""
    head = (phrase.heads() or ("",))[-1]
    between = [low(word) for word in phrase.core[phrase.split : hit.first]]
    if hit.last < len(phrase.core) and low(phrase.core[hit.last]) in lexicon().apart_after:
        return None
    if "like" in between or between[:2] == ["such", "as"]:
        return IS
    belongs = head in lexicon().members | lexicon().titles
    return MEMBER if belongs and set(between) & lexicon().links else None


def _is_past(phrase: Phrase, hit: Hit) -> bool:
    """Whether the members are not any more: "former ISIL fighters"."""
    return any(low(word) in lexicon().past for word in phrase.core[: hit.first])


def is_coordinated(phrase: Phrase, hit: Hit) -> bool:
    """Whether somebody else is named beside the name: "rebel and Turkish forces", "Hamas or Israel"."""
    before = any(low(word) in lexicon().conjunctions for word in phrase.core[: hit.first])
    rest = phrase.core[hit.last : phrase.split]
    at = next((i for i, word in enumerate(rest) if low(word) in lexicon().conjunctions), len(rest))
    return before or any(_is_proper(word) for word in rest[at + 1 :])


def is_bigger(phrase: Phrase, hit: Hit) -> bool:
    """Whether the name is only a piece of a longer proper name: capitals right beside it that are no title."""
    rest = phrase.core[hit.last : phrase.split]
    if rest and _is_proper(rest[0]) and not phrase.core[hit.last - 1].ends and not is_country(rest):
        return not any(low(word) in lexicon().titles for word in rest)
    before = phrase.core[hit.first - 1] if hit.first else None
    return bool(
        before
        and _is_proper(before)
        and not _counts(before)
        and not before.ends
        and not before.text.endswith(("'s", "’s"))
    )


def _is_proper(word: Word) -> bool:
    """Whether the word is written as a part of a name and is not a common noun of such mentions."""
    return bool(word.key) and word.text[0].isupper() and low(word) not in lexicon().nouns


def bare(core: Sequence[Word]) -> Sequence[Word]:
    """The words without the members, things and deeds at their end, and without numbers at their start."""
    core = uncounted(core)
    last = len(core)
    while last > 1 and low(core[last - 1]) in lexicon().belongings:
        last -= 1
    return core[:last]


def uncounted(core: Sequence[Word]) -> Sequence[Word]:
    """The words without the numbers before them ("more than 20", "half a million"); before capitals, without any word
    in lower case ("other", "wider"), unless one of them links the name to what stands before ("a source on Syria")."""
    first = 0
    while first < len(core) - 1 and _counts(core[first]):
        first += 1
    if any(word.text[0].isupper() for word in core[first:]):
        name = next(i for i, word in enumerate(core) if i >= first and (word.text[0].isupper() or not word.key))
        linked = any(low(word) in lexicon().links | lexicon().about for word in core[first:name])
        first = first if linked else name
    return core[first:]


def _counts(word: Word) -> bool:
    return word.text[0].isdigit() or low(word) in lexicon().stops or low(word) in _number_words()


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    lexicon_ = numbers()
    phrases = (
        *lexicon_.at_least,
        *lexicon_.at_most,
        *lexicon_.about,
        *lexicon_.open,
        *lexicon_.cardinals,
        *lexicon_.scales,
    )
    return frozenset(word for phrase in phrases for word in phrase.split()) | {"a", "an", "the", "of"}


def ruled(phrase: Phrase) -> str | None:
    """The organ that a ruler's or a state's own is: "Assad's forces" its army, "Assad's government" the government."""
    head = (phrase.heads() or ("",))[-1]
    return "army" if head in lexicon().ruled_army else "government" if head in lexicon().rule else None


def state_of(actor: Actor) -> str | None:
    """The prefix of the state that a person heads, by their ties; of a state, its own."""
    ids = [actor.id, *(tie.actor for tie in actor.ties if tie.relation in ("part_of", "member_of"))]
    heads = [id_.partition("-") for id_ in ids]
    return next((c for c, _, organ in heads if len(c) == 2 and organ in ("government", "president")), None)


def text_of(span: Sequence[Word]) -> str:
    """The words as they read, with a space for whatever but a dash stands between them."""
    return "".join(word.text + ("-" if word.dashed else " ") for word in span).rstrip(" -")
