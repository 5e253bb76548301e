"""One request to a source of sites: checked, capped, with the key put in at the last moment.

Not the crawl itself: it serves the few dozen requests of `linkfinder discover`, before Scrapy starts. Private addresses
are refused before a connection is opened, redirects are followed hop by hop under the same rules, and a request that
carries a key follows none, so that no key reaches another host.
"""

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import ada_url
import pycurl

from linkfinder import urls
from linkfinder.errors import DiscoveryError, SourceClosedError
from linkfinder.net.dns import never_exists
from linkfinder.net.networks import Networks
from linkfinder.net.proxies import Proxies
from linkfinder.sources.base import KeyPlacement, SourceRequest

_MAX_BODY_BYTES = 25 * 1024 * 1024
"""Decoded bytes of an answer: the largest sitemap that is read, and a little more."""

_TIMEOUT_SECONDS = 30
"""Seconds for a whole answer; Common Crawl's index takes up to 15, and a hanging service must not stop the others."""

_CONNECT_TIMEOUT = 10  # seconds
_SELECT_SECONDS = 0.5  # seconds after which a waiting transfer lets other things, such as Ctrl-C, happen
_MAX_REDIRECTS = 5  # as robots.txt's rules have it (RFC 9309, 2.3.1.2); services need none
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How requests are made on this machine."""

    user_agent: str
    networks: Networks = field(default_factory=Networks)
    proxies: Proxies = field(default_factory=Proxies)
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class FetchedResponse:
    """An answer as it came. Header names are lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(request: SourceRequest, settings: HttpSettings, check: Callable[[str], object] = str) -> FetchedResponse:
    """Return the answer to an ask; raise DiscoveryError, never with a key in it, when there is none.

    `check` is called with every address before it is asked, redirects included, and may raise DiscoveryError.
    """
    url = request.url
    for _ in range(_MAX_REDIRECTS + 1):
        check(url)
        fetched = _Transfer(request, url, settings).run()
        target = urls.absolute(fetched.headers.get("location", ""), url) if fetched.status in _REDIRECTS else None
        if target is None or request.api_key:
            return fetched
        url = target
    raise DiscoveryError(f"{request.url}: more than {_MAX_REDIRECTS} redirects")


class _Transfer:
    """One exchange through libcurl, and what was gathered during it."""

    def __init__(self, request: SourceRequest, url: str, settings: HttpSettings) -> None:
        self._request = request
        self._url = url
        self._settings = settings
        self._body = bytearray()
        self._headers: dict[str, str] = {}
        self._refusal = ""
        self._sockets: list[socket.socket] = []

    def run(self) -> FetchedResponse:
        """Return the answer; raise DiscoveryError that says what went wrong."""
        parsed = parse_http_url(self._url)
        host = str(parsed.hostname)
        proxy = self._settings.proxies.proxy_for(str(parsed.protocol).rstrip(":"), host)
        if never_exists(host):
            raise DiscoveryError(f"{self._described_url}: {host} does not exist")
        networks = self._settings.networks
        if refusal := networks.refuses_host(host) or (
            self._is_redirected and networks.refuses_port(host, _port(parsed))
        ):
            raise SourceClosedError(f"{self._described_url}: {refusal}; {_REMEDY}")
        curl = pycurl.Curl()
        try:
            self._set_up(curl, proxy)
            _perform(curl)
            return FetchedResponse(int(curl.getinfo(pycurl.RESPONSE_CODE)), bytes(self._body), self._headers)
        except pycurl.error as error:
            raise DiscoveryError(
                f"{self._described_url}: {self._refusal or _error_text(error)}"
            ) from None  # its text may hold the key
        finally:
            curl.close()
            for opened in self._sockets:
                opened.close()

    @property
    def _is_redirected(self) -> bool:
        return self._url != self._request.url

    @property
    def _described_url(self) -> str:
        return f"{self._request.url} (redirected to {self._url})" if self._is_redirected else self._url

    def _set_up(self, curl: Any, proxy: str) -> None:
        options: dict[int, Any] = {
            pycurl.URL: _with_key(self._url, self._request),
            pycurl.HTTPHEADER: _header_lines(self._request),
            pycurl.USERAGENT: self._settings.user_agent,
            pycurl.ACCEPT_ENCODING: "",
            pycurl.NOSIGNAL: 1,
            pycurl.CONNECTTIMEOUT: _CONNECT_TIMEOUT,
            pycurl.TIMEOUT: _TIMEOUT_SECONDS,
            pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
            pycurl.PROXY: proxy,
            pycurl.WRITEFUNCTION: self._take,
            pycurl.HEADERFUNCTION: self._take_header,
        }
        if self._settings.ca_file:
            options[pycurl.CAINFO] = self._settings.ca_file
        if not proxy:
            options[pycurl.OPENSOCKETFUNCTION] = self._open_socket
        for option, value in options.items():
            curl.setopt(option, value)

    def _open_socket(self, _purpose: int, address: Any) -> Any:
        """Open a socket to an address that may be contacted; nothing is sent to any other."""
        family, kind, protocol, place = address
        self._refusal = self._settings.networks.refuses(str(place[0]))
        if self._refusal:
            self._refusal += f"; {_REMEDY}"
            return pycurl.SOCKET_BAD
        self._sockets.append(socket.socket(family, kind, protocol))  # pycurl takes a copy of the descriptor
        return self._sockets[-1]

    def _take(self, part: bytes) -> int:
        if len(self._body) + len(part) > _MAX_BODY_BYTES:
            self._refusal = f"the answer is larger than {_MAX_BODY_BYTES // 1024 // 1024} MB"
            return -1
        self._body += part
        return len(part)

    def _take_header(self, line: bytes) -> None:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            self._headers[name.strip().lower()] = value.strip()
        elif name.startswith("HTTP/"):
            self._headers.clear()  # a new block: what came before was a 100 Continue or a proxy's answer


_REMEDY = "name the network in LINKFINDER_ALLOW_NETWORKS when it is yours"


def _perform(curl: Any) -> None:
    """Run a transfer so that Ctrl-C ends it at once; libcurl's own loop would hold the signal back until the end."""
    multi = pycurl.CurlMulti()
    multi.add_handle(curl)
    try:
        while multi.perform()[1]:
            multi.select(_SELECT_SECONDS)
        for _, code, message in multi.info_read()[2]:
            raise pycurl.error(code, message)
    finally:
        multi.remove_handle(curl)
        multi.close()


def parse_http_url(url: str) -> ada_url.URL:
    """Return an address in its parts; raise DiscoveryError when it is none that can be asked."""
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        raise DiscoveryError(f"{url[:200]}: is no address; write it like https://example.org/") from None
    if parsed.protocol not in {"http:", "https:"}:
        raise DiscoveryError(f"{url[:200]}: only http and https can be asked")
    return parsed


def _port(parsed: ada_url.URL) -> int:
    return int(parsed.port) if parsed.port else 443 if parsed.protocol == "https:" else 80


def _with_key(url: str, request: SourceRequest) -> str:
    if not request.api_key or request.api_key.placement is not KeyPlacement.QUERY:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode({request.api_key.name: request.api_key.value})}"


def _header_lines(request: SourceRequest) -> list[str]:
    pairs = [*request.headers]
    if request.api_key and request.api_key.placement is KeyPlacement.HEADER:
        pairs.append((request.api_key.name, request.api_key.value))
    return [f"{name}: {value}" for name, value in pairs if "\n" not in value and "\r" not in value]


def _error_text(error: pycurl.error) -> str:
    """Return what libcurl's error means, in our words: its own may quote the address with the key."""
    return _ERRORS.get(error.args[0], f"no answer (libcurl error {error.args[0]})")


_ERRORS = {
    pycurl.E_COULDNT_RESOLVE_HOST: "the host name cannot be resolved",
    pycurl.E_COULDNT_RESOLVE_PROXY: "the proxy's name cannot be resolved",
    pycurl.E_COULDNT_CONNECT: "no connection",
    pycurl.E_OPERATION_TIMEDOUT: f"no whole answer within {_TIMEOUT_SECONDS} seconds",
    pycurl.E_SSL_CONNECT_ERROR: "no secure connection",
    pycurl.E_PEER_FAILED_VERIFICATION: "its certificate cannot be trusted",
    pycurl.E_GOT_NOTHING: "an empty answer",
    pycurl.E_RECV_ERROR: "the connection broke",
    pycurl.E_BAD_CONTENT_ENCODING: "an answer whose compression is broken",
}


def is_retry_requested(fetched: FetchedResponse) -> bool:
    """Tell whether the service asks to be left alone for a while."""
    return fetched.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
