import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkfinder.analysis import untrusted_xml
from linkfinder.analysis.sitemaps import read_sitemap
from linkfinder.analysis.untrusted_xml import XmlNode, read_nodes, unpack
from linkfinder.sources.delimited import read_rows

PIECES = (
    b"<urlset>", b"<url>", b"<loc>", b"https://a.example/", b"</loc>", b"</url>", b"<![CDATA[", b"]]>", b"&", b"&amp;",
    b"<!DOCTYPE r [", b'<!ENTITY a "b">', b"]>", b"\xff", b"\x00", b"<?xml encoding='utf-16'?>", b"<", b"'", b'"',
)  # fmt: skip


def test_an_element_comes_with_its_text_attributes_and_children_without_namespaces() -> None:
    body = b'<x:r xmlns:x="urn:1"><x:item x:id="1" b="2"> one <y>two</y><y/> three</x:item></x:r>'
    assert list(read_nodes(body, "item")) == [
        XmlNode("item", "one  three", {"id": "1", "b": "2"}, (XmlNode("y", "two"), XmlNode("y")))
    ]


def test_the_first_child_with_a_text_is_taken() -> None:
    (node,) = read_nodes(b"<i><a/><b>x</b><a>y</a></i>", "i")
    assert (node.first("a"), node.first("b", "a"), node.first("c")) == ("y", "x", "")


def test_millions_of_elements_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted_xml, "_MAX_ELEMENTS", 10_000)
    body = b"<r>" + b"<a/>" * 100_000 + b"<item>last</item></r>"
    assert list(read_nodes(body, "item")) == []
    monkeypatch.setattr(untrusted_xml, "_MAX_INSIDE", 100)
    assert list(read_nodes(b"<r><item>" + b"<a/>" * 50_000 + b"</item></r>", "item")) == []


def test_long_texts_and_attributes_are_cut() -> None:
    (node,) = read_nodes(b"<i a='" + b"x" * 50_000 + b"'>" + b"y" * 50_000 + b"</i>", "i")
    assert (len(node.attributes["a"]), len(node.text)) == (10_000, 10_000)


def test_a_plain_body_is_left_alone_and_a_packed_one_unpacked_twice_at_most() -> None:
    packed = gzip.compress(b"x")
    assert unpack(b"x") == (b"x", False)
    assert unpack(gzip.compress(packed)) == (b"x", False)
    assert unpack(gzip.compress(gzip.compress(packed)))[0] == packed


def test_what_is_beyond_the_limit_is_cut_and_said() -> None:
    assert unpack(b"xyz", 2) == (b"xy", True)
    assert unpack(gzip.compress(b"x" * 100), 10) == (b"x" * 10, True)
    assert unpack(gzip.compress(b"x") * 100)[1]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_arrangement_of_pieces_is_too_broken_to_be_read(pieces: list[bytes]) -> None:
    found = read_sitemap(b"".join(pieces), "https://a.example/sitemap.xml")
    assert all(page.url.startswith("https://a.example/") for page in found.urls)


@given(st.binary(max_size=400))
def test_no_bytes_are_too_broken_to_be_read(body: bytes) -> None:
    assert read_sitemap(body, "https://a.example/sitemap.xml").urls == ()
    assert isinstance(list(read_rows(body)), list)
