"""All sources, listed by hand in the order in which users see them; the type checker checks each entry."""

from collections.abc import Mapping

from linkfinder.errors import DiscoveryError
from linkfinder.sources import (
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
from linkfinder.sources.base import SourceModule
from linkfinder.text.suggestions import did_you_mean

SOURCES: Mapping[str, SourceModule] = {
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


def source_named(name: str) -> SourceModule:
    """Return a source; raise DiscoveryError with the nearest name when there is none of that name."""
    if name not in SOURCES:
        raise DiscoveryError(f'source "{name}" is unknown; {did_you_mean(name, SOURCES)}')
    return SOURCES[name]
