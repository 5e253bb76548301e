import gzip
from datetime import date

import pytest

from linkfinder.analysis import sitemaps
from linkfinder.analysis.sitemaps import SitemapEntry, read_sitemap, sitemap_lines

HOME = "https://teeth.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*entries: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<urlset {NS}>{''.join(entries)}</urlset>".encode()


def entry(url: str, lastmod: str = "") -> str:
    return f"<url><loc>{url}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>"


def addresses(body: bytes, url: str = HOME) -> list[str]:
    return [found.url for found in read_sitemap(body, url).urls]


def test_pages_come_in_order_with_their_last_change() -> None:
    body = urlset(
        entry("https://teeth.example/b", "2026-03-01"), entry(" https://teeth.example/a ", "2026-03-02T08:00Z")
    )
    assert read_sitemap(body, HOME).urls == (
        SitemapEntry("https://teeth.example/b", date(2026, 3, 1)),
        SitemapEntry("https://teeth.example/a", date(2026, 3, 2)),
    )


def test_addresses_stay_as_they_are_written_and_come_once() -> None:
    first, again, other = (f"https://teeth.example/show?{q}" for q in ("sid=9&id=2", "id=2&sid=9", "sid=10&id=2"))
    written = [entry(url.replace("&", "&amp;")) for url in (first, again, other, "https://teeth.example/a;v=1?q=%FC")]
    assert addresses(urlset(*written)) == [first, other, "https://teeth.example/a;v=1?q=%FC"]
    assert sitemap_lines(f"Sitemap: {first}\nSitemap: {again}\n", HOME) == (first,)


def test_an_index_names_further_sitemaps_but_never_itself() -> None:
    body = (
        f"<sitemapindex {NS}><sitemap><loc>{HOME}</loc></sitemap>"
        "<sitemap><loc>/posts.xml.gz</loc><lastmod>2026-01-31</lastmod></sitemap></sitemapindex>"
    ).encode()
    found = read_sitemap(body, HOME)
    assert found.urls == ()
    assert found.children == (SitemapEntry("https://teeth.example/posts.xml.gz", date(2026, 1, 31)),)


def test_a_news_sitemap_gives_title_and_publication_date() -> None:
    body = (
        f'<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        "<url><image:image><image:loc>https://teeth.example/i.jpg</image:loc></image:image>"
        "<loc>https://teeth.example/new-filling</loc><news:news>"
        "<news:publication_date>2026-02-03T04:05:06+02:00</news:publication_date>"
        "<news:title>A new filling &amp; its price</news:title></news:news></url></urlset>"
    ).encode()
    assert read_sitemap(body, HOME).urls == (
        SitemapEntry("https://teeth.example/new-filling", date(2026, 2, 3), "A new filling & its price"),
    )


def test_a_plain_text_sitemap_is_read_line_by_line() -> None:
    assert addresses(b"\xef\xbb\xbfhttps://teeth.example/a\r\nno address\nhttps://teeth.example/b\n") == [
        "https://teeth.example/a",
        "https://teeth.example/b",
    ]


def test_gzip_in_members_and_layers_is_unpacked() -> None:
    body = urlset(entry("https://teeth.example/a"))
    in_members = gzip.compress(body[:40]) + gzip.compress(body[40:])
    assert addresses(in_members) == addresses(gzip.compress(in_members)) == ["https://teeth.example/a"]


def test_a_gzip_bomb_is_stopped_at_the_limit() -> None:
    found = read_sitemap(gzip.compress(b" " * (60 * 1024 * 1024)), HOME)
    assert found.urls == ()
    assert "longer than 20 MB" in found.note


def test_a_torn_sitemap_gives_what_is_whole() -> None:
    body = urlset(entry("https://teeth.example/a"), entry("https://teeth.example/longer-name"))
    torn = body[: body.index(b"ger-name")]
    assert addresses(torn) == ["https://teeth.example/a"]
    packed = gzip.compress(b"https://teeth.example/a\n" + bytes(range(256)) * 40)
    assert "torn" in read_sitemap(packed[:-200], HOME).note


def test_pages_of_other_sites_are_ignored_and_counted() -> None:
    body = urlset(
        entry("https://other.example/a"), entry("https://blog.teeth.example/b"), entry("ftp://teeth.example/")
    )
    found = read_sitemap(body, HOME)
    assert [page.url for page in found.urls] == ["https://blog.teeth.example/b"]
    assert found.note.startswith("2 of 3 addresses left out")


def test_a_sitemap_kept_elsewhere_speaks_for_the_site_it_is_asked_about() -> None:
    found = read_sitemap(urlset(entry("https://teeth.example/a")), "https://cdn.example/s.xml", site="teeth.example")
    assert [page.url for page in found.urls] == ["https://teeth.example/a"]


def test_entities_are_text_and_no_file_is_opened() -> None:
    doctype = (
        '<!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
        '<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd"> %d;]>'
    )
    body = urlset(entry("https://teeth.example/&c;"), entry("https://teeth.example/&f;"), head=doctype)
    assert addresses(body) == ["https://teeth.example/&c;", "https://teeth.example/&f;"]


def test_ampersands_that_nobody_escaped_stay_in_the_address() -> None:
    body = urlset(
        entry("https://teeth.example/?a=1&b=2"),
        entry("https://teeth.example/?c=1&amp;d=2"),
        entry("<![CDATA[https://teeth.example/?e=1&f=2]]>"),
    )
    assert addresses(body) == [
        "https://teeth.example/?a=1&b=2",
        "https://teeth.example/?c=1&d=2",
        "https://teeth.example/?e=1&f=2",
    ]


def test_utf_16_and_wrong_namespaces_are_read() -> None:
    body = '<urlset xmlns="urn:wrong"><url><loc>https://teeth.example/zähne</loc></url></urlset>'
    assert addresses(body.encode("utf-16")) == ["https://teeth.example/z%C3%A4hne"]


def test_dates_that_cannot_be_are_ignored() -> None:
    days = ("2026-02-30", "0000-00-00", "0001-01-01", "yesterday", "2027-01-01", "2026-01-01")
    body = urlset(*(entry(f"https://teeth.example/{number}", day) for number, day in enumerate(days)))
    found = read_sitemap(body, HOME, today=date(2026, 6, 1))
    assert [page.lastmod for page in found.urls] == [None] * 5 + [date(2026, 1, 1)]


def test_doubled_addresses_count_once_and_numbers_are_bounded() -> None:
    body = "\n".join(
        f"https://teeth.example/{number // 2}" for number in range(2 * sitemaps.MAX_SITEMAP_URLS + 10)
    ).encode()
    assert len(read_sitemap(body, HOME).urls) <= sitemaps.MAX_SITEMAP_URLS
    children = "".join(f"<sitemap><loc>/{number}.xml</loc></sitemap>" for number in range(10_000))
    assert (
        len(read_sitemap(f"<sitemapindex>{children}</sitemapindex>".encode(), HOME).children)
        == sitemaps.MAX_SITEMAP_CHILDREN
    )


def test_what_is_no_sitemap_gives_an_empty_one_with_a_note() -> None:
    for body in (
        b"",
        b"<html><body><a href='/x'>x</a>",
        b"\x00\xff\xfe",
        b"<" * 100_000,
        b"<url>" * 10_000,
        b"\x1f\x8bno",
    ):
        found = read_sitemap(body, HOME)
        assert (found.urls, found.children) == ((), ())
        assert "names no address" in found.note


def test_robots_lines_are_found_whatever_their_case_and_line_ends() -> None:
    robots = (
        "User-agent: *\r\nDisallow: /x\r\nSITEMAP:  https://teeth.example/a.xml # ours\r"
        "sitemap: /b.xml\nSitemap: https://other.example/c.xml\n# Sitemap: /d.xml\nSitemap:\nsitemap: /b.xml"
    )
    assert sitemap_lines(robots, "https://teeth.example/robots.txt") == (
        "https://teeth.example/a.xml",
        "https://teeth.example/b.xml",
    )


def test_robots_with_ten_thousand_sitemap_lines_is_bounded() -> None:
    robots = "\n".join(f"Sitemap: /{number}.xml" for number in range(10_000))
    assert len(sitemap_lines(robots, "https://teeth.example/robots.txt")) == 100


def test_a_feed_is_a_sitemap_of_its_entries() -> None:
    rss = (
        b"<rss version='2.0'><channel><link>https://teeth.example/</link><item><title>Crowns</title>"
        b"<link>https://teeth.example/crowns</link><pubDate>Tue, 10 Feb 2026 08:00:00 GMT</pubDate></item>"
        b"<item><link>https://teeth.example/odd</link><pubDate>last week</pubDate></item></channel></rss>"
    )
    assert read_sitemap(rss, HOME).urls == (
        SitemapEntry("https://teeth.example/crowns", date(2026, 2, 10), "Crowns"),
        SitemapEntry("https://teeth.example/odd"),
    )
    atom = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Braces</title><updated>2026-02-11T07:00:00Z</updated>"
        b"<link rel='self' href='/feed'/><link rel='alternate' href='/braces'/></entry></feed>"
    )
    assert read_sitemap(atom, HOME).urls == (SitemapEntry("https://teeth.example/braces", date(2026, 2, 11), "Braces"),)


@pytest.mark.parametrize(
    "before",
    [
        b"\n\n",
        b"\xef\xbb\xbf \n",
        b"Notice: undefined index in plugin.php on line 7\n",
        b"<br />\n<b>Deprecated</b>: old call in <b>seo.php</b> on line <b>12</b><br />\n",
        b"<!-- cached -->",
    ],
)
@pytest.mark.parametrize("declaration", ['<?xml version="1.0" encoding="UTF-8"?>', ""])
def test_what_a_program_writes_before_the_document_is_skipped(before: bytes, declaration: str) -> None:
    body = before + urlset(entry("https://teeth.example/a"), head=declaration)
    assert addresses(body) == ["https://teeth.example/a"]


def test_element_names_count_in_any_case() -> None:
    body = (
        f"<SITEMAPINDEX {NS}><Sitemap><LOC>https://teeth.example/b.xml</LOC><LastMod>2026-01-02</LastMod></Sitemap>"
        "</SITEMAPINDEX>"
    ).encode()
    assert read_sitemap(body, HOME).children == (SitemapEntry("https://teeth.example/b.xml", date(2026, 1, 2)),)
    assert addresses(b"<UrlSet><URL><Loc>https://teeth.example/c</Loc></URL></UrlSet>") == ["https://teeth.example/c"]


def test_sitemaps_on_other_sites_are_named_on_request_only() -> None:
    robots = "Sitemap: https://files.example/teeth.xml\nSitemap: /own.xml"
    assert sitemap_lines(robots, "https://teeth.example/robots.txt") == ("https://teeth.example/own.xml",)
    assert sitemap_lines(robots, "https://teeth.example/robots.txt", other_sites=True) == (
        "https://files.example/teeth.xml",
        "https://teeth.example/own.xml",
    )
