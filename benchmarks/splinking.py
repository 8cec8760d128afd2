"""Splink on the same claims and fields: Fellegi and Sunter's model with weights by EM, and connected components.

Splink (Linacre, Lindsay, Manassis, Slade, Hepworth, Kennedy & Bond 2022) is run as its tutorial has it: u by random
sampling, the share of matches from deterministic rules, m by EM over two blockings, links above a threshold, clusters
as connected components. It is given what sayso's linking has, as columns: kinds with their families, distances, days,
doers and sides, targets, tolls, the likeness of words, the document. The threshold is the one that scores best against
the truth, which no desk would know.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as library
from splink.blocking_rule_library import CustomRule
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from benchmarks.partitions import pairwise
from sayso.grounding.theatres import Theatre
from sayso.reconcile.columns import Kin
from sayso.reconcile.item import Item
from sayso.reconcile.kin import kin_of
from sayso.reconcile.kinds import kinds
from sayso.reconcile.signature import WORDS

THRESHOLDS = (0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999)
SEED = 7
WEEK = 7
"""Days of a block."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """The group of each item by number, and the threshold that gave it, as a match probability."""

    labels: NDArray[np.int64]
    threshold: float


def clusters(items: Sequence[Item], theatre: Theatre, truth: NDArray[np.int64]) -> Clusters:
    """Splink's clusters at the threshold of the best pairwise F1.

    Args:
        items: the claims.
        theatre: who belongs to whom.
        truth: the event of each item, by which the threshold is chosen; items below 0 are not judged.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=duckdb.connect())
    linker = Linker(api.register(table(items, theatre)), settings(), log_level=logging.ERROR)
    train(linker)
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    judged = truth >= 0
    found = []
    for threshold in THRESHOLDS:
        made = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
        rows = made.as_duckdbpyrelation().project("unique_id, cluster_id").fetchall()
        labels = np.zeros(len(items), dtype=np.int64)
        for row, cluster in rows:
            labels[row] = cluster
        found.append((pairwise(labels[judged], truth[judged]).f1, threshold, labels))
    _, threshold, labels = max(found, key=lambda one: one[:2])
    return Clusters(labels, threshold)


def train(linker: Linker) -> None:
    """Estimate what the model needs, from the claims alone."""
    sure: list[str | BlockingRuleCreator] = [
        block_on("place", "day", "kind", "actor"),
        block_on("place", "day", "killed"),
    ]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    for blocked in (block_on("place", "day"), block_on("kind", "actor", "day")):
        linker.training.estimate_parameters_using_expectation_maximisation(blocked)


def settings() -> SettingsCreator:
    """The blocks and comparisons."""
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("province", "day"),
            CustomRule("l.province = r.province and l.day + 1 = r.day"),
            CustomRule("l.province = r.province and l.day = r.day + 1"),
            block_on("place", "week"),
            block_on("document"),
        ],
        comparisons=[
            _comparison("kind", _exact("kind"), _sql("kind_family_l = kind_family_r"), _sql("effect_l or effect_r")),
            _comparison(
                "place",
                _exact("place"),
                _sql(_KM.format(2.0)),
                _sql(_KM.format(8.0)),
                _sql("greatest(radius_l, radius_r) > 10 and " + _KM.format("greatest(radius_l, radius_r)")),
                _sql(_KM.format(20.0)),
            ),
            _comparison(
                "day",
                _sql("first_l = first_r and last_l = last_r"),
                _sql("first_l <= last_r and first_r <= last_l"),
                _sql("abs(day_l - day_r) <= 1"),
                _sql("abs(day_l - day_r) <= 3"),
            ),
            _comparison("actor", _exact("actor"), _sql("side_l = side_r")),
            _comparison("target", _exact("target"), _sql("foe_l = foe_r")),
            _comparison("killed", _exact("killed"), levels.PercentageDifferenceLevel("killed", 0.3)),
            _comparison("wounded", _exact("wounded"), levels.PercentageDifferenceLevel("wounded", 0.3)),
            _comparison("wording", *(_sql(_ALIKE.format(share)) for share in (0.7, 0.4, 0.15))),
            _comparison("document", _exact("document")),
        ],
    )


_KM = "111.2 * sqrt(pow(lat_l - lat_r, 2) + pow((lon_l - lon_r) * cos(radians(lat_l)), 2)) <= {}"
_NULL = {"place": "lat", "day": "first"}
"""The column whose absence says that nothing is told, where it is another one."""
_ALIKE = "len(list_intersect(wording_l, wording_r)) >= {} * len(wording_l)"


def _comparison(column: str, *higher: ComparisonLevelCreator) -> library.CustomComparison:
    null = levels.NullLevel(_NULL.get(column, column))
    return library.CustomComparison([null, *higher, levels.ElseLevel()], output_column_name=column)


def _exact(column: str) -> ComparisonLevelCreator:
    return levels.ExactMatchLevel(column)


def _sql(condition: str) -> ComparisonLevelCreator:
    return levels.CustomLevel(condition)


def table(items: Sequence[Item], theatre: Theatre) -> pa.Table:
    """The claims as columns, a null where nothing is told."""
    above = kin_of(theatre)
    return pa.Table.from_pylist([{"unique_id": row, **_row(item, above)} for row, item in enumerate(items)], _SCHEMA)


_SCHEMA = pa.schema(
    [
        ("unique_id", pa.int64()),
        *((name, pa.string()) for name in ("kind", "kind_family", "place", "province", "document")),
        *((name, pa.string()) for name in ("actor", "side", "target", "foe")),
        *((name, pa.float64()) for name in ("lat", "lon", "radius")),
        *((name, pa.int64()) for name in ("first", "last", "day", "week", "killed", "wounded")),
        ("effect", pa.bool_()),
        ("wording", pa.list_(pa.int64())),
    ]
)


def _row(item: Item, above: Kin) -> dict[str, object]:
    spot = item.spots[0] if item.spots else None
    tolls = {toll.what: toll.low for toll in item.tolls}
    middle = None if item.first is None or item.last is None else (item.first + item.last) // 2
    return {
        "kind": item.kind,
        "kind_family": _family(item.kind),
        "effect": bool(kinds().of(item.kind).effect_of),
        "place": spot and spot.id,
        "province": spot and spot.admin1,
        "lat": spot and spot.lat,
        "lon": spot and spot.lon,
        "radius": spot and spot.radius,
        "first": item.first,
        "last": item.last,
        "day": middle,
        "week": None if middle is None else middle // WEEK,
        **dict(zip(("actor", "side"), _party(item.actors, above), strict=True)),
        **dict(zip(("target", "foe"), _party(item.targets, above), strict=True)),
        "killed": tolls.get("killed"),
        "wounded": tolls.get("wounded"),
        "document": item.document,
        "wording": [place << 16 | value for place, value in enumerate(item.signature[:WORDS])] or None,
    }


def _family(kind: str) -> str:
    """What the kind is a case of, or that it is part of a battle."""
    traits = kinds().of(kind)
    return "battle" if traits.battle else traits.under or kind


def _party(named: tuple[str, ...], above: Kin) -> tuple[str | None, str | None]:
    """The first of a list of parties, and the topmost that it belongs to."""
    if not named:
        return None, None
    return named[0], next(iter(reversed(tuple(above(named[0])))), named[0])
