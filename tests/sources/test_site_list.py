import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.sources import site_list
from linkfinder.sources.base import SourceRequest, SourceResponse

HERE = SourceRequest("https://lists.example/best", "on the list https://lists.example/best")
PAGE = b"""<html><head><title>The best dental blogs</title></head><body>
<nav><a href="https://menu.example/">Partner</a></nav>
<main><h1>The best dental blogs</h1><p>We have read them all, and these are the ones that we go back to each week.</p>
<ol><li><a href="https://teeth.example/">Teeth daily</a> writes about enamel and what wears it down.</li>
<li><a href="https://gums.example/blog">Gum talk</a> writes about gums and how they heal.</li>
<li><a href="https://teeth.example/">Teeth again</a> is named a second time for its archive.</li>
<li><a href="/other">Another list of ours</a> that stays on this site.</li></ol></main>
<footer><a href="https://agency.example/">Design by an agency</a></footer></body></html>"""


def test_other_sites_in_the_text_are_taken_once_each_in_order() -> None:
    found = list(site_list.seeds(SourceResponse(HERE, PAGE)))
    assert [seed.url for seed in found] == ["https://teeth.example/", "https://gums.example/blog"]
    assert found[0].reason == "on the list https://lists.example/best: Teeth daily"


def test_a_saved_page_is_read_too() -> None:
    saved = SourceRequest("lists/best.html", "on the list best.html")
    assert len(list(site_list.seeds(SourceResponse(saved, PAGE)))) == 2


def test_a_page_that_links_to_nobody_says_so() -> None:
    with pytest.raises(DiscoveryError, match="links to no other site in its text"):
        list(site_list.seeds(SourceResponse(HERE, b"<html><body><p>Nothing here.</p></body></html>")))
