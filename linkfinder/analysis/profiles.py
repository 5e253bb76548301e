"""Profiles on social networks and the people who write: whose page it is, and where else to reach them.

Share buttons, single posts and embedded feeds are no profiles; a link in running text is somebody else's profile.
"""

# ruff: noqa: RUF001, SIM905 (apostrophes that names have; word lists read best as text)

import re
from collections.abc import Iterable, Iterator, Sequence

from linkfinder.analysis.tree import Outline
from linkfinder.data.bylines import byline_start, no_name
from linkfinder.data.sites import has_profiles
from linkfinder.model.page import Block, Contact, ContactKind, Link, Place, StructuredData
from linkfinder.text.cleaning import clean
from linkfinder.urls import absolute, canonical, path_of

_MAX_PROFILES = 30
_MAX_PERSONS = 10
_PROFILE_PATH = re.compile(
    r"/(?:@?[\w.%-]{2,60}|(?:in|company|school|pub|user|users?|u|r|c|channel|profile|people|groups?|pages|profiles)/[\w.%@-]{2,80}"
    r"(?:/[\w.%-]{1,60})?)/?"
)
_NOT_PROFILES = frozenset(
    "/share /sharer /sharer.php /intent /home /login /signup /search /explore /hashtag /about /privacy /terms "
    "/policies /watch /embed /plugins /tr /dialog /sharearticle /sharing /settings /help /legal /i /messages /tos /p "
    "/submit /features /pricing /marketplace /shareArticle /cws /feed /playlist /results /pin /business /ads /events "
    "/groups".split()
)
_OWN = frozenset({Place.HEADER, Place.FOOTER, Place.NAV, Place.SIDEBAR, Place.AUTHOR_BIO})

_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]{0,30}\s){1,3}[^\W\d_][\w'’-]{1,30}")
_MAX_BYLINE = 80
_NOT_AUTHORS = frozenset({Place.COMMENT, Place.SIDEBAR, Place.FOOTER, Place.NAV})
_NEAR = 200  # characters of an element that names an author: more is a whole author box


def read_profiles(links: Sequence[Link], structured: StructuredData, url: str) -> tuple[Contact, ...]:
    """Return the social profiles of the site and its author, in page order, each once."""
    found: dict[str, Contact] = {}
    for link in links:
        if (link.place in _OWN or "me" in link.rel) and is_profile(link.url):
            profile = canonical(link.url)
            found.setdefault(profile, Contact(ContactKind.SOCIAL, profile, "profile", "", link.place, url))
    for text in structured.same_as:
        address = canonical(absolute(text, url) or "")
        if address and is_profile(address):
            found.setdefault(address, Contact(ContactKind.SOCIAL, address, "structured", "", Place.BODY, url))
    return tuple(found.values())[:_MAX_PROFILES]


def is_profile(url: str) -> bool:
    """Tell whether an address is a profile on a social network, not a share button or a single post."""
    if not has_profiles(url.split("/", 3)[2]):  # a canonical address: the third piece is the host
        return False
    path = path_of(url)
    return _PROFILE_PATH.fullmatch(path) is not None and "/" + path.split("/")[1].lower() not in _NOT_PROFILES


def read_persons(outline: Outline, structured: StructuredData, near: Iterable[Block], url: str) -> tuple[Contact, ...]:
    """Return the people whom the page names as its writers, each once; `near` are the blocks around the heading."""
    sources = (
        ("structured", structured.authors),
        ("meta author", outline.metas.get("author", [])),
        ("byline", _of_anchors(outline)),
        ("byline", _of_elements(outline)),
        ("byline", _of_blocks(near)),
    )
    found: dict[str, Contact] = {}
    for found_by, names in sources:
        for name in names:
            person = person_of(name)
            if person and person.casefold() != structured.site_name.casefold():
                found.setdefault(
                    person.casefold(), Contact(ContactKind.PERSON, person, found_by, "personal", page_url=url)
                )
        if found:
            break  # the weaker sources only repeat, or name those who wrote the comments
    return tuple(found.values())[:_MAX_PERSONS]


def person_of(text: str) -> str:
    """Return the name of one person that a byline holds, or an empty string: no department, no company, no sentence."""
    line = byline_start().sub("", clean(text[:_MAX_BYLINE]))
    line = line.split("|")[0].split(",")[0].split(" - ")[0].strip(" .:•·")
    if not _NAME.fullmatch(line) or no_name().search(line):
        return ""
    words = line.split()
    return line if _is_name(words[0]) and _is_name(words[-1]) else ""


def _is_name(word: str) -> bool:
    """Tell whether a word has a capital, or is of a script that has none."""
    return word.lower() == word.upper() or any(map(str.isupper, word))


def _of_anchors(outline: Outline) -> Iterator[str]:
    for anchor in outline.anchors:
        if "author" in (anchor.attributes.get("rel") or "") and anchor.region.place not in _NOT_AUTHORS:
            yield "".join(anchor.parts)


def _of_elements(outline: Outline) -> Iterator[str]:
    for node in outline.bylines[:_MAX_PERSONS]:
        text = node.text(separator=" ")
        if len(text) <= _NEAR and outline.place_at(node) not in _NOT_AUTHORS:
            yield text


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if len(block.text) <= _MAX_BYLINE and block.place is not Place.COMMENT and byline_start().match(block.text):
            yield block.text
