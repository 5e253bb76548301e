"""Notices that shut the door, and when it opens again."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from linkfinder.kinds.guest_post.acceptance import acceptances
from linkfinder.kinds.guest_post.closing import ClosingNotice, find_closing_notice
from linkfinder.kinds.guest_post.reopening import date_in
from tests.kinds.page_statements import TODAY, reading


def notice(*lines: str, language: str = "en") -> ClosingNotice | None:
    found = reading(*lines, language=language)
    return find_closing_notice(found, tuple(acceptances(found)))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Submissions are closed.", "en"),
        ("We are no longer accepting guest posts.", "en"),
        ("We're not accepting pitches right now.", "en"),
        ("We decided to pause guest contributions.", "en"),
        ("At this time we are not accepting applications from new writers.", "en"),
        ("Derzeit nehmen wir keine Gastbeiträge an.", "de"),
        ("Unser Gastautorenprogramm wurde eingestellt, Gastbeiträge sind beendet.", "de"),
        ("Nous n'acceptons plus d'articles invités.", "fr"),
        ("Nous avons décidé de ne plus publier d’articles invités.", "fr"),
        ("I used to run guest posts here.", "en"),
        ("For now the inbox is closed for guest posts.", "en"),
        ("Actualmente no aceptamos artículos invitados.", "es"),
        ("No momento não aceitamos guest posts.", "pt"),
        ("Al momento non accettiamo guest post.", "it"),
        ("Momenteel plaatsen wij geen gastblogs.", "nl"),
        ("Obecnie nie przyjmujemy artykułów gościnnych.", "pl"),
        ("Мы больше не принимаем гостевые статьи.", "ru"),
        ("本站暂停投稿。", "zh"),
        ("現在、寄稿の募集を停止しております。", "ja"),
    ],
)
def test_a_notice_of_now_closes(line: str, language: str) -> None:
    found = notice(line, language=language)
    assert found is not None
    assert found.is_present


@pytest.mark.parametrize(
    "line",
    [
        "We do not accept guest posts about casinos.",
        "We do not accept guest posts from agencies.",
        "We do not accept submissions of less than 500 words.",
        "We do not accept promotional articles.",
        "We don't accept affiliate links in guest posts.",
        "Many sites no longer accept guest posts.",
        "Have you stopped taking guest posts?",
        "We accept guest posts.",
    ],
)
def test_a_refusal_of_some_closes_nothing(line: str) -> None:
    assert notice(line) is None


def test_a_plain_refusal_closes_but_says_nothing_of_now() -> None:
    found = notice("We do not accept contributions.")
    assert found is not None
    assert not found.is_present


def test_a_notice_that_names_no_text_is_a_weak_one() -> None:
    found = notice("We no longer accept infographics.")
    assert found is not None
    assert not found.is_present


def test_a_notice_that_is_taken_back_is_none() -> None:
    assert notice("Guest posts were closed.", "We are open again for guest posts.") is None


def test_no_unsolicited_texts_is_a_weak_notice() -> None:
    found = notice("We do not accept unsolicited manuscripts.")
    assert found is not None
    assert not found.is_present


def test_the_notice_of_now_is_the_one_that_is_told() -> None:
    found = notice("We do not accept contributions.", "Submissions are closed until May.")
    assert found is not None
    assert found.statement.text == "Submissions are closed until May."
    assert found.reopens == date(2026, 5, 1)


def test_the_day_may_stand_in_the_next_sentence() -> None:
    found = notice("Submissions are closed. Please check back next month.")
    assert found is not None
    assert found.reopens == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("until January", "en", date(2027, 1, 1)),
        ("until 15 April 2026", "en", date(2026, 4, 15)),
        ("until April 15, 2026", "en", date(2026, 4, 15)),
        ("reopens 2026-09-01", "en", date(2026, 9, 1)),
        ("bis 1.10.2026", "de", date(2026, 10, 1)),
        ("wieder ab Oktober 2026", "de", date(2026, 10, 1)),
        ("jusqu'au 1er septembre", "fr", date(2026, 9, 1)),
        ("hasta el 3 de junio de 2026", "es", date(2026, 6, 3)),
        ("w październiku", "pl", date(2026, 10, 1)),
        ("next year", "en", date(2027, 1, 1)),
        ("4月まで", "ja", date(2026, 4, 1)),
        ("it may reopen", "en", None),
        ("until 31 February 2026", "en", date(2026, 2, 1)),
        ("until 2026-13-40", "en", None),
    ],
)
def test_a_day_is_read_from_a_sentence(line: str, language: str, day: date | None) -> None:
    (statement,) = reading(line, language=language).statements
    assert date_in(statement, TODAY) == day


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("We no longer publish guest articles or sponsored articles.", "en"),
        ("We are not accepting guest posts or paid placements.", "en"),
        ("Guest posts and link insertions are no longer accepted.", "en"),
        ("We no longer take advertorials or guest posts.", "en"),
        ("Sorry, we no longer accept guest posts, press releases or link swaps.", "en"),
        ("We are no longer accepting guest articles or any other outside contributions.", "en"),
        ("We no longer accept guest posts and promotional content of any kind.", "en"),
        ("Wir nehmen keine Gastartikel und gesponserten Beiträge mehr an.", "de"),
        ("Wir veröffentlichen keine Gastbeiträge oder bezahlten Artikel mehr.", "de"),
        ("Nous n'acceptons plus d'articles invités ou d'articles sponsorisés.", "fr"),
        ("Ya no aceptamos guest posts ni artículos patrocinados.", "es"),
        ("Non accettiamo più guest post o contenuti sponsorizzati.", "it"),
        ("Não aceitamos mais guest posts ou posts patrocinados.", "pt"),
        ("Wij plaatsen geen gastartikelen of gesponsorde blogs meer.", "nl"),
        ("Nie przyjmujemy już wpisów gościnnych ani tekstów sponsorowanych.", "pl"),
    ],
)
def test_a_refusal_of_guest_posts_and_something_else_closes(line: str, language: str) -> None:
    found = notice(line, language=language)
    assert found is not None
    assert found.is_present


@pytest.mark.parametrize(
    "line",
    [
        "We no longer accept sponsored articles, but guest articles are welcome.",
        "We no longer accept sponsored guest articles.",
        "We no longer accept promotional or sponsored guest posts.",
        "We no longer accept guest posts with paid links or sponsored content.",
        "We no longer accept guest posts about betting or credit.",
        "We no longer accept guest posts that are sponsored or promotional.",
        "We no longer accept guest posts or articles about betting.",
        "We no longer accept link insertions or sponsored articles.",
    ],
)
def test_a_refusal_of_one_sort_beside_another_closes_nothing(line: str) -> None:
    found = notice(line)
    assert found is None or not found.is_present


def lines(key: str) -> list[object]:
    table = tomllib.loads((Path(__file__).parent / "refusal_lines.toml").read_text("utf-8"))
    return [
        pytest.param(line, language, id=f"{language}-{line}")
        for language, found in table.items()
        for line in found[key]
    ]


@pytest.mark.parametrize(("line", "language"), lines("refused"))
def test_a_refusal_of_guest_posts_as_such_is_a_notice(line: str, language: str) -> None:
    assert notice(line, language=language) is not None


@pytest.mark.parametrize(("line", "language"), lines("not_refused"))
def test_a_rule_a_condition_or_a_warning_is_no_notice(line: str, language: str) -> None:
    assert notice(line, language=language) is None


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Guest posts: closed until September", "en"),
        ("Do you take guest posts? Not before September.", "en"),
        ("Bis September nehmen wir keine Gastbeiträge an.", "de"),
        ("Nous n'acceptons plus d'articles invités avant septembre.", "fr"),
        ("La recepción de artículos está cerrada hasta septiembre.", "es"),
        ("Non accettiamo guest post fino a settembre.", "it"),
        ("Wij plaatsen tot september geen gastblogs.", "nl"),
        ("Do września nie przyjmujemy wpisów gościnnych.", "pl"),
        ("Não aceitamos guest posts até setembro.", "pt"),
        ("До сентября мы не принимаем гостевые статьи.", "ru"),
        ("Vi tar inte emot gästinlägg till september.", "sv"),
        ("Vi modtager ikke gæsteindlæg før september.", "da"),
        ("Vi tar ikke imot gjesteinnlegg før september.", "no"),
        ("Emme ota vastaan vieraskirjoituksia ennen syyskuuta.", "fi"),
        ("Do září nepřijímáme hostující články.", "cs"),
        ("Szeptemberig nem fogadunk vendégcikkeket.", "hu"),
        ("Nu acceptăm guest post-uri până în septembrie.", "ro"),
        ("Eylül ayına kadar konuk yazı kabul etmiyoruz.", "tr"),
        ("Kami tidak menerima artikel tamu sampai September.", "id"),
        ("9月まで寄稿の募集を停止しています。", "ja"),
    ],
)
def test_a_notice_names_the_month_in_which_guest_posts_are_taken_again(line: str, language: str) -> None:
    found = notice(line, language=language)
    assert found is not None
    assert found.reopens == date(2026, 9, 1)


def test_a_refusal_of_articles_closes_for_now_only_when_it_speaks_of_now() -> None:
    plain = notice("Nous n'acceptons pas d'articles.", language="fr")
    assert plain is not None
    assert not plain.is_present
    present = notice("Nous n'acceptons plus d'articles.", language="fr")
    assert present is not None
    assert present.is_present
