"""Each thing that can be wrong with a theatre, made wrong in a small sound one, is told with its line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.grounding.theatres import check_file, load_theatre, theatres_named
from sayso.grounding.theatres.actor import KINDS, Relation
from sayso.grounding.theatres.schema import schema
from tests.grounding.theatres.small import SMALL


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named as they are in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def problems(text: str) -> list[str]:
    """The problems of a theatre, each as LINE: WHAT."""
    Path("small.yaml").write_text(text, "utf-8")
    told = check_file("small.yaml")
    assert all(line.startswith("small.yaml:") and "\n" not in line for line in told)
    return [line.removeprefix("small.yaml:") for line in told]


def changed(old: str, new: str) -> str:
    """The small theatre with something else in one place."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def line_of(text: str, words: str) -> int:
    """The line on which words stand that stand once."""
    assert text.count(words) == 1, words
    return text.count("\n", 0, text.index(words)) + 1


def test_a_sound_theatre_has_no_problems() -> None:
    assert problems(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        (
            "kind: media",
            "kind: outlet",
            "outlet",
            "actor evening-post: kind: 'outlet' is not one of state,",
        ),
        ("inter: 7", "inter: 9", "inter: 9", "actor evening-post: inter: 9 is more than 8"),
        ("inter: 7", "inter: '7'", "inter: '7'", "actor evening-post: inter: '7' is not a whole number"),
        ("kind: media\n", "kind: media\n    colour: red\n", "colour", "actor evening-post: 'colour' is no key here; "),
        ("name: Evening Post\n    ", "", "id: evening-post", "actor evening-post: lacks name"),
        ("name: Evening Post", "name: ''", "name: ''", "actor evening-post: name: is empty"),
        ("name: Evening Post", "name: ' Post'", "' Post'", "actor evening-post: name: ' Post' is not one line of text"),
        ("name: Evening Post", "name: 1984", "1984", "actor evening-post: name: 1984 is not text"),
        ("name: Evening Post", f"name: {'x' * 201}", "name: xx", "actor evening-post: name: is longer than 200"),
        ("name: Evening Post", 'name: "\\u202eno"', "202e", "actor evening-post: name: '\\u202eno' is not one line"),
        ("id: evening-post", "id: Evening Post", "id: Evening", "actor Evening Post: id: 'Evening Post' is not an id"),
        ("ar: [جيش فالاند]", "ar: جيش فالاند", "ar: جيش", "actor va-army: names ar: 'جيش فالاند' is not a list"),
        ("ar: [جيش فالاند]", "ar: []", "ar: []", "actor va-army: names ar: a list of 0, and 1 or more are needed"),
        ("ar: [جيش فالاند]", "ar: [null]", "ar: [null]", "actor va-army: names ar no. 1: nothing is not text or a map"),
        ("ar: [جيش فالاند]", "arabic!: [جيش]", "arabic!", "actor va-army: names: 'arabic!' is not a language's tag"),
        (
            "{text: AOV, acronym: true}",
            "{text: AOV, acronym: yes}",
            "AOV",
            "actor va-army: names en no. 2 acronym: 'yes'",
        ),
        (
            "from: 2012\n",
            "from: 12 May 2012\n",
            "12 May",
            "actor va-guard: from: '12 May 2012' is not a day",
        ),
        ("{camp: crown}", "{}", "- {}", "actor va-army: camps no. 1: lacks camp"),
        (
            "relation: successor_of",
            "relation: heir_of",
            "heir_of",
            "actor northern-front: ties no. 1 relation: 'heir",
        ),
        ("[NO]\nfrom", "[NO, NO]\nfrom", "[NO, NO]", "countries: has an entry twice"),
        ("[NO]\nfrom", "[no]\nfrom", "[no]", "countries no. 1: 'no' is not a country's code of two capital letters"),
        (
            "camps: [crown, league]",
            "camps: [crown]",
            "camps: [crown]",
            "opposed no. 1 camps: a list of 1, and 2",
        ),
        (
            "[crown, coast]",
            "[crown, coast, league]",
            "coast, league]",
            "opposed no. 2 camps: a list of 3, and at",
        ),
        ("word: martyr, ", "", "{used_by: crown}", "loaded no. 2: lacks word"),
        ("id: valland\n", "", "name: War in Valland", "lacks id"),
    ],
)
def test_what_the_schema_does_not_allow(old: str, new: str, at: str, said: str) -> None:
    text = changed(old, new)
    [problem] = problems(text)
    assert problem.startswith(f"{line_of(text, at)}: {said}")


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        (
            "{camp: coast, from: 2016-06-01}",
            "{camp: rebels, from: 2016-06-01}",
            "{camp: rebels",
            "actor northern-front: camp 'rebels' is not among the camps",
        ),
        ("[crown, coast]", "[crown, hills]", "hills", "camps opposed: camp 'hills' is not among the camps"),
        ("[crown, coast]", "[crown, crown]", "crown, crown", "camps opposed: 'crown' is opposed to itself"),
        ("used_by: league", "used_by: hills", "hills", "loaded word 'usurper': camp 'hills' is not among the camps"),
        ("used_of: crown", "used_of: hills", "hills", "loaded word 'usurper': camp 'hills' is not among the camps"),
        (
            "actor: va-army, to",
            "actor: old-navy, to",
            "old-navy",
            "actor va-guard: part_of 'old-navy', an actor that no theatre knows",
        ),
        ("actor: va-army, to", "actor: va-guard, to", "actor: va-guard", "actor va-guard: part_of itself"),
        (
            "{camp: coast, from: 2016-06-01}",
            "{camp: coast, from: 2016-05-31}",
            "2016-05-31",
            "actor northern-front: camp 'league' and camp 'coast' overlap on 2016-05-31",
        ),
        (
            "{camp: coast, from: 2016-06-01}",
            "{camp: league, from: 2015}",
            "{camp: league, from: 2015}",
            "actor northern-front: camp 'league' is stated twice on 2015-01-01",
        ),
        (
            "- {relation: successor_of, actor: free-company}",
            "- {relation: successor_of, actor: free-company}\n      - {actor: free-company, relation: successor_of}",
            "{actor: free-company",
            "actor northern-front: successor_of 'free-company' is stated twice",
        ),
        (
            "nb: [Frikompaniet]",
            "nb: [Frikompaniet, {text: Frikompaniet, from: 2013}]",
            "from: 2013}]",
            "actor free-company: the name 'Frikompaniet' (nb) is stated twice on 2013-01-01",
        ),
        (
            "[crown, coast], from: 2014-05-01",
            "[league, crown], from: 2018-12-31",
            "2018-12-31",
            "camps opposed: 'crown' and 'league' is stated twice on 2018-12-31",
        ),
        ("to: 2018-06-30", "to: 2018-06-31", "id: va-army", "actor va-army: 2018-06-31 is no day of the calendar"),
        ("from: 2011-03\n", "from: 2020\n", "from: 2020\n", "theatre: from 2020-01-01 is after to 2019-12-31"),
        (
            "{camp: league, from: 2014-03-01, to: 2016-05}",
            "{camp: league, from: 2016-06, to: 2016-05}",
            "from: 2016-06,",
            "actor northern-front: from 2016-06-01 is after to 2016-05-31",
        ),
        (
            "to: 2014-04}",
            "to: 2014-04, source: gazete}",
            "gazete}",
            "actor va-guard: source 'gazete' is not among the sources",
        ),
        (
            "to: 2018, source: atlas",
            "to: 2018, source: map",
            "map",
            "camps opposed: source 'map' is not among the sources",
        ),
        (
            "id: coast-militia",
            "id: evening-post",
            "id: evening-post\n    name: Evening",
            "actor evening-post: an actor of this id stands before it",
        ),
        ("[NO]\nfrom", "[QZ]\nfrom", "QZ", "theatre: 'QZ' is no country's code (ISO 3166-1)"),
        (
            "{camp: league, from: 2011-04-02, to: 2014-02-28}",
            "{camp: league, from: 2014-03-01}",
            "{camp: league, from: 2014-03-01}",
            "actor free-company: camp 'league' lies outside of the actor's own dates",
        ),
        (
            "relation: ally_of, actor: coast-militia, from: 2013, to: 2014-04",
            "relation: ally_of, actor: coast-militia, to: 2011",
            "to: 2011}",
            "actor va-guard: ally_of 'coast-militia' lies outside of the actor's own dates",
        ),
        (
            "name: Coast Militia",
            "name: FREE company",
            "name: Free Company\n",
            "actor free-company: the name 'free company' means coast-militia too on 2011-04-02; date them",
        ),
    ],
)
def test_what_only_the_whole_file_can_tell(old: str, new: str, at: str, said: str) -> None:
    text = changed(old, new)
    told = problems(text)
    assert any(problem.startswith(f"{line_of(text, at)}: {said}") for problem in told), told


def test_ties_reach_other_theatres_and_actors_made_by_rule() -> None:
    assert problems(changed("actor: va-army, to", "actor: no-army, to")) == []
    assert problems(changed("actor: va-army, to", "actor: un, to")) == []


def test_a_missing_source_is_told() -> None:
    text = changed("kind: media\n    inter: 7\n    source: gazette\n", "kind: media\n    inter: 7\n")
    assert problems(text) == [f"{line_of(text, 'id: evening-post')}: actor evening-post: lacks source"]


def test_a_key_given_twice_is_told_beside_the_rest() -> None:
    text = changed("nb: [Frikompaniet]", "en: [Frikompaniet]") + "    camps:\n      - {camp: hills}\n"
    assert problems(text) == [
        f"{line_of(text, 'en: [Frik')}: the key 'en' stands twice in one mapping",
        f"{line_of(text, 'hills')}: actor evening-post: camp 'hills' is not among the camps",
    ]


def test_two_actors_may_share_a_loose_name_or_one_name_at_different_times() -> None:
    shared = changed("kind: media\n", "kind: media\n    names: {en: [{text: Army, loose: true}]}\n")
    assert problems(shared) == []
    heir = changed("kind: media\n", "kind: media\n    names: {en: [{text: Vallish army, from: 2018-07-01}]}\n")
    assert problems(heir) == []
    same_day = heir.replace("from: 2018-07-01", "from: 2018-06-30")
    [problem] = problems(same_day)
    said = "actor evening-post: the name 'vallish army' means va-army too on 2018-06-30; date them, or make both loose"
    assert problem == f"{line_of(same_day, '2018-06-30}]')}: {said}"


def test_one_loose_name_is_not_enough() -> None:
    text = changed("kind: media\n", "kind: media\n    names: {en: [{text: Vallish army, loose: true}]}\n")
    assert len(problems(text)) == 1


def test_acronyms_count_by_case() -> None:
    other = "kind: media\n    names: {en: [{text: Aov, acronym: true}]}\n"
    assert problems(changed("kind: media\n", other)) == []
    assert len(problems(changed("kind: media\n", other.replace("Aov", "AOV")))) == 1


TIES = "    ties:\n      - {{relation: {}, actor: va-guard, from: {}, to: {}}}\n    countries: [NO]\n"


@pytest.mark.parametrize("relation", ["part_of", "member_of"])
def test_a_cycle_of_parents_on_one_day_is_told_once(relation: str) -> None:
    text = changed("    countries: [NO]\n", TIES.format(relation, "2015-03-01", "2015-03-01"))
    line = line_of(text, f"relation: {relation}, actor: va-guard")
    [problem] = problems(text)
    assert problem in (
        f"{line}: actor va-army: part of itself on 2015-03-01: va-army > va-guard > va-army",
        f"{line_of(text, 'part_of, actor: va-army')}: actor va-guard: part of itself on 2015-03-01: "
        "va-guard > va-army > va-guard",
    )


def test_a_long_cycle_is_told_in_short() -> None:
    head, _, actors = SMALL.partition("actors:\n")
    tie = "{{relation: part_of, actor: a{1}}}"
    row = f"  - {{{{id: a{{0}}, name: A{{0}}, kind: group, inter: 2, source: atlas, ties: [{tie}]}}}}\n"
    ring = "".join(row.format(n, (n + 1) % 50) for n in range(50))
    [problem] = problems(f"{head}actors:\n{ring}{actors}")
    assert re.fullmatch(r"\d+: actor a\d+: part of itself: a\d+( > a\d+){5} > \.\.\. > a\d+ > a\d+", problem)


def test_parents_that_change_places_are_no_cycle() -> None:
    assert problems(changed("    countries: [NO]\n", TIES.format("part_of", "2017-01-01", "2018-01-01"))) == []
    assert problems(changed("    countries: [NO]\n", TIES.format("ally_of", "2015-03-01", "2015-03-01"))) == []


@pytest.mark.parametrize("text", ["[]", "- a", "words", "null", "12", "{}", "actors: {}", "actors: [a, [b], null]"])
def test_what_is_no_theatre_at_all_is_told(text: str) -> None:
    assert problems(text)


def places(value: object, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value in a nest of mappings and lists."""
    yield where
    if isinstance(value, dict | list):
        steps = value if isinstance(value, dict) else range(len(value))
        for step in steps:
            yield from places(value[step], (*where, step))


odd = st.sampled_from(
    [None, True, 0, 2015, -1, "", "x", "crown", "va-army", "2015-02-30", [], ["x"], {}, {"text": "x"}]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_a_place_the_file_is_sound_or_its_problems_are_told(data: st.DataObject) -> None:
    theatre = yaml.safe_load(SMALL.replace("[NO]", "['NO']"))
    *way, last = data.draw(st.sampled_from([where for where in places(theatre) if where]))
    holder = theatre
    for step in way:
        holder = holder[step]
    holder[last] = data.draw(odd)
    told = problems(yaml.safe_dump(theatre, allow_unicode=True))
    assert told or load_theatre("small.yaml").actors


def test_files_that_can_not_be_read_are_told() -> None:
    assert check_file("gone.yaml") == ["gone.yaml: cannot be read: No such file or directory"]
    Path("dir.yaml").mkdir()
    assert check_file(Path("dir.yaml")) == ["dir.yaml: cannot be read: Is a directory"]


def test_the_schema_knows_the_kinds_and_relations_of_the_types() -> None:
    definitions = schema()["$defs"]
    assert definitions["actor"]["properties"]["kind"]["enum"] == list(KINDS)
    assert definitions["tie"]["properties"]["relation"]["enum"] == list(Relation.__args__)  # type: ignore[attr-defined]
    assert json.dumps(schema())


@pytest.mark.parametrize("name", theatres_named())
def test_the_theatres_of_the_package_are_sound(name: str) -> None:
    assert check_file(name) == []
