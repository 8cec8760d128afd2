"""Actors over a key coded by hand: how many mentions were resolved right, wrong, or left empty.

The key (`actors_key.csv`) gives for each source, actor and target of the coded dev texts the actors that are right,
parted by bars; an empty one means that none should be given, and `local:` any actor that no theatre knows.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.codings import CodedText, Coding, CodingError
from sayso.claims.claim import Grounds
from sayso.grounding.actors import Actors, Mention
from sayso.grounding.actors.mention import Role

KEY = Path(__file__).with_name("actors_key.csv")
ROLES: tuple[Role, ...] = ("source", "actor", "target")
LOCAL = "local:"
Key = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Miss:
    """A mention that came out wrong or empty: its text, its words, what was right, what was given and why."""

    document: str
    mention: str
    right: tuple[str, ...]
    given: str | None
    why: str


@dataclass(slots=True)
class Tally:
    """Mentions that have an actor: how many came out right, wrong and empty; and those that should be left empty: how
    many were (`spared`) and were not (`invented`). A mention that stands several times counts once, by its worst."""

    right: int = 0
    wrong: int = 0
    empty: int = 0
    spared: int = 0
    invented: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def named(self) -> int:
        """Mentions that have an actor."""
        return self.right + self.wrong + self.empty

    def share(self, what: str) -> float:
        """Percent of the mentions that have an actor that are `right`, `wrong` or `empty`."""
        return 100 * float(getattr(self, what)) / self.named if self.named else 0.0


def load_key(path: Path = KEY) -> dict[tuple[str, str], tuple[str, ...]]:
    """The right actors by document and mention.

    Raises:
        CodingError: the file has other columns than it must have.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if rows.fieldnames != ["document", "mention", "actor"]:
            raise CodingError(f"{path.name}: the columns must be document, mention, actor")
        return {(row["document"], row["mention"]): tuple(row["actor"].split("|")) for row in rows}


def mentions_of(text: CodedText) -> list[Mention]:
    """Where the sources, actors and targets of a coded text stand: each as near to its claim's trigger as it can be."""
    found = {mention for coding in text.gold for mention in _of_coding(text, coding)}
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.role, mention.evidence))


def _of_coding(text: CodedText, coding: Coding) -> Iterator[Mention]:
    evidence = _sentence(text.document.text, coding.start)
    for role in ROLES:
        for words in coding.fillers[role]:
            places = _places(text.document.text, words)
            if places:
                at = min(places, key=lambda start: abs(start - coding.start))
                yield Mention(at, at + len(words), role, evidence)


def _places(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not before.isalnum() and not after.isalnum():
            found.append(at)
        at = text.find(words, at + 1)
    return found


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(". ", 0, at) + 2, text.rfind("\n", 0, at) + 1, 0)
    ends = [end for end in (text.find(". ", at), text.find("\n", at)) if end >= 0]
    return start, min(ends, default=len(text) - 1) + 1


def measure(texts: Sequence[CodedText], key: Key, actors: Actors) -> Tally:
    """Resolve the mentions of the texts and hold them against the key.

    Raises:
        CodingError: a mention is not in the key.
    """
    tally = Tally()
    for text in texts:
        mentions = mentions_of(text)
        given: dict[str, list[tuple[str | None, Grounds]]] = {}
        for (start, end), resolution in actors.resolve(text.document, mentions).items():
            given.setdefault(" ".join(text.document.text[start:end].split()), []).append(resolution)
        for words, resolutions in given.items():
            document = Path(text.document.name).stem
            if (document, words) not in key:
                raise CodingError(f"{document}: {words!r} is not in the key")
            _count(tally, document, words, key[document, words], resolutions)
    return tally


def _count(
    tally: Tally, document: str, words: str, right: tuple[str, ...], given: Sequence[tuple[str | None, Grounds]]
) -> None:
    grades = [_grade(actor, right) for actor, _ in given]
    worst = next(grade for grade in ("wrong", "invented", "empty", "right", "spared", "free") if grade in grades)
    if worst == "free":
        return
    setattr(tally, worst, getattr(tally, worst) + 1)
    if worst in ("wrong", "invented", "empty"):
        actor, grounds = given[grades.index(worst)]
        tally.misses.append(Miss(document, words, right, actor, grounds.why))


def _grade(actor: str | None, right: tuple[str, ...]) -> str:
    """How one resolution stands to the key; "free" where both none and what was given are right."""
    fits = actor is not None and (actor in right or (LOCAL in right and actor.startswith(LOCAL)))
    if right == ("",):
        return "spared" if actor is None else "invented"
    if "" in right:
        return "free" if actor is None or fits else "wrong"
    return "right" if fits else "empty" if actor is None else "wrong"
