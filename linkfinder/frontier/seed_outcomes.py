"""Which seeds answered and which did not, with the reason: what a user wants to know when a crawl finds little."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linkfinder.model.visit import Outcome, Visit
from linkfinder.urls import canonical

NOT_REQUESTED = "not_asked"
REDIRECT_REASON = "redirect"


@dataclass(frozen=True, slots=True)
class SeedReport:
    """A seed and, when it could not be reached, the reason code."""

    url: str
    reason: str = ""


class SeedOutcomes:
    """The seeds of a crawl, in whatever spelling; a seed that leads elsewhere stands or falls with where it leads."""

    def __init__(self, urls: Iterable[str], reached: Iterable[str] = (), left: Mapping[str, str] | None = None) -> None:
        """Begin with the seeds, those of them that were reached before, and why others will not be asked."""
        known = {canonical(url): why for url, why in (left or {}).items()}
        self._written = {canonical(url): url for url in urls}
        self._reasons = {url: known.get(url, NOT_REQUESTED) for url in self._written}
        self._reasons |= dict.fromkeys(map(canonical, reached), "")
        self._seeds_behind = {url: [url] for url in self._reasons}

    def record(self, visit: Visit) -> None:
        """Write down how a visit ended, when it was that of a seed or of where one leads."""
        for seed in tuple(self._seeds_behind.get(canonical(visit.url), ())):
            if visit.outcome in {Outcome.FETCHED, Outcome.UNCHANGED}:
                self._reasons[seed] = ""
            elif visit.reason == REDIRECT_REASON and visit.leads:
                self._follow(seed, canonical(visit.leads[0].url))
            elif self._reasons[seed]:
                self._reasons[seed] = visit.reason

    def _follow(self, seed: str, url: str) -> None:
        seeds = self._seeds_behind.setdefault(url, [])
        if seed not in seeds:
            seeds.append(seed)
        # It may lead to another seed that was asked before; nobody will ask there again.
        if self._reasons.get(url, NOT_REQUESTED) != NOT_REQUESTED:
            self._reasons[seed] = self._reasons[url]

    @property
    def reports(self) -> tuple[SeedReport, ...]:
        """Every seed with how it went, in the order they were given."""
        return tuple(SeedReport(self._written.get(url, url), reason) for url, reason in self._reasons.items())
