"""Common Crawl's URL index: which pages of a known domain invite authors, without touching the site.

One request for the list of crawls, then one a domain. It cannot search all domains at once; that is
`commoncrawl_columnar`'s business. Shapes: https://index.commoncrawl.org/ and docs/discovery.md.
"""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from linkfinder import urls
from linkfinder.discovery import footprints
from linkfinder.discovery.addresses import whole_address
from linkfinder.discovery.base import Answer, Ask, Terms
from linkfinder.discovery.json_answers import text_at
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "commoncrawl_cdx"
TERMS = Terms(
    cost="nothing; a free public service that bans clients which ask fast",
    gap=2.0,  # half a request a second: https://status.commoncrawl.org asks for less than one
    keep_hours=24 * 14,  # a crawl appears about once a month
    most_asks=200,
)
OPTIONS: tuple[Option, ...] = (
    Option("domains", Type.TEXTS, "the domains to look up; the sites of the niche's seeds when empty", ()),
    Option("crawl", Type.TEXT, "the crawl to ask, such as CC-MAIN-2026-40, or latest", "latest"),
)

PROMISE = 0.75
"""The address itself says that it invites authors, and it answered 200 when Common Crawl saw it."""

_CRAWLS = "https://index.commoncrawl.org/collinfo.json"
_INDEX = "https://index.commoncrawl.org/{crawl}-index"
_MOST = 100  # pages of one domain whose address invites authors: more is an archive of guest posts
_NOTHING = 404  # how the index says that it has no such page


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the list of crawls, or, with a crawl named, every domain's look-up."""
    sites = options.texts("domains") or tuple(dict.fromkeys(map(urls.site_of, niche.seed_urls)))
    pattern = footprints.door_pattern(niche.languages)
    if options.text("crawl") == "latest":
        yield Ask(_CRAWLS, "the latest crawl of Common Crawl", about=(pattern, *sites), is_service=True)
    else:
        yield from _look_ups(_INDEX.format(crawl=quote(options.text("crawl"))), pattern, sites)


def seeds(answer: Answer) -> Iterator[Seed]:
    """Yield the pages of a look-up, each once; raise DiscoveryError when the index answers with something else."""
    if answer.ask.url == _CRAWLS or answer.status == _NOTHING:
        return
    found: dict[str, str] = {}
    for line in answer.body.splitlines():
        if url := whole_address(text_at(_record(line, answer), "url")):
            found.setdefault(urls.canonical(url), url)
    for url in found.values():
        yield Seed(url, NAME, f"{answer.ask.why}: its address invites authors", PROMISE)


def follow_ups(answer: Answer) -> Iterator[Ask]:
    """Yield every domain's look-up in the newest crawl once the list of crawls is there."""
    if answer.ask.url != _CRAWLS:
        return
    try:
        newest = str(json.loads(answer.body)[0]["cdx-api"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise DiscoveryError(f"{NAME}: the list of crawls cannot be read; name one with the option crawl") from error
    if not urls.is_on_domain(newest, "commoncrawl.org"):
        raise DiscoveryError(f"{NAME}: the list of crawls leads elsewhere; name a crawl with the option crawl")
    pattern, *sites = answer.ask.about
    yield from _look_ups(newest, pattern, tuple(sites))


def _look_ups(index: str, pattern: str, sites: tuple[str, ...]) -> Iterator[Ask]:
    for site in sites:
        parameters = [
            ("url", f"*.{site}"),
            ("output", "json"),
            ("filter", "status:200"),
            ("filter", f"~url:.*{pattern}"),
            ("fl", "url,timestamp,status"),
            ("limit", str(_MOST)),
        ]
        yield Ask(
            f"{index}?{urlencode(parameters)}", f"Common Crawl knows {site}", is_service=True, accepts=(_NOTHING,)
        )


def _record(line: bytes, answer: Answer) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DiscoveryError(f"{NAME}: {answer.ask.why}: the index did not answer in JSON; try again later") from error
    return record if isinstance(record, dict) else {}
