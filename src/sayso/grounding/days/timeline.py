"""The days that the time expressions of one text mean."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from sayso.grounding.days.context import Context, Found
from sayso.grounding.days.dateline import dateline
from sayso.grounding.days.grammar import Phrase, phrases
from sayso.grounding.days.interval import Interval, precision_of
from sayso.grounding.days.resolve import resolve
from sayso.grounding.days.story import Story, bare_year, years_of
from sayso.grounding.days.tense import Tense
from sayso.grounding.days.tokens import Token, tokenize
from sayso.grounding.days.values import DayOf, Hour, MonthOf, Range, Since, ThirdOf, Vague, WeekdayOf

REACH = 12
"""Tokens between "since" and the time of what it names, at most."""
LINKS = frozenset("&T-")
"""Classes of what may stand between two expressions that make one stretch of time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression where it stands: code points `start` to `end` (exclusive), and what was known there."""

    start: int
    end: int
    phrase: Phrase
    context: Context
    found: Found | None


class Timeline:
    """A text's time expressions with their days. Words are all it has: no parse, so tense is told by cue words."""

    def __init__(self, text: str, published: date | None) -> None:
        """
        Args:
            text: the document's text.
            published: the day it was written, where known; else the text's own dateline counts.
        """
        self.tokens = tokenize(text)
        found = phrases(self.tokens)
        self.published = published or dateline(text, self.tokens, found)
        self.tense = Tense(text, self.tokens)
        self._starts = [token.start for token in self.tokens]
        self.readings = self._read(found)

    def interval(self, start: int, end: int, event: int | None = None) -> Interval | None:
        """The days that a mention means, extended to the time expression around it; None where they are not settled.

        Args:
            start: first code point of the mention.
            end: the code point after its last.
            event: a code point of the word that names the event, whose tense counts where the mention's own has none.
        """
        touched = [r for r in self.readings if r.start < end and start < r.end]
        telling = [r for r in touched if not isinstance(r.phrase.value, Hour | Vague)] or touched
        if not telling:
            return None
        if isinstance(touched[0].phrase.value, Vague) and len(touched) > 1:
            return None
        if len(telling) > 1:
            return self._joined(telling)
        reading = self._innermost(telling[0], start, end)
        found = self._in_tense(reading, event)
        if found and self._begun(start, reading):
            return self._until_written(found) if end <= reading.end else None
        if found and event is not None and self._ever_since(reading, event):
            return self._until_written(found)
        return _interval(found)

    def _read(self, found: list[Phrase]) -> list[Reading]:
        years = frozenset(year for phrase in found for year in years_of(phrase.value))
        story = Story(self.published, self.tokens, self.tense, years)
        breaks = [n for n, token in enumerate(self.tokens) if token.sign == "|"]
        readings, passed = [], 0
        for n, phrase in enumerate(found):
            while passed < len(breaks) and breaks[passed] < phrase.first:
                story.paragraph()
                passed += 1
            context = story.context(phrase, self._later_year(found, n))
            resolved = resolve(phrase.value, context)
            story.tell(phrase, resolved)
            readings.append(self._reading(phrase, context, resolved))
        return readings

    def _reading(self, phrase: Phrase, context: Context, found: Found | None) -> Reading:
        start, end = self.tokens[phrase.first].start, self.tokens[phrase.last - 1].end
        return Reading(start, end, phrase, context, found)

    def _later_year(self, found: list[Phrase], n: int) -> int | None:
        """The year that the same sentence tells: "on 4 April and 5 May 2016", "in the war of 2015, in May"."""
        if (year := self._year_before(found, n)) is not None:
            return year
        if not isinstance(found[n].value, DayOf) or years_of(found[n].value) or n + 1 == len(found):
            return None
        value, follower = found[n].value, found[n + 1]
        end = self.tense.sentence(found[n].first)[1]
        first = follower.value.begin if isinstance(follower.value, Range) else follower.value
        if follower.first >= end or not isinstance(first, DayOf) or first.month is None or not isinstance(value, DayOf):
            return None
        years = years_of(first)
        return years[0] if years and value.month and (value.month, value.day) <= (first.month, first.day) else None

    def _year_before(self, found: list[Phrase], n: int) -> int | None:
        """A bare year earlier in the sentence, for a month without one, where no day of writing is known."""
        value = found[n].value
        value = value.whole if isinstance(value, ThirdOf) else value
        if self.published is not None or n == 0 or not isinstance(value, MonthOf) or value.year or value.which:
            return None
        same = found[n - 1].first >= self.tense.sentence(found[n].first)[0]
        return bare_year(found[n - 1].value) if same else None

    def _innermost(self, reading: Reading, start: int, end: int) -> Reading:
        """The smallest expression within that still covers the mention: "2015" of "since 2015" is the year."""
        start, end = max(start, reading.start), min(end, reading.end)
        best = reading
        for part in reading.phrase.parts():
            inner = self._reading(part, reading.context, None)
            if inner.start <= start and end <= inner.end and inner.end - inner.start < best.end - best.start:
                best = inner
        return best if best is reading else replace(best, found=self._part(best, reading))

    def _part(self, inner: Reading, outer: Reading) -> Found | None:
        """The days of an expression within another, whose year it shares."""
        value, whole = inner.phrase.value, outer.phrase.value
        if isinstance(whole, Range) and value == whole.begin and outer.found:
            return resolve(value, replace(inner.context, sentence=outer.found.days[0].year))
        return resolve(value, inner.context)

    def _in_tense(self, reading: Reading, event: int | None) -> Found | None:
        """A day or month that may be past or to come is that of the event's tense, where the event's words tell one."""
        value = reading.phrase.value
        if (
            event is None
            or not isinstance(value, WeekdayOf | MonthOf | DayOf)
            or self.tense.ahead(reading.phrase) is not None
        ):
            return reading.found
        at = max(bisect_left(self._starts, event + 1) - 1, 0)
        begin, end = self.tense.sentence(reading.phrase.first)
        if not begin <= at < end:
            return reading.found
        ahead = self.tense.near(at - 1) if at > begin else None
        if not ahead:
            return reading.found
        return resolve(value, replace(reading.context, ahead=ahead))

    def _begun(self, start: int, reading: Reading) -> bool:
        """Whether the mention runs from a "since" to when that was: "since the siege began in June"."""
        at = bisect_left(self._starts, start)
        token: Token | None = self.tokens[at] if at < len(self.tokens) else None
        return bool(
            token and token.sign == "s" and token.start < reading.start and not isinstance(reading.phrase.value, Since)
        )

    def _ever_since(self, reading: Reading, event: int) -> bool:
        """Whether the event is told to have gone on since then: the dead "since the war broke out in June", but not the
        war, and nothing behind a comma."""
        at = bisect_left(self._starts, reading.start)
        told = (other.phrase.last for other in self.readings if other.phrase.last <= at)
        least = max(self.tense.sentence(at)[0], at - REACH, *told)
        since = next((n for n in range(at - 1, least - 1, -1) if self.tokens[n].sign in "s,"), None)
        if since is None or self.tokens[since].sign == ",":
            return False
        return not self.tokens[since].start <= event < reading.end

    def _until_written(self, found: Found) -> Interval | None:
        """From the days found to the day of writing."""
        if self.published is None or self.published < found.days[0]:
            return None
        return _interval(replace(found, days=(found.days[0], self.published)))

    def _joined(self, readings: list[Reading]) -> Interval | None:
        """Two expressions with a word between them that makes them one; None for anything else."""
        first, second = readings[0], readings[-1]
        between = self.tokens[first.phrase.last : second.phrase.first]
        if len(readings) > 2 or len(between) != 1 or between[0].sign not in LINKS or not (first.found and second.found):
            return None
        days = first.found.days[0], second.found.days[1]
        if days[0] > days[1]:
            return None
        score = min(first.found.score, second.found.score)
        return _interval(Found(days, f"from one to the other; {second.found.why}", score))


def _interval(found: Found | None) -> Interval | None:
    if found is None:
        return None
    return Interval(*found.days, precision_of(*found.days), found.why, round(max(found.score, 0.05), 2))


def timeline(text: str, published: date | None = None) -> Timeline:
    """The time expressions of a text, resolved against the day it was written and its own running date.

    Raises:
        LexiconError: the words that tell days do not fit their schema.
    """
    return Timeline(text, published)
