"""Which links of a site were followed up before: most links of a page stand on the page before it too."""

from linkfinder import urls
from linkfinder.crawl.recent import Recent, key_of
from linkfinder.model.page import Link, Page

KEPT = 120_000
KEPT_OUTSIDE = 40_000
"""Links remembered within sites and between them, and up to twice as many: at most 30 MB together. They are those of a
few hundred sites, the ones asked at a time."""


class LinkMemory:
    """Remembers a run's links, the last ones best."""

    def __init__(self) -> None:
        self._inside: Recent[bool] = Recent(KEPT)
        self._outside: Recent[float] = Recent(KEPT_OUTSIDE)
        self._cited: Recent[bool] = Recent(KEPT_OUTSIDE)

    def fresh(self, page: Page, *, outside: float) -> tuple[Link, ...]:
        """Return the page's links that lead to something new: an address or an anchor that its site had not before.

        `outside` is what a link to another site promises on this page. Such a link is fresh when the address was never
        linked to in this way from a page that promised as much, or when this is the first page of its site that names
        that other site; where nothing is promised, none is.
        """
        here = (urls.site_of(page.url), urls.home_of(page.url))
        return tuple([link for link in page.links if self._is_fresh(here, link, outside)])

    def forget(self) -> None:
        """Forget all links: what came of some was not stored."""
        self._inside.clear()
        self._outside.clear()
        self._cited.clear()

    def _is_fresh(self, here: tuple[str, str], link: Link, outside: float) -> bool:
        site, home = here
        # Whose the links of the page's own host are is known without a look-up.
        if not link.url.startswith(home) and (other := urls.site_of(link.url)) != site:
            return outside > 0 and self._is_fresh_outside((site, other), link, outside)
        key = key_of(urls.canonical(link.url), link.anchor)
        if self._inside.get(key):
            return False
        self._inside.put(key, True)  # noqa: FBT003 (the value of a key)
        return True

    def _is_fresh_outside(self, sites: tuple[str, str], link: Link, promise: float) -> bool:
        # An editor stands behind some, behind others nobody.
        manner = f"{link.place} {'image' if link.is_image else 'text'} {' '.join(link.rel)}"
        address, citation = key_of(urls.canonical(link.url), manner), key_of(*sites, manner)
        if (self._outside.get(address) or 0.0) >= promise and self._cited.get(citation):
            return False
        self._outside.put(address, promise)
        self._cited.put(citation, True)  # noqa: FBT003 (the value of a key)
        return True
