"""Walls against robots: answers that say who may not come in, and nothing about whether the page is there.

What stands behind a wall is never called dead. The marks are those of the products themselves: headers they set, and
words of their block and challenge pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from linkfinder.linkcheck.page_summary import SUMMARY_CACHE_SIZE
from linkfinder.net.exchange import HttpResponse

_WINDOW = 40_000
"""Bytes of the body that are searched: challenge pages are short, and articles about them are not meant."""

_FEW_WORDS = 80
"""A challenge says little; a page with more to read is there, whatever scripts against robots stand in it."""


@dataclass(frozen=True, slots=True)
class BotProtection:
    """How a product shows itself: a header (with a part of its value), or words in the body (lower case)."""

    name: str
    headers: tuple[tuple[str, str], ...] = ()
    body_marks: tuple[bytes, ...] = ()


_SURE_HEADERS = (
    # These headers are set on challenges and blocks only.
    BotProtection("cloudflare", (("cf-mitigated", ""),)),
    BotProtection("aws_waf", (("x-amzn-waf-action", ""),)),
    BotProtection("vercel", (("x-vercel-mitigated", ""), ("x-vercel-challenge-token", ""))),
)
_SURE_NAMES = frozenset(name for wall in _SURE_HEADERS for name, _ in wall.headers)
_BLOCK_HEADERS = (
    # Headers of a product on an answer that refuses: its wall, not the site's own error.
    BotProtection("datadome", (("x-datadome", ""), ("x-dd-b", ""), ("set-cookie", "datadome="))),
    BotProtection("perimeterx", (("x-px-blocked", ""), ("set-cookie", "_px"))),
    BotProtection("imperva", (("x-iinfo", ""), ("set-cookie", "incap_ses"), ("set-cookie", "visid_incap"))),
    BotProtection("sucuri", (("x-sucuri-block", ""), ("x-sucuri-id", ""))),
    BotProtection("akamai", (("server", "akamaighost"), ("set-cookie", "_abck="))),
    BotProtection("cloudflare", (("server", "cloudflare"),)),
    BotProtection("aws_waf", (("server", "awselb"),)),
)
_WORDS = (
    BotProtection("cloudflare", body_marks=(b"cf-browser-verification", b"cf_chl_opt", b"<title>just a moment...")),
    BotProtection("cloudflare", body_marks=(b"<title>attention required! | cloudflare", b"cf-error-details")),
    BotProtection("datadome", body_marks=(b"captcha-delivery.com",)),
    BotProtection("imperva", body_marks=(b"_incapsula_resource", b"incapsula incident id")),
    BotProtection(
        "perimeterx",
        body_marks=(b"px-captcha", b"_pxappid", b"press &amp; hold to confirm", b"press & hold to confirm"),
    ),
    BotProtection("akamai", body_marks=(b"errors.edgesuite.net", b"/_sec/cp_challenge/", b"reference&#32;&#35;")),
    BotProtection(
        "sucuri", body_marks=(b"access denied - sucuri", b"sucuri website firewall", b"sucuri_cloudproxy_js")
    ),
    BotProtection("vercel", body_marks=(b"vercel security checkpoint",)),
    BotProtection("aws_waf", body_marks=(b"awswafintegration", b"awswafcookiedomainlist", b"aws-waf-captcha")),
    BotProtection("ddos_guard", body_marks=(b"<title>ddos-guard", b"/.well-known/ddos-guard/")),
    BotProtection(
        "anubis",
        body_marks=(b"making sure you&#39;re not a bot", b"making sure you're not a bot", b"/.within.website/"),
    ),
    BotProtection(
        "captcha", body_marks=(b"<title>robot or human?", b"<title>are you a robot", b"<title>pardon our interruption")
    ),
    BotProtection(
        "captcha", body_marks=(b"<title>bot verification<", b"<title>human verification<", b"<title>security check<")
    ),
    BotProtection(
        "captcha",
        body_marks=(b"enter the characters you see below", b"verify you are human", b"checking your browser bef"),
    ),
)
_WORDS_BY_NAME = tuple((wall.name, wall.body_marks) for wall in _WORDS)
_BY_HEADER = frozenset({401, 403, 405, 406, 409, 418, 429, 451, 456})
"""Statuses that, with a product's header, are its refusal. With 503 the site itself may be down."""

_FIRST_ERROR = 400
_BY_WORDS = frozenset({*_BY_HEADER, 503, 999})
_CLOUDFLARE_DOWN = range(520, 531)
"""Cloudflare's own statuses for a server it cannot reach: no wall, whatever the page says."""


def bot_protection_of(answer: HttpResponse, words: int) -> str:
    """Return the name of the wall an answer comes from, or an empty string; `words` is how many its page shows."""
    if not _SURE_NAMES.isdisjoint(answer.headers):
        return next(wall.name for wall in _SURE_HEADERS if _has_header(answer.headers, wall))
    if answer.status in _CLOUDFLARE_DOWN:
        return ""
    if answer.status in _BY_WORDS or (answer.status < _FIRST_ERROR and words < _FEW_WORDS):
        by_words = _by_words(answer)
        if by_words:
            return by_words
    if answer.status not in _BY_HEADER:
        return ""
    return next((product.name for product in _BLOCK_HEADERS if _has_header(answer.headers, product)), "")


def _by_words(answer: HttpResponse) -> str:
    return _words_in(answer.body) if len(answer.body) <= _WINDOW else _words_in(answer.body[:_WINDOW])


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _words_in(body: bytes) -> str:
    body = body.lower()
    for name, words in _WORDS_BY_NAME:
        for word in words:
            if word in body:
                return name
    return ""


def _has_header(headers: Mapping[str, str], product: BotProtection) -> bool:
    return any(part in headers[name].lower() for name, part in product.headers if name in headers)
