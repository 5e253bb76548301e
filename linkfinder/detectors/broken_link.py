"""Dead links on somebody's page that are worth a mail: the target is gone, an editor put it there, ours could replace it.

The answer of a target is read from `link.check`, which the link check fills in; a link that was not asked says nothing.
"""

from collections.abc import Iterator

from linkfinder.analysis.relevance import Relevance, relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.detectors.asset_match import best_asset
from linkfinder.detectors.hopeless_sites import hopeless_because
from linkfinder.detectors.statements import shorten
from linkfinder.model.check import LinkCheck
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import (
    BrokenLink,
    Evidence,
    Judgement,
    Opportunity,
    OpportunityKind,
    Rejection,
    State,
)
from linkfinder.model.page import EDITORIAL_PLACES, Link, Page, PageClass, Place
from linkfinder.urls import is_same_site, path_of, site_of

KIND = OpportunityKind.BROKEN_LINK

_LEAST_RELEVANCE = 0.1
"""Below it nothing of the niche stands on the page: no reader of it would follow a link to ours."""

_ABANDONED_SHARE, _ABANDONED_LINKS = 0.6, 5
"""A page most of whose links are dead, five at least, has no editor left to write to."""

_WEAK_RELS = frozenset(("nofollow", "ugc", "sponsored"))


def detect(page: Page, niche: Niche) -> Judgement:
    """Return the dead links of a page that are worth a mail, and why the others are not."""
    dead = [(link, link.check) for link in _outbound(page) if link.check is not None and link.check.is_dead]
    if not dead:
        return Judgement()
    near = relevance(page, niche)
    reason = _page_reason(page, near, len(dead))
    found = [_judge(page, niche, near, link, check, reason) for link, check in _distinct(dead)]
    return Judgement(
        opportunities=tuple(part for part in found if isinstance(part, Opportunity)),
        rejections=tuple(part for part in found if isinstance(part, Rejection)),
    )


def _outbound(page: Page) -> Iterator[Link]:
    return (link for link in page.links if not is_same_site(link.url, page.url))


def _distinct(dead: list[tuple[Link, LinkCheck]]) -> Iterator[tuple[Link, LinkCheck]]:
    """Yield one link a dead address, an editorial one where there is one."""
    ranked = sorted(dead, key=lambda pair: pair[0].place not in EDITORIAL_PLACES)
    chosen = {link.url: (link, check) for link, check in reversed(ranked)}
    return (chosen[url] for url in dict.fromkeys(link.url for link, _ in dead))


def _page_reason(page: Page, near: Relevance, dead: int) -> str:
    """Return why no link of this page is worth a mail, or an empty string."""
    if page.page_class is not PageClass.NORMAL:
        return str(page.page_class)
    if reason := hopeless_because(page):
        return reason
    asked = sum(link.check is not None for link in _outbound(page))
    if dead >= _ABANDONED_LINKS and dead / asked >= _ABANDONED_SHARE:
        return "abandoned_page"
    return "not_relevant" if near.value < _LEAST_RELEVANCE else ""


def _link_reason(link: Link) -> str:
    if link.place is Place.COMMENT or (link.place not in EDITORIAL_PLACES and _WEAK_RELS.intersection(link.rel)):
        return "comment_link" if link.place is Place.COMMENT else f"{link.place}_link"
    return "" if link.place in EDITORIAL_PLACES or link.place is Place.AUTHOR_BIO else f"{link.place}_link"


def _judge(
    page: Page, niche: Niche, near: Relevance, link: Link, check: LinkCheck, page_reason: str
) -> Opportunity | Rejection:
    reason = page_reason or _link_reason(link)
    quote = shorten(link.sentence or link.anchor or link.url)
    if reason:
        return Rejection(KIND, reason, (Evidence(reason, quote, link.place),), f"{link.url}: {check.reason}")
    return Opportunity(
        kind=KIND,
        niche=niche.name,
        page_url=page.url,
        site=site_of(page.url),
        facts=_facts(page, niche, link, check),
        state=State.OPEN,
        page_title=page.title,
        language=page.language,
        relevance=near.value,
        relevance_reason=near.reason,
        confidence=round(check.confidence, 3),
        evidence=(Evidence(check.verdict, quote, link.place),),
        contacts=page.contacts,
        risks=page_risks(page, niche),
        published=page.published.value if page.published else None,
        modified=page.modified.value if page.modified else None,
    )


def _facts(page: Page, niche: Niche, link: Link, check: LinkCheck) -> BrokenLink:
    words = path_of(link.url).replace("-", " ").replace("_", " ").replace("/", " ")
    match = best_asset((link.anchor, link.sentence, link.heading, words), niche, page.language)
    return BrokenLink(
        dead_url=link.url,
        verdict=check.verdict,
        reason=check.reason,
        confirmations=check.confirmations,
        anchor=link.anchor,
        sentence=link.sentence,
        heading=link.heading,
        place=link.place,
        rel=link.rel,
        status=check.status,
        final_url=check.final_url,
        note=check.note,
        asset_url=match.asset.url if match.asset else "",
        asset_match=match.value,
        asset_reason=match.reason,
    )
