"""Each kind of bad input: a clear line, the right exit code, and the other inputs of the run still come out."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.claims import Gate, Reader
from sayso.cli import app
from sayso.ingest import Document

GOOD = (
    "The army said on Sunday that its forces seized the village of Tel Asfar from the rebels. "
    "Residents said that air strikes killed at least 13 people.\n"
)
REDIRECT_TO = "http://10.0.0.1/secret"


@pytest.fixture(autouse=True)
def _good_report(one_reader: None) -> None:
    """A report that can be read, beside each one that can't."""
    Path("good.txt").write_text(GOOD)


def read(*names: str) -> tuple[int, str, dict[str, list[dict[str, Any]]]]:
    """Exit code, what was said, and the claims by the name of their document, of a run over these and a good one."""
    result = CliRunner().invoke(app, ["read", *names, "good.txt"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    claims: dict[str, list[dict[str, Any]]] = {}
    for line in result.stdout.splitlines():
        claim = json.loads(line)
        claims.setdefault(claim["document"]["name"], []).append(claim)
    assert claims["good.txt"]
    return result.exit_code, result.stderr, claims


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span of a claim's record."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    if isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def assert_verbatim(claims: list[dict[str, Any]], text: str) -> None:
    assert claims
    for span in spans(claims):
        assert text[span["start"] : span["end"]] == span["text"]


def refused(name: str, what: str) -> None:
    code, told, claims = read(name)
    assert (code, list(claims)) == (1, ["good.txt"])
    assert told.startswith(f"sayso: {name}: ")
    assert what in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("data", [b"", b" \n\n\t \r\n"])
def test_an_empty_file(data: bytes) -> None:
    Path("a.txt").write_bytes(data)
    refused("a.txt", "empty" if not data else "no words in it")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_of_50_mb(name: str) -> None:
    with Path(name).open("wb") as file:
        file.truncate(50_000_000)
    refused(name, "larger than a report can be (8 MB, or 2,000,000 characters)")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 40, b"%PDF-1.7\n%\xe2\xe3"])
def test_binary_data(data: bytes) -> None:
    Path("a.txt").write_bytes(data)
    refused("a.txt", "binary data, not text")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_latin_1_and_utf_16(encoding: str) -> None:
    text = "The café in São Tomé was hit. The army said on Sunday that its forces seized the village of Tel Asfar."
    Path("a.txt").write_bytes(text.encode(encoding))
    code, told, claims = read("a.txt")
    assert (code, told) == (0, "")
    assert_verbatim(claims["a.txt"], text)


@pytest.mark.parametrize("encoding", ["cp866", "utf-7"])
def test_an_encoding_that_cannot_be_told(encoding: str) -> None:
    data = "Армия заявила, что захватила город.".encode("cp866") if encoding == "cp866" else b"\xff\xfe\xfd"
    Path("a.txt").write_bytes(data)
    refused("a.txt", "save it as UTF-8")


@pytest.mark.parametrize(
    "text",
    [
        'The army said: "Our forces seized the village of Tel Asfar. Residents fled the shelling on Monday.',
        "“The rebels «seized the village of Tel Asfar”, the army said. 'Residents fled.” She ((said so\"",
        '"""“““‘‘‘ The army said that its forces seized the village of Tel Asfar. )))”',
    ],
)
def test_unbalanced_quotes(text: str) -> None:
    Path("a.txt").write_text(text, "utf-8")
    code, told, claims = read("a.txt")
    assert (code, told) == (0, "")
    assert_verbatim(claims["a.txt"], text)


def test_a_sentence_of_3_000_words() -> None:
    clause = "and on the next day the army said that its forces had seized the village of Tel Asfar from the rebels "
    text = f"{' '.join((clause * 150).split()[:3_000])}."
    assert len(text.split()) == 3_000
    Path("a.txt").write_text(text)
    code, told, claims = read("a.txt")
    assert (code, told) == (0, "")
    assert_verbatim(claims["a.txt"], text)


@pytest.mark.parametrize(
    "junk", ["👩\u200d👧\u200d👦🇸🇾💥", "e\u0301a\u0308\u0323\u0306", "\u200f\u202b\u2066\u200e\u2069\u202c", "𐤀𐤁𝕬"]
)
def test_emoji_and_combining_and_bidirectional_marks(junk: str) -> None:
    text = f"{junk} {GOOD.replace(' the ', f' {junk}the{junk} ')}{GOOD.replace('village', f'village{junk} of')}{GOOD}"
    Path("a.txt").write_text(text, "utf-8")
    code, told, claims = read("a.txt")
    assert (code, told) == (0, "")
    assert_verbatim(claims["a.txt"], text)


def test_html_with_scripts() -> None:
    script = "<script>document.write('The rebels killed 99 people in Script Town.')</script>"
    Path("a.html").write_text(
        f"<html lang=en><head>{script}</head><body onload='x()'><p>{GOOD}{script}</p>{script}</body>"
    )
    code, told, claims = read("a.html")
    assert (code, told) == (0, "")
    assert_verbatim(claims["a.html"], GOOD.strip())


def test_a_directory() -> None:
    Path("folder").mkdir()
    refused("folder", "a directory; name the files in it, as in folder/*.txt")


def test_a_missing_path() -> None:
    refused("missing.txt", "no such file")


@pytest.mark.parametrize("sidecar", ["{", '{"published": "soon"}'])
def test_a_broken_sidecar(sidecar: str) -> None:
    Path("a.txt").write_text(GOOD)
    Path("a.meta.json").write_text(sidecar)
    refused("a.txt", "a.meta.json: ")


def test_an_address_that_refuses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    code, told, claims = read("--allow-private", f"http://127.0.0.1:{port}/")
    assert (code, list(claims)) == (1, ["good.txt"])
    assert told.startswith(f"sayso: http://127.0.0.1:{port}/: could not be reached: ")


class _Redirecting(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", REDIRECT_TO)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output quiet."""


def test_an_address_that_redirects_to_a_private_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Only the loopback address can be served here, so it stands in for a public one.
    from sayso.ingest import fetch

    judged = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda address: str(address) == "127.0.0.1" or judged(address))
    with HTTPServer(("127.0.0.1", 0), _Redirecting) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        refused(f"http://127.0.0.1:{server.server_address[1]}/", "10.0.0.1 is at an address that is not on the public")
        thread.join()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost/", "http://169.254.169.254/", "http://[::1]/"]
)
def test_a_private_address(url: str) -> None:
    refused(url, "is at an address that is not on the public internet; --allow-private fetches it nevertheless")


PIECES = [
    *(
        "The army said",
        "that",
        "its forces",
        "seized",
        "killed",
        "the village",
        "of Tel Asfar",
        "on Sunday",
        "at least 13",
    ),
    *(
        "people",
        "fled",
        "after",
        "air strikes",
        "according to",
        "rebels",
        "denied",
        ",",
        ".",
        '"',
        "“",
        "”",
        "\n\n",
        "he",
    ),
    *(
        "👩\u200d👧",
        "e\u0301",
        "\u200f",
        "\u202b",
        "قال الجيش",
        "\u200b",
        "\xa0",
        "\ufeff",
        "\u2028",
        "…",
        "  ",
        "\t",
        "𝕬",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), min_size=1, max_size=60).map(" ".join))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_for_any_text_every_span_is_what_stands_there(reader: Reader, text: str) -> None:
    gate = Gate()
    [claims] = reader.read([Document(text, "any")])
    for claim in claims:
        for span in claim.spans():
            assert text[span.start : span.end] == span.text
    assert gate.admit(claims) == claims


@given(st.lists(st.sampled_from([GOOD, "", "\n", "👩\u200d👧", "The rebels fled Tel Asfar."]), min_size=1, max_size=5))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_documents_read_together_are_read_as_alone(reader: Reader, texts: list[str]) -> None:
    documents = [Document(text, "any") for text in texts]
    together = [[claim.id for claim in claims] for claims in reader.read(documents)]
    assert together == [[claim.id for claim in claims] for document in documents for claims in reader.read([document])]
