from typing import TYPE_CHECKING

import pytest

from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.model.opportunity import Judgement, Opportunity
from linkfinder.model.site import SiteDecision, SiteFacts, SiteState, SiteVerdict
from linkfinder.model.visit import Outcome
from linkfinder.storage import frontier, leases

if TYPE_CHECKING:
    from tests.storage.conftest import Desk


def pages(desk: "Desk", count: int) -> list[str]:
    found = [f"http://teeth.example/{number}" for number in range(count)]
    for url in found:
        desk.link(url)
    return found


def fate(state: SiteState, pages: int = 10, promise: float = 0.1, share: float = 1.0) -> SiteDecision:
    return SiteDecision(SiteVerdict(state, "so says the rule"), pages, promise, share)


def test_a_chosen_site_is_a_member_and_any_other_a_candidate(desk: "Desk") -> None:
    desk.name()
    desk.name("http://found.example/", source="searxng")
    desk.link("http://linked.example/")
    assert (desk.site().state, desk.site().is_chosen) == ("member", True)
    assert (desk.site("found.example").state, desk.site("linked.example").state) == ("candidate", "candidate")


def test_a_link_inside_a_chosen_site_leaves_it_chosen(desk: "Desk") -> None:
    desk.name()
    desk.link("http://teeth.example/a")
    assert (desk.site().state, desk.site().is_chosen) == ("member", True)


def test_the_rule_is_given_the_sites_numbers(desk: "Desk") -> None:
    seen: list[SiteFacts] = []

    def rule(facts: SiteFacts) -> SiteDecision:
        seen.append(facts)
        return fate(SiteState.MEMBER)

    desk.link(desk.home)
    desk.finish(desk.visit(relevance=0.4, is_useful=True))
    desk.judge(rule)
    assert seen == [SiteFacts(fetched=1, relevance=0.4, weight=1.0, tried=1.0, useful=1.0)]
    assert (desk.site().state, desk.site().reason, desk.site().allowed) == ("member", "so says the rule", 10)


def test_a_dropped_site_is_asked_no_more_until_the_user_chooses_it(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.judge(lambda _: fate(SiteState.DROPPED))
    desk.link("http://teeth.example/write-for-us", 0.9)
    assert (desk.site().state, desk.lease()) == ("dropped", {})
    desk.name("http://teeth.example/blog")
    assert desk.site().state == "member"
    assert len(desk.lease()["teeth.example"]) == 3


def test_a_dropped_site_is_judged_again_by_what_was_in_flight(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.link("http://teeth.example/article")
    desk.finish(desk.visit(relevance=0.0))
    desk.judge(judged_by_relevance)
    assert desk.site().state == "dropped"
    desk.finish(desk.visit("http://teeth.example/article", relevance=1.0))
    desk.judge(judged_by_relevance)
    assert desk.site().state == "member"


def judged_by_relevance(facts: SiteFacts) -> SiteDecision:
    return fate(SiteState.MEMBER if (facts.relevance or 0.0) >= 0.3 else SiteState.DROPPED)


def test_the_pages_of_an_unread_site_rise_with_what_is_thought_of_it(desk: "Desk") -> None:
    desk.link(desk.home, 0.1)
    desk.judge(lambda _: fate(SiteState.CANDIDATE, promise=0.6))
    assert (desk.row().priority, desk.site().priority) == (0.6, 0.6)
    desk.finish(desk.visit())
    desk.link("http://teeth.example/a", 0.1)
    desk.judge(lambda _: fate(SiteState.MEMBER, promise=0.6))
    assert desk.row("http://teeth.example/a").priority == 0.1


def test_the_pages_of_a_site_that_was_read_in_vain_keep_their_own_promise(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.finish(desk.visit(weight=0.0))
    desk.link("http://teeth.example/a", 0.1)
    desk.judge(lambda _: fate(SiteState.CANDIDATE, promise=0.6))
    assert desk.row("http://teeth.example/a").priority == 0.1


def test_relevance_is_the_mean_of_the_pages_read(desk: "Desk") -> None:
    desk.name()
    first, second, third = pages(desk, 3)
    desk.finish(desk.visit(first, relevance=0.2), desk.visit(second, relevance=0.4))
    desk.finish(desk.visit(third, relevance=0.9))
    assert desk.site().relevance == pytest.approx(0.5)


def test_pages_count_for_a_sites_relevance_by_what_they_say(desk: "Desk") -> None:
    desk.name()
    contact, article, error = pages(desk, 3)
    desk.finish(desk.visit(contact, relevance=0.0, weight=0.25))
    desk.finish(desk.visit(article, relevance=0.5), desk.visit(error, relevance=0.0, weight=0.0))
    assert desk.site().relevance == pytest.approx(0.4)
    assert desk.site().weight == 1.25


def test_pages_that_say_nothing_leave_a_site_unknown(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.finish(desk.visit(relevance=0.0, weight=0.0))
    assert (desk.site().relevance, desk.site().fetched) == (None, 1)


def test_a_home_page_that_only_leads_on_is_not_counted_as_a_look(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.link("http://teeth.example/old")
    desk.finish(desk.visit(outcome=Outcome.DROPPED, reason="redirect"))
    assert (desk.site().fetched, desk.site().fetched_ever) == (0, 0)
    desk.finish(desk.visit("http://teeth.example/old", Outcome.DROPPED, reason="redirect"))
    assert desk.site().fetched == 1, "an address inside is charged, so that endless redirects end"


def test_a_page_that_was_not_read_says_nothing_of_relevance(desk: "Desk") -> None:
    desk.link(desk.home)
    desk.finish(desk.visit(outcome=Outcome.FAILED, reason="http_404", http_status=404))
    assert (desk.site().relevance, desk.site().fetched) == (None, 1)


def test_an_answer_of_any_kind_ends_a_row_of_failures(desk: "Desk") -> None:
    desk.name()
    urls = pages(desk, 3)
    desk.finish(
        desk.visit(urls[0], Outcome.RETRY),
        desk.visit(urls[1], Outcome.FAILED, reason="http_404", http_status=404),
        desk.visit(urls[2], Outcome.RETRY),
    )
    assert desk.site().failed_in_row == 1


def test_a_try_that_failed_costs_nothing_of_the_budget(desk: "Desk") -> None:
    desk.name()
    desk.finish(desk.visit(outcome=Outcome.RETRY))
    assert desk.site().fetched == 0


def test_a_sites_promise_is_that_of_its_best_queued_page(desk: "Desk") -> None:
    desk.name()
    desk.link("http://teeth.example/a", 0.4)
    assert desk.site().priority == 1.0
    desk.finish(desk.visit())
    assert desk.site().priority == 0.4


def test_what_was_found_on_a_site_is_counted_once_however_often_its_page_is_read(desk: "Desk") -> None:
    desk.name()
    found = Opportunity(GUEST_POST, "dental", desk.home, "teeth.example", GuestPost())
    visit = desk.visit(judgement=Judgement((found,)))
    desk.store(visit)
    desk.store(visit)
    assert desk.site().found == 1


def test_pages_that_were_worth_their_visit_are_counted_beside_those_that_were_not(desk: "Desk") -> None:
    desk.name()
    good, bad, missing, unchanged = pages(desk, 4)
    desk.finish(
        desk.visit(good, is_useful=True),
        desk.visit(bad),
        desk.visit(missing, Outcome.FAILED, reason="http_404", http_status=404),
        desk.visit(unchanged, Outcome.UNCHANGED),
    )
    desk.finish(desk.visit(outcome=Outcome.FAILED, reason="timeout"))
    assert (desk.site().tried, desk.site().useful) == (3, 1), "what is unchanged or silent shows nothing new"


def test_the_pages_of_a_site_that_yields_little_come_after_those_of_others(desk: "Desk") -> None:
    desk.name("http://barren.example/", 0.9)
    desk.name("http://other.example/", 0.5)
    desk.judge(lambda _: fate(SiteState.MEMBER, share=0.5), "barren.example")
    assert desk.site("barren.example").priority == 0.45
    assert list(desk.lease(count=1)) == ["other.example"]
    desk.name("http://barren.example/a", 0.95)
    assert desk.site("barren.example").priority == 0.475, "what joins later counts as little"
    begin(desk)
    assert desk.site("barren.example").priority == 0.475
    desk.judge(lambda _: fate(SiteState.MEMBER, share=1.0), "barren.example")
    assert desk.site("barren.example").priority == 0.95


def test_pages_are_handed_out_with_their_sites_share(desk: "Desk") -> None:
    desk.name()
    desk.link("http://teeth.example/a", 0.9)
    desk.judge(lambda _: fate(SiteState.MEMBER, share=0.5))
    (site,) = leases.lease(desk.session, 1, desk.on(pages=1), 1, desk.now.timestamp())
    assert [(page.priority, page.yield_factor) for page in site.pages] == [(1.0, 0.5)]
    desk.judge(lambda _: fate(SiteState.MEMBER, share=0.25))
    held = {"teeth.example": [page.id for page in site.pages]}
    found = leases.next_pages(desk.session, 1, desk.on(pages=2), held, desk.now.timestamp())
    assert [page.yield_factor for page in found["teeth.example"]] == [0.25], "as it is by then"


def test_what_earlier_runs_showed_counts_half_and_then_half_of_that(desk: "Desk") -> None:
    desk.name()
    begin(desk)
    desk.finish(desk.visit(is_useful=True))
    for count in (0.5, 0.25):
        begin(desk)
        assert (desk.site().tried, desk.site().useful) == (count, count)


def begin(desk: "Desk") -> None:
    frontier.start_run(desk.session, 1, 100, desk.now)
