"""The parts of the benchmark: each measures some figures, or says why it was left out."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import add_speed, grounds, linking, reliability, scale, speed, subject, treebanks, truth
from benchmarks.codings import CodedText, Coding, coding_of, load_texts
from benchmarks.paths import ROOT, SHARED
from benchmarks.scoring import Score, interval, score
from benchmarks.table import Value

SETS = {"dev": "dev texts", "heldout": "held-out texts", "public": "public texts"}
WITH_INTERVAL = ("kind", "all")
TREEBANKS = {
    "ewt": SHARED / "corpora" / "ud-ewt" / "en_ewt-ud-test.conllu",
    "pud": SHARED / "corpora" / "ud-pud" / "en_pud-ud-test.conllu",
    "gum": SHARED / "corpora" / "ud-gum-by" / "en_gum_by-ud-test.conllu",
}
SPEED_ARTICLES = 40
COMMAND_ARTICLES = 100
SIMULATED = 10_000
"""Claims of a simulated war."""
SEEDS = tuple(range(101, 111))
"""Of the wars that are measured; weights are fitted on others."""


@dataclass(slots=True)
class Results:
    """What the parts have found so far: figures by key, further tables as Markdown, and diagrams by set of texts.

    `left_out` says what was not measured for want of data, `failed` what went wrong.
    """

    values: dict[str, Value] = field(default_factory=dict)
    details: list[str] = field(default_factory=list)
    diagrams: dict[str, list[reliability.Bin]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def load_set(name: str) -> list[CodedText]:
    """The coded texts of one of `SETS`; none where they are absent."""
    if name == "heldout":
        listed = ROOT / "training" / "heldout.txt"
        names = set(listed.read_text("utf-8").split()) if listed.exists() else set()
        return load_texts(SHARED / "claims-train", names)
    return load_texts(ROOT / "benchmarks" / "public" if name == "public" else SHARED / "gold" / "dev")


def claims(results: Results) -> None:
    """Slots, kinds, modality and stance of claims, and whether their confidence holds, on each set of texts."""
    for name, title in SETS.items():
        texts = load_set(name)
        if texts:
            found = subject.read([text.document for text in texts])
            judge_claims(name, texts, [[coding_of(claim) for claim in own] for own in found], results)
        else:
            results.left_out.append(f"{title}: not there")


def judge_claims(name: str, texts: Sequence[CodedText], found: Sequence[Sequence[Coding]], results: Results) -> None:
    """Add the figures of one set of texts, given what was found in each."""
    scores = [score(text.gold, own) for text, own in zip(texts, found, strict=True)]
    total = sum(scores, Score())
    for figure, value in total.figures().items():
        limits = interval(scores, figure) if figure in WITH_INTERVAL else None
        results.values[f"{name}.{figure}"] = Value(value, limits)
    pairs = zip(texts, found, strict=True)
    diagram = reliability.bins(j for text, own in pairs for j in reliability.judge(text.gold, own))
    results.values[f"{name}.calibration"] = Value(reliability.calibration_error(diagram))
    results.diagrams[SETS[name]] = diagram
    size = f"{len(texts)} texts, {total.detect.gold} claims coded, {total.detect.found} found"
    results.details += [f"## {SETS[name].capitalize()}\n\n{size}.", kind_table(total), reliability_table(diagram)]


def kind_table(total: Score) -> str:
    """Precision, recall and F1 by kind as Markdown, the most frequent kinds first."""
    rows = [
        f"| {kind} | {t.gold} | {t.found} | {t.precision:.0f} | {t.recall:.0f} | {t.f1:.0f} |"
        for kind, t in sorted(total.kinds.items(), key=lambda item: (-item[1].gold, item[0]))
    ]
    return "\n".join(["| kind | coded | found | precision | recall | F1 |", "|---|---:|---:|---:|---:|---:|", *rows])


def reliability_table(diagram: Sequence[reliability.Bin]) -> str:
    """The reliability diagram as Markdown."""
    rows = [f"| {b.low:.1f} to {b.high:.1f} | {b.claims} | {b.confidence:.2f} | {b.right:.2f} |" for b in diagram]
    return "\n".join(["| confidence | claims | mean | share right |", "|---|---:|---:|---:|", *rows])


def parsing(results: Results) -> None:
    """Tags and trees on the test part of each treebank."""
    for name, path in TREEBANKS.items():
        if not path.exists():
            results.left_out.append(f"treebank {name}: not there")
            continue
        sentences = treebanks.load(path)
        parsed = subject.parse([sentence.words for sentence in sentences])
        scores = treebanks.accuracy(zip((sentence.tree for sentence in sentences), parsed, strict=True))
        results.values |= {f"{name}.{figure}": Value(value) for figure, value in scores.items()}


def all_texts() -> list[str]:
    """Every coded text that is there, for measures of speed."""
    return [text.document.text for name in SETS for text in load_set(name)]


def speeds(results: Results) -> None:
    """Words a second in the process and articles a second by the command."""
    texts = all_texts()
    figures = speed.reading_speed(subject.read, speed.articles(texts, SPEED_ARTICLES))
    results.values |= {f"speed.{figure}": Value(value) for figure, value in figures.items()}
    articles = speed.articles(texts, COMMAND_ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        results.values["speed.articles"] = Value(speed.article_speed(subject.command(), articles, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        shares = add_speed.add_speed(subject.command(), articles, Path(folder))
    results.values |= {f"add.{figure}": Value(value) for figure, value in shares.items()}


def start(results: Results) -> None:
    """Time and memory to read one page in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        [page] = speed.articles(all_texts(), 1)
        cost = speed.start_cost(subject.command(), page, Path(folder))
    results.values |= {"start.seconds": Value(cost.seconds), "start.megabytes": Value(cost.megabytes)}


def wheel(results: Results) -> None:
    """Size of the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        results.values["wheel.megabytes"] = Value(speed.wheel_size(ROOT, Path(folder)))


def grounding(results: Results) -> None:
    """Places, actors and days against their keys, and what grounding adds to the memory of a process."""
    found = grounds.place_figures() | grounds.actor_figures(load_set("dev")) | grounds.day_figures()
    results.values |= {figure: Value(value) for figure, value in found.items()}
    results.values["grounding.megabytes"] = Value(grounds.memory())


def names(results: Results) -> None:
    """Spellings of place names found, and the time of lookups."""
    results.values |= {figure: Value(value) for figure, value in grounds.name_figures().items()}


def crowd(results: Results) -> None:
    """The time of lookups among twelve times as many names."""
    results.values |= {figure: Value(value) for figure, value in grounds.crowd_figures().items()}


def linking_figures(results: Results) -> None:
    """Claims linked into events on simulated wars, beside Splink, in percent."""
    results.values |= simulated(linking.figures)


def truths(results: Results) -> None:
    """What the account says, against what happened in simulated wars, in percent."""
    results.values |= simulated(truth.figures)


def simulated(measure: Callable[[int, int], dict[str, float]]) -> dict[str, Value]:
    """The mean of each figure over the wars, shares in percent."""
    wars = [measure(SIMULATED, seed) for seed in SEEDS]
    names = {name: None for war in wars for name in war}
    told = {name: [war[name] for war in wars if name in war] for name in names}
    return {
        name: Value(sum(shares) / len(shares) * (1 if name.endswith("count") else 100)) for name, shares in told.items()
    }


def scales(results: Results) -> None:
    """What reconciling takes from ten thousand claims to a million."""
    results.values |= {figure: Value(value) for figure, value in scale.figures().items()}


PARTS: dict[str, Callable[[Results], None]] = {
    "claims": claims,
    "grounding": grounding,
    "parsing": parsing,
    "speed": speeds,
    "start": start,
    "wheel": wheel,
    "names": names,
    "linking": linking_figures,
    "truth": truths,
    "crowd": crowd,
    "scale": scales,
}
LONG_PARTS = ("parsing", "speed", "names", "linking", "truth")
ON_REQUEST = ("crowd", "scale")
"""Parts that are measured only where they are named: they take longer than all the others together."""
