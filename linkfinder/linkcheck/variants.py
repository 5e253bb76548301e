"""Variants of a URL: other spellings of a link that does not work as it is written.

They are requested before a link is called dead. A typing error in the href is kept apart from a page that has moved a
little, because only the first is the editor's to correct.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.linkcheck.targets import InvalidTarget, host_in, parse_target
from linkfinder.urls import site_of_host

MAX_VARIANTS = 4
"""Requests spent on variants of one dead link: these four are the ones that help."""

_TRAILING = re.compile(
    # Punctuation of the sentence around the link that slipped into it, plain or percent-encoded as in typeset quotes.
    r"(?:[).,;:!\]}>'\"|\\-]|%(?:20|22|27|28|29|2C|3B|3E|5B|5D|60|7B|7C|7D|C2%A0|C2%B4|C2%BB|E2%80%[0-9A-F]{2})){1,20}$",
    re.IGNORECASE,
)
_SECOND = re.compile(r"/(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_DOUBLED_SCHEME = re.compile(r"(https?)://(?:https?|htp|htps)(?::?/{1,2}|:/?)(?=[a-z0-9])", re.IGNORECASE)
_SLIPPED_WWW = re.compile(r"(https?://)(?:wwww|ww|wwe|wwv|w)\.(?=[^/]*\.)", re.IGNORECASE)


class UrlChange(StrEnum):
    """What differs from the URL as written; the values are reason codes."""

    TYPO = "typo_in_href"
    SCHEME = "variant_scheme"
    WWW = "variant_www"
    SLASH = "variant_slash"
    CASE = "variant_case"


@dataclass(frozen=True, slots=True)
class UrlVariant:
    """Another spelling of a URL."""

    url: str
    change: UrlChange


def host_variants(url: str) -> tuple[UrlVariant, ...]:
    """Return the variants that reach another host or port: for a link whose host does not answer."""
    return _distinct(url, (*_typos(url), *_schemes(url), *_www(url)))


def page_variants(url: str) -> tuple[UrlVariant, ...]:
    """Return the variants of a link whose host answers that the page is not there, the likeliest first."""
    return _distinct(url, (*_typos(url), *_slashes(url), *_schemes(url), *_www(url), *_cases(url)))


def _distinct(url: str, variants: tuple[UrlVariant, ...]) -> tuple[UrlVariant, ...]:
    kept: dict[str, UrlVariant] = {}
    for variant in variants:
        target = parse_target(variant.url)
        if not isinstance(target, InvalidTarget) and target.url != url:
            kept.setdefault(target.url, UrlVariant(target.url, variant.change))
    return tuple(kept.values())[:MAX_VARIANTS]


def _typos(url: str) -> Iterator[UrlVariant]:
    second = _SECOND.search(url, len("https://"))
    if second and "web.archive.org" not in url and "?" not in url[: second.start()]:
        yield UrlVariant(f"{second[1]}://{url[second.end() :]}", UrlChange.TYPO)
    for pattern, meant in ((_DOUBLED_SCHEME, r"\1://"), (_SLIPPED_WWW, r"\1www.")):
        changed = pattern.sub(meant, url, count=1)
        if changed != url:
            yield UrlVariant(changed, UrlChange.TYPO)
    trimmed = _TRAILING.sub("", url)
    if trimmed != url and trimmed.count("/") > len("//"):
        yield UrlVariant(trimmed, UrlChange.TYPO)


def _schemes(url: str) -> Iterator[UrlVariant]:
    scheme, _, rest = url.partition("://")
    if not re.search(r":\d{1,5}$", rest.partition("/")[0]):  # another scheme on the same port is another server
        yield UrlVariant(f"{'http' if scheme == 'https' else 'https'}://{rest}", UrlChange.SCHEME)


def _www(url: str) -> Iterator[UrlVariant]:
    scheme, _, rest = url.partition("://")
    host, target = host_in(url), parse_target(url)
    is_name = not isinstance(target, InvalidTarget) and not target.ip and "." in host
    if host.startswith("www."):
        yield UrlVariant(f"{scheme}://{rest.removeprefix('www.')}", UrlChange.WWW)
    elif is_name and host == site_of_host(host):
        yield UrlVariant(f"{scheme}://www.{rest}", UrlChange.WWW)


def _slashes(url: str) -> Iterator[UrlVariant]:
    path, question, query = url.partition("?")
    if path.count("/") <= len("//") + 1 and path.endswith("/"):
        return
    last = path.rpartition("/")[2]
    if path.endswith("/"):
        yield UrlVariant(f"{path.rstrip('/')}{question}{query}", UrlChange.SLASH)
    elif "." not in last:
        yield UrlVariant(f"{path}/{question}{query}", UrlChange.SLASH)


def _cases(url: str) -> Iterator[UrlVariant]:
    start = url.find("/", len("https://"))
    if start > 0 and "%" not in url:
        yield UrlVariant(url[:start] + url[start:].lower(), UrlChange.CASE)
