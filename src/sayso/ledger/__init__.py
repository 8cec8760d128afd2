"""The ledger: every report and claim that was read, and what people decided of them. It only grows."""

from sayso.ledger.decision import Decision

__all__ = ["Decision"]
