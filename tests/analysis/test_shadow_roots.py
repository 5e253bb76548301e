"""Declarative shadow roots are read like the rest of the page; other templates are not."""

from collections.abc import Callable

import pytest

from linkfinder.analysis.shadow_roots import open_shadow_roots
from linkfinder.model.page import Page

Read = Callable[..., Page]


@pytest.mark.parametrize(
    "start",
    ['<template shadowrootmode="open">', "<template shadowrootmode=closed>", "<TEMPLATE id=a shadowrootmode='open' >"],
)
def test_text_and_links_of_a_shadow_root_are_read(read: Read, text: str, start: str) -> None:
    page = read(f'<tide-card>{start}<p>{text} <a href="/tides">Tides</a></p></template></tide-card><p>After.</p>')
    assert page.main_text.startswith(text.strip()[:40])
    assert page.main_text.endswith("After.")
    assert [(link.url, link.is_folded) for link in page.links] == [("https://news.example/tides", False)]


def test_shadow_roots_stand_inside_each_other_and_other_templates_stay_unread(read: Read) -> None:
    page = read(
        '<a-list><template shadowrootmode="open"><p>Outer</p><b-row><template shadowrootmode="open"><p>Inner</p>'
        "</template></b-row><template><p>Stamp</p></template><p>End</p></template></a-list>"
        '<template><c-row><template shadowrootmode="open"><p>Unused</p></template></c-row></template><p>Last</p>'
    )
    assert page.main_text == "Outer\nInner\nEnd\nLast"


@pytest.mark.parametrize(
    "html",
    [
        "<template><p>x</p></template>",
        '<template data-shadowrootmode="open"><p>x</p></template>',
        '<template shadowrootmode="other"><p>x</p></template>',
        '<script>f("<template shadowrootmode=open></template>")</script>',
        '<!-- <template shadowrootmode="open"></template> -->',
        "<p>shadowrootmode</p></template>",
        "<script>shadowrootmode <template shadowrootmode=open>",
    ],
)
def test_what_is_no_shadow_root_stays_as_it_is(html: str) -> None:
    assert open_shadow_roots(html) == html
