"""Whether a claim's confidence can be taken at its word: of the claims said to be 80% sure, are 80% right?

A claim counts as right when it pairs with a coded claim of the same kind. After Guo et al. 2017, "On calibration of
modern neural networks".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.codings import Coding
from benchmarks.scoring import pair

BINS = 10
COLOURS = ("#1b6ca8", "#c1440e", "#3d7a35")
SIDE, MARGIN = 300, 50

Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies between `low` and `high`: how many, their mean confidence, and the share right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


def judge(gold: Sequence[Coding], found: Sequence[Coding]) -> list[Judged]:
    """For each claim found, its confidence and whether it is right."""
    right = {j for i, j in pair(gold, found) if gold[i].kind == found[j].kind}
    return [(coding.confidence, j in right) for j, coding in enumerate(found)]


def bins(judged: Iterable[Judged]) -> list[Bin]:
    """The claims in ten bins of equal width; a bin with no claim is left out."""
    members: list[list[Judged]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        members[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        Bin(i / BINS, (i + 1) / BINS, len(m), sum(c for c, _ in m) / len(m), sum(r for _, r in m) / len(m))
        for i, m in enumerate(members)
        if m
    ]


def calibration_error(diagram: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence lies from the share right, on average over claims, 0 to 1."""
    total = sum(b.claims for b in diagram)
    return sum(b.claims * abs(b.confidence - b.right) for b in diagram) / total if total else 0.0


def draw(diagrams: Mapping[str, Sequence[Bin]]) -> str:
    """The reliability diagram as SVG, one line a set of texts; on the dashed line confidence is what it says."""
    series = "".join(_series(i, name, diagram) for i, (name, diagram) in enumerate(diagrams.items()))
    ticks = "".join(_tick(value / 5) for value in range(6))
    width, height = SIDE + 2 * MARGIN, SIDE + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="sans-serif" font-size="12" role="img">\n'
        "<title>Reliability of claim confidence</title>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>\n'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4"/>\n'
        f"{ticks}{series}"
        f'<text x="{width / 2}" y="{height - 8}" text-anchor="middle">confidence of the claim</text>\n'
        f'<text transform="translate(14 {height / 2}) rotate(-90)" text-anchor="middle">share right</text>\n'
        "</svg>\n"
    )


def _series(index: int, name: str, diagram: Sequence[Bin]) -> str:
    colour = COLOURS[index % len(COLOURS)]
    points = " ".join(f"{_x(b.confidence):.1f},{_y(b.right):.1f}" for b in diagram)
    dots = "".join(
        f'<circle cx="{_x(b.confidence):.1f}" cy="{_y(b.right):.1f}" r="3.5" fill="{colour}">'
        f"<title>{b.claims} claims</title></circle>\n"
        for b in diagram
    )
    label = f'<text x="{_x(1) - 8}" y="{_y(0) - 12 - 16 * index}" text-anchor="end" fill="{colour}">{name}</text>\n'
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>\n{dots}{label}'


def _tick(value: float) -> str:
    return (
        f'<text x="{_x(value)}" y="{MARGIN + SIDE + 16}" text-anchor="middle">{value:.1f}</text>\n'
        f'<text x="{MARGIN - 6}" y="{_y(value) + 4}" text-anchor="end">{value:.1f}</text>\n'
    )


def _x(share: float) -> float:
    return MARGIN + SIDE * share


def _y(share: float) -> float:
    return MARGIN + SIDE * (1 - share)
