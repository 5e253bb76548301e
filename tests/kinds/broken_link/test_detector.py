"""Dead outbound links that an editor would repair."""

from dataclasses import replace
from datetime import date

import pytest

from linkfinder.kinds.broken_link.detector import detect
from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.model.dead_target import DeadTargetInfo, DomainAvailability
from linkfinder.model.niche import Asset, Brand, Niche, Topic
from linkfinder.model.page import Link, Page, Place

NICHE = Niche(
    "dental",
    (Topic("dental implants"),),
    ("http://seed.example/",),
    brands=(Brand("Acme", domains=("acme.example",)),),
    assets=(Asset("https://acme.example/implants", "Dental implants explained", ("dental implants",)),),
)


def dead(url: str = "http://gone.example/dental-implants", verdict: Verdict = Verdict.DEAD_HTTP) -> Link:
    check = LinkCheck(url, verdict, "http_404", 404, confidence=0.7, confirmations=2, note="It answers 404.")
    return Link(url, "dental implants", sentence="See this report on dental implants.", check=check)


def alive(number: int = 1) -> Link:
    url = f"http://live{number}.example/"
    return Link(url, "fine", check=LinkCheck(url, Verdict.ALIVE, "http_200", 200))


def page(*links: Link) -> Page:
    return Page("http://blog.example/article", title="All about teeth", language="en", links=links)


def test_a_dead_link_in_an_article_is_an_opportunity() -> None:
    (found,) = detect(page(dead(), alive()), NICHE).opportunities
    assert isinstance(found.facts, BrokenLink)
    assert found.facts.dead_url == "http://gone.example/dental-implants"
    assert (found.facts.confirmations, found.confidence, found.facts.note) == (2, 0.7, "It answers 404.")
    assert found.facts.asset_url == "https://acme.example/implants"
    assert found.evidence[0].quote == "See this report on dental implants."


def test_a_dead_address_is_told_once_a_page() -> None:
    assert len(detect(page(dead(), dead(), alive()), NICHE).opportunities) == 1


@pytest.mark.parametrize(
    "verdict", [Verdict.BLOCKED, Verdict.TLS_ERROR, Verdict.GATED, Verdict.UNKNOWN, Verdict.REFUSED]
)
def test_what_is_not_dead_is_never_told_as_dead(verdict: Verdict) -> None:
    judged = detect(page(dead(verdict=verdict)), NICHE)
    assert not judged.opportunities
    assert not judged.rejections


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (dead()._replace(place=Place.FOOTER), "not_editorial_footer"),
        (dead()._replace(place=Place.COMMENT), "not_editorial_comment"),
        (dead()._replace(rel=("sponsored",)), "paid_link"),
        (dead()._replace(rel=("ugc", "nofollow")), "users_link"),
        (dead("http://www.acme.example/old"), "own_page"),
    ],
)
def test_a_dead_link_that_nobody_would_replace_is_turned_down(link: Link, reason: str) -> None:
    judged = detect(page(link, alive()), NICHE)
    assert not judged.opportunities
    assert [rejection.reason for rejection in judged.rejections] == [reason]


def test_a_link_within_the_site_is_the_owners_business() -> None:
    assert not detect(page(dead("http://www.blog.example/gone")), NICHE).opportunities


def test_a_page_of_mostly_dead_links_is_abandoned() -> None:
    links = [dead(f"http://gone{n}.example/") for n in range(4)]
    (rejection,) = detect(page(*links, alive(1), alive(2)), NICHE).rejections
    assert rejection.reason == "abandoned_page"
    assert rejection.detail == "4 of 6 outbound links are dead"


def test_a_link_that_was_never_asked_says_nothing() -> None:
    assert not detect(page(Link("http://new.example/", "new")), NICHE).opportunities


@pytest.mark.parametrize(
    ("verdict", "domain"),
    [
        (Verdict.DEAD_DNS, DomainAvailability.FREE),
        (Verdict.DEAD_HOST, DomainAvailability.FREE),
        (Verdict.PARKED, DomainAvailability.FREE),
        (Verdict.DEAD_HTTP, DomainAvailability.UNKNOWN),
        (Verdict.HIJACKED, DomainAvailability.UNKNOWN),
    ],
)
def test_what_died_is_told_and_its_domain_where_that_is_what_died(verdict: Verdict, domain: DomainAvailability) -> None:
    former = DeadTargetInfo("A guide", "https://web.archive.org/web/1/x", date(2019, 2, 3), DomainAvailability.FREE)
    (found,) = detect(page(dead(verdict=verdict)._replace(dead_target=former), alive()), NICHE).opportunities
    assert isinstance(found.facts, BrokenLink)
    assert found.facts.dead_target == replace(former, domain=domain)
