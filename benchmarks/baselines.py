"""Which value to give where sources contradict each other: plain vote, trust the best source, and TruthFinder."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Value = Hashable
Likeness = Callable[[Value, Value], float]
"""How alike two values are, from 0 to 1."""

START = 0.9
"""TruthFinder: what every source is worth at first."""
DAMPING = 0.3
"""TruthFinder's gamma."""
INFLUENCE = 0.5
"""TruthFinder's rho."""
BASE = 0.5
"""TruthFinder's base similarity: values less alike speak against each other."""
CHANGE = 1e-6
"""TruthFinder: it ends when the cosine of two rounds' worths is within this of 1."""
ROUNDS = 100
SURE = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Ballot:
    """One telling of a value: by whom it is published, and who is its innermost source."""

    publisher: str
    source: str
    value: Value


@dataclass(frozen=True, slots=True)
class Contest:
    """A question that ballots answer differently. `like` compares two answers."""

    ballots: tuple[Ballot, ...]
    like: Likeness


def vote(contest: Contest) -> Value:
    """The value of most ballots; of equals, the first by its content."""
    return _most(Counter(ballot.value for ballot in contest.ballots))


def best_source(contest: Contest, letters: Mapping[str, str]) -> Value:
    """The value that most tell among those with the best letter (A is best, none the worst)."""
    ranks = [letters.get(ballot.source, "F") for ballot in contest.ballots]
    best = min(ranks)
    return _most(Counter(b.value for b, rank in zip(contest.ballots, ranks, strict=True) if rank == best))


def _most(count: Mapping[Value, float]) -> Value:
    return min(count, key=lambda value: (-round(count[value], 9), repr(value)))


def truthfinder(contests: Sequence[Contest]) -> list[Value]:
    """TruthFinder (Yin, Han & Yu, IEEE TKDE 20(6), 2008), with publishers as the web sites; the value of each contest.

    A fact's confidence is 1 / (1 + exp(-gamma s)), s being the sum of -ln(1 - t) over the sites of worth t that give
    it, and rho times that of other facts on the object times their likeness above the base; a site's worth is the mean
    confidence of its facts.
    """
    facts = [_facts(contest) for contest in contests]
    worth = dict.fromkeys(sorted({site for told in facts for sites in told.values() for site in sites}), START)
    confidence: list[dict[Value, float]] = []
    for _ in range(ROUNDS):
        confidence = [_confidence(told, contest.like, worth) for told, contest in zip(facts, contests, strict=True)]
        given: dict[str, list[float]] = defaultdict(list)
        for told, sure in zip(facts, confidence, strict=True):
            for value, sites in told.items():
                for site in sites:
                    given[site].append(sure[value])
        new = {site: min(SURE, sum(given[site]) / len(given[site])) for site in worth}
        worth, old = new, worth
        if 1 - _cosine(list(worth.values()), list(old.values())) < CHANGE:
            break
    return [_most(sure) for sure in confidence]


def _facts(contest: Contest) -> dict[Value, list[str]]:
    """The sites that give each value, each once."""
    told: dict[Value, list[str]] = {}
    for ballot in sorted(contest.ballots, key=lambda ballot: (repr(ballot.value), ballot.publisher)):
        sites = told.setdefault(ballot.value, [])
        if ballot.publisher not in sites:
            sites.append(ballot.publisher)
    return told


def _confidence(told: Mapping[Value, Sequence[str]], like: Likeness, worth: Mapping[str, float]) -> dict[Value, float]:
    score = {value: sum(-log(1 - worth[site]) for site in sites) for value, sites in told.items()}
    adjusted = {
        value: score[value] + INFLUENCE * sum(score[o] * (like(o, value) - BASE) for o in score if o != value)
        for value in score
    }
    return {value: 1 / (1 + exp(-DAMPING * one)) for value, one in adjusted.items()}


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    dot = sum(a * b for a, b in zip(one, other, strict=True))
    size = sqrt(sum(a * a for a in one) * sum(b * b for b in other))
    return dot / size if size else 1.0
