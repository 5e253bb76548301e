"""What a page says of itself to machines."""

import json
from collections.abc import Callable

import pytest

from linkfinder.model.page import Page, StructuredData

Read = Callable[..., Page]


def told(read: Read, *data: object, url: str = "https://news.example/stories/one", head: str = "") -> StructuredData:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in data)
    return read("<h1>Sheep</h1>", head=scripts + head, url=url).structured


def test_an_article_is_read(read: Read) -> None:
    found = told(
        read,
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Sheep  on the ferry",
            "author": [{"@type": "Person", "name": "Ada Ferry"}, "Bob Wool"],
            "publisher": {"@type": "Organization", "name": "The Island Post", "email": "desk@islandpost.example"},
            "datePublished": "2025-05-03",
            "dateModified": "2025-05-04",
        },
    )
    assert found.types == ("NewsArticle", "Person", "Organization")
    assert (found.headline, found.publisher) == ("Sheep on the ferry", "The Island Post")
    assert found.authors == ("Ada Ferry", "Bob Wool")
    assert (found.published, found.modified) == ("2025-05-03", "2025-05-04")
    assert found.emails == ("desk@islandpost.example",)


def test_references_in_a_graph_are_followed(read: Read) -> None:
    graph = [
        {"@type": "Article", "headline": "Sheep", "author": {"@id": "#ada"}, "publisher": {"@id": "#post"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Ferry", "sameAs": "https://x.com/ada"},
        {"@type": "Organization", "@id": "#post", "name": "The Island Post"},
    ]
    found = told(read, {"@graph": graph})
    assert (found.authors, found.publisher, found.same_as) == (
        ("Ada Ferry",),
        "The Island Post",
        ("https://x.com/ada",),
    )


def test_an_organisation_is_no_author(read: Read) -> None:
    found = told(read, {"@type": "Article", "author": {"@type": "NewsMediaOrganization", "name": "The Island Post"}})
    assert found.authors == ()


def test_a_list_of_articles_is_not_the_page(read: Read) -> None:
    articles = [
        {"@type": "BlogPosting", "headline": f"Story {n}", "datePublished": f"2025-05-0{n}", "url": f"/stories/{n}"}
        for n in (1, 2, 3)
    ]
    assert told(read, *articles).published == ""
    assert told(read, *articles, url="https://news.example/stories/2").published == "2025-05-02"


def test_microdata_are_read_where_the_article_is_marked(read: Read) -> None:
    body = (
        '<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Sheep</h1>'
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Ferry</b></div>'
        '<p itemprop="datePublished">2025-05-03</p></article>'
    )
    page = read(body)
    assert page.structured.headline == "Sheep"
    assert page.structured.authors == ("Ada Ferry",)
    assert page.published is not None
    assert page.published.source == "microdata datePublished"


def test_open_graph_names_page_and_site(read: Read) -> None:
    head = '<meta property="og:title" content="Sheep"><meta property="og:site_name" content="The Island Post">'
    found = told(read, head=head)
    assert (found.headline, found.site_name) == ("Sheep", "The Island Post")


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article", "headline": "Sheep"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Sheep"}\n//]]>',
        '{"@type": "Article", "headline": "Sheep",}',
        '{"@type": ["Thing", "Article"], "headline": "She\nep"}'.replace("\n", ""),
        '[{"@type": "Article", "headline": "Sheep"}]',
    ],
)
def test_careless_json_is_read(read: Read, script: str) -> None:
    page = read("x", head=f'<script type="application/ld+json">{script}</script>')
    assert page.structured.headline == "Sheep"


@pytest.mark.parametrize(
    "script",
    [
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        "[" * 100_000,
        '{"@type": "Article", "headline": "' + "x" * 300_000 + '"}',
        "{" * 50_000,
        "not json",
        '"text"',
        "null",
        "",
        '{"@type": {"a": 1}, "headline": [[[]]], "author": 5, "sameAs": {"x": 1}, "email": [1]}',
    ],
    ids=range(9),
)
def test_hostile_json_is_left_out(read: Read, script: str) -> None:
    page = read("<p>words</p>", head=f'<script type="application/ld+json">{script}</script>')
    assert page.structured.headline == ""
    assert page.main_text == "words"


@pytest.mark.parametrize("broken", ['{"@type": "Article", ', "[" * 5_000, '{"size": 1' + "0" * 5_000 + "}"])
def test_a_script_that_cannot_be_read_does_not_hide_the_others(read: Read, broken: str) -> None:
    whole = json.dumps({"@type": "Article", "datePublished": "2025-05-03"})
    scripts = "".join(f'<script type="application/ld+json">{script}</script>' for script in (broken, whole))
    assert read("<h1>Sheep</h1>", head=scripts).structured.published == "2025-05-03"
