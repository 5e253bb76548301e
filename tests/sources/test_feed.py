import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.seed import Seed
from linkfinder.sources import feed
from linkfinder.sources.base import FetchMethod, SourceRequest, SourceResponse
from linkfinder.sources.options import OptionValue, check_options

NICHE = Niche("dental", topics=(Topic("teeth"),), seed_urls=())
ASK = SourceRequest("https://planet.example/feed.xml", "an entry of https://planet.example/feed.xml", max_seeds=100)
RSS = b"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">
<rss version="0.91"><channel><title>Planet</title><link>https://planet.example/</link>
<item><title><![CDATA[Gums & <b>teeth</b>]]></title><link>https://gums.example/a?utm_source=rss</link></item>
<item><title>Caf&eacute;</title><guid isPermaLink="true">https://teeth.example/b</guid></item>
<item><title>relative</title><link>/c</link></item>
<item><title>no link</title><guid isPermaLink="false">urn:x:1</guid></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title><link href="https://planet.example/"/>
<entry><title>One</title><link rel="replies" href="https://x.example/r"/><link href="https://gums.example/one"/></entry>
<entry><title>Two</title><link rel="enclosure" href="https://x.example/e.mp3"/><id>https://teeth.example/two</id></entry>
</feed>"""


def seeds(body: bytes, ask: SourceRequest = ASK) -> list[Seed]:
    return list(feed.seeds(SourceResponse(ask, body)))


def asks(**written: OptionValue) -> list[SourceRequest]:
    return list(feed.requests(NICHE, check_options(feed.NAME, feed.OPTIONS, written.items()), {}))


def test_rss_entries_lead_to_their_pages() -> None:
    found = seeds(RSS)
    assert [seed.url for seed in found] == [
        "https://gums.example/a?utm_source=rss",
        "https://teeth.example/b",
        "https://planet.example/c",
    ]
    assert found[0].reason == "an entry of https://planet.example/feed.xml: Gums & teeth"
    assert found[1].reason.endswith("Café")


def test_atom_entries_lead_to_their_alternate_page_or_their_id() -> None:
    assert [seed.url for seed in seeds(ATOM)] == ["https://gums.example/one", "https://teeth.example/two"]


def test_rdf_and_torn_feeds_are_read_as_far_as_they_go() -> None:
    rdf = b'<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><item rdf:about="x"><link>https://a.example/</link></item>'
    assert [seed.url for seed in seeds(rdf)] == ["https://a.example/"]
    assert len(seeds(RSS[: RSS.index(b"<item><title>relative")])) == 2


def test_only_as_many_entries_as_wanted_are_taken() -> None:
    body = b"<rss><channel>" + b"<item><link>https://a.example/1</link></item>" * 100_000
    assert len(seeds(body)) == 100
    assert asks(urls=("https://a.example/feed",), entries=5)[0].max_seeds == 5


def test_an_empty_feed_is_fine_and_a_page_is_none() -> None:
    assert seeds(b"<rss><channel><title>x</title></channel></rss>") == []
    with pytest.raises(DiscoveryError, match="is no RSS or Atom feed"):
        seeds(b"<html><body>not found</body></html>")


def test_web_feeds_are_no_services_so_robots_is_asked_and_saved_ones_are_files() -> None:
    web, saved = asks(urls=("https://a.example/feed",), files=("a.xml",))
    assert not web.is_service
    assert saved.method is FetchMethod.FILE
    assert [seed.url for seed in seeds(RSS, saved)] == [
        "https://gums.example/a?utm_source=rss",
        "https://teeth.example/b",
    ]
