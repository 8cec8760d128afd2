"""Which value is given where sources contradict each other: roots weighed by what their sources are worth.

A value's log-odds are the sum over the roots that speak for it of ln(n A / (1 - A)), as in the ACCU model of Dong,
Berti-Equille & Srivastava (PVLDB 2(1), 2009): A is the share of its source's tellings that are true and n the number of
wrong values that one could give. What sources are worth and what is true are estimated in turns, as there and in
TruthFinder (Yin, Han & Yu, IEEE TKDE 20(6), 2008); copies have been collapsed into roots before. Unlike there, A is
estimated by field and by interest, each with a Beta prior: the share of all sources with the same Admiralty letter,
which has the letter's own share as its prior. Values support each other by `likeness`.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.account import FIELDS, Root
from sayso.reconcile.cluster import Cluster
from sayso.reconcile.interest import Interest
from sayso.reconcile.kinds import kinds
from sayso.reconcile.letters import LETTERS
from sayso.reconcile.likeness import Support
from sayso.reconcile.opinions import Hearing, Opinion, hear
from sayso.reconcile.questions import Question, questions
from sayso.reconcile.setting import Setting, partisan

FILE = "reconcile/data/values.toml"
INTERESTS: tuple[Interest, ...] = ("for", "against", "none")
_WEIGH = ("weak", "same_camp", "kind_of_source", "source", "least", "most", "rounds")

Sort = tuple[str, str, Interest]
"""A letter, a field and an interest: what tellings are alike in before their source is looked at."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rules:
    """What each means is told in values.toml."""

    letter: Mapping[str, float]
    interest: Mapping[str, float]
    weigh: Mapping[str, float]
    wrong: Mapping[str, float]

    def prior(self, letter: str, interest: Interest) -> float:
        """The share of such tellings that is true, before anything is compared."""
        share = self.letter[letter]
        return self.within(1 / (1 + exp(-log(share / (1 - share)) - self.interest[interest])))

    def within(self, share: float) -> float:
        """The share, within what a source can be worth."""
        return min(max(share, self.weigh["least"]), self.weigh["most"])


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The numbers of data/values.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_rules(load("sayso.reconcile", "data/values.toml"))


def read_rules(table: Mapping[str, Any]) -> Rules:
    """Rules from the TOML table.

    Raises:
        LexiconError: a section or a key is missing or unknown, or is no number in its bounds.
    """
    names = {"letter": tuple(LETTERS), "interest": INTERESTS, "weigh": _WEIGH, "wrong": FIELDS}
    if set(table) != set(names):
        raise LexiconError(f"{FILE}: it must hold {', '.join(f'[{name}]' for name in names)} and nothing else")
    for section, keys in names.items():
        row = table[section]
        if not isinstance(row, dict) or set(row) != set(keys):
            raise LexiconError(f"{FILE}: [{section}] must hold {', '.join(keys)}")
        for key, value in row.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise LexiconError(f"{FILE}: [{section}] {key} must be a number")
    shares = {**table["letter"], **{key: table["weigh"][key] for key in ("least", "most")}}
    if wrong := sorted(key for key, value in shares.items() if not 0 < value < 1):
        raise LexiconError(f"{FILE}: {wrong[0]} must be between 0 and 1")
    return Rules(table["letter"], table["interest"], table["weigh"], table["wrong"])


@dataclass(frozen=True, slots=True)
class Tally:
    """What a source's tellings came to: `true` of `told`, where others spoke of the same."""

    true: float = 0.0
    told: int = 0


class Reliability(Mapping[str, float]):
    """For each source, the share of its tellings that others bear out; and what a telling of a sort is worth.

    Only tellings count that could be compared with another root's. `tallies` are by source, field and interest,
    `sorts` by letter, field and interest.
    """

    def __init__(
        self,
        tallies: Mapping[tuple[str, str, Interest], Tally] | None = None,
        sorts: Mapping[Sort, Tally] | None = None,
    ) -> None:
        self._tallies = tallies or {}
        self._sorts = sorts or {}
        whole: dict[str, Tally] = {}
        for (source, _, _), tally in self._tallies.items():
            old = whole.get(source, Tally())
            whole[source] = Tally(old.true + tally.true, old.told + tally.told)
        self._whole = {source: whole[source] for source in sorted(whole)}
        self._worth: dict[tuple[str, str, str, Interest], float] = {}

    def __getitem__(self, source: str) -> float:
        tally = self._whole[source]
        return round(tally.true / tally.told, 6)

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def told(self, source: str) -> int:
        """How many tellings of the source could be compared."""
        return self._whole.get(source, Tally()).told

    def worth(self, source: str, letter: str, field: str, interest: Interest) -> float:
        """The estimated share of such tellings that are true."""
        key = (source, letter, field, interest)
        if key not in self._worth:
            self._worth[key] = self._estimate(source, letter, field, interest)
        return self._worth[key]

    def _estimate(self, source: str, letter: str, field: str, interest: Interest) -> float:
        known = rules()
        sort = _sort_worth(known, self._sorts.get((letter, field, interest), Tally()), letter, interest)
        tally = self._tallies.get((source, field, interest), Tally())
        strength = known.weigh["source"]
        return known.within((strength * sort + tally.true) / (strength + tally.told))


def source_of(root: Root) -> str:
    """Who speaks for a root, over all events: its identity, or its words folded to lower case after "~"."""
    return root.actor or "~" + root.voice.casefold()


def shares(question: Question, hearing: Hearing, reliability: Reliability) -> list[float]:
    """For each value of the question, how likely it is to be true, by what its roots are worth.

    Values that the same roots tell together (two villages of one strike) are one answer, and each is as likely as it.
    """
    wrong = rules().wrong[question.field]
    answers: dict[tuple[Support, ...], float] = dict.fromkeys(zip(*question.supports, strict=True), 0.0)
    for number, (opinion, even) in enumerate(zip(question.opinions, _even(question.opinions, hearing), strict=True)):
        root = hearing.roots[opinion.root].root
        worth = reliability.worth(source_of(root), root.letter, question.field, opinion.interest)
        weight = even * max(0.0, log(wrong * worth / (1 - worth)))
        for answer in answers:
            answers[answer] += answer[number].share * weight
    top = max(answers.values())
    odds = {answer: exp(score - top) for answer, score in answers.items()}
    whole = sum(odds.values()) + max(0.0, wrong + 1 - len(odds)) * exp(-top)
    return [odds[answer] / whole for answer in zip(*question.supports, strict=True)]


def best(question: Question, hearing: Hearing, reliability: Reliability) -> Any:
    """The value that is given: the likeliest."""
    return question.values[ranking(question, shares(question, hearing, reliability))[0]]


def ranking(question: Question, found: Sequence[float]) -> list[int]:
    """The places of the question's values, the likeliest first; equal ones by how telling a kind is, then content."""

    if len(found) == 1:
        return [0]

    def key(place: int) -> tuple[float, int, str]:
        value = question.values[place]
        telling = kinds().of(value).rank if question.field == "kind" else 0
        return (-round(found[place], 6), telling, repr(value))

    return sorted(range(len(found)), key=key)


def reliability(events: Iterable[tuple[Cluster, Sequence[Root]]], setting: Setting) -> Reliability:
    """What each source is worth, by all events that two or more roots tell of.

    Args:
        events: each event with its roots, lettered; the order makes no difference.
        setting: camps and wars.
    """
    gathered = _Ballots()
    for cluster, roots in sorted(((c, r) for c, r in events if len(r) > 1), key=lambda pair: pair[0].id):
        hearing = hear(cluster, roots, setting)
        for question in questions(hearing):
            if len(question.opinions) > 1:
                gathered.add(question, hearing)
    return gathered.estimate()


def _even(opinions: Sequence[Opinion[Any]], hearing: Hearing) -> list[float]:
    """The share of a full telling that each opinion counts as: less if weak, and if its camp says the same again."""
    known = rules().weigh
    camps = [hearing.roots[opinion.root].root.camp for opinion in opinions]
    alike: dict[tuple[str | None, tuple[Any, ...]], int] = {}
    for opinion, camp in zip(opinions, camps, strict=True):
        alike[camp, opinion.values] = alike.get((camp, opinion.values), 0) + 1
    found = []
    for opinion, camp in zip(opinions, camps, strict=True):
        share = known["weak"] if opinion.weak else 1.0
        if partisan(camp):
            share *= alike[camp, opinion.values] ** (known["same_camp"] - 1)
        found.append(share)
    return found


def _sort_worth(known: Rules, tally: Tally, letter: str, interest: Interest) -> float:
    strength = known.weigh["kind_of_source"]
    return known.within((strength * known.prior(letter, interest) + tally.true) / (strength + tally.told))


class _Ballots:
    """All opinions that can be compared, as flat columns: of opinions, of values, and of the support between them."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str, Interest], int] = {}
        self._sorts: dict[Sort, int] = {}
        self._cell, self._sort = array("q"), array("q")
        self._even, self._wrong = array("d"), array("d")
        self._question, self._rest = array("q"), array("d")
        self._pair_opinion, self._pair_value, self._pair_share = array("q"), array("q"), array("d")

    def add(self, question: Question, hearing: Hearing) -> None:
        first = len(self._question)
        wrong = rules().wrong[question.field]
        self._question.extend([len(self._rest)] * len(question.values))
        self._rest.append(max(0.0, wrong + 1 - len(question.values)))
        evens = _even(question.opinions, hearing)
        for opinion, even, row in zip(question.opinions, evens, question.supports, strict=True):
            root = hearing.roots[opinion.root].root
            cell = (source_of(root), question.field, opinion.interest)
            sort = (root.letter, question.field, opinion.interest)
            for value, support in enumerate(row, first):
                if support.share:
                    self._pair_opinion.append(len(self._cell))
                    self._pair_value.append(value)
                    self._pair_share.append(support.share)
            self._cell.append(self._cells.setdefault(cell, len(self._cells)))
            self._sort.append(self._sorts.setdefault(sort, len(self._sorts)))
            self._even.append(even)
            self._wrong.append(wrong)

    def estimate(self) -> Reliability:
        """Values from sources and sources from values, in turns, a fixed number of times."""
        if not self._cell:
            return Reliability()
        known = rules()
        cell, sort = np.asarray(self._cell), np.asarray(self._sort)
        told, all_told = np.bincount(cell), np.bincount(sort)
        prior = np.array([known.prior(letter, interest) for letter, _, interest in self._sorts])
        sort_of_cell = np.zeros(len(self._cells), dtype=np.intp)
        sort_of_cell[cell] = sort
        true, all_true = np.zeros(len(told)), np.zeros(len(all_told))
        strengths = known.weigh["kind_of_source"], known.weigh["source"]
        seen, all_seen = 0 * told, 0 * all_told
        for _ in range(int(known.weigh["rounds"])):
            general = (strengths[0] * prior + all_true) / (strengths[0] + all_seen)
            own = (strengths[1] * general[sort_of_cell] + true) / (strengths[1] + seen)
            borne_out = self._borne_out(np.clip(own, known.weigh["least"], known.weigh["most"])[cell])
            true, all_true = (np.bincount(of, borne_out).astype(np.float64) for of in (cell, sort))
            seen, all_seen = told, all_told
        return Reliability(_tallies(self._cells, true, told), _tallies(self._sorts, all_true, all_told))

    def _borne_out(self, worth: Floats) -> Floats:
        """How likely each opinion is to be true, if they are worth so much."""
        opinion, value = np.asarray(self._pair_opinion), np.asarray(self._pair_value)
        share, question, rest = np.asarray(self._pair_share), np.asarray(self._question), np.asarray(self._rest)
        weight = np.asarray(self._even) * np.maximum(0.0, np.log(np.asarray(self._wrong) * worth / (1 - worth)))
        score = np.bincount(value, share * weight[opinion], minlength=len(question))
        top = np.full(len(rest), -np.inf)
        np.maximum.at(top, question, score)
        odds = np.exp(score - top[question])
        whole = np.bincount(question, odds) + rest * np.exp(-top)
        likely = odds / whole[question]
        return np.minimum(1.0, np.bincount(opinion, share * likely[value], minlength=len(weight)))


def _tallies(keys: Mapping[Any, int], true: Floats, told: NDArray[np.intp]) -> dict[Any, Tally]:
    return {key: Tally(round(float(true[i]), 6), int(told[i])) for key, i in sorted(keys.items())}
