"""Common Crawl's URL index: which pages of a known domain invite authors, without touching the site.

One request for the list of crawls, then one a domain. It cannot search all domains at once; that is
`commoncrawl_columnar`'s business. Shapes: https://index.commoncrawl.org/ and docs/reference/sources.md.
"""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from linkfinder import urls
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import footprints
from linkfinder.sources.addresses import absolute_url_or_none
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.json_responses import text_at
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions

NAME = "commoncrawl_cdx"
TERMS = SourceTerms(
    cost="nothing; a free public service that bans clients which ask fast",
    delay=2.0,  # half a request a second: https://status.commoncrawl.org asks for less than one
    cache_hours=24 * 14,  # a crawl appears about once a month
    max_requests=200,
)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("domains", OptionType.TEXTS, "the domains to look up; the sites of the niche's seeds when empty", ()),
    SourceOption("crawl", OptionType.TEXT, "the crawl to ask, such as CC-MAIN-2026-40, or latest", "latest"),
)

PRIORITY = 0.75
"""The address itself says that it invites authors, and it answered 200 when Common Crawl saw it."""

_CRAWLS = "https://index.commoncrawl.org/collinfo.json"
_INDEX = "https://index.commoncrawl.org/{crawl}-index"
_MAX_PAGES = 100  # pages of one domain whose address invites authors: more is an archive of guest posts
_NOT_FOUND = 404  # how the index says that it has no such page


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the list of crawls, or, with a crawl named, the lookup of every domain."""
    sites = options.texts("domains") or tuple(dict.fromkeys(map(urls.site_of, niche.seed_urls)))
    pattern = footprints.guest_post_url_pattern(niche.languages)
    if options.text("crawl") == "latest":
        yield SourceRequest(_CRAWLS, "the latest crawl of Common Crawl", context=(pattern, *sites), is_service=True)
    else:
        yield from _index_requests(_INDEX.format(crawl=quote(options.text("crawl"))), pattern, sites)


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the pages of a lookup, each once; raise DiscoveryError when the index answers with something else."""
    if answer.request.url == _CRAWLS or answer.status == _NOT_FOUND:
        return
    found: dict[str, str] = {}
    for line in answer.body.splitlines():
        if url := absolute_url_or_none(text_at(_record(line, answer), "url")):
            found.setdefault(urls.canonical(url), url)
    for url in found.values():
        yield Seed(url, NAME, f"{answer.request.purpose}: its address invites authors", PRIORITY)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the lookup of every domain in the newest crawl once the list of crawls is there."""
    if answer.request.url != _CRAWLS:
        return
    try:
        newest = str(json.loads(answer.body)[0]["cdx-api"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise DiscoveryError(f"{NAME}: the list of crawls cannot be read; name one with the option crawl") from error
    if not urls.is_on_domain(newest, "commoncrawl.org"):
        raise DiscoveryError(f"{NAME}: the list of crawls leads elsewhere; name a crawl with the option crawl")
    pattern, *sites = answer.request.context
    yield from _index_requests(newest, pattern, tuple(sites))


def _index_requests(index: str, pattern: str, sites: tuple[str, ...]) -> Iterator[SourceRequest]:
    for site in sites:
        parameters = [
            ("url", f"*.{site}"),
            ("output", "json"),
            ("filter", "status:200"),
            ("filter", f"~url:.*{pattern}"),
            ("fl", "url,timestamp,status"),
            ("limit", str(_MAX_PAGES)),
        ]
        yield SourceRequest(
            f"{index}?{urlencode(parameters)}",
            f"Common Crawl knows {site}",
            is_service=True,
            accepted_statuses=(_NOT_FOUND,),
        )


def _record(line: bytes, answer: SourceResponse) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DiscoveryError(
            f"{NAME}: {answer.request.purpose}: the index did not answer in JSON; try again later"
        ) from error
    return record if isinstance(record, dict) else {}
