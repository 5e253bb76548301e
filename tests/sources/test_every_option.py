"""Every option of every source changes what is asked."""

import pytest

from linkfinder.model.niche import Niche, Topic
from linkfinder.sources.base import SourceRequest
from linkfinder.sources.options import OptionValue, check_options
from linkfinder.sources.registry import SOURCES

GARDENS = Niche(
    "gardens",
    topics=(Topic("roses"), Topic("compost")),
    seed_urls=("https://roses.example/",),
    languages=("en", "de"),
    path="niches/gardens.toml",
)
KEYS = {source.TERMS.key: "k" for source in SOURCES.values() if source.TERMS.key}
NEEDED: dict[str, dict[str, OptionValue]] = {
    "sitemap": {"urls": ("roses.example",)},
    "feed": {"urls": ("https://roses.example/feed",)},
    "searxng": {"base": "https://search.example"},
    "backlinks": {"files": ("a.csv",)},
    "prospects": {"files": ("a.csv",)},
    "commoncrawl_columnar": {"crawl": "CC-MAIN-2026-40"},
}
"""What a source needs before anything else can be set."""

CHANGED: dict[str, dict[str, OptionValue]] = {
    "listed": {"urls": ("compost.example",), "files": ("more.txt",)},
    "prospects": {"files": ("prospects.csv",)},
    "backlinks": {"files": ("b.csv",), "of": "rival.example"},
    "sitemap": {"urls": ("compost.example",), "entries": 7, "depth": 1},
    "feed": {"urls": ("https://compost.example/feed",), "files": ("saved.xml",), "entries": 7},
    "opml": {"urls": ("https://roses.example/blogroll.opml",), "files": ("blogroll.opml",)},
    "site_list": {"urls": ("https://roses.example/links",), "files": ("links.html",)},
    "searxng": {"base": "https://other.example", "engines": ("one",)},
    "brave": {"country": "DE"},
    "mojeek": {},
    "marginalia": {},
    "commoncrawl_cdx": {"domains": ("compost.example",), "crawl": "CC-MAIN-2026-40"},
    "commoncrawl_columnar": {
        "crawl": "CC-MAIN-2026-30", "files": ("x.parquet",), "tlds": ("de",), "most": 7, "parts": 2, "words": ("peat",),
    },
}  # fmt: skip
SEARCH: dict[str, OptionValue] = {"kinds": ("broken_link",), "queries": 1, "pages": 3, "extra": ("rose forum",)}
CASES = [(name, option.name) for name, source in SOURCES.items() for option in source.OPTIONS]


def requests(name: str, options: dict[str, OptionValue]) -> list[SourceRequest]:
    source = SOURCES[name]
    return list(source.requests(GARDENS, check_options(name, source.OPTIONS, options.items()), KEYS))


@pytest.mark.parametrize(("name", "option"), CASES)
def test_the_option_changes_what_is_asked(name: str, option: str) -> None:
    value = CHANGED[name].get(option, SEARCH.get(option))
    assert value is not None, "name a value that is not the default"
    needed = NEEDED.get(name, {})
    if name == "commoncrawl_columnar" and option in {"tlds", "most", "words"}:
        needed = {"files": ("a.parquet",)}  # they are in the query, which comes after the list of a crawl's files
    assert requests(name, needed | {option: value}) != requests(name, needed)
