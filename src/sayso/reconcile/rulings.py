"""Decisions that bear on grades, found by what they are about: letters by source, verified fields by claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.ledger.deciding import standing
from sayso.ledger.decision import Decision


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions that no other supersedes. `letters` are by source, its identity or its words folded to lower case;
    `verified` by claim, in the order in which they were taken."""

    letters: Mapping[str, str]
    verified: Mapping[str, tuple[Decision, ...]]

    @classmethod
    def of(cls, decisions: "Iterable[Decision] | Rulings") -> "Rulings":
        """The rulings among all decisions of a ledger; of two on one source, the later one counts."""
        if isinstance(decisions, Rulings):
            return decisions
        letters: dict[str, str] = {}
        verified: dict[str, list[Decision]] = {}
        for decision in sorted(standing(decisions), key=lambda one: one.number):
            if decision.verb == "letter" and decision.value:
                letters[decision.subject] = decision.value
                letters[decision.subject.casefold()] = decision.value
            elif decision.verb == "verify":
                verified.setdefault(decision.subject, []).append(decision)
        return cls(letters, {claim: tuple(verified[claim]) for claim in verified})
