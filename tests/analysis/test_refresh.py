import pytest

from linkfinder.analysis.refresh import refresh_target

URL = "http://teeth.example/old/"
META = '<meta http-equiv="refresh" content="1; url=/roots">'


def page(head: str, body: str = "") -> str:
    return f"<!doctype html><html><head><title>Teeth</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "meta",
    [
        META,
        "<META HTTP-EQUIV=Refresh CONTENT='1;URL=/roots'>",
        "<meta content='1; url=&quot;/roots&quot;' http-equiv=REFRESH />",
        '<meta\n  name="x"\n  http-equiv="refresh"\n  content="1,/roots"\n>',
        '<meta http-equiv="refresh" content="&#49; url=&#x2f;roots">',
        '<meta http-equiv="refresh" content="later"><meta http-equiv="refresh" content="1;/roots">',
        "<style>p{content:'<noscript>'}</style>" + META,
        "<script>const a = 'x'</script>" + "<style>" + "p{color:red}" * 2_000 + "</style>" + META,
    ],
)
def test_a_refresh_is_followed_however_it_is_written(meta: str) -> None:
    assert refresh_target(page(meta), URL) == "http://teeth.example/roots"


def test_it_may_stand_in_the_body_too() -> None:
    assert refresh_target(page("", META), URL) == "http://teeth.example/roots"


@pytest.mark.parametrize(
    "unseen",
    [
        f"<noscript>{META}</noscript>",
        f"<noscript><div><p>{META}</p></div></noscript>",
        f"<!-- {META} -->",
        f"<!--[if lt IE 9]>{META}<![endif]-->",
        f"<script>document.write('{META}')</script>",
        f'<script type="text/template">{META}</script>',
        f"<template>{META}</template>",
        f"<textarea>{META}</textarea>",
        f"<style>/* {META} */</style>",
        f"<title>{META}</title>",
        f"<pre>{META.replace('<', '&lt;')}</pre>",
        f"<p data-example='{META}'>An example</p>",
        f"<noscript>{META}",
        f"<!-- {META}",
    ],
)
def test_what_only_looks_like_one_is_none(unseen: str) -> None:
    assert refresh_target(page(unseen), URL) == ""
    assert refresh_target(page("", unseen), URL) == ""


@pytest.mark.parametrize(
    "content",
    ["11; url=/roots", "1", "1; url=/old/", "1; url=#top", "1; url=javascript:alert(1)", "1; url=data:text/html,x", ""],
)
def test_a_slow_one_and_one_that_leads_nowhere_are_none(content: str) -> None:
    assert refresh_target(page(f'<meta http-equiv="refresh" content="{content}">'), URL) == ""


def test_an_address_is_relative_to_the_page_s_base() -> None:
    meta = META.replace("/roots", "roots")
    assert refresh_target(page(meta), URL) == "http://teeth.example/old/roots"
    assert refresh_target(page(f'<base href="/new/">{meta}'), URL) == "http://teeth.example/new/roots"


def test_the_header_is_one_too_and_comes_first() -> None:
    assert refresh_target(page(""), URL, "0; URL='/gums'") == "http://teeth.example/gums"
    assert refresh_target(page(META), URL, "0;url=/gums") == "http://teeth.example/gums"
    assert refresh_target(page(META), URL, "soon") == "http://teeth.example/roots"
    assert refresh_target("", URL, "300;url=/gums") == ""
