"""Other ways to write an address: what somebody may have meant whose link does not work as it is written.

Tried before anything is called dead. A slip of the pen in the href is told apart from a page that has moved a little,
because the one is the editor's to correct and the other is no news to anybody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.linkcheck.targets import NoTarget, host_in, read_target
from linkfinder.urls import site_of_host

MAX_VARIANTS = 4
"""Requests spent on variants of one dead address: more would be knocking at every door."""

_TRAILING = re.compile(
    # Punctuation of the sentence around the link that slipped into it, plain or percent-encoded as in typeset quotes.
    r"(?:[).,;:!\]}>'\"|\\-]|%(?:20|22|27|28|29|2C|3B|3E|5B|5D|60|7B|7C|7D|C2%A0|C2%B4|C2%BB|E2%80%[0-9A-F]{2})){1,20}$",
    re.IGNORECASE,
)
_SECOND = re.compile(r"/(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_DOUBLED_SCHEME = re.compile(r"(https?)://(?:https?|htp|htps)(?::?/{1,2}|:/?)(?=[a-z0-9])", re.IGNORECASE)
_SLIPPED_WWW = re.compile(r"(https?://)(?:wwww|ww|wwe|wwv|w)\.(?=[^/]*\.)", re.IGNORECASE)


class Change(StrEnum):
    """What differs from the address as written; the values are reason codes."""

    TYPO = "typo_in_href"
    SCHEME = "variant_scheme"
    WWW = "variant_www"
    SLASH = "variant_slash"
    CASE = "variant_case"


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way to write an address."""

    url: str
    change: Change


def host_variants(url: str) -> tuple[Variant, ...]:
    """Return the variants that reach another host or port: for an address whose host does not answer."""
    return _distinct(url, (*_typos(url), *_schemes(url), *_www(url)))


def page_variants(url: str) -> tuple[Variant, ...]:
    """Return the variants of an address whose host answers that the page is not there, the likeliest first."""
    return _distinct(url, (*_typos(url), *_slashes(url), *_schemes(url), *_www(url), *_cases(url)))


def _distinct(url: str, variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    kept: dict[str, Variant] = {}
    for variant in variants:
        target = read_target(variant.url)
        if not isinstance(target, NoTarget) and target.url != url:
            kept.setdefault(target.url, Variant(target.url, variant.change))
    return tuple(kept.values())[:MAX_VARIANTS]


def _typos(url: str) -> Iterator[Variant]:
    second = _SECOND.search(url, len("https://"))
    if second and "web.archive.org" not in url and "?" not in url[: second.start()]:
        yield Variant(f"{second[1]}://{url[second.end() :]}", Change.TYPO)
    for pattern, meant in ((_DOUBLED_SCHEME, r"\1://"), (_SLIPPED_WWW, r"\1www.")):
        changed = pattern.sub(meant, url, count=1)
        if changed != url:
            yield Variant(changed, Change.TYPO)
    trimmed = _TRAILING.sub("", url)
    if trimmed != url and trimmed.count("/") > len("//"):
        yield Variant(trimmed, Change.TYPO)


def _schemes(url: str) -> Iterator[Variant]:
    scheme, _, rest = url.partition("://")
    if not re.search(r":\d{1,5}$", rest.partition("/")[0]):  # another scheme on the same port is another server
        yield Variant(f"{'http' if scheme == 'https' else 'https'}://{rest}", Change.SCHEME)


def _www(url: str) -> Iterator[Variant]:
    scheme, _, rest = url.partition("://")
    host, target = host_in(url), read_target(url)
    is_name = not isinstance(target, NoTarget) and not target.ip and "." in host
    if host.startswith("www."):
        yield Variant(f"{scheme}://{rest.removeprefix('www.')}", Change.WWW)
    elif is_name and host == site_of_host(host):
        yield Variant(f"{scheme}://www.{rest}", Change.WWW)


def _slashes(url: str) -> Iterator[Variant]:
    path, question, query = url.partition("?")
    if path.count("/") <= len("//") + 1 and path.endswith("/"):
        return
    last = path.rpartition("/")[2]
    if path.endswith("/"):
        yield Variant(f"{path.rstrip('/')}{question}{query}", Change.SLASH)
    elif "." not in last:
        yield Variant(f"{path}/{question}{query}", Change.SLASH)


def _cases(url: str) -> Iterator[Variant]:
    start = url.find("/", len("https://"))
    if start > 0 and "%" not in url:
        yield Variant(url[:start] + url[start:].lower(), Change.CASE)
