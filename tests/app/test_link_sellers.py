"""A link seller between honest sites: read, judged, stored, scored, and at the end of the list with the reason."""

from typing import TYPE_CHECKING

from linkfinder.analysis.read import read_page
from linkfinder.app.opportunities import list_opportunities
from linkfinder.app.rescore import rescore
from linkfinder.kinds.judge import judge_page
from linkfinder.model.niche import Niche, Topic

if TYPE_CHECKING:
    from tests.conftest import Crawl

NICHE = Niche("dental", (Topic("teeth"),), ("http://seed.example/",))
HONEST = """<title>Write for us</title><h1>Write for us about teeth</h1><p>We accept guest posts from dentists and
patients. Send your draft about teeth to editor@{host}. Texts have at least 600 words; links in your bio are nofollow,
and we do not sell links.</p>"""
SELLER = """<title>Write for us</title><h1>Write for us about teeth</h1><p>We accept guest posts in all niches: teeth,
fashion, law, casino. Send your draft about teeth to {host}.guestposts@gmail.com. Texts have at least 600 words and
a dofollow backlink.</p><script src="https://ads.example/a.js?client=ca-pub-8127450936184520"></script>"""


def test_a_link_seller_stays_on_the_list_behind_everything_else(crawl: "Crawl") -> None:
    pages = {"honest.example": HONEST, "farm.example": SELLER, "other.example": HONEST, "twin.example": SELLER}
    for host, html in pages.items():
        url = f"http://{host}/write-for-us"
        page = read_page(html.format(host=host), url, fetched=crawl.now.date())
        crawl.store(crawl.visit(url=url, page=page, judgement=judge_page(page, NICHE), relevance=0.6))
    rescore(crawl.engine, NICHE, crawl.now.date())
    listed = list_opportunities(crawl.engine, NICHE).records
    assert {record.opportunity.site for record in listed[:2]} == {"honest.example", "other.example"}
    assert {record.opportunity.site for record in listed[2:]} == {"farm.example", "twin.example"}
    assert [record.score.reject for record in listed if record.score] == ["", "", "seller", "seller"]
    reasons = " ".join(part.reason for part in listed[2].score.parts) if listed[2].score else ""
    for words in ("dofollow backlink", "guestposts@gmail.com", "all niches", "same advertising or analytics account"):
        assert words in reasons
