"""Dead outbound links in editorial places, with the page of ours that could stand there instead.

Reads the answers that lie on the page's links; asks nothing. Whether a dead link is sure enough to be offered is the
niche's setting, which scoring keeps. How near the page is to the niche was weighed when its text was read: only pages
near enough have their links asked, and what was weighed is stored with them. See docs/reference/kinds/broken_link.md.
"""

from dataclasses import replace

from linkfinder.kinds.asset_match import AssetMatch, best_asset
from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.unsuitable_sites import unsuitable_reason
from linkfinder.model.check import LinkCheck
from linkfinder.model.dead_target import DOMAIN_VERDICTS, DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Evidence, Judgement, Opportunity, OpportunityState, Rejection
from linkfinder.model.page import EDITORIAL_PLACES, Link, Page, PageClass
from linkfinder.text.sentences import shorten
from linkfinder.urls import is_on_domain, is_same_site, site_of

KIND = BROKEN_LINK

_MANY = 5
_MOST = 0.5
"""A page of which more than half of five or more links are dead has no active editor; a mail would have no effect."""


def detect(page: Page, niche: Niche) -> Judgement:
    """Return an opportunity for every dead link that an editor would fix, and say why the others are left out."""
    asked = [link for link in page.links if link.check and not is_same_site(link.url, page.url)]
    dead = [link for link in asked if link.check and link.check.is_dead]
    if not dead:
        return Judgement()
    if reason := _why_not_page(page, len(asked), len(dead)):
        detail = f"{len(dead)} of {len(asked)} outbound links are dead"
        return Judgement(rejections=(Rejection(KIND, reason, _words_of(dead[0]), detail),))
    opportunities: dict[str, Opportunity] = {}
    rejections: list[Rejection] = []
    for link in dead:
        if reason := _why_not(link, niche):
            rejections.append(Rejection(KIND, reason, _words_of(link), link.url))
        elif link.url not in opportunities:
            opportunities[link.url] = _opportunity(page, link, niche)
    return Judgement(tuple(opportunities.values()), tuple(rejections))


def _why_not_page(page: Page, asked: int, dead: int) -> str:
    """Return why nobody would fix a link on this page, or an empty string."""
    if page.page_class is not PageClass.NORMAL:
        return page.page_class
    if asked >= _MANY and dead > asked * _MOST:
        return "abandoned_page"
    return unsuitable_reason(page)


def _why_not(link: Link, niche: Niche) -> str:
    if link.place not in EDITORIAL_PLACES:
        return f"not_editorial_{link.place}"
    if "sponsored" in link.rel:
        return "paid_link"
    if "ugc" in link.rel:
        return "users_link"
    return "own_page" if any(is_on_domain(link.url, domain) for domain in niche.own_domains) else ""


def _opportunity(page: Page, link: Link, niche: Niche) -> Opportunity:
    assert link.check
    return Opportunity(
        kind=KIND,
        niche=niche.name,
        page_url=page.url,
        site=site_of(page.url),
        facts=_facts(link, link.check, best_asset(link, niche.assets, page.language)),
        state=OpportunityState.OPEN,
        page_title=page.title,
        language=page.language,
        confidence=link.check.confidence,
        evidence=_words_of(link),
        contacts=page.contacts,
        published=page.published.value if page.published else None,
        modified=page.modified.value if page.modified else None,
    )


def _facts(link: Link, check: LinkCheck, fit: AssetMatch) -> BrokenLink:
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
        asset_url=fit.asset.url if fit.asset else "",
        asset_match=fit.value,
        asset_reason=fit.reason,
        dead_target=_dead_target_info(link, check),
    )


def _dead_target_info(link: Link, check: LinkCheck) -> DeadTargetInfo:
    """Return what is known of the target; its domain only where that is what died."""
    if check.verdict in DOMAIN_VERDICTS:
        return link.dead_target
    return replace(link.dead_target, domain=DomainAvailability.UNKNOWN)


def _words_of(link: Link) -> tuple[Evidence, ...]:
    assert link.check
    return (Evidence(link.check.verdict, shorten(link.sentence or link.anchor or link.url), link.place),)
