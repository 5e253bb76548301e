"""Backlink exports: pages that already link to a competitor, or to us.

Reads the tables that Ahrefs, Semrush, Moz, Majestic and Google Search Console export, by page or by domain; columns
are recognised by name, and an unknown tool's by their content. See docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from linkfinder import urls
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import delimited, named_files
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import SourceRequest, SourceResponse, SourceTerms, no_follow_ups
from linkfinder.sources.delimited import read_rows
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "backlinks"
TERMS = SourceTerms(cost="nothing; the tools' own subscriptions cost what they cost, Search Console is free", delay=0.0)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("files", OptionType.TEXTS, "exported CSV files, from the niche file's folder; * stands for any name"),
    SourceOption(
        "of", OptionType.TEXT, "the site that was looked up, when the export does not name it", "the site looked up"
    ),
)

FOLLOWED_LINK_PRIORITY = 0.65
"""The page links to a competitor, so it is about the niche and links out; whether it takes another link is unknown."""

NOFOLLOW_LINK_PRIORITY = 0.5
"""Comments, directories and paid places are mostly nofollow; editors' links seldom are."""

LOST_LINK_PRIORITY = 0.55
"""It linked once; somebody cares for that page, and the place may be free."""

_PAGES = (
    "referring page url",  # Ahrefs
    "source url",  # Semrush, Majestic, newer Moz
    "linking page",  # Search Console
    "url from", "backlink", "from url", "url",  # API forms, older Moz
)  # fmt: skip
_DOMAINS = ("referring domain", "linking domain", "root domain", "domain", "site", "source domain", "item")
_TARGETS = ("target url", "link url", "url to", "target page", "to url", "target")
_ANCHORS = ("anchor", "anchor text", "link anchor", "left context")
_NOFOLLOWS = ("nofollow", "flagnofollow", "flag nofollow", "link nofollow", "type")
_LOSSES = ("lost status", "lost link", "lost", "date lost", "flag deleted", "flagdeleted")
_YES = frozenset({"true", "yes", "1", "nofollow", "+"})
_NO = frozenset({"", "false", "no", "0", "-", "none", "n/a"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column says what; an empty name when the table does not say."""

    source: str
    target: str
    anchor: str
    nofollow: str
    lost: str


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the files to read."""
    for request in named_files.file_requests(niche, options.texts("files"), "backlink export"):
        yield SourceRequest(request.url, request.purpose, request.method, context=(options.text("of"),))


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the linking page or domain of every row; raise DiscoveryError when no column names them."""
    rows = list(read_rows(answer.body))
    layout = _layout(rows)
    if rows and not layout.source:
        raise DiscoveryError(
            f"{NAME}: {answer.request.url}: no column names the linking pages; export backlinks (not keywords or pages)"
        )
    for row in rows:
        if url := url_or_domain(row.get(layout.source, "")):
            yield Seed(url, NAME, _reason(row, layout, answer.request.context[0]), _priority(row, layout))


follow_ups = no_follow_ups


def _layout(rows: delimited.TableRows) -> _Layout:
    source = (
        delimited.column_named(rows, _PAGES) or delimited.column_named(rows, _DOMAINS) or delimited.address_column(rows)
    )
    return _Layout(
        source=source,
        target=delimited.column_named(rows, _TARGETS),
        anchor=delimited.column_named(rows, _ANCHORS),
        nofollow=delimited.column_named(rows, _NOFOLLOWS),
        lost=delimited.column_named(rows, _LOSSES),
    )


def _reason(row: Mapping[str, str], layout: _Layout, looked_up: str) -> str:
    target = url_or_domain(row.get(layout.target, "")) if layout.target else None
    verb = "linked" if _is_lost(row, layout) else "links"
    anchor = sanitize(row.get(layout.anchor, ""), 60)
    words = f' with the words "{anchor}"' if anchor else ""
    return f"{verb} to {urls.site_of(target) if target else looked_up}{words}"


def _priority(row: Mapping[str, str], layout: _Layout) -> float:
    if _is_lost(row, layout):
        return LOST_LINK_PRIORITY
    return NOFOLLOW_LINK_PRIORITY if row.get(layout.nofollow, "").casefold() in _YES else FOLLOWED_LINK_PRIORITY


def _is_lost(row: Mapping[str, str], layout: _Layout) -> bool:
    return row.get(layout.lost, "").casefold() not in _NO
