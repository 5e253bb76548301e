"""A small web of saved pages, some of them labelled: read from a folder outside the project, never copied into it.

The index has one JSON line a page: `url`, `title` and `file`, relative to the index. A host without a saved home page
gets one: its own pages and six other hosts, in the footer. Every second host has a sitemap. Labels stand in
`labels.jsonl` of a set's folder, as `make eval` reads them.
"""

import hashlib
import html
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NEIGHBOURS = 6
LABEL = "accepts_guest_posts"
HTML = "text/html; charset=utf-8"

Key = tuple[str, str]
Answer = tuple[int, str, str | bytes]


def key_of(url: str) -> Key:
    """Return what makes two addresses the same here: host, and path with query."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") or "/"
    return (parts.hostname or "").lower(), f"{path}?{parts.query}" if parts.query else path


class SavedWeb:
    """Saved pages by address; `answer` serves them under the names of their hosts."""

    def __init__(self, index: Path) -> None:
        self._folder = index.parent
        self._pages: dict[Key, dict[str, Any]] = {}
        self._of_host: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for page in _lines(index):
            key = key_of(page["url"])
            self._pages.setdefault(key, page)
            self._of_host[key[0]].append(page)
        order = sorted(self._of_host, key=lambda host: hashlib.sha1(host.encode(), usedforsecurity=False).hexdigest())
        self.hosts = {host: place for place, host in enumerate(order)}

    @property
    def guest_post_pages(self) -> set[Key]:
        """The pages that are labelled as taking guest posts."""
        files = {path.parent.name: dict(_labels(path)) for path in self._folder.glob("*/labels.jsonl")}
        return {key for key, page in self._pages.items() if key[0] and _is_labelled(page["file"], files)}

    def answer(self, host: str, path: str) -> Answer:
        """Return status, content type and body of an address."""
        key = key_of(f"http://{host}{path}")
        if key[0] not in self.hosts:
            return 502, "text/plain", "unknown host"
        if key in self._pages:
            return 200, HTML, (self._folder / self._pages[key]["file"]).read_bytes()
        if key[1] == "/":
            return 200, HTML, self._home(key[0])
        if key[1] == "/sitemap.xml" and self.hosts[key[0]] % 2 == 0:
            return 200, "application/xml", self._sitemap(key[0])
        return 404, HTML, "<title>Not found</title><h1>Not found</h1>"

    def _home(self, host: str) -> str:
        order = list(self.hosts)
        place = self.hosts[host]
        near = [order[(place + step) % len(order)] for step in range(1, NEIGHBOURS + 1)]
        own = "".join(_item(page["url"], page.get("title") or page["url"]) for page in self._of_host[host])
        other = "".join(_item(f"http://{each}/", each) for each in near if each != host)
        return (
            f"<!doctype html><title>{host}</title><h1>{host}</h1><main><p>Home of {host}.</p></main>"
            f"<footer><ul>{own}</ul><ul>{other}</ul></footer>"
        )

    def _sitemap(self, host: str) -> str:
        rows = "".join(f"<url><loc>{html.escape(page['url'])}</loc></url>" for page in self._of_host[host])
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def _item(url: str, title: str) -> str:
    return f'<li><a href="{html.escape(url)}">{html.escape(title)}</a></li>'


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _labels(path: Path) -> Iterator[tuple[str, bool]]:
    for label in _lines(path):
        yield label["id"], label.get(LABEL) == "yes"


def _is_labelled(file: str, labels: dict[str, dict[str, bool]]) -> bool:
    parts = Path(file).parts
    return bool(parts) and labels.get(parts[0], {}).get(Path(file).stem, False)
