from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from sayso.publish.events import event_record, first_of, toll_of, write_events, write_events_jsonl
from sayso.publish.sources import write_sources, write_sources_jsonl
from sayso.publish.story import reports_of, story_record, write_story
from sayso.reconcile.account import Campaign, Collapse, Event, Graded, Link, Range, Root, Term, Value
from sayso.reconcile.consult import Listed, Story
from sayso.reconcile.item import Spot
from sayso.reconcile.sources import SourceRecord

MOSUL = "مستشفى الموصل"
LESK = Spot("x-lesk", "Lesk", 41.5, 44.25, 2.0, 1, "Lower Varn", "GE")
ROOTS = (
    Root("r1", "e0123456789ab", "Varnian army", "army", "crown", "D", ("c1",)),
    Root("r2", "e0123456789ab", MOSUL, None, None, "F", ("c2",)),
)


def graded(field: str, *values: tuple[str, str], grade: int = 1, contested: bool = False) -> Graded:
    backed = (Value(value, shown, (root.id,), (), 0.5) for (value, shown), root in zip(values, ROOTS, strict=False))
    return Graded(field, tuple(backed), grade, contested, f"why {field}", f"more of {field}")  # type: ignore[arg-type]


EVENT = Event(
    id="e0123456789ab",
    kind="air_strike",
    claims=("c1", "c2"),
    context=(),
    fields={
        "occurred": graded("occurred", ("yes", "it happened"), ("no", "it did not happen"), grade=4, contested=True),
        "kind": graded("kind", ("air_strike", "air strike")),
        "place": graded("place", ("x-lesk", "Lesk"), ("x-dorn", MOSUL)),
        "day": graded("day", ("2031-03-02/2031-03-05", "2031-03-02 to 2031-03-05")),
        "actor": graded("actor"),
        "toll": graded("toll", ("killed 13..", "at least 13 killed")),
    },
    tolls=(Range("killed", 13, 13, None), Range("wounded", 3, 5, 8)),
    framing={"Varnian army": ("bandits",)},
    digit=2,
    campaign="c1",
)


def record(claim: str, evidence: str, trigger: str) -> dict[str, object]:
    slots = {slot: [] for slot in ("sources", "actors", "targets", "places", "times", "counts", "framing")}
    about = {"id": f"d-{claim}", "name": f"{claim}.txt", "publisher": "Norrel Monitor", "published": "2031-03-06"}
    words = {"trigger": {"text": trigger}, "evidence": {"text": evidence}}
    return {"claim_id": claim, "document": about, "stance": "asserts", "modality": "happened", **words, **slots}


STORY = Story(
    event=EVENT,
    spot=LESK,
    records={"c1": record("c1", "Jets struck Lesk.", "struck"), "c2": record("c2", f"{MOSUL}.", MOSUL)},
    links=(
        Link("c1", EVENT.id, "identity", 3.5, (Term("place", "same place", 5.0), Term("day", "next day", -1.5))),
        Link("c2", EVENT.id, "identity", 0.0),
    ),
    roots=ROOTS,
    collapses=(Collapse("c1", "c2", "same words", "0.93 alike"),),
    campaign=Campaign("c1", "Dawn of Varn", (EVENT.id,), "named: 1 event"),
)
SOURCE = SourceRecord("army", "Varnian army", "army", ("crown",), "D", "party", "a party", 12, 3, 4, 2, 1, 0.75, 9)


def shown(write, *arguments, width: int = 80, **options) -> str:
    out = StringIO()
    write(*arguments, Console(file=out, width=width, highlight=False), **options)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int):
    for text in (
        shown(write_events, [Listed(EVENT, LESK)] * 3, width=width),
        shown(write_story, STORY, width=width, why=True),
        shown(write_sources, [SOURCE], width=width),
    ):
        lines = text.translate({0x2068: None, 0x2069: None}).splitlines()  # isolates take no room
        assert max(map(len, lines)) <= width


def test_a_row_tells_when_what_where_how_many_and_how_well_it_stands():
    row = shown(write_events, [Listed(EVENT, LESK)], width=120).splitlines()[1]
    for words in ("e0123456789ab", "2031-03-02/05", "air strike", "Lesk, Lower Varn", "13+ killed", "cross-camp"):
        assert words in row
    assert "contested" in row


def test_only_people_are_counted_in_a_row():
    event = replace(EVENT, tolls=(Range("other", 9, 9, 9), Range("killed", 2, 2, 2)))
    row = shown(write_events, [Listed(event, LESK)], width=120).splitlines()[1]
    assert "2 killed" in row
    assert "other" not in row


def test_a_narrow_row_has_enough_of_the_id():
    text = shown(write_events, [Listed(EVENT, LESK)])
    assert "e0123456 " in text
    assert "≠" in text


def test_a_denial_that_stands_better_is_called_one():
    values = EVENT.fields["occurred"].values
    denied = replace(EVENT.fields["occurred"], values=values[::-1])
    event = replace(EVENT, fields={**EVENT.fields, "occurred": denied})
    assert "denied: air strike" in shown(write_events, [Listed(event, None)], width=160)


def test_the_event_is_told_with_all_that_is_behind_it():
    text = " ".join(shown(write_story, STORY, width=140, why=True).split())
    for words in (
        "air strike e0123456789ab",
        "it happened (Varnian army) cross-camp why occurred",
        "+ more of occurred",
        "not told",
        "Varnian army (D, crown)",
        "Varnian army (D, crown) in Norrel Monitor of 2031-03-06",
        "(F, camp not known)",
        "what struck",
        "contested: it happened",
        "campaign: Dawn of Varn (c1): named: 1 event",
        "c1 identity +3.5 bits",
        "Jets struck Lesk.",
        "+5.0 place same place",
        "-1.5 day next day",
        "alone",
        "same words: 0.93 alike",
    ):
        assert words in text


def test_values_that_read_alike_are_told_apart():
    event = replace(EVENT, fields={**EVENT.fields, "place": graded("place", ("x-lesk", "Lesk"), ("x-lesk-4", "Lesk"))})
    text = shown(write_story, replace(STORY, event=event), width=140)
    assert "Lesk [x-lesk] (Varnian army)" in text
    assert "Lesk [x-lesk-4]" in text
    assert "[x-lesk]" not in shown(write_story, STORY, width=140)


def test_voices_that_were_named_above_are_only_counted_where_they_are_many():
    roots = tuple(replace(ROOTS[0], id=f"r{n}", voice=f"Voice {n}") for n in range(5))
    backed = ((0, 1, 2, 3), (0, 1, 2, 3, 4), (1, 2), (0, 1, 2, 3))
    values = tuple(Value(f"k{n}", f"kind {n}", tuple(f"r{k}" for k in who), (), 0.5) for n, who in enumerate(backed))
    event = replace(EVENT, fields={**EVENT.fields, "kind": Graded("kind", values, 2, False, "why", "more")})
    text = " ".join(shown(write_story, replace(STORY, event=event, roots=roots), width=300).split())
    assert "kind 0 (Voice 0, Voice 1, Voice 2, Voice 3)" in text
    assert "kind 1 (Voice 4 and 4 of these)" in text
    assert "kind 2 (Voice 1, Voice 2)" in text
    assert "kind 3 (4 of these)" in text


def test_only_some_of_many_reports_are_named_beside_a_root():
    records = {f"c{n}": record(f"c{n}", "Jets struck Lesk.", "struck") for n in range(1, 8)}
    for number, one in enumerate(records.values()):
        one["document"] = {**one["document"], "publisher": f"Outlet {number}", "published": None}
    root = replace(ROOTS[0], claims=tuple(records))
    text = shown(write_story, replace(STORY, roots=(root,), records=records), width=140)
    assert "Outlet 0, Outlet 1, Outlet 2, Outlet 3 and 3 more" in text
    assert len(reports_of(root, records)) == 7


def test_a_claim_that_is_no_longer_read_has_no_report():
    assert reports_of(ROOTS[0], {}) == []
    lines = shown(write_story, replace(STORY, roots=ROOTS[:1], records={})).splitlines()
    assert " in " not in next(line for line in lines if line.startswith("Varnian army (D"))


def test_kinds_and_tolls_are_not_broken_at_80_columns():
    event = replace(EVENT, kind="accusation", tolls=(Range("displaced", 20, 20, 20), Range("killed", 1200, 1200, None)))
    lines = shown(write_events, [Listed(event, LESK)])
    for words in ("accusation", "displaced", "1,200+"):
        assert words in lines


def test_the_case_of_the_links_is_told_on_request_only():
    assert "bits" not in shown(write_story, STORY)


def test_words_from_right_to_left_are_isolated():
    lines = [line for line in shown(write_story, STORY, why=True).splitlines() if MOSUL in line]
    assert len(lines) >= 3
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") > 0


def test_nothing_in_the_words_can_steer_the_terminal():
    event = replace(EVENT, fields={**EVENT.fields, "place": graded("place", ("x", "Le\x1b[2Jsk\u202e"))})
    text = shown(write_story, replace(STORY, event=event)) + shown(write_events, [Listed(event, None)])
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_lines_for_programs_hold_all_of_the_event():
    out = StringIO()
    write_events_jsonl([Listed(EVENT, LESK)], out)
    [line] = out.getvalue().splitlines()
    assert MOSUL in line
    told = event_record(EVENT, LESK)
    assert told["spot"]["lat"] == 41.5
    assert [field["field"] for field in told["fields"]] == list(EVENT.fields)
    assert event_record(EVENT, None)["spot"] is None


def test_the_story_for_programs_has_the_campaign_itself():
    told = story_record(STORY)
    assert told["campaign"]["name"] == "Dawn of Varn"
    assert [[about["name"] for about in root["documents"]] for root in told["roots"]] == [["c1.txt"], ["c2.txt"]]
    assert [row["kind"] for row in told["matrix"]] == [["struck"], [MOSUL]]
    assert told["links"][0]["terms"][0] == {"field": "place", "level": "same place", "weight": 5.0}


def test_sources_for_programs():
    out = StringIO()
    write_sources_jsonl([SOURCE], out)
    assert '"reliability": 0.75' in out.getvalue()


@pytest.mark.parametrize(
    ("toll", "words"),
    [
        (Range("killed", 13, 13, None), "13+ killed"),
        (Range("killed", 5, 5, 5), "5 killed"),
        (Range("killed", 3, 5, 8), "3 to 8 killed, best 5"),
    ],
)
def test_a_toll_in_words(toll: Range, words: str):
    assert toll_of(toll) == words


def test_how_many_other_values_there_are():
    assert first_of(EVENT.fields["place"]) == "Lesk (+1)"
    assert first_of(EVENT.fields["actor"]) == ""
