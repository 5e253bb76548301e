"""The HTTP client for single requests: addresses checked, answers capped, keys put in at the last moment.

It serves what is fetched outside the crawl and the link checks: sources of sites, `explain`, archive and registries.
Private addresses are refused before a connection is opened, redirects are followed hop by hop under the same rules, and
a request that carries a key follows none, so that no key reaches another host.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlencode

import ada_url
import pycurl

from linkfinder import urls
from linkfinder.errors import AddressRefusedError, FetchError, TooManyRedirectsError
from linkfinder.net.address_policy import WEB_PORTS_BY_SCHEME, AddressPolicy
from linkfinder.net.exchange import REDIRECT_STATUSES, ApiKey, Failure, KeyPlacement
from linkfinder.net.networks import Networks, literal_ip
from linkfinder.net.proxies import Proxies
from linkfinder.net.robots import MAX_ROBOTS_REDIRECTS
from linkfinder.version import user_agent as own_user_agent

_MAX_BODY_BYTES = 25 * 1024 * 1024
"""Decoded bytes of an answer: the largest sitemap that is read, and a little more."""

_TIMEOUT_SECONDS = 30
"""Seconds for a whole answer; Common Crawl's index takes up to 15, and a hanging service must not stop the others."""

_CONNECT_TIMEOUT = 10  # seconds
_SELECT_SECONDS = 0.5  # seconds after which a waiting transfer lets other things, such as Ctrl-C, happen


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How requests are made on this machine. `ca_file` holds the certificates that are trusted; empty: libcurl's."""

    user_agent: str = field(default_factory=own_user_agent)
    networks: Networks = field(default_factory=Networks)
    proxies: Proxies = field(default_factory=Proxies)
    ca_file: str = ""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], user_agent: str = "") -> Self:
        """Return the settings for this machine; raise NetworkSettingsError when a variable cannot be read."""
        return cls(
            user_agent=user_agent or own_user_agent(),
            networks=Networks.from_environ(environ),
            proxies=Proxies.from_environ(environ),
            ca_file=environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile or "",
        )


@dataclass(frozen=True, slots=True)
class FetchedResponse:
    """An answer as it came. Header names are lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(
    url: str,
    settings: HttpSettings,
    check: Callable[[str], object] = str,
    *,
    headers: Iterable[tuple[str, str]] = (),
    api_key: ApiKey | None = None,
) -> FetchedResponse:
    """Return the answer of an address, whatever its status, after at most five redirects.

    `check` is called with every address before it is requested, redirects included, and may raise FetchError. Raises
    FetchError, never with a key in it, when there is no answer or too many redirects, and AddressRefusedError when the
    address lies in a private network.
    """
    place = url
    for _ in range(MAX_ROBOTS_REDIRECTS + 1):
        check(place)
        fetched = _Transfer(place, url, settings, tuple(headers), api_key).run()
        target = (
            urls.absolute(fetched.headers.get("location", ""), place) if fetched.status in REDIRECT_STATUSES else None
        )
        if target is None or api_key:
            return fetched
        place = target
    raise TooManyRedirectsError(f"{url}: more than {MAX_ROBOTS_REDIRECTS} redirects")


class _Transfer:
    """One exchange through libcurl, and what was gathered during it; `requested` is the address before redirects."""

    def __init__(
        self,
        url: str,
        requested: str,
        settings: HttpSettings,
        headers: tuple[tuple[str, str], ...],
        api_key: ApiKey | None,
    ) -> None:
        self._url = url
        self._requested = requested
        self._settings = settings
        self._sent_headers = headers
        self._api_key = api_key
        self._body = bytearray()
        self._headers: dict[str, str] = {}
        self._refusal = ""
        self._sockets: list[socket.socket] = []

    def run(self) -> FetchedResponse:
        """Return the answer; raise FetchError that says what went wrong."""
        parsed = parse_http_url(self._url)
        host = str(parsed.hostname)
        proxy = self._settings.proxies.proxy_for(str(parsed.protocol).rstrip(":"), host)
        self._check_address(host, _port(parsed))
        curl = pycurl.Curl()
        try:
            self._set_up(curl, proxy)
            _perform(curl)
            return FetchedResponse(int(curl.getinfo(pycurl.RESPONSE_CODE)), bytes(self._body), self._headers)
        except pycurl.error as error:
            reason = self._refusal or _error_text(error)
            raise FetchError(f"{self._described_url}: {reason}") from None  # the error's own text may hold the key
        finally:
            curl.close()
            for opened in self._sockets:
                opened.close()

    def _check_address(self, host: str, port: int) -> None:
        """Raise when nothing may be sent to a host; the port of an address that the user wrote is the user's choice."""
        policy = AddressPolicy(self._settings.networks, self._settings.proxies)
        refusal = policy.refusal_of_host(host)
        if refusal is None and self._is_redirected:
            refusal = policy.refusal_of_endpoint(literal_ip(host), port)
        if refusal is None:
            return
        if refusal.failure is Failure.DNS_NXDOMAIN:
            raise FetchError(f"{self._described_url}: {refusal.detail}")
        raise AddressRefusedError(f"{self._described_url}: {refusal.detail}; {_REMEDY}")

    @property
    def _is_redirected(self) -> bool:
        return self._url != self._requested

    @property
    def _described_url(self) -> str:
        return f"{self._requested} (redirected to {self._url})" if self._is_redirected else self._url

    def _set_up(self, curl: Any, proxy: str) -> None:
        options: dict[int, Any] = {
            pycurl.URL: _with_key(self._url, self._api_key),
            pycurl.HTTPHEADER: _header_lines(self._sent_headers, self._api_key),
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
    """Return a web address in its parts; raise FetchError when it is not one."""
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        raise FetchError(f"{url[:200]}: not a web address; write it like https://example.org/") from None
    if parsed.protocol not in {"http:", "https:"}:
        raise FetchError(f"{url[:200]}: only http and https addresses can be fetched")
    return parsed


def _port(parsed: ada_url.URL) -> int:
    return int(parsed.port) if parsed.port else WEB_PORTS_BY_SCHEME[str(parsed.protocol).rstrip(":")]


def _with_key(url: str, api_key: ApiKey | None) -> str:
    if not api_key or api_key.placement is not KeyPlacement.QUERY:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode({api_key.name: api_key.value})}"


def _header_lines(headers: Iterable[tuple[str, str]], api_key: ApiKey | None) -> list[str]:
    pairs = [*headers]
    if api_key and api_key.placement is KeyPlacement.HEADER:
        pairs.append((api_key.name, api_key.value))
    return [f"{name}: {value}" for name, value in pairs if "\n" not in value and "\r" not in value]


def _error_text(error: pycurl.error) -> str:
    """Return what libcurl's error means, in words of ours: its own may quote the address with the key."""
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
    """Tell whether the server wants the request to be made again later."""
    return fetched.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
