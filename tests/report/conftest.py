"""Invented records of each kind, and a report of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost, Price, Requirements
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.check import Verdict
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.opportunity import Evidence, Mention, MentionState, Opportunity, OpportunityState, Rejection
from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.model.record import OpportunityRecord, RejectionRecord
from linkfinder.model.run import Run, RunState
from linkfinder.model.score import Factor, Score, ScorePart, SiteMetrics, Weight
from linkfinder.report.base import Report

NOW = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)

MakeRecord = Callable[..., OpportunityRecord]
"""Make a record of `facts` (a guest post by default); further names are fields of the opportunity or the record."""

MakeReport = Callable[..., Report]

OPPORTUNITY_FIELDS = {
    "page_url",
    "site",
    "page_title",
    "state",
    "relevance",
    "confidence",
    "evidence",
    "contacts",
    "language",
    "published",
    "modified",
}


def guest_post() -> GuestPost:
    asked = Requirements(
        min_words=800, max_words=1500, links_allowed=1, link_policy="nofollow", bio=True, topics=("teeth",)
    )
    return GuestPost(Cost.MIXED, Price(49.5, "EUR", "post"), asked, ("email", "form"))


def broken_link(dead_url: str = "https://gone.example/guide") -> BrokenLink:
    return BrokenLink(
        dead_url=dead_url,
        verdict=Verdict.PARKED,
        reason="for_sale",
        confirmations=2,
        anchor="a guide",
        sentence="See also a guide to implants.",
        place=Place.LIST,
        status=200,
        note="The site is for sale.",
        asset_url="https://acme-dental.example/guide",
        asset_match=0.6,
        dead_target=DeadTargetInfo(
            "A guide to implants",
            "https://web.archive.org/web/20190203040506/https://gone.example/guide",
            date(2019, 2, 3),
            DomainAvailability.ENDING,
        ),
    )


def mention() -> Mention:
    return Mention("Acme Dental", MentionState.UNLINKED, "Acme Dental opened a clinic.", count=2, author="A. Writer")


def score_of(total: float, reject: str = "") -> Score:
    parts = [
        ScorePart(Factor.RELEVANCE, 0.8, total, "teeth in the title"),
        ScorePart(Factor.AUDIENCE, None, 0.0, "no list is imported"),
    ]
    if reject:
        parts.append(ScorePart(Factor.REJECT, 1.0, -total, "it is a competitor"))
    return Score(0.0 if reject else total, tuple(parts), policy_risk=0, waste_risk=0, reject=reject)


KINDS = {
    GuestPost: GUEST_POST,
    BrokenLink: BROKEN_LINK,
    Mention: UNLINKED_MENTION,
}


@pytest.fixture
def make_record() -> MakeRecord:
    def make(facts: Any = None, total: float = 50.0, reject: str = "", **changes: Any) -> OpportunityRecord:
        facts = facts or guest_post()
        opportunity = Opportunity(
            kind=KINDS[type(facts)],
            niche="dental",
            page_url="https://teethblog.example/write",
            site="teethblog.example",
            facts=facts,
            state=OpportunityState.OPEN,
            page_title="Write for us",
            language="en",
            relevance=0.8,
            confidence=0.9,
            evidence=(Evidence("invite", "We welcome guest articles."),),
            contacts=(Contact(ContactKind.EMAIL, "editor@teethblog.example", "mailto", role="editorial"),),
            published=date(2026, 10, 1),
        )
        own = {name: value for name, value in changes.items() if name in OPPORTUNITY_FIELDS}
        rest = {name: value for name, value in changes.items() if name not in OPPORTUNITY_FIELDS}
        opportunity = replace(opportunity, **own)
        record = OpportunityRecord(
            opportunity.fingerprint, opportunity, SiteMetrics(), NOW, NOW, NOW, score=score_of(total, reject)
        )
        return replace(record, **rest)

    return make


@pytest.fixture
def refusal() -> RejectionRecord:
    evidence = (Evidence("how_to", "How to find sites that accept guest posts"),)
    rejection = Rejection(GUEST_POST, "article_about", evidence, "a guide")
    return RejectionRecord("https://tips.example/guide", "Guest posting", GUEST_POST, rejection, NOW)


@pytest.fixture
def make_report() -> MakeReport:
    def make(*records: OpportunityRecord, refusals: tuple[RejectionRecord, ...] = (), **changes: Any) -> Report:
        niche = Niche("dental", (Topic("dental implants"),), ("https://teethblog.example/",))
        run = Run(1, "dental", "crawl", RunState.DONE, NOW, NOW, counts={"pages": 1234, "found/guest_post": 1})
        weights = (Weight(Factor.RELEVANCE, (("guest_post", 34.0), ("broken_link", 30.0)), "It comes first"),)
        return replace(Report(niche, records, refusals, run, NOW, weights), **changes)

    return make
