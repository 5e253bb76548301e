"""What the figures of a measurement say."""

import pytest

from evaluation.figures import Agreed, Figure, Found, Listed, Ranked


def ranked(*pages: tuple[float, bool]) -> Ranked:
    figure = Ranked("points", thresholds=(2.0,))
    for points, wanted in pages:
        figure.count(wanted=wanted, points=points)
    return figure


def test_average_precision_is_one_when_every_wanted_page_has_more_points() -> None:
    assert ranked((5, True), (4, True), (3, False), (float("-inf"), False)).average_precision == 1


def test_average_precision_falls_with_each_wrong_page_above_a_wanted_one() -> None:
    assert ranked((5, True), (4, False), (3, True)).average_precision == pytest.approx((1 + 2 / 3) / 2)


def test_pages_with_the_same_points_come_at_once() -> None:
    forward, backward = ranked((5, True), (5, False)), ranked((5, False), (5, True))
    assert forward.average_precision == backward.average_precision == 0.5


def test_without_wanted_pages_there_is_no_average_precision_and_no_recall() -> None:
    figure = ranked((5, False))
    assert figure.average_precision == 0
    assert figure.recall_at(0.95) == (0, float("inf"))


def test_the_best_threshold_is_the_highest_with_the_highest_recall_that_is_precise_enough() -> None:
    figure = ranked((5, True), (4, True), (3, False), (2, True), (1, False))
    assert figure.recall_at(0.95) == (2 / 3, 4)
    assert figure.recall_at(0.75) == (1, 2)


def test_a_threshold_says_what_would_be_found() -> None:
    found = ranked((2, True), (2.5, False), (1, True), (0, False)).at(2.0)
    assert (found.right, found.wrong, found.missed) == (1, 1, 1)


def test_f1_lies_between_precision_and_recall() -> None:
    assert Found("pages", right=3, wrong=1, missed=3).f1 == pytest.approx(0.6)
    assert Found("pages", wrong=1).f1 == 0


@pytest.mark.parametrize("figure", [Found("none"), Agreed("none"), Listed("none"), Ranked("none", (1.0,))])
def test_a_figure_without_pages_can_be_told(figure: Figure) -> None:
    assert "none" in figure.as_text()
    assert figure.as_data()


def test_listed_pages_are_counted_and_named() -> None:
    figure = Listed("false alarms")
    figure.count(is_listed=True, case="a7")
    figure.count(is_listed=False, case="a8")
    assert figure.as_text().split() == ["false", "alarms", "1", "of", "2", "(50.00", "%)"]
    assert figure.as_data() == {"listed": 1, "total": 2, "cases": ["listed a7"]}


def test_of_pages_that_should_be_listed_the_others_are_named() -> None:
    figure = Listed("sellers flagged", is_wanted=True)
    figure.count(is_listed=True, case="a7")
    figure.count(is_listed=False, case="a8")
    assert figure.confusions == ["missed a8"]
