"""Empty shells that only a browser fills."""

from collections.abc import Callable

import pytest

from linkfinder.model.page import Page

Read = Callable[..., Page]
SCRIPT = '<script src="/app.js"></script>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<div id="root"></div>', "the element that a script fills is empty"),
        ('<div id="__next"><div class="spinner"></div></div>', "the element that a script fills is empty"),
        ("<app-root>Loading</app-root>", "the element that a script fills is empty"),
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript>",
            "the page itself says that it needs JavaScript",
        ),
        ("<noscript>Bitte JavaScript aktivieren.</noscript>", "the page itself says that it needs JavaScript"),
        (
            '<div style="display:none"><p>All the words</p></div>',
            "what there is to read is hidden until a script shows it",
        ),
        ("", "nothing to read, but scripts"),
    ],
)
def test_a_shell_is_recognised_and_says_why(read: Read, body: str, reason: str) -> None:
    assert read(body + SCRIPT).needs_browser == reason


def test_bot_protection_is_recognised(read: Read) -> None:
    head = '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script>'
    assert read("<h1>Checking</h1>", head=head).needs_browser == "bot protection asks for a browser"


@pytest.mark.parametrize(
    "body",
    [
        '<div id="root"><p>' + "word " * 40 + "</p></div>",
        "<p>Write to us.</p><form><input name=a></form>",
        "<h1>Page not found</h1>",
        '<img src="/harbour.jpg">',
        "<p>A short page.</p>",
        "".join(f'<a href="/{n}">Picture {n}</a>' for n in range(6)),
    ],
)
def test_a_short_page_is_no_shell(read: Read, body: str) -> None:
    assert read(body + SCRIPT).needs_browser == ""


def test_a_page_without_scripts_needs_no_browser(read: Read) -> None:
    assert read('<div id="root"></div>').needs_browser == ""
