from itertools import pairwise

import pytest

from linkfinder.frontier.priority import (
    ABOUT_PRIORITY,
    CONTACT_PRIORITY,
    GUEST_POST_PRIORITY,
    HOME_PRIORITY,
    HUB_PRIORITY,
    LIKELY_GUEST_POST_PRIORITY,
    MAX_ARTICLE_PRIORITY,
    RESOURCES_PRIORITY,
    url_prioritizer,
)
from linkfinder.model.niche import Niche, PhraseGroup, Topic
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.seed import UrlPriority

NICHE = Niche("dental", (Topic("dental implants"), Topic("Zahnimplantate", language="de")), ("http://teeth.example/",))
PAGE = Page("http://teeth.example/")


def priority_of(link: Link, page: Page, relevance: float, niche: Niche) -> UrlPriority:
    return url_prioritizer(niche.topics, niche.phrases).of_link(link, page, relevance)


def value(
    path: str = "/some-page", anchor: str = "", niche: Niche = NICHE, relevance: float = 0.5, **facts: object
) -> float:
    link = Link(f"http://teeth.example{path}", anchor, **facts)  # type: ignore[arg-type]
    return priority_of(link, PAGE, relevance, niche).value


@pytest.mark.parametrize(
    "path",
    [
        "/write-for-us",
        "/write-for-us/",
        "/blog/Write-For-Us.html",
        "/guest-post-guidelines",
        "/become-a-contributor",
        "/gastbeitrag",
        "/schreib-fuer-uns",
        "/ecrire-pour-nous",
        "/escribe-para-nosotros",
        "/scrivi-per-noi",
        "/schrijf-voor-ons",
        "/napisz-dla-nas",
        "/escreva-para-nos",
    ],
)
def test_the_address_of_a_guest_post_page_is_known_in_every_language(path: str) -> None:
    assert value(path) == GUEST_POST_PRIORITY


@pytest.mark.parametrize(
    "anchor", ["Write for us", "WRITE FOR US", "Gastbeitrag einreichen", "Écrivez pour nous", "Escribe para nosotros"]
)
def test_the_anchor_of_a_guest_post_page_is_known_in_every_language(anchor: str) -> None:
    assert value(anchor=anchor) == GUEST_POST_PRIORITY


def test_what_only_begins_like_a_guest_post_page_comes_after_those() -> None:
    assert value("/write-for-us-dental") == LIKELY_GUEST_POST_PRIORITY
    assert value("/guest-post-guidelines-2026") == LIKELY_GUEST_POST_PRIORITY
    assert value(anchor="Would you like to write for us?") == LIKELY_GUEST_POST_PRIORITY


def test_an_article_about_guest_posts_is_no_guest_post_page() -> None:
    headline = "The complete guide: how agencies write for us and everybody else in the world of content"
    assert value("/blog/how-guest-posts-work", headline) < LIKELY_GUEST_POST_PRIORITY


@pytest.mark.parametrize(
    ("path", "anchor", "expected"),
    [
        ("/resources", "", RESOURCES_PRIORITY),
        ("/useful-links", "", RESOURCES_PRIORITY),
        ("/p/17", "Nützliche Links", RESOURCES_PRIORITY),
        ("/contact", "", CONTACT_PRIORITY),
        ("/impressum", "", CONTACT_PRIORITY),
        ("/about-us", "", ABOUT_PRIORITY),
        ("/x", "Über uns", ABOUT_PRIORITY),
        ("/", "", HOME_PRIORITY),
    ],
)
def test_named_pages_have_their_worth(path: str, anchor: str, expected: float) -> None:
    assert value(path, anchor) == expected


def test_a_list_of_resources_goes_on_and_a_guest_post_page_in_a_folder_is_one() -> None:
    assert value("/resources?page=2") == HUB_PRIORITY
    assert value("/write-for-us?page=2") == HUB_PRIORITY, "whatever goes on there, it is not the guest-post page"
    assert value("/2024/05/write-for-us") == value("/category/guest-post") == GUEST_POST_PRIORITY


def test_guest_post_pages_resources_contacts_and_about_pages_come_before_every_article() -> None:
    article = value("/dental-implants-guide", "All about dental implants", relevance=1.0)
    assert article == MAX_ARTICLE_PRIORITY
    order = [
        GUEST_POST_PRIORITY,
        LIKELY_GUEST_POST_PRIORITY,
        RESOURCES_PRIORITY,
        CONTACT_PRIORITY,
        ABOUT_PRIORITY,
        article,
    ]
    assert all(before > after for before, after in pairwise(order))


def test_a_topic_in_anchor_or_address_raises_a_page() -> None:
    plain = value()
    assert value(anchor="Dental implants explained") > plain
    assert value("/blog/dental-implants-explained") > plain
    assert value(anchor="Was Zahnimplantate kosten") > plain


def test_a_relevant_page_leads_to_better_ones() -> None:
    assert value(relevance=0.9) > value(relevance=0.1)


def test_a_footers_link_has_a_lower_priority_than_a_texts_and_a_comments_has_none() -> None:
    assert value(place=Place.BODY) > value(place=Place.FOOTER) > 0
    assert value("/write-for-us", place=Place.COMMENT) == 0


def test_a_link_not_to_be_followed_has_half_the_priority() -> None:
    assert value("/contact", rel=("nofollow",)) == CONTACT_PRIORITY / 2


def test_lists_come_after_pages_and_each_further_one_after_the_one_before() -> None:
    pages = [value("/blog/some-page"), value("/category/news/x"), value("/blog/page/2"), value("/blog/page/9")]
    assert pages[0] > pages[1]
    assert value("/blog") > pages[0]
    found = [priority_of(Link(f"http://teeth.example/blog/page/{number}", ""), PAGE, 0.0, NICHE) for number in (2, 9)]
    assert found[0].value >= found[1].value


def test_what_leads_nowhere_has_no_priority_but_a_reason() -> None:
    priority = priority_of(Link("http://teeth.example/calendar/2026-11-20", "Write for us"), PAGE, 1.0, NICHE)
    assert (priority.value, priority.reason) == (0.0, "a day of a calendar")


def test_a_priority_has_a_reason() -> None:
    link = Link("http://teeth.example/write-for-us", "Join in")
    assert priority_of(link, PAGE, 0.5, NICHE).reason == "address of a guest-post page: write-for-us"


def test_the_users_own_phrases_name_guest_post_pages_too() -> None:
    own = Niche("dental", NICHE.topics, NICHE.seed_urls, phrases=(PhraseGroup("en", "invite", ("join our pen club",)),))
    assert value(anchor="Join our pen club") < GUEST_POST_PRIORITY
    assert value(anchor="Join our pen club", niche=own) == GUEST_POST_PRIORITY
    assert value("/join-our-pen-club", niche=own) == GUEST_POST_PRIORITY
