"""What is taken off: off the topic, cost, and the two risks, which need opposite reactions and are kept apart.

Policy risk: would a search engine call the link a scheme? Waste risk: does the link do anything at all?
"""

from collections.abc import Mapping

from linkfinder.model.niche import ON_TOPIC_RELEVANCE
from linkfinder.model.opportunity import Cost, GuestPost, Risk
from linkfinder.model.page import QUALIFIED_RELS
from linkfinder.model.score import SiteMetrics
from linkfinder.scoring.inputs import FactorValue, ScoringInput
from linkfinder.scoring.topic_relevance import topic_relevance

_MOST_RISK = 100

# Shares of the most that a cost can take off (25 points by default).
_COSTS: Mapping[Cost, tuple[float | None, str]] = {
    Cost.FREE: (0.0, "free"),
    Cost.PAYS_AUTHOR: (0.0, "the site pays its authors"),
    Cost.MIXED: (0.4, "free for some, a fee for commercial texts"),
    Cost.SPONSORED: (0.8, "offered as sponsored content"),
    Cost.PAID: (1.0, "a fee is asked for"),
    Cost.UNKNOWN: (None, "the page says nothing about money"),
}

# "Many links, no readers" is the mark of a site that was built or bought for its links.
_MANY_LINKS = 0.7
_NO_READERS = 0.1


def off_topic(case: ScoringInput) -> FactorValue:
    """Return how far the page is from the niche: 0 from ON_TOPIC_RELEVANCE on, 1 at no relevance at all."""
    near = topic_relevance(case).value or 0.0
    if near >= ON_TOPIC_RELEVANCE:
        return FactorValue(0.0, "on the topic")
    return FactorValue(1 - near / ON_TOPIC_RELEVANCE, f"a relevance of {near:.2f} is below {ON_TOPIC_RELEVANCE}")


def cost(case: ScoringInput) -> FactorValue:
    """Return how much it costs; unknown stays unknown and takes nothing off."""
    facts = case.opportunity.facts
    if not isinstance(facts, GuestPost):
        return FactorValue(0.0, "free: an editor mends the page")
    share, reason = _COSTS[facts.cost]
    if facts.price and share:
        price = facts.price
        reason = f"{reason}: {price.amount:g} {price.currency}{f' a {price.unit}' if price.unit else ''}".rstrip()
    return FactorValue(share, reason)


def policy_risk(case: ScoringInput) -> FactorValue:
    """Return how much the link would look like a scheme."""
    return _sum(policy_risks(case), "no sign of a link scheme")


def waste_risk(case: ScoringInput) -> FactorValue:
    """Return how likely the link does nothing."""
    return _sum(waste_risks(case), "no sign that the link would do nothing")


def policy_risks(case: ScoringInput) -> tuple[Risk, ...]:
    """Return the signs of a scheme: those read on the pages, and what cost and standing add."""
    found = [risk for risk in case.opportunity.risks if not risk.is_waste]
    facts = case.opportunity.facts
    if isinstance(facts, GuestPost) and facts.cost is Cost.PAID and facts.requirements.link_policy == "":
        found.append(Risk("paid_unmarked", 25, "placements are paid and nothing says that their links are marked"))
    if _has_links_without_readers(case.site_metrics):
        found.append(Risk("links_without_readers", 30, "many sites link to it and hardly anybody visits it"))
    return _distinct(found)


def _has_links_without_readers(standing: SiteMetrics) -> bool:
    if standing.authority is None or standing.audience is None:
        return False
    return standing.authority >= _MANY_LINKS and standing.audience <= _NO_READERS


def waste_risks(case: ScoringInput) -> tuple[Risk, ...]:
    """Return the signs of a link that does nothing: those read on the pages, and what link and language add."""
    found = [risk for risk in case.opportunity.risks if risk.is_waste]
    opportunity = case.opportunity
    if marked := sorted(QUALIFIED_RELS.intersection(getattr(opportunity.facts, "rel", ()))):
        found.append(Risk("nofollow", 45, f"the present link is marked {', '.join(marked)}"))
    if opportunity.language and opportunity.language not in case.niche.languages:
        languages = ", ".join(case.niche.languages)
        found.append(Risk("language", 40, f"written in '{opportunity.language}', the niche works in {languages}"))
    return _distinct(found)


def _distinct(risks: list[Risk]) -> tuple[Risk, ...]:
    """Return the risks, one of a name: the heaviest, since two rooms may see the same sign."""
    heaviest: dict[str, Risk] = {}
    for risk in risks:
        known = heaviest.get(risk.name)
        if known is None or risk.points > known.points:
            heaviest[risk.name] = risk
    return tuple(heaviest.values())


def points_of(risks: tuple[Risk, ...]) -> int:
    """Return the sum of the risks' points, at most 100."""
    return min(_MOST_RISK, sum(max(0, risk.points) for risk in risks))


def _sum(risks: tuple[Risk, ...], nothing: str) -> FactorValue:
    if not risks:
        return FactorValue(0.0, nothing)
    heaviest_first = sorted(risks, key=lambda risk: (-risk.points, risk.name))
    return FactorValue(points_of(risks) / _MOST_RISK, "; ".join(risk.reason for risk in heaviest_first))
