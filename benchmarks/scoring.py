"""The scorer: claims found against claims coded.

Claims pair one to one where their triggers overlap, those of the same kind first, then by the length of the overlap.
`detect` counts triggers alone, `kind` triggers of the right kind, and each slot its fillers over all claims, so that a
filler of a claim left unpaired is missed or spurious. `all` is the mean of `kind` and the six slots. Modality and
stance are the share of the paired claims that have it right. All figures run from 0 to 100.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.codings import SLOTS, Coding

LIGHT_WORDS = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "some", "at", "least", "of", "in", "on", "by", "more", "than")
)


@dataclass(slots=True)
class Tally:
    """Of things of one sort, how many were coded, how many found, and how many of those found are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of those found that are right, 0 to 100."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those coded that were found, 0 to 100."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 100; 0 where there is nothing at all."""
        return 200 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(slots=True)
class Score:
    """How well the claims found in some texts agree with those coded. Scores of several texts add up."""

    detect: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    kinds: dict[str, Tally] = field(default_factory=dict)
    modality: int = 0
    stance: int = 0

    def __add__(self, other: "Score") -> "Score":
        kinds: dict[str, Tally] = defaultdict(Tally, self.kinds)
        for name, tally in other.kinds.items():
            kinds[name] = kinds[name] + tally
        return Score(
            self.detect + other.detect,
            {slot: self.slots[slot] + other.slots[slot] for slot in SLOTS},
            dict(kinds),
            self.modality + other.modality,
            self.stance + other.stance,
        )

    @property
    def kind(self) -> Tally:
        """Triggers with the right kind."""
        return sum(self.kinds.values(), Tally())

    def figures(self) -> dict[str, float]:
        """Every figure by its name, in the order in which they are told."""
        paired = max(1, self.detect.right)
        slots = {slot: tally.f1 for slot, tally in self.slots.items()}
        return {
            "detect": self.detect.f1,
            "kind": self.kind.f1,
            **slots,
            "modality": 100 * self.modality / paired,
            "stance": 100 * self.stance / paired,
            "all": (self.kind.f1 + sum(slots.values())) / (1 + len(slots)),
        }


def score(gold: Sequence[Coding], found: Sequence[Coding]) -> Score:
    """The score of one text."""
    result = Score(detect=Tally(len(gold), len(found)))
    kinds: dict[str, Tally] = defaultdict(Tally)
    for coding in gold:
        kinds[coding.kind].gold += 1
    for coding in found:
        kinds[coding.kind].found += 1
    for slot, tally in result.slots.items():
        tally.gold = sum(len(coding.fillers[slot]) for coding in gold)
        tally.found = sum(len(coding.fillers[slot]) for coding in found)
    for i, j in pair(gold, found):
        _count_pair(gold[i], found[j], result, kinds)
    result.kinds = dict(kinds)
    return result


def _count_pair(gold: Coding, found: Coding, result: Score, kinds: dict[str, Tally]) -> None:
    result.detect.right += 1
    kinds[gold.kind].right += gold.kind == found.kind
    result.modality += gold.modality == found.modality
    result.stance += gold.stance == found.stance
    for slot, tally in result.slots.items():
        tally.right += _agreeing(gold.fillers[slot], found.fillers[slot])


def _agreeing(gold: Iterable[str], found: Iterable[str]) -> int:
    """How many mentions of `gold` have one of their own in `found`."""
    left, hits = list(found), 0
    for mention in gold:
        hit = next((other for other in left if same_mention(mention, other)), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits


def pair(gold: Sequence[Coding], found: Sequence[Coding]) -> list[tuple[int, int]]:
    """Indices (of gold, of found) of the claims that go together, each used once."""
    overlaps = [
        (one.kind != two.kind, -overlap, i, j)
        for i, one in enumerate(gold)
        for j, two in enumerate(found)
        if (overlap := min(one.end, two.end) - max(one.start, two.start)) > 0
    ]
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, i, j in sorted(overlaps):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def same_mention(one: str, two: str) -> bool:
    """Whether two mentions name the same thing.

    They do when at least half of their words are shared (of all the words of both), or when one's words are all in
    the other and they end alike or share two words or more. Articles and the like do not count.
    """
    first, second = _words(one), _words(two)
    if not first or not second:
        return one.strip().lower() == two.strip().lower()
    a, b = set(first), set(second)
    if 2 * len(a & b) >= len(a | b):
        return True
    within = a <= b or b <= a
    return within and (first[-1] == second[-1] or min(len(a), len(b)) >= 2)


def _words(mention: str) -> list[str]:
    words = re.findall(r"\w+", mention.lower())
    return [word for word in words if word not in LIGHT_WORDS] or words


def interval(scores: Sequence[Score], figure: str, samples: int = 500) -> tuple[float, float]:
    """The 95% interval of a figure, by bootstrap over texts (Efron 1979), the same on every run.

    It tells how far the figure could move with other texts of the same sort; it says nothing of texts of other sorts.
    """
    draw = random.Random(0)
    values = sorted(sum(draw.choices(scores, k=len(scores)), Score()).figures()[figure] for _ in range(samples))
    return values[int(0.025 * samples)], values[int(0.975 * samples) - 1]
