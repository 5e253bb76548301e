"""Every source there is, written by hand: order is what people see, and the type checker looks at each entry."""

from collections.abc import Mapping

from linkfinder.discovery import (
    backlinks,
    brave,
    commoncrawl_cdx,
    commoncrawl_columnar,
    feed,
    listed,
    marginalia,
    mojeek,
    opml,
    prospects,
    searxng,
    site_list,
    sitemap,
)
from linkfinder.discovery.base import Source
from linkfinder.discovery.options import did_you_mean
from linkfinder.errors import DiscoveryError

SOURCES: Mapping[str, Source] = {
    listed.NAME: listed,
    prospects.NAME: prospects,
    backlinks.NAME: backlinks,
    sitemap.NAME: sitemap,
    feed.NAME: feed,
    opml.NAME: opml,
    site_list.NAME: site_list,
    searxng.NAME: searxng,
    brave.NAME: brave,
    mojeek.NAME: mojeek,
    marginalia.NAME: marginalia,
    commoncrawl_cdx.NAME: commoncrawl_cdx,
    commoncrawl_columnar.NAME: commoncrawl_columnar,
}


def source_named(name: str) -> Source:
    """Return a source; raise DiscoveryError with the nearest name when there is none of that name."""
    if name not in SOURCES:
        raise DiscoveryError(f'source "{name}" is unknown; {did_you_mean(name, SOURCES)}')
    return SOURCES[name]
