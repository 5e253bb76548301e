import pytest

from linkfinder.linkcheck.exchange import Answer, Failure
from linkfinder.linkcheck.looks import Look
from linkfinder.linkcheck.soft404 import (
    Baseline,
    Habit,
    Likeness,
    Suspicion,
    baseline_of,
    compare,
    likeness,
    probe_url,
    suspect,
)
from linkfinder.linkcheck.trail import Trail

GUIDE = "http://clinic.example/guides/implant-aftercare"
LONG = "<p>" + "Implant aftercare takes a week and some patience. " * 30


def trail(body: str, url: str = GUIDE, *chain: str) -> Trail:
    final = chain[-1] if chain else url
    return Trail(url, Answer(final, 200, {"content-type": "text/html; charset=utf-8"}, body.encode()), tuple(chain))


@pytest.mark.parametrize(
    ("seen", "suspicion"),
    [
        (trail(f"<title>Implant aftercare</title>{LONG}"), None),
        (trail("<title>Page not found</title>"), Suspicion.MARKER),
        (trail(LONG, GUIDE, "http://clinic.example/404.html"), Suspicion.ERROR_ADDRESS),
        (trail(f'<link rel="canonical" href="/">{LONG}'), Suspicion.CANONICAL),
        (trail(f'<link rel="canonical" href="{GUIDE}">{LONG}'), None),
        (trail("<p>" + "Open from Monday to Friday. " * 40), Suspicion.OFF_TOPIC),
        (trail("<p>Implant aftercare is what this very short page is all about today."), Suspicion.THIN),
        (trail("<p>ok"), Suspicion.OFF_TOPIC),
        (trail("<p>ok", "http://clinic.example/p/17"), None),
        (trail("<p>Welcome to our practice in the old town, open every day.", "http://clinic.example/"), None),
    ],
)
def test_a_page_is_suspected_for_a_reason(seen: Trail, suspicion: Suspicion | None) -> None:
    assert suspect(seen) is suspicion


@pytest.mark.parametrize(
    ("seen", "habit"),
    [
        (Trail(GUIDE, Answer(GUIDE, 404)), Habit.HONEST),
        (Trail(GUIDE, Answer(GUIDE, 410)), Habit.HONEST),
        (Trail(GUIDE, Answer(GUIDE, 500)), Habit.SILENT),
        (Trail(GUIDE, Answer(GUIDE, failure=Failure.TIMEOUT)), Habit.SILENT),
        (Trail(GUIDE, Answer(GUIDE, 302), stop=Failure.REDIRECT_LOOP), Habit.SILENT),
        (trail(LONG), Habit.PAGE),
        (trail(LONG, GUIDE, "http://clinic.example/"), Habit.HOME),
    ],
)
def test_the_habit_of_a_host_is_read_from_its_answer(seen: Trail, habit: Habit) -> None:
    assert baseline_of(seen).habit is habit


def test_two_errors_differ_by_the_address_they_repeat_and_are_alike() -> None:
    words = (
        "The address {} is not one of ours, please look for it in the menu above or ask the front desk for help today"
    )
    first, second = (Look(text=words.format(path), words=22) for path in ("/guides/implants", "/guides/c0ffee"))
    assert compare(first, Baseline(Habit.PAGE, second)) is Likeness.SAME


def test_two_articles_of_one_site_are_not_alike() -> None:
    first = Look(title="Implants", text="Implants last for decades when they are brushed daily. " * 5, words=45)
    second = Look(title="Bridges", text="Bridges need two healthy neighbours and some patience. " * 5, words=45)
    assert likeness(first, second) < 0.3
    assert compare(first, Baseline(Habit.PAGE, second)) is Likeness.OTHER


def test_too_few_words_prove_no_likeness() -> None:
    few = Look(title="Hello", text="Please log in", words=3)
    assert compare(few, Baseline(Habit.PAGE, few)) is Likeness.UNSURE


def test_an_honest_host_shows_nothing_to_compare_with() -> None:
    assert compare(Look(text="x"), Baseline(Habit.HONEST, Look(text="x"))) is Likeness.OTHER


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
