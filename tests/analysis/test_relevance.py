"""How near a page is to a niche."""

from dataclasses import replace

import pytest

from linkfinder.analysis.relevance import relevance
from linkfinder.model.niche import Exclusions, Niche, Topic
from linkfinder.model.page import Block, BlockRole, Link, Page, Place

FILLER = "The river rose in spring and the fields below the mill were under water for a week. " * 20


def niche(*topics: Topic) -> Niche:
    return Niche("dental", topics or (Topic("dental implants"),), ("http://seed.example/",))


def page(
    title: str = "", *texts: str, heading: str = "", url: str = "http://a.example/x", language: str = "en"
) -> Page:
    head = (Block(heading, Place.BODY, BlockRole.HEADING, 1),) if heading else ()
    return Page(url, title=title, language=language, blocks=head + tuple(Block(text) for text in texts))


def test_a_page_about_the_topic_is_near() -> None:
    found = relevance(
        page(
            "Dental implants explained",
            "Dental implants last long. A dental implant replaces a root. Ask about dental implants.",
            heading="What are dental implants?",
        ),
        niche(),
    )
    assert found.value > 0.8
    assert found.reason.startswith("dental implants in title, heading, text")


def test_a_page_with_an_excluded_phrase_is_not_near_and_says_so() -> None:
    strict = replace(niche(), exclude=Exclusions(phrases=("Pay-day loans",)))
    about = page("Dental implants", "Dental implants last long. Payday loans and pay day loans.")
    found = relevance(about, strict)
    assert (found.value, found.reason) == (0.0, '"Pay-day loans" stands in exclude.phrases')
    assert relevance(page("Dental implants", "Dental implants: no loans."), strict).value > 0.3


def test_a_stray_word_proves_nothing() -> None:
    assert relevance(page("Floods", FILLER + "He had dental implants."), niche()).value < 0.2


def test_a_page_without_a_topic_is_far_and_says_so() -> None:
    found = relevance(page("Floods", FILLER), niche())
    assert found.value == 0
    assert found.reason == "no topic of the niche stands on the page"


def test_the_title_says_more_than_the_text() -> None:
    text = "One of them had dental implants. " + FILLER
    assert relevance(page("Dental implants", FILLER), niche()).value > relevance(page("Floods", text), niche()).value


def test_menus_and_addresses_say_a_little() -> None:
    plain = relevance(page("Floods", FILLER), niche()).value
    named = relevance(page("Floods", FILLER, url="http://a.example/dental-implants"), niche()).value
    linked = Page("http://a.example/x", title="Floods", links=(Link("http://b.example/", "Dental implants"),))
    assert plain < named < 0.5
    assert 0 < relevance(linked, niche()).value < 0.2


def test_the_words_of_links_that_are_not_shown_say_nothing() -> None:
    hidden = Link("http://b.example/x", "dental implants", place=Place.BODY, is_folded=True)
    assert relevance(replace(page("Floods", FILLER), links=(hidden,)), niche()).value == 0


def test_text_in_the_footer_is_not_what_a_page_is_about() -> None:
    footer = Page("http://a.example/x", title="Floods", blocks=(Block("dental implants " * 9, Place.FOOTER),))
    assert relevance(footer, niche()).value == 0


def test_words_that_stand_apart_count_in_part() -> None:
    apart = relevance(page("Implants from a dental view"), niche()).value
    assert 0 < apart < relevance(page("Dental implants"), niche()).value


def test_inflected_words_are_the_same() -> None:
    german = niche(Topic("Zahnimplantat", language="de"))
    assert relevance(page("Zahnimplantate im Vergleich", language="de"), german).value > 0.5


def test_a_topic_of_another_language_is_left_out_and_one_without_counts_everywhere() -> None:
    german_only = niche(Topic("implant", language="de"))
    assert relevance(page("Implant", language="en"), german_only).value == 0
    assert relevance(page("Implant", language="de"), german_only).value > 0.5
    assert relevance(page("Implant", language="pl"), niche(Topic("implant"))).value > 0.5


def test_heavier_topics_weigh_more() -> None:
    topics = niche(Topic("implants", 1.0), Topic("tooth paste", 0.2))
    assert relevance(page("Implants"), topics).value > relevance(page("Tooth paste"), topics).value


@pytest.mark.parametrize("title", ["インプラント治療のすべて", "牙科种植指南"])
def test_scripts_without_spaces_are_read(title: str) -> None:
    topics = niche(Topic("インプラント"), Topic("种植"))
    assert relevance(page(title, language=""), topics).value > 0.5
