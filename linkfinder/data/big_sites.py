"""Sites too big to be prospects: social networks, shops, portals and the like, from `big_sites.toml`."""

import tomllib
from functools import cache
from importlib import resources


def big_site_group_of(site: str) -> str:
    """Return what sort of big site a registrable domain is, such as `social network`; empty when it is none."""
    names, endings = _known()
    return names.get(site, "") or endings.get(site.partition(".")[0], "")


@cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    file = resources.files("linkfinder.data").joinpath("big_sites.toml")
    groups: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8"))
    pairs = [(name, group) for group, names in groups.items() for name in names]
    whole = {name: group for name, group in pairs if "." in name}
    return whole, {name: group for name, group in pairs if "." not in name}
