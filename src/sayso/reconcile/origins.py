"""Where a claim says that it comes from: whom it cites, by way of whom, or that it is its outlet's own word."""

from dataclasses import dataclass
from typing import TypeAlias

from sayso.reconcile.item import Item, Voice
from sayso.reconcile.phrases import head, named, nameless
from sayso.reconcile.signature import tokens

Key: TypeAlias = str
"""An identity, or "~" and a name in one form."""
NOBODY = Voice("")


@dataclass(frozen=True, slots=True)
class Origin:
    """An item and where it comes from.

    `voice` is who says so: whom it cites innermost, else the agency that its report is from, else its publisher.
    `source` is whom it cites, if that can be told from others of its kind, and `called` in one form what that voice is
    called, empty where it cites nobody; its report's own word then has an `author`. `relays` are those that a cited
    word came by way of, from the innermost outwards, the agency last. `outlet` is the publisher.
    """

    item: Item
    voice: Voice
    source: Key | None
    called: str
    author: Key | None
    relays: tuple[tuple[Key, Voice], ...]
    wire: Key | None
    outlet: Key | None

    @property
    def order(self) -> tuple[bool, int, str, int, str]:
        """The first day of publication first; what came on one day by document and place in it."""
        item = self.item
        return item.published is None, item.published or 0, item.document, item.start, item.id


def origin_of(item: Item) -> Origin:
    """Where the item says that it comes from."""
    cited, ends = item.voices[: item.named], item.voices[item.named :]
    wire = publisher_key(ends[0]) if len(ends) > 1 else None
    outlet = publisher_key(ends[-1]) if ends else None
    relays = [(key, voice) for voice in cited[1:] if (key := key_of(voice))]
    return Origin(
        item=item,
        voice=item.voices[0] if item.voices else NOBODY,
        source=key_of(cited[0]) if cited else None,
        called=" ".join(tokens(cited[0].words)) if cited else "",
        author=None if cited else wire or outlet,
        relays=(*relays, (wire, ends[0])) if wire else tuple(relays),
        wire=wire,
        outlet=outlet,
    )


def key_of(voice: Voice) -> Key | None:
    """Who a cited voice is, None where it may be anyone of its kind.

    What only takes up somebody ("the group") is that one, where it is known who.
    """
    if nameless(voice.words) and (head(voice.words) or not voice.actor):
        return None
    return voice.actor or _name(named(voice.words))


def publisher_key(voice: Voice) -> Key | None:
    """Who a publisher is; whatever it is called is its name."""
    return voice.actor or _name(" ".join(tokens(voice.words)))


def _name(words: str | None) -> Key | None:
    return f"~{words}" if words else None
