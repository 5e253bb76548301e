"""Whether the domain of a dead link can be registered again: RDAP (RFC 9082, RFC 9083), found through IANA's list.

It makes URLs and reads responses; nothing is fetched here. A registry without RDAP stays unknown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from linkfinder.model.dead_target import DomainAvailability

RDAP_BOOTSTRAP_URL = "https://data.iana.org/rdap/dns.json"
"""RFC 9224: the RDAP server of each top-level domain. It changes a few times a month; a day's copy is fresh."""

_MAX_BODY = 2_000_000


@dataclass(frozen=True, slots=True)
class DomainRegistration:
    """What a registry says of a domain; `registered` is the day as written there, or empty."""

    availability: DomainAvailability
    registered: str = ""
    reason: str = ""


_ENDING = {"pending delete", "redemption period", "pending restore"}


def read_bootstrap(body: bytes) -> dict[str, str]:
    """Return the RDAP server of every top-level domain in IANA's list; empty when the body is something else."""
    try:
        services = json.loads(body[:_MAX_BODY])["services"]
        return {tld.lower(): _https_first(urls) for tlds, urls in services for tld in tlds if urls}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def _https_first(urls: list[str]) -> str:
    return next((url for url in urls if url.startswith("https://")), urls[0]).rstrip("/") + "/"


def rdap_url(domain: str, servers: Mapping[str, str]) -> str:
    """Return the URL of a domain's registration, or an empty string when its registry has no RDAP server."""
    server = servers.get(domain.rpartition(".")[2].lower(), "")
    return f"{server}domain/{domain.lower()}" if server else ""


def read_rdap_response(status: int, body: bytes) -> DomainRegistration:
    """Return what an RDAP response says; anything but a clear yes or no is unknown."""
    if status == HTTPStatus.NOT_FOUND:
        return DomainRegistration(DomainAvailability.FREE, reason="the registry knows no such domain")
    if status != HTTPStatus.OK:
        return DomainRegistration(DomainAvailability.UNKNOWN, reason=f"the registry answered {status}")
    try:
        answer = json.loads(body[:_MAX_BODY])
        states = {str(state).lower() for state in answer.get("status", ())}
        events = {str(event["eventAction"]): str(event["eventDate"]) for event in answer.get("events", ())}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return DomainRegistration(DomainAvailability.UNKNOWN, reason="the registry's answer cannot be read")
    since = events.get("registration", "")[:10]
    if ending := sorted(states & _ENDING):
        return DomainRegistration(DomainAvailability.ENDING, since, ending[0])
    return DomainRegistration(DomainAvailability.TAKEN, since, "registered")
