"""Weights fitted to labelled pages, and what they find on pages that were held out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from evaluation.figures import Ranked
from evaluation.fitted import TEXT_MODEL, VARIANTS, Example, by_language, by_site, compare, fit
from evaluation.page_signals import LOOKALIKE, NEVER

AGAINST = f"{LOOKALIKE}choir"


def example(number: int, *, is_wanted: bool, language: str = "en", **signals: float) -> Example:
    return Example(signals, 5.0 if is_wanted else 1.0, is_wanted, f"site{number // 2}.example", language)


def clear_pages(language: str = "en", start: int = 0) -> list[Example]:
    """Twenty pages, two of each site, that their signals tell apart."""
    wanted = [example(start + n, is_wanted=True, language=language, title=1.0, sends=n % 3) for n in range(10)]
    others = [example(start + 10 + n, is_wanted=False, language=language, sends=n % 3) for n in range(10)]
    return [*wanted, *(replace(each, signals={**each.signals, AGAINST: 1.0}) for each in others)]


def test_weights_tell_wanted_pages_from_others() -> None:
    weights = fit(clear_pages())
    assert min(weights.odds(each.signals) for each in clear_pages() if each.is_wanted) > 0
    assert max(weights.odds(each.signals) for each in clear_pages() if not each.is_wanted) < 0


def test_what_speaks_for_a_page_never_takes_off_and_what_speaks_against_it_never_adds() -> None:
    turned = [replace(each, is_wanted=not each.is_wanted) for each in clear_pages()]
    weights = fit(turned)
    assert weights.by_signal["title"] == 0
    assert weights.by_signal[AGAINST] == 0
    assert fit(clear_pages()).by_signal["title"] > 0 > fit(clear_pages()).by_signal[AGAINST]


def test_a_signal_that_is_said_ten_times_counts_like_one_that_is_said_four_times() -> None:
    weights = fit(clear_pages())
    assert weights.odds({"title": 10.0}) == weights.odds({"title": 4.0})


def test_closed_pages_teach_nothing_and_are_never_found() -> None:
    closed = [example(90 + n, is_wanted=False, title=1.0) for n in range(9)]
    closed = [replace(each, points=NEVER) for each in closed]
    assert fit([*clear_pages(), *closed]) == fit(clear_pages())
    rows = {row.name: row for row in compare([*clear_pages(), *closed], 3.0).rows}
    for name in ("hand, all pages", "fitted, other sites"):
        assert rows[name].ranked.average_precision == 1
        assert rows[name].found.wrong == 0


def test_nothing_can_be_fitted_to_no_pages() -> None:
    assert fit([]).odds({"title": 1.0}) == 0


def sites(examples: Sequence[Example]) -> set[str]:
    return {each.site for each in examples}


def test_a_site_is_never_learnt_from_and_judged_in_the_same_part() -> None:
    pages = clear_pages()
    splits = by_site(pages)
    assert not any(sites(train) & sites(test) for train, test in splits)
    assert sorted(each.site for _, test in splits for each in test) == sorted(each.site for each in pages)


def test_a_learning_curve_takes_a_part_of_the_other_sites_and_judges_the_same_pages() -> None:
    pages = [each for start in range(0, 200, 20) for each in clear_pages(start=start)]
    for (some, test), (rest, same) in zip(by_site(pages, 0.5), by_site(pages), strict=True):
        assert test == same
        assert sites(some) < sites(rest)


def test_a_language_is_held_out_when_it_has_enough_pages_and_english_never() -> None:
    few = [example(200 + n, is_wanted=n == 0, language="fi") for n in range(4)]
    pages = [*clear_pages(), *clear_pages("de", 100), *few]
    ((train, test),) = by_language(pages)
    assert {each.language for each in test} == {"de"}
    assert {each.language for each in train} == {"en", "fi"}


def test_the_table_has_hand_made_and_fitted_weights_on_held_out_sites_and_languages() -> None:
    table = compare([*clear_pages(), *clear_pages("de", 100)], 3.0)
    rows = {row.name: row for row in table.rows}
    assert rows["hand, all pages"].found.f1 == 1
    assert rows["fitted, other sites"].ranked.average_precision == 1
    assert rows["hand points, other sites"].found.f1 == 1
    assert rows["fitted, other languages"].found.right == 10
    assert rows["fitted, 25% of the sites"].found.right + rows["fitted, 25% of the sites"].found.missed == 20
    assert set(table.as_data()) == set(rows)
    assert "R at P.95" in table.as_text()


def test_the_text_model_is_compared_only_where_pages_have_its_amount() -> None:
    pages = clear_pages()
    with_text = [replace(each, signals={**each.signals, TEXT_MODEL: float(each.is_wanted)}) for each in pages]
    assert not [row.name for row in compare(pages, 3.0).rows if "text" in row.name]
    assert [row.name for row in compare(with_text, 3.0).rows if "text" in row.name]
    assert TEXT_MODEL not in VARIANTS["fitted"](with_text[0])
    assert TEXT_MODEL in VARIANTS["hand points + text"](with_text[0])


@pytest.mark.parametrize(("pages", "threshold"), [([(5.0, True), (4.0, False)], 5.0), ([], 0.0)])
def test_the_best_threshold_has_the_highest_f1(pages: list[tuple[float, bool]], threshold: float) -> None:
    ranked = Ranked("points")
    for points, wanted in pages:
        ranked.count(wanted=wanted, points=points)
    assert ranked.best_threshold == threshold
