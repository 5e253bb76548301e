"""Names of pages that led to findings on several sites, or never did: learned from the pages of this and earlier runs.

The phrase packs know what doors are called in some languages; a niche may have its own words for them, and what is a
door elsewhere may be none there. A name is the last part of an address, and an anchor that says the same.
"""

import re

from linkfinder import urls
from linkfinder.analysis.normal import fold
from linkfinder.discovery.address_words import bare, path_of, segments_of
from linkfinder.discovery.learning import expected
from linkfinder.discovery.promise import DOOR_LIKE, HUB
from linkfinder.model.seed import Promise

RAISED_FROM = 0.3
"""The share of sites with a finding that is expected of a name like a door's: half as many again as of any page. Two
sites of two or three reach it, one alone does not: it may be that site's own habit."""

LOWERED_BELOW = 0.1
"""Half of what is expected of any page: none of eleven sites, one of twenty-one."""

LONGEST = 40
"""Characters: what is longer is a headline, and no other site has it."""

KEPT = 10_000
"""Names remembered, about 5 MB. Most stand on one site only."""

_NAME = re.compile(rf"[^\W\d_][^\d]{{1,{LONGEST - 1}}}")


class Names:
    """Remembers what pages of a name brought, and amends what others of that name promise."""

    def __init__(self) -> None:
        self._met: dict[str, dict[str, bool]] = {}  # by name: the sites, and whether anything was found there
        self._telling: dict[str, float] = {}  # names that are expected to be like a door's, or to be none

    def __len__(self) -> int:
        """Return how many names are remembered."""
        return len(self._met)

    def note(self, url: str, *, has_finding: bool) -> None:
        """Take in a page that was read."""
        name = _name_in(url)
        if not name:
            return
        if len(self._met) >= KEPT:
            self._forget()
        sites, site = self._met.setdefault(name, {}), urls.site_of(url)
        sites[site] = has_finding or sites.get(site, False)  # one page with a finding makes up for those without
        share = expected(sum(sites.values()), len(sites))
        self._telling.pop(name, None)
        if share >= RAISED_FROM or share < LOWERED_BELOW:
            self._telling[name] = share

    def amend(self, promise: Promise, url: str, anchor: str) -> Promise:
        """Return what a link promises after what pages of its name brought elsewhere; the promise as it was else."""
        if not self._telling or not promise.value:
            return promise
        name = next((name for name in (_name_in(url), _name_of(anchor)) if name in self._telling), "")
        if not name:
            return promise
        sites, share = self._met[name], self._telling[name]
        reason = f"pages named {name} led to findings on {sum(sites.values())} of {len(sites)} sites"
        if share >= RAISED_FROM:
            return max(promise, Promise(DOOR_LIKE, reason), key=lambda each: each.value)
        return Promise(HUB, reason) if promise.value >= DOOR_LIKE else promise

    def _forget(self) -> None:
        """Forget the names that were met on one site in vain, or the older half when that is not enough."""
        kept = {name: sites for name, sites in self._met.items() if len(sites) > 1 or any(sites.values())}
        newest = list(kept)[-KEPT // 2 :]
        self._met = {name: kept[name] for name in newest}
        self._telling = {name: share for name, share in self._telling.items() if name in self._met}


def _name_in(url: str) -> str:
    segments = segments_of(path_of(url).partition("?")[0])
    name = bare(segments[-1]) if segments else ""
    return name if _NAME.fullmatch(name) else ""


def _name_of(anchor: str) -> str:
    return fold(anchor).replace(" ", "-") if len(anchor) <= LONGEST else ""
