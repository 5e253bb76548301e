import pytest

from linkfinder.linkcheck.page_summary import PageSummary, page_class_of, read_page_summary
from linkfinder.model.page import PageClass
from linkfinder.net.exchange import HttpResponse

URL = "http://clinic.example/guide"


def look_at(body: str | bytes, kind: str = "text/html") -> PageSummary | None:
    return read_page_summary(
        HttpResponse(URL, 200, {"content-type": kind}, body.encode() if isinstance(body, str) else body)
    )


def test_a_summary_holds_title_headings_and_canonical_url() -> None:
    look = look_at(
        "<!doctype html><html><head><title> Implant \n care </title><link rel='canonical' href='/c'>"
        "<script>var hidden</script></head><body><nav>Home Prices</nav><h1>Implant <b>care</b></h1>"
        "<p>Rinse gently.</p><style>p{}</style><footer>Imprint</footer></body></html>"
    )
    assert look is not None
    assert (look.title, look.headings, look.canonical) == ("Implant care", ("Implant care",), "/c")
    assert (look.text, look.words, look.scripts) == ("Implant care Rinse gently.", 4, 1)


def test_the_address_for_social_networks_stands_in_for_a_missing_canonical() -> None:
    look = look_at("<meta property='og:url' content='https://clinic.example/'><p>x")
    assert look is not None
    assert look.canonical == "https://clinic.example/"


def test_a_form_for_passwords_is_seen() -> None:
    look = look_at("<form><input type='Password'></form>")
    assert look is not None
    assert look.has_password


def test_only_the_beginning_of_a_long_text_is_kept() -> None:
    look = look_at("<p>" + "tooth " * 100_000)
    assert look is not None
    assert len(look.text) <= 5000
    assert 450 < look.words <= 500


def test_words_of_scripts_without_spaces_are_counted() -> None:
    look = look_at("<p>インプラントの手入れについての案内です", "text/html; charset=utf-8")
    assert look is not None
    assert look.words > 5


@pytest.mark.parametrize("body", [b"%PDF-1.4", b"\x89PNG\r\n", b"", b"  \n"])
def test_files_and_nothing_are_no_pages(body: bytes) -> None:
    assert look_at(body) is None


def test_a_page_under_a_wrong_type_is_a_page() -> None:
    assert look_at("<!DOCTYPE html><title>x</title>", "application/octet-stream") is not None
    assert look_at('{"a": 1}', "application/json") is None


def test_plain_text_is_read_as_it_is() -> None:
    look = look_at("Not found", "text/plain")
    assert look is not None
    assert (look.text, look.is_html) == ("Not found", False)


def test_a_notice_is_told_from_an_article_about_notices() -> None:
    gone = look_at("<title>Page not found</title><h1>Sorry</h1>")
    assert gone is not None
    assert page_class_of(gone, URL)[0] is PageClass.SOFT_404
    article = look_at(f"<title>Page not found: a history</title><h1>A history</h1><p>{'Errors are old. ' * 300}")
    assert article is not None
    assert page_class_of(article, URL)[0] is PageClass.NORMAL
