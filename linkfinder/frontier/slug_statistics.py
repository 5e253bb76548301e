"""Slugs whose pages led to findings on several sites, or never did: counted on the pages of this and earlier runs.

The phrase packs know what guest-post pages are called in some languages; a niche may have its own words for them, and
what is one elsewhere may be none there. A slug is the last part of an address, and an anchor that says the same.
"""

import re
from collections.abc import Iterable

from linkfinder import urls
from linkfinder.frontier.priority import HUB_PRIORITY, LIKELY_GUEST_POST_PRIORITY
from linkfinder.frontier.url_parts import path_and_query, path_segments, without_extension
from linkfinder.frontier.yield_estimate import estimated_yield
from linkfinder.model.seed import UrlPriority
from linkfinder.text.folding import fold

_RAISE_FROM_YIELD = 0.3
"""The share of sites with a finding that is expected of a slug like a guest-post page's: half as many again as of any
page. Two sites of two or three reach it, one alone does not: it may be that site's own habit."""

_LOWER_BELOW_YIELD = 0.1
"""Half of what is expected of any page: none of eleven sites, one of twenty-one."""

_MAX_SLUG_LENGTH = 40
"""Characters: what is longer is a headline, and no other site has it."""

MAX_TRACKED_SLUGS = 10_000
"""Slugs remembered, about 5 MB. Most stand on one site only."""

_SLUG = re.compile(rf"[^\W\d_][^\d]{{1,{_MAX_SLUG_LENGTH - 1}}}")


class SlugStatistics:
    """Remembers what pages with a slug brought, and adjusts the priority of others with that slug."""

    def __init__(self, pages_read: Iterable[tuple[str, bool]] = ()) -> None:
        """Begin with pages that were read: of each its address, and whether something was found there."""
        self._sites_by_slug: dict[str, dict[str, bool]] = {}  # by slug: the sites, and whether anything was found there
        self._significant: dict[str, float] = {}  # slugs that raise or lower a priority
        for url, has_finding in pages_read:
            self.record(url, has_finding=has_finding)

    def __len__(self) -> int:
        """Return how many slugs are remembered."""
        return len(self._sites_by_slug)

    def record(self, url: str, *, has_finding: bool) -> None:
        """Take in a page that was read."""
        name = _slug_of_url(url)
        if not name:
            return
        if len(self._sites_by_slug) >= MAX_TRACKED_SLUGS:
            self._forget()
        sites, site = self._sites_by_slug.setdefault(name, {}), urls.site_of(url)
        sites[site] = has_finding or sites.get(site, False)  # one page with a finding makes up for those without
        share = estimated_yield(sum(sites.values()), len(sites))
        self._significant.pop(name, None)
        if share >= _RAISE_FROM_YIELD or share < _LOWER_BELOW_YIELD:
            self._significant[name] = share

    def adjust(self, priority: UrlPriority, url: str, anchor: str) -> UrlPriority:
        """Return a link's priority after what pages with its slug brought elsewhere; unchanged when none was read."""
        if not self._significant or not priority.value:
            return priority
        name = next((name for name in (_slug_of_url(url), _slug_of_anchor(anchor)) if name in self._significant), "")
        if not name:
            return priority
        sites, share = self._sites_by_slug[name], self._significant[name]
        reason = f"pages named {name} led to findings on {sum(sites.values())} of {len(sites)} sites"
        if share >= _RAISE_FROM_YIELD:
            return max(priority, UrlPriority(LIKELY_GUEST_POST_PRIORITY, reason), key=lambda each: each.value)
        return UrlPriority(HUB_PRIORITY, reason) if priority.value >= LIKELY_GUEST_POST_PRIORITY else priority

    def _forget(self) -> None:
        """Forget the slugs that were met on one site in vain, or the older half when that is not enough."""
        kept = {name: sites for name, sites in self._sites_by_slug.items() if len(sites) > 1 or any(sites.values())}
        newest = list(kept)[-MAX_TRACKED_SLUGS // 2 :]
        self._sites_by_slug = {name: kept[name] for name in newest}
        self._significant = {name: share for name, share in self._significant.items() if name in self._sites_by_slug}


def _slug_of_url(url: str) -> str:
    segments = path_segments(path_and_query(url).partition("?")[0])
    name = without_extension(segments[-1]) if segments else ""
    return name if _SLUG.fullmatch(name) else ""


def _slug_of_anchor(anchor: str) -> str:
    return fold(anchor).replace(" ", "-") if len(anchor) <= _MAX_SLUG_LENGTH else ""
