"""Pages built to hang a parser."""

import pytest

from linkfinder.analysis import guard
from linkfinder.analysis.guard import MAX_CHARS, make_safe

HOSTILE = {
    "deep": "<div>" * 200_000,
    "deep formatting": "<a href=x><b>" * 100_000,
    "deep tables": "<form><table><tr><td>" * 50_000,
    "many attributes": "<div " + " ".join(f"a{n}=1" for n in range(300_000)) + ">",
    "attributes with brackets": "<div " + " ".join(f'a{n}=">"' for n in range(300_000)) + ">",
    "attributes with tags": "<div " + " ".join(f'a{n}="<p>"' for n in range(100_000)) + ">",
    "options": "<select>" + "<option>x</option>" * 100_000,
    "false ends": "<div></p>" * 100_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_are_cut_to_what_a_parser_bears(html: str) -> None:
    assert len(make_safe(html)) < 120_000


def test_what_stands_before_the_hostile_part_is_kept() -> None:
    assert make_safe("<p>Hello</p>" + "<div>" * 200_000).startswith("<p>Hello</p>")


def test_text_around_an_overlong_tag_is_kept() -> None:
    safe = make_safe("<p>before</p><i " + " ".join(f"a{n}=1" for n in range(5_000)) + ">after</i>")
    assert safe.startswith("<p>before</p><i a0=1")
    assert safe.endswith(">after</i>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ordinary</p>" * 100,
        "<script>" + "var a = 1; " * 5_000 + "</script><p>after</p>",
        '<script type="application/ld+json">' + '{"a": "b c d"}, ' * 5_000 + "</script>",
        "<p>" + "word " * 20_000 + "</p>",
        '<img src="data:image/png;base64,' + "QUJD" * 20_000 + '">',
        "<ul>" + "<li>one of many<p>text" * 7_000,
        "<table>" + "<tr><td>cell" * 7_000,
        "<div><p>a</p></div>" * 8_000,
        "",
    ],
)
def test_large_ordinary_pages_are_left_alone(html: str) -> None:
    assert make_safe(html) == html


def test_pages_without_end_are_cut() -> None:
    assert len(make_safe("x" * (MAX_CHARS + 1))) == MAX_CHARS


def test_a_quote_that_nothing_closes_belongs_to_no_tag() -> None:
    tag = guard._TAG.match('</p <a "</p')
    assert tag
    assert tag.group(3) == " <a "
