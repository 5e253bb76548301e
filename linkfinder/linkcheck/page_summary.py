"""The summary of a response: enough of the page to judge whether it is one, at a tenth of the cost of reading it.

`analysis.read_page` reads a page for what stands in it; here only title, headings, the beginning of the text, and what
the page says of its own URL are needed, once for every link of a whole crawl.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.page_class import classify
from linkfinder.analysis.parser_limits import make_safe
from linkfinder.model.page import PageClass
from linkfinder.net.exchange import HttpResponse
from linkfinder.net.refresh import read_refresh
from linkfinder.text.cleaning import clean
from linkfinder.text.folding import fold
from linkfinder.text.scripts import CHARACTERS_PER_WORD, count_unspaced

_MAX_TEXT = 5000
"""Characters of visible text that are kept: an error says what it is in its first lines."""

_FIRST_LINES = 1500  # characters in which a notice says what it is, menus that are no `nav` included
_MAX_WORDS = 500  # beyond the 450 words that `page_class` grants to a notice with a list of articles below it
_MAX_HEADINGS = 8
_MAX_LINE = 300
_UNREAD = ("script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "aside")
_SMALL = 4096
SUMMARY_CACHE_SIZE = 256
"""Summaries of small responses that are kept: error pages, default pages and parked pages are alike on many hosts."""

_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x1f\x8b", b"\x00\x00\x00", b"ID3")
"""How files begin that are no pages, whatever the server calls them (the WHATWG MIME Sniffing Standard, section 6)."""
_TAG = re.compile(rb"\s{0,200}<(?:!doctype html|html|head|body|title|!--)", re.IGNORECASE)
_LONGEST_REFRESH = 10
"""Seconds above which a refresh is no redirect: it shows the next page of a series."""


@dataclass(frozen=True, eq=False)
class PageSummary:
    """The beginning of a page. `words` counts those that were read: the page has at least so many.

    Summaries are compared by identity, so that results about one can be cached cheaply.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    words: int = 0
    scripts: int = 0
    canonical: str = ""  # rel=canonical or og:url, as written
    refresh: str = ""  # where a meta refresh leads, as written
    has_password: bool = False
    is_html: bool = True

    @cached_property
    def normalised(self) -> str:
        """Title, headings and text in the form phrases are matched in."""
        return fold(" ".join((self.title, *self.headings, self.text)))

    @cached_property
    def normalised_headings(self) -> str:
        """Title and headings in the form phrases are matched in."""
        return fold(" . ".join((self.title, *self.headings)))

    @property
    def is_shell(self) -> bool:
        """Whether scripts fill the page in a browser, so that its text is not in the HTML."""
        return self.is_html and self.scripts > 0 and self.words < _SHELL_WORDS


_SHELL_WORDS = 8  # "Loading ...", a name, "please wait": less is no page


def read_page_summary(answer: HttpResponse) -> PageSummary | None:
    """Return the summary of a response's body, or None when it is no text."""
    content_type = answer.headers.get("content-type", "")
    return (
        _summarise_cached(answer.body, content_type)
        if len(answer.body) <= _SMALL
        else _summarise(answer.body, content_type)
    )


def _summarise(body: bytes, content_type: str) -> PageSummary | None:
    kind = content_type.partition(";")[0].strip().lower()
    if not body.strip() or body.startswith(_MAGIC):
        return None
    if kind in _HTML_TYPES or _TAG.match(body):
        return _of_html(decode_html(body, content_type))
    if kind.startswith("text/"):
        text = clean(decode_html(body[:_MAX_TEXT], content_type))
        return PageSummary(text=text, words=_count(text), is_html=False)
    return None


_summarise_cached = lru_cache(maxsize=SUMMARY_CACHE_SIZE)(_summarise)


def page_class_of(summary: PageSummary, url: str) -> tuple[PageClass, str]:
    """Return the class of a page, and the words on it that say so."""
    if not _may_be_notice(summary):
        return PageClass.NORMAL, ""
    return classify(summary.title, summary.headings, summary.text, summary.words, url)


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _may_be_notice(summary: PageSummary) -> bool:
    # As if there were nothing else to read, at a URL that names an error: suspected too easily on purpose.
    return classify(summary.title, summary.headings, summary.text[:_FIRST_LINES], 1, "/404")[0] is not PageClass.NORMAL


def _of_html(html: str) -> PageSummary:
    tree = LexborHTMLParser(make_safe(html))
    metas = _metas(tree)
    titles = tree.tags("title")
    scripts = len(tree.tags("script"))
    has_password = any((node.attributes.get("type") or "").lower() == "password" for node in tree.tags("input"))
    canonical = _canonical(tree) or metas.get("og:url", "")
    tree.strip_tags(list(_UNREAD))
    text = _beginning(tree.body.text(separator=" ")) if tree.body else ""
    return PageSummary(
        title=clean(titles[0].text())[:_MAX_LINE] if titles else "",
        headings=_headings(tree),
        text=text,
        words=_count(text),
        scripts=scripts,
        canonical=canonical,
        refresh=_refresh(metas.get("refresh", "")),
        has_password=has_password,
    )


def _beginning(text: str) -> str:
    """Return the first words of a text on one line; the rest of a long one is not read."""
    return clean(" ".join(text.split(None, _MAX_WORDS)[:_MAX_WORDS])[:_MAX_TEXT])


def _headings(tree: LexborHTMLParser) -> tuple[str, ...]:
    nodes: list[LexborNode] = [*tree.tags("h1"), *tree.tags("h2")][:_MAX_HEADINGS]
    return tuple(text for node in nodes if (text := clean(node.text(separator=" "))[:_MAX_LINE]))


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.tags("meta"):
        attributes = node.attributes
        name = attributes.get("http-equiv") or attributes.get("property") or ""
        content = attributes.get("content")
        if name and content and not _is_for_no_scripts(node):
            found.setdefault(name.strip().lower(), content)
    return found


def _is_for_no_scripts(node: LexborNode) -> bool:
    """Return whether an element is for readers without JavaScript: its refresh is no redirect of the page."""
    return node.parent is not None and node.parent.tag == "noscript"


def _canonical(tree: LexborHTMLParser) -> str:
    for node in tree.tags("link"):
        attributes = node.attributes
        if "canonical" in (attributes.get("rel") or "").lower().split():
            return (attributes.get("href") or "").strip()
    return ""


def _refresh(content: str) -> str:
    found = read_refresh(content)
    return found.target if found and found.seconds <= _LONGEST_REFRESH else ""


def _count(text: str) -> int:
    words = text.count(" ") + 1 if text else 0
    return words + count_unspaced(text) // CHARACTERS_PER_WORD
