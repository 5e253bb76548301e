"""Who can be written to: e-mail addresses however they are written, each with how it was found; none invented."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from linkfinder.analysis import obfuscation
from linkfinder.analysis.email_addresses import addresses_in
from linkfinder.analysis.mailbox_roles import role_of
from linkfinder.analysis.tree import Outline, RawAnchor, RawForm
from linkfinder.model.page import Block, Contact, ContactKind, Place, StructuredData
from linkfinder.text.cleaning import JOINERS
from linkfinder.urls import site_of, site_of_host

_MAIL_HREF = re.compile(r"mail|znvygb|UnCrypt", re.IGNORECASE)
_MAILTO = re.compile(r"\s*(?:e-?)?mail\s?to\s?:?\s*", re.IGNORECASE)  # as people mistype it too
_SERVICE = re.compile(r"https?://[\w.-]{1,100}/(?=[^/]{1,64}(?:@|%40))")
_LAST = 1_000_000  # where contacts stand that have no place in the text
_MAX_TEXT = 300_000  # characters of visible text that are searched for written-out addresses
_MAX_CONTACTS = 100  # e-mail addresses a page: more is a directory of other people
_PARTS = (
    # name, host, suffix: the three pieces that a script would join
    ("data-part1", "data-part2", "data-part3"),
    ("data-user", "data-domain", "data-tld"),
    ("data-user", "data-host", "data-tld"),
    ("data-user", "data-website", "data-tld"),
    ("data-name", "data-domain", "data-tld"),
    ("data-local", "data-domain", "data-tld"),
    ("data-account", "data-domain", "data-tld"),
)
_WHOLE = (
    "data-email", "data-mail", "data-enc-email", "data-email-address", "data-address", "data-mailto", "data-contact",
    "data-reversed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmailOccurrence:
    """An address where it was seen; `block` orders it on the page."""

    address: str
    found_by: str
    block: int
    place: Place


def read_emails(
    outline: Outline, anchors: Sequence[RawAnchor], structured: StructuredData, blocks: Sequence[Block | None], url: str
) -> tuple[Contact, ...]:
    """Return the e-mail contacts of a page in page order, each address once; `anchors` are those that are no links."""
    text = "\n".join([block.text for block in blocks if block is not None])
    sightings = [
        *_of_anchors(anchors),
        *_of_text(blocks, text),
        *_of_marked(outline),
        *_of_joomla(outline, text),
        *_of_forms(outline.forms),
    ]
    sightings += _of_structured(structured, {_site(seen.address) for seen in sightings}, url)
    decoys = _decoys(anchors)
    sightings = [seen for seen in sightings if seen.address not in decoys]
    first: dict[str, EmailOccurrence] = {}
    for sighting in sorted(sightings, key=lambda seen: seen.block):
        first.setdefault(sighting.address, sighting)
    return tuple(
        Contact(ContactKind.EMAIL, seen.address, seen.found_by, role_of(seen.address), seen.place, url)
        for seen in list(first.values())[:_MAX_CONTACTS]
    )


def _of_structured(structured: StructuredData, shown: Collection[str], url: str) -> Iterator[EmailOccurrence]:
    """Yield addresses in structured data; where readers see addresses too, only those of `shown` sites and the own.

    Templates and publishers put the address of their technical staff there, at a domain of their own.
    """
    for email in structured.emails:
        for address in obfuscation.of_mailto(_MAILTO.sub("", unescape(email))):
            if not shown or _site(address) in shown or _site(address) == site_of(url):
                yield EmailOccurrence(address, "structured", _LAST, Place.BODY)


def _site(address: str) -> str:
    return site_of_host(address.rpartition("@")[2])


def _of_anchors(anchors: Iterable[RawAnchor]) -> Iterator[EmailOccurrence]:
    for anchor in anchors:
        if _MAIL_HREF.search(anchor.href):
            for found_by, address in _of_href(anchor.href.strip()):
                yield EmailOccurrence(address, found_by, anchor.block, anchor.region.place)


def _decoys(anchors: Iterable[RawAnchor]) -> set[str]:
    """Return the addresses that stand in a link's text while its target names another: a style hides a word in it."""
    decoys: set[str] = set()
    for anchor in anchors:
        if anchor.parts and _MAIL_HREF.search(anchor.href):
            named = {address for _, address in _of_href(anchor.href.strip())}
            if named:
                decoys.update(address for _, address in addresses_in("".join(anchor.parts)) if address not in named)
    return decoys


def _of_href(href: str) -> Iterator[tuple[str, str]]:
    mail = _MAILTO.match(href)
    if mail:
        found_by, addresses = "mailto", obfuscation.of_mailto(href[mail.end() :])
    elif "email-protection" in href:
        found_by, addresses = "cloudflare", obfuscation.of_cloudflare(href.partition("#")[2])
    elif href[:7].lower() == "znvygb:":
        found_by, addresses = "obfuscated", obfuscation.turned(href[7:])
    else:
        found_by, addresses = "obfuscated", obfuscation.of_typo3(href)
    return ((found_by, address) for address in addresses)


def _of_forms(forms: Iterable[RawForm]) -> Iterator[EmailOccurrence]:
    """Yield the addresses that forms of static sites are sent to: mailto, or a service with the address in its path."""
    for form in forms:
        action = form.attributes.get("action") or ""
        if "@" in action or "%40" in action:
            for address in obfuscation.of_mailto(_SERVICE.sub("", _MAILTO.sub("", action))):
                yield EmailOccurrence(address, "form", _LAST, form.region.place)


def _of_text(blocks: Sequence[Block | None], text: str) -> Iterator[EmailOccurrence]:
    hinted = _by_block(blocks, obfuscation.find_hints(text[:_MAX_TEXT]))
    if not hinted and "@" not in text:
        return
    for index, block in enumerate(blocks):
        if block is None or not (index in hinted or "@" in block.text):
            continue
        for _, address in addresses_in(_joined(block.text)):
            yield EmailOccurrence(address, "text", index, block.place)
        for part in obfuscation.around(block.text, hinted.get(index, ())):
            for address in obfuscation.written_out(_joined(part)):
                yield EmailOccurrence(address, "obfuscated", index, block.place)


def _joined(text: str) -> str:
    return text if text.isascii() else JOINERS.sub("", text)


def _by_block(blocks: Sequence[Block | None], positions: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """Return, by the index of its block, where in that block each of these positions of the joined text lies."""
    found: dict[int, list[int]] = {}
    if positions:
        lengths = (len(block.text) + 1 if block is not None else 0 for block in blocks)
        ends = list(accumulate(lengths))
        for position in positions:
            index = bisect_right(ends, position)
            found.setdefault(index, []).append(position - (ends[index - 1] if index else 0))
    return found


def _of_marked(outline: Outline) -> Iterator[EmailOccurrence]:
    """Yield what elements hold in their attributes, or write backwards."""
    nodes = outline.marked
    if outline.has_coded_mail:
        # Cloudflare codes every address, also those in menus and pop-ups that a click unfolds.
        nodes = [*nodes, *outline.tree.css("[data-cfemail]")[:_MAX_CONTACTS]]
    for node in nodes:
        place, block = outline.place_at(node) or Place.BODY, outline.block_at(node)
        for found_by, address in _of_data(node.attributes):
            yield EmailOccurrence(address, found_by, block, place)
        if "bidi-override" in (node.attributes.get("style") or ""):
            for address in obfuscation.turned(node.text()[::-1]):
                yield EmailOccurrence(address, "obfuscated", block, place)


def _of_data(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    code = attributes.get("data-cfemail")
    if code:
        yield from (("cloudflare", address) for address in obfuscation.of_cloudflare(code))
    token = attributes.get("data-mailto-token")
    if token:
        yield from (("obfuscated", address) for address in obfuscation.of_typo3_token(token))
    for name, host, suffix in _PARTS:
        if attributes.get(name) and attributes.get(host):
            joined = f"{attributes[name]}@{attributes[host]}.{attributes.get(suffix) or ''}".rstrip(".")
            yield from (("obfuscated", address) for address in obfuscation.turned(joined))
    for name in _WHOLE:
        value = attributes.get(name)
        if value:
            yield from (("obfuscated", address) for address in obfuscation.turned(value))


def _of_joomla(outline: Outline, text: str) -> Iterator[EmailOccurrence]:
    """Yield what Joomla's scripts put together; beside each it says in words that spam bots are kept out."""
    if "spam" in text:
        for address in obfuscation.of_joomla(outline.html):
            yield EmailOccurrence(address, "obfuscated", _LAST, Place.BODY)
