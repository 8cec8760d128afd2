"""Made-up reports of a made-up war, and claims of them put together by hand."""

from datetime import date

from sayso.claims.claim import Alternative, Claim, Count, Grounds, Location, Participant, Place, Source, Span, Time
from sayso.claims.gate import Gate
from sayso.ingest.document import Document

SLOTS = {
    "sources": Source,
    "actors": Participant,
    "targets": Participant,
    "places": Place,
    "times": Time,
    "counts": Count,
    "framing": Span,
}


def span(text: str, words: str, cls=Span, **details):
    """The first place where the words stand in the text."""
    start = text.index(words)
    return cls(start, start + len(words), words, **details)


def claim(document: Document, kind: str, trigger: str, evidence: str | None = None, **fields) -> Claim:
    """A claim whose mentions are given by their words, or as (words, details)."""
    for slot, cls in SLOTS.items():
        given = [mention if isinstance(mention, tuple) else (mention, {}) for mention in fields.get(slot, ())]
        fields[slot] = tuple(span(document.text, words, cls, **details) for words, details in given)
    fields = {"stance": "asserts", "modality": "happened", "confidence": 0.8, "reader": "by hand 1"} | fields
    evidence = span(document.text, document.text if evidence is None else evidence)
    return Claim(document, kind, span(document.text, trigger), evidence, **fields)


def checked(document: Document, *claims: Claim) -> tuple[Document, list[Claim]]:
    """The document with its claims, all of which the gate admits."""
    assert len(Gate().admit(claims)) == len(claims)
    return document, sorted(claims, key=lambda claim: claim.trigger.start)


LESK = (
    "The Varnian army said its troops seized the port of Lesk on Sunday, killing at least 13 bandits.\n"
    "Rebel commanders denied that the port had fallen. Witnesses told the Norrel Monitor "
    "that shells may have hit the old hospital.\n"
    "The army will retake the Dorn bridge, the front line for a month."
)


def lesk() -> tuple[Document, list[Claim]]:
    document = Document(
        LESK, "lesk.txt", "Fight for Lesk", "Norrel Gazette", date(2031, 3, 4), "https://example.org/lesk", "en"
    )
    first, second, third = LESK.split("\n")
    denial, shells = second.split(". ")
    return checked(
        document,
        claim(
            *(document, "takeover", "seized", first),
            sources=[("Varnian army", {"cue": "said"})],
            actors=["troops"],
            places=["port of Lesk"],
            times=[("Sunday", {"first": "2031-03-02", "last": "2031-03-02"})],
        ),
        claim(
            *(document, "harm", "killing", first),
            sources=[("Varnian army", {"cue": "said"})],
            actors=["troops"],
            targets=["bandits"],
            counts=[("at least 13", {"low": 13, "what": "killed"})],
            framing=["bandits"],
        ),
        claim(
            *(document, "takeover", "fallen", denial),
            sources=[("Rebel commanders", {"cue": "denied"})],
            stance="denies",
            modality="negated",
            places=["port"],
            confidence=0.6,
        ),
        claim(
            *(document, "shelling", "shells", shells),
            sources=[("Witnesses", {"cue": "told"}), "Norrel Monitor"],
            stance="doubts",
            modality="possible",
            targets=["old hospital"],
        ),
        claim(*(document, "takeover", "retake", third), modality="planned", actors=["army"], places=["Dorn bridge"]),
        claim(*(document, "clash", "front line", third), modality="ongoing", places=["Dorn bridge"]),
    )


def grounded() -> tuple[Document, list[Claim]]:
    """A report whose mentions have been grounded: a source, an actor, a place and a day."""
    document = Document("The army said rebels shelled Dorn on Sunday.", "dorn.txt", published=date(2031, 3, 4))
    dorn = Location("geonames:9", "Dorn", 12.5, 33.25, 1, 2.0, "North Varn", "VN")
    chosen = Grounds("the only Dorn in North Varn", 0.9, (Alternative("geonames:8", "Dorne", 0.3),))
    sunday = {"first": "2031-03-02", "last": "2031-03-02", "precision": 1, "grounds": Grounds("the Sunday before", 0.9)}
    return checked(
        document,
        claim(
            *(document, "shelling", "shelled"),
            sources=[("army", {"cue": "said", "actor": "vn-army", "grounds": Grounds("the army of Varn", 0.8)})],
            actors=[("rebels", {"actor": "rebels", "grounds": Grounds("a side without a name", 0.5)})],
            places=[("Dorn", {"location": dorn, "grounds": chosen})],
            times=[("Sunday", sunday)],
        ),
    )


ARABIC = "قال المرصد إن الجيش قصف بلدة كفر نور أمس، وقُتل 7 مدنيين.\nThe monitor’s name is المرصد."


def arabic() -> tuple[Document, list[Claim]]:
    document = Document(ARABIC, "marsad.txt", "قصف على كفر نور", "المرصد", date(2031, 3, 5), language="ar")
    line = ARABIC.split("\n")[0]
    said = [("المرصد", {"cue": "قال"})]
    return checked(
        document,
        claim(
            document, "shelling", "قصف", line, sources=said, actors=["الجيش"], places=["بلدة كفر نور"], times=["أمس"]
        ),
        claim(document, "harm", "قُتل", line, sources=said, targets=["مدنيين"], counts=["7"]),
    )


HOSTILE = (
    "<script>window.stolen = 1</script> “Agency” said </script><img src=x onerror='window.stolen = 2'> "
    "shelled\u2028{{ 7 * 7 }} \"Lesk\" & 'Dorn' \x1b[31m\x00 \ud800 at \u202enight\u200b 👩‍👩‍👧 e\u0301."
)


def hostile() -> tuple[Document, list[Claim]]:
    document = Document(
        HOSTILE,
        '"><script>window.stolen = 3</script>\udcff.txt',
        publisher="</title><script>window.stolen = 4</script>\x1b]0;owned\x07",
        url="javascript:window.stolen = 5",
        language='"><script>window.stolen = 6</script>',
    )
    image = "<img src=x onerror='window.stolen = 2'>"
    return checked(
        document,
        claim(
            *(document, "shelling", "shelled"),
            sources=[(image, {"cue": '"><script>window.stolen = 7</script>'})],
            actors=["<script>window.stolen = 1</script>"],
            places=["\"Lesk\" & 'Dorn'"],
            times=["\ud800 at \u202enight"],
            reader="</script><script>window.stolen = 8</script>",
        ),
    )
