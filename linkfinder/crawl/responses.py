"""Turns what Scrapy brings, a response or a failure, into an outcome with a reason code of our own.

What reads these outcomes needs no Scrapy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from twisted.internet.error import ConnectError, ConnectionClosed

from linkfinder import urls
from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.refresh import refresh_target
from linkfinder.crawl.refusals import RequestRefused
from linkfinder.model.visit import Outcome
from linkfinder.net.exchange import Failure
from linkfinder.net.retry_after import retry_after_seconds

_MAX_HTML_BYTES = 2 * 1024 * 1024
"""Bytes of a page that are read: a longer one is a log or an attack, and its beginning says what it is."""

_TEMPORARY_STATUSES = frozenset({408, 421, 425, 429, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 525, 527, 530})
"""Statuses that may be gone in a minute: overload, time-outs, a proxy without its server (52x: Cloudflare's)."""

_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_UNSURE_TYPES = ("", "text/plain", "application/octet-stream", "application/unknown", "application/xml", "text/xml")
_LOOKS_HTML = re.compile(rb"<(?:!doctype\s{1,10}html|html|head|body|title|meta|h1|div|p)[\s>]", re.IGNORECASE)
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"Rar!",
    b"RIFF",
    b"\x00\x00\x01\x00",
)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of a request. `html` is set when there is a page to read, `target` when it leads elsewhere."""

    outcome: Outcome
    reason: str = ""
    status: int | None = None
    html: str | None = None
    body: bytes = b""
    target: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    retry_after: float | None = None  # seconds the server asked for

    def header(self, name: str) -> str:
        """Return a header's value, or an empty string."""
        return self.headers.get(name.lower(), "")


def result_of_response(response: Response, rate_limit_wait: float = 60.0) -> FetchResult:
    """Return what a response means; `rate_limit_wait` is for a 429 that names no time."""
    status, headers = response.status, _headers(response)
    if status == HTTPStatus.NOT_MODIFIED:
        return FetchResult(Outcome.UNCHANGED, "http_304", status, headers=headers)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return _redirect(response, headers)
    if status in _TEMPORARY_STATUSES:
        default = rate_limit_wait if status == HTTPStatus.TOO_MANY_REQUESTS else None
        return FetchResult(
            Outcome.RETRY, f"http_{status}", status, headers=headers, retry_after=retry_after_of(response) or default
        )
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return FetchResult(Outcome.FAILED, f"http_{status}", status, headers=headers)
    return _page(response, headers)


def _headers(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


def _redirect(response: Response, headers: Mapping[str, str]) -> FetchResult:
    target = urls.absolute(headers.get("location", ""), response.url) if headers.get("location") else None
    if target is None:
        return FetchResult(Outcome.FAILED, "redirect_bad_location", response.status, headers=headers)
    if target == urls.absolute(response.url, response.url):
        return FetchResult(Outcome.FAILED, Failure.REDIRECT_LOOP, response.status, headers=headers)
    return FetchResult(Outcome.DROPPED, "redirect", response.status, target=target, headers=headers)


def _page(response: Response, headers: Mapping[str, str]) -> FetchResult:
    body = response.body
    if not is_html(headers.get("content-type", ""), body):
        return FetchResult(Outcome.DROPPED, "not_html", response.status, body=body, headers=headers)
    html = decode_html(body[:_MAX_HTML_BYTES], headers.get("content-type", ""))
    target = refresh_target(html, response.url, headers.get("refresh", ""))
    if target:
        return FetchResult(Outcome.DROPPED, "redirect", response.status, target=target, headers=headers)
    return FetchResult(Outcome.FETCHED, "", response.status, html, body, headers=headers)


def is_html(content_type: str, body: bytes) -> bool:
    """Tell whether an answer is a page, by its type and by what it begins with, since servers are wrong about both."""
    kind = content_type.partition(";")[0].strip().lower()
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_BINARY):
        return False
    if kind in _HTML_TYPES:
        return not start.startswith(b"<?xml") or bool(_LOOKS_HTML.search(body[:4096]))
    return kind in _UNSURE_TYPES and start.startswith(b"<") and bool(_LOOKS_HTML.search(start))


def retry_after_of(response: Response) -> float | None:
    """Return the seconds that Retry-After asks for, from one second to a day; None when it says nothing usable."""
    return retry_after_seconds((response.headers.get("Retry-After") or b"").decode("latin-1"), datetime.now(UTC))


def result_of_failure(error: BaseException) -> FetchResult:
    """Return what an exception means that came instead of a response."""
    if isinstance(error, RequestRefused):
        return FetchResult(error.outcome, error.reason, retry_after=error.retry_after)
    if isinstance(error, DownloadCancelledError):
        return FetchResult(Outcome.DROPPED, "too_large")
    reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), "")
    if isinstance(error, DownloadFailedError):
        reason = _inner_reason(error) or Failure.RESET
    return (
        FetchResult(Outcome.RETRY, reason)
        if reason
        else FetchResult(Outcome.FAILED, f"error_{type(error).__name__}"[:60])
    )


_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (TunnelError, Failure.PROXY),
    (CannotResolveHostError, Failure.DNS_TEMPORARY),
    (DownloadTimeoutError, Failure.TIMEOUT),
    (TimeoutError, Failure.TIMEOUT),
    (DownloadConnectionRefusedError, Failure.CONNECT_REFUSED),
    (ResponseDataLossError, Failure.RESET),
    (ConnectError, Failure.UNREACHABLE),
    (ConnectionClosed, Failure.RESET),
    (OSError, Failure.UNREACHABLE),
)


def _inner_reason(error: DownloadFailedError) -> str:
    """Return the reason in Twisted's wrapping of a failed exchange: it names the errors, it does not raise them."""
    text = f"{error} {error.__cause__}"
    if "OpenSSL" in text or "SSL" in text or "certificate" in text:
        return Failure.TLS_HANDSHAKE
    return Failure.PROTOCOL if "ParseError" in text or "BadHeaders" in text else ""
