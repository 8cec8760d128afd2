"""Time expressions of a text: patterns over the classes of its tokens, and what each means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from sayso.grounding.days import calendars
from sayso.grounding.days.tokens import Token
from sayso.grounding.days.values import (
    Away,
    DayOf,
    Frame,
    HolidayOf,
    Hour,
    MonthOf,
    NightOf,
    Range,
    SeasonOf,
    Since,
    SliceOf,
    ThirdOf,
    Unit,
    UnitOf,
    Vague,
    Value,
    WeekdayOf,
    Which,
    Window,
    YearOf,
)

WHICH: dict[str, Which] = {
    "h": "this",
    "l": "last",
    "k": "next",
    "c": "next",
    "x": "past",
    "q": "that",
    "z": "that",
    "f": "following",
    "v": "previous",
}
COUNT = r"(?:n-[na]|[nda])"

POINTS = {
    "figures": r"(?:W,?)?D",
    "slice": r"j?[lo](?:n|d)?[UV]O(?:[Mm](?:O?Y)?|qU|zU|hU|lU)",
    "days_month": r"j?[du][-_T&]j?[du]O?[Mm](?:[,O]?Yr?)?",
    "month_days": r"(?:W,?)?M[du][-_T&][du](?![Mm])(?:,?Y)?",
    "months_year": r"M[-T&_]M[,O]?Y",
    "years": r"Y-(?:Y|d)",
    "day_month": r"(?:W,?i?)?j?(?:[du]O?|oO)[Mm](?:[,O]?Yr?|O?[hl]U)?",
    "month_day": r"(?:W,?i?)?M[du](?:,?Y|,?O?[hl]U)?",
    "month_year": r"[Mm][,O]?Yr?|MO?[hl]U",
    "fraction": r"j?[ol](?:n|d)?%O(?:[Mm](?:O?Y)?|Y|[hlqz]U)",
    "which_month": r"[lkchqzfv]M",
    "month": r"M",
    "season": r"SO?j?Y|[lkchqz]?S",
    "decade": r"E",
    "year": r"Yr?",
    "holiday": r"[lkh]?H(?:O?Y)?",
    "night_to": r"NTW",
    "weekday": r"[lkchfvx]?W[PI]?",
    "before_deictic": r"j?U[RA]t",
    "deictic": r"[BL]?t[PI]?",
    "of_month": r"j(?:u|o)O(?:j|q|h|l)U",
    "of_unit": r"[BL]h(?:U|w)",
    "day_itself": r"[BL](?:qU|ijU)|ijU",
    "which_part": r"j?[hlqzfkv][PI]",
    "part_before": r"j[IP][RA](?=[!,|\"_]|$)",
    "weekend": r"[hlkcqzfvx]w|jw",
    "last_unit": r"jlU|j?xU",
    "which_unit": r"j?[hlkcqzfv]U",
    "window": rf"j?[lxkcfv][y~]*(?:{COUNT})?[UV]",
    "vague_ago": rf"(?:y(?:{COUNT})?|~)[UV][gLBAR]|~V",
    "ago": rf"{COUNT}[UV]g",
    "later": rf"{COUNT}[UV](?:[LB]|[AR](?=[!,|\"_]|$))",
    "vague_after": rf"{COUNT}[UV][AR]|jU[AR](?![!,|\"_]|$)",
    "day_before": r"jU[AR]",
    "ordinal_day": r"j[uo](?=[!,|\"_&TiFR]|$)",
    "overnight": r"N",
}
POINT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in POINTS.items()))
HOUR = re.compile(r"(?:[yeiRAL]+j?|[yeRAL]*)[PC]")
LEAD = re.compile(r"[yeRAL]*i?j?[eG]?O?j?[PICN]+(?:[Oi,F]i?)?(?=j?[WMmduotDHoY])")
THIRD = re.compile(r"j?(?:e[-i]?O?j?|GOj?)")
START = re.compile(r"[^.!|\",&Ogr_ij-]|i(?=[jeyGPIC])|j(?!\.)")
SINCE = re.compile(r"s[yeij]*")
OPEN = re.compile(r"[RAT]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression: tokens `first` to `last` (exclusive), what it says, and the expressions within it."""

    first: int
    last: int
    value: Value
    inner: tuple["Phrase", ...] = ()

    def parts(self) -> Iterator["Phrase"]:
        """The expression itself, then all within it."""
        yield self
        for part in self.inner:
            yield from part.parts()


def phrases(tokens: list[Token]) -> list[Phrase]:
    """The time expressions, in order, none overlapping another; what stands within one is in its `inner`."""
    parser = Parser(tokens)
    found: list[Phrase] = []
    at = 0
    while match := START.search(parser.signs, at):
        phrase = parser.phrase(match.start())
        if phrase:
            found.append(phrase)
        at = phrase.last if phrase else match.start() + 1
    return found


class Parser:
    """Tries the patterns at one token. It knows words only by their class: see `sayso.grounding.days.lexicon`."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.signs = "".join(token.sign for token in tokens)

    def phrase(self, at: int) -> Phrase | None:
        """The expression that begins at a token, as long as it can be."""
        return self.since(at) or self.range(at) or self.open(at) or self.hour(at)

    def since(self, at: int) -> Phrase | None:
        """ "since Friday", "since early May"."""
        opening = SINCE.match(self.signs, at)
        for start in (at + 1, opening.end()) if opening else ():
            point = self.point(start)
            if point:
                return Phrase(at, point.last, Since(point.value), (point,))
        return None

    def open(self, at: int) -> Phrase | None:
        """ "before Friday", "until March": one end is not told."""
        point = self.point(at + 1) if OPEN.match(self.signs, at) else None
        return Phrase(at, point.last, Vague(), (point,)) if point else None

    def range(self, at: int) -> Phrase | None:
        """One point, or two with a word between them: "from 3 May to 5 June", "between June and August"."""
        opened = self.signs[at] in "bF"
        begin = self.point(at + opened)
        if begin is None:
            return None
        links = "&T-" if opened and self.signs[at] == "b" else "T-"
        link = self.signs[begin.last : begin.last + 1]
        end = self.point(begin.last + 1) if link and link in links else None
        if end is None or isinstance(begin.value, Range | Vague) or isinstance(end.value, Range | Vague):
            return replace(begin, first=at)
        return Phrase(at, end.last, Range(begin.value, end.value), (begin, end))

    def hour(self, at: int) -> Phrase | None:
        """A part of a day with no day beside it: "by evening", "at 03:40"."""
        match = HOUR.match(self.signs, at)
        return Phrase(at, match.end(), Hour()) if match else None

    def point(self, at: int) -> Phrase | None:
        """A day, month, year or other stretch of time, with the words before it that say which part of it."""
        lead = LEAD.match(self.signs, at)
        if lead:
            day = self.point(lead.end())
            if day and isinstance(day.value, DayOf | WeekdayOf | Away | HolidayOf | Range | UnitOf):
                return replace(day, first=at)
        third = THIRD.match(self.signs, at)
        if third and third.end() > at:
            whole = self.point(third.end())
            if whole:
                number = next(t.value for t in self.tokens[at : third.end()] if t.sign in "eG")
                return Phrase(at, whole.last, ThirdOf(whole.value, int(number)), (whole,))
        match = POINT.match(self.signs, at)
        if match is None or self._is_name(match):
            return None
        value = MAKE[cast(str, match.lastgroup)](self.tokens[at : match.end()])
        return Phrase(at, match.end(), value) if value else None

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether a hyphen makes it part of a longer word: "three-day-old", "22-year"."""
        before, after = self.signs[match.start() - 1 : match.start()], self.signs[match.end() : match.end() + 1]
        return (before == "-" and self.signs[match.start()] in "UVdYn") or (
            after == "-" and self.signs[match.end() - 1] in "UV"
        )


def _values(tokens: list[Token], signs: str) -> list[int]:
    return [int(token.value) for token in tokens if token.sign in signs]


def _first(tokens: list[Token], signs: str) -> int | None:
    return next(iter(_values(tokens, signs)), None)


def _which(tokens: list[Token]) -> Which | None:
    return next((WHICH[token.sign] for token in tokens if token.sign in WHICH), None)


def _unit(tokens: list[Token]) -> Unit:
    return cast(Unit, next((token.value for token in tokens if token.sign in "UV"), "weekend"))


def _count(tokens: list[Token]) -> int:
    compound = "n-a" in "".join(token.sign for token in tokens)
    return sum(_values(tokens, "nd")) + compound or 1


def _figures(tokens: list[Token]) -> Value:
    year, month, day = tokens[-1].date or (0, 0, 0)
    weekday = _first(tokens, "W")
    if not tokens[-1].value:
        return DayOf(day, month, year, weekday)
    orders = [found for a, b in ((month, day), (day, month)) if (found := calendars.day(year, a, b))]
    fitting = [found for found in orders if found.weekday() == weekday]
    return DayOf(fitting[0].day, fitting[0].month, year, weekday) if len(fitting) == 1 else Vague()


def _day(tokens: list[Token], number: int) -> DayOf:
    month, year, weekday = (_first(tokens, signs) for signs in ("Mm", "Y", "W"))
    return DayOf(number, month, year, weekday, _year_back(tokens))


def _year_back(tokens: list[Token]) -> int | None:
    """How many years back "of this year" and "last year" tell; only a year can be told so."""
    if not any(token.value == "year" for token in tokens):
        return None
    return next((back for sign, back in (("h", 0), ("l", 1)) if any(t.sign == sign for t in tokens)), None)


def _days(tokens: list[Token]) -> Value:
    low, high = _values(tokens, "du")[:2]
    return Range(replace(_day(tokens, low), weekday=None), replace(_day(tokens, high), weekday=None))


def _one_day(tokens: list[Token]) -> Value:
    return _day(tokens, _values(tokens, "duo")[0])


def _months(tokens: list[Token]) -> Value:
    begin, end = _values(tokens, "M")
    year = _first(tokens, "Y") or 0
    return Range(MonthOf(begin, year - (begin > end)), MonthOf(end, year))


def _years(tokens: list[Token]) -> Value | None:
    begin, end = int(tokens[0].value), int(tokens[2].value)
    end = end if end > 31 else begin // 100 * 100 + end
    return Range(YearOf(begin), YearOf(end)) if begin < end else None


def _month(tokens: list[Token]) -> Value:
    back = _year_back(tokens)
    return MonthOf(_values(tokens, "Mm")[0], _first(tokens, "Y"), None if back is not None else _which(tokens), back)


def _slice(tokens: list[Token]) -> Value:
    """ "The first two days of February", "the last week of August"."""
    cut = next(n for n, token in enumerate(tokens) if token.sign == "O")
    unit, last = _unit(tokens[:cut]), any(token.sign == "l" for token in tokens[:cut])
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit, 0) * _count(tokens[:cut])
    if not days or (not last and _first(tokens[:cut], "o") != 1):
        return Vague()
    rest = tokens[cut + 1 :]
    whole = _month(rest) if rest[0].sign in "Mm" else _which_unit(rest)
    return SliceOf(whole, -days if last else days)


def _season(tokens: list[Token]) -> Value:
    return SeasonOf(_values(tokens, "S")[0], _first(tokens, "Y"), _which(tokens))


def _holiday(tokens: list[Token]) -> Value:
    name = next(str(token.value) for token in tokens if token.sign == "H")
    return HolidayOf(name, _first(tokens, "Y"), _which(tokens))


def _weekday(tokens: list[Token]) -> Value:
    return WeekdayOf(_values(tokens, "W")[0], _which(tokens), any(token.sign == "N" for token in tokens))


def _before_deictic(tokens: list[Token]) -> Value:
    step = -1 if any(token.sign == "R" for token in tokens) else 1
    return Away(step + _values(tokens, "t")[0], "day", "writing") if _unit(tokens) == "day" else Vague()


def _of_month(tokens: list[Token]) -> Value:
    number = _values(tokens, "uo")[0]
    tie = next((WHICH[token.sign] for token in tokens if token.sign in "qhl"), "this")
    return UnitOf("month", cast(Which, tie), number) if _unit(tokens) == "month" else Vague()


def _ordinal_day(tokens: list[Token]) -> Value | None:
    """ "The 14th"; a word alone only from thirteenth on, since "the second" is rarely a day."""
    number = _values(tokens, "uo")[0]
    return DayOf(number) if tokens[-1].sign == "u" or number > 12 else None


def _day_itself(tokens: list[Token]) -> Value:
    day = _unit(tokens) == "day"
    if not day:
        return UnitOf(_unit(tokens), "that") if any(t.sign == "q" for t in tokens) else Vague()
    return UnitOf("day", "that") if any(t.sign == "q" for t in tokens) else Hour()


def _which_part(tokens: list[Token]) -> Value:
    sign, night = next(t.sign for t in tokens if t.sign in "hlqzfkv"), tokens[-1].sign == "I"
    if sign == "h":
        return Away(0, "day", "writing")
    if sign == "l":
        return NightOf("writing") if night else Away(-1, "day", "writing")
    if sign == "v" and night:
        return NightOf("running")
    return Away({"q": 0, "z": 0, "v": -1}.get(sign, 1), "day", "running")


def _part_before(tokens: list[Token]) -> Value:
    if tokens[2].sign == "A":
        return Away(1, "day", "running")
    return NightOf("running") if tokens[1].sign == "I" else Away(-1, "day", "running")


def _which_unit(tokens: list[Token]) -> Value:
    unit, which = _unit(tokens), _which(tokens) or "last"
    if which == "next" and (unit == "day" or tokens[0].sign == "j"):
        which = "following"
    if unit in {"hour", "minute"}:
        return UnitOf("day", "this" if which == "this" else "that") if which in {"this", "that"} else Vague()
    return UnitOf(unit, which, sofar=tokens[0].sign == "B")


def _window(tokens: list[Token]) -> Value:
    sign = next(t.sign for t in tokens if t.sign in "lxkcfv")
    if any(t.sign in "~y" for t in tokens) or (tokens[-1].sign == "V" and not _values(tokens, "nd")):
        return Vague()
    frame: Frame = "running" if sign in "fv" or (sign == "k" and tokens[0].sign == "j") else "writing"
    return Window(_count(tokens) * (-1 if sign in "lxv" else 1), _unit(tokens), frame)


def _ago(tokens: list[Token]) -> Value:
    return Away(-_count(tokens), _unit(tokens), "writing")


def _later(tokens: list[Token]) -> Value:
    return Away(_count(tokens) * (1 if tokens[-1].sign in "LA" else -1), _unit(tokens), "running")


MAKE: dict[str, Callable[[list[Token]], Value | None]] = {
    "figures": _figures,
    "slice": _slice,
    "days_month": _days,
    "month_days": _days,
    "months_year": _months,
    "years": _years,
    "day_month": _one_day,
    "month_day": _one_day,
    "month_year": _month,
    "fraction": lambda _: Vague(),
    "which_month": _month,
    "month": _month,
    "season": _season,
    "decade": lambda tokens: YearOf(int(tokens[0].value), 10),
    "year": lambda tokens: YearOf(int(tokens[0].value)),
    "holiday": _holiday,
    "night_to": _weekday,
    "weekday": _weekday,
    "before_deictic": _before_deictic,
    "deictic": lambda tokens: Away(_values(tokens, "t")[0], "day", "writing"),
    "of_month": _of_month,
    "of_unit": _which_unit,
    "day_itself": _day_itself,
    "which_part": _which_part,
    "part_before": _part_before,
    "weekend": lambda tokens: UnitOf("weekend", _which(tokens) or "last"),
    "last_unit": _window,
    "which_unit": _which_unit,
    "window": _window,
    "vague_ago": lambda _: Vague(),
    "ago": _ago,
    "later": _later,
    "vague_after": lambda _: Vague(),
    "day_before": lambda tokens: _later(tokens) if _unit(tokens) != "hour" else Vague(),
    "ordinal_day": _ordinal_day,
    "overnight": lambda _: NightOf("writing"),
}
"""What each pattern means."""
