"""Which address may be contacted: one decision for the crawl, the browser, the link checks and single requests.

It looks nothing up and opens nothing: whoever does hands in what was found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from linkfinder.net.dns import never_exists
from linkfinder.net.exchange import Failure
from linkfinder.net.networks import Networks, bracketed_host, literal_ip
from linkfinder.net.proxies import Proxies

WEB_PORTS_BY_SCHEME = {"http": 80, "https": 443}


class AddressRefusal(NamedTuple):
    """Why an address must not be contacted: a reason code, and the same in words."""

    failure: Failure
    detail: str


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """The private networks that may be contacted, and the proxies that requests take."""

    networks: Networks = field(default_factory=Networks)
    proxies: Proxies = field(default_factory=Proxies)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Return the policy that the environment states; raise NetworkSettingsError when a variable cannot be read."""
        return cls(Networks.from_environ(environ), Proxies.from_environ(environ))

    def refusal_of_host(self, host: str) -> AddressRefusal | None:
        """Return why nothing on a host may be requested, as far as that is known before its name is looked up."""
        if never_exists(host):
            return AddressRefusal(Failure.DNS_NXDOMAIN, f"{host} does not exist")
        ip = literal_ip(bracketed_host(host))
        reason = self.networks.refuses(ip) if ip else ""
        return AddressRefusal(Failure.PRIVATE_ADDRESS, reason) if reason else None

    def refusal_of_endpoint(self, ip: str, port: int) -> AddressRefusal | None:
        """Return why a port of an IP address must not be contacted; `ip` is empty when a proxy looks the name up.

        Any port of a network that the user named may be contacted.
        """
        reason = self.networks.refuses(ip) if ip else ""
        if reason:
            return AddressRefusal(Failure.PRIVATE_ADDRESS, reason)
        reason = self.networks.refuses_port(ip, port)
        return AddressRefusal(Failure.BAD_PORT, reason) if reason else None

    def allowed(self, addresses: Sequence[str], port: int) -> tuple[list[str], AddressRefusal | None]:
        """Return the addresses of a host that may be contacted at a port, and why the first of the others may not."""
        refusals = [(ip, self.refusal_of_endpoint(ip, port)) for ip in addresses]
        first = next((refusal for _, refusal in refusals if refusal), None)
        return [ip for ip, refusal in refusals if not refusal], first
