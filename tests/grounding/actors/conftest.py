"""A small theatre of an invented war in a real country, actors of the world, and a way to ask whom words mean."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from sayso.claims.claim import Grounds
from sayso.grounding.actors import Actors, Mention
from sayso.grounding.actors.mention import Role
from sayso.grounding.theatres import Actor, Name, Theatre, Tie
from sayso.grounding.theatres.sides import Sides
from sayso.grounding.theatres.states import States
from sayso.ingest.document import Document

Asked = Callable[..., tuple[str | None, Grounds]]


def name(text: str, **more: object) -> Name:
    """A name; dates as `first` and `last`."""
    return Name(more.pop("first", None), more.pop("last", None), "test", text, "en", **more)  # type: ignore[arg-type]


def actor(id_: str, names: Iterable[str | Name], kind: str = "group", inter: int = 2, **more: object) -> Actor:
    """An actor; its first name is what it is called, and a name may be given as its text."""
    found = [text if isinstance(text, Name) else name(text) for text in names]
    return Actor(id_, found[0].text, kind, inter, names=tuple(found), **more)  # type: ignore[arg-type]


def tie(relation: str, other: str, first: date | None = None, last: date | None = None) -> Tie:
    return Tie(first, last, "test", relation, other)  # type: ignore[arg-type]


def theatre(id_: str, countries: tuple[str, ...], actors: Iterable[Actor], first: date | None = None) -> Theatre:
    return Theatre(id_, f"{id_} war", countries, first, None, {}, (), (), {a.id: a for a in actors}, {"test": "test"})


CHAD = theatre(
    "chad",
    ("TD",),
    [
        actor(
            "fact",
            ["Front for Change and Concord in Chad", name("FACT", acronym=True), name("the rebels", loose=True)],
            countries=("TD",),
        ),
        actor("lions", ["Jaysh al-Usud", "Army of Lions"], countries=("TD",), last=date(2019, 12, 31)),
        actor(
            "guardians",
            ["Liwa al-Hirasa", name("Guardians' Banner", last=date(2020, 6, 30))],
            countries=("TD",),
            first=date(2020, 1, 1),
            ties=(tie("successor_of", "lions"),),
        ),
        actor("td-army", ["Chadian National Army", name("army", loose=True)], "force", 1, countries=("TD",)),
        actor(
            "column",
            ["Column of the Lake", "Lake-led coalition", name("allied column", loose=True)],
            "alliance",
            8,
            countries=("TD", "NE"),
        ),
        actor("ruler", ["Idris Mahdi", name("Mahdi")], "person", 1, ties=(tie("part_of", "td-government"),)),
        actor("river-observatory", ["Logone Observatory for Human Rights"], "monitor", 7),
        actor("toubou", ["حركة التحرير الوطني", "National Liberation Movement"], countries=("TD",)),
    ],
    first=date(2016, 1, 1),
)
WORLD = theatre(
    "world",
    (),
    [
        actor("un", ["United Nations", name("UN", acronym=True)], "organisation", 8),
        actor("league", ["Sahel Coalition", name("coalition", loose=True)], "alliance", 8, countries=("TD", "NE")),
        actor("rsf-a", ["Rapid Support Forces", name("RSF", acronym=True)], "group", 3, countries=("SD",)),
        actor("rsf-b", ["Reporters Without Borders", name("RSF", acronym=True)], "organisation", 7, countries=("FR",)),
        actor("hezbollah", ["Hezbollah"], countries=("LB",)),
    ],
)


@pytest.fixture(scope="session")
def actors() -> Actors:
    """The resolver of the two theatres."""
    return Actors([CHAD, WORLD], States(), Sides())


@pytest.fixture(scope="session")
def who(actors: Actors) -> Asked:
    """Asks whom some words of a text mean: the words, the text, the role, and what is known of the document."""

    def ask(words: str, text: str, role: Role = "actor", **about: object) -> tuple[str | None, Grounds]:
        at = text.rindex(words)
        document = Document(text, "test.txt", **about)  # type: ignore[arg-type]
        return actors.resolve(document, [Mention(at, at + len(words), role, (0, len(text)))])[at, at + len(words)]

    return ask
