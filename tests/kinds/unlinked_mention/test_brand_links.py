"""How a page links to a brand."""

import pytest

from linkfinder.kinds.unlinked_mention.brand_links import best_link, competitors_linked, foreign_anchors, links_to
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.niche import Brand
from linkfinder.model.opportunity import MentionState
from linkfinder.model.page import Link, Page, Place

ACME = Brand("Acme", domains=("acme.example",))
HOME = "https://www.acme.example/"
DEAD = LinkCheck(HOME, Verdict.DEAD_HTTP, "http_404", 404)


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        (HOME, True),
        ("http://shop.acme.example/x", True),
        ("https://web.archive.org/web/2020/https://acme.example/team", True),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.acme.example%2F", True),
        ("https://tracker.example/go?u=https%3A%2F%2Facme.example%2F", False),
        ("https://notacme.example/", False),
        ("https://web.archive.org/web/2020/https://notacme.example/", False),
        ("https://other.example/acme.example", False),
    ],
)
def test_a_link_leads_to_a_brand(url: str, leads: bool) -> None:  # noqa: FBT001
    assert bool(links_to(ACME, [Link(url, "x")])) is leads


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://news.example/exit/acme", True),
        ("https://news.example/en/recommends/acme/", True),
        ("https://news.example/jump/acme.html", True),
        ("https://go.news.example/out?to=https%3A%2F%2Fwww.acme.example%2Fshop", True),
        ("https://news.example/?redirect=//acme.example/", True),
        ("https://news.example/external/https:/acme.example/team", True),
        ("https://news.example/away/www.acme.example", True),
        ("https://news.example/go.php?link=http://acme.example/", True),
        ("https://news.example/tag/acme", False),
        ("https://news.example/exit/acme-and-others", False),
        ("https://news.example/exit/other", False),
        ("https://news.example/acme", False),
        ("https://news.example/search?url=https://acme.example/", False),
        ("https://news.example/share?u=https://acme.example/", False),
        ("https://news.example/out?to=https://notacme.example/", False),
        ("https://third.example/exit/acme", False),
    ],
)
def test_a_redirect_of_the_pages_own_site_leads_where_its_address_shows(url: str, leads: bool) -> None:  # noqa: FBT001
    assert bool(links_to(ACME, [Link(url, "x")], "https://www.news.example/a")) is leads


@pytest.mark.parametrize(
    ("link", "state"),
    [
        (Link(HOME, "Acme"), MentionState.LINKED_BODY),
        (Link(HOME, "Acme", rel=("nofollow", "noopener")), MentionState.LINKED_NOFOLLOW),
        (Link(HOME, "Acme", rel=("sponsored",)), MentionState.LINKED_NOFOLLOW),
        (Link(HOME, "", is_image=True), MentionState.LINKED_IMAGE),
        (Link(HOME, "Acme", check=DEAD), MentionState.LINKED_WRONG_URL),
        (Link(HOME, "Acme", place=Place.FOOTER), MentionState.LINKED_ELSEWHERE),
        (Link(HOME, "Acme", place=Place.COMMENT), MentionState.LINKED_ELSEWHERE),
    ],
)
def test_a_link_is_worth_what_it_does(link: Link, state: MentionState) -> None:
    best = best_link([link])
    assert best == (state, link)


def test_a_page_is_as_good_as_its_best_link() -> None:
    links = [Link(HOME, "a", place=Place.FOOTER), Link(HOME, "b"), Link(HOME, "c", rel=("nofollow",))]
    best = best_link(links)
    assert best is not None
    assert best[0] is MentionState.LINKED_BODY
    assert best_link([]) is None


def test_links_that_name_the_brand_but_lead_elsewhere_are_known() -> None:
    page = Page(
        "http://news.example/a",
        links=(
            Link("https://reviews.example/acme", "Acme reviews"),
            Link("http://news.example/tag/acme", "Acme"),
            Link("https://reviews.example/other", "Others"),
        ),
    )
    assert [link.url for _, link in foreign_anchors(ACME, page)] == ["https://reviews.example/acme"]


def test_competitors_count_only_in_the_text() -> None:
    page = Page(
        "http://news.example/a",
        links=(Link("https://rival.example/x", "x"), Link("https://second.example/", "y", place=Place.FOOTER)),
    )
    assert competitors_linked(page, ("rival.example", "second.example")) == ("rival.example",)
