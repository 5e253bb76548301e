"""What an address is: the form that is asked, host and site, and when two addresses are the same (canonical form).

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
    r"phpsessid|jsessionid)$",
    re.IGNORECASE,
)
_SESSIONS = frozenset({"sid", "sessionid"})
_SESSION_ID = re.compile(r"[\w,-]{16,128}", re.ASCII)
"""What those two names hold when they mean a session; `sid=412` is a story, and another one than `sid=413`. PHP makes
ids of 22 characters and more, other systems of 16 and more."""

_PATH_SESSION = re.compile(r";(?:(?:jsessionid|phpsessid)=[^/?#]*|sid=[\w,-]{16,128}(?=[/?#;]|$))", re.IGNORECASE)
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


def parse(url: str, base: str | None = None) -> str:
    """Return an address as it is asked: absolute, parsed by the rules of the WHATWG URL standard, otherwise as written.

    Two things are left out, because no server is ever told them: the fragment, and a user name with its password.
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
    rest = rest.partition("#")[0]
    if "@" not in rest:
        return f"{scheme}//{rest}"
    place, mark, path = rest.partition("/")
    return f"{scheme}//{place.rpartition('@')[2]}{mark}{path}"


def absolute(href: str, base: str) -> str | None:
    """Return the address that `href` means on a page at `base`, as it is asked, or None when it is no web address."""
    try:
        return parse(href, base)
    except UrlError:
        return None


def canonical(address: str) -> str:
    """Return the one form that all spellings of a parsed address share: without trackers and session ids, query sorted.

    It tells whether two addresses are the same and is never asked: systems exist that refuse a query in another order
    or with other escapes. The canonical form of a canonical form is itself.
    """
    if "?" not in address and ";" not in address and "./" not in address:  # nine addresses in ten
        return address
    return _canonical(address)


@lru_cache(maxsize=16_384)  # a link with a query is compared several times on its way, and stands on many pages
def _canonical(address: str) -> str:
    scheme, _, rest = address.partition("//")
    place, _, query = rest.partition("?")
    host, _, path = place.partition("/")
    path = _PATH_SESSION.sub("", path) if ";" in path else path
    query = _clean_query(query) if query else ""
    return f"{scheme}//{host.rstrip('.')}/{path}{'?' + query if query else ''}"


def is_same(address: str, other: str) -> bool:
    """Tell whether two parsed addresses are spellings of one."""
    return address == other or canonical(address) == canonical(other)


def _clean_query(query: str) -> str:
    """Return an escaped query without trackers and session ids, its parameters sorted."""
    if "=" not in query:
        return query
    if _PLAIN_QUERY.fullmatch(query):  # nothing to unescape and nothing to escape again
        plain = sorted(pair.partition("=") for pair in query.split("&"))
        return "&".join(f"{name}={value}" for name, _, value in plain if not _says_nothing(name, value))
    # Escapes need not be UTF-8: those of older systems (%F6) have to stay apart from each other.
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(pair for pair in pairs if not _says_nothing(*pair))
    return urlencode(kept, errors="surrogateescape")


def _says_nothing(name: str, value: str) -> bool:
    """Tell whether a parameter only says who comes from where."""
    if _TRACKERS.match(name):
        return True
    return name.lower() in _SESSIONS and _SESSION_ID.fullmatch(value) is not None


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
    """Return the address of the root of a host, or an empty string for what is no web address."""
    plain = _PLAIN_HOST.match(url)
    if plain is not None and plain.end() == plain.end(1):
        return f"{plain.group()}/"
    return absolute("/", url) or ""


def is_home(url: str) -> bool:
    """Tell whether an address is the home page of its host, by whatever spelling."""
    url = canonical(url)
    plain = _PLAIN_HOST.match(url)
    if plain is not None and _PLAIN_PATH.fullmatch(url, plain.end()):
        return plain.end() + 1 == len(url)
    parsed = ada_url.URL(url)
    return parsed.pathname in {"", "/", "/index.html", "/index.php"} and not parsed.search


def url_key(url: str) -> int:
    """Return a positive 63-bit number that all spellings of a parsed address share, the same in every run."""
    text = canonical(url).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") >> 1
