"""Pointers: call-outs that only lead to a page that invites."""

from dataclasses import replace

import pytest

from linkfinder.kinds.guest_post.detector import detect
from linkfinder.model.page import Link, Place
from tests.kinds.page_statements import NICHE, page

TARGET = "http://thumbs.example/write-for-us"


def reasons(link: Link) -> list[tuple[str, str]]:
    article = page("# Pruning pears", "Cut in winter, and not too much.", title="Pruning pears")
    found = detect(replace(article, links=(link,)), NICHE)
    assert not found.opportunities
    return [(rejection.reason, rejection.detail) for rejection in found.rejections]


def test_a_call_out_is_named_with_the_page_it_leads_to() -> None:
    assert reasons(Link(TARGET, "Write for us", sentence="Write for us")) == [("pointer", f"leads to {TARGET}")]


@pytest.mark.parametrize(
    "link",
    [
        Link(TARGET, "Write for us", place=Place.NAV),
        Link("http://other.example/write-for-us", "Write for us"),
        Link("http://thumbs.example/pears", "Write for us"),
        Link(TARGET, "A long headline about growers who write for us and about everything else they do"),
        Link(TARGET, "Pears"),
    ],
    ids=["menu", "other site", "other page", "headline", "other words"],
)
def test_other_links_are_no_pointers(link: Link) -> None:
    assert reasons(link) == []
