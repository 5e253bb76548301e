import pytest

from linkfinder.linkcheck.bot_protection import bot_protection_of
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
def test_a_wall_is_known_by_its_headers_or_its_words(
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


def test_an_article_about_walls_is_no_wall() -> None:
    body = b"<title>Robot or human? How captchas work</title>" + b"<p>Verify you are human, it says." * 40
    assert bot_protection_of(HttpResponse(URL, 200, {}, body), words=300) == ""
