"""The benchmark's part on grounding: places, actors, days, and what it costs."""

import subprocess
import sys

from benchmarks import actors, days, gazetteer, places
from benchmarks.codings import CodedText
from sayso.grounding import default_grounder
from sayso.grounding.gazetteer import default_gazetteer

_MEMORY = """
import sys
from benchmarks.gazetteer import resident
from benchmarks.parts import all_texts
from sayso.claims import default_reader
from sayso.ingest import Document
documents = [Document(text, "page") for text in all_texts()[:20]]
claims = list(default_reader().read(documents))
bare = resident()
from sayso.grounding import default_grounder
grounder = default_grounder()
for document, own in zip(documents, claims, strict=True):
    grounder.ground(document, own)
print(resident() - bare)
"""


def place_figures() -> dict[str, float]:
    """Places of the dev texts against their key; nothing where the texts are absent."""
    return places.measure(default_grounder().places)


def actor_figures(texts: list[CodedText]) -> dict[str, float]:
    """Actors of the dev texts against their key, in percent; nothing where the texts are absent."""
    if not texts:
        return {}
    tally = actors.measure(texts, actors.load_key(), default_grounder().actors)
    none = tally.spared + tally.invented
    return {
        "actors.named": float(tally.named),
        "actors.right": tally.share("right"),
        "actors.wrong": tally.share("wrong"),
        "actors.empty": tally.share("empty"),
        "actors.invented": 100 * tally.invented / none if none else 0.0,
    }


def day_figures() -> dict[str, float]:
    """Days by set of texts against their key, in percent, ours and dateparser's; nothing for a set that is absent."""
    found: dict[str, float] = {}
    for name, (own, other) in days.measure().items():
        found |= {f"days.{name}.right": own.precision, f"days.{name}.recall": own.recall}
        found |= {f"days.{name}.dateparser": other.precision}
    return found


def name_figures() -> dict[str, float]:
    """Alternate spellings found, and lookups timed over the names of the embedded gazetteer."""
    found = {f"spellings.{key}": value for key, value in gazetteer.spelling_figures().items()}
    return found | {f"lookup.{key}": value for key, value in gazetteer.lookup_figures(1).items()}


def crowd_figures() -> dict[str, float]:
    """Lookups timed over twelve times as many names, which take ten minutes to make."""
    return {f"crowd.{key}": value for key, value in gazetteer.lookup_figures(12).items()}


def memory() -> float:
    """Megabytes that grounding twenty texts adds to a process that has read them."""
    default_gazetteer()
    told = subprocess.run([sys.executable, "-c", _MEMORY], capture_output=True, text=True, check=True)
    return float(told.stdout)
