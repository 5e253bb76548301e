"""The hard reasons, and that each stands alone."""

from dataclasses import replace
from datetime import date

import pytest

from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.kinds.guest_post.facts import Cost, GuestPost, Requirements
from linkfinder.kinds.registry import find_kind
from linkfinder.model.check import Verdict
from linkfinder.model.niche import Competitor, Exclusions, LinkCheckOptions, Niche
from linkfinder.model.opportunity import Evidence, Mention, MentionState, Opportunity, OpportunityState, Risk
from linkfinder.model.page import Contact, ContactKind
from linkfinder.model.score import SiteMetrics
from linkfinder.model.score_profile import ScoringInput
from linkfinder.scoring.rejects import find_reject


def case_of(opportunity: Opportunity, niche: Niche, metrics: SiteMetrics | None = None) -> ScoringInput:
    profile = find_kind(opportunity.kind).profile
    return ScoringInput(opportunity, metrics or SiteMetrics(), niche, date(2026, 11, 20), profile)


def reject_of(opportunity: Opportunity, niche: Niche) -> str:
    found = find_reject(case_of(opportunity, niche, SiteMetrics(authority=1.0, audience=1.0)))
    assert found is None or found.reason
    return found.code if found else ""


def test_a_good_chance_is_not_rejected(
    niche: Niche, guest_post: Opportunity, broken_link: Opportunity, mention: Opportunity
) -> None:
    assert [reject_of(each, niche) for each in (guest_post, broken_link, mention)] == ["", "", ""]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://blog.acme-dental.example/write", "own_site"),
        ("https://www.rival.example/write", "competitor"),
        ("https://quiet.example/write", "do_not_contact"),
        ("https://portal.example/write", "excluded"),
        ("https://notrival.example/write", ""),
    ],
)
def test_whose_page_it_is_can_rule_it_out(niche: Niche, guest_post: Opportunity, url: str, code: str) -> None:
    strict = replace(niche, exclude=Exclusions(domains=("portal.example",)))
    assert reject_of(replace(guest_post, page_url=url), strict) == code


def test_a_competitor_is_named(niche: Niche, guest_post: Opportunity) -> None:
    named = replace(niche, competitors=(Competitor("rival.example", "Rival Teeth"),))
    found = find_reject(case_of(replace(guest_post, page_url="https://rival.example/"), named))
    assert found
    assert found.reason == "rival.example is a competitor (Rival Teeth)"


def test_a_barred_address_rules_out_only_when_there_is_no_other(niche: Niche, guest_post: Opportunity) -> None:
    barred = Contact(ContactKind.EMAIL, "Never@teethblog.example", "mailto")
    assert reject_of(replace(guest_post, contacts=(barred,)), niche) == "do_not_contact"
    assert reject_of(replace(guest_post, contacts=(barred, *guest_post.contacts)), niche) == ""


def test_who_sells_links_is_not_offered(niche: Niche, guest_post: Opportunity) -> None:
    assert reject_of(replace(guest_post, risks=(Risk("sells", 65, "a price list for links"),)), niche) == "seller"
    waste = Risk("noindex", 90, "noindex", is_waste=True)
    assert reject_of(replace(guest_post, risks=(waste, Risk("mild", 39, "many topics"))), niche) == ""
    several = (Risk("mild", 20, "many topics"), Risk("weak", 20, "a backlink as reward"))
    assert reject_of(replace(guest_post, risks=several), niche) == "seller"
    followed = GuestPost(cost=Cost.PAID, requirements=Requirements(link_policy="dofollow"))
    assert reject_of(replace(guest_post, facts=followed), niche) == "seller"
    marked = GuestPost(cost=Cost.PAID, requirements=Requirements(link_policy="sponsored"))
    assert reject_of(replace(guest_post, facts=marked), niche) == ""


def test_a_closed_door_says_when_it_opens_again(niche: Niche, guest_post: Opportunity) -> None:
    closed = replace(guest_post, state=OpportunityState.CLOSED, facts=GuestPost(recheck=date(2027, 1, 1)))
    found = find_reject(case_of(closed, niche))
    assert found
    assert found.reason == "the page says that it takes nothing now, again from 2027-01-01"


@pytest.mark.parametrize("verdict", [Verdict.ALIVE, Verdict.BLOCKED, Verdict.UNKNOWN, Verdict.TLS_ERROR])
def test_a_link_that_is_not_dead_is_never_offered(niche: Niche, broken_link: Opportunity, verdict: Verdict) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    assert reject_of(replace(broken_link, facts=replace(broken_link.facts, verdict=verdict)), niche) == "not_dead"


def test_a_dead_link_waits_until_it_is_confirmed(niche: Niche, broken_link: Opportunity) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    careful = replace(niche, link_checks=LinkCheckOptions(confirmations=2))
    assert reject_of(broken_link, careful) == "unconfirmed"
    assert reject_of(replace(broken_link, facts=replace(broken_link.facts, confirmations=2)), careful) == ""


@pytest.mark.parametrize(
    ("verdict", "reason", "code"),
    [
        (Verdict.DEAD_HTTP, "http_410", ""),
        (Verdict.DEAD_DNS, "dns_nxdomain", ""),
        (Verdict.DEAD_HTTP, "http_404", "unconfirmed"),
        (Verdict.SOFT_404, "not_found_words", "unconfirmed"),
        (Verdict.DEAD_HOST, "connect_timeout", "unconfirmed"),
        (Verdict.UNKNOWN, "http_410", "not_dead"),
    ],
)
def test_removed_for_good_and_no_such_domain_need_no_second_check(
    niche: Niche, broken_link: Opportunity, verdict: Verdict, reason: str, code: str
) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    facts = replace(broken_link.facts, verdict=verdict, reason=reason)
    careful = replace(niche, link_checks=LinkCheckOptions(confirmations=3))
    assert reject_of(replace(broken_link, facts=facts), careful) == code


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Bingo night", "excluded"),  # the title, in any case
        ("free spins", "excluded"),  # the evidence
        ("poker", "excluded"),  # the reason of its relevance, which names what was found on the page
        ("bing", ""),  # part of a word
        ("slots", ""),
    ],
)
def test_an_excluded_phrase_in_what_is_kept_of_a_page_rules_it_out(
    niche: Niche, guest_post: Opportunity, phrase: str, code: str
) -> None:
    told = replace(
        guest_post,
        page_title="BINGO-NIGHT for dentists",
        evidence=(Evidence("invite", "Write for us and win free spins."),),
        relevance_reason='"poker" stands in exclude.phrases',
    )
    assert reject_of(told, replace(niche, exclude=Exclusions(phrases=(phrase,)))) == code


def test_an_excluded_phrase_beside_a_dead_link_rules_it_out(niche: Niche, broken_link: Opportunity) -> None:
    facts, words = broken_link.facts, "The best roulette tables"
    assert isinstance(facts, BrokenLink)
    strict = replace(niche, exclude=Exclusions(phrases=("roulette",)))
    assert reject_of(broken_link, strict) == ""
    for found in (replace(facts, anchor=words), replace(facts, sentence=words), replace(facts, heading=words)):
        assert reject_of(replace(broken_link, facts=found), strict) == "excluded"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (MentionState.LINKED_BODY, "already_linked"),
        (MentionState.LINKED_WRONG_URL, ""),
        (MentionState.LINKED_ELSEWHERE, ""),
        (MentionState.UNLINKED, ""),
    ],
)
def test_a_mention_that_is_linked_in_the_text_is_done(
    niche: Niche, mention: Opportunity, state: MentionState, code: str
) -> None:
    assert isinstance(mention.facts, Mention)
    assert reject_of(replace(mention, facts=replace(mention.facts, state=state)), niche) == code
