"""The gazetteer's own tables, those that ship and broken ones."""

from pathlib import Path

import pytest

from sayso.errors import LexiconError
from sayso.grounding.gazetteer import tables
from sayso.grounding.gazetteer.entry import FEATURES

LANDMARKS = "id,name,feature,country,admin1,lat,lon,radius_km,names"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which tables are read."""
    monkeypatch.setattr(tables, "source", lambda name: tmp_path / name)
    return tmp_path


def test_the_tables_that_ship_fit_their_schema_and_each_id_is_one_place():
    made = (tables.divisions, tables.seconds, tables.landmarks, tables.north_west_syria)
    places = [list(make()) for make in made]
    assert all(places)
    by_id = {place.entry.id: place.entry for own in places for place in own}
    assert len(by_id) > 0.99 * sum(map(len, places))
    assert by_id["iso:SY-ID"].feature == "division1"
    assert all(entry.admin1 is None or by_id[entry.admin1].feature == "division1" for entry in by_id.values())


def test_a_code_of_geonames_leads_to_a_division():
    assert tables.division_codes()["SY", "12"] == "iso:SY-ID"


def test_each_kind_of_place_has_a_usual_size():
    sizes = tables.features()
    assert set(sizes) == set(FEATURES)
    assert sizes["country"] > sizes["division1"] > sizes["division2"] > sizes["settlement"] > 0
    assert tables.feature_codes()["P.PPLX"][0] == "quarter"


def test_a_row_is_a_place(folder: Path):
    row = 'sayso:lm-x,"Koth, Upper",dam,SY,SY-RA,35.87,38.57,2,سد|Koth Dam | '
    (folder / "landmarks.csv").write_text(f"# from somewhere\n# and elsewhere\n{LANDMARKS}\n{row}\n", "utf-8")
    [place] = tables.landmarks()
    entry = place.entry
    assert (entry.name, entry.feature, entry.admin1, entry.radius) == ("Koth, Upper", "dam", "iso:SY-RA", 2.0)
    assert place.names == ("سد", "Koth Dam")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a,A,dam,SY,,91,0,1,", "lat 91 is not between -90 and 90"),
        ("a,A,dam,SY,,0,nan,1,", "lon nan is not between"),
        ("a,A,dam,SY,,0,x,1,", "lon 'x' is not a number"),
        ("a,A,castle,SY,,0,0,1,", "feature 'castle' is not one of airbase"),
        ("a,A,dam,Syria,,0,0,1,", "country 'Syria' is not of the form"),
        ("a,A,dam,SY,Idlib,0,0,1,", "admin1 'Idlib' is not of the form"),
        ("a,A,dam,SY,,0,0,0,", "radius_km 0 is not between"),
        (",A,dam,SY,,0,0,1,", "id is empty"),
        ("a,,dam,SY,,0,0,1,", "name is empty"),
        ("a,A,dam,SY,,0,0,1", "has more or fewer cells"),
        ("a,A,dam,SY,,0,0,1,,", "has more or fewer cells"),
        ("b,B,dam,SY,,0,0,1,", "b is there twice"),
    ],
)
def test_a_row_that_does_not_fit_is_named(folder: Path, row: str, what: str):
    text = f"# source\n{LANDMARKS}\nb,B,dam,SY,,0,0,1,\n{row}\n"
    (folder / "landmarks.csv").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=r"landmarks\.csv, line 4: ") as told:
        list(tables.landmarks())
    assert what in str(told.value)
    assert "\n" not in str(told.value)


def test_a_quotation_that_does_not_end_is_refused(folder: Path):
    (folder / "landmarks.csv").write_text(f'{LANDMARKS}\na,"A,dam,SY,,0,0,1,\n', "utf-8")
    with pytest.raises(LexiconError, match=r"landmarks\.csv, line \d+: unexpected end of data"):
        list(tables.landmarks())


def test_other_columns_and_a_missing_table_are_refused(folder: Path):
    with pytest.raises(LexiconError, match=r"landmarks\.csv"):
        list(tables.landmarks())
    (folder / "landmarks.csv").write_text("id,name\n", "utf-8")
    with pytest.raises(LexiconError, match="the columns must be id,name,feature"):
        list(tables.landmarks())


def test_a_place_of_north_west_syria_is_known_by_name_and_coordinates(folder: Path):
    text = "name,lat,lon,feature,names\nTell Qoth,35.12345,36.5,hill,تل قوث\n"
    (folder / "nw-syria.csv").write_text(text, "utf-8")
    (folder / "feature_codes.csv").write_text("code,feature,radius_km\nT.HLL,hill,1.5\n", "utf-8")
    for cached in (tables.features, tables.feature_codes):
        cached.cache_clear()
    try:
        [place] = tables.north_west_syria()
    finally:
        for cached in (tables.features, tables.feature_codes):
            cached.cache_clear()
    assert (place.entry.id, place.entry.radius) == ("sayso:nwsy-tell-qoth-35.123-36.500", 1.5)
