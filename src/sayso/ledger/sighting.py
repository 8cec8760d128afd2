"""Where and when a document was seen: the same text from two outlets is one document and two sightings."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """The document with this id was seen at `seen_at` (with a time zone) under this name and publisher.

    `published` is the day that the outlet gives, and is kept as given, a day in the future included.
    """

    document_id: str
    name: str
    publisher: str | None
    published: date | None
    url: str | None
    seen_at: datetime

    @property
    def id(self) -> str:
        """A hash of all but `seen_at`, as 64 hexadecimal digits: seen twice in the same way, it is one sighting."""
        published = self.published.isoformat() if self.published else None
        key = json.dumps([self.document_id, self.name, self.publisher, published, self.url])
        return hashlib.sha256(key.encode()).hexdigest()

    @property
    def rank(self) -> tuple[bool, str, str, str, str]:
        """What sightings of a document are sorted by: the first day of publication first, without a day last."""
        published = self.published.isoformat() if self.published else ""
        return (not published, published, self.publisher or "", self.name, self.url or "")
