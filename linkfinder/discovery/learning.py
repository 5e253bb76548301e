"""What pages that were read teach about those that wait: which sites go on to yield, and which do not.

One rule for all that is learned: of what was never tried, one in five is expected to be worth its visit, and what was
tried moves that expectation the further the more of it there was. Counting and keeping are the crawl's business.
"""

from linkfinder.model.seed import Promise
from linkfinder.model.site import SiteFacts

TRIED_BEFORE = 10.0
"""Tries that the expectation weighs as much as: the first helping of a site. Home, contact, about and imprint are among
these ten, so fewer pages without a finding say little."""

USEFUL_BEFORE = 2.0
"""Of those ten as many are worth it on a site of the niche that is worth reading: its door and one article, say."""

FAIR = USEFUL_BEFORE / TRIED_BEFORE
"""One page in five: a site that shows as much keeps all its promise."""


LEAST_EXPECTED = 0.05
"""One in twenty: as many sites as a person would look through by hand for one that belongs. Strangers come when all
that something speaks for was read, so they compete with nothing but the end of the run."""


def expected(useful: float, tried: float) -> float:
    """Return the share of further tries that are expected to be worth it, after so many were."""
    return (useful + USEFUL_BEFORE) / (tried + TRIED_BEFORE)


def share_of(facts: SiteFacts) -> Promise:
    """Return how much a site's waiting pages count, 0 to 1, by what its pages showed in this and earlier runs.

    A page is useful that holds a finding or speaks of the niche. What a later check found, a dead link for example,
    counts as much.
    """
    useful = max(facts.useful, float(facts.found))
    share = round(min(1.0, expected(useful, facts.tried) / FAIR), 3)
    if share >= 1.0:
        return Promise(1.0, "")
    pages = f"{useful:.0f} of {facts.tried:.0f} pages held a finding or spoke of the niche"
    return Promise(share, f"{pages}, so the others count {share:.1f}")


def is_worth_more(useful: float, tried: float) -> bool:
    """Tell whether to look at more sites that nobody vouches for, after so many were tried and turned out useful.

    After thirty-one in vain it is not, after fifty-one with one that belongs, and so on.
    """
    return expected(useful, tried) >= LEAST_EXPECTED
