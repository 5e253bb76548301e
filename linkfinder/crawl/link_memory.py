"""Which links of a site were followed up before: most links of a page stand on the page before it too."""

from linkfinder import urls
from linkfinder.crawl.recent import Recent
from linkfinder.model.page import Link, Page

KEPT = 150_000
"""Links remembered, and up to twice as many: at most 25 MB. Those of a few hundred sites, the ones asked at a time."""


class LinkMemory:
    """Remembers a run's links, the last ones best."""

    def __init__(self) -> None:
        self._seen: Recent[bool] = Recent(KEPT)

    def fresh(self, page: Page, *, vouches: bool) -> tuple[Link, ...]:
        """Return the page's links that no page of its site had before, neither the address nor the anchor.

        A link to another site is remembered only from a page that vouches for it: on another it meant nothing.
        """
        site = urls.site_of(page.url)
        return tuple(link for link in page.links if self._is_fresh(site, link, vouches=vouches))

    def forget(self) -> None:
        """Forget all links: what came of some was not stored."""
        self._seen.clear()

    def _is_fresh(self, site: str, link: Link, *, vouches: bool) -> bool:
        key = hash((site, link.url, link.anchor))
        if self._seen.get(key):
            return False
        if vouches or urls.site_of(link.url) == site:
            self._seen.put(key, True)  # noqa: FBT003 (the value of a key)
        return True
