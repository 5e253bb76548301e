"""Where on a page something stands."""

from collections.abc import Callable

import pytest

from linkfinder.analysis.places import place_of_names
from linkfinder.model.page import Page, Place

Read = Callable[..., Page]


@pytest.mark.parametrize(
    ("names", "place"),
    [
        ("sidebar", Place.SIDEBAR),
        ("side-bar left", Place.SIDEBAR),
        ("sideBar", Place.SIDEBAR),
        ("widget_area", Place.SIDEBAR),
        ("secondary", Place.SIDEBAR),
        ("col-right", Place.SIDEBAR),
        ("related-posts", Place.SIDEBAR),
        ("colophon", Place.FOOTER),
        ("site-footer", Place.FOOTER),
        ("pageFooter", Place.FOOTER),
        ("footer__legal", Place.FOOTER),
        ("cookie-notice", Place.FOOTER),
        ("main-navigation", Place.NAV),
        ("mainMenu", Place.NAV),
        ("breadcrumbs", Place.NAV),
        ("navbar navbar-expand", Place.NAV),
        ("site-header", Place.HEADER),
        ("masthead", Place.HEADER),
        ("topbar", Place.HEADER),
        ("comments", Place.COMMENT),
        ("comment-list", Place.COMMENT),
        ("kommentare", Place.COMMENT),
        ("disqus_thread", Place.COMMENT),
        ("author-bio", Place.AUTHOR_BIO),
        ("about_the_author", Place.AUTHOR_BIO),
        ("authorBox", Place.AUTHOR_BIO),
    ],
)
def test_names_say_places_in_many_habits(names: str, place: Place) -> None:
    assert place_of_names(names) is place


@pytest.mark.parametrize(
    "names",
    [
        "has-sidebar",
        "no-sidebar",
        "content-area",
        "entry-header",
        "post-footer",
        "entry-content",
        "elementor-widget-container elementor-widget-text",
        "btn-secondary",
        "text-right",
        "canvas",
        "comment-count",
        "story",
        "left",
        "biology",
        "",
    ],
)
def test_names_that_only_sound_like_it_say_nothing(names: str) -> None:
    assert place_of_names(names) is None


CASES = [
    ('<nav><a href="/x">link</a></nav>', Place.NAV),
    ('<header><a href="/x">link</a></header>', Place.HEADER),
    ('<footer><ul><li><a href="/x">link</a></li></ul></footer>', Place.FOOTER),
    ('<aside><p><a href="/x">link</a></p></aside>', Place.SIDEBAR),
    ('<div role="navigation"><a href="/x">link</a></div>', Place.NAV),
    ('<div role="contentinfo"><a href="/x">link</a></div>', Place.FOOTER),
    ('<article><header><a href="/x">link</a></header></article>', Place.BODY),
    ('<main><footer><a href="/x">link</a></footer></main>', Place.BODY),
    ('<article class="comment"><p><a href="/x">link</a></p></article>', Place.COMMENT),
    ('<ol class="commentlist"><li><a href="/x">link</a></li></ol>', Place.COMMENT),
    ('<div id="comments"><div class="comment-footer"><a href="/x">link</a></div></div>', Place.COMMENT),
    ('<article><p>Words.</p><div class="author-box"><a href="/x">link</a></div></article>', Place.AUTHOR_BIO),
    ('<ul><li><a href="/x">link</a></li></ul>', Place.LIST),
    ('<table><tr><td><a href="/x">link</a></td></tr></table>', Place.TABLE),
    ('<p>Read <a href="/x">link</a></p>', Place.BODY),
    ('<div id="left"><a href="/x">link</a></div>', Place.SIDEBAR),
    ('<div class="left"><a href="/x">link</a></div>', Place.BODY),
    ('<div class="sidebar-layout"><main><p><a href="/x">link</a></p></main></div>', Place.BODY),
]


@pytest.mark.parametrize(("markup", "place"), CASES)
def test_a_link_stands_where_its_elements_say(read: Read, text: str, markup: str, place: Place) -> None:
    (link,) = read(f"<p>{text}</p>{markup}<p>{text}</p>").links
    assert link.place is place


def test_text_and_links_of_one_place_agree(read: Read, text: str) -> None:
    page = read(f'<p>{text}</p><div class="sidebar"><p>Beside <a href="/x">link</a></p></div>')
    assert page.blocks[-1].place is page.links[0].place is Place.SIDEBAR
