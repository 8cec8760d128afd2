"""How two claims compare, field by field: the levels that Fellegi & Sunter's model weighs.

All functions take the columns and two arrays of row numbers, `i` and `j`, and give for each pair the code of its level
in `weights.LEVELS`. The order of a pair makes no difference.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.columns import KIN, PART, PARTIES, Bools, Columns, Floats
from sayso.reconcile.kinds import RELATIONS, kinds
from sayso.reconcile.weights import LEVELS

Rows: TypeAlias = NDArray[np.intp]
Levels: TypeAlias = NDArray[np.int8]
CODE = {name: {level: code for code, level in enumerate(levels)} for name, levels in LEVELS.items()}
KM = 111.195
"""Kilometres of a degree of latitude, on a sphere of the Earth's mean radius."""
BLUR = 1.0
"""Kilometres by which any two sets of coordinates of one place may differ."""
TWICE = 2.0
"""Kilometres within which two entries of a gazetteer that bear one name are one place, entered twice."""
TOWN = 4.0
"""The radius, in kilometres, above which a place is so large that much happens in it on one day."""
FAR = 15.0
"""Kilometres beyond which places do not match, if neither is so uncertain that it reaches further."""
LONGEST = 7
"""Days by which claims of a lasting state may lie apart."""
NEAR_COPY, ALIKE, SOME = 0.7, 0.4, 0.15
"""Shares of equal values of two signatures, which estimate the Jaccard similarity of their words."""
CLOSE, APART = 1.5, 3.0
"""Ratios of two tolls up to which they are near, and up to which they are apart but not far."""
BESIDE, DISTRICT, PROVINCE, AREA, COUNTRY = 2, 3, 4, 5, 6
"""Steps of UCDP's `where_prec`: beside a place that is named, and areas."""
EXACT = BESIDE
"""The vaguest step that is still a place."""


def compare(columns: Columns, i: Rows, j: Rows) -> dict[str, Levels]:
    """The levels of every field, by field."""
    place = place_levels(columns, i, j)
    early = {"kind": kind_levels(columns, i, j), "place": place, "day": day_levels(columns, i, j)}
    return early | late_levels(columns, i, j, place)


def late_levels(columns: Columns, i: Rows, j: Rows, place: Levels) -> dict[str, Levels]:
    """The levels of the fields that take longer to compare; `place` are the levels of place."""
    actor, target = party_levels(columns, i, j)
    return {
        "actor": actor,
        "target": target,
        "toll": toll_levels(columns, i, j),
        "wording": wording_levels(columns, i, j),
        "source": source_levels(columns, i, j, place),
        "document": document_levels(columns, i, j, place),
    }


def kind_levels(columns: Columns, i: Rows, j: Rows) -> Levels:
    """How the kinds stand to each other, by data/kinds.toml."""
    return _OF_RELATION[kinds().relation[columns.kind[i], columns.kind[j]]]


_OF_RELATION = np.array([CODE["kind"][name] for name in RELATIONS], dtype=np.int8)


def place_levels(columns: Columns, i: Rows, j: Rows) -> Levels:
    """The nearest pair of the two claims' places: distance against both uncertainties, containment for areas."""
    levels = _place_levels(columns, i, j, 0, 0)
    several = (columns.place[:, 1] >= 0)[i] | (columns.place[:, 1] >= 0)[j]
    if several.any():
        some = np.flatnonzero(several)
        levels[some] = _best_place(columns, i[some], j[some], levels[some])
        levels[some[_shared(columns, i[some], j[some]) > 1]] = CODE["place"]["several same places"]
    return levels


def _shared(columns: Columns, i: Rows, j: Rows) -> NDArray[np.intp]:
    """How many of their places, not counting areas, two claims have in common."""
    exact = np.where(columns.precision <= EXACT, columns.place, -1)
    same = (exact[i][:, :, None] == exact[j][:, None, :]) & (exact[i][:, :, None] >= 0)
    shared: NDArray[np.intp] = np.minimum(same.any(axis=2).sum(axis=1), same.any(axis=1).sum(axis=1))
    return shared


def _best_place(columns: Columns, i: Rows, j: Rows, levels: Levels) -> Levels:
    spots = columns.place.shape[1]
    for one, other in ((a, b) for a in range(spots) for b in range(spots) if a or b):
        here = _place_levels(columns, i, j, one, other)
        levels = np.where((here > 0) & ((levels == 0) | (here < levels)), here, levels)
    return levels


def _place_levels(columns: Columns, i: Rows, j: Rows, one: int, other: int) -> Levels:
    code = CODE["place"]
    radius_i, radius_j = columns.radius[i, one], columns.radius[j, other]
    away = distance(columns.lat[i, one], columns.lon[i, one], columns.lat[j, other], columns.lon[j, other])
    spread = np.sqrt(radius_i**2 + radius_j**2 + BLUR**2)
    bounds = [away <= spread, away <= 2 * spread, away <= 4 * spread, away <= np.maximum(FAR, 2 * spread)]
    names = ("within both uncertainties", "near", "apart", "far")
    levels = np.select(bounds, [code[name] for name in names], code["too far"]).astype(np.int8)
    beside = (columns.precision[i, one] == BESIDE) | (columns.precision[j, other] == BESIDE)
    levels[beside & (levels == code["within both uncertainties"])] = code["around it"]
    same = columns.place[i, one] == columns.place[j, other]
    inside = (away <= np.maximum(radius_i, radius_j)) & (np.maximum(radius_i, radius_j) > TOWN)
    levels[inside & ~beside] = code["inside the town"]
    same |= (columns.name[i, one] == columns.name[j, other]) & (away <= TWICE) & ~beside
    levels[same] = np.where(np.maximum(radius_i, radius_j) > TOWN, code["same town"], code["same place"])[same]
    vague = (columns.precision[i, one] > EXACT) | (columns.precision[j, other] > EXACT)
    if vague.any():
        some = np.flatnonzero(vague)
        levels[some] = _inside(columns, i[some], j[some], (one, other), away[some])
    levels[(columns.place[i, one] < 0) | (columns.place[j, other] < 0)] = 0
    return levels


def _inside(columns: Columns, i: Rows, j: Rows, spots: tuple[int, int], away: NDArray[np.float64]) -> Levels:
    """Whether the finer of two places lies in the vaguer, which is an area."""
    code = CODE["place"]
    one, other = spots
    precision = np.maximum(columns.precision[i, one], columns.precision[j, other])
    inside = away <= columns.radius[i, one] + columns.radius[j, other]
    division, country = _agree(columns.admin1, i, j), _agree(columns.country, i, j)
    inside = np.where((precision == PROVINCE) & (division != 0), division > 0, inside)
    inside = np.where((precision >= COUNTRY) & (country != 0), country > 0, inside)
    names = [code[f"inside the {name}"] for name in ("district", "province", "country")]
    levels = np.select([precision == DISTRICT, precision <= AREA], names[:2], names[2])
    return np.where(inside, levels, code["outside"]).astype(np.int8)


def _agree(codes: NDArray[np.int32], i: Rows, j: Rows) -> NDArray[np.int8]:
    """1 where both have the same, -1 where they differ, 0 where one is missing."""
    return np.where((codes[i] < 0) | (codes[j] < 0), 0, np.where(codes[i] == codes[j], 1, -1)).astype(np.int8)


def distance(
    lat: NDArray[np.float64], lon: NDArray[np.float64], lat2: NDArray[np.float64], lon2: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Kilometres between points that lie within a few degrees of each other (equirectangular approximation)."""
    east = (lon2 - lon + 180.0) % 360.0 - 180.0
    away: NDArray[np.float64] = KM * np.hypot(lat2 - lat, east * np.cos(np.radians((lat + lat2) / 2)))
    return away


def day_levels(columns: Columns, i: Rows, j: Rows) -> Levels:
    """Overlap of the intervals of days, or the gap between them.

    Where a claim has its day from the day of publication, that and the day before are the likely ones.
    """
    code = CODE["day"]
    first_i, last_i, first_j, last_j = columns.first[i], columns.last[i], columns.first[j], columns.last[j]
    gap = np.maximum(first_i, first_j) - np.minimum(last_i, last_j)
    same = (gap == 0) & (first_i == last_i) & (first_j == last_j)
    borrowed = columns.borrowed_day[i] | columns.borrowed_day[j]
    likely_i = np.where(columns.borrowed_day[i], np.maximum(first_i, last_i - 1), first_i)
    likely_j = np.where(columns.borrowed_day[j], np.maximum(first_j, last_j - 1), first_j)
    likely = np.maximum(likely_i, likely_j) - np.minimum(last_i, last_j)
    lasting = columns.lasting[i] & columns.lasting[j]
    alike = (first_i == first_j) & (last_i == last_j) & (columns.borrowed_day[i] == columns.borrowed_day[j])
    levels = np.select(
        [
            same & ~borrowed,
            alike & ~borrowed,
            alike,
            (gap <= 0) & ~borrowed,
            likely <= 0,
            gap <= 0,
            (gap == 1) & ~borrowed,
            gap == 1,
            gap == 2,
        ],
        [
            code["same day"],
            code["same days"],
            code["same days, inherited"],
            code["days overlap"],
            code["likely days overlap, one inherited"],
            code["days overlap, one inherited"],
            code["next day"],
            code["next day, one inherited"],
            code["two days apart"],
        ],
        np.where(lasting & (gap <= LONGEST), code["days apart, lasting"], code["too long apart"]),
    ).astype(np.int8)
    levels[lasting & (gap > 0) & (gap <= LONGEST)] = code["days apart, lasting"]
    levels[(first_i < 0) | (first_j < 0)] = 0
    return levels


def party_levels(columns: Columns, i: Rows, j: Rows) -> tuple[Levels, Levels]:
    """Who did it, and to whom: levels of `actor` and of `target`.

    Where a kind tells its parties either way round, they are compared the way round that fits better.
    """
    doers, done_to = slice(0, PARTIES), slice(PARTIES, 2 * PARTIES)
    actor = _party_levels(columns, columns.party[i, doers], columns.party[j, doers], "actor")
    target = _party_levels(columns, columns.party[i, done_to], columns.party[j, done_to], "target")
    crossed = (actor > CODE["actor"]["same words"]) | (actor == 0)
    crossed &= _meet(columns.party[i, doers], columns.party[j, done_to])
    crossed &= _meet(columns.party[i, done_to], columns.party[j, doers]) & (target != CODE["target"]["same"])
    actor[crossed] = CODE["actor"]["opposite roles"]
    mutual = np.flatnonzero(columns.mutual[i] | columns.mutual[j])
    if mutual.size:
        actor[mutual], target[mutual] = _mutual_levels(columns, i[mutual], j[mutual], target[mutual])
    return actor, target


def _mutual_levels(columns: Columns, i: Rows, j: Rows, target: Levels) -> tuple[Levels, Levels]:
    """The levels straight or crossed, whichever way more agrees; never opposite roles."""
    doers, done_to = slice(0, PARTIES), slice(PARTIES, 2 * PARTIES)
    straight = _party_levels(columns, columns.party[i, doers], columns.party[j, doers], "actor")
    there = _party_levels(columns, columns.party[i, doers], columns.party[j, done_to], "actor")
    back = _party_levels(columns, columns.party[i, done_to], columns.party[j, doers], "target")
    crossed = _agreement(there) + _agreement(back) > _agreement(straight) + _agreement(target)
    # Which of the two crossed pairs is called the actor must not depend on the order of the claims.
    swap = crossed & (_agreement(back) > _agreement(there))
    one, other = np.where(swap, back, there), np.where(swap, there, back)
    return np.where(crossed, one, straight).astype(np.int8), np.where(crossed, other, target).astype(np.int8)


def _agreement(levels: Levels) -> NDArray[np.int64]:
    """How well parties agree, from one and the same down to strangers."""
    return np.select([levels == 1, levels == 2, levels == 3, levels == 0], [4, 3, 2, 1], 0).astype(np.int64)


def _party_levels(columns: Columns, one: NDArray[np.int32], other: NDArray[np.int32], name: str) -> Levels:
    """The best level that any two of the parties have."""
    none = len(LEVELS[name])
    levels = np.full(len(one), none, np.int8)
    for a in range(one.shape[1]):
        for b in range(other.shape[1]):
            some = np.flatnonzero((one[:, a] >= 0) & (other[:, b] >= 0))
            if some.size:
                levels[some] = np.minimum(levels[some], _tie(columns, one[some, a], other[some, b], name))
    return np.where(levels == none, 0, levels).astype(np.int8)


def _tie(columns: Columns, one: NDArray[np.int32], other: NDArray[np.int32], name: str) -> Levels:
    """The level of two parties: one and the same, of one line, or strangers; of those that are only words, likewise."""
    code = CODE[name]
    told = columns.told[one] & columns.told[other]
    same = one == other
    line, line_there = columns.line[one], columns.line[other]
    lined = columns.ties[np.maximum(line, 0), np.maximum(line_there, 0)]
    lined[(line < 0) | (line_there < 0)] = 0
    names = ("same", "same words", "other words", "part of it", "kin")
    levels: Levels = np.select(
        [same & told, same, ~told, lined == PART, lined == KIN], [code[level] for level in names], code["different"]
    ).astype(np.int8)
    return levels


def _meet(one: NDArray[np.int32], other: NDArray[np.int32]) -> Bools:
    """Whether a row of `one` shares a number with the same row of `other`; -1 is no number."""
    found = np.zeros(len(one), np.bool_)
    for a in range(one.shape[1]):
        here = one[:, a]
        for b in range(other.shape[1]):
            found |= (here == other[:, b]) & (here >= 0)
    return found


def toll_levels(columns: Columns, i: Rows, j: Rows) -> Levels:
    """The best agreement of two numbers of the same thing, and whether those of other things agree as well."""
    code = CODE["toll"]
    levels, equals = np.zeros(len(i), np.int8), np.zeros(len(i), np.int8)
    equal, unlike = np.full(len(i), -1, np.int32), np.full(len(i), -1, np.int32)
    tolls = columns.what.shape[1]
    for one, other in ((a, b) for a in range(tolls) for b in range(tolls)):
        alike = (columns.what[i, one] >= 0) & (columns.what[i, one] == columns.what[j, other])
        some = np.flatnonzero(alike)
        if some.size:
            here, what = _toll_levels(columns, i[some], j[some], (one, other)), columns.what[i[some], one]
            levels[some] = np.where((levels[some] == 0) | (here < levels[some]), here, levels[some])
            equals[some] += here <= code["equal"]
            equal[some] = np.where(here <= code["equal"], what, equal[some])
            unlike[some] = np.where(here >= code["apart"], what, unlike[some])
    levels[(levels == code["equal"]) & (unlike >= 0) & (unlike != equal)] = code["equal, another apart"]
    levels[equals > 1] = code["several equal"]
    levels[_told_by_one(columns, i, j)] = code["told by one"]
    return levels


def _told_by_one(columns: Columns, i: Rows, j: Rows) -> Bools:
    """Whether one gives a number, and the other none although it tells its own place and day.

    What has its place or day from the text around it may leave the number to that text as well.
    """
    told = columns.what[:, 0] >= 0
    silent = ~(told | columns.borrowed_place | columns.borrowed_day)
    by_one: Bools = (told[i] & silent[j]) | (silent[i] & told[j])
    return by_one


def _toll_levels(columns: Columns, i: Rows, j: Rows, which: tuple[int, int]) -> Levels:
    code = CODE["toll"]
    one, other = which
    value, value_j = columns.value[i, one], columns.value[j, other]
    equal = value == value_j
    meet = (columns.low[i, one] <= columns.high[j, other]) & (columns.low[j, other] <= columns.high[i, one])
    most, least = np.maximum(value, value_j), np.minimum(value, value_j)
    names = ("equal, rare", "equal", "ranges meet", "near", "apart")
    bounds = [equal & rare(value), equal, meet, most <= CLOSE * least, most <= APART * least]
    return np.select(bounds, [code[name] for name in names], code["far apart"]).astype(np.int8)


def rare(number: Floats) -> Bools:
    """Whether few tolls are this number: not small, and not round."""
    step = np.where(number < 30, 5, np.where(number < 300, 10, 50))
    rare_: Bools = (number > 5) & np.isfinite(number) & (np.where(np.isfinite(number), number, 0) % step != 0)
    return rare_


def wording_levels(columns: Columns, i: Rows, j: Rows) -> Levels:
    """How much of the evidence's words is shared, between different sentences."""
    code = CODE["wording"]
    levels = np.zeros(len(i), np.int8)
    some = np.flatnonzero(columns.signed[i] & columns.signed[j] & ~_one_sentence(columns, i, j))
    shared = (columns.signature[i[some]] == columns.signature[j[some]]).mean(axis=1)
    levels[some] = np.select(
        [shared >= NEAR_COPY, shared >= ALIKE, shared >= SOME],
        [code["same words"], code["alike"], code["some words"]],
        code["other words"],
    )
    return levels


def source_levels(columns: Columns, i: Rows, j: Rows, place: Levels) -> Levels:
    """Whether one source tells one story, or two of different places or days; `place` are their levels of place."""
    code, where = CODE["source"], CODE["place"]
    one = (columns.source[i] >= 0) & (columns.source[i] == columns.source[j])
    apart = (columns.first[i] > columns.last[j]) | (columns.first[j] > columns.last[i])
    apart &= ~(columns.borrowed_day[i] | columns.borrowed_day[j]) & (columns.first[i] >= 0) & (columns.first[j] >= 0)
    away = (place > where["near"]) & (place <= where["too far"])
    away &= ~(columns.borrowed_place[i] | columns.borrowed_place[j])
    levels = np.where(apart | away, code["one source, another story"], code["one source, one story"])
    return np.where(one, levels, 0).astype(np.int8)


def document_levels(columns: Columns, i: Rows, j: Rows, place: Levels) -> Levels:
    """What two claims of one document are to each other; `place` are their levels of place.

    A claim that leaves out its place goes on with what the text tells.
    """
    code, where = CODE["document"], CODE["place"]
    one_document = columns.document[i] == columns.document[j]
    effect = kind_levels(columns, i, j) == CODE["kind"]["effect"]
    borrowed = columns.borrowed_place[i] | columns.borrowed_place[j]
    told = ~borrowed & (place > 0)
    here = np.isin(place, [where["several same places"], where["same place"], where["same town"]])
    one_sentence = _one_sentence(columns, i, j)
    return np.select(
        [~one_document, one_sentence & effect, one_sentence, borrowed, told & here, told & (place > where["near"])],
        [
            0,
            code["cause and effect in one sentence"],
            code["one sentence"],
            code["one document, place left out"],
            code["one document, one place"],
            code["one document, two places"],
        ],
        code["one document"],
    ).astype(np.int8)


def _one_sentence(columns: Columns, i: Rows, j: Rows) -> Bools:
    same: Bools = (columns.sentence[i] >= 0) & (columns.sentence[i] == columns.sentence[j])
    return same


def total(levels: Mapping[str, Levels], bits: Mapping[str, Floats]) -> Floats:
    """The sum of the weights of the fields that are there, for each pair."""
    summed: Floats = np.sum([bits[name][codes] for name, codes in levels.items()], axis=0, dtype=np.float32)
    return summed
