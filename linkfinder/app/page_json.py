"""A judged page as `explain --json` writes it: the contract that programs read."""

from typing import Any

from linkfinder.kinds.registry import find_kind
from linkfinder.model.opportunity import Evidence, Judgement, Mention, Opportunity, Rejection
from linkfinder.model.page import Contact, FoundDate, Link, Page


def page_as_json(page_id: str, url: str, page: Page, judgement: Judgement) -> dict[str, Any]:
    """Return the line of one page."""
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
        "opportunities": [_opportunity(opportunity) for opportunity in judgement.opportunities],
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


def _opportunity(opportunity: Opportunity) -> dict[str, Any]:
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
    return line | {"confidence": opportunity.confidence, "evidence": _evidence(opportunity.evidence)}


def _rejection(rejection: Rejection) -> dict[str, Any]:
    return {"kind": str(rejection.kind), "reason": rejection.reason, "evidence": _evidence(rejection.evidence)}


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, str]]:
    return [{"signal": item.signal, "quote": item.quote, "place": str(item.place)} for item in evidence]
