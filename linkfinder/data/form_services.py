"""Services at which forms live, such as Typeform (`form_services.toml`)."""

from functools import cache, lru_cache

from linkfinder.data.tables import read_table
from linkfinder.urls import site_of_host


def form_service_of(url: str) -> str:
    """Return the name of the form service that a web address belongs to, or an empty string."""
    host, _, path = url.partition("//")[2].partition("/")
    name, folder = _service_of_host(host.lower())
    return name if path.startswith(folder) else ""


@cache
def form_service_sites() -> frozenset[str]:
    """Return the registrable domains of all form services."""
    return frozenset(site_of_host(host) for host in _services())


@lru_cache(maxsize=65_536)
def _service_of_host(host: str) -> tuple[str, str]:
    services = _services()
    while host:
        if host in services:
            return services[host]
        host = host.partition(".")[2]
    return "", ""


@cache
def _services() -> dict[str, tuple[str, str]]:
    """Return name and folder of the forms by host."""
    pairs = ((*address.partition("/"), name) for address, name in read_table("form_services")["hosts"].items())
    return {host: (name, folder) for host, _, folder, name in pairs}
