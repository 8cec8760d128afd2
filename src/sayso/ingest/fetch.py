"""Fetching a page: http and https only, bounded in size, time and redirects, and never inside the reader's own network.

The host is resolved once for each request, every address of it is checked, and the connection goes to a checked address
by its number. The name stays in the Host header and in TLS, where the certificate is checked against it. So a name that
resolves to something else a moment later (DNS rebinding) leads nowhere.
"""

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from sayso import __version__
from sayso.errors import FetchError, TooLarge
from sayso.ingest.limits import MAX_BYTES, TOO_LARGE

MAX_REDIRECTS = 5
TIMEOUT = 10.0
"""Seconds to wait for a connection, and for each next piece of an answer."""
DEADLINE = 30.0
"""Seconds that one address may take in all, redirects included."""

_TEXT_TYPES = {"", "application/xhtml+xml"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: its bytes, where they came from in the end, and what the server calls them."""

    data: bytes
    url: str
    content_type: str
    charset: str | None


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """The page at the address.

    Args:
        url: an http or https address.
        allow_private: also reach private, loopback and other addresses that are not on the public internet.

    Raises:
        FetchError: it can't be reached, answers with an error, is not text, or lies where it must not be fetched from.
        TooLarge: it holds more than `MAX_BYTES`.
    """
    with (
        _in_plain_words(url),
        httpx.Client(
            transport=CheckedTransport(url, allow_private), timeout=TIMEOUT, trust_env=False, headers=_headers()
        ) as client,
    ):
        if not httpx.URL(url).host:
            raise FetchError(url, "not an address: it names no host")
        return _follow(client, client.build_request("GET", url), url)


def is_public(address: Address) -> bool:
    """Whether the address is one on the public internet; an IPv4 address inside an IPv6 one is judged as itself."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    inward = address.is_private or address.is_loopback or address.is_link_local
    return address.is_global and not (inward or address.is_multicast or address.is_reserved or address.is_unspecified)


class CheckedTransport(httpx.BaseTransport):
    """Resolves a host, checks each of its addresses, and connects to one of those, by number.

    No connection is kept for a second request: it would be matched by number, and not by the name in its certificate.
    """

    def __init__(self, where: str, allow_private: bool) -> None:
        self._where = where
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the first checked address that takes a connection."""
        if request.url.scheme not in ("http", "https"):
            raise FetchError(self._where, f"leads to {request.url.scheme}:, and only http and https are fetched")
        failure: httpx.TransportError | None = None
        for address in self._addresses(request.url):
            try:
                return self._inner.handle_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = failure or error
        raise failure or FetchError(self._where, f"no address known for {request.url.host}")

    def close(self) -> None:
        """Close what is open."""
        self._inner.close()

    def _addresses(self, url: httpx.URL) -> list[Address]:
        host = url.raw_host.decode("ascii")
        try:
            found = socket.getaddrinfo(host, url.port or url.scheme, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(self._where, f"no such host: {url.host}") from error
        addresses = list(dict.fromkeys(ipaddress.ip_address(info[4][0]) for info in found))
        if not self._allow_private and not all(map(is_public, addresses)):
            what = f"{url.host} is at an address that is not on the public internet"
            raise FetchError(self._where, f"{what}; --allow-private fetches it nevertheless")
        return addresses


def _pinned(request: httpx.Request, address: Address) -> httpx.Request:
    host = request.url.raw_host.decode("ascii")
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"sayso/{__version__}",
        "Accept": "text/html, application/xhtml+xml, text/plain, text/*;q=0.9",
        "Accept-Encoding": "gzip",
    }


def _follow(client: httpx.Client, request: httpx.Request, where: str) -> Page:
    # By hand: httpx would read the whole body of a redirect, however long, before it goes on.
    deadline = time.monotonic() + DEADLINE
    for _ in range(MAX_REDIRECTS + 1):
        _check(deadline, where)
        response = client.send(request, stream=True)
        try:
            if response.next_request is None:
                return _page(response, where, deadline)
            request = response.next_request
        finally:
            response.close()
    raise FetchError(where, f"more than {MAX_REDIRECTS} redirects")


def _page(response: httpx.Response, where: str, deadline: float) -> Page:
    if not response.is_success:
        raise FetchError(where, f"the server answered {response.status_code} {response.reason_phrase}".strip())
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if content_type not in _TEXT_TYPES and not content_type.startswith("text/"):
        raise FetchError(where, f"is {content_type}, not text; download it and save its text")
    # Encodings stacked on each other could blow a small answer up without bound.
    if "," in response.headers.get("Content-Encoding", ""):
        raise FetchError(where, "the server packed its answer more than once, which is not accepted")
    url = str(response.request.url.copy_with(userinfo=b"", fragment=None))
    return Page(_body(response, where, deadline), url, content_type, response.charset_encoding)


def _body(response: httpx.Response, where: str, deadline: float) -> bytes:
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > MAX_BYTES:
            raise TooLarge(where, TOO_LARGE)
        _check(deadline, where)
    return bytes(data)


def _check(deadline: float, where: str) -> None:
    if time.monotonic() > deadline:
        raise FetchError(where, f"took longer than {DEADLINE:.0f} s")


@contextmanager
def _in_plain_words(where: str) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchError(where, f"no answer within {TIMEOUT:.0f} s") from error
    except httpx.ConnectError as error:
        raise FetchError(where, f"could not be reached: {error}") from error
    except httpx.InvalidURL as error:
        raise FetchError(where, f"not an address: {error}") from error
    except httpx.HTTPError as error:
        raise FetchError(where, f"could not be fetched: {error}") from error
