import pytest

from linkfinder.linkcheck.variants import MAX_VARIANTS, UrlChange, host_variants, page_variants


def by_change(url: str, change: UrlChange) -> list[str]:
    return [variant.url for variant in page_variants(url) if variant.change is change]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://a.example/guide)", "http://a.example/guide"),
        ("http://a.example/guide).", "http://a.example/guide"),
        ("http://a.example/guide%E2%80%9D", "http://a.example/guide"),
        ("http://a.example/guide%20", "http://a.example/guide"),
        ("http://a.example/?q=guide,", "http://a.example/?q=guide"),
        ("http://http//a.example/guide", "http://a.example/guide"),
        ("http://wwww.a.example/guide", "http://www.a.example/guide"),
        ("http://b.example/http://a.example/guide", "http://a.example/guide"),
    ],
)
def test_a_slip_of_the_pen_is_undone(written: str, meant: str) -> None:
    assert meant in by_change(written, UrlChange.TYPO)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/guide",
        "http://a.example/",
        "https://web.archive.org/web/2019/http://a.example/guide",
        "http://a.example/?u=http://b.example/x",
    ],
)
def test_what_is_no_slip_is_left_alone(url: str) -> None:
    assert by_change(url, UrlChange.TYPO) == []


def test_slash_scheme_www_and_case_are_tried() -> None:
    assert by_change("http://a.example/Guide", UrlChange.SLASH) == ["http://a.example/Guide/"]
    assert by_change("http://a.example/guide/", UrlChange.SLASH) == ["http://a.example/guide"]
    assert by_change("http://a.example/guide.html", UrlChange.SLASH) == []
    assert by_change("http://a.example/guide", UrlChange.SCHEME) == ["https://a.example/guide"]
    assert by_change("http://www.a.example/guide", UrlChange.WWW) == ["http://a.example/guide"]
    assert by_change("http://a.example/Guide.HTML", UrlChange.CASE) == ["http://a.example/guide.html"]


def test_a_port_an_address_and_a_subdomain_set_limits() -> None:
    assert page_variants("http://127.0.0.1:8080/x.html") == ()
    assert by_change("http://blog.a.example/x", UrlChange.WWW) == []


def test_few_requests_are_spent_and_none_twice() -> None:
    variants = page_variants("http://www.a.example/Some/Page).")
    assert len(variants) == MAX_VARIANTS
    assert len({variant.url for variant in variants}) == MAX_VARIANTS


def test_a_host_that_does_not_answer_has_variants_of_the_host_only() -> None:
    changes = {variant.change for variant in host_variants("http://a.example/Guide")}
    assert changes == {UrlChange.SCHEME, UrlChange.WWW}
