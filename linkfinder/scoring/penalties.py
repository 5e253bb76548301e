"""What is taken off: off the topic, cost, and the two risks, which need opposite reactions and are kept apart.

Policy risk: would a search engine call the link a scheme? Waste risk: does the link do anything at all?
"""

from linkfinder.model.niche import ON_TOPIC_RELEVANCE
from linkfinder.model.opportunity import Risk
from linkfinder.model.page import QUALIFIED_RELS
from linkfinder.model.score import SiteMetrics
from linkfinder.model.score_profile import FactorValue, ScoringInput
from linkfinder.scoring.topic_relevance import topic_relevance

_MOST_RISK = 100

FLAGGED_RISK = 40
"""The policy risk from which a site is treated as a link seller: one plain sign, or two or three weak ones.

On labelled pages, link farms have such signs and honest sites have at most one weak one (docs/reference/scoring.md).
"""

# "Many links, no readers" is the mark of a site that was built or bought for its links.
_MANY_LINKS = 0.7
_NO_READERS = 0.1


_SITES_OF_NETWORK, _SITES_NAMED = 2, 4
_NETWORK, _SECOND_SITE = 30, 10
"""Points of a site with two other sites of one account or more, and with one."""


def off_topic(case: ScoringInput) -> FactorValue:
    """Return how far the page is from the niche: 0 from ON_TOPIC_RELEVANCE on, 1 at no relevance at all."""
    near = topic_relevance(case).value or 0.0
    if near >= ON_TOPIC_RELEVANCE:
        return FactorValue(0.0, "on the topic")
    return FactorValue(1 - near / ON_TOPIC_RELEVANCE, f"a relevance of {near:.2f} is below {ON_TOPIC_RELEVANCE}")


def cost(case: ScoringInput) -> FactorValue:  # noqa: ARG001 (the shape of all factors)
    """Return that it costs nothing, where the kind does not say otherwise."""
    return FactorValue(0.0, "free: an editor edits the page")


def policy_risk(case: ScoringInput) -> FactorValue:
    """Return how much the link would look like a scheme."""
    return _sum(policy_risks(case), "no sign of a link scheme")


def waste_risk(case: ScoringInput) -> FactorValue:
    """Return how likely the link does nothing."""
    return _sum(waste_risks(case), "no sign that the link would do nothing")


def policy_risks(case: ScoringInput) -> tuple[Risk, ...]:
    """Return the signs of a link scheme: read on the pages, or added by its kind and the metrics of the site."""
    found = [risk for risk in (*case.opportunity.risks, *case.profile.risks(case)) if not risk.is_waste]
    if _has_links_without_readers(case.site_metrics):
        found.append(Risk("links_without_readers", 30, "many sites link to it and hardly anybody visits it"))
    if owner_network := _owner_network(case.site_metrics.same_owner):
        found.append(owner_network)
    return _distinct(found)


def _owner_network(sites: tuple[str, ...]) -> Risk | None:
    """Return the risk that a site belongs to a network; publishers own a few sites too, so alone it proves nothing."""
    if not sites:
        return None
    more = f" and {len(sites) - _SITES_NAMED} more" if len(sites) > _SITES_NAMED else ""
    names = ", ".join(sites[:_SITES_NAMED])
    points = _NETWORK if len(sites) >= _SITES_OF_NETWORK else _SECOND_SITE
    return Risk("owner_network", points, f"uses the same advertising or analytics account as {names}{more}")


def _has_links_without_readers(metrics: SiteMetrics) -> bool:
    if metrics.authority is None or metrics.audience is None:
        return False
    return metrics.authority >= _MANY_LINKS and metrics.audience <= _NO_READERS


def waste_risks(case: ScoringInput) -> tuple[Risk, ...]:
    """Return the signs of a link that does nothing: read on the pages, or added by kind, placement and language."""
    opportunity, placement = case.opportunity, case.profile.placement(case.opportunity.facts)
    found = [risk for risk in (*opportunity.risks, *case.profile.risks(case)) if risk.is_waste]
    if placement and (qualified := sorted(QUALIFIED_RELS.intersection(placement.rel))):
        found.append(Risk("nofollow", 45, f"the present link is marked {', '.join(qualified)}"))
    if opportunity.language and opportunity.language not in case.niche.languages:
        languages = ", ".join(case.niche.languages)
        found.append(Risk("language", 40, f"written in '{opportunity.language}', the niche works in {languages}"))
    return _distinct(found)


def _distinct(risks: list[Risk]) -> tuple[Risk, ...]:
    """Return the risks, one of a name: the heaviest, since a page and its kind may name the same risk."""
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
