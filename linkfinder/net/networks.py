"""Which addresses may be contacted: the public Internet, and the private networks the user names.

The lists behind `net.address_policy`. It looks nothing up and opens nothing.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Self

import ada_url

from linkfinder.errors import NetworkSettingsError

ALLOW_NETWORKS = "LINKFINDER_ALLOW_NETWORKS"
"""The environment variable that names private networks which may be contacted."""

_WEB_PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen. Any other port may be that of a mail server or a database."""

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # RFC 4291: all that IANA gives out; the rest is reserved or local
_NEVER = (
    IPv4Network("192.88.99.0/24"),  # RFC 7526: the old 6to4 relays
    IPv6Network("2001::/23"),  # RFC 2928: protocol assignments, Teredo among them, which wraps IPv4 addresses
    IPv6Network("3fff::/20"),  # RFC 9637: documentation; Python 3.11 does not know it yet
)


@dataclass(frozen=True, slots=True)
class Networks:
    """The private networks that may be contacted beside the public Internet; `allowed` is empty for most users."""

    allowed: tuple[_Network, ...] = ()

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Return what LINKFINDER_ALLOW_NETWORKS allows; raise NetworkSettingsError when it cannot be read."""
        return cls(tuple(_network(part) for part in environ.get(ALLOW_NETWORKS, "").split(",") if part.strip()))

    def refuses(self, ip: str) -> str:
        """Return why an IP address must not be contacted, or an empty string."""
        return "" if self.allows(ip) else _refusal(ip)

    def refuses_port(self, ip: str, port: int) -> str:
        """Return why a port must not be contacted, or an empty string; `ip` may be empty when it is not known."""
        if port in _WEB_PORTS or (ip and self.allows(ip)):
            return ""
        return f"port {port} is none that web pages are served on"

    def allows(self, ip: str) -> bool:
        """Tell whether an IP address lies in a network that the user named."""
        return bool(self.allowed) and _is_listed(self.allowed, ip)


def literal_ip(host: str) -> str:
    """Return the IP address that a host is a spelling of (127.1, 0x7f.1, [::1]), or an empty string for a name."""
    if not host or not (host[0] == "[" or host[-1].isdigit() or host[-1] in ".]" or "0x" in host.lower()):
        return ""
    try:
        return str(ipaddress.ip_address(str(ada_url.URL(f"http://{host}/").hostname).strip("[]")))
    except ValueError:
        return ""


def bracketed_host(host: str) -> str:
    """Return a host as it stands in an address: some parsers take the brackets off an IPv6 address."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _network(text: str) -> _Network:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as error:
        message = f"{ALLOW_NETWORKS}: {text.strip()!r} is no network; write it like 192.168.1.0/24 or fd00::/8"
        raise NetworkSettingsError(message) from error


@lru_cache(maxsize=4096)
def _refusal(ip: str) -> str:
    try:
        address = _unwrapped(ipaddress.ip_address(ip))
    except ValueError:
        return f"{ip!r} is no IP address"
    return "" if _is_public(address) else f"{ip} is not a public address"


@lru_cache(maxsize=4096)
def _is_listed(allowed: tuple[_Network, ...], ip: str) -> bool:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    inner = _unwrapped(address)
    return any(address in network or inner in network for network in allowed)


def _unwrapped(address: _Address) -> _Address:
    """Return the IPv4 address inside a mapped, NAT64 or 6to4 address, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_public(address: _Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    if any(address in network for network in _NEVER):
        return False
    return address.is_global and not address.is_multicast
