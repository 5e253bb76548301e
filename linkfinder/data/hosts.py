"""Hosts that are known for something: turning robots away, selling domains, sending visitors on (`hosts.toml`)."""

from functools import cache

from linkfinder.data.tables import read_table

_REDIRECTING = ("shorteners", "affiliate_networks", "identifiers", "forwarding")


def is_bot_blocking(host: str) -> bool:
    """Tell whether a host turns robots away or lies to them, so that its status proves nothing about a page."""
    return is_listed(host, _hosts("bot_blocking"))


def is_domain_market(host: str) -> bool:
    """Tell whether a host sells or parks domains."""
    return is_listed(host, _hosts("domain_markets"))


def is_registrar(host: str) -> bool:
    """Tell whether a host registers domains, beside other business."""
    return is_listed(host, _hosts("registrars"))


def is_shortener(host: str) -> bool:
    """Tell whether a host stands for the addresses of others with short ones of its own."""
    return is_listed(host, _hosts("shorteners"))


def is_redirector(host: str) -> bool:
    """Tell whether it is a host's work to send visitors elsewhere, so that a redirect is no sign of a dead page."""
    return is_listed(host, _hosts(*_REDIRECTING))


def is_wrapper(host: str) -> bool:
    """Tell whether a host sends readers on to an address that stands in its own, or shows a copy of that page."""
    return is_listed(host, _hosts("wrappers"))


def is_free_mail(host: str) -> bool:
    """Tell whether a host gives mailboxes to anybody without charge."""
    return is_listed(host, _hosts("free_mail"))


def is_link_market(host: str) -> bool:
    """Tell whether placements of links on other sites are sold on a host."""
    return is_listed(host, _hosts("link_markets"))


def is_listed(host: str, hosts: frozenset[str]) -> bool:
    """Tell whether a host is one of the hosts or below one."""
    while host:
        if host in hosts:
            return True
        host = host.partition(".")[2]
    return False


@cache
def _hosts(*lists: str) -> frozenset[str]:
    table = read_table("hosts")
    return frozenset(host for name in lists for host in table[name]["hosts"])
