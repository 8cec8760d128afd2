"""Downloading a large file from a server of the test's own."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sayso.errors import FetchError, GazetteerError
from sayso.grounding.gazetteer import download as module
from sayso.grounding.gazetteer.download import download

WHOLE = bytes(range(256)) * 400


@dataclass
class Served:
    """What the server has, what it does with it, and what was asked of it."""

    data: bytes = WHOLE
    tag: str | None = '"one"'
    cut_at: list[int] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file.zip"


@pytest.fixture
def served() -> Iterator[Served]:
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self, state)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield state
        server.shutdown()
        thread.join()


def answer(handler: BaseHTTPRequestHandler, state: Served) -> None:
    wanted = handler.headers.get("Range")
    state.asked.append(wanted)
    if handler.path.startswith("/round"):
        handler.send_response(302)
        handler.send_header("Location", "/round/for-ever" if "for-ever" in handler.path else "/file.zip")
        handler.end_headers()
        return
    if handler.path != "/file.zip":
        handler.send_error(int(handler.path.removeprefix("/")))
        return
    start = 0
    if wanted and handler.headers.get("If-Range") == state.tag:
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
    if start >= len(state.data) and start:
        handler.send_error(416)
        return
    body = state.data[start:]
    handler.send_response(206 if start else 200)
    if state.tag:
        handler.send_header("ETag", state.tag)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: state.cut_at.pop(0)] if state.cut_at else body)


def fetched(served: Served, folder: Path) -> Path:
    target = folder / "file.zip"
    assert download(served.url, target, allow_private=True)
    assert [path.name for path in folder.iterdir()] == ["file.zip"]
    return target


def test_a_file_comes_whole_and_progress_is_told(served: Served, tmp_path: Path):
    shares: list[float] = []
    assert download(served.url, tmp_path / "a.zip", allow_private=True, progress=shares.append)
    assert (tmp_path / "a.zip").read_bytes() == WHOLE
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_what_is_cut_off_goes_on_where_it_ended(served: Served, tmp_path: Path):
    served.cut_at = [1000, 500]
    assert fetched(served, tmp_path).read_bytes() == WHOLE
    assert served.asked == [None, "bytes=1000-", "bytes=1500-"]


def test_it_goes_on_in_a_later_run(served: Served, tmp_path: Path):
    served.cut_at = [1000, 1000, 1000]
    with pytest.raises(GazetteerError, match=r"3,000 bytes came, then: .*the same command goes on"):
        download(served.url, tmp_path / "file.zip", allow_private=True)
    assert not (tmp_path / "file.zip").exists()
    assert fetched(served, tmp_path).read_bytes() == WHOLE
    assert served.asked[-1] == "bytes=3000-"


def test_another_version_of_the_file_is_begun_anew(served: Served, tmp_path: Path):
    served.cut_at = [1000] * 3
    with pytest.raises(GazetteerError):
        download(served.url, tmp_path / "file.zip", allow_private=True)
    served.data, served.tag = WHOLE[::-1], '"two"'
    assert fetched(served, tmp_path).read_bytes() == WHOLE[::-1]


def test_without_a_tag_nothing_is_pieced_together(served: Served, tmp_path: Path):
    served.tag, served.cut_at = None, [1000]
    assert fetched(served, tmp_path).read_bytes() == WHOLE
    assert served.asked == [None, None]


def test_a_part_that_is_too_long_is_begun_anew(served: Served, tmp_path: Path):
    (tmp_path / "file.part").write_bytes(WHOLE * 2)
    (tmp_path / "file.tag").write_text('"one"')
    assert fetched(served, tmp_path).read_bytes() == WHOLE


def test_a_file_that_is_not_there(served: Served, tmp_path: Path):
    assert not download(f"http://127.0.0.1:{served.port}/404", tmp_path / "a.zip", allow_private=True)
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_server_is_told(served: Served, tmp_path: Path):
    with pytest.raises(FetchError, match="the server answered 500 Internal Server Error"):
        download(f"http://127.0.0.1:{served.port}/500", tmp_path / "a.zip", allow_private=True)
    assert list(tmp_path.iterdir()) == []


def test_redirects_are_followed_but_not_for_ever(served: Served, tmp_path: Path):
    assert download(f"http://127.0.0.1:{served.port}/round", tmp_path / "a.zip", allow_private=True)
    with pytest.raises(FetchError, match="redirects"):
        download(f"http://127.0.0.1:{served.port}/round/for-ever", tmp_path / "b.zip", allow_private=True)


def test_a_private_address_is_refused(served: Served, tmp_path: Path):
    with pytest.raises(FetchError, match="--allow-private"):
        download(served.url, tmp_path / "a.zip")
    assert served.asked == []


def test_too_large_a_file_is_refused(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MAX_DOWNLOAD", 1000)
    with pytest.raises(GazetteerError, match="larger than 1,000 bytes"):
        download(served.url, tmp_path / "a.zip", allow_private=True)


@pytest.mark.parametrize("url", ["http://", "http://127.0.0.1:1/x", "ftp://127.0.0.1/x"])
def test_what_leads_nowhere_is_one_line(url: str, tmp_path: Path):
    with pytest.raises((FetchError, GazetteerError)) as told:
        download(url, tmp_path / "a.zip", allow_private=True)
    assert "\n" not in str(told.value)
