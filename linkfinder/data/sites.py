"""Sites too big to be prospects: social networks, shops, portals and the like, from `sites.toml`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from linkfinder.data.hosts import is_shortener
from linkfinder.data.tables import read_table
from linkfinder.urls import site_of_host

_SHORTENER = "link shortener"
_UNDER_ENDING = re.compile(r"([a-z0-9-]+)\.(?:[a-z]{2,3}\.)?[a-z]{2,}")
"""What stands before an ending such as `com` or `co.uk`."""


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    unsuitable: str
    has_profiles: bool


def big_site_group_of(host: str) -> str:
    """Return what sort of big site a host belongs to, such as `social network`; empty when it is none."""
    entry = _entry_of(host)
    return entry.title if entry else _SHORTENER if is_shortener(host) else ""


def unsuitable_code_of(host: str) -> str:
    """Return the reason code for never asking on a host for a link; empty when there is no such reason."""
    entry = _entry_of(host)
    return entry.unsuitable if entry else ""


def has_profiles(host: str) -> bool:
    """Tell whether the addresses of a host are mostly people and companies, as on a social network."""
    entry = _entry_of(host)
    return entry is not None and entry.has_profiles


@lru_cache(maxsize=65_536)
def _entry_of(host: str) -> _Entry | None:
    """Return the entry of the host or of what it is below, up to its registrable domain: a blog at a host is not it."""
    known, site, name = _entries(), site_of_host(host), host
    while len(name) > len(site) and name not in known:
        name = name.partition(".")[2]
    under_ending = _UNDER_ENDING.fullmatch(site)
    return known.get(name) or (known.get(under_ending.group(1)) if under_ending else None)


@cache
def _entries() -> dict[str, _Entry]:
    return {
        site: _Entry(group["title"], group.get("unsuitable", ""), key == "profiles")
        for group in read_table("sites").values()
        for key in ("sites", "profiles")
        for site in group.get(key, ())
    }
