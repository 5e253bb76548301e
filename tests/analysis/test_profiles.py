"""Profiles on social networks, and the people who write."""

from collections.abc import Callable

import pytest

from linkfinder.analysis.profiles import is_profile, person_of
from linkfinder.model.page import ContactKind, Page

Read = Callable[..., Page]


def values(page: Page, kind: ContactKind) -> list[str]:
    return [contact.value for contact in page.contacts if contact.kind is kind]


@pytest.mark.parametrize(
    "url",
    [
        "https://twitter.com/islandpost",
        "https://x.com/islandpost/",
        "https://www.linkedin.com/company/island-post/",
        "https://www.linkedin.com/in/ada-ferry",
        "https://www.facebook.com/islandpost",
        "https://www.youtube.com/@islandpost",
        "https://www.youtube.com/channel/UCabc",
        "https://bsky.app/profile/islandpost.example",
        "https://mastodon.social/@islandpost",
    ],
)
def test_profiles_are_recognised(url: str) -> None:
    assert is_profile(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/share?url=x",
        "https://twitter.com/islandpost/status/12345/photo/1",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.youtube.com/watch?v=abc",
        "https://www.instagram.com/p/abc/",
        "https://www.facebook.com/",
        "https://nottwitter.com/islandpost",
        "https://islandpost.example/twitter.com",
    ],
)
def test_share_buttons_and_single_posts_are_no_profiles(url: str) -> None:
    assert not is_profile(url)


def test_profiles_of_the_site_are_contacts_and_those_in_its_texts_are_not(read: Read, text: str) -> None:
    page = read(
        f'<p>{text} <a href="https://twitter.com/somebody">Somebody</a></p>'
        '<footer><a href="https://twitter.com/islandpost">Follow us</a></footer>'
    )
    assert values(page, ContactKind.SOCIAL) == ["https://twitter.com/islandpost"]


def test_profiles_named_to_machines_are_contacts(read: Read) -> None:
    data = '{"@type": "Organization", "sameAs": ["https://www.facebook.com/islandpost", "https://islandpost.example/"]}'
    page = read(
        f'<script type="application/ld+json">{data}</script><a rel="me" href="https://mastodon.social/@post">x</a>'
    )
    assert values(page, ContactKind.SOCIAL) == ["https://mastodon.social/@post", "https://www.facebook.com/islandpost"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Ada Ferry", "Ada Ferry"),
        ("Written by: Ada M. Ferry", "Ada M. Ferry"),
        ("Von Ada Ferry", "Ada Ferry"),
        ("Par Zoé d'Île", "Zoé d'Île"),
        ("Ada Ferry | 3 May 2025", "Ada Ferry"),
        ("Ada Ferry, Harbour Correspondent", "Ada Ferry"),
        ("Автор: Анна Морозова", "Анна Морозова"),
        ("Jan van der Zee", "Jan van der Zee"),
        ("admin", ""),
        ("By the editors", ""),
        ("Redaktion Inselpost", ""),
        ("Island Post Team", ""),
        ("By boat and by plane", ""),
        ("Posted on 3 May", ""),
        ("Ferry2000 X", ""),
        ("", ""),
    ],
)
def test_a_byline_names_a_person_or_nobody(text: str, name: str) -> None:
    assert person_of(text) == name


@pytest.mark.parametrize(
    "body",
    [
        '<h1>Sheep</h1><p class="x">By Ada Ferry</p>',
        '<h1>Sheep</h1><a rel="author" href="/ada">Ada Ferry</a>',
        '<h1>Sheep</h1><span class="author-name">Ada Ferry</span>',
        '<h1>Sheep</h1><span itemprop="author">Ada Ferry</span>',
        '<meta name="author" content="Ada Ferry">',
        '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Ada Ferry"}}</script>',
    ],
)
def test_the_author_is_found(read: Read, body: str) -> None:
    assert values(read(body), ContactKind.PERSON) == ["Ada Ferry"]


def test_who_comments_is_not_the_author(read: Read, text: str) -> None:
    body = f'<h1>Sheep</h1><p>{text}</p><div id="comments"><span class="author-name">Bob Wool</span></div>'
    assert values(read(body), ContactKind.PERSON) == []
