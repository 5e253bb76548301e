"""A judged page as `explain --json` writes it: the contract that programs read."""

from collections.abc import Sequence
from typing import Any

from linkfinder.kinds.registry import find_kind
from linkfinder.model.opportunity import Evidence, Judgement, Mention, Opportunity, Rejection, Risk
from linkfinder.model.page import Contact, FoundDate, Link, Page
from linkfinder.model.score import Score


def page_as_json(
    page_id: str, url: str, page: Page, judgement: Judgement, risks: Sequence[Risk], scores: Sequence[Score]
) -> dict[str, Any]:
    """Return the line of one page; `scores` are those of the judgement's opportunities, in their order."""
    return {
        "id": page_id,
        "url": url,
        "language": page.language,
        "title": page.title,
        "published": _date(page.published),
        "modified": _date(page.modified),
        "words": page.words,
        "contacts": [_contact(contact) for contact in page.contacts],
        "links": [_link(link) for link in page.links],
        "mentions": [_mention(mention) for mention in judgement.mentions],
        "page_class": str(page.page_class),
        "risks": [_risk(risk) for risk in risks],
        "opportunities": [
            _opportunity(opportunity, score) for opportunity, score in zip(judgement.opportunities, scores, strict=True)
        ],
        "rejected": [_rejection(rejection) for rejection in judgement.rejections],
    }


def _date(found: FoundDate | None) -> str | None:
    return found.value.isoformat() if found else None


def _contact(contact: Contact) -> dict[str, str]:
    return {"kind": str(contact.kind), "value": contact.value, "found_by": contact.found_by}


def _link(link: Link) -> dict[str, Any]:
    return {"url": link.written, "anchor": link.anchor, "rel": list(link.rel), "place": str(link.place)}


def _mention(mention: Mention) -> dict[str, str]:
    return {
        "name": mention.brand,
        "state": str(mention.state),
        "sentence": mention.sentence,
        "place": str(mention.place),
    }


def _risk(risk: Risk) -> dict[str, Any]:
    return {
        "name": risk.name,
        "kind": "waste" if risk.is_waste else "policy",
        "points": risk.points,
        "reason": risk.reason,
    }


def _opportunity(opportunity: Opportunity, score: Score) -> dict[str, Any]:
    line: dict[str, Any] = {
        "kind": str(opportunity.kind),
        "state": str(opportunity.state),
        "cost": "unknown",
        "price": None,
        "min_words": None,
        "link_policy": "",
        "method": [],
        **find_kind(opportunity.kind).explained_facts(opportunity.facts),
    }
    return line | {
        "confidence": opportunity.confidence,
        "policy_risk": score.policy_risk,
        "waste_risk": score.waste_risk,
        "not_offered": score.reject,
        "evidence": _evidence(opportunity.evidence),
    }


def _rejection(rejection: Rejection) -> dict[str, Any]:
    return {"kind": str(rejection.kind), "reason": rejection.reason, "evidence": _evidence(rejection.evidence)}


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, str]]:
    return [{"signal": item.signal, "quote": item.quote, "place": str(item.place)} for item in evidence]
