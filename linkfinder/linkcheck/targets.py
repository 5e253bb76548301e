"""From an address as it stands in a page to what can be asked: where to, by which scheme, on which port.

The address is asked as it is written, query order and all; only what never reaches a server is dropped: the fragment,
and a user name with its password, which are nobody's business to send.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import ada_url

from linkfinder.linkcheck.exchange import Failure
from linkfinder.linkcheck.networks import literal_ip
from linkfinder.urls import MAX_LENGTH

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"\s{0,99}([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_MAX_PORT = 65_535
_PLAIN = re.compile(
    # Addresses that no parser would change: most of them. The last label has a letter, so it is no IP address.
    r"(https?)://((?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63})(/[A-Za-z0-9_~+=&;:@!$*,?/-][A-Za-z0-9_~+=&;:@!$*,?/.-]{0,500}|/)",
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that can be asked. `ip` is empty when the host is a name."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str = ""


@dataclass(frozen=True, slots=True)
class NoTarget:
    """An address that cannot be asked, and why."""

    failure: Failure
    detail: str


@lru_cache(maxsize=4096)
def read_target(text: str) -> Target | NoTarget:
    """Return what an address stands for, or why nothing can be asked there."""
    plain = _PLAIN.fullmatch(text)
    if plain and "xn--" not in text and "/." not in text:
        return Target(text, plain[1], plain[2], _PORTS[plain[1]])
    if len(text) > MAX_LENGTH:
        return NoTarget(Failure.BAD_URL, f"longer than {MAX_LENGTH} characters")
    try:
        return _of_parsed(ada_url.URL(text.strip()))
    except ValueError:
        return _why_not(text)


def _of_parsed(parsed: ada_url.URL) -> Target | NoTarget:
    scheme = str(parsed.protocol).rstrip(":")
    if scheme not in _PORTS:
        return NoTarget(Failure.BAD_SCHEME, f"{scheme}: is nothing a web server is asked with")
    host = str(parsed.hostname).rstrip(".")
    if not host or ".." in host or host.startswith("."):
        return NoTarget(Failure.BAD_URL, "the host name has an empty part")
    port = int(parsed.port) if parsed.port else _PORTS[scheme]
    if not port:
        return NoTarget(Failure.BAD_PORT, "there is no port 0")
    shown = f":{port}" if parsed.port else ""
    return Target(f"{scheme}://{host}{shown}{parsed.pathname}{parsed.search}", scheme, host, port, literal_ip(host))


def _why_not(text: str) -> NoTarget:
    found = _SCHEME.match(text)
    if found and found[1].lower() not in _PORTS:
        return NoTarget(Failure.BAD_SCHEME, f"{found[1].lower()}: is nothing a web server is asked with")
    return NoTarget(Failure.BAD_URL, "not a web address: browsers cannot open it either")


def join(location: str, base: str) -> str:
    """Return the address that a Location header or a refresh means on a page, or an empty string when it means none."""
    try:
        return str(ada_url.URL(location.strip(), base=base).href)
    except ValueError:
        return ""
