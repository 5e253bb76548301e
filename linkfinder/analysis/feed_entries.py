"""Entries of RSS and Atom feeds: the page each stands for, and its day (rssboard.org/rss-specification, RFC 4287)."""

from datetime import date
from email.utils import parsedate_to_datetime

from linkfinder.analysis.untrusted_xml import XmlNode

ENTRY_NAMES = ("item", "entry")
"""Elements that are an entry: RSS's and Atom's."""


def entry_link(entry: XmlNode) -> str:
    """Return the address of an entry's page: RSS's link, Atom's alternate link, or a guid that is an address."""
    if text := entry.first("link"):
        return text
    links = [child.attributes for child in entry.children if child.name == "link"]
    alternates = [link for link in links if link.get("rel", "alternate") == "alternate"]
    if alternates:
        return alternates[0].get("href", "")
    guid = entry.first("guid", "id")
    return guid if "://" in guid else ""


def entry_day(entry: XmlNode) -> str:
    """Return when an entry was changed, as an ISO date or as Atom writes it; empty when it does not say."""
    if text := entry.first("updated", "published", "date", "modified", "issued"):
        return text
    day = _day_of_rss(entry.first("pubdate", "lastbuilddate"))
    return day.isoformat() if day else ""


def _day_of_rss(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text else None
    except (ValueError, OverflowError):
        return None
