"""Which place on the map each mention of a document means."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from sayso.claims.claim import Grounds, Location
from sayso.grounding.gazetteer.entry import Gazetteer, Match
from sayso.grounding.places.choose import ENOUGH, Chooser
from sayso.grounding.places.containers import DIVISIONS, Containment
from sayso.grounding.places.evaluate import Evaluation
from sayso.grounding.places.lexicon import Lexicon, lexicon
from sayso.grounding.places.names import Name, Scanner
from sayso.grounding.places.peoples import Peoples, peoples
from sayso.grounding.places.phrases import Phrases
from sayso.grounding.places.words import Text, split
from sayso.ingest.document import Document

Stretch = tuple[int, int]
Resolution = tuple[Location | None, Grounds]

REMEMBERED = 20_000
"""Names whose places are kept from one document to the next."""
PLACED, NAMED, ADJECTIVE, PARTY = 1.0, 0.5, 0.3, 1.2
"""What one mention of a country weighs: by its name as a place ("in Iraq"), by its name else, and by its adjective; and
how much of the last two counts: who is often named as a party need not be where things happen."""


class Places:
    """Resolves the places of a document against a gazetteer: names by their context, phrases by geometry.

    A pure function of document, mentions and gazetteer. It reads the text alone, so it does not matter who found the
    mentions. Its phrases are English; names are found in any script.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """
        Args:
            gazetteer: where names are looked up; it must not change as long as this lives.
        """
        self._gazetteer = gazetteer
        self._lexicon = lexicon()
        self._peoples = peoples()
        self._known = lru_cache(maxsize=REMEMBERED)(self._exact)
        self._like = lru_cache(maxsize=REMEMBERED)(self._find)

    def resolve(
        self, document: Document, mentions: Sequence[Stretch], countries: Mapping[str, float] | None = None
    ) -> dict[Stretch, Resolution]:
        """For each mention its location, None where it names none or it is not certain which, and the grounds.

        Args:
            document: the whole report: the words around a mention tell what it means.
            mentions: code points of `document.text`, end exclusive.
            countries: how likely the report is about each country beforehand, 1 for a theatre that is in play, by
                ISO 3166-1 codes.
        """
        if not mentions:
            return {}
        text = split(document.text, self._lexicon)
        spans = {mention: text.within(*mention) for mention in mentions}
        reading = _read(self, text, spans, countries or {})
        return {mention: reading.mention(*spans[mention]) for mention in mentions}

    @property
    def gazetteer(self) -> Gazetteer:
        """Where names are looked up."""
        return self._gazetteer

    @property
    def lexicon(self) -> Lexicon:
        """The words of relations and features."""
        return self._lexicon

    @property
    def peoples(self) -> Peoples:
        """Adjectives of countries."""
        return self._peoples

    def known(self, name: str) -> tuple[Match, ...]:
        """The places that bear exactly that name."""
        return self._known(name)

    def like(self, name: str, countries: tuple[str, ...]) -> tuple[Match, ...]:
        """The places of those countries that bear the name in that spelling or another."""
        return self._like(name, countries)

    def _find(self, name: str, countries: tuple[str, ...]) -> tuple[Match, ...]:
        return tuple(self._gazetteer.find(name, countries=countries))

    def _exact(self, name: str) -> tuple[Match, ...]:
        return tuple(self._gazetteer.exact(name))


def _read(
    places: Places, text: Text, spans: Mapping[Stretch, tuple[int, int]], countries: Mapping[str, float]
) -> Evaluation:
    """Names, containers and choices of a text, ready to settle its mentions."""
    breaks = frozenset(i for span in spans.values() for i in span)
    scanner = Scanner(places.lexicon, places.peoples, places.known)
    names = scanner.names(text, breaks)
    containment = Containment(text, places.lexicon, names, partial(_rank, places))
    names = containment.kinds()
    asked = {
        n for n, name in enumerate(names) for first, last in spans.values() if name.first < last and name.last > first
    }
    chooser = Chooser(
        places.gazetteer,
        names,
        containment.containers(),
        frozenset(asked),
        _mass(places, text, names, countries),
        {code: weight for code, weight in _placed(places, names, countries).items() if weight},
        places.known,
        places.like,
        places.peoples.capitals,
    )
    chooser.run()
    return Evaluation(text, Phrases(text, places.lexicon, places.peoples, names), chooser, places.peoples)


def _rank(places: Places, name: Name) -> int:
    """How wide a name is: 3 a country, 2 a division and nothing smaller, 1 a division or a town, 0 none of them."""
    features = {match.entry.feature for match in places.known(name.text)}
    if "country" in features and (name.kind is None or "country" in name.kind.features):
        return 3
    said = name.kind is not None and name.kind.features & DIVISIONS and "quarter" not in name.kind.features
    if said or (features and features <= DIVISIONS | {"region"}):
        return 2
    return 1 if "division1" in features and name.kind is None else 0


def _placed(places: Places, names: Sequence[Name], countries: Mapping[str, float]) -> dict[str, float]:
    """What says that something of the text is in a country: its name as that of a place, and what was known before."""
    found = {code: ENOUGH * weight for code, weight in countries.items()}
    for name in names:
        for code in _nations(places, name) if name.placed else ():
            found[code] = found.get(code, 0.0) + PLACED
    return found


def _mass(places: Places, text: Text, names: Sequence[Name], countries: Mapping[str, float]) -> dict[str, float]:
    """What speaks for each country: as a place, and up to a limit as a party, by its name or its adjective."""
    party: dict[str, float] = {}
    for name in names:
        for code in _nations(places, name) if not name.placed else ():
            party[code] = party.get(code, 0.0) + NAMED
    for word in text.words:
        if word.letters and (found := places.peoples.country(word.lower)):
            party[found] = party.get(found, 0.0) + ADJECTIVE
    mass = _placed(places, names, countries)
    return mass | {code: mass.get(code, 0.0) + min(weight, PARTY) for code, weight in party.items()}


def _nations(places: Places, name: Name) -> set[str]:
    """The countries of that name; none where it may as well be that of another country's division."""
    found = {m.entry.country for m in places.known(name.text) if m.entry.feature == "country" and m.entry.country}
    divided = {m.entry.country for m in places.known(name.text) if m.entry.feature == "division1"}
    return set() if divided - found else found
