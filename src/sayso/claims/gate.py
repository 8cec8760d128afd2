"""The one gate between any reader and the outside: no claim without its words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.claims.claim import MODALITIES, STANCES, Claim, Span
from sayso.claims.kinds import KINDS


@dataclass(slots=True)
class Gate:
    """Lets a claim through when every span it points at stands verbatim in its document. Counts those it rejects.

    It does not judge whether a claim is right; only whether it can be checked.
    """

    passed: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def admit(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims that may leave, in their order. A second claim with an id already admitted here is rejected."""
        seen: set[str] = set()
        admitted = []
        for claim in claims:
            reason = objection(claim)
            if reason is None and claim.id in seen:
                reason = "repeated"
            if reason is None:
                seen.add(claim.id)
                admitted.append(claim)
            else:
                self.rejected[reason] += 1
        self.passed += len(admitted)
        return admitted


def objection(claim: Claim) -> str | None:
    """Why the claim may not leave, in a word or two; None when it may."""
    if claim.kind not in KINDS:
        return "unknown kind"
    if claim.stance not in STANCES or claim.modality not in MODALITIES:
        return "unknown stance or modality"
    if not 0.0 <= claim.confidence <= 1.0:
        return "confidence out of range"
    if not all(_verbatim(span, claim.document.text) for span in claim.spans()):
        return "not verbatim"
    if not claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end:
        return "trigger outside evidence"
    return None


def _verbatim(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text
