"""How well a value stands: its grade by who is behind it, why, and what one more piece of evidence would raise it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from sayso.reconcile.account import Grade
from sayso.reconcile.details import each_knows, one_place, same_doer, same_scene
from sayso.reconcile.likeness import apart, disjoint, meet, same_hands, same_manner
from sayso.reconcile.opinions import Hearing, Opinion, Voiced
from sayso.reconcile.questions import Question
from sayso.reconcile.setting import NEUTRAL, partisan

MOST_NAMED = 3
"""How many voices a sentence names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A grade, why it is that, and what would raise it."""

    grade: Grade
    why: str
    more: str


def standing(backers: Sequence[Opinion[Any]], hearing: Hearing) -> Standing:
    """The grade of a value by the roots that say just that; those that only doubt it raise nothing."""
    if not backers:
        return Standing(0, "no report says so", "a report that says so")
    firm = [opinion for opinion in backers if not opinion.weak]
    if not firm:
        return Standing(
            1, f"only doubted, or told beside it and not of it: {_voices(backers, hearing)}", "a root that asserts it"
        )
    for grade in (_cross_camp, _conceded, _independent, _same_side):
        if found := grade(firm, hearing):
            return found
    voices = _voices(firm, hearing)
    if len(firm) == 1:
        return Standing(1, f"one root: {voices}", _for_one(firm[0], hearing))
    if sum(opinion.interest != "for" for opinion in firm) < 2:
        why = f"{len(firm)} roots, but it serves the side of all of them, or of all but one: {voices}"
    else:
        why = f"{len(firm)} roots that agree in all they tell, so it may be one story: {voices}"
    return Standing(1, why, _for_two(firm, hearing))


def contested(question: Question, hearing: Hearing) -> bool:
    """Whether two roots assert what can't both be true. Roots of one party's camp do not contest each other."""
    can_both = _CAN_BOTH[question.field]
    if len(question.values) == 1:
        return False
    said = sorted(
        {(o.values, hearing.roots[o.root].root.camp) for o in question.opinions if not o.weak},
        key=repr,
    )
    return any(
        not (partisan(camp) and camp == other_camp) and not can_both(values, others, hearing)
        for (values, camp), (others, other_camp) in combinations(said, 2)
    )


def _cross_camp(firm: Sequence[Opinion[Any]], hearing: Hearing) -> Standing | None:
    """Two camps at war that say the same of one place. Where each tells what serves itself, they must name one doer."""
    for one, other in combinations(firm, 2):
        if hearing.setting.opposed(_camp(one, hearing), _camp(other, hearing), hearing.day):
            roots = _root(one, hearing), _root(other, hearing)
            agree = _one_scene(one, other, hearing) and one_place(*roots)
            if agree and (_one_gives(one, other) or same_doer(*roots, hearing.day, hearing.setting)):
                names = " and ".join(
                    f"{_voice(opinion, hearing)} ({_camp(opinion, hearing)})" for opinion in (one, other)
                )
                return Standing(4, f"camps at war say the same: {names}", _BEYOND)
    return None


def _one_gives(one: Opinion[Any], other: Opinion[Any]) -> bool:
    """Whether at least one of the two does not gain by what it says."""
    return not one.interest == other.interest == "for"


def _conceded(firm: Sequence[Opinion[Any]], hearing: Hearing) -> Standing | None:
    for opinion in (one for one in firm if one.interest == "against"):
        camp = _camp(opinion, hearing)
        others = [o for o in firm if _camp(o, hearing) != camp and _one_scene(opinion, o, hearing)]
        if camp and others:
            who = f"{_voice(opinion, hearing)} ({camp}) concedes it"
            return Standing(4, f"{who}, and {_voices(others, hearing)} says it too", _BEYOND)
    return None


def _independent(firm: Sequence[Opinion[Any]], hearing: Hearing) -> Standing | None:
    neutral = [
        opinion
        for opinion in firm
        if _camp(opinion, hearing) == NEUTRAL
        and any(other is not opinion and _one_scene(opinion, other, hearing) for other in firm)
    ]
    if not neutral:
        return None
    others = [opinion for opinion in firm if opinion is not neutral[0]]
    why = f"{len(firm)} roots, {_voice(neutral[0], hearing)} of them non-aligned, beside {_voices(others, hearing)}"
    camps = sorted({camp for opinion in firm if (camp := _camp(opinion, hearing)) and camp != NEUTRAL})
    if len(camps) == 1:
        return Standing(
            3, why, f"a source of a camp at war with {camps[0]}, or an admission against its speaker's interest"
        )
    return Standing(3, why, "the word of two camps at war, or of a party against its own interest")


def _same_side(firm: Sequence[Opinion[Any]], hearing: Hearing) -> Standing | None:
    clear = [_root(opinion, hearing) for opinion in firm if opinion.interest != "for"]
    if not any(each_knows(one, other, hearing.day, hearing.setting) for one, other in combinations(clear, 2)):
        return None
    why = f"{len(firm)} roots, none known to be non-aligned: {_voices(firm, hearing)}"
    return Standing(2, why, _for_two(firm, hearing))


_BEYOND = "a person's check of physical or visual evidence"


def _for_two(firm: Sequence[Opinion[Any]], hearing: Hearing) -> str:
    camps = sorted({camp for opinion in firm if (camp := _camp(opinion, hearing))})
    enemy = f", or one of a camp at war with {camps[0]}" if camps else ""
    return f"a non-aligned source{enemy}"


def _for_one(opinion: Opinion[Any], hearing: Hearing) -> str:
    camp = _camp(opinion, hearing)
    if camp is None:
        return "a non-aligned source that has it from elsewhere"
    if camp == NEUTRAL:
        return "any source that has it from elsewhere"
    if opinion.interest == "against":
        return "any source of another camp"
    return f"a non-aligned source, or the admission of a camp at war with {camp}"


def _camp(opinion: Opinion[Any], hearing: Hearing) -> str | None:
    return hearing.roots[opinion.root].camp


def _one_scene(one: Opinion[Any], other: Opinion[Any], hearing: Hearing) -> bool:
    pair = (one.root, other.root)
    if pair not in hearing.scenes:
        hearing.scenes[pair] = same_scene(_root(one, hearing), _root(other, hearing))
    return hearing.scenes[pair]


def _root(opinion: Opinion[Any], hearing: Hearing) -> Voiced:
    return hearing.roots[opinion.root]


def _voice(opinion: Opinion[Any], hearing: Hearing) -> str:
    return hearing.roots[opinion.root].root.voice


def _voices(opinions: Sequence[Opinion[Any]], hearing: Hearing) -> str:
    return listed(dict.fromkeys(_voice(opinion, hearing) for opinion in opinions))


def listed(voices: "Sequence[str] | dict[str, None]") -> str:
    """Names in a row: "A", "A and B", "A, B, C and 2 more"."""
    names = list(voices)
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


Check = Callable[[tuple[Any, ...], tuple[Any, ...], Hearing], bool]


def _can_both_kinds(one: tuple[str, ...], other: tuple[str, ...], _hearing: Hearing) -> bool:
    return any(same_manner(a, b) for a, b in product(one, other))


def _can_both_hands(one: tuple[str, ...], other: tuple[str, ...], hearing: Hearing) -> bool:
    return any(same_hands(a, b, hearing.day, hearing.setting) for a, b in product(one, other))


_CAN_BOTH: dict[str, Check] = {
    "occurred": lambda one, other, _: one == other,
    "kind": _can_both_kinds,
    "place": lambda one, other, _: any(not apart(a, b) for a, b in product(one, other)),
    "day": lambda one, other, _: meet(one, other),
    "actor": _can_both_hands,
    "toll": lambda one, other, _: any(not disjoint(a, b) for a, b in product(one, other)),
}
