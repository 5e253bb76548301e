"""Dates as people write them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.text.written_dates import first_date, is_month_first

DAY = date(2021, 3, 5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2021-03-05", "en"),
        ("Posted 2021/03/05 at noon", "en"),
        ("March 5, 2021", "en"),
        ("Mar. 5th 2021", "en"),
        ("Friday, 5 March 2021", "en"),
        ("5th of March 2021", "en"),
        ("05.03.2021", "de"),
        ("5. 3. 2021", "cs"),
        ("05.03.21", "de"),
        ("Freitag, 5. März 2021", "de"),
        ("5 mars 2021", "fr"),
        ("5 de marzo de 2021", "es"),
        ("5 de março de 2021", "pt"),
        ("5 marzo 2021", "it"),
        ("5 maart 2021", "nl"),
        ("5 marca 2021", "pl"),
        ("5. března 2021", "cs"),
        ("2021. március 5.", "hu"),
        ("5 martie 2021", "ro"),
        ("5 марта 2021", "ru"),
        ("5 березня 2021", "uk"),
        ("5 Mart 2021", "tr"),
        ("5 Μαρτίου 2021", "el"),
        ("5. maaliskuuta 2021", "fi"),
        ("2021年3月5日", "ja"),
        ("2021년 3월 5일", "ko"),
        ("5 March 2021", "de"),
    ],
)
def test_complete_dates_are_read_in_many_languages(text: str, language: str) -> None:
    assert first_date(text, language, month_first=False) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Page 12 of 30",
        "March 2021",
        "5 March",
        "version 2.3.2021.4",
        "tel. 05-03-2021-99",
        "2021-13-05",
        "31 February 2021",
        "in 2021",
        "1.2.3",
        "3 days ago",
        "$5.03.21.00",
        "",
        "5 Sheep 2021",
    ],
)
def test_what_is_no_complete_date_is_none(text: str) -> None:
    assert first_date(text, "en", month_first=False) is None


@pytest.mark.parametrize(("month_first", "day"), [(True, date(2021, 3, 5)), (False, date(2021, 5, 3))])
def test_slashes_are_read_in_the_order_of_the_country(*, month_first: bool, day: date) -> None:
    assert first_date("3/5/2021", "en", month_first=month_first) == day


def test_a_day_above_twelve_settles_the_order() -> None:
    assert first_date("13/5/2021", "en", month_first=True) == date(2021, 5, 13)
    assert first_date("5/13/2021", "en", month_first=False) == date(2021, 5, 13)


@pytest.mark.parametrize(
    ("language", "tag", "host", "month_first"),
    [
        ("en", "en-US", "post.example", True),
        ("en", "en-GB", "post.example", False),
        ("en", "en", "post.example", True),
        ("en", "", "post.co.uk", False),
        ("de", "de", "post.example", False),
    ],
)
def test_the_order_follows_language_and_domain(language: str, tag: str, host: str, *, month_first: bool) -> None:
    assert is_month_first(language, tag, host) is month_first


@given(st.dates(date(1995, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert first_date(f"on {day:%d.%m.%Y}", "de", month_first=False) == day
    assert first_date(f"{day:%B} {day.day}, {day.year}", "en", month_first=True) == day


@given(st.text(max_size=80))
def test_no_text_raises_and_no_year_is_made_up(text: str) -> None:
    found = first_date(text, "en", month_first=True)
    assert found is None or any(
        f"{found.year % 100:02}" in part for part in (text, unicodedata.normalize("NFKC", text))
    )
