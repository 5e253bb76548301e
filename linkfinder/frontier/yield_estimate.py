"""What pages that were read teach about those that wait: which sites go on to yield, and which do not.

One rule for all that is learned: of what was never tried, one in five is expected to be worth its visit, and what was
tried moves that expectation the further the more of it there was. Counting and keeping are the crawl's business.
"""

from linkfinder.model.seed import UrlPriority
from linkfinder.model.site import SiteFacts

_PRIOR_TRIED = 10.0
"""Tries that the expectation weighs as much as: the initial quota of a site. Home, contact, about and imprint are among
these ten, so fewer pages without a finding say little."""

_PRIOR_USEFUL = 2.0
"""Of those ten as many are worth it on a site of the niche that is worth reading: its guest-post page and one article,
for example."""

_EXPECTED_YIELD = _PRIOR_USEFUL / _PRIOR_TRIED
"""One page in five: a site that shows as much keeps its full priority."""


_MIN_UNENDORSED_YIELD = 0.05
"""One in twenty: as many sites as a person would look through by hand for one that belongs. Unendorsed
sites come when all endorsed ones were read, so they compete with nothing but the end of the run."""


def estimated_yield(useful: float, tried: float) -> float:
    """Return the share of further tries that are expected to be worth it, after so many were."""
    return (useful + _PRIOR_USEFUL) / (tried + _PRIOR_TRIED)


def yield_factor_of(facts: SiteFacts) -> UrlPriority:
    """Return how much a site's waiting pages count, 0 to 1, by what its pages showed in this and earlier runs.

    A page is useful that holds a finding or speaks of the niche. What a later check found, a dead link for example,
    counts as much.
    """
    useful = max(facts.useful, float(facts.found))
    share = round(min(1.0, estimated_yield(useful, facts.tried) / _EXPECTED_YIELD), 3)
    if share >= 1.0:
        return UrlPriority(1.0, "")
    pages = f"{useful:.0f} of {facts.tried:.0f} pages held a finding or spoke of the niche"
    return UrlPriority(share, f"{pages}, so the others count {share:.1f}")


def is_worth_trying_more(useful: float, tried: float) -> bool:
    """Tell whether more unendorsed sites are worth a try, after so many were tried and turned out useful.

    After thirty-one in vain it is not, after fifty-one with one that belongs, and so on.
    """
    return estimated_yield(useful, tried) >= _MIN_UNENDORSED_YIELD
