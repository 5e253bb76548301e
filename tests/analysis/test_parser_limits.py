"""Pages built to hang a parser."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from linkfinder.analysis import parser_limits
from linkfinder.analysis.parser_limits import MAX_CHARS, make_safe

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
    tag = parser_limits._TAG.match('</p <a "</p')
    assert tag
    assert tag.group(3) == " <a "


REPEATED = {
    "one long class": '<p><b class="' + "x" * 300_000 + '">' + "<p>line" * 1_000,
    "a long target": '<p><a href="/' + "x" * 150_000 + '">' + "<p>line" * 1_000,
    "capital letters": '<P><FONT FACE="' + "x" * 300_000 + '">' + "<P>line" * 1_000,
    "many different tags": "<p>" + "".join(f"<i id={n}>" for n in range(1_500)) + "<p>line" * 3_000,
    "end tags before them": "</i>" * 1_500 + "<p>" + "".join(f"<i id={n}>" for n in range(1_500)) + "<p>line" * 3_000,
    "end tags in a cell": "<p>"
    + "".join(f"<i id={n}>" for n in range(1_500))
    + "<marquee>"
    + "</i>" * 1_500
    + "</marquee>"
    + "<p>line" * 3_000,
}


@pytest.mark.parametrize("html", REPEATED.values(), ids=REPEATED.keys())
def test_open_tags_are_not_repeated_without_end(html: str) -> None:
    tree = LexborHTMLParser(make_safe(html))
    assert "line" in (tree.text() or "")
    assert len(tree.html or "") < 10_000_000


@pytest.mark.parametrize(
    "html",
    [
        "<p><font size=2>A paragraph of an old page" * 3_000,
        '<p><a name="top">Text</a> and <b>more</b>' * 2_000,
        "<table>" + "<tr><td><a name=row>First<td><b>Second" * 1_500 + "</table>",
        "<script>" + "var a = '<b class=\"' + x; if (a > b) c(); " * 3_000 + "</script><p>after</p>",
        "<!-- " + "<i id=1><i id=2>" * 2_000 + "--><p>after</p>",
        '<p>A <a href="/page"">stray quote</a> ' + "<i>text</i> " * 1_000,
    ],
)
def test_ordinary_formatting_is_left_alone(html: str) -> None:
    assert make_safe(html) == html


def test_tags_that_never_close_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    look = parser_limits._tag_near

    def note(html: str, at: int) -> re.Match[str] | None:
        seen.append(at)
        return look(html, at)

    monkeypatch.setattr(parser_limits, "_tag_near", note)
    make_safe(("<i " + "x" * 1_500) * 800)
    assert len(seen) == 1
