"""From the ledger's claims to items, which can be compared: who says it, in which camp, where, when, how many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from sayso.grounding.theatres.theatre import Theatre
from sayso.ledger.decision import Decision
from sayso.ledger.rows import Row
from sayso.reconcile.corrections import Corrections, corrections
from sayso.reconcile.flatten import Flat, Flattener
from sayso.reconcile.item import Item
from sayso.reconcile.signature import WHOLE, Hashes, least, signatures

SENTENCES = 2000
"""Sentences that are signed at a time, about."""
_WORDS = ("document", "kind", "stance", "modality", "actors", "targets", "voices", "trigger", "framing", "inherited")
_NUMBERS = ("spots", "tolls")
"""Fields that many items have alike, of words and of numbers."""


def items_of(records: Iterable[Row], theatre: Theatre, decisions: Iterable[Decision] = ()) -> list[Item]:
    """The items of claims, by id.

    An item's voices are those cited, innermost first, then the agency that the report says it is from, if any, then
    the publisher, or the document's name where there is none. Its signature holds the values of its evidence, then
    `signature.WHOLE` values of all the evidence of its document. A claim whose id came before is left out.

    Args:
        records: the rows of the ledger, those of one document one after the other, documents in any order.
        theatre: whose actors, camps and outlets are meant.
        decisions: those of the ledger: rejected claims are left out, corrections made.

    Raises:
        BadDecision: a correction that stands can't be carried out.
    """
    found: dict[str, Item] = {}
    shared = _Shared()
    for batch in _batches(_documents(records, Flattener(theatre), corrections(decisions))):
        for item in _signed(batch, shared):
            found.setdefault(item.id, item)
    return [found[id_] for id_ in sorted(found)]


def _documents(records: Iterable[Row], flattener: Flattener, decided: Corrections) -> Iterator[Flat]:
    for _, rows in groupby(records, key=lambda row: row.record["document"]["id"]):
        own = list(rows)
        kept = [record for row in own if (record := decided.apply(row.record))]
        if kept:
            yield flattener.flat(kept, own[0].sightings)


def _batches(documents: Iterable[Flat]) -> Iterator[list[Flat]]:
    batch: list[Flat] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.texts)
        if size >= SENTENCES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Shared:
    """Makes what is alike in many items one object, which takes less than half the memory."""

    def __init__(self) -> None:
        self._words: dict[object, object] = {}
        self._numbers: dict[str, object] = {}

    def of(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of an item, with the same values. A number is only like one of its type: 1 is not 1.0."""
        words = {name: self._words.setdefault(fields[name], fields[name]) for name in _WORDS}
        numbers = {name: self._numbers.setdefault(repr(fields[name]), fields[name]) for name in _NUMBERS}
        return {**fields, **words, **numbers}


def _signed(batch: Sequence[Flat], shared: _Shared) -> Iterator[Item]:
    """The items of the documents, with their signatures."""
    values, some = least(text for document in batch for text in document.texts)
    begin = 0
    for document in batch:
        end = begin + len(document.texts)
        signed, has = values[begin:end], some[begin:end]
        whole = _whole(signed[has])
        own = [row + whole if any_ else () for row, any_ in zip(signatures(signed), has.tolist(), strict=True)]
        for fields, text in zip(document.claims, document.evidence, strict=True):
            yield Item(**shared.of(fields), signature=own[text])
        begin = end


def _whole(values: Hashes) -> tuple[int, ...]:
    """The signature of all the evidence of a document taken together."""
    return signatures(np.min(values, axis=0)[None, :WHOLE])[0] if len(values) else ()
