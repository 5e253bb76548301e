"""Bot protection: answers that refuse robots and say nothing about whether the page is there.

A page behind bot protection is never called dead. The marks are those of the products themselves: headers they set, and
words of their block and challenge pages (`data/bot_protection.toml`).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from linkfinder.data.bot_protection import HeaderMark, bot_protections
from linkfinder.linkcheck.page_summary import SUMMARY_CACHE_SIZE
from linkfinder.net.exchange import HttpResponse

_WINDOW = 40_000
"""Bytes of the body that are searched: challenge pages are short, and articles about them are not meant."""

_FEW_WORDS = 80
"""A challenge says little; a page with more to read is there, whatever scripts against robots stand in it."""


_CHALLENGE_HEADERS = tuple((product.name, product.challenge_headers) for product in bot_protections())
_BLOCK_HEADERS = tuple((product.name, product.block_headers) for product in bot_protections())
_MARKS = tuple((product.name, tuple(mark.encode() for mark in product.marks)) for product in bot_protections())
_BY_HEADER = frozenset({401, 403, 405, 406, 409, 418, 429, 451, 456})
"""Statuses that, with a product's header, are its refusal. With 503 the site itself may be down."""

_FIRST_ERROR = 400
_BY_WORDS = frozenset({*_BY_HEADER, 503, 999})
_CLOUDFLARE_DOWN = range(520, 531)
"""Cloudflare's own statuses for a server it cannot reach: no bot protection, whatever the page says."""


def bot_protection_of(answer: HttpResponse, words: int) -> str:
    """Return the name of the bot protection that answers, or an empty string; `words` is how many the page shows."""
    if challenger := _by_header(answer.headers, _CHALLENGE_HEADERS):
        return challenger
    if answer.status in _CLOUDFLARE_DOWN:
        return ""
    if answer.status in _BY_WORDS or (answer.status < _FIRST_ERROR and words < _FEW_WORDS):
        by_words = _by_words(answer)
        if by_words:
            return by_words
    return _by_header(answer.headers, _BLOCK_HEADERS) if answer.status in _BY_HEADER else ""


def _by_words(answer: HttpResponse) -> str:
    return _words_in(answer.body) if len(answer.body) <= _WINDOW else _words_in(answer.body[:_WINDOW])


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _words_in(body: bytes) -> str:
    body = body.lower()
    for name, marks in _MARKS:
        for mark in marks:
            if mark in body:
                return name
    return ""


def _by_header(headers: Mapping[str, str], products: Iterable[tuple[str, Iterable[HeaderMark]]]) -> str:
    for product, marks in products:
        if any(part in headers[name].lower() for name, part in marks if name in headers):
            return product
    return ""
