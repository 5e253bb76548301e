"""Sites on which asking for a link leads nowhere, by kind: their text is users', paid or copied."""

import re
from functools import cache

from linkfinder.model.page import Page
from linkfinder.urls import path_of, site_of

_KINDS = {
    "social_network": (
        "facebook.com instagram.com x.com twitter.com linkedin.com tiktok.com youtube.com youtu.be "
        "pinterest.com reddit.com quora.com threads.net bsky.app mastodon.social tumblr.com vk.com ok.ru "
        "weibo.com zhihu.com telegram.org t.me snapchat.com xing.com discord.com twitch.tv vimeo.com "
        "flickr.com soundcloud.com spotify.com slideshare.net"
    ),
    "directory": (
        "yelp.com trustpilot.com g2.com capterra.com crunchbase.com yellowpages.com gelbeseiten.de 11880.com "
        "pagesjaunes.fr paginasamarillas.es paginegialle.it healthgrades.com zocdoc.com opencare.com "
        "jameda.de doctolib.fr doctolib.de tripadvisor.com foursquare.com manta.com bbb.org glassdoor.com "
        "producthunt.com alternativeto.net getapp.com softwareadvice.com sourceforge.net golocal.de "
        "provenexpert.com kununu.com doctoralia.com znanylekarz.pl similarweb.com owler.com zoominfo.com "
        "dnb.com northdata.de hotfrog.com cylex.de europages.com"
    ),
    "wire": (
        "prnewswire.com prnewswire.co.uk businesswire.com globenewswire.com accesswire.com accessnewswire.com "
        "newsfilecorp.com prweb.com einpresswire.com einnews.com openpr.com openpr.de prlog.org "
        "24-7pressrelease.com marketwired.com presseportal.de newswire.com newswire.ca issuewire.com "
        "pressebox.de firmenpresse.de pr.com lifepr.de pressat.co.uk cision.com cisionone.com ots.at "
        "pressetext.com responsesource.com newsaktuell.de streetinsider.com pr-gateway.de"
    ),
    "marketplace": (
        "amazon.com amazon.de amazon.co.uk amazon.fr amazon.es amazon.it ebay.com ebay.de etsy.com "
        "aliexpress.com alibaba.com walmart.com allegro.pl mercadolibre.com idealo.de bol.com apps.apple.com "
        "play.google.com chromewebstore.google.com"
    ),
    "job_board": (
        "indeed.com monster.com stepstone.de ziprecruiter.com simplyhired.com greenhouse.io lever.co "
        "workable.com smartrecruiters.com infojobs.net careerbuilder.com jooble.org"
    ),
    "wiki": (
        "wikipedia.org wikimedia.org wikidata.org fandom.com wikiwand.com dbpedia.org everybodywiki.com "
        "infogalactic.com"
    ),
    "coupons": "retailmenot.com groupon.com slickdeals.net honey.com couponbirds.com mydealz.de hotdeals.com",
}
"""Kind -> registrable domains, from the practitioners' exclusion lists; kinds are the reason codes of rejections."""

_WIRE_WORDS = re.compile(
    r"/PR ?Newswire/|\(GLOBE NEWSWIRE\)|\(BUSINESS WIRE\)|--\(BUSINESS WIRE\)--|/ots/|\bEIN Presswire\b|\bAccesswire\b|"
    r"\(Newsfile Corp\.|View source version on businesswire\.com|SOURCE: ?Business Wire|\bPRWEB\)",
)
"""Marks that wires leave in every copy of a release."""

_ENDS = 1500
"""Characters at either end of a text in which a wire leaves its mark."""

_ARCHIVE = re.compile(
    r"^/(?:[a-z]{2}/)?(?:tag|tags|search|suche|category|kategorie|categoria|categorie|author|archive|archives|page|label)(?:/|$)"
)
_RELEASES = re.compile(
    r"/(?:press-?releases?|pressemitteilung(?:en)?|news-releases?|story/[^/]+/press-release)(?:/|$)", re.IGNORECASE
)


@cache
def _kinds_by_site() -> dict[str, str]:
    return {site: kind for kind, sites in _KINDS.items() for site in sites.split()}


def unsuitable_reason(page: Page) -> str:
    """Return the reason code for never asking on a page for a link, or an empty string."""
    if kind := _kinds_by_site().get(site_of(page.url), ""):
        return kind
    path = path_of(page.url).lower()
    if _ARCHIVE.match(path):
        return "archive_page"
    text = page.main_text
    if _RELEASES.search(path) or _WIRE_WORDS.search(text[:_ENDS]) or _WIRE_WORDS.search(text[-_ENDS:]):
        return "wire_copy"
    return ""
