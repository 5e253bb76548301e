"""Which links of a site were followed up before: most links of a page stand on the page before it too."""

from collections.abc import Iterable

from cachetools import LRUCache

from linkfinder import urls
from linkfinder.frontier.stable_key import key_of
from linkfinder.model.page import Link, Page
from linkfinder.model.seed import Seed

_MAX_INTERNAL_LINKS = 120_000
_MAX_EXTERNAL_LINKS = 40_000
"""Links remembered within sites and between them: at most 40 MB together. They are those of a few hundred sites, as
many as are asked at a time."""

_MAX_TRACKED_LEADS = 50_000
"""Leads remembered, about 20 MB with the sites they lead to; `SeenLinks` has kept back most of what repeats."""


class SeenLinks:
    """Remembers a run's links, the last ones best."""

    def __init__(self) -> None:
        self._inside: LRUCache[int, bool] = LRUCache(_MAX_INTERNAL_LINKS)
        self._outside: LRUCache[int, float] = LRUCache(_MAX_EXTERNAL_LINKS)
        self._linked_sites: LRUCache[int, bool] = LRUCache(_MAX_EXTERNAL_LINKS)

    def fresh(self, page: Page, *, outlink_priority: float) -> tuple[Link, ...]:
        """Return the page's links that lead to something new: an address or an anchor that its site had not before.

        `outlink_priority` is the URL priority of a link to another site on this page. Such a link is fresh when no link
        of the same style with as high a priority has led to the address, or when this is the first page of its site
        that names that other site. With a priority of 0 none is fresh.
        """
        here = (urls.site_of(page.url), urls.home_of(page.url))
        return tuple([link for link in page.links if self._is_fresh(here, link, outlink_priority)])

    def forget(self) -> None:
        """Forget all links: what came of some was not stored."""
        self._inside.clear()
        self._outside.clear()
        self._linked_sites.clear()

    def _is_fresh(self, here: tuple[str, str], link: Link, outlink_priority: float) -> bool:
        site, home = here
        # A link to the page's own host is of its own site: no need to find out its domain.
        if not link.url.startswith(home) and (other := urls.site_of(link.url)) != site:
            return outlink_priority > 0 and self._is_fresh_outside((site, other), link, outlink_priority)
        key = key_of(urls.canonical(link.url), link.anchor)
        if self._inside.get(key):
            return False
        self._inside[key] = True
        return True

    def _is_fresh_outside(self, sites: tuple[str, str], link: Link, priority: float) -> bool:
        # A link in the text is an endorsement, one in a comment is not, so each style counts by itself.
        link_style = f"{link.place} {'image' if link.is_image else 'text'} {link.is_folded} {' '.join(link.rel)}"
        address, site_pair = key_of(urls.canonical(link.url), link_style), key_of(*sites, link_style)
        if (self._outside.get(address) or 0.0) >= priority and self._linked_sites.get(site_pair):
            return False
        self._outside[address] = priority
        self._linked_sites[site_pair] = True
        return True


class SeenLeads:
    """Remembers the leads of this run that went to the frontier, and which sites they lead to, the last ones best."""

    def __init__(self) -> None:
        self._priorities: LRUCache[int, float] = LRUCache(_MAX_TRACKED_LEADS)
        self._linked_sites: LRUCache[int, bool] = LRUCache(_MAX_TRACKED_LEADS)

    def new(self, site: str, leads: Iterable[Seed]) -> tuple[Seed, ...]:
        """Return those of a site's leads that are new or have a higher priority than before.

        The first lead from one site to another stays too: that a further site links there is news (`frontier.inlinks`).
        """
        return tuple([lead for lead in leads if self._is_new(site, lead)])

    def forget(self) -> None:
        """Forget all leads: a batch of them was not stored."""
        self._priorities.clear()
        self._linked_sites.clear()

    def _is_new(self, site: str, lead: Seed) -> bool:
        linked = urls.site_of(lead.url)
        is_first_link = linked != site and self._is_first_link(site, linked)
        return self._has_higher_priority(lead) or is_first_link

    def _has_higher_priority(self, lead: Seed) -> bool:
        key = key_of(urls.canonical(lead.url))
        if (self._priorities.get(key) or 0.0) >= lead.priority:
            return False
        self._priorities[key] = lead.priority
        return True

    def _is_first_link(self, site: str, linked: str) -> bool:
        key = key_of(site, linked)
        if self._linked_sites.get(key):
            return False
        self._linked_sites[key] = True
        return True
