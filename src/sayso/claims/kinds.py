"""The kinds of event, in the codebook's order, with what they are in ACLED's and PLOVER's terms."""

from dataclasses import dataclass

from sayso.errors import LexiconError
from sayso.reading.lexicon import load


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its `name`, what it `covers` in a line, and its nearest ACLED sub-events and PLOVER type."""

    name: str
    covers: str
    acled: tuple[str, ...]
    plover: str


def load_kinds() -> dict[str, Kind]:
    """Kinds by name, in order.

    Raises:
        LexiconError: the data file lacks a field or holds an unknown one.
    """
    table = load("sayso.claims.lexicons", "kinds.toml")
    try:
        return {row["name"]: Kind(**{**row, "acled": tuple(row["acled"])}) for row in table["kind"]}
    except (KeyError, TypeError) as error:
        raise LexiconError(f"kinds.toml: {error}") from error


KINDS = load_kinds()
