"""The reasons why claims of one event have one origin, the strongest first.

Each function takes the claims as they are joined so far and joins more of them.
"""

from sayso.reconcile.contradiction import contradict
from sayso.reconcile.copies import copies
from sayso.reconcile.item import Item, Voice
from sayso.reconcile.joining import Joined
from sayso.reconcile.origins import Origin
from sayso.reconcile.press import Owners
from sayso.reconcile.signature import WORDS, likeness
from sayso.reconcile.slips import shared_slips

ALIKE = 0.15
"""Estimated similarity of two sentences that may be one another's rewriting."""


def by_source(joined: Joined) -> None:
    """They cite one source, by whatever name: its own, that of who speaks for it, or what it is."""
    for rows in joined.by(lambda origin: origin.source):
        first = _first(joined, rows).voice.words
        for row in rows[1:]:
            words = joined.origins[row].voice.words
            same = words.casefold() == first.casefold()
            detail = f"both cite {first}" if same else f"both cite one source, as {first} and as {words}"
            joined.join(rows[0], row, "same source", detail)


def by_document(joined: Joined) -> None:
    """They are one report's own word, or the word of a voice that it calls the same."""
    for rows in joined.by(lambda origin: None if origin.source else (origin.item.document, origin.called)):
        first = _first(joined, rows)
        detail = f"one report, citing {first.voice.words}" if first.called else "one report's own word"
        joined.join_all(rows, "same document", detail)


def by_wire(joined: Joined) -> None:
    """Their reports are an agency's, as they say themselves."""
    for rows in joined.by(lambda origin: origin.author):
        for row in rows[1:]:
            for origin in (_first(joined, rows), joined.origins[row]):
                if origin.wire:
                    joined.join(rows[0], row, "declared wire", f"both from {origin.voice.words}")


def by_words(joined: Joined) -> None:
    """They are in the same words."""
    for one, other, detail in copies([origin.item for origin in joined.origins]):
        joined.join(one, other, "same words", detail)


def by_link(joined: Joined) -> None:
    """One cites the outlet that published the other, or both have an unnamed voice's word by way of one outlet.

    Of all that may have been taken from an outlet's reports, the pair that agrees best is taken for the link.
    """
    published: dict[str, list[int]] = {}
    for row, origin in enumerate(joined.origins):
        if origin.outlet:
            published.setdefault(origin.outlet, []).append(row)
    for rows in (*joined.by(lambda origin: origin.source, 1), *joined.by(_way, 1)):
        key, voice = _cited_outlet(_first(joined, rows))
        pairs = [(row, other) for row in rows for other in published.get(key, ()) if _may_be(joined, row, other)]
        joined.join_all(rows, "link", f"both by way of {voice.words}")
        if pairs:
            row, other = max(pairs, key=lambda pair: (_agreement(joined, *pair), -pair[0], -pair[1]))
            joined.lead_back(row, other, "link", f"cites {voice.words}, who published the other")


def _way(origin: Origin) -> str | None:
    """By way of whom a voice came that may be anyone's."""
    return origin.relays[0][0] if origin.called and not origin.source and origin.relays else None


def _cited_outlet(origin: Origin) -> tuple[str, Voice]:
    return (origin.source, origin.voice) if origin.source else origin.relays[0]


def _may_be(joined: Joined, row: int, other: int) -> bool:
    """Whether an outlet's report may be the one that another claim cites.

    Its own word may, and an unnamed voice's; a named voice's only where the words are alike, since an outlet that
    cites another may know of the event itself too.
    """
    origin, report = joined.origins[row], joined.origins[other]
    days = origin.item.published, report.item.published
    late = days[0] is not None and days[1] is not None and days[1] > days[0]
    if origin.item.document == report.item.document or late or contradict(origin.item, report.item):
        return False
    return report.source is None or (origin.source is not None and _agreement(joined, row, other)[0])


def _agreement(joined: Joined, row: int, other: int) -> tuple[bool, int, bool, bool]:
    """How well a claim agrees with the one it may be taken from: words, tolls, who is cited; own words are likelier."""
    origin, report = joined.origins[row], joined.origins[other]
    tolls = set(origin.item.tolls) & set(report.item.tolls)
    alike = likeness(origin.item.signature[:WORDS], report.item.signature[:WORDS]) >= ALIKE
    return alike, len(tolls), origin.called == report.called, not report.called


def by_resting(joined: Joined) -> None:
    """A report's own word rests on what it cites for it, the nearest in the text that does not contradict it.

    An enemy's word is not what it rests on, unless it takes its number over.
    """
    cited: dict[str, list[int]] = {}
    for row, origin in enumerate(joined.origins):
        if origin.called:
            cited.setdefault(origin.item.document, []).append(row)
    for row, origin in enumerate(joined.origins):
        near = [] if origin.called else cited.get(origin.item.document, [])
        for other in sorted(near, key=lambda other: abs(joined.origins[other].item.start - origin.item.start)):
            if _rests(joined, row, other):
                joined.join(row, other, "same document", f"its report cites {joined.origins[other].voice.words}")
                break


def _rests(joined: Joined, row: int, other: int) -> bool:
    item, cited = joined.origins[row].item, joined.origins[other].item
    if contradict(item, cited):
        return False
    return not joined.at_war(row, other) or not _numbers(item).isdisjoint(_numbers(cited))


def _numbers(item: Item) -> set[tuple[str, int | None]]:
    """What it counts and the number that it gives, "at least" or not."""
    return {(toll.what, toll.high if toll.low is None else toll.low) for toll in item.tolls}


def by_outlet(joined: Joined) -> None:
    """They are one outlet's own word, in different reports."""
    for rows in joined.by(lambda origin: origin.author):
        joined.join_all(rows, "same outlet", f"both the own word of {_first(joined, rows).voice.words}")


def by_owner(joined: Joined, owners: Owners) -> None:
    """They are the own words of outlets that are organs of one owner."""
    owned: dict[str, list[int]] = {}
    for row, origin in enumerate(joined.origins):
        if origin.author and not origin.author.startswith("~"):
            for owner in sorted(owners(origin.author, origin.item.first)):
                owned.setdefault(owner, []).append(row)
    for owner in sorted(owned):
        joined.join_all(owned[owner], "same owner", f"both organs of {owner}")


def by_slips(joined: Joined) -> None:
    """They share rare errors, though nothing says where they have them from."""
    groups = joined.groups()
    for one, other, detail in shared_slips([[joined.origins[row].item for row in rows] for rows in groups]):
        first, second = groups[one][0], groups[other][0]
        told = any(joined.origins[row].source for row in (*groups[one], *groups[other]))
        if not told and not joined.at_war(first, second):
            joined.join(first, second, "shared errors", detail)


def _first(joined: Joined, rows: list[int]) -> Origin:
    return joined.origins[rows[0]]
