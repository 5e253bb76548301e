"""Sites, and what is known of them beside their pages."""

from typing import TYPE_CHECKING

import pytest

from linkfinder.model.page import Link, Page
from linkfinder.storage.session import session
from linkfinder.storage.sites import MAX_DOMAIN_LENGTH, ensure_sites, site_metrics
from linkfinder.storage.tables import SiteRow

if TYPE_CHECKING:
    from tests.conftest import Crawl


def test_a_domain_has_one_number_for_ever(crawl: "Crawl") -> None:
    with session(crawl.engine) as opened:
        first = ensure_sites(opened, ["a.example", "b.example", "a.example"], crawl.now)
        again = ensure_sites(opened, ["b.example", "c.example"], crawl.now)
    assert first["b.example"] == again["b.example"]
    assert len({*first.values(), *again.values()}) == 3


def test_domains_that_cannot_exist_do_no_harm(crawl: "Crawl") -> None:
    long = "x" * MAX_DOMAIN_LENGTH
    with session(crawl.engine) as opened:
        numbers = ensure_sites(opened, [long + ".example", long + ".invalid"], crawl.now)
    assert len(set(numbers.values())) == 1


def test_a_site_s_standing_counts_the_other_sites_that_link_to_it_once(crawl: "Crawl") -> None:
    to_us = Link("http://blog.example/x", "x")
    crawl.store(
        crawl.visit(url="http://blog.example/", links=(Link("http://one.example/", "one"),)),
        crawl.visit(url="http://one.example/", links=(to_us, Link("http://blog.example/y", "y"))),
        crawl.visit(url="http://one.example/2", links=(to_us,)),
        crawl.visit(url="http://two.example/", links=(to_us,)),
    )
    with session(crawl.engine) as opened:
        site = opened.get_one(SiteRow, ensure_sites(opened, ["blog.example"], crawl.now)["blog.example"])
        site.authority, site.authority_source = 0.6, "ranks of 2026-10"
        opened.flush()
        known = site_metrics(opened, crawl.niche_id, [site.id])
    (standing,) = known.values()
    assert (standing.authority, standing.audience, standing.linking_sites) == (0.6, None, 2)


def test_a_site_is_as_near_to_the_niche_as_its_five_best_pages(crawl: "Crawl") -> None:
    pages = [crawl.visit(url=f"http://blog.example/{n}", relevance=0.8) for n in range(5)]
    crawl.store(*pages, crawl.visit(url="http://blog.example/imprint", relevance=0.0))
    with session(crawl.engine) as opened:
        number = ensure_sites(opened, ["blog.example"], crawl.now)["blog.example"]
        assert site_metrics(opened, crawl.niche_id, [number])[number].relevance == pytest.approx(0.8)
        assert site_metrics(opened, crawl.niche_id + 1, [number])[number].relevance is None


def test_sites_that_share_an_account_are_named_beside_each_other(crawl: "Crawl") -> None:
    uses = {"a": ("UA-7150482", "G-K3V9QZ71LM"), "b": ("UA-7150482",), "c": ("G-K3V9QZ71LM",), "d": ("GTM-WQ47ZB2",)}
    for name, accounts in uses.items():
        url = f"http://{name}.example/"
        page = Page(url, accounts=accounts, content_hash=1)
        crawl.store(crawl.visit(crawl.opportunity(url=url), url=url, page=page))
        crawl.store(crawl.visit(crawl.opportunity(url=url), url=url, page=page))
    owners = {record.opportunity.site: record.site_metrics.same_owner for record in crawl.records()}
    assert owners == {
        "a.example": ("b.example", "c.example"),
        "b.example": ("a.example",),
        "c.example": ("a.example",),
        "d.example": (),
    }


def test_an_account_of_very_many_sites_has_no_owner(crawl: "Crawl") -> None:
    for number in range(51):
        url = f"http://site{number}.example/"
        crawl.store(crawl.visit(url=url, page=Page(url, accounts=("GTM-WQ47ZB2",), content_hash=1)))
    url = "http://site0.example/"
    crawl.store(crawl.visit(crawl.opportunity(url=url), url=url, page=Page(url, accounts=("GTM-WQ47ZB2",))))
    assert crawl.record().site_metrics.same_owner == ()
