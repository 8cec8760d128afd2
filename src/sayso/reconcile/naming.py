"""The name that a claim gives to an offensive: "Operation Olive Branch", "the 'Wrath of Rivers' offensive"."""

import re

from sayso.reconcile.item import Item

OPEN, CLOSE = "\"'“‘«„", "\"'”’»“"
WORD = r"[^\W\d_][\w'’-]*"
QUOTED = rf"[{OPEN}]\s*({WORD}(?:\s+{WORD}){{0,5}})\s*[{CLOSE}]"
LINK = frozenset({"of", "the", "and", "for", "de", "la", "el"})
LONGEST = 6
"""Words of a name."""


def name_of(item: Item) -> str | None:
    """The name beside the trigger in the claim's evidence, None where there is none.

    A name stands in quotation marks right before or after the trigger, or follows the trigger word, itself written
    with a capital inside a sentence or at its start, as words with capitals. Scripts without capitals give names in
    quotation marks only.
    """
    if not item.trigger or (at := item.evidence.find(item.trigger)) < 0:
        return None
    before, after = item.evidence[:at], item.evidence[at + len(item.trigger) :]
    if quoted := re.match(rf"\s*{QUOTED}", after) or re.search(rf"{QUOTED}\s*(?:{WORD}\s+)?$", before):
        return str(quoted.group(1))
    words = _capitals(after)
    return " ".join([item.trigger, *words]) if item.trigger[:1].isupper() and words else None


def _capitals(after: str) -> list[str]:
    """The words with capitals that follow at once, with the small words between them."""
    found: list[str] = []
    small: list[str] = []
    for word in after.split()[:LONGEST]:
        bare = word.strip(".,;:!?()")
        if bare[:1].isupper():
            found += [*small, bare]
            small = []
        elif bare in LINK and found:
            small.append(bare)
        else:
            break
        if bare != word:
            break
    return found
