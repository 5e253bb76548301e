from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from linkfinder.demo.ground_truth import (
    ExpectedOpportunity,
    ExpectedRejection,
    GroundTruth,
    Observed,
    RequestLimit,
    compare_with_truth,
    load_truth,
)
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.check import Verdict
from linkfinder.model.opportunity import Mention, MentionState, Opportunity, OpportunityState
from linkfinder.model.page import Contact, ContactKind

GUEST, BROKEN = GUEST_POST, BROKEN_LINK
INVITATION = "http://blog.example/write-for-us"
ARTICLE, DEAD = "http://blog.example/article", "http://gone.invalid/page"
NOTHING = GroundTruth((), (), ())
SILENCE = Observed((), {}, frozenset(), ())


def guest_post(page: str = INVITATION, **changes: object) -> Opportunity:
    opportunity = Opportunity(GUEST, "n", page, "blog.example", GuestPost(cost=Cost.FREE), state=OpportunityState.OPEN)
    return replace(opportunity, **changes)  # type: ignore[arg-type]


def dead_link(verdict: Verdict = Verdict.DEAD_DNS) -> Opportunity:
    return Opportunity(BROKEN, "n", ARTICLE, "blog.example", BrokenLink(DEAD, verdict, "dns"))


@pytest.mark.parametrize(
    ("expected", "listed"),
    [
        (ExpectedOpportunity(GUEST, INVITATION, state=OpportunityState.OPEN, cost=Cost.FREE), guest_post()),
        (ExpectedOpportunity(BROKEN, ARTICLE, DEAD, verdict=Verdict.DEAD_DNS), dead_link()),
        (
            ExpectedOpportunity(UNLINKED_MENTION, ARTICLE, "Velmora"),
            Opportunity(
                UNLINKED_MENTION,
                "n",
                ARTICLE,
                "blog.example",
                Mention("Velmora", MentionState.UNLINKED, "Velmora it is."),
            ),
        ),
    ],
)
def test_what_is_expected_and_listed_is_found(expected: ExpectedOpportunity, listed: Opportunity) -> None:
    result = compare_with_truth(replace(NOTHING, found=(expected,)), replace(SILENCE, opportunities=[listed]))
    assert (len(result.found), result.missed, result.wrong) == (1, [], [])
    assert result.is_met


def test_what_is_expected_and_not_listed_is_missed() -> None:
    result = compare_with_truth(replace(NOTHING, found=(ExpectedOpportunity(GUEST, INVITATION),)), SILENCE)
    assert result.missed == [f"guest_post: {INVITATION}"]
    assert not result.is_met


@pytest.mark.parametrize(
    ("listed", "fault"),
    [
        (guest_post(state=OpportunityState.CLOSED), "state is closed, not open"),
        (guest_post(facts=GuestPost(cost=Cost.PAID)), "cost is paid, not free"),
        (guest_post(page_url="http://blog.example/about"), "page is http://blog.example/about"),
        (guest_post(contacts=()), "does not name editor@blog.example"),
    ],
)
def test_a_find_with_a_wrong_fact_is_wrong(listed: Opportunity, fault: str) -> None:
    expected = ExpectedOpportunity(
        GUEST, INVITATION, state=OpportunityState.OPEN, cost=Cost.FREE, contact="editor@blog.example"
    )
    if "name" not in fault:
        listed = replace(listed, contacts=(Contact(ContactKind.EMAIL, "editor@blog.example", "mailto"),))
    result = compare_with_truth(replace(NOTHING, found=(expected,)), replace(SILENCE, opportunities=[listed]))
    assert len(result.wrong) == 1
    assert fault in result.wrong[0]


def test_a_dead_link_of_another_sort_is_wrong() -> None:
    expected = ExpectedOpportunity(BROKEN, ARTICLE, DEAD, verdict=Verdict.DEAD_DNS)
    result = compare_with_truth(
        replace(NOTHING, found=(expected,)), replace(SILENCE, opportunities=[dead_link(Verdict.PARKED)])
    )
    assert "verdict is parked, not dead_dns" in result.wrong[0]


def test_what_nobody_expects_is_wrong() -> None:
    result = compare_with_truth(NOTHING, replace(SILENCE, opportunities=[guest_post()]))
    assert result.wrong == [f"guest_post: {INVITATION} is listed, but is no opportunity"]


def test_a_page_that_was_read_and_not_listed_was_rightly_rejected() -> None:
    truth = replace(NOTHING, rejected=(ExpectedRejection(GUEST, INVITATION, "a list"),))
    assert compare_with_truth(truth, replace(SILENCE, read=frozenset({INVITATION}))).rejected
    assert compare_with_truth(truth, SILENCE).missed == [f"guest_post: {INVITATION} (a list): the page was never read"]


def test_a_page_that_is_listed_was_not_rejected() -> None:
    truth = replace(NOTHING, rejected=(ExpectedRejection(GUEST, INVITATION, "a list"),))
    result = compare_with_truth(truth, replace(SILENCE, opportunities=[guest_post()], read=frozenset({INVITATION})))
    assert (result.rejected, len(result.wrong)) == ([], 1)


def test_a_link_counts_as_rejected_only_once_it_was_checked() -> None:
    truth = replace(NOTHING, rejected=(ExpectedRejection(BROKEN, ARTICLE, "bot protection", DEAD, Verdict.BLOCKED),))
    read = replace(SILENCE, read=frozenset({ARTICLE}))
    assert "never checked" in compare_with_truth(truth, read).missed[0]
    assert (
        "judged gated, not blocked" in compare_with_truth(truth, replace(read, verdicts={DEAD: Verdict.GATED})).wrong[0]
    )
    assert compare_with_truth(truth, replace(read, verdicts={DEAD: Verdict.BLOCKED})).is_met


def test_more_requests_than_allowed_are_wrong() -> None:
    truth = replace(
        NOTHING,
        request_limits=(RequestLimit("http://trap.example/", "a trap", 1, ("http://trap.example/robots.txt",)),),
    )
    fair = ["http://trap.example/robots.txt", "http://trap.example/", "http://trap.example/", "http://other.example/"]
    assert compare_with_truth(truth, replace(SILENCE, requested=fair)).is_met
    assert (
        "2 URLs were requested"
        in compare_with_truth(truth, replace(SILENCE, requested=[*fair, "http://trap.example/x"])).wrong[0]
    )


def test_a_page_for_the_browser_is_left_out_where_there_is_none() -> None:
    truth = replace(NOTHING, found=(ExpectedOpportunity(GUEST, INVITATION, needs_browser=True),))
    result = compare_with_truth(truth, replace(SILENCE, has_browser=False))
    assert (len(result.left_out), result.is_met) == (1, True)


def test_every_page_of_the_truth_exists_on_the_made_up_internet() -> None:
    truth, internet = load_truth(), DemoInternet(load_sites(), date(2026, 11, 21))
    pages = {entry.page for entry in truth.found} | {entry.page for entry in truth.rejected}
    assert {page for page in pages if internet.answer(page).status != 200} == set()


def test_every_target_of_the_truth_is_linked_from_its_page() -> None:
    truth, internet = load_truth(), DemoInternet(load_sites(), date(2026, 11, 21))
    links = [(entry.page, entry.target) for entry in truth.found]
    links += [(entry.page, entry.target) for entry in truth.rejected]
    assert not [link for link in links if link[1].encode() not in internet.answer(link[0]).body]


def test_the_truth_covers_every_kind_in_every_language() -> None:
    sites = load_sites()
    covered = {(entry.kind, sites[urlsplit(entry.page).hostname or ""].language) for entry in load_truth().found}
    kinds = (GUEST, BROKEN, UNLINKED_MENTION)
    assert covered == {(kind, language) for kind in kinds for language in ("en", "de", "fr", "es")}
