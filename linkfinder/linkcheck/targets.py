"""From a URL as it stands on a page to what can be requested: scheme, host, port and path.

The URL is requested as it is written, with its order of query parameters; only the fragment, which no server gets, and
a user name with its password are dropped.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import ada_url

from linkfinder.net.exchange import Failure
from linkfinder.net.networks import literal_ip
from linkfinder.text.folding import fold
from linkfinder.urls import MAX_LENGTH, site_of_host

_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65_535
_SCHEME = re.compile(r"\s{0,99}([A-Za-z][A-Za-z0-9+.-]{0,30}):")


@dataclass(frozen=True, slots=True)
class RequestTarget:
    """A URL that can be requested. `ip` is empty when the host is a name."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str = ""


@dataclass(frozen=True, slots=True)
class InvalidTarget:
    """Why a URL cannot be requested."""

    failure: Failure
    detail: str


@lru_cache(maxsize=4096)
def parse_target(text: str) -> RequestTarget | InvalidTarget:
    """Return what is requested for a URL, or why nothing can be."""
    if len(text) > MAX_LENGTH:
        return InvalidTarget(Failure.BAD_URL, f"longer than {MAX_LENGTH} characters")
    try:
        return _of_parsed(ada_url.URL(text.strip()))
    except ValueError:
        return _why_not(text)


def _of_parsed(parsed: ada_url.URL) -> RequestTarget | InvalidTarget:
    scheme = str(parsed.protocol).rstrip(":")
    if scheme not in _PORTS:
        return InvalidTarget(Failure.BAD_SCHEME, f"{scheme}: is not a scheme of web pages")
    host = str(parsed.hostname).rstrip(".")
    if not host or ".." in host or host.startswith("."):
        return InvalidTarget(Failure.BAD_URL, "the host name has an empty part")
    port = int(parsed.port) if parsed.port else _PORTS[scheme]
    if not port:
        return InvalidTarget(Failure.BAD_PORT, "there is no port 0")
    shown = f":{port}" if parsed.port else ""
    return RequestTarget(
        f"{scheme}://{host}{shown}{parsed.pathname}{parsed.search}", scheme, host, port, literal_ip(host)
    )


def _why_not(text: str) -> InvalidTarget:
    found = _SCHEME.match(text)
    if found and found[1].lower() not in _PORTS:
        return InvalidTarget(Failure.BAD_SCHEME, f"{found[1].lower()}: is not a scheme of web pages")
    return InvalidTarget(Failure.BAD_URL, "not a web address: browsers cannot open it either")


def host_in(url: str) -> str:
    """Return the host of a URL that `parse_target` or `resolve_location` has made."""
    host = url.partition("://")[2].partition("/")[0].partition("?")[0]
    return host if host.endswith("]") or ":" not in host else host.rpartition(":")[0]


def path_in(url: str) -> str:
    """Return the path of a URL that `parse_target` or `resolve_location` has made, at least `/`."""
    return "/" + url.partition("://")[2].partition("#")[0].partition("?")[0].partition("/")[2]


def are_same_site(url: str, other: str) -> bool:
    """Return whether two such URLs belong to one registrable domain."""
    host, second = host_in(url), host_in(other)
    return host == second or site_of_host(host) == site_of_host(second)


def host_key_of(url: str) -> str:
    """Return the key of the host queue that a URL waits in: its host without `www.`, and a port of its own.

    It is empty for what cannot be requested.
    """
    target = parse_target(url)
    if isinstance(target, InvalidTarget):
        return ""
    host = target.host.removeprefix("www.")
    return host if target.port in _PORTS.values() else f"{host}:{target.port}"


def resolve_location(location: str, base: str) -> str:
    """Return the URL that a Location header or a refresh means on a page, or an empty string when it is invalid."""
    try:
        url = str(ada_url.URL(location.strip(), base=base).href)
    except ValueError:
        return ""
    target = parse_target(url)
    return target.url if isinstance(target, RequestTarget) else url


_WORD = re.compile(r"[a-z]{4,30}")
# fmt: off
_UNINFORMATIVE_WORDS = frozenset({
    # Words that stand in URLs whatever the page is about.
    "html", "index", "page", "pages", "post", "posts", "blog", "article", "articles", "news", "story", "stories",
    "category", "categories", "author", "archive", "archives", "product", "products", "item", "items", "default",
    "home", "main", "aspx", "view", "show", "detail", "details", "content", "contents", "node", "with", "from",
    "your", "that", "this", "what", "when", "where", "which", "about", "their", "have", "will", "than", "into",
    "more", "best", "wiki", "file", "files", "document", "documents", "download", "downloads", "media", "static",
    "assets", "uploads", "public", "users", "user", "profile",
})
# fmt: on
_MAX_WORDS = 12


def slug_words(url: str) -> tuple[str, ...]:
    """Return the words that say what a page is about in the last part of its path, at most twelve."""
    if not _WORD.search(url, url.rfind("/", 0, len(url) - 1)):
        return ()
    segments = [segment for segment in fold(path_in(url)[:500]).split("/") if segment]
    if not segments:
        return ()
    words = dict.fromkeys(word for word in _WORD.findall(segments[-1]) if word not in _UNINFORMATIVE_WORDS)
    return tuple(words)[:_MAX_WORDS]


def site_label_of(host: str) -> str:
    """Return the name in a host: `acme` of `www.acme.co.uk`."""
    return site_of_host(host).partition(".")[0]
