"""One libcurl handle with everything a request needs; it is set up once and used again and again."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pycurl

from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.linkcheck.targets import RequestTarget
from linkfinder.net.exchange import HttpRequest, RequestProfile

_MAX_BYTES_OF_BODY_ELEMENT = 12_288
"""Bytes of a page's body that are read: its headings and first paragraphs stand there, and errors are shorter."""

_MAX_BYTES = 131_072
"""Bytes read at most: heads full of styles and scripts are longer than the page, rarely longer than this."""

_DEFAULT_HEADERS = ("Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Language: *")
_BROWSER_HEADERS = (
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language: en-US,en;q=0.8,*;q=0.5",
    "Cache-Control: no-cache",
    "Pragma: no-cache",
    "Sec-Fetch-Dest: document",
    "Sec-Fetch-Mode: navigate",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-User: ?1",
    "Upgrade-Insecure-Requests: 1",
)
"""What browsers send and some servers insist on. The user agent stays ours, which names linkfinder."""

_FIELD = re.compile(rb"([^:\s][^:\r\n]{0,99}):[ \t]*([^\r\n]{0,8192})")
"""A header; longer values are cut, for locations and cookies that work are shorter."""


_SHORT = 100
"""Bytes of a header line that is cached; longer ones differ from host to host and would cost memory."""


class CurlTransfer:
    """A libcurl handle and what its present transfer has received so far."""

    __slots__ = (
        "_body_at",
        "_cookie",
        "_has_fixed_address",
        "_profile",
        "_settings",
        "_size",
        "body",
        "curl",
        "has_enough",
        "ip",
        "lines",
        "proxy",
        "refusal",
        "request",
        "started",
        "token",
    )

    def __init__(self, settings: LinkCheckSettings) -> None:
        self._settings = settings
        self.lines: list[bytes] = []
        self.body: list[bytes] = []
        self.token: Any = None  # whose request it is
        self.started = 0.0
        self.ip = self.proxy = self.refusal = ""
        self.curl = pycurl.Curl()
        self._profile: RequestProfile | None = None
        self._has_fixed_address = False
        self._cookie = ""
        for option, value in _options(settings):
            self.curl.setopt(option, value)
        self.curl.setopt(pycurl.HEADERFUNCTION, self.lines.append)
        self.curl.setopt(pycurl.WRITEFUNCTION, self._take)

    def prepare(self, request: HttpRequest, target: RequestTarget, ip: str, proxy: str) -> None:
        """Set the handle up for a request: to `ip` when the host is a name, or through a proxy."""
        self.request = request
        self.lines.clear()
        self.has_enough = False
        self._size, self._body_at = 0, -1
        self.refusal = ""
        self.curl.setopt(pycurl.URL, target.url)
        if request.profile is not self._profile:
            self._set_profile(request.profile)
        if request.cookie != self._cookie:
            self.curl.setopt(pycurl.COOKIE, request.cookie or None)
            self._cookie = request.cookie
        dialled = "" if proxy or target.ip else ip
        if dialled or self._has_fixed_address:
            self._set_address(dialled)
        if proxy != self.proxy or self.started == 0.0:
            self._set_proxy(proxy)
        self.ip = ip

    def headers(self) -> dict[str, str]:
        """Return the headers of the final response by lower-case name; interim responses are left out."""
        return _read_headers(self.lines)

    def _set_profile(self, manner: RequestProfile) -> None:
        is_full, is_new = (
            manner in {RequestProfile.BROWSER_HEADERS, RequestProfile.BROWSER_HEADERS_HTTP1},
            manner is RequestProfile.BROWSER_HEADERS_HTTP1,
        )
        self.curl.setopt(pycurl.HTTPHEADER, _BROWSER_HEADERS if is_full else _DEFAULT_HEADERS)
        version = pycurl.CURL_HTTP_VERSION_1_1 if is_new else pycurl.CURL_HTTP_VERSION_2TLS
        self.curl.setopt(pycurl.HTTP_VERSION, version)
        self.curl.setopt(pycurl.FRESH_CONNECT, int(is_new))
        self.curl.setopt(pycurl.HTTP_CONTENT_DECODING, int(manner is not RequestProfile.UNDECODED))
        is_verified = manner is not RequestProfile.UNVERIFIED
        self.curl.setopt(pycurl.SSL_VERIFYPEER, int(is_verified))
        self.curl.setopt(pycurl.SSL_VERIFYHOST, 2 if is_verified else 0)
        self._profile = manner

    def _set_address(self, ip: str) -> None:
        """Connect to this IP address whatever the host; empty: the host is one itself, or the proxy looks it up."""
        self.curl.setopt(pycurl.CONNECT_TO, [f"::[{ip}]:" if ":" in ip else f"::{ip}:"] if ip else None)
        self._has_fixed_address = bool(ip)

    def _set_proxy(self, proxy: str) -> None:
        self.curl.setopt(pycurl.PROXY, proxy)  # an empty string also keeps libcurl from reading the environment
        # The address of a proxy is the user's choice, and what lies behind it is the proxy's to resolve.
        self.curl.setopt(pycurl.PREREQFUNCTION, None if proxy else self._check)
        # Names are looked up by us. libcurl would search its whole cache for old entries at every request.
        self.curl.setopt(pycurl.DNS_CACHE_TIMEOUT, 60 if proxy else 0)
        self.proxy = proxy

    def _check(self, ip: str, _local_ip: str, _port: int, _local_port: int) -> int:
        if ip != self.ip:
            self.refusal = self._settings.networks.refuses(ip)
            self.ip = ip
        return int(pycurl.PREREQFUNC_ABORT if self.refusal else pycurl.PREREQFUNC_OK)

    def _take(self, chunk: bytes) -> int | None:
        self.body.append(chunk)
        self._size += len(chunk)
        if self._size < _MAX_BYTES_OF_BODY_ELEMENT or (self._size < _MAX_BYTES and not self._has_read_body()):
            return None
        self.has_enough = True
        return 0

    def _has_read_body(self) -> bool:
        """Return whether as much of the page's body has come as is needed."""
        if self._body_at < 0:
            read = b"".join(self.body)
            self._body_at = max(read.find(b"<body"), read.find(b"<BODY"))
        return 0 <= self._body_at <= self._size - _MAX_BYTES_OF_BODY_ELEMENT


def _read_headers(lines: Sequence[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        name, value = _cached_field(line) if len(line) < _SHORT else _field(line)
        if name:
            found[name] = f"{found[name]}\n{value}" if name in found else value
        elif line.startswith(b"HTTP/"):
            found.clear()
    return found


def _field(line: bytes) -> tuple[str, str]:
    """Return the name in lower case and the value of a header line, both empty when it is something else."""
    found = _FIELD.match(line)
    return (found[1].decode("latin-1").lower(), found[2].decode("latin-1")) if found else ("", "")


_cached_field = lru_cache(maxsize=2048)(_field)  # most lines are alike on many hosts: a fifth of the time


def _options(settings: LinkCheckSettings) -> list[tuple[int, Any]]:
    options = [
        (pycurl.NOSIGNAL, 1),
        (pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS),
        (pycurl.FOLLOWLOCATION, 0),
        (pycurl.USERAGENT, settings.user_agent),
        (pycurl.ACCEPT_ENCODING, "gzip, deflate, br"),
        (pycurl.CONNECTTIMEOUT_MS, int(settings.connect_timeout * 1000)),
        (pycurl.TIMEOUT_MS, int(settings.timeout * 1000)),
        (pycurl.NOPROXY, ""),
        # OpenSSL 3.5 and later add a post-quantum key share (X25519MLKEM768) to every handshake, which takes 0.1 of the
        # 0.7 ms CPU of a TLS connection. What is requested here is public, so the classic curves are enough.
        (pycurl.SSL_EC_CURVES, "X25519:P-256:P-384"),
    ]
    return [*options, (pycurl.CAINFO, settings.ca_file)] if settings.ca_file else options
