"""Hosts that are known for something: turning robots away, selling domains, shortening addresses (`hosts.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def is_bot_blocking(host: str) -> bool:
    """Tell whether a host turns robots away or lies to them, so that its status proves nothing about a page."""
    return _is_listed(host, "refusing")


def is_domain_market(host: str) -> bool:
    """Tell whether a host sells or parks domains."""
    return _is_listed(host, "markets")


def is_registrar(host: str) -> bool:
    """Tell whether a host registers domains, beside other business."""
    return _is_listed(host, "registrars")


def is_shortener(host: str) -> bool:
    """Tell whether a host's work is to send people elsewhere."""
    return _is_listed(host, "shorteners")


def _is_listed(host: str, name: str) -> bool:
    listed = _lists()[name]
    while host:
        if host in listed:
            return True
        host = host.partition(".")[2]
    return False


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("hosts.toml").read_text(encoding="utf-8")
    return {name: frozenset(hosts) for name, hosts in tomllib.loads(text).items()}
