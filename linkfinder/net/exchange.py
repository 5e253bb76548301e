"""One exchange with a server: the request, how it is made, and what came back. No judgement, no network."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
"""The statuses whose Location is followed (RFC 9110, 15.4)."""


class KeyPlacement(StrEnum):
    """Where the key of a service is put in a request."""

    HEADER = "header"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key and its place in the request. It is never shown: not by `repr`, not in an address."""

    placement: KeyPlacement
    name: str
    value: str = field(repr=False)


class RequestProfile(Enum):
    """How a request is made."""

    DEFAULT = auto()
    BROWSER_HEADERS = auto()  # with the headers a browser sends: the second request
    BROWSER_HEADERS_HTTP1 = auto()  # the same on a new connection and over HTTP/1.1: when the first broke off
    UNDECODED = auto()  # the body as it comes: the server lied about its encoding
    UNVERIFIED = auto()  # without checking the certificate, to see whether a page is behind a bad one


class Failure(StrEnum):
    """Why there is no response; the values are reason codes."""

    BAD_URL = "bad_url"
    BAD_SCHEME = "bad_scheme"
    BAD_PORT = "bad_port"
    PRIVATE_ADDRESS = "private_address"
    DNS_NXDOMAIN = "dns_nxdomain"
    DNS_NO_ADDRESS = "dns_no_address"
    DNS_TEMPORARY = "dns_temporary"
    CONNECT_REFUSED = "connect_refused"
    CONNECT_TIMEOUT = "connect_timeout"
    UNREACHABLE = "network_unreachable"
    FIRST_BYTE_TIMEOUT = "first_byte_timeout"
    TIMEOUT = "timeout"
    RESET = "connection_reset"
    EMPTY_REPLY = "empty_reply"
    PROTOCOL = "protocol_error"
    BAD_ENCODING = "bad_encoding"
    TLS_EXPIRED = "tls_expired"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_HANDSHAKE = "tls_handshake"
    PROXY = "proxy_failed"
    PAUSED = "host_paused"  # the host asked for a longer pause than the run lasts
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_LOCATION = "bad_location"
    REDIRECT_SCHEME = "redirect_bad_scheme"


CERTIFICATE_FAILURES = frozenset(
    {Failure.TLS_EXPIRED, Failure.TLS_SELF_SIGNED, Failure.TLS_WRONG_HOST, Failure.TLS_UNTRUSTED}
)
HOST_FAILURES = frozenset(
    {
        Failure.DNS_NXDOMAIN,
        Failure.DNS_NO_ADDRESS,
        Failure.CONNECT_REFUSED,
        Failure.CONNECT_TIMEOUT,
        Failure.UNREACHABLE,
        Failure.FIRST_BYTE_TIMEOUT,
        Failure.TLS_HANDSHAKE,
    }
)
"""The failures that concern the whole host, whichever page is requested."""


@dataclass(slots=True)  # not frozen, which takes four times as long to make, once for every request
class HttpRequest:
    """One request to make. `cookie` is the value of the Cookie header.

    `address_index` counts the host's IP addresses that were tried.
    """

    url: str
    profile: RequestProfile = RequestProfile.DEFAULT
    cookie: str = ""
    address_index: int = 0


@dataclass(slots=True)
class HttpResponse:
    """A status with headers and the beginning of the body, or a failure, or both when the transfer broke off."""

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case; repeated ones joined by newlines
    body: bytes = b""
    failure: Failure | None = None
    detail: str = ""  # the failure in words
    ip: str = ""
    address_count: int = 1  # how many addresses the host has
    elapsed_ms: int = 0
    by_proxy: bool = False
    is_truncated: bool = False  # the server closed the connection before the announced end

    @property
    def cookies(self) -> Iterator[tuple[str, str]]:
        """The names and values of the cookies that the server sets."""
        for line in self.headers.get("set-cookie", "").split("\n"):
            name, equals, value = line.partition(";")[0].partition("=")
            if equals and name.strip():
                yield name.strip(), value.strip()
