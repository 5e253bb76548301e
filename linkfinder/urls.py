"""What an address is: absolute and canonical form, host and site, and when two addresses are the same.

Parsing follows the WHATWG URL standard (ada-url); registrable domains follow the Public Suffix List bundled with
tldextract, private suffixes included, so that `a.blogspot.com` and `b.blogspot.com` are two sites. No network.
"""

import hashlib
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import ada_url

from linkfinder.errors import UrlError

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAX_LENGTH = 2000
"""Longer addresses are traps or data in disguise; browsers and servers stop near here too."""

_WEB_SCHEMES = ("http:", "https:")
_TRACKERS = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|ref_src|spm|"
    r"phpsessid|jsessionid|sessionid|sid)$",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_PLAIN_QUERY = re.compile(r"[\w.~-]{1,99}=[\w.~-]*(?:&[\w.~-]{1,99}=[\w.~-]*)*", re.ASCII)
_PLAIN_HOST = re.compile(r"https?://((?!xn--|[^/?#:]*\.xn--)(?:[a-z0-9_-]+\.)+[a-z]+)(?::\d{1,4})?(?=[/?#]|$)")
"""A host that parsing leaves as it is: no capitals, no punycode to check, no number in the place of a name."""

_PLAIN_PATH = re.compile(r"/[a-z0-9/_-]*", re.ASCII | re.IGNORECASE)
"""A path without a query, and without dots, escapes and backslashes that parsing might resolve."""

_PLAIN_START = re.compile(rf"{_PLAIN_HOST.pattern}((?:/(?!\.)[a-zA-Z0-9._~-]*)+)(?=[?#]|$)")
"""An address up to its query whose path parsing leaves as it is: no escapes, no segment that begins with a dot."""

KEPT = 65_536
"""Addresses whose site is kept, 8 MB of them: those of several hundred pages. Each link is asked for its site half a
dozen times on its way through a crawl, the last time when its page is stored."""


def canonical(url: str, base: str | None = None) -> str:
    """Return the one form of an address: absolute, without fragment, trackers and session ids, query sorted.

    Raises UrlError for anything that is not an http or https address with a host.
    """
    text = url.strip()
    if len(text) > MAX_LENGTH:
        raise UrlError(f"{text[:80]}...: longer than {MAX_LENGTH} characters; not an address that people use")
    try:
        whole = ada_url.join_url(base, text) if base else ada_url.normalize_url(text)
    except ValueError as error:
        raise UrlError(f"{text[:200]!r} is not an address; write it like https://example.org/page") from error
    # In a parsed address every part is where its mark says; asking the parser part by part costs four times as much.
    scheme, _, rest = whole.partition("//")
    if scheme not in _WEB_SCHEMES:
        raise UrlError(f"{text[:200]!r} is not a web address; only http and https can be visited")
    place, _, query = rest.partition("#")[0].partition("?")
    host, _, path = place.partition("/")
    path = _PATH_SESSION.sub("", path) if ";" in path else path
    query = clean_query(query) if query else ""
    return f"{scheme}//{host.rpartition('@')[2].rstrip('.')}/{path}{'?' + query if query else ''}"


def absolute(href: str, base: str) -> str | None:
    """Return the canonical address that `href` means on a page at `base`, or None when it is no web address."""
    try:
        return canonical(href, base)
    except UrlError:
        return None


def clean_query(query: str) -> str:
    """Return an escaped query without trackers and session ids, its parameters sorted."""
    if "=" not in query:
        return query
    if _PLAIN_QUERY.fullmatch(query):  # nothing to unescape and nothing to escape again
        plain = sorted(pair.partition("=") for pair in query.split("&"))
        return "&".join(f"{name}={value}" for name, _, value in plain if not _TRACKERS.match(name))
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not _TRACKERS.match(pair[0])))


def host_of(url: str) -> str:
    """Return the lower-case host name of an address without port, or an empty string."""
    plain = _PLAIN_HOST.match(url)  # nine addresses in ten, at a fifth of the time
    if plain is not None:
        return plain.group(1)
    try:
        return str(ada_url.URL(url).hostname).rstrip(".")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """Return the path of an address, at least `/`."""
    plain = _PLAIN_START.match(url)
    if plain is not None:
        return plain.group(2)
    try:
        return str(ada_url.URL(url).pathname) or "/"
    except ValueError:
        return "/"


@cache
def _suffixes() -> "TLDExtract":
    # Imported when the first host is cut up: it brings an HTTP client along, a third of the start of a link check.
    import tldextract  # noqa: PLC0415

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(maxsize=65_536)
def site_of_host(host: str) -> str:
    """Return the registrable domain of a host; an IP address or a bare name is its own site.

    A top-level domain that the list does not know follows its default rule `*`: one label below it.
    """
    found = _suffixes()(host)
    if found.top_domain_under_public_suffix:
        return found.top_domain_under_public_suffix
    if found.suffix or found.ipv4 or found.ipv6:
        return host
    return ".".join(host.split(".")[-2:])


@lru_cache(maxsize=65_536)
def has_public_suffix(host: str) -> bool:
    """Tell whether a host ends in a suffix that the list knows, or in one reserved for examples (RFC 6761)."""
    return bool(_suffixes()(host).suffix) or host.rsplit(".", 1)[-1] in {"example", "invalid", "test"}


def is_registrable(domain: str) -> bool:
    """Tell whether a registry could sell this very domain: `example.org`, but neither `a.blogspot.com` nor an address.

    Private suffixes do not count here: a registry knows no `a.blogspot.com`, and would call it free.
    """
    found = _suffixes()(domain, include_psl_private_domains=False)
    if found.suffix:
        return found.top_domain_under_public_suffix == domain
    return domain.count(".") == 1 and not (found.ipv4 or found.ipv6)


@lru_cache(maxsize=KEPT)
def site_of(url: str) -> str:
    """Return the registrable domain of an address, or an empty string when it has no host."""
    return site_of_host(host_of(url))


def is_same_site(url: str, other: str) -> bool:
    """Tell whether both addresses belong to one registrable domain."""
    site = site_of(url)
    return bool(site) and site == site_of(other)


def is_on_domain(url: str, domain: str) -> bool:
    """Tell whether an address is on `domain` or below it."""
    host, wanted = host_of(url), domain.lower().removeprefix("www.")
    return host == wanted or host.endswith("." + wanted)


def home_of(url: str) -> str:
    """Return the home page of the host of an address."""
    plain = _PLAIN_HOST.match(url)
    if plain is not None and plain.end() == plain.end(1):  # without a port, which might be the usual one
        return f"{plain.group()}/"
    parsed = ada_url.URL(url)
    return f"{parsed.protocol}//{parsed.host}/"


def root_of(url: str) -> str:
    """Return the canonical address of the root of a host, or an empty string for what is no web address."""
    plain = _PLAIN_HOST.match(url)
    if plain is not None and plain.end() == plain.end(1):
        return f"{plain.group()}/"
    return absolute("/", url) or ""


def is_home(url: str) -> bool:
    """Tell whether an address is the home page of its host."""
    plain = _PLAIN_HOST.match(url)
    if plain is not None and _PLAIN_PATH.fullmatch(url, plain.end()):
        return plain.end() + 1 == len(url)
    parsed = ada_url.URL(url)
    return parsed.pathname in {"", "/", "/index.html", "/index.php"} and not parsed.search


def url_key(url: str) -> int:
    """Return a positive 63-bit number that identifies a canonical address, the same in every run."""
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1
