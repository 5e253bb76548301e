import pytest

from linkfinder.frontier.yield_estimate import estimated_yield, is_worth_trying_more, yield_factor_of
from linkfinder.model.site import SiteFacts


def test_what_was_never_tried_is_expected_to_be_worth_it_one_time_in_five() -> None:
    assert estimated_yield(0, 0) == pytest.approx(0.2)


def test_what_was_tried_often_is_expected_to_go_on_as_it_did() -> None:
    assert estimated_yield(600, 1000) == pytest.approx(0.6, abs=0.01)
    assert estimated_yield(0, 1000) < 0.01


def test_a_few_tries_weigh_no_more_than_what_was_expected_before() -> None:
    assert estimated_yield(0, 2) > 0.15
    assert estimated_yield(2, 2) < 0.35


@pytest.mark.parametrize(
    ("tried", "useful", "share"),
    [(0, 0, 1.0), (10, 2, 1.0), (10, 0, 0.5), (40, 0, 0.2), (40, 8, 1.0), (40, 40, 1.0), (90, 3, 0.25)],
)
def test_pages_of_a_site_count_for_less_the_longer_it_shows_nothing(tried: float, useful: float, share: float) -> None:
    assert yield_factor_of(SiteFacts(tried=tried, useful=useful)).value == pytest.approx(share)


def test_what_was_found_later_counts_as_well() -> None:
    barren = SiteFacts(fetched=40, tried=40, relevance=0.0)
    found_by_the_link_check = SiteFacts(fetched=40, tried=40, relevance=0.0, found=8)
    assert yield_factor_of(barren).value < yield_factor_of(found_by_the_link_check).value == 1.0


def test_the_share_comes_with_its_reason() -> None:
    assert yield_factor_of(SiteFacts(tried=40, useful=1)).reason == (
        "1 of 40 pages held a finding or spoke of the niche, so the others count 0.3"
    )
    assert yield_factor_of(SiteFacts(tried=4, useful=2)).reason == ""


@pytest.mark.parametrize(("useful", "tried"), [(0, 30), (1, 50), (50, 1030)])
def test_unendorsed_sites_are_tried_as_long_as_one_in_twenty_belongs(useful: float, tried: float) -> None:
    assert is_worth_trying_more(useful, tried)
    assert not is_worth_trying_more(useful, tried + 1)
