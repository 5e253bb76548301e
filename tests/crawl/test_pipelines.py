import math
from datetime import UTC, datetime

import pytest

from linkfinder.crawl.pipelines.dedupe import DedupePipeline
from linkfinder.crawl.pipelines.normalise import NormalisePipeline, clamp_to_unit
from linkfinder.frontier.seen_links import SeenLeads
from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.model.opportunity import Judgement, Opportunity
from linkfinder.model.seed import Seed
from linkfinder.model.visit import Outcome, Visit

HOME = "http://teeth.example/"


def visit(*leads: Seed, url: str = HOME, opportunities: tuple[Opportunity, ...] = (), relevance: float = 0.5) -> Visit:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    judgement = Judgement(opportunities)
    return Visit(1, url, now, Outcome.FETCHED, leads=leads, judgement=judgement, relevance=relevance)


def seed(url: str, priority: float = 0.5) -> Seed:
    return Seed(url, "link", "why", priority, 1)


def guest_post(confidence: float = 0.5, site: str = "teeth.example") -> Opportunity:
    return Opportunity(GUEST_POST, "dental", HOME, site, GuestPost(), confidence=confidence)


class TestNormalise:
    @pytest.mark.parametrize(
        ("value", "expected"), [(0.3, 0.3), (-1.0, 0.0), (7.0, 1.0), (math.nan, 0.0), (math.inf, 1.0)]
    )
    def test_a_share_is_between_nothing_and_all(self, value: float, expected: float) -> None:
        assert clamp_to_unit(value) == expected
        normal = NormalisePipeline().process_item(visit(relevance=value, opportunities=(guest_post(value),)))
        assert (normal.relevance, normal.judgement.opportunities[0].confidence) == (expected, expected)

    def test_hosts_that_cannot_exist_are_left_out(self) -> None:
        long = f"http://{'a.' * 130}example/"
        normal = NormalisePipeline().process_item(visit(seed(long), seed(HOME)))
        assert [lead.url for lead in normal.leads] == [HOME]


class TestDedupe:
    def test_a_lead_goes_to_the_frontier_once(self) -> None:
        pipeline = DedupePipeline(SeenLeads())
        assert pipeline.process_item(visit(seed(f"{HOME}a"))).leads == (seed(f"{HOME}a"),)
        assert pipeline.process_item(visit(seed(f"{HOME}a"), seed(f"{HOME}b"))).leads == (seed(f"{HOME}b"),)

    def test_a_lead_with_a_higher_priority_than_before_goes_again(self) -> None:
        pipeline = DedupePipeline(SeenLeads())
        pipeline.process_item(visit(seed(f"{HOME}a", 0.3)))
        assert pipeline.process_item(visit(seed(f"{HOME}a", 0.2))).leads == ()
        assert len(pipeline.process_item(visit(seed(f"{HOME}a", 0.9))).leads) == 1

    def test_every_site_that_links_somewhere_counts(self) -> None:
        pipeline = DedupePipeline(SeenLeads())
        pipeline.process_item(visit(seed("http://friend.example/")))
        assert len(pipeline.process_item(visit(seed("http://friend.example/"), url="http://two.example/")).leads) == 1

    def test_a_site_that_links_to_another_one_counts_once(self) -> None:
        pipeline = DedupePipeline(SeenLeads())
        friend = "http://friend.example/"
        for url in (HOME, "http://two.example/"):
            assert len(pipeline.process_item(visit(seed(friend), url=url)).leads) == 1
        assert pipeline.process_item(visit(seed(friend), url="http://two.example/next")).leads == ()
        assert pipeline.process_item(visit(seed(friend), url=f"{HOME}next")).leads == ()

    def test_leads_that_were_not_stored_are_news_again(self) -> None:
        seen = SeenLeads()
        pipeline = DedupePipeline(seen)
        pipeline.process_item(visit(seed(f"{HOME}a")))
        seen.forget()
        assert len(pipeline.process_item(visit(seed(f"{HOME}a"))).leads) == 1

    def test_of_one_chance_on_a_page_the_surest_finding_stays(self) -> None:
        found = (guest_post(0.4), guest_post(0.9), guest_post(0.6), guest_post(0.1, "other.example"))
        kept = DedupePipeline(SeenLeads()).process_item(visit(opportunities=found)).judgement.opportunities
        assert [opportunity.confidence for opportunity in kept] == [0.9, 0.1]
