"""Which changes of a guest post's terms a person wants to hear of."""

from linkfinder.kinds.guest_post.said_in import SaidIn
from linkfinder.model.lifecycle_rules import FactsJson, LifecycleRules, fact_text


def _terms(state: str, facts: FactsJson) -> dict[str, str]:
    price, asked = facts.get("price") or {}, facts.get("requirements") or {}
    return {
        "state": state,
        "cost": fact_text(facts.get("cost")),
        "price": f"{price['amount']:g} {price.get('currency', '')}".strip() if price else "",
        "least words": fact_text(asked.get("min_words")),
        "links allowed": fact_text(asked.get("links_allowed")),
        "link policy": fact_text(asked.get("link_policy")),
        "method": ", ".join(sorted(facts.get("method") or ())),
    }


def _clarity(facts: FactsJson) -> int:
    """Return 1 for a page that is about guest posts, 0 for a section of another page."""
    return int(facts.get("said_in") in (None, "", SaidIn.PAGE))


RULES = LifecycleRules(material_facts=_terms, clarity=_clarity)
