"""What a robots.txt allows us, to the letter of RFC 9309, and the robots header of pages. Pure: it fetches nothing.

The crawl's middleware and `net.robots_client` fetch the file; what its status and its text mean is decided here alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from protego import Protego

PRODUCT_TOKEN = "linkfinder"  # noqa: S105 (the product token of RFC 9309, 2.2.1, no password)

MAX_ROBOTS_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read. The rest of a longer file is not."""

MAX_ROBOTS_REDIRECTS = 5
"""RFC 9309, 2.3.1.2: five redirects are followed, also to other hosts; more count as no robots.txt."""

MAX_CRAWL_DELAY = 30.0
"""Seconds of Crawl-delay that are obeyed: a site that asks for more is one for a few pages, not for a crawl."""

MAX_ROBOTS_HOSTS = 20_000
"""Hosts whose rules are kept, about 1.5 KB each: those of 20,000 sites at a time."""

ROBOTS_CACHE_SECONDS = 24 * 3600.0
"""RFC 9309, 2.4: rules are kept for a day at most."""

_USER_AGENT = re.compile(r"\s{0,80}user(?:-|\s{1,9})?agent(?:\s{0,80}:|\s)\s{0,80}([^#]{0,500})", re.IGNORECASE)
_OURS = re.compile(rf"{PRODUCT_TOKEN}(?![A-Za-z0-9_-])", re.IGNORECASE)
_EVERYBODY = re.compile(r"\*(?:\s|$)")
_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one host's robots.txt says. `unreachable` is why it could not be had: then nothing may be requested.

    `crawl_delay` is the number of seconds between two requests that it asks for, 0 when it asks for none; it is as long
    as the site wrote it, and at most `MAX_CRAWL_DELAY` of it are obeyed.
    """

    parser: Protego | None = None
    unreachable: str = ""
    crawl_delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Tell whether an address may be requested."""
        if self.unreachable:
            return False
        return self.parser is None or bool(self.parser.can_fetch(url, PRODUCT_TOKEN))


def robots_rules(status: int, body: bytes) -> RobotsRules:
    """Return the rules that an answer for robots.txt means, redirects followed (RFC 9309, 2.3.1).

    A file that is there has rules. 429 and 5xx mean that the host cannot be asked now, so that nothing is allowed; any
    other status means that there is no robots.txt, and everything is allowed.
    """
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RobotsRules(unreachable=f"its robots.txt is answered with HTTP {status}")
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return RobotsRules()
    parser = Protego.parse("\n".join(_lines(robots_text(body))))
    delay = parser.crawl_delay(PRODUCT_TOKEN) or 0.0
    return RobotsRules(parser, crawl_delay=delay if delay > 0 else 0.0)


def robots_text(body: bytes) -> str:
    """Return the text of a robots.txt, as far as it is read."""
    return body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with our product token in `User-agent` where we are meant, and no part of it where we are not.

    RFC 9309, 2.2.1 compares whole product tokens in any case; Protego also takes a part of one (`link`) for us, and no
    version behind it (`linkfinder/2`).
    """
    for line in text.splitlines():
        found = _USER_AGENT.match(line)
        yield f"User-agent: {_agent(found[1])}" if found and found[1].strip() else line


def _agent(value: str) -> str:
    if _EVERYBODY.match(value):
        return "*"
    return PRODUCT_TOKEN if _OURS.match(value) else _OTHERS


_AGENT_RULE = re.compile(r"\s{0,80}([A-Za-z][A-Za-z0-9_/. -]{0,80}?)\s{0,80}:(.{0,500})", re.DOTALL)
_RULES_WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})


def robots_header_rules(values: Iterable[str]) -> frozenset[str]:
    """Return the rules of X-Robots-Tag headers that concern us, in lower case: `noindex`, `nofollow`, `none` ...

    Rules behind a product token (`otherbot: noindex, nofollow`) are for that robot alone, up to the next token.
    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag#xrobotstag
    """
    return frozenset(rule for value in values for line in value.split("\n") for rule in _header_rules(line))


def _header_rules(line: str) -> Iterator[str]:
    is_ours = True
    for part in line.split(","):
        found = _AGENT_RULE.fullmatch(part)
        rule = part
        if found and found[1].lower() not in _RULES_WITH_VALUE:
            is_ours = _OURS.match(found[1]) is not None
            rule = found[2]
        if is_ours:
            yield from rule.lower().split()
