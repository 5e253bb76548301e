"""What the crawl uses of its libraries although it is not public: a version without it fails here."""

from inspect import iscoroutinefunction, signature
from typing import Any

import pytest
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.core.engine import ExecutionEngine, _Slot
from scrapy.utils.reactor import CallLaterOnce
from scrapy_playwright.handler import Config, ScrapyPlaywrightDownloadHandler


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        pytest.param(ExecutionEngine, "_slot", id="scheduler wakes the engine"),
        pytest.param(HTTP11DownloadHandler, "_pool", id="browser handler sets up the connection pool"),
        pytest.param(ScrapyPlaywrightDownloadHandler, "context_wrappers", id="browser handler closes hanging pages"),
        pytest.param(ScrapyPlaywrightDownloadHandler, "abort_request", id="browser handler blocks requests"),
        pytest.param(ScrapyPlaywrightDownloadHandler, "config", id="browser handler says how Chromium is started"),
    ],
)
def test_a_library_still_sets_the_attribute_that_the_crawl_uses(owner: type[Any], name: str) -> None:
    assert name in owner.__init__.__code__.co_names


def test_scrapys_slot_still_has_the_call_that_asks_for_requests() -> None:
    assert signature(_Slot).parameters["nextcall"].annotation == "CallLaterOnce[None]"
    assert callable(CallLaterOnce.schedule)


def test_the_browser_of_scrapy_playwright_can_still_be_started_late() -> None:
    assert iscoroutinefunction(ScrapyPlaywrightDownloadHandler._launch)
    assert {"launch_options", "max_pages_per_context"} <= set(signature(Config).parameters)
