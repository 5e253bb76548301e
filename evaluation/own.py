"""The project's own invented pages: `tests/pages/<kind>/<case>`, as `tests/pages/README.md` describes them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluation.figures import Agreed, Found
from linkfinder.analysis.read import read_page
from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.kinds.guest_post.facts import GuestPost
from linkfinder.kinds.registry import find_kind
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.niche import Brand, Competitor, Niche, Topic
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page

READ_ON = date(2026, 3, 1)
"""The day every page is read on: what `next month` counts from."""


@dataclass(frozen=True)
class OwnCase:
    """A page of the project with what its `expected.json` says of it."""

    kind: str
    name: str
    page: Page
    expected: dict[str, Any]

    @cached_property
    def judgement(self) -> Judgement:
        """What the detector of this kind says."""
        return find_kind(self.kind).detect(self.page, _niche_of(self.expected))


def own_cases(pages: Path, kind: str) -> Iterator[OwnCase]:
    """Yield the cases of a kind, in the order of their names."""
    for folder in sorted((pages / kind).iterdir()):
        expected = json.loads((folder / "expected.json").read_text("utf-8"))
        html = (folder / "page.html").read_text("utf-8")
        page = _answered(read_page(html, expected["url"], fetched=READ_ON), expected.get("answers", {}))
        yield OwnCase(kind, folder.name, page, expected)


def _answered(page: Page, answers: dict[str, list[str]]) -> Page:
    """Return a page with the answers (verdict, reason) of its links' targets beside them, as a link check leaves it."""
    checks = {url: LinkCheck(url, Verdict(verdict), reason) for url, (verdict, reason) in answers.items()}
    return replace(page, links=tuple(link._replace(check=checks.get(link.url)) for link in page.links))


def guest_post_facts(judgement: Judgement) -> dict[str, Any]:
    """Return what a judgement says of a guest-post page, with the keys of an `expected.json`."""
    if not judgement.opportunities:
        return {"state": "none", "reason": judgement.rejections[0].reason if judgement.rejections else ""}
    found = judgement.opportunities[0]
    assert isinstance(found.facts, GuestPost)
    facts, asked = found.facts, found.facts.requirements
    return {
        "state": found.state,
        "cost": facts.cost,
        "price": [facts.price.amount, facts.price.currency, facts.price.unit] if facts.price else None,
        "method": list(facts.method),
        "recheck": facts.recheck.isoformat() if facts.recheck else None,
        "min_words": asked.min_words,
        "max_words": asked.max_words,
        "links_allowed": asked.links_allowed,
        "link_policy": asked.link_policy,
        "ai_policy": asked.ai_policy,
    }


def guest_post_figures(cases: Sequence[OwnCase]) -> Sequence[Found | Agreed]:
    """Return how right the judgement of guest-post pages is: open ones found, state, cost."""
    found, state, cost = Found("guest_post"), Agreed("guest_post state"), Agreed("guest_post cost")
    for case in cases:
        facts, expected = guest_post_facts(case.judgement), case.expected
        found.count(wanted=expected["state"] == "open", got=facts["state"] == "open", case=case.name)
        if expected["state"] != "none":
            told = f"{case.name}: {expected['state']} read as {facts['state']}"
            state.count(is_right=expected["state"] == facts["state"], case=told)
        if "cost" in expected:
            told = f"{case.name}: {expected['cost']} read as {facts.get('cost')}"
            cost.count(is_right=expected["cost"] == facts.get("cost"), case=told)
    return found, state, cost


def mention_figures(cases: Sequence[OwnCase]) -> Sequence[Found | Agreed]:
    """Return how right the judgement of mentions is: those worth asking for a link."""
    found = Found("unlinked_mention")
    for case in cases:
        got = bool(case.judgement.opportunities)
        found.count(wanted=bool(case.expected["opportunities"]), got=got, case=case.name)
    return (found,)


def dead_links_offered(judgement: Judgement) -> list[str]:
    """Return the dead addresses that a judgement offers, in the order of the page."""
    return [found.facts.dead_url for found in judgement.opportunities if isinstance(found.facts, BrokenLink)]


def broken_link_figures(cases: Sequence[OwnCase]) -> Sequence[Found | Agreed]:
    """Return how right the judgement of dead links is: those that an editor would replace."""
    found = Found("broken_link")
    for case in cases:
        offered = dead_links_offered(case.judgement)
        for url in case.expected["answers"]:
            found.count(wanted=url in case.expected["offered"], got=url in offered, case=f"{case.name}: {url}")
    return (found,)


OWN_FIGURES = {
    "guest_post": guest_post_figures,
    "unlinked_mention": mention_figures,
    "broken_link": broken_link_figures,
}


def _niche_of(expected: dict[str, Any]) -> Niche:
    brands = tuple(
        Brand(
            brand["name"],
            tuple(brand.get("aliases", ())),
            tuple(brand["domains"]),
            tuple(brand.get("needs_any", ())),
            tuple(brand.get("never_near", ())),
        )
        for brand in expected.get("brands", ())
    )
    competitors = tuple(Competitor(domain) for domain in expected.get("competitors", ()))
    return Niche("own", (Topic("teeth"),), ("http://seed.example/",), ("en",), brands, competitors=competitors)
