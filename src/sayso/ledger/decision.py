"""What people decide about claims, events and sources: rows that may be superseded, never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Verb = Literal["same", "different", "accept", "reject", "correct", "letter", "verify"]
"""What is decided. `same` and `different`: two claims (`subject`, `object`) speak of one event, or do not. `accept`,
`reject`: the claim `subject` is read rightly, or is not to be used. `correct`: its `field` is `value` instead.
`letter`: the source `subject` has the Admiralty letter `value`. `verify`: a person confirms the `field` of the event
that the claim `subject` belongs to to be `value`, on evidence that `why` names."""

VERBS: tuple[Verb, ...] = get_args(Verb)


@dataclass(frozen=True, slots=True)
class Decision:
    """On `when`, `who` decided, for the reason `why`. `supersedes` is the number of the decision it takes the place of.

    `number` counts from 1 in the order of the ledger; it is 0 until the ledger has taken it.
    """

    verb: Verb
    subject: str
    who: str
    when: datetime
    why: str
    object: str | None = None
    field: str | None = None
    value: str | None = None
    supersedes: int | None = None
    number: int = 0
