"""What became of the people whom a number counts: in "12 killed, 30 hurt" the 30 are wounded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from sayso.claims.lexicon import PACKAGE, days
from sayso.claims.tolls import numbers
from sayso.reading.lexicon import inflect, load, plural, words

NAME = "victims.toml"
FATES = ("killed", "wounded", "missing", "captured", "displaced")
CASUALTIES = frozenset({"killed", "wounded", "missing"})
THING = "thing"
Lean = Literal["ahead", "behind", "either"]
Stretch = tuple[int, int]

COUNTING = frozenset({"nummod", "compound", "amod", "advmod", "quantmod"})
CLIMB = 4
PARTS = frozenset({"including", "among"})
PRONOUNS = frozenset({"them", "whom", "which"})
YEARS = range(1900, 2101)
NEXT = 4
"""Words between a verb and the number that is its object, at most."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each form what it tells of its victims, and where their number stands to it; `things` is what has none."""

    forms: dict[str, tuple[str, Lean]]
    nouns: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of those counted, told by tokens `words` of the document; "killed and wounded" tells both.

    Where the number counts things, that is all that is told, and by no word.
    """

    what: frozenset[str]
    words: frozenset[int]
    sure: bool


THINGS = Fate(frozenset({THING}), frozenset(), True)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of lexicons/victims.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    table = load(PACKAGE, NAME)
    forms: dict[str, tuple[str, Lean]] = {}
    all_nouns: set[str] = set()
    for what in FATES:
        verbs, further, befall, nouns = (words(table, what, key, NAME) for key in ("verbs", "forms", "befall", "nouns"))
        for verb in sorted(verbs):
            base, third, past, gerund = inflect(verb)
            forms |= {base: (what, "ahead"), third: (what, "ahead"), gerund: (what, "ahead"), past: (what, "either")}
        forms |= {form: (what, "ahead" if form.endswith("ing") else "either") for form in sorted(further)}
        forms |= dict.fromkeys(sorted(befall), (what, "behind")) | dict.fromkeys(sorted(nouns), (what, "either"))
        all_nouns |= nouns
    things = words(table, "things", "nouns", NAME)
    return Lexicon(forms, frozenset(all_nouns), things | {plural(noun) for noun in things})


def victims(doc: Doc, first: int, last: int, read: Iterable[Stretch] = ()) -> dict[int, Fate]:
    """For each token of a number in the sentence of tokens `first` to `last` what became of those it counts.

    Numbers are dealt out in the order of the text: a word that tells its victims behind it takes the next number, one
    that tells them before takes those not yet taken. Numbers left over are the last word's, and no `sure` ones; a part
    ("three of them children") shares the fate of the number before it.

    Args:
        doc: the parsed document.
        first: the sentence's first token.
        last: its last.
        read: tokens that are known to be numbers, as first and last.
    """
    runs = _runs(doc, first, last, read)
    told = _together([token for token in doc[first : last + 1] if _tells(token)])
    found = {run: THINGS for run in runs if _counts_things(doc[run[1]])}
    for n, group in enumerate(told):
        after = told[n + 1][0].i if n + 1 < len(told) else last + 1
        before = told[n - 1][-1].i if n else first - 1
        behind = [run for run in runs if before < run[0] < group[0].i and run not in found]
        ahead = [run for run in runs if group[-1].i < run[0] < after and run not in found]
        following = told[n + 1][-1] if n + 1 < len(told) else None
        if ahead and _others(group, doc[ahead[0][1]], following):
            ahead = []
        taken = ahead[:1] if _looks_ahead(group, behind, ahead, following) else behind
        found |= {run: _fate(group, sure=True) for run in taken}
    for n, run in enumerate(runs):
        if n and _part(doc, run) and found.get(runs[n - 1], THINGS) != THINGS:
            found[run] = found[runs[n - 1]]
        elif run not in found and (over := [group for group in told if group[-1].i < run[0]]):
            found[run] = _fate(over[-1], sure=False)
    return {i: fate for (start, end), fate in found.items() for i in range(start, end + 1)}


def _fate(group: Sequence[Token], *, sure: bool) -> Fate:
    return Fate(frozenset(lexicon().forms[t.lower_][0] for t in group), frozenset(t.i for t in group), sure)


def _together(told: Sequence[Token]) -> list[list[Token]]:
    """Words with nothing but "and" or "or" between them as one: "dozens were killed or wounded"."""
    groups: list[list[Token]] = []
    for token in told:
        last = groups[-1][-1] if groups else None
        between = token.doc[last.i + 1 : token.i] if last else ()
        if last and len(between) <= 1 and all(other.dep_ in {"cc", "punct"} for other in between):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _tells(token: Token) -> bool:
    """Whether the token tells a fate: a known form, and not a name or a measure that is written like one."""
    return token.lower_ in lexicon().forms and token.pos_ in {"VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN"}


def _others(group: Sequence[Token], number: Token, following: Token | None) -> bool:
    """Whether a number behind the words cannot be of their victims.

    They describe another noun ("a prisoner swap"), they name them before it ("captured the town, leaving 12 dead"), or
    the number is of those whose fate the next words tell ("detained a driver after nine were killed").
    """
    last = group[-1]
    befalls = lexicon().forms[last.lower_][1] == "behind"
    if (last.pos_ == "ADJ" and last.dep_ == "amod") or (befalls and last.dep_ == "compound"):
        return True
    victim = "nmod" if last.lower_ in lexicon().nouns else "obj"
    named = [child for token in group for child in token.children if child.dep_ == victim and child.i > last.i]
    if any(child.right_edge.i < number.i for child in named):
        return True
    noun = _counted(number)
    suffers = following is not None and (_passive(following) or lexicon().forms[following.lower_][1] == "behind")
    return suffers and noun.head == following and noun.dep_ in {"nsubj", "nsubj:pass"}


def _looks_ahead(
    group: Sequence[Token], behind: Sequence[Stretch], ahead: Sequence[Stretch], following: Token | None
) -> bool:
    """Whether the victims of words that go together are told behind them rather than before.

    Args:
        group: the words.
        behind: the numbers before them that are not taken.
        ahead: the numbers up to the next words.
        following: the last of those next words.
    """
    first, last = group[0], group[-1]
    lean = lexicon().forms[last.lower_][1]
    if not ahead or not behind:
        return bool(ahead) and (lean != "behind" or last.pos_ != "VERB") and not _passive(first)
    if last.lower_ in lexicon().nouns:
        after = [token.lower_ for token in last.doc[last.i + 1 : last.i + 3]]
        return after[:1] == ["of"] and PRONOUNS.isdisjoint(after)
    if lean != "either" or _passive(first):
        return lean == "ahead" and not _passive(first)
    if first.i and first.nbor(-1).dep_ == "cc" and ahead[0][0] - last.i <= NEXT:
        return True
    has_object = any(child.dep_ == "obj" and child.i >= ahead[0][0] for token in group for child in token.children)
    return has_object and (len(ahead) > 1 or not (following and _bereft(following)))


def _bereft(token: Token) -> bool:
    """Whether the word tells of victims before it, having no number within reach behind it."""
    near = token.doc[token.i + 1 : token.i + 1 + NEXT]
    return lexicon().forms[token.lower_][1] != "ahead" and not any(_is_number(other) for other in near)


def _passive(token: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in token.children)


def _runs(doc: Doc, first: int, last: int, read: Iterable[Stretch]) -> list[Stretch]:
    """The numbers of the sentence that may count, neighbouring words of one together."""
    known = sorted({(a, b) for a, b in read if first <= a and b <= last})
    taken = {i for a, b in known for i in range(a, b + 1)}
    runs = list(known)
    for i in range(first, last + 1):
        if i in taken or not _is_number(doc[i]):
            continue
        if runs and runs[-1][1] == i - 1 and runs[-1] not in known:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return sorted(runs)


def _is_number(token: Token) -> bool:
    """Whether it may count people: digits or a number word, but no date, share, year or sum of money."""
    known = numbers()
    word = token.lower_
    if word in {"a", "an", "one", "once", "twice"}:
        return False
    spelled = word in known.cardinals or word in known.scales or word in known.open
    if not spelled and (not word.replace(",", "").isdecimal() or _in_date(token)):
        return False
    return not any(other.text in {"%", "$", "percent", "£", "€"} for other in _beside(token))


def _in_date(token: Token) -> bool:
    year = len(token.text) == 4 and token.text.isdecimal() and int(token.text) in YEARS
    return (year and token.dep_ != "nummod") or any(other.lower_ in days() for other in _beside(token))


def _part(doc: Doc, run: Stretch) -> bool:
    """Whether the number counts some of those before: "three of them", "of which 12", "including six"."""
    before = [token.lower_ for token in doc[max(run[0] - NEXT, 0) : run[0]]]
    after = [token.lower_ for token in doc[run[1] + 1 : run[1] + 3]]
    of_them = any(one == "of" and other in PRONOUNS for words in (before, after) for one, other in pairwise(words))
    return of_them or not PARTS.isdisjoint(before)


def _beside(token: Token) -> Iterator[Token]:
    for i in (token.i - 1, token.i + 1):
        if 0 <= i < len(token.doc):
            yield token.doc[i]


def _counted(number: Token) -> Token:
    """The noun that a number counts, itself where there is none."""
    token = number
    for _ in range(CLIMB):
        if token.dep_ not in COUNTING or token.head.i == token.i:
            break
        token = token.head
    return token


def _counts_things(number: Token) -> bool:
    """Whether it counts what is no victim: "4 shells", "nine of their vehicles"."""
    token = _counted(number)
    after = sorted(child.i for child in token.children if child.i > token.i and child.dep_ == "nmod")[:1]
    partly = [token.doc[i] for i in after if token.nbor().lower_ == "of"]
    return any(word.lower_ in lexicon().things for word in (token, *partly))
