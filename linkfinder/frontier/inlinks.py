"""Which other sites are worth counting anew: those that one more site of this run has linked to.

The database counts (`storage.frontier_sites`), so that no link counts twice; it is asked for a count only when that can
change what is thought of a site, and ever more seldom.
"""

from collections.abc import Iterable

from cachetools import LRUCache

from linkfinder import urls
from linkfinder.model.visit import Visit

_MAX_TRACKED_SITES = 50_000
"""Sites remembered that others linked to."""

RECOUNT_AT = frozenset({2, 3, 5, 8})
"""So many different sites link there: the first says nothing new, and after eight no further one changes the order."""


class InlinkCounter:
    """Remembers which sites of this run linked to which others."""

    def __init__(self, max_sites: int = _MAX_TRACKED_SITES) -> None:
        self._linking_sites: LRUCache[str, set[str]] = LRUCache(max_sites)

    def to_count(self, visits: Iterable[Visit]) -> set[str]:
        """Return the sites that these visits' leads make worth counting."""
        counted = set()
        for visit in visits:
            here = urls.site_of(visit.url)
            # In the order of the links, since the memory drops what was met first.
            for linked in dict.fromkeys(urls.site_of(lead.url) for lead in visit.leads):
                if linked != here and self._is_recount_due(here, linked):
                    counted.add(linked)
        return counted

    def _is_recount_due(self, linking: str, linked: str) -> bool:
        known = self._linking_sites.setdefault(linked, set())
        if linking in known or len(known) >= max(RECOUNT_AT):
            return False
        known.add(linking)
        return len(known) in RECOUNT_AT
