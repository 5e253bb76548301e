"""Walls against robots: answers that say who may not come in, and nothing about whether the page is there.

What stands behind a wall is never called dead. The marks are those of the products themselves: headers they set, and
words of their block and challenge pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from linkfinder.linkcheck.exchange import Answer
from linkfinder.linkcheck.looks import ALIKE

_WINDOW = 40_000
"""Bytes of the body that are searched: challenge pages are short, and articles about them are not meant."""

_FEW_WORDS = 80
"""A challenge says little; a page with more to read is there, whatever scripts against robots stand in it."""


@dataclass(frozen=True, slots=True)
class Wall:
    """How a product shows itself: a header (with a part of its value), or words in the body (lower case)."""

    name: str
    headers: tuple[tuple[str, str], ...] = ()
    words: tuple[bytes, ...] = ()


_SURE_HEADERS = (
    # These headers are set on challenges and blocks only.
    Wall("cloudflare", (("cf-mitigated", ""),)),
    Wall("aws_waf", (("x-amzn-waf-action", ""),)),
    Wall("vercel", (("x-vercel-mitigated", ""), ("x-vercel-challenge-token", ""))),
)
_SURE_NAMES = frozenset(name for wall in _SURE_HEADERS for name, _ in wall.headers)
_REFUSALS = (
    # Headers of a product on an answer that refuses: its wall, not the site's own error.
    Wall("datadome", (("x-datadome", ""), ("x-dd-b", ""), ("set-cookie", "datadome="))),
    Wall("perimeterx", (("x-px-blocked", ""), ("set-cookie", "_px"))),
    Wall("imperva", (("x-iinfo", ""), ("set-cookie", "incap_ses"), ("set-cookie", "visid_incap"))),
    Wall("sucuri", (("x-sucuri-block", ""), ("x-sucuri-id", ""))),
    Wall("akamai", (("server", "akamaighost"), ("set-cookie", "_abck="))),
    Wall("cloudflare", (("server", "cloudflare"),)),
    Wall("aws_waf", (("server", "awselb"),)),
)
_WORDS = (
    Wall("cloudflare", words=(b"cf-browser-verification", b"cf_chl_opt", b"<title>just a moment...")),
    Wall("cloudflare", words=(b"<title>attention required! | cloudflare", b"cf-error-details")),
    Wall("datadome", words=(b"captcha-delivery.com",)),
    Wall("imperva", words=(b"_incapsula_resource", b"incapsula incident id")),
    Wall("perimeterx", words=(b"px-captcha", b"_pxappid", b"press &amp; hold to confirm", b"press & hold to confirm")),
    Wall("akamai", words=(b"errors.edgesuite.net", b"/_sec/cp_challenge/", b"reference&#32;&#35;")),
    Wall("sucuri", words=(b"access denied - sucuri", b"sucuri website firewall", b"sucuri_cloudproxy_js")),
    Wall("vercel", words=(b"vercel security checkpoint",)),
    Wall("aws_waf", words=(b"awswafintegration", b"awswafcookiedomainlist", b"aws-waf-captcha")),
    Wall("ddos_guard", words=(b"<title>ddos-guard", b"/.well-known/ddos-guard/")),
    Wall(
        "anubis",
        words=(b"making sure you&#39;re not a bot", b"making sure you're not a bot", b"/.within.website/"),
    ),
    Wall("captcha", words=(b"<title>robot or human?", b"<title>are you a robot", b"<title>pardon our interruption")),
    Wall("captcha", words=(b"<title>bot verification<", b"<title>human verification<", b"<title>security check<")),
    Wall(
        "captcha",
        words=(b"enter the characters you see below", b"verify you are human", b"checking your browser bef"),
    ),
)
_WORDS_BY_NAME = tuple((wall.name, wall.words) for wall in _WORDS)
_BY_HEADER = frozenset({401, 403, 405, 406, 409, 418, 429, 451, 456})
"""Statuses that, with a product's header, are its refusal. With 503 the site itself may be down."""

_FIRST_ERROR = 400
_BY_WORDS = frozenset({*_BY_HEADER, 503, 999})
_CLOUDFLARE_DOWN = range(520, 531)
"""Cloudflare's own statuses for a server it cannot reach: no wall, whatever the page says."""


def wall_of(answer: Answer, words: int) -> str:
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
    return next((wall.name for wall in _REFUSALS if _has_header(answer.headers, wall)), "")


def _by_words(answer: Answer) -> str:
    return _words_in(answer.body) if len(answer.body) <= _WINDOW else _words_in(answer.body[:_WINDOW])


@lru_cache(maxsize=ALIKE)
def _words_in(body: bytes) -> str:
    body = body.lower()
    for name, words in _WORDS_BY_NAME:
        for word in words:
            if word in body:
                return name
    return ""


def _has_header(headers: Mapping[str, str], wall: Wall) -> bool:
    return any(part in headers[name].lower() for name, part in wall.headers if name in headers)
