"""What is dangerous or useless about a page, with its reason.

Two kinds are kept apart: a policy risk looks like a link scheme to a search engine, a waste risk means that a link here
does nothing. A word in a list of refused topics is no offer; sensitive words count where the page links with them.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from linkfinder.analysis.link_sellers import seller_signs, signs_on_any_page
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Risk
from linkfinder.model.page import Link, Page, Place
from linkfinder.text.folding import fold, fold_lines
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import matcher_of_groups
from linkfinder.urls import host_of, root_of, site_of

_DANGER = frozenset((Group.SENSITIVE,))

_SENSITIVE, _SENSITIVE_ONE = 35, 25
_NOINDEX, _NOFOLLOW, _LINK_DUMP, _CROWDED, _DORMANT = 90, 45, 55, 40, 20
"""Points of 100; selling placements and an unindexed page are each enough to leave a page alone."""

_SENSITIVE_MANY = 3
"""Links with sensitive words from which a page is part of that neighbourhood."""

_DUMP_LINKS, _DUMP_WORDS = 100, 600
"""A page with more outbound links and fewer words is a list for robots."""

_CROWD = 100
"""Different sites a page may link to before a link on it is one of too many."""

_DORMANT_DAYS = 548
"""18 months without a change: editors of such sites rarely answer."""


_Outbound = tuple[Link, str]
"""A link to another site that is no reader's, with the site it leads to."""


def page_risks(page: Page, niche: Niche, *, is_for_authors: bool = False) -> tuple[Risk, ...]:
    """Return the danger signs of a page, policy risks first.

    `is_for_authors`: the page speaks to those who would write for the site, so that what it says of links is an offer.
    """
    outbound = _outbound(page)
    return (*_policy(page, outbound, niche, is_for_authors=is_for_authors), *_waste(page, outbound))


def _outbound(page: Page) -> list[_Outbound]:
    own, home, theirs = site_of(page.url), root_of(page.url), Place.COMMENT
    # Links to the page's own host need no lookup of their site.
    others = [link for link in page.shown_links if not (home and link.url.startswith(home))]
    return [
        (link, site) for link in others if link.place is not theirs and ((site := site_of(link.url)) != own or not site)
    ]


def _policy(page: Page, outbound: Sequence[_Outbound], niche: Niche, *, is_for_authors: bool) -> Iterator[Risk]:
    yield from seller_signs(page, niche) if is_for_authors else signs_on_any_page(page, niche)
    neighbours = _sensitive_words(page, outbound, niche)
    if neighbours:
        points = _SENSITIVE if len(neighbours) >= _SENSITIVE_MANY else _SENSITIVE_ONE
        yield Risk("sensitive_neighbours", points, f"links with {', '.join(sorted(set(neighbours))[:3])}")


def _sensitive_words(page: Page, outbound: Sequence[_Outbound], niche: Niche) -> list[str]:
    """Return the sensitive words with which the page links to other sites, the niche's own subjects excepted."""
    # In a canonical address the third piece is the host.
    lines = [f"{link.anchor} {_words_of_host(link.url.split('/', 3)[2])}" for link, _ in outbound]
    text = fold_lines("\n".join(lines))
    hits = matcher_of_groups(_DANGER, niche.phrases).find(text, {page.language})
    if not hits:
        return []
    own = fold(" ".join(topic.phrase for topic in niche.topics))
    return [hit.phrase.text for hit in hits if hit.phrase.text not in own]


@lru_cache(maxsize=65_536)
def _words_of_host(home: str) -> str:
    """Return the labels of the host that the middle part of a canonical address names, as words."""
    return host_of(f"http://{home}/").replace(".", " ")


def _waste(page: Page, outbound: Sequence[_Outbound]) -> Iterator[Risk]:
    if page.is_noindex:
        yield Risk("noindex", _NOINDEX, "the page asks search engines not to index it", is_waste=True)
    if page.is_nofollow:
        yield Risk("nofollow", _NOFOLLOW, "the page asks search engines not to follow its links", is_waste=True)
    sites = {site for _, site in outbound}
    if len(outbound) > _DUMP_LINKS and page.words < _DUMP_WORDS:
        yield Risk("link_dump", _LINK_DUMP, f"{len(outbound)} outbound links in {page.words} words", is_waste=True)
    elif len(sites) > _CROWD:
        yield Risk("crowded", _CROWDED, f"links to {len(sites)} other sites", is_waste=True)
    if (last := _last_change(page)) and page.fetched and (page.fetched - last).days > _DORMANT_DAYS:
        yield Risk("dormant", _DORMANT, f"nothing newer than {last.isoformat()}", is_waste=True)


def _last_change(page: Page) -> date | None:
    dates = [found.value for found in (page.published, page.modified) if found]
    return max(dates, default=None)
