"""Pointers: call-outs on a page that invites nobody itself, with a link to a page of the site that does.

The page behind the link is what a person needs: the crawl visits it first. The call-out itself is listed among the
rejected pages, with the address it leads to, so that a site is not lost when that page cannot be read.
"""

from linkfinder.kinds.guest_post.facts import GUEST_POST
from linkfinder.kinds.guest_post.signals import last_segment
from linkfinder.kinds.statements import PageStatements
from linkfinder.model.opportunity import Evidence, Rejection
from linkfinder.model.page import EDITORIAL_PLACES, Link
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import guest_post_slugs, phrase_matcher
from linkfinder.text.sentences import shorten
from linkfinder.urls import site_of

POINTER = "pointer"

_ANCHOR_WORDS = 8
"""Words of a call-out: `Would you like to write for us?`; a longer anchor is a sentence or a headline."""


def find_pointers(reading: PageStatements) -> tuple[Rejection, ...]:
    """Return the first call-out in the text that links to another page of the site and names it as an invitation."""
    page = reading.page
    site, slugs = site_of(page.url), guest_post_slugs(reading.extra)
    for link in page.shown_links:
        if link.place not in EDITORIAL_PLACES or link.url == page.url or site_of(link.url) != site:
            continue
        if last_segment(link.url) in slugs and _invites(link, reading):
            evidence = Evidence(POINTER, shorten(link.sentence or link.anchor), link.place)
            return (Rejection(GUEST_POST, POINTER, (evidence,), f"leads to {link.url}"),)
    return ()


def _invites(link: Link, reading: PageStatements) -> bool:
    folded = fold(link.anchor[:300])
    if not folded or len(folded.split()) > _ANCHOR_WORDS:
        return False
    hits = phrase_matcher(reading.extra).find(folded, reading.languages)
    return any(hit.group in (Group.INVITE, Group.GUIDELINES, Group.GUEST) for hit in hits)
