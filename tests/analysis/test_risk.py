"""What is dangerous or useless about a page."""

from datetime import date

from linkfinder.analysis.risk import page_risks
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.opportunity import Risk
from linkfinder.model.page import Block, FoundDate, Link, Page, Place

NICHE = Niche("dental", (Topic("teeth"),), ("http://seed.example/",))
URL = "http://page.example/x"


def risks(page: Page, niche: Niche = NICHE) -> dict[str, Risk]:
    return {risk.name: risk for risk in page_risks(page, niche)}


def said(*texts: str) -> Page:
    return Page(URL, language="en", blocks=tuple(Block(text) for text in texts), words=900)


def test_an_ordinary_page_has_none() -> None:
    assert not risks(said("Brush twice a day."))


def test_a_page_that_sells_links_is_a_policy_risk() -> None:
    found = risks(said("We offer niche edits and link insertions.", "Permanent dofollow links for your brand."))
    assert found["sells_placements"].points == 65
    assert not found["sells_placements"].is_waste
    assert "niche edit" in found["sells_placements"].reason


def test_one_phrase_of_sellers_weighs_less_than_two() -> None:
    assert risks(said("One permanent dofollow link is included."))["sells_placements"].points == 20
    assert not risks(said("Permanent link to this article."))


def test_a_refusal_is_no_offer() -> None:
    assert not risks(said("We do not sell link insertions.", "No paid links."))
    assert not risks(said("We don't accept:", "paid links", "link insertions"))


def test_links_with_sensitive_words_are_bad_company() -> None:
    page = Page(URL, language="en", links=(Link("http://a.example/", "best online casino"),))
    assert risks(page)["sensitive_neighbours"].points == 25
    many = Page(URL, language="de", links=tuple(Link(f"http://casino{n}.example/", "Sportwetten") for n in range(3)))
    assert risks(many)["sensitive_neighbours"].points == 35


def test_a_list_of_refused_subjects_is_no_bad_company() -> None:
    assert not risks(said("No casino, betting or payday loan articles."))


def test_the_niches_own_subject_and_readers_links_are_no_bad_company() -> None:
    own = Niche("vaping", (Topic("vape"),), ("http://seed.example/",))
    assert not risks(Page(URL, language="en", links=(Link("http://a.example/", "vape"),)), own)
    comment = Link("http://a.example/", "casino", place=Place.COMMENT)
    assert not risks(Page(URL, language="en", links=(comment,)))


def test_a_menu_about_everything_is_a_risk() -> None:
    labels = ("Technology", "Health", "Business", "Finance", "Travel", "Fashion", "Food", "Sports", "Law", "Pets")
    menu = tuple(Link(f"{URL}/{label}", label, place=Place.NAV) for label in labels)
    assert risks(Page(URL, links=menu))["unrelated_topics"].points == 20
    assert not risks(Page(URL, links=menu[:5]))


def test_a_page_that_search_engines_must_not_read_is_waste() -> None:
    found = risks(Page(URL, is_noindex=True, is_nofollow=True))
    assert (found["noindex"].points, found["nofollow"].points) == (90, 45)
    assert all(risk.is_waste for risk in found.values())


def test_a_page_of_links_without_words_is_a_link_dump() -> None:
    links = tuple(Link(f"http://site{n}.example/", "site") for n in range(101))
    assert risks(Page(URL, links=links, words=50))["link_dump"].points == 55
    assert risks(Page(URL, links=links, words=5000))["crowded"].points == 40


def test_a_page_without_news_is_dormant() -> None:
    old = Page(URL, modified=FoundDate(date(2024, 1, 1), "meta"), fetched=date(2026, 3, 1))
    assert risks(old)["dormant"].reason == "nothing newer than 2024-01-01"
    fresh = Page(URL, published=FoundDate(date(2026, 1, 1), "meta"), fetched=date(2026, 3, 1))
    assert not risks(fresh)
    assert not risks(Page(URL, published=FoundDate(date(2020, 1, 1), "meta")))


def test_offers_without_end_are_understood_from_the_first() -> None:
    assert risks(said("Permanent dofollow links, link insertions, " * 20_000))["sells_placements"].points == 65


def test_a_refusal_far_above_an_offer_is_not_its_own() -> None:
    text = "The ferry leaves at noon and comes back at dusk. " * 100
    found = risks(said("We do not accept:", text, "Permanent dofollow links and link insertions."))
    assert found["sells_placements"].points == 65
