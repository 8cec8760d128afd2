import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadEncoding, BadMetadata, FetchError, InputError, MissingInput, NotAReport, TooLarge
from sayso.ingest import Document, Metadata, ReadOptions, read_input, read_inputs
from sayso.ingest.limits import MAX_BYTES, MAX_CHARACTERS

REPORT = "The army said on Sunday that it seized the town."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = '  "Unbalanced \n\n\n\ttext,  👩\u200d👧 e\u0301 قال\u200f الجيش…\u2028 '
    path = tmp_path / "a b.txt"
    path.write_text(text, "utf-8")
    assert read_input(str(path)) == Document(text, "a b.txt")


@pytest.mark.parametrize("name", ["report", "report.log", ".hidden", "report.TXT"])
def test_any_other_name_is_plain_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# Not *Markdown*")
    assert read_input(str(tmp_path / name)).text == "# Not *Markdown*"


def test_markdown_is_read_with_its_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\npublished: 2017-12-11\n---\n# Head\n\nThe *army* said so.\n")
    assert read_input(str(path)) == Document("Head\n\nThe army said so.", "a.md", "T", published=date(2017, 12, 11))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a"])
def test_html_is_told_by_its_name_or_its_opening(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(
        f"<!DOCTYPE html><html lang=en><head><title>T</title></head><body><p>{REPORT}<script>bad()</script>"
    )
    document = read_input(str(path))
    assert (document.text, document.title, document.language) == (REPORT, "T", "en")


def test_a_page_in_a_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<html dir="rtl"><meta charset="windows-1256"><body><p>قال الجيش إنه انسحب.</p>'.encode("cp1256"))
    assert read_input(str(path)).text == "قال الجيش إنه انسحب."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "The café was hit, the army said on Sunday."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read_input(str(tmp_path / "a.txt")).text == text


def test_metadata_is_taken_from_the_nearest_to_the_user(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: front\npublisher: front\nurl: http://front\n---\nText.")
    (tmp_path / "a.meta.json").write_text('{"title": "sidecar", "publisher": "sidecar", "note": 1}')
    document = read_input(str(path), ReadOptions(Metadata(title="option")))
    assert (document.title, document.publisher, document.url) == ("option", "sidecar", "http://front")


def test_a_sidecar_goes_before_the_head_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html lang=en><title>head</title><body><p>{REPORT}</p>")
    (tmp_path / "a.html.meta.json").write_text('{"title": "sidecar"}')
    document = read_input(str(tmp_path / "a.html"))
    assert (document.title, document.language) == ("sidecar", "en")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, REPORT.encode())
    assert read_input("-") == Document(REPORT, "stdin")


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", "\u200b\u200f\n".encode(), b"---\n..."])
def test_a_file_without_words_is_no_report(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(NotAReport, match=r"a\.txt: (empty|no words in it)$"):
        read_input(str(tmp_path / "a.txt"))


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(TooLarge, match=r"larger than a report can be \(8 MB, or 2,000,000 characters\)"):
        read_input(str(path))


def test_a_text_at_the_limit_is_read_and_one_beyond_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a" * MAX_CHARACTERS)
    assert len(read_input(str(path)).text) == MAX_CHARACTERS
    path.write_text("a" * (MAX_CHARACTERS + 1))
    with pytest.raises(TooLarge):
        read_input(str(path))


class _Endless(io.RawIOBase):
    """A stream that never ends; it tells how much was taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        buffer[:] = b"a" * len(buffer)
        self.taken += len(buffer)
        return len(buffer)


def test_an_endless_stream_is_left_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(stream)))
    with pytest.raises(TooLarge, match=r"^stdin: larger"):
        read_input("-")
    assert stream.taken <= MAX_BYTES + 100_000


def test_a_device_is_left_at_the_limit() -> None:
    with pytest.raises(TooLarge):
        read_input("/dev/zero")


def test_a_directory_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(NotAReport, match=r"a directory; name the files in it, as in .*\*\.txt$"):
        read_input(str(tmp_path))


@pytest.mark.parametrize("name", ["none.txt", "report.txt/inside.txt"])
def test_a_missing_file_is_told(report: Path, name: str) -> None:
    with pytest.raises(MissingInput, match="no such file"):
        read_input(str(report.parent / name))


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(InputError, match="cannot be read: "):
        read_input(str(tmp_path / "a.txt"))


@contextmanager
def _without_privileges() -> Iterator[None]:
    privileged = os.geteuid() == 0
    if privileged:
        os.seteuid(65534)
    try:
        yield
    finally:
        if privileged:
            os.seteuid(0)


def test_a_file_that_may_not_be_read_is_told(report: Path) -> None:
    report.chmod(0)
    with _without_privileges(), pytest.raises(InputError, match=r"report\.txt: cannot be read: Permission denied"):
        read_input(str(report))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not take any bytes as a file's name")
def test_a_name_that_is_not_utf_8_becomes_one_that_is(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(REPORT)
    assert read_input(str(path)).name == "caf\ufffd.txt"


def test_each_bad_input_costs_only_itself(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = report.parent
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "encoding.txt").write_bytes("Армия заявила в воскресенье".encode("cp866"))
    (folder / "front.md").write_text("---\ntitle: [\n---\nText")
    _stdin(monkeypatch, b"")
    found = list(
        read_inputs(
            [
                *(str(folder / name) for name in ("none", "empty.txt", "binary.txt", "encoding.txt", "front.md")),
                *(str(folder), "-", "http://127.0.0.1:9/", "ftp://a", "a\0b", str(report)),
            ]
        )
    )
    kinds = [MissingInput, NotAReport, NotAReport, BadEncoding, BadMetadata, NotAReport, NotAReport]
    kinds += [FetchError, FetchError, InputError]
    assert [type(error) for error in found[:-1]] == kinds
    assert all("\n" not in str(error) for error in found[:-1])
    assert found[-1] == Document(REPORT, "report.txt")


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), min_size=1))
@settings(deadline=None)
def test_the_text_of_a_file_is_the_text_of_its_document(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode())
    [found] = read_inputs([str(path)])
    if isinstance(found, Document):
        assert found.text == text.removeprefix("\ufeff")
    else:
        assert isinstance(found, NotAReport)
