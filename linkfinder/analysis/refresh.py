"""Where a page sends its readers by itself: a refresh in its head, or in the header that came with it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linkfinder import urls
from linkfinder.analysis.parser_limits import make_safe
from linkfinder.net.refresh import read_refresh

_LONGEST = 10
"""Seconds: a page that is shown for longer is a page of its own, or a slide show."""

_HEAD = 65_536  # characters in which it must stand: style sheets and scripts may come before it, the article does not
_MOST = 20  # of them that are looked at
_NOSCRIPT = re.compile(r"<(/?)noscript(?=[\s/>])", re.IGNORECASE)
_AS_TEXT = r"<\1noframes"
"""To a browser that runs scripts, what stands in `noscript` is text; to the parser here, which runs none, it is part of
the page. `noframes` is text to both, and where no tag stands the other name changes nothing.
"""


def refresh_target(html: str, url: str, header: str = "") -> str:
    """Return the absolute address for which a page is left within ten seconds, or an empty string.

    `header` is the value of its Refresh header. A refresh to the page itself, in whatever spelling, is none.
    """
    for value, base in (*((value, url) for value in (header,) if value), *_of_page(html, url)):
        refresh = read_refresh(value)
        target = urls.absolute(refresh.target, base) if refresh and refresh.target else None
        if refresh and target and refresh.seconds <= _LONGEST and not urls.is_same(target, url):
            return target
    return ""


def _of_page(html: str, url: str) -> Iterator[tuple[str, str]]:
    """Yield the refreshes of a page, each with the address that it is relative to."""
    head = html[:_HEAD]
    lowered = head.lower()
    if "http-equiv" not in lowered or "refresh" not in lowered:
        return
    tree = LexborHTMLParser(make_safe(_NOSCRIPT.sub(_AS_TEXT, head)))
    base = url
    for node in tree.css("base[href]")[:1]:
        base = urls.absolute(node.attributes.get("href") or "", url) or url
    for node in tree.css("meta[http-equiv][content]")[:_MOST]:
        if (node.attributes.get("http-equiv") or "").lower() == "refresh" and not _is_in_template(node):
            yield node.attributes.get("content") or "", base


def _is_in_template(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "template":
        parent = parent.parent
    return parent is not None
