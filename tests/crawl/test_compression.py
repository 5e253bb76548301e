import gzip
import zlib
from types import SimpleNamespace
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd
from scrapy.http import Headers, Request, Response
from scrapy.settings import Settings
from scrapy.statscollectors import DummyStatsCollector

from linkfinder.crawl.middlewares.compression import CompressionMiddleware
from linkfinder.crawl.refusals import RequestRefused

HTML = b"<html><body><p>Teeth</p></body></html>"
LIMIT = 1_000_000


def decoded(body: bytes, encoding: str) -> Response:
    crawler: Any = SimpleNamespace(
        settings=Settings({"DOWNLOAD_MAXSIZE": LIMIT, "DOWNLOAD_WARNSIZE": 0}), signals=SimpleNamespace(connect=print)
    )
    crawler.stats = DummyStatsCollector(crawler)
    crawler.signals = SimpleNamespace(connect=lambda *_arguments, **_named: None)
    middleware = CompressionMiddleware(crawler=crawler)
    headers = Headers({"Content-Encoding": encoding, "Content-Type": "text/html"})
    response = middleware.process_response(
        Request("http://a.example/"), Response("http://a.example/", 200, headers, body)
    )
    assert isinstance(response, Response)
    return response


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(HTML)),
        ("deflate", zlib.compress(HTML)),
        ("br", brotli.compress(HTML)),
        ("zstd", zstd.compress(HTML)),
    ],
)
def test_what_is_compressed_is_unpacked(encoding: str, body: bytes) -> None:
    assert decoded(body, encoding).body == HTML


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, br", "no-such-thing"])
def test_a_page_that_is_not_compressed_as_it_says_is_taken_as_it_came(encoding: str) -> None:
    assert decoded(HTML, encoding).body == HTML


def test_what_came_of_a_torn_answer_is_kept() -> None:
    whole = gzip.compress(HTML * 2000)
    assert HTML in decoded(whole[: len(whole) - 40], "gzip").body


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(bytes(LIMIT * 3))),
        ("deflate", zlib.compress(bytes(LIMIT * 3))),
        ("br", brotli.compress(bytes(LIMIT * 3))),
        ("zstd", zstd.compress(bytes(LIMIT * 3))),
    ],
)
def test_a_bomb_is_refused(encoding: str, body: bytes) -> None:
    with pytest.raises(RequestRefused) as caught:
        decoded(body, encoding)
    assert caught.value.reason == "too_large"
