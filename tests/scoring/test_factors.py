"""What each factor says of a case, with its reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.kinds.guest_post.facts import Cost, GuestPost, Price, Requirements
from linkfinder.kinds.registry import find_kind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Mention, Opportunity, OpportunityState
from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.model.score import Factor, SiteMetrics
from linkfinder.model.score_profile import FactorValue, ScoringInput, clamp
from linkfinder.scoring.freshness import freshness
from linkfinder.scoring.merits import audience
from linkfinder.scoring.penalties import off_topic, policy_risks, waste_risks
from linkfinder.scoring.reachability import reachability
from linkfinder.scoring.score import factor_value
from linkfinder.scoring.topic_relevance import topic_relevance

MakeCase = Callable[..., ScoringInput]


@pytest.fixture
def case(niche: Niche, today: date) -> MakeCase:
    def make(opportunity: Opportunity, standing: SiteMetrics | None = None, **changes: object) -> ScoringInput:
        profile = find_kind(opportunity.kind).profile
        changed = replace(opportunity, **changes)  # type: ignore[arg-type]
        return ScoringInput(changed, standing or SiteMetrics(), niche, today, profile)

    return make


def evidence(case: ScoringInput) -> FactorValue:
    return factor_value(Factor.EVIDENCE, case)


def effort(case: ScoringInput) -> FactorValue:
    return factor_value(Factor.EFFORT, case)


def link(case: ScoringInput) -> FactorValue:
    return factor_value(Factor.LINK, case)


def cost(case: ScoringInput) -> FactorValue:
    return factor_value(Factor.COST, case)


def mail(value: str, role: str = "") -> Contact:
    return Contact(ContactKind.EMAIL, value, "mailto", role=role)


@pytest.mark.parametrize(("value", "kept"), [(-1.0, 0.0), (0.4, 0.4), (7.0, 1.0), (float("nan"), 0.0)])
def test_values_stay_between_nothing_and_all(value: float, kept: float) -> None:
    assert clamp(value) == kept


def test_relevance_gives_the_reason_of_the_reading(case: MakeCase, guest_post: Opportunity) -> None:
    assert topic_relevance(case(guest_post)) == FactorValue(0.8, "dental implants in title and text")
    assert topic_relevance(case(guest_post, relevance_reason="")).reason


def test_a_guest_post_is_as_near_as_the_pages_it_would_stand_among(
    case: MakeCase, guest_post: Opportunity, broken_link: Opportunity
) -> None:
    standing = SiteMetrics(relevance=0.9)
    assert topic_relevance(case(guest_post, standing, relevance=0.1)).value == 0.9
    assert topic_relevance(case(guest_post, SiteMetrics(relevance=0.2), relevance=0.8)).value == 0.8
    assert topic_relevance(case(broken_link, standing, relevance=0.4)).value == 0.4


def test_a_page_that_takes_guest_posts_proves_more_than_one_that_may(case: MakeCase, guest_post: Opportunity) -> None:
    is_open, unsure = evidence(case(guest_post)), evidence(case(guest_post, state=OpportunityState.UNKNOWN))
    assert is_open == FactorValue(0.9, "1 quoted signal, confidence 0.90")
    assert unsure.value == pytest.approx(0.54)
    assert "does not say that guest posts are taken now" in unsure.reason


def test_a_dead_link_grows_surer_with_every_check(case: MakeCase, broken_link: Opportunity) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    values = [
        evidence(case(broken_link, facts=replace(broken_link.facts, confirmations=checks))).value or 0
        for checks in (1, 2, 3, 4)
    ]
    assert values == [pytest.approx(0.72), pytest.approx(0.81), pytest.approx(0.9), pytest.approx(0.9)]


def test_standing_names_its_source(case: MakeCase, guest_post: Opportunity) -> None:
    known = SiteMetrics(audience=0.75, audience_source="visits of 2026-10")
    assert audience(case(guest_post, known)) == FactorValue(0.75, "0.75 of 1 in visits of 2026-10")
    assert audience(case(guest_post)).value is None


@pytest.mark.parametrize(("days", "value"), [(0, 1.0), (180, 1.0), (364, 0.75), (548, 0.5), (1460, 0.1), (9000, 0.0)])
def test_rules_for_authors_age_slowly(
    case: MakeCase, guest_post: Opportunity, today: date, days: int, value: float
) -> None:
    assert freshness(case(guest_post, published=today - timedelta(days=days))).value == pytest.approx(value)


def test_an_article_ages_faster_than_rules(
    case: MakeCase, guest_post: Opportunity, mention: Opportunity, today: date
) -> None:
    old = today - timedelta(days=365)
    article, rules = freshness(case(mention, published=old)), freshness(case(guest_post, published=old))
    assert article == FactorValue(0.4, f"published on {old}")
    assert (rules.value or 0) > 0.4


def test_a_later_change_counts_more_than_the_first_day(case: MakeCase, mention: Opportunity, today: date) -> None:
    found = freshness(case(mention, published=date(2011, 1, 1), modified=today))
    assert found == FactorValue(1.0, "changed on 2026-11-20")


def test_a_page_without_a_date_or_from_the_future_is_of_unknown_age(
    case: MakeCase, mention: Opportunity, today: date
) -> None:
    assert freshness(case(mention, published=None)) == FactorValue(None, "the page has no date")
    future = freshness(case(mention, published=today + timedelta(days=1)))
    assert future == FactorValue(None, "its date is in the future")


def test_the_best_contact_counts(case: MakeCase, guest_post: Opportunity) -> None:
    contacts = (mail("sales@x.example", "sales"), mail("editor@x.example", "editorial"), mail("a@x.example"))
    assert reachability(case(guest_post, contacts=contacts)) == FactorValue(1.0, "email editor@x.example (editorial)")


def test_who_must_not_be_contacted_is_no_contact(case: MakeCase, guest_post: Opportunity) -> None:
    found = reachability(case(guest_post, contacts=(mail("Never@teethblog.example"),)))
    assert found == FactorValue(0.0, "no contact was found on the pages read")


def test_a_form_counts_more_where_the_page_asks_for_it(case: MakeCase, guest_post: Opportunity) -> None:
    form = (Contact(ContactKind.FORM, "https://teethblog.example/send", "form"),)
    asked_for = reachability(case(guest_post, contacts=form, facts=GuestPost(method=("form",))))
    assert (asked_for.value or 0) > (reachability(case(guest_post, contacts=form)).value or 0)


def test_profiles_and_names_are_the_last_resort(case: MakeCase, guest_post: Opportunity) -> None:
    social = Contact(ContactKind.SOCIAL, "https://social.example/x", "profile")
    person = Contact(ContactKind.PERSON, "Somebody", "byline")
    values = [reachability(case(guest_post, contacts=(each,))).value for each in (social, person)]
    assert values == [0.3, 0.4]


@pytest.mark.parametrize(
    ("policy", "value"), [("dofollow", 1.0), ("on_request", 0.6), ("nofollow", 0.3), ("none", 0.0), ("", None)]
)
def test_the_policy_on_links_is_taken_as_the_page_says_it(
    case: MakeCase, guest_post: Opportunity, policy: str, value: float | None
) -> None:
    found = link(case(guest_post, facts=GuestPost(requirements=Requirements(link_policy=policy))))
    assert found.value == value


def test_no_links_allowed_outdoes_any_policy(case: MakeCase, guest_post: Opportunity) -> None:
    asked = Requirements(link_policy="dofollow", links_allowed=0)
    assert link(case(guest_post, facts=GuestPost(requirements=asked))) == FactorValue(0.0, "no links are allowed")


def test_a_link_in_the_text_beats_one_in_the_footer(case: MakeCase, mention: Opportunity) -> None:
    assert isinstance(mention.facts, Mention)
    values = [link(case(mention, facts=replace(mention.facts, place=place))).value or 0 for place in Place]
    assert values[0] == max(values)
    assert min(values) == values[list(Place).index(Place.COMMENT)]


def test_a_marked_link_is_worth_less_and_may_be_wasted(case: MakeCase, broken_link: Opportunity) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    marked = case(broken_link, facts=replace(broken_link.facts, rel=("nofollow", "noopener"), place=Place.LIST))
    found = link(marked)
    assert found.value == pytest.approx(0.34)
    assert found.reason == "stands in the list, marked nofollow"
    assert [risk.name for risk in waste_risks(marked)] == ["nofollow"]


def test_a_letter_is_less_work_than_an_article(
    case: MakeCase, guest_post: Opportunity, broken_link: Opportunity, mention: Opportunity
) -> None:
    assert effort(case(mention)).value == effort(case(broken_link)).value == 1.0
    lengths = [
        effort(case(guest_post, facts=GuestPost(requirements=Requirements(min_words=words)))).value
        for words in (500, 1000, 2000, None)
    ]
    assert lengths == [0.7, 0.5, 0.25, 0.5]


def test_conditions_add_work_and_are_named(case: MakeCase, guest_post: Opportunity) -> None:
    facts = GuestPost(method=("pitch_first", "account"), requirements=Requirements(exclusive=True, images=True))
    found = effort(case(guest_post, facts=facts))
    assert found.value == pytest.approx(0.1)
    assert found.reason.endswith("exclusive, with images, pitch first, account first")


def test_without_a_page_of_ours_a_dead_link_means_writing_one(case: MakeCase, broken_link: Opportunity) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    assert effort(case(broken_link, facts=replace(broken_link.facts, asset_url=""))).value == 0.3


def test_off_topic_begins_below_three_tenths(case: MakeCase, guest_post: Opportunity) -> None:
    assert [off_topic(case(guest_post, relevance=value)).value for value in (1.0, 0.3, 0.15, 0.0)] == [0, 0, 0.5, 1]


def test_what_it_costs_is_said_with_the_price(case: MakeCase, guest_post: Opportunity) -> None:
    found = cost(case(guest_post, facts=GuestPost(cost=Cost.PAID, price=Price(50, "EUR", "post"))))
    assert found == FactorValue(1.0, "a fee is asked for: 50 EUR a post")
    assert cost(case(guest_post, facts=GuestPost())).value is None
    assert cost(case(guest_post, facts=GuestPost(cost=Cost.PAYS_AUTHOR))).value == 0


def test_paid_places_whose_links_are_not_marked_look_like_a_scheme(case: MakeCase, guest_post: Opportunity) -> None:
    paid = case(guest_post, facts=GuestPost(cost=Cost.PAID))
    assert [risk.name for risk in policy_risks(paid)] == ["paid_unmarked"]


def test_many_links_without_readers_are_a_warning(case: MakeCase, guest_post: Opportunity) -> None:
    built = case(guest_post, SiteMetrics(authority=0.9, audience=0.02))
    assert [risk.name for risk in policy_risks(built)] == ["links_without_readers"]
    assert not policy_risks(case(guest_post, SiteMetrics(authority=0.9)))


def test_a_page_in_a_language_we_do_not_work_in_is_wasted_work(case: MakeCase, mention: Opportunity) -> None:
    assert [risk.reason for risk in waste_risks(case(mention, language="fr"))] == [
        "written in 'fr', the niche works in en"
    ]
    assert not waste_risks(case(mention, language=""))
