"""A made-up niche and one opportunity of each kind, to be changed where a test needs it."""

from datetime import date

import pytest

from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost
from linkfinder.kinds.registry import find_kind
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.check import Verdict
from linkfinder.model.niche import Asset, Brand, Competitor, Niche, Topic
from linkfinder.model.opportunity import Evidence, Mention, MentionState, Opportunity, OpportunityState
from linkfinder.model.page import Contact, ContactKind
from linkfinder.model.score import Score, SiteMetrics
from linkfinder.scoring.score import score as score_with_profile


def score(opportunity: Opportunity, metrics: SiteMetrics, niche: Niche, today: date) -> Score:
    """Score an opportunity by the profile of its kind."""
    return score_with_profile(opportunity, metrics, niche, today, find_kind(opportunity.kind).profile)


@pytest.fixture
def today() -> date:
    return date(2026, 11, 20)


@pytest.fixture
def niche() -> Niche:
    return Niche(
        name="dental",
        topics=(Topic("dental implants"),),
        seed_urls=("https://teethblog.example/",),
        languages=("en",),
        brands=(Brand("Acme Dental", domains=("acme-dental.example",)),),
        assets=(Asset("https://acme-dental.example/guide", "The guide"),),
        competitors=(Competitor("rival.example"),),
        do_not_contact=("quiet.example", "never@teethblog.example"),
    )


@pytest.fixture
def guest_post(today: date) -> Opportunity:
    return Opportunity(
        kind=GUEST_POST,
        niche="dental",
        page_url="https://teethblog.example/write-for-us",
        site="teethblog.example",
        facts=GuestPost(cost=Cost.FREE, method=("email",)),
        state=OpportunityState.OPEN,
        language="en",
        relevance=0.8,
        relevance_reason="dental implants in title and text",
        confidence=0.9,
        evidence=(Evidence("invite", "We welcome guest articles."),),
        contacts=(Contact(ContactKind.EMAIL, "editor@teethblog.example", "mailto", role="editorial"),),
        published=today,
    )


@pytest.fixture
def broken_link(today: date) -> Opportunity:
    return Opportunity(
        kind=BROKEN_LINK,
        niche="dental",
        page_url="https://links.example/resources",
        site="links.example",
        facts=BrokenLink(
            dead_url="https://gone.example/guide",
            verdict=Verdict.DEAD_HTTP,
            reason="http_404",
            asset_url="https://acme-dental.example/guide",
            asset_match=0.75,
            asset_reason="both are guides to implants",
        ),
        language="en",
        relevance=0.7,
        confidence=0.9,
        published=today,
    )


@pytest.fixture
def mention(today: date) -> Opportunity:
    return Opportunity(
        kind=UNLINKED_MENTION,
        niche="dental",
        page_url="https://news.example/story",
        site="news.example",
        facts=Mention("Acme Dental", MentionState.UNLINKED, "Acme Dental opened a clinic."),
        language="en",
        relevance=0.6,
        confidence=0.95,
        published=today,
    )
