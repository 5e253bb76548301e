import pytest

from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.linkcheck.substitute_pages import (
    access_restriction_of,
    bot_protection_of,
    domain_market_of,
    hijacked_topic_of,
    parking_mark,
)
from linkfinder.net.exchange import HttpResponse

URL = "http://clinic.example/guide"


@pytest.mark.parametrize(
    ("status", "headers", "body", "name"),
    [
        (403, {"cf-mitigated": "challenge"}, b"", "cloudflare"),
        (503, {}, b"<title>Just a moment...</title>", "cloudflare"),
        (403, {"server": "cloudflare"}, b"", "cloudflare"),
        (403, {"set-cookie": "a=b\ndatadome=xyz; Path=/"}, b"", "datadome"),
        (405, {"x-iinfo": "1-2-3"}, b"", "imperva"),
        (403, {"server": "AkamaiGHost"}, b"", "akamai"),
        (200, {}, b"<html><script src='/_Incapsula_Resource?x'></script>", "imperva"),
        (403, {}, b"<div id='px-captcha'>", "perimeterx"),
        (202, {"x-amzn-waf-action": "challenge"}, b"", "aws_waf"),
        (429, {"x-vercel-mitigated": "challenge"}, b"", "vercel"),
        (403, {"x-sucuri-id": "9"}, b"", "sucuri"),
        (200, {}, b"<title>Robot or human?</title>", "captcha"),
        (200, {}, b"<h1>Making sure you&#39;re not a bot!</h1>", "anubis"),
    ],
)
def test_bot_protection_is_known_by_its_headers_or_its_words(
    status: int, headers: dict[str, str], body: bytes, name: str
) -> None:
    assert bot_protection_of(HttpResponse(URL, status, headers, body), words=5) == name


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (404, {"server": "cloudflare"}, b"<h1>Not Found</h1>"),  # the site's own answer, carried by the product
        (503, {"server": "cloudflare"}, b"<h1>Service Unavailable</h1>"),
        (200, {"x-iinfo": "1-2-3", "server": "cloudflare"}, b"<p>Our practice"),
        (522, {"server": "cloudflare"}, b"<div class='cf-error-details'>"),
        (403, {}, b"<h1>Forbidden</h1>"),
    ],
)
def test_a_product_that_only_carries_an_answer_is_no_wall(status: int, headers: dict[str, str], body: bytes) -> None:
    assert bot_protection_of(HttpResponse(URL, status, headers, body), words=5) == ""


def test_an_article_about_bot_protection_is_a_page() -> None:
    body = b"<title>Robot or human? How captchas work</title>" + b"<p>Verify you are human, it says." * 40
    assert bot_protection_of(HttpResponse(URL, 200, {}, body), words=300) == ""


ARTICLE = "http://journal.example/article"


@pytest.mark.parametrize(
    ("answer", "summary", "restriction"),
    [
        (HttpResponse(ARTICLE, 402), None, "paywall"),
        (HttpResponse(ARTICLE, 200), PageSummary(words=30, has_password=True), "login"),
        (HttpResponse(ARTICLE, 200), PageSummary(words=900, has_password=True), ""),
        (HttpResponse(ARTICLE, 200, body=b'{"isAccessibleForFree": false}'), PageSummary(words=90), "paywall"),
        (HttpResponse(ARTICLE, 200, body=b'{"isAccessibleForFree":"False"}'), PageSummary(words=90), "paywall"),
        (HttpResponse(ARTICLE, 200, body=b'{"isAccessibleForFree": true}'), PageSummary(words=90), ""),
        (HttpResponse(ARTICLE, 200), PageSummary(words=90), ""),
        (HttpResponse(ARTICLE, 200), None, ""),
    ],
)
def test_a_gate_is_told_from_a_page_with_a_form_in_its_corner(
    answer: HttpResponse, summary: PageSummary | None, restriction: str
) -> None:
    assert access_restriction_of(answer, summary) == restriction


GUIDE = "http://clinic.example/guides/implants"


def titled(title: str, *headings: str) -> PageSummary:
    return PageSummary(title=title, headings=headings, text=" ".join((title, *headings)), words=300)


@pytest.mark.parametrize(
    ("summary", "trade"),
    [
        (titled("Situs slot gacor hari ini", "Daftar judi online terpercaya"), "gambling"),
        (titled("Deneme Bonusu Veren Siteler", "Canlı bahis siteleri"), "gambling"),
        (titled("Buy viagra cheap", "Order cialis without prescription"), "pills"),
        (titled("Escort girls tonight", "Call girls in your town"), "adult"),
    ],
)
def test_a_page_that_shouts_about_another_trade_is_hijacked(summary: PageSummary, trade: str) -> None:
    assert hijacked_topic_of(GUIDE, summary) == trade


@pytest.mark.parametrize(
    ("url", "summary"),
    [
        (GUIDE, titled("Implants", "How long they last")),
        (GUIDE, titled("City council debates online casino tax", "What the mayor said")),
        ("http://news.example/online-casino-bonus", titled("Online casino bonus", "Live casino and sportsbook offers")),
        ("http://bestcasinos.example/", titled("Online casino bonus", "Live casino and sportsbook offers")),
    ],
)
def test_a_page_whose_address_says_what_it_is_about_is_not(url: str, summary: PageSummary) -> None:
    assert hijacked_topic_of(url, summary) == ""


LAW = (
    "The new law on gambling. Online casinos need a permit, and so do betting sites; the regulator may block "
    "a sportsbook. A court decided in May that the ban on advertising stands. Our lawyers explain the consequences."
)
COSTS = (
    "Payday loans are short. A cash advance loan costs more than a card, and loans for bad credit cost most. "
    "The charity helps people with debts, and the regulator has set a limit. Consumers may complain."
)


@pytest.mark.parametrize(
    ("url", "title", "text"),
    [
        ("http://chambers.example/areas/17", "Online casinos and betting sites: who needs a permit", LAW),
        ("http://town-advice.example/leaflets/9", "Payday loans, and loans for bad credit", COSTS),
        ("http://savers.example/articles/payday-costs", "What payday loans cost: cash advance loans compared", ""),
        ("http://our-money.example/a/12", "Payday loans, and loans for bad credit", "They are dear."),
    ],
)
def test_an_article_about_a_trade_is_no_advertisement(url: str, title: str, text: str) -> None:
    summary = PageSummary(title=title, text=f"{title} {text}", words=300)
    assert hijacked_topic_of(url, summary) == ""


def test_an_advertisement_with_a_note_on_addiction_is_still_one() -> None:
    text = "Online casino, live casino, sportsbook. Gambling can be addictive. Licensed under the laws of the island."
    summary = PageSummary(title="Online casinos: live casino and sportsbook", text=text, words=300)
    assert hijacked_topic_of(GUIDE, summary) == "gambling"
    offer = PageSummary(title="Best online casinos and betting sites, sign up bonus", text=LAW, words=300)
    assert hijacked_topic_of(GUIDE, offer) == "gambling"


def test_nothing_to_read_is_nothing_to_judge() -> None:
    assert hijacked_topic_of(GUIDE, None) == ""


SHORT = PageSummary(title="clinic.example", text="Related searches", words=2)


@pytest.mark.parametrize(
    ("asked", "final", "market"),
    [
        ("http://clinic.com/a", "https://www.hugedomains.com/domain_profile.cfm?d=clinic.com", "www.hugedomains.com"),
        ("http://clinic.com/", "https://sedo.com/search/details/?domain=clinic.com", "sedo.com"),
        ("http://clinic.com/", "https://www.godaddy.com/forsale/clinic.com", "www.godaddy.com"),
        ("http://clinic.com/", "http://ww25.clinic.com/?subid1=x", "ww25.clinic.com"),
        ("http://clinic.com/go", "https://www.godaddy.com/hosting", ""),
        ("https://bit.ly/x", "https://sedo.com/services/", ""),
        ("https://www.godaddy.com/a", "https://www.godaddy.com/b", ""),
        ("http://clinic.com/", "https://www.clinic.com/", ""),
    ],
)
def test_a_market_is_known_by_where_it_stands(asked: str, final: str, market: str) -> None:
    assert domain_market_of(asked, final, SHORT) == market


def test_a_site_may_have_a_numbered_host_of_its_own() -> None:
    asked, own = "http://www.clinic.com/hours", "http://ww3.clinic.com/hours"
    assert domain_market_of(asked, own, PageSummary(words=140)) == ""
    assert domain_market_of(asked, own, SHORT) == "ww3.clinic.com"
    assert domain_market_of(asked, f"{own}?subid1=2026", PageSummary(words=140)) == "ww3.clinic.com"


@pytest.mark.parametrize(
    "body",
    [
        b'<script>window.location.href="/lander"</script>',
        b'<html data-adblockkey="MFww"><body>',
        b'<script src="https://www.google.com/adsense/domains/caf.js">',
        b'<script src="//img.sedoparking.com/x.js">',
    ],
)
def test_the_scripts_of_parking_services_give_them_away(body: bytes) -> None:
    assert parking_mark(body, SHORT)


def test_a_page_that_only_mentions_a_parking_service_is_a_page() -> None:
    assert parking_mark(b"<p>We compared sedoparking.com and bodis.com", PageSummary(words=900)) == ""
    assert parking_mark(b"window.location.href", None) == ""
    assert parking_mark(b"<p>Our practice", SHORT) == ""
