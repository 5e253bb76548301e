"""The words an address is made of: what a page at that address ought to be about."""

import re

from linkfinder.linkcheck.targets import path_in
from linkfinder.text.folding import fold
from linkfinder.urls import site_of_host

_WORD = re.compile(r"[a-z]{4,30}")
# fmt: off
_UNINFORMATIVE_WORDS = frozenset({
    # Words that stand in addresses whatever the page is about.
    "html", "index", "page", "pages", "post", "posts", "blog", "article", "articles", "news", "story", "stories",
    "category", "categories", "author", "archive", "archives", "product", "products", "item", "items", "default",
    "home", "main", "aspx", "view", "show", "detail", "details", "content", "contents", "node", "with", "from",
    "your", "that", "this", "what", "when", "where", "which", "about", "their", "have", "will", "than", "into",
    "more", "best", "wiki", "file", "files", "document", "documents", "download", "downloads", "media", "static",
    "assets", "uploads", "public", "users", "user", "profile",
})
# fmt: on
_MAX_WORDS = 12


def slug_words(url: str) -> tuple[str, ...]:
    """Return the telling words in the last part of an address's path, at most twelve; none when it has no words."""
    if not _WORD.search(url, url.rfind("/", 0, len(url) - 1)):
        return ()
    segments = [segment for segment in fold(path_in(url)[:500]).split("/") if segment]
    if not segments:
        return ()
    words = dict.fromkeys(word for word in _WORD.findall(segments[-1]) if word not in _UNINFORMATIVE_WORDS)
    return tuple(words)[:_MAX_WORDS]


def site_label_of(host: str) -> str:
    """Return the name in a host: `acme` of `www.acme.co.uk`."""
    return site_of_host(host).partition(".")[0]
