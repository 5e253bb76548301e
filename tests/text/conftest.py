"""What the tests of reading share: a page read from the markup of its body."""

from collections.abc import Callable
from datetime import date

import pytest

from linkfinder.analysis.read import read_page
from linkfinder.model.page import Page

URL = "https://news.example/stories/one"
TODAY = date(2026, 3, 1)
TEXT = "The ferry to the islands leaves twice a day, and on market days it takes the sheep along as well. " * 2

Read = Callable[..., Page]


@pytest.fixture
def read() -> Read:
    """Return a reader of bodies: `head` is put into the head, `lang` on the root, `url` is the page's address."""

    def read_body(body: str, *, head: str = "", lang: str = "en", url: str = URL) -> Page:
        html = f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
        return read_page(html, url, fetched=TODAY)

    return read_body


@pytest.fixture
def text() -> str:
    """Return a paragraph long enough to be running text."""
    return TEXT
