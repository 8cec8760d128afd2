from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.days import Interval, Timeline, timeline

WRITTEN = date(2019, 5, 15)
"""A Wednesday."""


def days(text: str, mention: str, published: date | None = WRITTEN, nth: int = 0) -> str | None:
    """First and last day of the n-th occurrence of a mention, as ISO days, one where they are the same."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(mention, start + 1)
    found = timeline(text, published).interval(start, start + len(mention))
    if found is None:
        return None
    return str(found.first) if found.first == found.last else f"{found.first} {found.last}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The depot burned on 3 March 2018.", "2018-03-03"),
        ("The depot burned on March 3, 2018.", "2018-03-03"),
        ("The depot burned on Saturday, Mar. 3, 2018.", "2018-03-03"),
        ("The depot burned on Sept. 9th, 2018.", "2018-09-09"),
        ("The depot burned on 2018-03-03.", "2018-03-03"),
        ("The depot burned on 23/03/2018.", "2018-03-23"),
        ("The depot burned on 03/23/2018.", "2018-03-23"),
        ("The depot burned on 03.04.2018.", "2018-04-03"),
        ("The depot burned on the third of March 2018.", "2018-03-03"),
        ("The depot burned in March 2018.", "2018-03-01 2018-03-31"),
        ("The depot burned in 2018.", "2018-01-01 2018-12-31"),
        ("The depot burned in the 1980s.", "1980-01-01 1989-12-31"),
        ("The depot burned in early 2018.", "2018-01-01 2018-04-30"),
        ("The depot burned in mid-June 2018.", "2018-06-11 2018-06-20"),
        ("The depot burned at the end of June 2018.", "2018-06-21 2018-06-30"),
        ("The depot burned in the first week of June 2018.", "2018-06-01 2018-06-07"),
        ("The depot burned in the last two days of June 2018.", "2018-06-29 2018-06-30"),
        ("The depot burned in the summer of 2018.", "2018-06-01 2018-08-31"),
        ("The depot burned from 3 to 5 March 2018.", "2018-03-03 2018-03-05"),
        ("The depot burned March 3-5, 2018.", "2018-03-03 2018-03-05"),
        ("The depot burned between 30 March and 2 April 2018.", "2018-03-30 2018-04-02"),
        ("The depot burned between 30 December and 2 January 2018.", "2017-12-30 2018-01-02"),
        ("The depot burned between November and January 2018.", "2017-11-01 2018-01-31"),
        ("The depot burned in 2011-2014.", "2011-01-01 2014-12-31"),
        ("The depot burned in 2011-14.", "2011-01-01 2014-12-31"),
        ("The depot burned on Easter Monday 2018.", "2018-04-02"),
        ("The depot burned on New Year's Eve 2018.", "2018-12-31"),
        ("The depot burned during Ramadan 2018.", "2018-05-16 2018-06-14"),
        ("The depot burned on the night of 3 to 4 March 2018.", "2018-03-03 2018-03-04"),
        ("The depot burned before dawn on 4 March 2018.", "2018-03-04"),
        ("Склад сгорел 3 марта 2018 года.", "2018-03-03"),
        ("Склад згорів 3 березня 2018 року.", "2018-03-03"),
        ("احترق المستودع في 3 آذار 2018", "2018-03-03"),
        ("احترق المستودع في ٣ كانون الثاني ٢٠١٨", "2018-01-03"),
        ("Le dépôt a brûlé le 3 août 2018.", "2018-08-03"),
        ("Depo 3 Ağustos 2018 günü yandı.", "2018-08-03"),
    ],
)
def test_what_the_words_alone_settle(text: str, expected: str):
    assert days(text, text, None) == expected


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("today", "2019-05-15"),
        ("yesterday", "2019-05-14"),
        ("the day before yesterday", "2019-05-13"),
        ("this morning", "2019-05-15"),
        ("last night", "2019-05-14 2019-05-15"),
        ("overnight", "2019-05-14 2019-05-15"),
        ("Wednesday", "2019-05-15"),
        ("on Thursday", "2019-05-09"),
        ("last Wednesday", "2019-05-08"),
        ("Monday night", "2019-05-13"),
        ("in the early hours of Monday morning", "2019-05-13"),
        ("shortly before dawn on Monday", "2019-05-13"),
        ("overnight to Monday", "2019-05-12 2019-05-13"),
        ("over the weekend", "2019-05-11 2019-05-12"),
        ("last week", "2019-05-06 2019-05-12"),
        ("this week", "2019-05-13 2019-05-15"),
        ("earlier this week", "2019-05-13 2019-05-14"),
        ("earlier this month", "2019-05-01 2019-05-15"),
        ("last month", "2019-04-01 2019-04-30"),
        ("late last month", "2019-04-21 2019-04-30"),
        ("last year", "2018-01-01 2018-12-31"),
        ("three days ago", "2019-05-12"),
        ("two weeks ago", "2019-04-29 2019-05-05"),
        ("two months ago", "2019-03-01 2019-03-31"),
        ("twenty-four hours ago", "2019-05-14"),
        ("in the last 48 hours", "2019-05-13 2019-05-15"),
        ("over the past week", "2019-05-08 2019-05-15"),
        ("in the past three months", "2019-02-15 2019-05-15"),
        ("on 12 April", "2019-04-12"),
        ("on 12 June", "2018-06-12"),
        ("on the 14th", "2019-05-14"),
        ("on the 16th", "2019-04-16"),
        ("on the first of the month", "2019-05-01"),
        ("in April", "2019-04-01 2019-04-30"),
        ("in August", "2018-08-01 2018-08-31"),
        ("last May", "2018-05-01 2018-05-31"),
        ("last December", "2018-12-01 2018-12-31"),
        ("in January of this year", "2019-01-01 2019-01-31"),
        ("in April last year", "2018-04-01 2018-04-30"),
        ("on 3 June last year", "2018-06-03"),
        ("on Monday, 6/5/2019", "2019-05-06"),
        ("on Wednesday, 6/5/2019", "2019-06-05"),
        ("in '17", "2017-01-01 2017-12-31"),
        ("last autumn", "2018-09-01 2018-11-30"),
        ("on Christmas Eve", "2018-12-24"),
        ("on Good Friday", "2019-04-19"),
        ("since Monday", "2019-05-13 2019-05-15"),
        ("since Sunday night", "2019-05-12 2019-05-15"),
        ("since Oct. 17", "2018-10-17 2019-05-15"),
        ("since 2015", "2015-01-01 2019-05-15"),
        ("since early May", "2019-05-01 2019-05-15"),
    ],
)
def test_words_that_count_from_the_day_of_writing(mention: str, expected: str):
    assert days(f"Shells hit the bakery {mention}.", mention) == expected


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("Envoys will meet on Friday.", "Friday", "2019-05-17"),
        ("Talks are due to resume on Monday.", "Monday", "2019-05-20"),
        ("The council is to vote in August.", "August", "2019-08-01 2019-08-31"),
        ("The truce is scheduled to begin on 3 June.", "3 June", "2019-06-03"),
        ("They called a march for Friday.", "Friday", "2019-05-17"),
        ("The convoy arrived by Friday.", "Friday", "2019-05-10"),
        ("A brigade was promised by September.", "September", "2019-09-01 2019-09-30"),
        ("The council is to vote on 18 May.", "18 May", "2019-05-18"),
        ("The pull-out was due by 1 April.", "1 April", "2019-04-01"),
        ("The envoy arrives on 17 May.", "17 May", "2019-05-17"),
        ("He said on Friday that talks will go on.", "Friday", "2019-05-10"),
        ("They meet tomorrow.", "tomorrow", "2019-05-16"),
        ("They meet next Friday.", "next Friday", "2019-05-17"),
        ("They meet next week.", "next week", "2019-05-20 2019-05-26"),
        ("They will meet this week.", "this week", "2019-05-13 2019-05-19"),
        ("They promise a convoy in the next three days.", "next three days", "2019-05-16 2019-05-18"),
    ],
)
def test_what_is_to_come(text: str, mention: str, expected: str):
    assert days(text, mention) == expected


STORY = "On 28 December 2014 the brigade took Tal Amud. {} it lost the mill."


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("That day", "2014-12-28"),
        ("Later the same day", "2014-12-28"),
        ("That night", "2014-12-28"),
        ("By evening", "2014-12-28"),
        ("The following morning", "2014-12-29"),
        ("The next day", "2014-12-29"),
        ("The day after,", "2014-12-29"),
        ("The day after", None),
        ("Overnight", "2014-12-28 2014-12-29"),
        ("The previous night", "2014-12-27 2014-12-28"),
        ("A day earlier", "2014-12-27"),
        ("Two days later", "2014-12-30"),
        ("A week later", "2015-01-04"),
        ("A month later", "2015-01-01 2015-01-31"),
        ("Late that month", "2014-12-21 2014-12-31"),
        ("On 30 December", "2014-12-30"),
        ("On 2 January", "2015-01-02"),
        ("On 12 April", "2014-04-12"),
        ("In January", "2015-01-01 2015-01-31"),
        ("The following month", "2015-01-01 2015-01-31"),
    ],
)
def test_words_that_count_from_the_running_date(mention: str, expected: str | None):
    assert days(STORY.format(mention), mention, None) == expected


def test_the_running_date_moves_with_the_text():
    text = "On 3 May 2016 they came. The next day they left. Two days later they were back. On 9 May it ended."
    mentions = ("The next day", "Two days later", "9 May")
    assert [days(text, mention, None) for mention in mentions] == ["2016-05-04", "2016-05-06", "2016-05-09"]


def test_a_date_that_is_not_settled_leaves_no_running_date_behind():
    text = "On 3 May 2016 they came. Before Monday it ended."
    assert days("On 23 February the hill fell. The next day it was lost.", "The next day", None) is None
    assert days(text, "Before Monday", None) is None


def test_a_year_in_the_background_is_not_that_of_the_narrative():
    text = "On 6 May 2018 troops entered Dirra, which the militia had held since 2014. On 9 May they took the mill."
    assert days(text, "9 May", None) == "2018-05-09"
    text = "On 6 May troops entered Dirra, which had been built in 2014. On 9 May they took the mill."
    assert days(text, "9 May", None) is None


def test_what_is_told_in_the_pluperfect_does_not_move_the_narrative():
    text = "On 6 May 2018 troops entered Dirra. On 3 March 2015, they had shelled it. On 9 May they took the mill."
    assert days(text, "9 May", None) == "2018-05-09"


def test_a_bare_year_that_opens_a_sentence_is_that_of_the_narrative():
    text = "On 6 May 2018 troops entered Dirra. In 2019, it was quiet. On 9 May they left."
    assert days(text, "9 May", None) == "2019-05-09"
    assert days("In the war of 2015 it was retaken in May.", "May", None) == "2015-05-01 2015-05-31"


def test_an_old_date_in_a_report_does_not_hold_the_next_paragraph():
    text = "The fort was built on 3 March 2009 and lost in June.\n\nOn 2 May its garrison came back."
    assert days(text, "June") == "2009-06-01 2009-06-30"
    assert days(text, "2 May") == "2019-05-02"


@pytest.mark.parametrize(
    "mention",
    [
        "today",
        "Sunday",
        "last week",
        "12 April",
        "since 2015",
        "two days ago",
        "last 48 hours",
        "overnight",
        "the next day",
        "Monday, Dec. 26",
        "April",
    ],
)
def test_without_a_date_what_needs_one_stays_empty(mention: str):
    assert days(f"Shells hit the bakery {mention}.", mention, None) is None


@pytest.mark.parametrize(
    "mention",
    [
        "recently",
        "several days ago",
        "in recent days",
        "more than two years ago",
        "nearly five years later",
        "before the weekend",
        "until March",
        "two days after the fall of the town",
        "03/04/2018",
        "30 February 2018",
        "31 April",
        "for years",
        "at night",
        "the following days",
        "the 14th Brigade",
        "the second",
        "the first half of 2018",
        "the winter of 2018",
        "two years ago",
        "four days after the start of 2018",
        "under Resolution 2249",
    ],
)
def test_what_no_calendar_settles_stays_empty(mention: str):
    assert days(f"Shells hit the bakery {mention}.", mention) is None


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Aid may reach May Tsebri.", "may"),
        ("They march to the palace.", "march"),
        ("A three-day-old truce broke.", "day"),
        ("The Arab Spring began there.", "Spring"),
        ("Some 2,015 people fled.", "2,015"),
        ("The governor sat down.", "sat"),
    ],
)
def test_words_that_are_no_time(text: str, mention: str):
    assert days(text, mention) is None


def test_the_weekday_tells_the_year_among_those_of_the_text():
    text = "The war of 2016 was short; in 2017 it was lost. On Sunday, Dec. 25 the bridge fell."
    assert days(text, "Sunday, Dec. 25", None) == "2016-12-25"


def test_the_year_is_shared_within_a_sentence():
    assert days("He was in Ankara on 4 April and in Tashkent on 5-6 April 2016.", "4 April", None) == "2016-04-04"


@pytest.mark.parametrize(
    ("text", "clip", "expected"),
    [
        ("Raids in the last 48 hours killed six.", "last", "2019-05-13 2019-05-15"),
        ("Raids in the last 48 hours killed six.", "hours", "2019-05-13 2019-05-15"),
        ("Raids on Feb. 5 killed six.", "Feb", "2019-02-05"),
        ("Raids on Feb. 5 killed six.", "5", "2019-02-05"),
        ("It has been held since 2015 by rebels.", "2015", "2015-01-01 2015-12-31"),
        ("It has been held since 2015 by rebels.", "since", "2015-01-01 2019-05-15"),
        ("Raids between June and August killed six.", "June", "2018-06-01 2018-06-30"),
        (
            "It is cut off since the siege began on 3 March.",
            "since the siege began on 3 March",
            "2019-03-03 2019-05-15",
        ),
        ("It is shelled since the truce of 3 March collapsed.", "since the truce of 3 March collapsed", None),
        ("They left the next day at 8:00 am. No more.", "8:00 am", None),
    ],
)
def test_a_clipped_mention_is_extended_to_its_expression(text: str, clip: str, expected: str | None):
    assert days(text, clip) == expected


def test_a_part_of_a_day_beside_a_day_does_not_count():
    text = "On 3 May 2016 they came and left the next day at 8:00 am."
    assert days(text, "the next day at 8:00 am", None) == "2016-05-04"


def test_two_days_with_a_word_between_are_one_stretch():
    text = "Shells fell on 3 May 2016 and 5 May 2016."
    assert days(text, "3 May 2016 and 5 May 2016", None) == "2016-05-03 2016-05-05"
    assert days(text, "3 May 2016", None) == "2016-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "TAL AMUD, 15 May 2019 (Qasr News) - Shells hit the bakery on Monday.",
        "TAL AMUD, May 15, 2019 - Shells hit the bakery on Monday.",
        "LIVE | Day 40 of the siege, Wednesday 15 May 2019\n\n08:20 Shells hit the bakery on Monday.",
        "TAL AMUD (Qasr News), 15 May 2019. Shells hit the bakery on Monday.",
        "COMMUNIQUE No. 4. Wednesday 15/5/2019\n\nShells hit the bakery on Monday.",
        "SITUATION REPORT No. 4 (as of 15 May 2019)\n\nShells hit the bakery on Monday.",
        "Shells hit the bakery on Monday.\n\nLast updated 15 May 2019",
    ],
)
def test_a_dateline_tells_the_day_of_writing(text: str):
    assert timeline(text).published == WRITTEN
    assert days(text, "on Monday", None) == "2019-05-13"


def test_the_metadata_go_before_the_dateline():
    assert timeline("TAL AMUD, 15 May 2019 - Shells hit the bakery.", date(2019, 5, 16)).published == date(2019, 5, 16)


@pytest.mark.parametrize(
    "text",
    [
        "On 15 May 2019 the bakery was hit. It burned on Monday.",
        "The bakery, built on 15 May 2019, was hit on Monday.",
        "On 15 May 2019, the brigade went for al-Tura and the bakery - both were hit on Monday.",
        "The bakery was hit.\n\nIt had opened on 15 May 2019 with a feast for the whole quarter, and all came.",
    ],
)
def test_a_date_of_the_narrative_is_no_dateline(text: str):
    assert timeline(text).published is None


def test_the_tense_of_the_event_settles_what_the_words_around_leave_open():
    text = "Friday: the council will hold a vote."
    start = text.index("hold")
    found = timeline(text, WRITTEN).interval(0, 6, start)
    assert found is not None
    assert found.first == date(2019, 5, 17)


def test_an_interval_says_how_it_was_reckoned():
    found = timeline("Shells hit the bakery on Monday.", WRITTEN).interval(25, 31)
    assert found == Interval(date(2019, 5, 13), date(2019, 5, 13), 1, "the latest such day by the document's date", 0.9)


@pytest.mark.parametrize(
    ("mention", "precision"),
    [("yesterday", 1), ("the weekend", 2), ("last week", 3), ("last month", 4), ("last year", 5)],
)
def test_precision_is_that_of_ucdp(mention: str, precision: int):
    text = f"Shells hit the bakery {mention}."
    found = timeline(text, WRITTEN).interval(text.index(mention), len(text) - 1)
    assert found is not None
    assert found.precision == precision


VOCABULARY = """
    last next this past previous that same following the a of in on by since until before after between from
    to and early late mid end ago later earlier day days week weekend month year hours decade Monday Friday
    May March April Dec. spring 31 29 2 9999 1000 2016 0 two several tonight yesterday overnight morning night
    dawn 08:20 6th first second Ramadan Christmas 2016-02-30 31/12/9999 1000s , . - – | " آذار марта will said
    twenty-one 99999999999999999999
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])


@given(st.lists(WORDS, max_size=12), st.dates(), st.booleans(), st.data())
def test_any_words_give_days_in_order_or_nothing(words: list[str], written: date, known: bool, data: st.DataObject):
    text = " ".join(words)
    found = timeline(text, written if known else None)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check(found, start, end, data.draw(st.none() | st.integers(0, len(text))))


@given(st.text(max_size=80))
def test_any_text_at_all(text: str):
    check(timeline(text, None), 0, len(text), None)


def check(found: Timeline, start: int, end: int, event: int | None):
    interval = found.interval(start, end, event)
    if interval is not None:
        assert interval.first <= interval.last
        assert 1 <= interval.precision <= 5
        assert 0 < interval.score <= 1
        assert interval.why


@pytest.mark.parametrize(
    ("text", "event", "settled"),
    [
        ("Some 900 were killed since the war broke out in May 2029.", "killed", ("2029-05-01", "2031-03-03")),
        ("Since the war broke out in May 2029 some 900 were killed.", "killed", ("2029-05-01", "2031-03-03")),
        ("Some 900 were killed since the war broke out in May 2029.", "war", ("2029-05-01", "2029-05-31")),
        ("Some 900 were killed since May 2029.", "killed", ("2029-05-01", "2031-03-03")),
        ("Fighting went on since Monday. A raid in May 2029 killed 900.", "killed", ("2029-05-01", "2029-05-31")),
        (
            "Since the war broke out all is rubble, and a raid in May 2029 killed 900.",
            "killed",
            ("2029-05-01", "2029-05-31"),
        ),
        ("Quiet since 2030, Tosk saw 900 killed in May 2029.", "killed", ("2029-05-01", "2029-05-31")),
    ],
)
def test_what_went_on_since_something_then_runs_to_the_day_of_writing(
    text: str, event: str, settled: tuple[str, str]
) -> None:
    start = text.index("May 2029")
    found = timeline(text, date(2031, 3, 3)).interval(start, start + len("May 2029"), text.index(event))
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == settled


@pytest.mark.parametrize(("written", "day"), [("17-08-2030", "2030-08-17"), ("5-5-2030", "2030-05-05")])
def test_a_date_with_hyphens(written: str, day: str) -> None:
    found = timeline(f"{written} Shells fell on Tosk.").interval(0, len(written))
    assert found is not None
    assert found.first.isoformat() == found.last.isoformat() == day


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("The Mondays raid on Tosk killed nine.", "Mondays", "2019-05-13"),
        ("Tuesdays attack killed nine.", "Tuesdays attack", "2019-05-14"),
        ("Markets open on Mondays only.", "Mondays", None),
        ("Mondays are quiet in Tosk.", "Mondays", None),
        ("Markets open Mondays and Thursdays in Tosk.", "Mondays", None),
    ],
)
def test_a_day_s_genitive_may_have_lost_its_apostrophe(text: str, mention: str, expected: str | None) -> None:
    assert days(text, mention) == expected
