"""How a guest post is scored."""

from collections.abc import Mapping

from linkfinder.kinds.guest_post.facts import Cost, GuestPost
from linkfinder.model.niche import Campaign
from linkfinder.model.opportunity import OpportunityState, Risk
from linkfinder.model.score import Factor
from linkfinder.model.score_profile import (
    FactorValue,
    Reject,
    RejectCode,
    ScoreProfile,
    ScoringInput,
    clamp,
    quoted_signals,
)

_UNKNOWN_STATE = 0.6
"""What evidence is worth on a page that does not say whether guest posts are taken now."""

_ARTICLE = 0.5  # an article of ordinary length, half a day
_LONG = 1500  # words; beyond, an article takes a day and more
_SHORT = 700  # words; an article of an hour or two
_CONDITION = 0.1  # exclusivity, images, a pitch or an account first: each takes another round of mail

# A qualified link is what search engines ask publishers for: it brings readers, not rank.
_POLICIES: Mapping[str, tuple[float, str]] = {
    "dofollow": (1.0, "the page says that links are followed"),
    "on_request": (0.6, "links are given on request"),
    "sponsored": (0.3, "links are marked as sponsored"),
    "nofollow": (0.3, "links are marked nofollow"),
    "none": (0.0, "no links are allowed"),
}

# Shares of the most that a cost can take off (25 points by default).
_COSTS: Mapping[Cost, tuple[float | None, str]] = {
    Cost.FREE: (0.0, "free"),
    Cost.PAYS_AUTHOR: (0.0, "the site pays its authors"),
    Cost.MIXED: (0.4, "free for some, a fee for commercial texts"),
    Cost.SPONSORED: (0.8, "offered as sponsored content"),
    Cost.PAID: (1.0, "a fee is asked for"),
    Cost.UNKNOWN: (None, "the page says nothing about money"),
}


def evidence(case: ScoringInput) -> FactorValue:
    """Return how sure it is that guest posts are taken; less when the page does not say so plainly."""
    opportunity = case.opportunity
    confidence, quotes = clamp(opportunity.confidence), quoted_signals(opportunity)
    if opportunity.state is OpportunityState.UNKNOWN:
        reason = f"{quotes}, but the page does not say that guest posts are taken now"
        return FactorValue(confidence * _UNKNOWN_STATE, reason)
    return FactorValue(confidence, f"{quotes}, confidence {confidence:.2f}")


def relevance(case: ScoringInput) -> FactorValue:
    """Return how near it is to the niche: guidelines are about articles, so the site's best pages count too."""
    own, site = clamp(case.opportunity.relevance), clamp(case.site_metrics.relevance or 0.0)
    if site > own:
        return FactorValue(site, f"the site's best pages reach {site:.2f}, the guidelines alone {own:.2f}")
    return FactorValue(own, case.opportunity.relevance_reason or f"the page's likeness to the niche is {own:.2f}")


def effort(case: ScoringInput) -> FactorValue:
    """Return how little work the article is."""
    facts = case.facts(GuestPost)
    asked, words = facts.requirements, facts.requirements.min_words
    value = _ARTICLE
    if words is not None:
        value = 0.7 if words <= _SHORT else 0.25 if words >= _LONG else _ARTICLE
    conditions = [
        name
        for name, is_asked in (
            ("exclusive", asked.exclusive),
            ("with images", asked.images),
            ("pitch first", "pitch_first" in facts.method),
            ("account first", "account" in facts.method),
        )
        if is_asked
    ]
    length = f"an article of at least {words} words" if words is not None else "an article, its length is not said"
    return FactorValue(max(0.0, value - _CONDITION * len(conditions)), ", ".join([length, *conditions]))


def link(case: ScoringInput) -> FactorValue:
    """Return how good the link is that the page's policy allows."""
    asked = case.facts(GuestPost).requirements
    if asked.links_allowed == 0:
        return FactorValue(0.0, "no links are allowed")
    if asked.link_policy in _POLICIES:
        return FactorValue(*_POLICIES[asked.link_policy])
    return FactorValue(None, "the page does not say how it links")


def cost(case: ScoringInput) -> FactorValue:
    """Return how much it costs; unknown stays unknown and takes nothing off."""
    facts = case.facts(GuestPost)
    share, reason = _COSTS[facts.cost]
    if facts.price and share:
        price = facts.price
        reason = f"{reason}: {price.amount:g} {price.currency}{f' a {price.unit}' if price.unit else ''}".rstrip()
    return FactorValue(share, reason)


def _risks(case: ScoringInput) -> tuple[Risk, ...]:
    facts = case.facts(GuestPost)
    if facts.cost is Cost.PAID and facts.requirements.link_policy == "":
        return (Risk("paid_unmarked", 40, "placements are paid and nothing says that their links are marked"),)
    return ()


def _sells_followed_links(case: ScoringInput) -> Reject | None:
    facts = case.facts(GuestPost)
    if facts.cost in {Cost.PAID, Cost.SPONSORED} and facts.requirements.link_policy == "dofollow":
        return Reject(RejectCode.SELLER, "followed links are sold; search engines call that a link scheme")
    return None


def _closed_until(case: ScoringInput) -> Reject | None:
    recheck = case.facts(GuestPost).recheck
    if case.opportunity.state is not OpportunityState.CLOSED or recheck is None:
        return None
    return Reject(RejectCode.CLOSED, f"the page says that it takes nothing now, again from {recheck.isoformat()}")


PROFILE = ScoreProfile[GuestPost](
    weights={
        Factor.RELEVANCE: 34,
        Factor.EVIDENCE: 18,
        Factor.AUDIENCE: 12,
        Factor.AUTHORITY: 9,
        Factor.FRESHNESS: 8,
        Factor.REACHABILITY: 7,
        Factor.LINK: 5,
        Factor.EFFORT: 3,
        Factor.METHOD: 4,
        Factor.OFF_TOPIC: 30,
        Factor.COST: 25,
        Factor.POLICY_RISK: 40,
        Factor.WASTE_RISK: 30,
    },
    # Rules for authors stay on a site for years without a change, so their age says little until it is great. Sites
    # whose rules are eighteen months old are mostly without an active editor.
    freshness=((180, 1.0), (548, 0.5), (1460, 0.1), (2920, 0.0)),
    methods={
        Campaign.NEW: FactorValue(1.0, "a new site gains most where it writes the text itself"),
        Campaign.ESTABLISHED: FactorValue(0.5, "an established site earns links without articles"),
    },
    factors={
        Factor.RELEVANCE: relevance,
        Factor.EVIDENCE: evidence,
        Factor.EFFORT: effort,
        Factor.LINK: link,
        Factor.COST: cost,
    },
    is_form_wanted=lambda facts: "form" in facts.method,
    risks=_risks,
    rejects=(_sells_followed_links, _closed_until),
)
