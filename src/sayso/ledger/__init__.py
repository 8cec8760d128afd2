"""The ledger: every report and claim that was read, and what people decided of them. It only grows."""

from sayso.ledger.adding import Added
from sayso.ledger.decision import Decision
from sayso.ledger.ledger import Ledger
from sayso.ledger.rows import Entry, Row
from sayso.ledger.sighting import Sighting
from sayso.ledger.streams import Mark

__all__ = ["Added", "Decision", "Entry", "Ledger", "Mark", "Row", "Sighting"]
