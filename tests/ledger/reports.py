"""Numbered reports of a made-up war, each with three claims, and a process that adds them until it is stopped."""

import sys
from datetime import UTC, date, datetime, timedelta

from sayso.claims.claim import Claim, Location
from sayso.ingest.document import Document
from sayso.ledger import Decision, Entry, Ledger, Sighting
from tests.publish.reports import claim

READER = "by hand 1"
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
PUBLISHED = date(2031, 3, 3)
TOSK = Location("x-tosk", "Tosk", 41.5, 44.25, 1, 3.0, "Lower Varn", "GE")
VARN = Location("x-varn", "Lower Varn", 41.0, 44.0, 4, 60.0, "Lower Varn", "GE")


def document(number: int, name: str | None = None) -> Document:
    text = (
        f"Report {number}. Varnian guns shelled Tosk in Lower Varn on Sunday. Twelve people were killed; the mayor "
        "said that the garrison had withdrawn."
    )
    name = f"{number:04}.txt" if name is None else name
    return Document(text, name, publisher="Norrel Monitor", published=PUBLISHED, language="en")


def claims(of: Document) -> list[Claim]:
    day = PUBLISHED - timedelta(days=1)
    when = [("Sunday", {"first": day.isoformat(), "last": day.isoformat(), "precision": 1})]
    return [
        claim(
            of,
            "shelling",
            "shelled",
            actors=["Varnian guns"],
            times=when,
            places=[("Lower Varn", {"location": VARN}), ("Tosk", {"location": TOSK})],
        ),
        claim(of, "harm", "killed", counts=[("Twelve", {"low": 12, "high": 12, "what": "killed"})]),
        claim(of, "retreat", "withdrawn", sources=[("mayor", {"cue": "said"})], stance="denies"),
    ]


def sighting(of: Document, **changes: object) -> Sighting:
    fields = {"name": of.name, "publisher": of.publisher, "published": of.published, "url": of.url, "seen_at": NOON}
    return Sighting(of.id, **(fields | changes))


def entry(number: int, reader: str = READER) -> Entry:
    of = document(number)
    return Entry(of, claims(of), sighting(of), reader)


def decision(verb: str, subject: str, **changes: object) -> Decision:
    return Decision(verb, subject, **({"who": "Ana Lind", "when": NOON, "why": "seen on film"} | changes))


def main(where: str, first: int, last: int) -> None:
    """Add the reports of these numbers, and say each number once it is kept."""
    with Ledger.open(where, create=True) as ledger:
        for number in range(first, last):
            ledger.add(*entry(number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
