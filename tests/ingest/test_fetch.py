"""Fetching is tried against a real server on the loopback address: reachable with `allow_private`, refused without."""

import gzip
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from sayso.errors import FetchError, TooLarge
from sayso.ingest import ReadOptions, read_input
from sayso.ingest import fetch as fetching
from sayso.ingest.fetch import CheckedTransport, fetch, is_public
from sayso.ingest.limits import MAX_BYTES

REPORT = "The army said on Sunday that it seized the town of Um Turayka."
PAGE = f"<!doctype html><html lang='en'><title>News</title><body><p>{REPORT}</p><script>bad()</script></body></html>"


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers["Host"]))  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        port = self.server.server_address[1]
        match path:
            case "/a/report.txt":
                self._answer(200, REPORT.encode(), "text/plain; charset=utf-8")
            case "/legacy":
                self._answer(200, "قال الجيش".encode("cp1256"), "text/plain; charset=windows-1256")
            case "/page":
                self._answer(200, PAGE.encode(), "text/html")
            case "/packed":
                self._answer(200, gzip.compress(REPORT.encode()), "text/plain", ("Content-Encoding", "gzip"))
            case "/packed-twice":
                self._answer(200, b"x", "text/plain", ("Content-Encoding", "gzip, gzip"))
            case "/moved":
                self._answer(302, b"", "text/plain", ("Location", "/a/report.txt"))
            case "/elsewhere":
                self._answer(302, b"", "text/plain", ("Location", f"http://localhost:{port}/a/report.txt"))
            case "/loop":
                self._answer(302, b"", "text/plain", ("Location", "/loop"))
            case "/file":
                self._answer(302, b"", "text/plain", ("Location", "file:///etc/passwd"))
            case "/picture":
                self._answer(200, b"\x89PNG", "image/png")
            case "/empty":
                self._answer(200, b"", "text/plain")
            case "/bomb":
                self._answer(200, gzip.compress(b"x" * (MAX_BYTES + 1)), "text/plain", ("Content-Encoding", "gzip"))
            case "/endless":
                self._endless()
            case "/silent":
                self.server.stopped.wait(10)  # type: ignore[attr-defined]
            case _:
                self._answer(404, b"", "text/plain")

    def _answer(self, status: int, data: bytes, content_type: str, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", content_type), ("Content-Length", str(len(data))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            while not self.server.stopped.is_set():  # type: ignore[attr-defined]
                self.wfile.write(b"The army said so. " * 1_000)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Site)
        self.seen: list[tuple[str, str]] = []
        self.stopped = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that has enough, and goes, is no error."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def site() -> Iterator[_Server]:
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.stopped.set()
        server.shutdown()
        thread.join()


def test_a_private_address_is_refused_before_anything_is_sent(site: _Server) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is at an address that is not on the public internet; --allow"):
        fetch(f"{site.url}/a/report.txt")
    assert site.seen == []


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_a_private_address_is_refused_however_it_is_written(site: _Server, host: str) -> None:
    with pytest.raises(FetchError):
        fetch(f"http://{host}:{site.server_address[1]}/a/report.txt")
    assert site.seen == []


def test_it_is_fetched_when_private_addresses_are_allowed(site: _Server) -> None:
    page = fetch(f"{site.url}/a/report.txt?x=1#part", allow_private=True)
    assert (page.data.decode(), page.content_type, page.charset) == (REPORT, "text/plain", "utf-8")
    assert page.url == f"{site.url}/a/report.txt?x=1"


def test_the_name_stays_in_the_host_header(site: _Server) -> None:
    port = site.server_address[1]
    fetch(f"http://localhost:{port}/a/report.txt", allow_private=True)
    assert site.seen == [("/a/report.txt", f"localhost:{port}")]


def test_a_redirect_is_followed_and_its_end_is_the_address(site: _Server) -> None:
    assert fetch(f"{site.url}/moved", allow_private=True).url == f"{site.url}/a/report.txt"


def test_a_redirect_to_a_private_address_is_refused(site: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # Only the loopback address can be served here, so it stands in for a public one; the one redirected to does not.
    public_here = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(fetching, "is_public", lambda address: address == public_here or is_public(address))
    assert fetch(f"{site.url}/moved").data.decode() == REPORT
    site.seen.clear()
    with pytest.raises(
        FetchError, match=r"^http://127\.0\.0\.1.*: 10\.0\.0\.1 is at an address that is not on the public"
    ):
        _redirected(site, "http://10.0.0.1/secret")
    with pytest.raises(FetchError, match=r"169\.254\.169\.254 is at an address that is not on the public"):
        _redirected(site, "http://169.254.169.254/latest/meta-data")


def _redirected(site: _Server, location: str) -> None:
    site.RequestHandlerClass = type(
        "_Redirecting", (_Site,), {"do_GET": lambda self: self._answer(302, b"", "text/plain", ("Location", location))}
    )
    fetch(f"{site.url}/")


def test_the_connection_goes_to_the_address_that_was_checked(site: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public address when checked, and to a private one a moment later, gains nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        asked.append(host)
        if host == "rebinding.example":
            host = "127.0.0.1" if asked.count(host) == 1 else "127.0.0.9"
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    page = fetch(f"http://rebinding.example:{site.server_address[1]}/a/report.txt", allow_private=True)
    assert page.data.decode() == REPORT
    assert asked.count("rebinding.example") == 1


def test_the_name_is_what_the_certificate_is_checked_against(site: _Server) -> None:
    asked: list[str | None] = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.sni_callback = lambda _socket, name, _context: asked.append(name)  # type: ignore[assignment]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_shake_hands, args=(listening, server))
        thread.start()
        with pytest.raises(FetchError, match="could not be reached"):
            fetch(f"https://localhost:{listening.getsockname()[1]}/", allow_private=True)
        thread.join()
    assert asked == ["localhost"]


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = listening.accept()
    with connection:
        try:
            context.wrap_socket(connection, server_side=True)
        except OSError:
            return


def test_an_ipv6_address_is_connected_to_by_number() -> None:
    transport = CheckedTransport("x", allow_private=True)
    addresses = transport._addresses(httpx.URL("http://[::1]:80/"))
    assert addresses == [ipaddress.ip_address("::1")]
    pinned = fetching._pinned(httpx.Request("GET", "http://example.org:81/a?b"), addresses[0])
    assert (str(pinned.url), pinned.headers["Host"]) == ("http://[::1]:81/a?b", "example.org:81")
    transport.close()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/none", "the server answered 404 Not Found"),
        ("/loop", "more than 5 redirects"),
        ("/file", "leads to file:, and only http and https"),
        ("/picture", "is image/png, not text"),
        ("/packed-twice", "the server packed its answer more than once"),
    ],
)
def test_what_cannot_be_a_report_is_told(site: _Server, path: str, what: str) -> None:
    with pytest.raises(FetchError, match=f"^{site.url}{path}: {what}"):
        fetch(f"{site.url}{path}", allow_private=True)


@pytest.mark.parametrize("path", ["/bomb", "/endless"])
def test_reading_stops_at_the_limit(site: _Server, path: str) -> None:
    with pytest.raises(TooLarge):
        fetch(f"{site.url}{path}", allow_private=True)


def test_a_silent_server_is_given_up(site: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
    with pytest.raises(FetchError, match="no answer within"):
        fetch(f"{site.url}/silent", allow_private=True)


def test_a_slow_server_is_given_up(site: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "DEADLINE", 0.0)
    with pytest.raises(FetchError, match="took longer than"):
        fetch(f"{site.url}/endless", allow_private=True)


def test_a_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(FetchError, match=r"could not be reached: .*refused"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("http://no-such-host.invalid/", "no such host"),
        ("http://", "not an address: it names no host"),
        ("http://[::1", "not an address"),
        ("http://a..b/", "not an address|no such host"),
        ("http://example.org:99999/", "not an address|no such host|could not"),
    ],
)
def test_what_is_no_address_is_told(url: str, what: str) -> None:
    with pytest.raises(FetchError, match=what):
        fetch(url)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x"])
def test_other_schemes_are_not_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        read_input(url)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *(
            "224.0.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fec0::1",
            "ff02::1",
        ),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::1",
            "2001:db8::1",
        ),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


ALLOWED = ReadOptions(allow_private=True)


@pytest.mark.parametrize(
    ("path", "name", "text"),
    [
        ("/a/report.txt", "report.txt", REPORT),
        ("/page", "page", REPORT),
        ("/packed", "packed", REPORT),
        ("/legacy", "legacy", "قال الجيش"),
    ],
)
def test_an_address_becomes_a_document(site: _Server, path: str, name: str, text: str) -> None:
    document = read_input(f"{site.url}{path}", ALLOWED)
    assert (document.name, document.text, document.url) == (name, text, f"{site.url}{path}")


def test_an_address_without_a_path_is_named_by_its_host(site: _Server) -> None:
    site.RequestHandlerClass = type(
        "_Plain", (_Site,), {"do_GET": lambda self: self._answer(200, REPORT.encode(), "text/plain")}
    )
    assert read_input(f"{site.url}/", ALLOWED).name == "127.0.0.1"
