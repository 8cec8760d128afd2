"""What the keeper of a theatre should look at: groups that a text names and no theatre knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.claims.claim import Span
from sayso.grounding.actors.local import PREFIX, groups_in
from sayso.grounding.actors.mention import Resolution
from sayso.grounding.actors.normal import words
from sayso.ingest.document import Document


@dataclass(frozen=True, slots=True)
class UnknownGroup:
    """A local actor: its id, its name as the text first has it, how many mentions mean it, and the first of them."""

    id: str
    name: str
    mentions: int
    example: Span


def unknown(document: Document, resolutions: Mapping[tuple[int, int], Resolution]) -> list[UnknownGroup]:
    """The local actors of a document, the most mentioned first.

    Args:
        document: the document.
        resolutions: what its mentions were resolved to.
    """
    mentions: dict[str, list[tuple[int, int]]] = {}
    for where, (actor, _) in sorted(resolutions.items()):
        if actor and actor.startswith(PREFIX):
            mentions.setdefault(actor, []).append(where)
    found = [_listed(document.text, id_, places) for id_, places in mentions.items()]
    return sorted(found, key=lambda group: (-group.mentions, group.example.start))


def _listed(text: str, id_: str, places: list[tuple[int, int]]) -> UnknownGroup:
    spans = [Span(start, end, text[start:end]) for start, end in places]
    example = next((span for span in spans if _name(span.text)), spans[0])
    return UnknownGroup(id_, _name(example.text) or example.text, len(places), example)


def _name(text: str) -> str | None:
    """The group's own name in the words of a mention."""
    found = words(text)
    return next((text[found[g.first].start : found[g.last - 1].end] for g in groups_in(found)), None)
