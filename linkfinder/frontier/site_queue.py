"""The pages at hand, by site: which one may be asked next.

Pure: the clock is an argument, in seconds that never jump. A site is asked one thing at a time and not before it is
ready; of the ready ones, the site with the best page comes first. Every step costs the logarithm of the sites, however
many there are.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


@dataclass(slots=True)
class _QueuedSite(Generic[_Item]):
    ready_at: float
    yield_factor: float = 1.0  # how much its items count beside those of other sites
    items: deque[tuple[float, _Item]] = field(default_factory=deque)
    is_busy: bool = False
    is_listed: bool = False  # whether it stands in one of the two heaps


class SiteQueue(Generic[_Item]):
    """Sites with the items at hand for each."""

    def __init__(self) -> None:
        self._sites: dict[str, _QueuedSite[_Item]] = {}
        self._waiting: list[tuple[float, str]] = []  # by the time they are ready
        self._ready: list[tuple[float, int, str]] = []  # by their best item; the number keeps the order of arrival
        self._arrivals = 0
        self._items = 0

    def __len__(self) -> int:
        """Return how many items are at hand."""
        return self._items

    def __contains__(self, domain: str) -> bool:
        """Tell whether a site is known here."""
        return domain in self._sites

    @property
    def domains(self) -> list[str]:
        """The sites known here."""
        return list(self._sites)

    def open(self, domain: str, ready_at: float) -> None:
        """Take up a site that may be asked from `ready_at` on."""
        self._sites.setdefault(domain, _QueuedSite(ready_at))

    def add(self, domain: str, items: Iterable[tuple[float, _Item]], yield_factor: float = 1.0) -> None:
        """Add a known site's items, each with its priority, best first; `share` is how much they count among sites."""
        site = self._sites[domain]
        site.yield_factor = yield_factor
        before = len(site.items)
        site.items.extend(items)
        self._items += len(site.items) - before
        self._list(domain)

    def put_first(self, domain: str, item: _Item) -> None:
        """Put an item before all others of a known site: it is the second half of something begun."""
        self._sites[domain].items.appendleft((1.0, item))
        self._items += 1
        self._list(domain)

    def pop(self, now: float) -> tuple[str, _Item] | None:
        """Return the best item that may be asked for now, and its site, which then is asked until `answered`."""
        self._wake(now)
        while self._ready:
            _, _, domain = heappop(self._ready)
            site = self._sites.get(domain)
            if site is None or not site.is_listed:
                continue
            site.is_listed = False
            if site.items and not site.is_busy and site.ready_at <= now:
                site.is_busy = True
                self._items -= 1
                return domain, site.items.popleft()[1]
            self._list(domain)
        return None

    def answered(self, domain: str, ready_at: float) -> None:
        """Note that the site's answer came, and that it may be asked again from `ready_at` on."""
        site = self._sites.get(domain)
        if site is not None:
            site.is_busy = False
            site.ready_at = max(site.ready_at, ready_at)
            self._list(domain)

    def ready_at(self, domain: str) -> float:
        """Return when a known site may be asked again."""
        return self._sites[domain].ready_at

    def is_empty(self, domain: str) -> bool:
        """Tell whether a known site has nothing at hand."""
        return not self._sites[domain].items

    def best(self, domain: str) -> float:
        """Return the priority of the best item at hand for a known site, 0 when there is none."""
        items = self._sites[domain].items
        return items[0][0] if items else 0.0

    def clear(self, domain: str) -> list[_Item]:
        """Drop what is at hand for a known site, and return it."""
        items = self._sites[domain].items
        dropped = [item for _, item in items]
        self._items -= len(dropped)
        items.clear()
        return dropped

    def close(self, domain: str) -> None:
        """Forget a site with all that is at hand for it."""
        if domain in self._sites:
            self.clear(domain)
            del self._sites[domain]

    def next_ready(self) -> float | None:
        """Return when the next waiting site is ready, or None when none waits."""
        while self._waiting and self._waiting[0][1] not in self._sites:
            heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else None

    def _list(self, domain: str) -> None:
        site = self._sites[domain]
        if site.items and not site.is_busy and not site.is_listed:
            site.is_listed = True
            heappush(self._waiting, (site.ready_at, domain))

    def _wake(self, now: float) -> None:
        while self._waiting and self._waiting[0][0] <= now:
            _, domain = heappop(self._waiting)
            site = self._sites.get(domain)
            if site is None or not site.is_listed:
                continue
            if not site.items:
                site.is_listed = False
                continue
            self._arrivals += 1
            heappush(self._ready, (-site.items[0][0] * site.yield_factor, self._arrivals, domain))
