"""Downloading a large file: a download that was cut off goes on where it ended, if the file is still the same one."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx

from sayso import __version__
from sayso.errors import FetchError, GazetteerError
from sayso.ingest.fetch import MAX_REDIRECTS, TIMEOUT, CheckedTransport

MAX_DOWNLOAD = 4 * 10**9
"""Bytes; GeoNames' largest file has less than a fifth of that."""
TRIES = 3
"""How often a download that is cut off is taken up again in one run."""


def download(
    url: str, target: Path, *, allow_private: bool = False, progress: Callable[[float], None] = lambda _: None
) -> bool:
    """The file at the address, put at `target` when it is there in full.

    What has come so far lies beside it, ending in ".part", and what the server calls this version of it in ".tag".

    Args:
        url: an http or https address.
        target: where it goes; its folder is there.
        allow_private: also reach addresses that are not on the public internet.
        progress: told how much has come, from 0 to 1.

    Returns:
        Whether the server has such a file.

    Raises:
        FetchError: it can't be reached, answers with an error, or lies where it must not be fetched from.
        GazetteerError: it came in part only, or can't be written.
    """
    part = target.with_suffix(".part")
    transport = CheckedTransport(url, allow_private)
    headers = {"User-Agent": f"sayso/{__version__}", "Accept-Encoding": "identity"}
    with httpx.Client(transport=transport, timeout=TIMEOUT, trust_env=False, headers=headers) as client:
        for left in reversed(range(TRIES)):
            try:
                with closing(_answer(client, url, part)) as response:
                    if response.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
                        return False
                    _take(response, part, progress)
                break
            except httpx.InvalidURL as error:
                raise FetchError(url, f"not an address: {error}") from error
            except httpx.HTTPError as error:
                if not left:
                    raise GazetteerError(f"{url}: {_came(part)}, then: {error}; the same command goes on") from error
            except OSError as error:
                raise GazetteerError(f"{part}: cannot be written: {error.strerror or error}") from error
    part.replace(target)
    part.with_suffix(".tag").unlink(missing_ok=True)
    return True


def _came(part: Path) -> str:
    return f"{part.stat().st_size:,} bytes came" if part.exists() else "nothing came"


def _answer(client: httpx.Client, url: str, part: Path) -> httpx.Response:
    """The server's answer, redirects followed: the rest of the file where a part is there, or else all of it."""
    tag = part.with_suffix(".tag")
    headers = {}
    if part.exists() and tag.exists():
        headers = {"Range": f"bytes={part.stat().st_size}-", "If-Range": tag.read_text("utf-8")}
    request = client.build_request("GET", url, headers=headers)
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(request, stream=True)
        if response.next_request is None:
            break
        response.close()
        request = response.next_request
    else:
        raise FetchError(url, f"more than {MAX_REDIRECTS} redirects")
    if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        response.close()
        part.unlink()
        return _answer(client, url, part)
    return response


def _take(response: httpx.Response, part: Path, progress: Callable[[float], None]) -> None:
    if not response.is_success:
        what = f"the server answered {response.status_code} {response.reason_phrase}"
        raise FetchError(str(response.request.url), what.strip())
    goes_on = response.status_code == httpx.codes.PARTIAL_CONTENT and part.exists()
    done = part.stat().st_size if goes_on else 0
    total = done + int(response.headers.get("Content-Length") or 0)
    tag = response.headers.get("ETag", "")
    validator = tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")
    if validator:
        part.with_suffix(".tag").write_text(validator, "utf-8")
    with part.open("ab" if goes_on else "wb") as file:
        for piece in response.iter_raw():
            file.write(piece)
            done += len(piece)
            if max(done, total) > MAX_DOWNLOAD:
                raise GazetteerError(f"{response.url}: larger than {MAX_DOWNLOAD:,} bytes")
            progress(done / total if total >= done else 0.0)
