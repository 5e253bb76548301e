"""What a crawl asks for is what the pages write, to the letter; the canonical form only keeps it from asking twice."""

import pytest

from linkfinder.storage.tables import PageRow
from tests.crawl.conftest import HOME, Crawling, Reply, page

WRITTEN = (
    "story?sid=31",
    "story?sid=32",
    "view?thema=b&id=2;teil=3",
    "list?id=2&id=1&id=2",
    "hafen?wort=ship+yard",
    "werft?wort=ship%20yard",
    "ort?name=L%FCbeck",
    "datei?pfad=a%2Fb%2fc",
    "leer?a=&b",
    "show;jsessionid=0A1B2C?z=1&a=2",
    "tagged?utm_source=menu&p=4",
    "brackets?f[a]=1|2",
    "K%F6ln/%7euser",
)


@pytest.mark.parametrize("way", ["link", "sitemap", "seed"])
def test_addresses_are_asked_as_they_are_written_wherever_they_come_from(crawling: Crawling, way: str) -> None:
    addresses = [HOME + written for written in WRITTEN]
    web, seeds = crawling.web, [HOME]
    web.pages |= {url: page(f"Page {number}") for number, url in enumerate(addresses)}
    web.pages[HOME] = page("Teeth")
    if way == "link":
        web.pages[HOME] = page("Teeth", *(f"{url}=Implants {number}" for number, url in enumerate(addresses)))
    elif way == "sitemap":
        entries = "".join(f"<url><loc>{url.replace('&', '&amp;')}</loc></url>" for url in addresses)
        web.pages[f"{HOME}sitemap.xml"] = Reply(f"<urlset>{entries}</urlset>", headers={"Content-Type": "text/xml"})
    else:
        seeds += addresses
    crawling.run(*seeds)
    assert sorted(web.asked_for()) == sorted([HOME, *addresses])
    assert set(addresses) <= crawling.rows(PageRow.url)


def test_an_address_is_asked_once_in_its_first_spelling(crawling: Crawling) -> None:
    first, second, third = (f"{HOME}list?{query}" for query in ("z=1&a=b+c", "a=b%20c&z=1", "z=1&utm_source=x&a=b+c"))
    crawling.web.pages[HOME] = page("Teeth", f"{first}=Implants", f"{second}=Write for us", f"{third}=Implants")
    crawling.web.pages[first] = page("A list")
    crawling.run(HOME)
    assert crawling.web.asked_for("list") == [first]


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_is_followed_as_it_is_written(crawling: Crawling, status: int) -> None:
    target = f"{HOME}new?z=%FC&a=1&sid=5"
    crawling.web.pages[HOME] = Reply(status=status, headers={"Location": target})
    crawling.web.pages[target] = page("Teeth")
    crawling.run(HOME)
    assert crawling.web.asked_for("new") == [target]


def test_a_refresh_is_followed_as_it_is_written(crawling: Crawling) -> None:
    target = f"{HOME}new?z=%FC&a=1&sid=5"
    crawling.web.pages[HOME] = f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head></html>'
    crawling.web.pages[target] = page("Teeth")
    crawling.run(HOME)
    assert crawling.web.asked_for("new") == [target]


def test_a_redirect_to_another_spelling_of_the_same_address_is_followed(crawling: Crawling) -> None:
    written, tidy = f"{HOME}list?z=1&a=2&utm_source=x", f"{HOME}list?a=2&z=1"
    crawling.web.pages[written] = Reply(status=301, headers={"Location": tidy})
    crawling.web.pages[tidy] = page("A list")
    summary = crawling.run(written)
    assert summary["seeds"] == [{"url": written, "reason": ""}]
    assert crawling.web.asked_for("list") == [written, tidy]


def test_a_second_run_asks_for_a_page_as_it_was_written_and_adds_nothing(crawling: Crawling) -> None:
    written = f"{HOME}story?z=1&sid=31"
    crawling.web.pages[written] = page("Teeth")
    crawling.run(written)
    before = crawling.pages
    crawling.web.asked.clear()
    crawling.run(f"{HOME}story?sid=31&z=1")
    assert crawling.pages == before
    assert crawling.web.asked_for("story") == [written]
