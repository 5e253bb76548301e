"""Exports as the tools write them: real column names, invented rows."""

import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.seed import Seed
from linkfinder.sources import backlinks
from linkfinder.sources.base import SourceResponse
from linkfinder.sources.options import OptionValue, check_options

NICHE = Niche("dental", topics=(Topic("teeth"),), seed_urls=(), path="dental.toml")
AHREFS = (
    '"Referring page title"\t"Referring page URL"\t"Language"\t"Domain rating"\t"Target URL"\t"Anchor"\t'
    '"Type"\t"Nofollow"\t"Lost status"\t"First seen"\n'
    '"Ten tips"\t"https://teeth.example/tips"\t"en"\t"41"\t"https://rival.example/guide"\t"the guide"\t"text"\t'
    '"false"\t""\t"2026-01-02"\n'
    '"Old"\t"https://gums.example/old"\t"en"\t"3"\t"https://rival.example/"\t"rival"\t"text"\t"true"\t'
    '"Link removed"\t"2020-01-02"\n'
)
SEMRUSH = (
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,Sponsored,Ugc,Text,"
    "Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"
    "12,Tips,https://teeth.example/tips,https://rival.example/,rival,3,9,true,false,false,true,false,false,false,false,"
    "2026-01-02,2026-03-02,false,false\n"
)
MAJESTIC = (
    '"Target URL","Source URL","Anchor Text","Source Crawl Date","Source First Found Date","FlagNoFollow",'
    '"FlagImageLink","FlagDeleted","Source Citation Flow","Source Trust Flow"\n'
    '"https://rival.example/","https://teeth.example/tips","rival","2026-02-01","2026-01-01","-","-","-","10","9"\n'
)
MOZ = (
    "URL,Title,Anchor Text,Spam Score,PA,DA,Linking Domains to Page,Target URL,Link Type,Link State\n"
    "teeth.example/tips,Tips,rival,1,20,30,5,rival.example/,Follow,Existing\n"
)
SEARCH_CONSOLE_PAGES = "Linking page,Last crawled\nhttps://teeth.example/tips,2026-03-04\n"
SEARCH_CONSOLE_SITES = "Site,Linking pages,Target pages\nteeth.example,12,3\n"
REFERRING_DOMAINS = "Domain ascore,Domain,Backlinks,IP Address,Country,First seen,Last seen\n30,teeth.example,4,,US,,\n"
UNKNOWN_TOOL = "Wer,Wohin\nhttps://teeth.example/tips,1\n"


def seeds(text: str, encoding: str = "utf-8") -> list[Seed]:
    written: list[tuple[str, OptionValue]] = [("files", ("x.csv",)), ("of", "rival.example")]
    options = check_options(backlinks.NAME, backlinks.OPTIONS, written)
    (ask,) = backlinks.requests(NICHE, options, {})
    return list(backlinks.seeds(SourceResponse(ask, text.encode(encoding))))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (AHREFS, "https://teeth.example/tips"),
        (SEMRUSH, "https://teeth.example/tips"),
        (MAJESTIC, "https://teeth.example/tips"),
        (MOZ, "https://teeth.example/tips"),
        (SEARCH_CONSOLE_PAGES, "https://teeth.example/tips"),
        (SEARCH_CONSOLE_SITES, "https://teeth.example/"),
        (REFERRING_DOMAINS, "https://teeth.example/"),
        (UNKNOWN_TOOL, "https://teeth.example/tips"),
    ],
)
def test_every_tools_export_names_the_linking_page(text: str, url: str) -> None:
    found = seeds(text)[0]
    assert (found.url, found.source) == (url, "backlinks")
    assert "rival.example" in found.reason


def test_the_export_in_utf_16_is_the_same() -> None:
    assert seeds(AHREFS, "utf-16") == seeds(AHREFS)


def test_the_reason_says_what_is_linked_with_which_words() -> None:
    first, second = seeds(AHREFS)
    assert first.reason == 'links to rival.example with the words "the guide"'
    assert second.reason == 'linked to rival.example with the words "rival"'


def test_followed_lost_and_nofollowed_links_promise_differently() -> None:
    followed, lost = seeds(AHREFS)
    (nofollowed,) = seeds(SEMRUSH)
    assert (followed.priority, lost.priority, nofollowed.priority) == (
        backlinks.FOLLOWED_LINK_PRIORITY,
        backlinks.LOST_LINK_PRIORITY,
        backlinks.NOFOLLOW_LINK_PRIORITY,
    )


def test_an_export_of_something_else_says_so() -> None:
    with pytest.raises(DiscoveryError, match="no column names the linking pages"):
        seeds("Keyword,Volume,KD\nteeth,100,5\n")


def test_rows_without_an_address_are_passed_over() -> None:
    assert seeds("Source url,Target url\n,https://rival.example/\n-,x\n") == []
