"""Links of a page: absolute address, anchor, rel, place, and the words around."""

import re
from collections.abc import Sequence

from linkfinder.analysis.tree import RawAnchor
from linkfinder.model.page import Block, Link
from linkfinder.text.cleaning import clean
from linkfinder.urls import absolute, is_same_site, root_of

_MAX_ANCHOR = 300
_MAX_SENTENCE = 300
_MAX_HREF = 2_000  # characters; longer ones are data in disguise
_NOT_WEB = re.compile(r"(?!https?:|//)(?:#|[a-z][a-z0-9+.-]{1,20}:)", re.IGNORECASE)

_CHARS = r"[A-Za-z0-9_~$!&'()*+,;=@./-]"  # what parsing leaves as it is
_ESCAPED = r"%(?!2[eE])[0-9A-Fa-f]{2}"  # an escaped dot is a dot
_PATH = rf"/(?!/|cdn-cgi/){_CHARS}*(?:(?:{_ESCAPED}|:){_CHARS}*)*"
_PLAIN = re.compile(rf"((?:https?:)?//[a-z0-9.-]+\.[a-z]{{2,24}})?({_PATH})?")
_PLAIN_QUERY = re.compile(r"[A-Za-z0-9_.~%&=+/:,;@!*()$?-]+")
_PLAIN_NAME = re.compile(rf"(?![/.]){_CHARS}+(?:{_ESCAPED}{_CHARS}*)*")
_REPLAY = re.compile(r"https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?=(?P<rest>.))")


def base_of(url: str, declared: str) -> str:
    """Return the address that relative links count from: `<base href>` where it is http or https, else the page's."""
    return (declared and absolute(declared, url)) or url


class LinkResolver:
    """Turns the value of `href` into addresses to ask; the same as `urls.absolute`, several times as fast.

    Most addresses of a page are plain: nothing in them needs parsing. Copies in the Wayback Machine have its address
    before every link; on such a page the links are those the author wrote.
    """

    def __init__(self, url: str, base: str) -> None:
        """Take the page's own address and the one that relative links count from."""
        home = root_of(base)
        self._base = base
        self._origin = home[:-1]
        self._scheme = home.partition("//")[0]
        self._folder = f"{base.partition('?')[0].rpartition('/')[0]}/" if base.startswith(home) else ""
        self.is_copy = _REPLAY.match(url) is not None
        self._known: dict[str, str | None] = {}

    def resolve(self, href: str) -> str | None:
        """Return the address that a trimmed `href` means, or None when it is no web address."""
        address = self._known.get(href, "")  # None is an answer, an empty string is none yet
        if address == "":
            self._known[href] = address = self._resolve(href)
        return address

    def _resolve(self, href: str) -> str | None:
        path, mark, query = href, "", ""
        if "#" in href or "?" in href:
            path, mark, query = href.partition("#")[0].partition("?")
        address = self._plain(path) if path and len(href) <= _MAX_HREF else ""
        if not address or (mark and not _PLAIN_QUERY.fullmatch(query)):
            address = self._parsed(href)
        elif mark:
            address += f"?{query}"
        return (as_written(address) if self.is_copy else address) or None

    def _plain(self, href: str) -> str:
        """Return the address of an `href` in which nothing needs parsing, or an empty string."""
        if "/." in href or "xn--" in href or not self._origin:
            return ""
        found = _PLAIN.fullmatch(href)
        if found is None:
            return self._folder + href if self._folder and _PLAIN_NAME.fullmatch(href) else ""
        end_of_host = found.end(1)
        if end_of_host < 0:
            return self._origin + href
        address = href if href[0] == "h" else self._scheme + href
        return address if end_of_host < len(href) else f"{address}/"

    def _parsed(self, href: str) -> str:
        if len(href) > _MAX_HREF or _NOT_WEB.match(href) or "/cdn-cgi/l/email-protection" in href:
            return ""
        return absolute(href, self._base) or ""


def as_written(address: str) -> str:
    """Return the address that a Wayback Machine address stands for; any other address comes back as it is."""
    found = _REPLAY.match(address)
    if found is None:
        return address
    rest = address[found.end() :]
    return absolute(rest if rest.startswith(("http:", "https:")) else f"http://{rest}", address) or ""


def read_links(
    anchors: Sequence[RawAnchor], blocks: Sequence[Block | None], resolver: LinkResolver
) -> tuple[tuple[Link, ...], list[RawAnchor]]:
    """Return the web links in page order, and the shown anchors that lead elsewhere: mailto, scripts and the like.

    `blocks` are the finished blocks, None where one was empty.
    """
    links, others = [], []
    resolve, is_copy = resolver.resolve, resolver.is_copy
    for anchor in anchors:
        href = anchor.href.strip()
        url = resolve(href) if href else None
        if url is None:
            if not anchor.is_folded:
                others.append(anchor)
        else:
            # In a copy the written address is the archive's; the author wrote the other one.
            links.append(_link(anchor, url if is_copy else href, url, blocks))
    return tuple(links), others


def frame_links(frames: Sequence[str], page_url: str, resolver: LinkResolver) -> tuple[Link, ...]:
    """Return the pages of the same site that a page shows in frames, each once, as folded links."""
    found = dict.fromkeys(resolver.resolve(frame.strip()) for frame in frames if frame.strip())
    return tuple([Link(url, "", is_folded=True) for url in found if url and is_same_site(url, page_url)])


def _link(anchor: RawAnchor, href: str, url: str, blocks: Sequence[Block | None]) -> Link:
    parts = anchor.parts
    text = clean("".join(parts)) if parts else ""
    rel = anchor.attributes.get("rel")
    is_in_text = text and not anchor.is_folded and anchor.block < len(blocks)
    block = blocks[anchor.block] if is_in_text else None
    heading = blocks[anchor.heading] if anchor.heading >= 0 else None
    return Link(
        url,
        (text or _unwritten(anchor))[:_MAX_ANCHOR],
        tuple(rel.lower().split()) if rel else (),
        anchor.region.place,
        sentence_around(block.text, text) if block is not None else "",
        heading.text if heading is not None else "",
        is_image=not text and anchor.image_text is not None,
        href="" if href == url else href,
        is_folded=anchor.is_folded,
    )


def _unwritten(anchor: RawAnchor) -> str:
    """Return what stands for a text where an anchor has none: that of its image, or its title."""
    attributes = anchor.attributes
    return clean(anchor.image_text or attributes.get("title") or attributes.get("aria-label") or "")


def sentence_around(text: str, anchor: str) -> str:
    """Return the words around an anchor in its block, at most 300 characters, cut at spaces."""
    if len(text) <= _MAX_SENTENCE:
        return text
    at = max(text.find(anchor), 0)
    around = max(_MAX_SENTENCE - len(anchor), 0)
    start = max(0, min(at - around // 2, len(text) - _MAX_SENTENCE))
    if start:
        start = text.find(" ", start, at) + 1 or start
    end = start + _MAX_SENTENCE
    if end < len(text):
        end = max(text.rfind(" ", 0, end), min(at + len(anchor), end))
    return text[start:end].strip()
