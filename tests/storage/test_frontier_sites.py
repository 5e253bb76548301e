from typing import TYPE_CHECKING

import pytest

from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.model.opportunity import Judgement, Opportunity
from linkfinder.model.site import SiteDecision, SiteFacts, SiteState, SiteVerdict
from linkfinder.model.visit import Outcome
from linkfinder.storage import frontier, leases

if TYPE_CHECKING:
    from tests.storage.conftest import Worker


def pages(worker: "Worker", count: int) -> list[str]:
    found = [f"http://teeth.example/{number}" for number in range(count)]
    for url in found:
        worker.link(url)
    return found


def decision(state: SiteState, pages: int = 10, priority: float = 0.1, yield_factor: float = 1.0) -> SiteDecision:
    return SiteDecision(SiteVerdict(state, "so says the rule"), pages, priority, yield_factor)


def test_a_chosen_site_is_a_member_and_any_other_a_candidate(worker: "Worker") -> None:
    worker.name()
    worker.name("http://found.example/", source="searxng")
    worker.link("http://linked.example/")
    assert (worker.site().state, worker.site().is_chosen) == ("member", True)
    assert (worker.site("found.example").state, worker.site("linked.example").state) == ("candidate", "candidate")


def test_a_link_inside_a_chosen_site_leaves_it_chosen(worker: "Worker") -> None:
    worker.name()
    worker.link("http://teeth.example/a")
    assert (worker.site().state, worker.site().is_chosen) == ("member", True)


def test_the_rule_is_given_the_sites_numbers(worker: "Worker") -> None:
    seen: list[SiteFacts] = []

    def rule(facts: SiteFacts) -> SiteDecision:
        seen.append(facts)
        return decision(SiteState.MEMBER)

    worker.link(worker.home)
    worker.finish(worker.visit(relevance=0.4, is_useful=True))
    worker.judge(rule)
    assert seen == [SiteFacts(fetched=1, relevance=0.4, weight=1.0, tried=1.0, useful=1.0)]
    assert (worker.site().state, worker.site().reason, worker.site().allowed) == ("member", "so says the rule", 10)


def test_nothing_is_fetched_of_a_dropped_site_until_the_user_chooses_it(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.judge(lambda _: decision(SiteState.DROPPED))
    worker.link("http://teeth.example/write-for-us", 0.9)
    assert (worker.site().state, worker.lease()) == ("dropped", {})
    worker.name("http://teeth.example/blog")
    assert worker.site().state == "member"
    assert len(worker.lease()["teeth.example"]) == 3


def test_a_dropped_site_is_judged_again_by_what_was_in_flight(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.link("http://teeth.example/article")
    worker.finish(worker.visit(relevance=0.0))
    worker.judge(judged_by_relevance)
    assert worker.site().state == "dropped"
    worker.finish(worker.visit("http://teeth.example/article", relevance=1.0))
    worker.judge(judged_by_relevance)
    assert worker.site().state == "member"


def judged_by_relevance(facts: SiteFacts) -> SiteDecision:
    return decision(SiteState.MEMBER if (facts.relevance or 0.0) >= 0.3 else SiteState.DROPPED)


def test_the_pages_of_an_unread_site_rise_to_the_priority_of_their_site(worker: "Worker") -> None:
    worker.link(worker.home, 0.1)
    worker.judge(lambda _: decision(SiteState.CANDIDATE, priority=0.6))
    assert (worker.row().priority, worker.site().priority) == (0.6, 0.6)
    worker.finish(worker.visit())
    worker.link("http://teeth.example/a", 0.1)
    worker.judge(lambda _: decision(SiteState.MEMBER, priority=0.6))
    assert worker.row("http://teeth.example/a").priority == 0.1


def test_the_pages_of_a_site_that_was_read_in_vain_keep_their_own_priority(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.finish(worker.visit(weight=0.0))
    worker.link("http://teeth.example/a", 0.1)
    worker.judge(lambda _: decision(SiteState.CANDIDATE, priority=0.6))
    assert worker.row("http://teeth.example/a").priority == 0.1


def test_relevance_is_the_mean_of_the_pages_read(worker: "Worker") -> None:
    worker.name()
    first, second, third = pages(worker, 3)
    worker.finish(worker.visit(first, relevance=0.2), worker.visit(second, relevance=0.4))
    worker.finish(worker.visit(third, relevance=0.9))
    assert worker.site().relevance == pytest.approx(0.5)


def test_pages_count_for_a_sites_relevance_by_what_they_say(worker: "Worker") -> None:
    worker.name()
    contact, article, error = pages(worker, 3)
    worker.finish(worker.visit(contact, relevance=0.0, weight=0.25))
    worker.finish(worker.visit(article, relevance=0.5), worker.visit(error, relevance=0.0, weight=0.0))
    assert worker.site().relevance == pytest.approx(0.4)
    assert worker.site().weight == 1.25


def test_pages_that_say_nothing_leave_a_site_unknown(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.finish(worker.visit(relevance=0.0, weight=0.0))
    assert (worker.site().relevance, worker.site().fetched) == (None, 1)


def test_a_home_page_that_only_redirects_is_not_counted_as_a_try(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.link("http://teeth.example/old")
    worker.finish(worker.visit(outcome=Outcome.DROPPED, reason="redirect"))
    assert (worker.site().fetched, worker.site().fetched_ever) == (0, 0)
    worker.finish(worker.visit("http://teeth.example/old", Outcome.DROPPED, reason="redirect"))
    assert worker.site().fetched == 1, "an address inside is charged, so that endless redirects end"


def test_a_page_that_was_not_read_says_nothing_of_relevance(worker: "Worker") -> None:
    worker.link(worker.home)
    worker.finish(worker.visit(outcome=Outcome.FAILED, reason="http_404", http_status=404))
    assert (worker.site().relevance, worker.site().fetched) == (None, 1)


def test_an_answer_of_any_kind_ends_a_row_of_failures(worker: "Worker") -> None:
    worker.name()
    urls = pages(worker, 3)
    worker.finish(
        worker.visit(urls[0], Outcome.RETRY),
        worker.visit(urls[1], Outcome.FAILED, reason="http_404", http_status=404),
        worker.visit(urls[2], Outcome.RETRY),
    )
    assert worker.site().failed_in_row == 1


def test_a_try_that_failed_costs_nothing_of_the_budget(worker: "Worker") -> None:
    worker.name()
    worker.finish(worker.visit(outcome=Outcome.RETRY))
    assert worker.site().fetched == 0


def test_a_sites_priority_is_that_of_its_best_queued_page(worker: "Worker") -> None:
    worker.name()
    worker.link("http://teeth.example/a", 0.4)
    assert worker.site().priority == 1.0
    worker.finish(worker.visit())
    assert worker.site().priority == 0.4


def test_what_was_found_on_a_site_is_counted_once_however_often_its_page_is_read(worker: "Worker") -> None:
    worker.name()
    found = Opportunity(GUEST_POST, "dental", worker.home, "teeth.example", GuestPost())
    visit = worker.visit(judgement=Judgement((found,)))
    worker.store(visit)
    worker.store(visit)
    assert worker.site().found == 1


def test_useful_pages_are_counted_beside_those_that_were_not(worker: "Worker") -> None:
    worker.name()
    good, bad, missing, unchanged = pages(worker, 4)
    worker.finish(
        worker.visit(good, is_useful=True),
        worker.visit(bad),
        worker.visit(missing, Outcome.FAILED, reason="http_404", http_status=404),
        worker.visit(unchanged, Outcome.UNCHANGED),
    )
    worker.finish(worker.visit(outcome=Outcome.FAILED, reason="timeout"))
    assert (worker.site().tried, worker.site().useful) == (3, 1), "what is unchanged or silent shows nothing new"


def test_the_pages_of_a_site_that_yields_little_come_after_those_of_others(worker: "Worker") -> None:
    worker.name("http://barren.example/", 0.9)
    worker.name("http://other.example/", 0.5)
    worker.judge(lambda _: decision(SiteState.MEMBER, yield_factor=0.5), "barren.example")
    assert worker.site("barren.example").priority == 0.45
    assert list(worker.lease(count=1)) == ["other.example"]
    worker.name("http://barren.example/a", 0.95)
    assert worker.site("barren.example").priority == 0.475, "what joins later counts as little"
    begin(worker)
    assert worker.site("barren.example").priority == 0.475
    worker.judge(lambda _: decision(SiteState.MEMBER, yield_factor=1.0), "barren.example")
    assert worker.site("barren.example").priority == 0.95


def test_pages_are_handed_out_with_their_sites_yield_factor(worker: "Worker") -> None:
    worker.name()
    worker.link("http://teeth.example/a", 0.9)
    worker.judge(lambda _: decision(SiteState.MEMBER, yield_factor=0.5))
    (site,) = leases.lease(worker.session, 1, worker.on(pages=1), 1, worker.now.timestamp())
    assert [(page.priority, page.yield_factor) for page in site.pages] == [(1.0, 0.5)]
    worker.judge(lambda _: decision(SiteState.MEMBER, yield_factor=0.25))
    held = {"teeth.example": [page.id for page in site.pages]}
    found = leases.next_pages(worker.session, 1, worker.on(pages=2), held, worker.now.timestamp())
    assert [page.yield_factor for page in found["teeth.example"]] == [0.25], "as it is by then"


def test_what_earlier_runs_showed_counts_half_and_then_half_of_that(worker: "Worker") -> None:
    worker.name()
    begin(worker)
    worker.finish(worker.visit(is_useful=True))
    for count in (0.5, 0.25):
        begin(worker)
        assert (worker.site().tried, worker.site().useful) == (count, count)


def begin(worker: "Worker") -> None:
    frontier.start_run(worker.session, 1, 100, worker.now)
