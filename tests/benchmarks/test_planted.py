"""The web of the harvest benchmark: what is planted on it, and how a crawl is counted."""

from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from benchmarks import harvest
from benchmarks.planted import Linked, PlantedSite, PlantedWeb
from benchmarks.words import Notice, languages


@pytest.fixture(scope="module")
def web() -> PlantedWeb:
    return PlantedWeb(3)


def page(site: PlantedSite, path: str, web: PlantedWeb) -> str:
    status, _, body = web.answer(site.host, path)
    assert status == 200
    return body


def hrefs(body: str) -> list[str | None]:
    return [node.attributes["href"] for node in LexborHTMLParser(body).css("a[href]")]


def test_invitations_stand_in_eight_languages_in_usual_terms_and_in_own_words() -> None:
    assert len(languages()) == 8
    for language in languages():
        usual = [notice.has_usual_term for notice in language.invitations]
        assert usual.count(True) == usual.count(False) >= 4
        assert len({notice.path for notice in (*language.invitations, *language.lookalikes)}) == len(usual) + 3


def test_every_invitation_is_a_page_with_its_own_sentences(web: PlantedWeb) -> None:
    assert len(web.invitations) > 100
    for url, notice in web.invitations.items():
        parts = urlsplit(url)
        site = web.sites[parts.hostname or ""]
        text = LexborHTMLParser(page(site, f"{parts.path}?{parts.query}" if parts.query else parts.path, web)).text()
        assert notice.title in text
        assert f"editor@{site.host}" in text


def test_half_of_the_paths_say_nothing_about_the_page(web: PlantedWeb) -> None:
    telling = sum(urlsplit(url).path == notice.path for url, notice in web.invitations.items())
    assert 0.35 < telling / len(web.invitations) < 0.65


@pytest.mark.parametrize(
    ("linked", "where"),
    [(Linked.FOOTER, "/"), (Linked.ABOUT, "/about"), (Linked.CONTACT, "/contact"), (Linked.POST, "")],
)
def test_an_invitation_is_linked_from_where_the_plan_says(linked: Linked, where: str, web: PlantedWeb) -> None:
    site = next(each for each in web.sites.values() if each.invitation and each.invitation.linked is linked)
    assert site.invitation
    path = where or list(site.posts)[site.pages // 2]
    assert site.invitation.path in hrefs(page(site, path, web))


def test_a_hidden_invitation_stands_in_the_sitemap_only(web: PlantedWeb) -> None:
    site = next(each for each in web.sites.values() if each.invitation and each.invitation.linked is Linked.SITEMAP)
    assert site.invitation
    assert f"http://{site.host}{site.invitation.path}</loc>" in page(site, "/sitemap.xml", web).replace("&amp;", "&")
    linking = [
        path
        for path in ("/", "/about", "/contact", *site.posts)
        if site.invitation.path in hrefs(page(site, path, web))
    ]
    assert linking == []


def test_every_post_is_reached_from_the_archive(web: PlantedWeb) -> None:
    site = min(web.sites.values(), key=lambda each: each.pages)
    archive = [path for path in hrefs(page(site, "/", web)) if path and path.startswith("/archive/")]
    reached = {path for part in archive for path in hrefs(page(site, part, web))}
    assert set(site.posts) <= reached


def test_links_stay_on_the_topic_in_four_of_five_cases(web: PlantedWeb) -> None:
    kept = [web.sites[host].is_on_topic is site.is_on_topic for site in web.sites.values() for host in site.neighbours]
    assert 0.75 < sum(kept) / len(kept) < 0.85


def test_the_first_seeds_speak_all_languages(web: PlantedWeb) -> None:
    hosts = [urlsplit(url).hostname or "" for url in web.seeds(10)]
    assert len({web.sites[host].language.code for host in hosts[:8]}) == 8
    assert all(web.sites[host].is_on_topic for host in hosts)
    assert len(set(hosts)) == 10


def test_what_is_not_there_is_not_found(web: PlantedWeb) -> None:
    assert web.answer(next(iter(web.sites)), "/nothing")[0] == 404
    assert web.answer("nobody.example", "/")[0] == 502


def test_found_is_what_was_judged_not_what_was_fetched(web: PlantedWeb) -> None:
    usual = [url for url, notice in web.invitations.items() if notice.has_usual_term]
    own = [url for url, notice in web.invitations.items() if not notice.has_usual_term]
    elsewhere = f"http://{next(host for host, site in web.sites.items() if not site.is_on_topic)}/"
    counted = harvest._counted(web, [*usual, *own, elsewhere], {*usual, elsewhere})
    assert counted.fetched == 1.0
    assert (counted.found_usual, counted.found_own_words) == (1.0, 0.0)
    assert counted.found == len(usual) / len(web.invitations)
    assert counted.wrong == 1
    assert counted.off_topic == 1 / counted.pages


def test_a_lookalike_is_no_invitation(web: PlantedWeb) -> None:
    lookalikes = {notice for language in languages() for notice in language.lookalikes}
    assert lookalikes.isdisjoint(set[Notice](web.invitations.values()))
    assert any(site.lookalike for site in web.on_topic.values())
