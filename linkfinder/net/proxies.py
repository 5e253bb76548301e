"""The proxy of a request, by the standard environment variables.

`http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` in either case, as curl reads them
(https://everything.curl.dev/usingcurl/proxies/env.html).
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import ada_url

from linkfinder.errors import NetworkSettingsError

_SEPARATORS = re.compile(r"[,\s]+")
_RESOLVING = {"socks4": "socks4a", "socks5": "socks5h"}
"""A SOCKS proxy gets the host name, never the IP address: it must not depend on the resolver here."""
_PORTS = {"http": 80, "https": 443, "socks4a": 1080, "socks5h": 1080}
_SCHEMES = frozenset(_PORTS)


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies in use; empty strings where none is. `bypass` holds lower-case host suffixes, networks and `*`."""

    http: str = ""
    https: str = ""
    bypass: tuple[str, ...] = ()

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Return the proxies that the environment names; raise NetworkSettingsError for one that cannot be used."""
        every = _read(environ, "all_proxy")
        bypass = (environ.get("no_proxy") or environ.get("NO_PROXY") or "").lower()
        return cls(
            http=_read(environ, "http_proxy") or every,
            https=_read(environ, "https_proxy") or every,
            bypass=tuple(part.lstrip(".") for part in _SEPARATORS.split(bypass) if part.strip(".")),
        )

    def proxy_for(self, scheme: str, host: str) -> str:
        """Return the proxy for an address of `scheme` (http or https) on `host`, or an empty string."""
        proxy = self.https if scheme == "https" else self.http
        return "" if not proxy or self._is_bypassed(host) else proxy

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of the proxies in use: they may be private, the user named them."""
        return frozenset(place_of(proxy)[0] for proxy in (self.http, self.https) if proxy)

    def _is_bypassed(self, host: str) -> bool:
        host = host.strip("[]")
        return any(part in {"*", host} or host.endswith(f".{part}") or _holds(part, host) for part in self.bypass)


def _read(environ: Mapping[str, str], name: str) -> str:
    text = (environ.get(name) or environ.get(name.upper()) or "").strip()
    if not text:
        return ""
    url = text if "://" in text else f"http://{text}"
    scheme, _, rest = url.partition("://")
    scheme = _RESOLVING.get(scheme.lower(), scheme.lower())
    if scheme not in _SCHEMES or not _is_only_a_server(rest):
        raise NetworkSettingsError(
            f"{name}: {_without_password(text)!r} is not the URL of a proxy; write it like http://proxy.example:3128 "
            "or http://user:password@proxy.example:3128, with / as %2F, ? as %3F and # as %23 in the password"
        )
    return f"{scheme}://{rest}"


def _is_only_a_server(rest: str) -> bool:
    """Return whether the URL of a proxy is valid, and no / ? # in its password ends the host too early."""
    address = f"http://{rest}"
    if not ada_url.check_url(address):
        return False
    parsed = ada_url.URL(address)
    return "@" not in f"{parsed.pathname}{parsed.search}{parsed.hash}"


def place_of(proxy: str) -> tuple[str, int]:
    """Return host and port of a proxy's address as `Proxies` holds it; without a port, that of its scheme."""
    parsed = ada_url.URL(proxy)
    return parsed.hostname.strip("[]"), int(parsed.port or _PORTS[proxy.partition("://")[0]])


def _without_password(text: str) -> str:
    return text.rpartition("@")[2]


def _holds(network: str, host: str) -> bool:
    if "/" not in network:
        return False
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
