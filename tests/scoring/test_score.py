"""What a score is: named parts that add up, relevance before fame, hard reasons last of all."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkfinder.kinds.broken_link.facts import BROKEN_LINK, BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost, Requirements
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.niche import Campaign, Niche
from linkfinder.model.opportunity import Mention, MentionState, Opportunity, Risk
from linkfinder.model.page import Contact, ContactKind, Place
from linkfinder.model.score import MERITS, Factor, Score, SiteMetrics
from tests.scoring.conftest import score

NOBODY_KNOWS = SiteMetrics()
FAMOUS = SiteMetrics(authority=1.0, authority_source="a list", audience=1.0, audience_source="a list")
UNIT = st.floats(0, 1)
SETTINGS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def part(given_score: Score, factor: Factor) -> tuple[float | None, float, str]:
    found = next(each for each in given_score.parts if each.name == factor)
    return found.value, found.points, found.reason


@pytest.fixture(params=["guest_post", "broken_link", "mention"])
def opportunity(request: pytest.FixtureRequest) -> Opportunity:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Opportunity)
    return found


RISKS = st.builds(Risk, name=st.text(min_size=1, max_size=4), points=st.integers(0, 64), reason=st.just("x"))
FACTS = st.one_of(
    st.builds(
        GuestPost,
        cost=st.sampled_from(Cost),
        requirements=st.builds(Requirements, link_policy=st.sampled_from(["", "nofollow", "dofollow"])),
    ),
    st.builds(
        Mention,
        brand=st.just("A"),
        state=st.sampled_from(MentionState),
        sentence=st.just("A."),
        place=st.sampled_from(Place),
    ),
)


CHANGES = st.fixed_dictionaries(
    {
        "relevance": UNIT,
        "confidence": UNIT,
        "risks": st.lists(RISKS, max_size=5).map(tuple),
        "published": st.dates(date(2000, 1, 1), date(2028, 1, 1)),
    }
)
STANDINGS = st.builds(SiteMetrics, authority=st.none() | UNIT, audience=st.none() | UNIT)


@SETTINGS
@given(facts=FACTS, changes=CHANGES, standing=STANDINGS)
def test_the_parts_add_up_to_the_total_digit_by_digit(
    niche: Niche, guest_post: Opportunity, facts: GuestPost | Mention, changes: dict[str, Any], standing: SiteMetrics
) -> None:
    day = date(2026, 11, 20)
    kind = GUEST_POST if isinstance(facts, GuestPost) else UNLINKED_MENTION
    case = replace(guest_post, kind=kind, facts=facts, **changes)
    found = score(case, standing, niche, day)
    assert sum(each.points for each in found.parts) == found.total
    assert sum(each.points for each in reversed(found.parts)) == found.total
    assert 0 <= found.total <= 100
    assert all(each.points == 0 for each in found.parts if each.value is None)
    assert all(each.reason for each in found.parts)
    assert found == score(case, standing, niche, day)


def test_everything_right_is_worth_a_hundred(niche: Niche, mention: Opportunity, today: date) -> None:
    mail = Contact(ContactKind.EMAIL, "editor@news.example", "mailto", role="editorial")
    perfect = replace(mention, relevance=1.0, confidence=1.0, contacts=(mail,))
    assert score(perfect, FAMOUS, niche, today).total == 100


def test_what_is_unknown_is_shown_as_unknown_and_earns_nothing(
    niche: Niche, opportunity: Opportunity, today: date
) -> None:
    found = score(replace(opportunity, published=None), NOBODY_KNOWS, niche, today)
    for factor in (Factor.AUTHORITY, Factor.AUDIENCE, Factor.FRESHNESS):
        value, points, reason = part(found, factor)
        assert (value, points) == (None, 0)
        assert reason
    assert found.total < score(opportunity, FAMOUS, niche, today).total


@SETTINGS
@given(off=st.floats(0, 0.29), on=st.floats(0.5, 1.0))
def test_no_fame_lifts_an_irrelevant_page_above_a_relevant_one(
    niche: Niche, opportunity: Opportunity, today: date, off: float, on: float
) -> None:
    famous = score(replace(opportunity, relevance=off), FAMOUS, niche, today)
    unheard_of = score(replace(opportunity, relevance=on), NOBODY_KNOWS, niche, today)
    assert famous.total < unheard_of.total


@SETTINGS
@given(authority=UNIT, audience=UNIT)
def test_fame_without_relevance_is_worth_nothing(
    niche: Niche, opportunity: Opportunity, today: date, authority: float, audience: float
) -> None:
    stray = replace(opportunity, relevance=0.0)
    known = score(stray, SiteMetrics(authority=authority, audience=audience), niche, today)
    assert known.total <= score(stray, NOBODY_KNOWS, niche, today).total


@SETTINGS
@given(less=UNIT, more=UNIT)
def test_more_relevance_never_lowers_a_score(
    niche: Niche, opportunity: Opportunity, today: date, less: float, more: float
) -> None:
    less, more = sorted((less, more))
    low = score(replace(opportunity, relevance=less), FAMOUS, niche, today)
    assert low.total <= score(replace(opportunity, relevance=more), FAMOUS, niche, today).total


def test_readers_count_more_than_links(niche: Niche, opportunity: Opportunity, today: date) -> None:
    read = score(opportunity, SiteMetrics(audience=0.9, authority=0.5), niche, today)
    linked = score(opportunity, SiteMetrics(audience=0.5, authority=0.9), niche, today)
    assert read.total > linked.total


def test_a_hard_reason_leaves_no_points_whatever_the_fame(niche: Niche, opportunity: Opportunity, today: date) -> None:
    rival = replace(opportunity, page_url="https://blog.rival.example/write", relevance=1.0)
    found = score(rival, FAMOUS, niche, today)
    assert (found.total, found.reject) == (0, "competitor")
    assert part(found, Factor.REJECT)[2] == "rival.example is a competitor"
    assert any(each.points > 0 for each in found.parts)


def test_the_two_risks_are_kept_apart(niche: Niche, guest_post: Opportunity, today: date) -> None:
    risky = replace(guest_post, risks=(Risk("gambling", 30, "links to casinos"), Risk("noindex", 90, "noindex", True)))  # noqa: FBT003
    found = score(risky, NOBODY_KNOWS, niche, today)
    assert (found.policy_risk, found.waste_risk) == (30, 90)
    assert part(found, Factor.POLICY_RISK) == (0.3, -12, "links to casinos")
    assert part(found, Factor.WASTE_RISK) == (0.9, -27, "noindex")


def test_a_likely_link_seller_comes_after_everything_worth_working_on(
    niche: Niche, guest_post: Opportunity, today: date
) -> None:
    weak = tuple(Risk(f"sign {number}", 20, f"sign {number}") for number in range(2))
    seller = score(replace(guest_post, risks=weak), FAMOUS, niche, today)
    assert (seller.total, seller.reject) == (0, "seller")
    assert part(seller, Factor.REJECT)[2] == "likely a link seller: sign 0; sign 1"
    one_sign = score(replace(guest_post, risks=weak[:1]), FAMOUS, niche, today)
    assert one_sign.total > 50


def test_a_network_of_sites_adds_to_other_signs_and_alone_flags_nobody(
    niche: Niche, guest_post: Opportunity, today: date
) -> None:
    others = tuple(f"site{number}.example" for number in range(6))
    assert score(guest_post, SiteMetrics(same_owner=others[:1]), niche, today).policy_risk == 10
    found = score(guest_post, SiteMetrics(same_owner=others), niche, today)
    assert found.policy_risk == 30
    assert "site0.example, site1.example, site2.example, site3.example and 2 more" in part(found, Factor.POLICY_RISK)[2]
    weak = replace(guest_post, risks=(Risk("any_subject", 20, "takes texts on any subject"),))
    assert score(weak, SiteMetrics(same_owner=others), niche, today).reject == "seller"


def test_who_gives_no_weight_to_the_policy_risk_keeps_the_points(
    niche: Niche, guest_post: Opportunity, today: date
) -> None:
    careless = replace(niche, weights=(("policy_risk", 0.0),))
    seller = replace(guest_post, risks=(Risk("sign", 60, "sign"),))
    assert score(seller, FAMOUS, careless, today).total == score(guest_post, FAMOUS, careless, today).total


def test_a_page_without_risks_loses_nothing(niche: Niche, mention: Opportunity, today: date) -> None:
    found = score(mention, NOBODY_KNOWS, niche, today)
    assert (found.policy_risk, found.waste_risk) == (0, 0)
    assert all(each.points == 0 for each in found.parts if each.name not in set(MERITS))


def test_a_penalty_takes_at_most_what_is_left(niche: Niche, guest_post: Opportunity, today: date) -> None:
    hopeless = replace(
        guest_post,
        relevance=0.0,
        confidence=0.0,
        contacts=(),
        published=None,
        facts=GuestPost(cost=Cost.PAID),
        risks=(Risk("farm", 60, "a link farm"), Risk("dump", 100, "a link dump", True)),  # noqa: FBT003
    )
    found = score(hopeless, NOBODY_KNOWS, niche, today)
    assert found.total == 0
    assert sum(each.points for each in found.parts) == 0


@pytest.mark.parametrize(
    ("campaign", "first"),
    [(Campaign.NEW, GUEST_POST), (Campaign.ESTABLISHED, BROKEN_LINK)],
)
def test_the_campaign_changes_which_method_comes_first(
    niche: Niche,
    guest_post: Opportunity,
    broken_link: Opportunity,
    today: date,
    campaign: Campaign,
    first: str,
) -> None:
    wanted = replace(niche, campaign=campaign)
    values = {
        each.kind: part(score(each, NOBODY_KNOWS, wanted, today), Factor.METHOD) for each in (guest_post, broken_link)
    }
    assert max(values, key=lambda kind: values[kind][1]) == first


def test_the_niche_file_can_weigh_differently(niche: Niche, guest_post: Opportunity, today: date) -> None:
    heavy = replace(niche, weights=(("freshness", 50.0), ("relevance", 0.0)))
    found = score(guest_post, NOBODY_KNOWS, heavy, today)
    # 50 beside the 58 of the other merits, scaled to 100.
    assert part(found, Factor.FRESHNESS)[1] == 46.25
    assert Factor.RELEVANCE not in {each.name for each in found.parts}


def test_a_dead_link_needs_something_of_ours_to_put_there(niche: Niche, broken_link: Opportunity, today: date) -> None:
    assert isinstance(broken_link.facts, BrokenLink)
    found = score(broken_link, NOBODY_KNOWS, niche, today)
    assert part(found, Factor.ASSET) == (0.75, 9.0, "both are guides to implants")
    nothing = replace(broken_link, facts=replace(broken_link.facts, asset_url="", asset_match=0.0))
    assert part(score(nothing, NOBODY_KNOWS, niche, today), Factor.ASSET)[:2] == (0.0, 0.0)
    no_assets = replace(niche, assets=())
    assert part(score(nothing, NOBODY_KNOWS, no_assets, today), Factor.ASSET)[0] is None
