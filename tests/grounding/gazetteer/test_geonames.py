"""Adding countries from small files in the form of GeoNames' own."""

import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer import geonames
from sayso.grounding.gazetteer.build import added, data_folder
from sayso.grounding.gazetteer.geonames import Source, add, remove
from sayso.grounding.gazetteer.index import Index
from sayso.grounding.gazetteer.store import read_meta


def row(id_: int, name: str, kind: str = "P.PPL", **cells: str) -> str:
    """A row of GeoNames' 19 columns."""
    cell = {"names": "", "lat": "32.5", "lon": "13.2", "country": "LY", "admin1": "77", "people": "0", **cells}
    group, code = kind.split(".")
    place = (str(id_), name, name, cell["names"], cell["lat"], cell["lon"], group, code, cell["country"], "")
    rest = (cell["admin1"], "", "", "", cell["people"], "", "120", "Africa/Tripoli", "2020-01-01")
    return "\t".join((*place, *rest))


ROWS = [
    row(1, "Qasr Bin Ghashīr", names="Gasr Ben Gashir,قصر بن غشير,QBG", people="31000"),
    row(2, "Matār Mitīgah", "S.AIRB"),
    row(3, "Ra's Lanuf", "L.PRT"),
    row(4, "Tarabulus", "A.ADM1"),
    row(5, "Libya", "A.PCLI"),
    row(6, "Somebody's Hotel", "S.HTL"),
]
NAMES = [
    "9\t2\tar\tمعيتيقة\t\t\t\t\t\t",
    "10\t2\ten\tMitiga\t1\t\t\t\t\t",
    "11\t2\tlink\thttps://a.example/b\t\t\t\t\t\t",
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "data"))


def dump(folder: Path, rows: list[str], names: list[str] | None = None, code: str = "LY") -> Path:
    """A folder with the files of a country."""
    (folder / "alternatenames").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"{code}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(f"{code}.txt", "".join(f"{line}\n" for line in rows))
    if names is not None:
        with zipfile.ZipFile(folder / "alternatenames" / f"{code}.zip", "w") as archive:
            archive.writestr(f"{code}.txt", "".join(f"{line}\n" for line in names))
    return folder


def the_index() -> Index:
    return Index(list(added().values()))


def left() -> list[str]:
    return [path.name for path in data_folder().rglob("*") if path.is_file() and path.name != ".lock"]


def test_a_country_is_added_with_all_its_names(tmp_path: Path):
    shares: list[float] = []
    assert add("ly", Source(str(dump(tmp_path / "dump", ROWS, NAMES))), shares.append) == (4, True)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    index = the_index()
    [match] = index.exact("قصر بن غشير")
    entry = match.entry
    assert (entry.id, entry.name, entry.country, entry.population) == ("geonames:1", "Qasr Bin Ghashīr", "LY", 31000)
    assert (entry.lat, entry.lon, entry.feature, entry.admin1) == (32.5, 13.2, "settlement", "iso:LY-TB")
    assert [m.entry.feature for m in index.exact("Mitiga")] == ["airbase"]
    assert index.exact("معيتيقة")[0].entry.id == "geonames:2"
    for absent in ("QBG", "https://a.example/b", "Somebody's Hotel", "Libya"):
        assert index.exact(absent) == []


def test_a_first_order_division_is_the_one_in_our_table(tmp_path: Path):
    add("LY", Source(str(dump(tmp_path, ROWS, NAMES))))
    [match] = the_index().exact("Tarabulus")
    assert (match.entry.id, match.entry.feature, match.entry.admin1) == ("iso:LY-TB", "division1", None)


def test_without_further_names_those_of_the_file_stay(tmp_path: Path):
    assert add("LY", Source(str(dump(tmp_path, ROWS)))) == (4, False)
    assert the_index().exact("Gasr Ben Gashir")


def test_what_was_added_is_told_and_can_be_added_anew_and_removed(tmp_path: Path):
    source = Source(str(dump(tmp_path / "dump", ROWS, NAMES)))
    add("LY", source)
    add("LY", source)
    assert list(added()) == ["LY"]
    assert read_meta(added()["LY"])["source"] == source.where
    remove("ly")
    assert left() == []
    with pytest.raises(GazetteerError, match="was not added"):
        remove("LY")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[120] ^= 0xFF
    path.write_bytes(bytes(data))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("break_", [cut, flip, empty])
@pytest.mark.parametrize("name", ["LY.zip", "alternatenames/LY.zip"])
def test_a_broken_file_leaves_nothing_behind(tmp_path: Path, break_: Callable[[Path], None], name: str):
    folder = dump(tmp_path / "dump", ROWS * 50, NAMES * 50)
    break_(folder / name)
    with pytest.raises(GazetteerError, match="nothing was added") as told:
        add("LY", Source(str(folder)))
    assert "\n" not in str(told.value)
    assert left() == []


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (row(7, "A").replace("\t120\t", "\t"), "line 7 has 18 columns, not 19"),
        (row(7, "A", lat="93.1"), "line 7: latitude 93.1 is not between -90 and 90"),
        (row(7, "A", lon="-181"), "line 7: longitude -181 is not between"),
        (row(7, "A", lat="nan"), "line 7: latitude nan is not between"),
        (row(7, "A", lon="east"), "line 7: longitude 'east' is no number"),
        (row(7, "A", people="many"), "line 7: population 'many' is no number"),
        (row(7, ""), "line 7: id '7' or name '' is none"),
        (row(7, "A", country="Libya"), "line 7: country 'Libya' is no ISO code"),
        ("", "line 7 has 1 columns"),
    ],
)
def test_a_bad_row_is_named_and_what_was_there_before_stays(tmp_path: Path, bad: str, what: str):
    add("LY", Source(str(dump(tmp_path / "good", ROWS))))
    with pytest.raises(GazetteerError, match=what):
        add("LY", Source(str(dump(tmp_path / "bad", [*ROWS, bad], NAMES))))
    assert left() == ["added-LY.sqlite"]
    assert the_index().exact("Ra's Lanuf")


def test_bad_text_a_missing_member_and_no_place_are_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "TN.zip", "w") as archive:
        archive.writestr("TN.txt", row(1, "Gab\u00e8s").encode("latin-1"))
    with zipfile.ZipFile(tmp_path / "DZ.zip", "w") as archive:
        archive.writestr("other.txt", "")
    dump(tmp_path, [row(5, "Egypt", "A.PCLI")], code="EG")
    for code, what in (("TN", "broken or cut off"), ("DZ", r"holds no DZ\.txt"), ("EG", "holds no place")):
        with pytest.raises(GazetteerError, match=f"{what}.*nothing was added"):
            add(code, Source(str(tmp_path)))
    assert left() == []


def test_too_large_a_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(geonames, "LARGEST", 100)
    with pytest.raises(GazetteerError, match="larger than 100 bytes"):
        add("LY", Source(str(dump(tmp_path, ROWS))))


def test_the_check_sum_is_checked(tmp_path: Path):
    folder = dump(tmp_path, ROWS, NAMES)
    digest = sha256((folder / "LY.zip").read_bytes()).hexdigest()
    with pytest.raises(GazetteerError, match=r"SHA-256 is .*, not the one given; nothing was added"):
        add("LY", Source(str(folder), "0" * 64))
    assert left() == []
    assert add("LY", Source(str(folder), digest.upper())) == (4, True)


@pytest.mark.parametrize("code", ["Libya", "L", "../x", "", "ΛΥ"])
def test_what_is_no_code_is_refused(code: str, tmp_path: Path):
    with pytest.raises(GazetteerError, match="is no ISO code"):
        add(code, Source(str(tmp_path)))


def test_a_country_that_is_not_there(tmp_path: Path):
    with pytest.raises(GazetteerError, match=r"XX\.zip: there is no such file; is XX a country's ISO code"):
        add("XX", Source(str(tmp_path)))


def test_all_countries_are_one_file(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "allCountries.zip", "w") as archive:
        archive.writestr("allCountries.txt", "\n".join([*ROWS, row(8, "Sfax", country="TN")]))
    with zipfile.ZipFile(tmp_path / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("iso-languagecodes.txt", "")
        archive.writestr("alternateNamesV2.txt", "\n".join([*NAMES, "12\t8\tar\tصفاقس\t\t\t\t"]))
    assert add("ALL", Source(str(tmp_path))) == (5, True)
    assert the_index().exact("صفاقس")[0].entry.country == "TN"
