from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.grounding.places import Places
from sayso.ingest.document import Document

SUDAN = "Fighting went on in Sudan, officials said. "


def resolve(places: Places, text: str, mention: str, **options: Any) -> Any:
    start = text.index(mention)
    span = (start, start + len(mention))
    return places.resolve(Document(text, "test"), [span], **options)[span]


def id_of(places: Places, text: str, mention: str) -> str | None:
    location, _ = resolve(places, text, mention)
    return location.id if location else None


@pytest.mark.parametrize(
    ("text", "mention", "id_"),
    [
        (SUDAN + "Shells fell on Kutum.", "Kutum", "g:kutum"),
        ("Shells fell on Kutumm in North Darfur, Sudan.", "Kutumm", "g:kutum"),
        ("The city of Kherson, Ukraine, was hit.", "Kherson", "g:kherson"),
        ("Kherson Oblast, Ukraine, was hit.", "Kherson Oblast", "iso:UA-65"),
        ("Men in Kherson, Ukraine, were hit.", "Kherson", "iso:UA-65"),
        ("Men in Khartoum, Sudan, were hit.", "Khartoum", "g:khartoum"),
        ("Jets hit Kherson airport in Ukraine.", "Kherson airport", "g:kherson"),
        ("Jets hit Chornobaivka Airport in Ukraine.", "Chornobaivka Airport", "l:kherson-airport"),
        ("Men fled Verbove in Donetsk oblast, Ukraine.", "Verbove", "g:verbove-d"),
        ("Men fled Verbove in Kherson oblast, Ukraine.", "Verbove", "g:verbove-k"),
        ("Troops in Bakhmut, Ukraine, shelled Soledar.", "Soledar", "g:soledar"),
        ("In Sudan, men fled to the capital.", "Sudan", "iso:SD"),
    ],
)
def test_names(few: Places, text: str, mention: str, id_: str):
    assert id_of(few, text, mention) == id_


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Men fled Verbove, Ukraine.", "Verbove"),
        (SUDAN + "Gen. Kutum spoke.", "Kutum"),
        (SUDAN + "The Khartoum Post wrote so.", "Khartoum"),
        (SUDAN + "They held land.", "land"),
        (SUDAN + "Men came from outside of Sudan.", "outside of Sudan"),
        (SUDAN + "Shells fell on Qwxyz.", "Qwxyz"),
        ("A river in Sudan, the Kutum river, rose.", "Kutum river"),
        ("Kutum and El Fasher, Sudan, were hit. Men fled the town.", "town"),
        ("Kutum, Sudan, was hit. Men fled towns.", "towns"),
        ("They fled.", "They"),
    ],
)
def test_what_is_left_empty(few: Places, text: str, mention: str):
    location, grounds = resolve(few, text, mention)
    assert location is None
    assert grounds.why
    assert grounds.score == 0


@pytest.mark.parametrize(
    ("text", "mention", "id_"),
    [
        ("Shells fell on Kutum, Sudan. People fled the town.", "town", "g:kutum"),
        ("Kutum, Sudan, was hit, with dead at a hospital.", "hospital", "g:kutum"),
        (
            "Kherson province, Ukraine, was hit. The south of the province burnt.",
            "south of the province",
            "iso:UA-65/south",
        ),
        ("Ukraine mourns as the country is hit.", "country", "iso:UA"),
        (
            "They took the main town of the district, also called Kutum, in Sudan.",
            "main town of the district",
            "g:kutum",
        ),
        ("Drones hit the Sudanese capital.", "Sudanese capital", "g:khartoum"),
        ("Men in Bakhmut, Ukraine, left. Drones hit the airport in Bakhmut.", "airport", "g:bakhmut"),
    ],
)
def test_what_points_back(few: Places, text: str, mention: str, id_: str):
    assert id_of(few, text, mention) == id_


def test_an_unknown_village_is_put_where_it_is_said_to_be(few: Places):
    text = "The villages of Qwxyz, Kozatske and Lvove were taken in northeast Kherson province, Ukraine."
    location, grounds = resolve(few, text, "Kozatske")
    assert (location.id, location.name, location.precision) == ("iso:UA-65/northeast", "Kozatske", 5)
    assert (location.admin1, location.country) == ("Kherson", "UA")
    assert "said to be in" in grounds.why


def test_it_is_put_there_wherever_the_text_names_it(few: Places):
    text = "They took the village of Lvove. Later the village of Lvove in Kherson province, Ukraine, was hit."
    assert id_of(few, text, "Lvove") == "iso:UA-65"


def test_a_namesake_elsewhere_is_not_taken_for_it(few: Places):
    location, _ = resolve(few, "Men took the village of Kutum in Kherson province, Ukraine.", "Kutum")
    assert (location.id, location.name) == ("iso:UA-65", "Kutum")


def test_countries_that_are_known_beforehand(few: Places):
    text = "Men fled Kutum."
    assert resolve(few, text, "Kutum")[0] is None
    assert resolve(few, text, "Kutum", countries={"SD": 1.0})[0].id == "g:kutum"


def test_a_feature_word_belongs_to_the_name_after_it(few: Places):
    location, _ = resolve(few, "In Sudan today. Struck town Kutum, people fled.", "town Kutum")
    assert location.id == "g:kutum"


def test_grounds_tell_the_other_reading(few: Places):
    _, grounds = resolve(few, "Men in Kherson, Ukraine, were hit.", "Kherson")
    assert grounds.score > 0.5
    assert "as the division of that name" in grounds.why
    assert "g:kherson" in {other.id for other in grounds.others}


def test_precision_by_feature(few: Places):
    text = "In Sudan, men in North Darfur fled El Fasher. In Ukraine they crossed the Dnipro river."
    found = {m: resolve(few, text, m)[0].precision for m in ("Sudan", "North Darfur", "El Fasher", "Dnipro river")}
    assert found == {"Sudan": 6, "North Darfur": 4, "El Fasher": 1, "Dnipro river": 5}


def test_no_mentions_and_no_words(few: Places):
    assert few.resolve(Document("Kutum", "test"), []) == {}
    location, grounds = few.resolve(Document("Kutum ...", "test"), [(5, 6)])[5, 6]
    assert (location, grounds.why) == (None, "no words")


def test_a_long_chain_and_a_long_list(few: Places):
    chain = "in the north of " * 5000 + "Sudan"
    assert resolve(few, chain, "the north of")[1].why
    assert id_of(few, "Kutum, " * 5000 + "Sudan", "Kutum") == "g:kutum"


def test_it_is_a_function_of_its_input(few: Places):
    text = "Men fled Kutum in North Darfur, Sudan."
    assert resolve(few, text, "Kutum") == resolve(few, text, "Kutum")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Kutum Khersonin of,.'s-30km 北الفاشرнБ\n"), max_size=80), st.data())
def test_any_text_and_any_mention_is_answered(few: Places, text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    span = (start, data.draw(st.integers(start, len(text))))
    location, grounds = few.resolve(Document(text, "test"), [span])[span]
    assert grounds.why
    assert 0 <= grounds.score <= 1
    assert location is None or (abs(location.lat) <= 90 and abs(location.lon) <= 180 and location.radius >= 0)
