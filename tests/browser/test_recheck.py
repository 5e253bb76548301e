"""Links seen through the real browser, when it is installed."""

import shutil
from collections.abc import Iterator

import pytest

from linkfinder.app.check_urls import check_urls
from linkfinder.browser.chromium import find_browser
from linkfinder.browser.recheck import render_pages
from linkfinder.errors import LinkCheckError
from linkfinder.linkcheck.settings import LinkCheckSettings
from linkfinder.model.check import Verdict
from linkfinder.net.networks import Networks
from tests.linkcheck.hostile import Asked, Web, not_found, page, redirect, reply

HERE, SECRET = "127.0.0.1", "127.9.9.9"
LOOPBACK = LinkCheckSettings(
    user_agent="linkfinder/test",
    timeout=3.0,
    networks=Networks.from_environ({"LINKFINDER_ALLOW_NETWORKS": "127.0.0.1/32"}),
)
needs_browser = pytest.mark.skipif(
    not find_browser(), reason="Chromium is not installed; on Debian: apt-get install chromium"
)


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


def for_browsers(asked: Asked, _wire: object) -> bytes:
    """Answer 404 to programs: only browsers accept images that few others know."""
    is_browser = "sec-ch-ua" in asked.headers or "image/apng" in asked.headers.get("accept", "")
    return reply(page("teeth")) if is_browser else reply("", "404 Not Found")


@pytest.mark.browser
@needs_browser
def test_a_link_that_is_dead_for_programs_only_is_saved(web: Web) -> None:
    hidden, gone = (web.host(handler, ip=HERE) + "/teeth" for handler in (for_browsers, not_found))
    plain = {check.url: check.verdict for check in check_urls([hidden, gone], LOOPBACK, browser=False)}
    assert plain == {hidden: Verdict.DEAD_HTTP, gone: Verdict.DEAD_HTTP}
    seen = {check.url: check.verdict for check in check_urls([hidden, gone], LOOPBACK, browser=True)}
    assert seen == {hidden: Verdict.ALIVE, gone: Verdict.DEAD_HTTP}
    assert {asked.headers["user-agent"] for asked in web.asked(HERE)} == {"linkfinder/test"}


@pytest.mark.browser
@pytest.mark.allow_hosts([HERE, SECRET])
@needs_browser
def test_the_browser_reaches_no_private_address(web: Web) -> None:
    secret = web.host(lambda _asked, _wire: reply(page("secret")), ip=SECRET)
    leading = web.host(lambda _asked, _wire: redirect(f"{secret}/"), ip=HERE)
    sights = list(render_pages([f"{secret}/", f"{leading}/x"], LOOPBACK))
    assert all(sight.status != 200 for sight in sights)
    assert web.asked(SECRET) == []


@pytest.mark.browser
@needs_browser
def test_a_page_that_cannot_be_opened_is_left_out_and_the_next_is_seen(web: Web) -> None:
    def hang_up(_asked: Asked, wire: object) -> None:
        wire.close()  # type: ignore[attr-defined]

    site = web.host(lambda _asked, _wire: reply(page("teeth")), ip=HERE)
    sights = list(render_pages([web.host(hang_up, ip=HERE) + "/", f"{site}/teeth"], LOOPBACK))
    assert [(sight.url, sight.status) for sight in sights][-1] == (f"{site}/teeth", 200)


def test_a_wanted_browser_that_is_missing_is_told_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(LinkCheckError, match="apt-get install chromium"):
        check_urls(["http://clinic.example/"], LOOPBACK, browser=True)
