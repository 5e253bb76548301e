import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.seed import Seed
from linkfinder.sources import opml
from linkfinder.sources.base import SourceRequest, SourceResponse

ASK = SourceRequest("blogs.opml", "blogroll blogs.opml")
BLOGROLL = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Blogs</title></head><body>
<outline text="Dentists">
<outline type="rss" text="Teeth &lt;b&gt;daily" htmlUrl="https://teeth.example/blog" xmlUrl="x"/>
<outline title="Gums" xmlUrl="https://gums.example/feed/atom.xml"/></outline>
<outline text="folder only"/>
<outline text="last" htmlUrl="last.example"/></body></opml>"""


def seeds(body: bytes) -> list[Seed]:
    return list(opml.seeds(SourceResponse(ASK, body)))


def test_outlines_of_all_levels_name_sites_in_order() -> None:
    found = seeds(BLOGROLL)
    assert [seed.url for seed in found] == [
        "https://teeth.example/blog",
        "https://gums.example/",
        "https://last.example/",
    ]
    assert found[0].reason == "blogroll blogs.opml: Teeth daily"


def test_entities_in_attributes_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><opml><outline text="&b;" htmlUrl="https://a.example/"/>'
    assert seeds(bomb)[0].reason == "blogroll blogs.opml: &b;"


def test_deep_nesting_ends() -> None:
    assert seeds(b"<opml>" + b"<outline text='x'>" * 100_000) == []


def test_something_else_is_refused_with_a_remedy() -> None:
    with pytest.raises(DiscoveryError, match="is no OPML file; export one from a feed reader"):
        seeds(b"<html></html>")
