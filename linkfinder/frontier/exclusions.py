"""Which sites are no prospects whatever they write: our own, competitors, excluded ones, and those that are too big."""

from collections.abc import Iterable

from linkfinder import urls
from linkfinder.data.sites import big_site_group_of
from linkfinder.model.niche import Niche


def exclusion_reason(url: str, niche: Niche, *, is_chosen: bool = False) -> str:
    """Return why the site of an address is no prospect for a niche, or an empty string when it may be one.

    `is_chosen` says that the user listed the address by hand: then its size does not matter.
    """
    host = urls.host_of(url)
    if _is_on_any(host, niche.own_domains):
        return "it is our own"
    if _is_on_any(host, niche.exclude.domains):
        return "excluded in the niche file"
    if _is_on_any(host, (competitor.domain for competitor in niche.competitors)):
        return "it is a competitor"
    group = "" if is_chosen else big_site_group_of(host)
    return f"too big: {group}" if group else ""


def _is_on_any(host: str, domains: Iterable[str]) -> bool:
    names = (domain.lower().removeprefix("www.") for domain in domains)
    return any(host == name or host.endswith(f".{name}") for name in names)
