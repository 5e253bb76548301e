import pytest

from linkfinder.linkcheck.page_summary import PageSummary
from linkfinder.linkcheck.redirect_chain import RedirectChain
from linkfinder.linkcheck.soft404 import (
    BaselineSimilarity,
    MissingPageBaseline,
    MissingPageBehaviour,
    Soft404Suspicion,
    baseline_of,
    compare_with_baseline,
    probe_url,
    soft_404_suspicion,
    word_similarity,
)
from linkfinder.net.exchange import Failure, HttpResponse

GUIDE = "http://clinic.example/guides/implant-aftercare"
LONG = "<p>" + "Implant aftercare takes a week and some patience. " * 30


def chain_of(body: str, url: str = GUIDE, *hops: str) -> RedirectChain:
    final = hops[-1] if hops else url
    return RedirectChain(
        url, HttpResponse(final, 200, {"content-type": "text/html; charset=utf-8"}, body.encode()), tuple(hops)
    )


@pytest.mark.parametrize(
    ("seen", "suspicion"),
    [
        (chain_of(f"<title>Implant aftercare</title>{LONG}"), None),
        (chain_of("<title>Page not found</title>"), Soft404Suspicion.MARKER),
        (chain_of(LONG, GUIDE, "http://clinic.example/404.html"), Soft404Suspicion.ERROR_ADDRESS),
        (chain_of(f'<link rel="canonical" href="/">{LONG}'), Soft404Suspicion.CANONICAL),
        (chain_of(f'<link rel="canonical" href="{GUIDE}">{LONG}'), None),
        (chain_of("<p>" + "Open from Monday to Friday. " * 40), Soft404Suspicion.OFF_TOPIC),
        (chain_of("<p>Implant aftercare is what this very short page is all about today."), Soft404Suspicion.THIN),
        (chain_of("<p>ok"), Soft404Suspicion.OFF_TOPIC),
        (chain_of("<p>ok", "http://clinic.example/p/17"), None),
        (chain_of("<p>Welcome to our practice in the old town, open every day.", "http://clinic.example/"), None),
    ],
)
def test_a_page_is_suspected_for_a_reason(seen: RedirectChain, suspicion: Soft404Suspicion | None) -> None:
    assert soft_404_suspicion(seen) is suspicion


@pytest.mark.parametrize(
    ("seen", "habit"),
    [
        (RedirectChain(GUIDE, HttpResponse(GUIDE, 404)), MissingPageBehaviour.HONEST),
        (RedirectChain(GUIDE, HttpResponse(GUIDE, 410)), MissingPageBehaviour.HONEST),
        (RedirectChain(GUIDE, HttpResponse(GUIDE, 500)), MissingPageBehaviour.SILENT),
        (RedirectChain(GUIDE, HttpResponse(GUIDE, failure=Failure.TIMEOUT)), MissingPageBehaviour.SILENT),
        (RedirectChain(GUIDE, HttpResponse(GUIDE, 302), stop=Failure.REDIRECT_LOOP), MissingPageBehaviour.SILENT),
        (chain_of(LONG), MissingPageBehaviour.PAGE),
        (chain_of(LONG, GUIDE, "http://clinic.example/"), MissingPageBehaviour.HOME),
    ],
)
def test_the_habit_of_a_host_is_read_from_its_answer(seen: RedirectChain, habit: MissingPageBehaviour) -> None:
    assert baseline_of(seen).behaviour is habit


def test_two_errors_differ_by_the_address_they_repeat_and_are_alike() -> None:
    words = (
        "The address {} is not one of ours, please look for it in the menu above or ask the front desk for help today"
    )
    first, second = (PageSummary(text=words.format(path), words=22) for path in ("/guides/implants", "/guides/c0ffee"))
    assert (
        compare_with_baseline(first, MissingPageBaseline(MissingPageBehaviour.PAGE, second)) is BaselineSimilarity.SAME
    )


def test_two_articles_of_one_site_are_not_alike() -> None:
    first = PageSummary(title="Implants", text="Implants last for decades when they are brushed daily. " * 5, words=45)
    second = PageSummary(title="Bridges", text="Bridges need two healthy neighbours and some patience. " * 5, words=45)
    assert word_similarity(first, second) < 0.3
    assert (
        compare_with_baseline(first, MissingPageBaseline(MissingPageBehaviour.PAGE, second)) is BaselineSimilarity.OTHER
    )


def test_too_few_words_prove_no_likeness() -> None:
    few = PageSummary(title="Hello", text="Please log in", words=3)
    assert compare_with_baseline(few, MissingPageBaseline(MissingPageBehaviour.PAGE, few)) is BaselineSimilarity.UNSURE


def test_an_honest_host_shows_nothing_to_compare_with() -> None:
    assert (
        compare_with_baseline(
            PageSummary(text="x"), MissingPageBaseline(MissingPageBehaviour.HONEST, PageSummary(text="x"))
        )
        is BaselineSimilarity.OTHER
    )


@pytest.mark.parametrize(
    ("url", "probe"),
    [
        ("http://a.example/guides/x", "http://a.example/guides/c0ffee"),
        ("http://a.example/guides/x.html?p=1", "http://a.example/guides/c0ffee.html"),
        ("http://a.example/guides/x/", "http://a.example/guides/c0ffee/"),
        ("http://a.example/x", "http://a.example/c0ffee"),
        ("http://a.example/?p=12&b=3", "http://a.example/?p=912648430&b=3"),
        ("http://a.example/", ""),
        ("http://a.example/index.html", ""),
    ],
)
def test_the_address_that_never_was_has_the_form_of_the_one_asked(url: str, probe: str) -> None:
    assert probe_url(url, "c0ffee") == probe
