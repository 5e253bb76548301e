"""A site's own word that it takes other people's texts."""

import pytest

from linkfinder.kinds.guest_post.acceptance import acceptances, site_names
from tests.kinds.page_statements import reading


def stances(text: str, **page: str) -> list[tuple[str, bool]]:
    return [(stance.thing.phrase.text, stance.is_negated) for stance in acceptances(reading(text, **page))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We accept guest posts about gardens.", "en"),
        ("We are always looking for new contributors.", "en"),
        ("Our editors welcome articles from practitioners.", "en"),
        ("Contributions from readers are welcome.", "en"),
        ("I publish guest articles on Fridays.", "en"),
        ("Wir freuen uns über Gastbeiträge.", "de"),
        ("Nous acceptons les articles invités.", "fr"),
        ("Aceptamos artículos de lectores.", "es"),
        ("Aceitamos artigos de leitores.", "pt"),
        ("Accettiamo articoli dei lettori.", "it"),
        ("Wij zoeken gastbloggers.", "nl"),
        ("Przyjmujemy artykuły gościnne.", "pl"),
        ("Мы принимаем статьи читателей.", "ru"),
        ("我们欢迎读者投稿。", "zh"),
    ],
)
def test_a_site_says_that_it_accepts(text: str, language: str) -> None:
    found = stances(text, language=language)
    assert found
    assert not any(negated for _, negated in found)


@pytest.mark.parametrize(
    "text",
    [
        "We accept cookies and credit cards.",
        "We welcome your feedback.",
        "Many blogs accept guest posts.",
        "Sites that are looking for articles are easy to find.",
        "We publish weekly articles about gardens.",
        "Experts recommend that sites accept guest posts from us.",
        "“We accept fewer guest posts than before,” says one editor.",
        "I would like to know, is it possible to publish guest posts on our topic there?",
        "Are guest posts on your site considered by our competitors?",
    ],
)
def test_a_page_that_only_sounds_like_it_does_not(text: str) -> None:
    assert not stances(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We do not accept guest posts.", "en"),
        ("We are no longer accepting articles.", "en"),
        ("Guest posts are not accepted by us.", "en"),
        ("Derzeit nehmen wir keine Gastbeiträge an.", "de"),
        ("Nous n'acceptons pas d'articles invités.", "fr"),
        ("Nie przyjmujemy artykułów gościnnych.", "pl"),
    ],
)
def test_a_refusal_is_negated(text: str, language: str) -> None:
    assert [negated for _, negated in stances(text, language=language)] == [True]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We do not only accept articles from gardeners.", "en"),
        ("No experience is needed: we accept articles from everybody.", "en"),
        ("Wir nehmen nicht nur Beiträge von Gärtnern.", "de"),
    ],
)
def test_a_negation_that_is_none_leaves_the_door_open(text: str, language: str) -> None:
    assert [negated for _, negated in stances(text, language=language)] == [False]


def test_the_site_may_speak_of_itself_by_name() -> None:
    text = "The Garden Gazette accepts guest posts."
    assert not stances(text)
    assert stances(text, title="Rules | The Garden Gazette")


def test_a_site_is_named_by_its_domain_and_the_end_of_its_title() -> None:
    names = site_names(reading("x", title="Write for us - Green Thumbs", url="http://www.garden-gazette.example/w"))
    assert set(names) == {"garden gazette", "green thumbs"}


def test_guest_posts_are_surer_than_articles() -> None:
    (guest,) = acceptances(reading("We accept guest posts."))
    (article,) = acceptances(reading("We accept articles."))
    assert guest.weight > article.weight
