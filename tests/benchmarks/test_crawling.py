"""What a crawled page costs: the difference between a crawl of many and one of few pages."""

import pytest

from benchmarks.crawling import Crawled
from benchmarks.watch import Cost


def test_the_start_is_not_in_the_cost_of_a_page() -> None:
    crawled = Crawled(few=100, many=300, cost_of_few=Cost(4.0, 3.0, 10.0), cost_of_many=Cost(8.0, 5.0, 20.0))
    assert crawled.cpu == pytest.approx(10.0)
    assert crawled.start == pytest.approx(2.0)
    assert crawled.rate == pytest.approx(50.0)


def test_a_rate_is_unclear_when_few_pages_took_as_long_as_many() -> None:
    assert Crawled(100, 300, Cost(9.0, 3.0, 10.0), Cost(8.0, 5.0, 20.0)).rate == 0.0
