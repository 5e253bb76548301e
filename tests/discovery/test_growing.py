from dataclasses import replace

import pytest

from linkfinder.discovery import growing
from linkfinder.discovery.growing import Unwanted, allowance, candidates, judge_site, site_promise
from linkfinder.model.niche import Limits, Niche, Topic
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.site import SiteFacts, SiteState

NICHE = Niche("dental", topics=(Topic("teeth"),), seed_urls=())
LIMITS = Limits(pages_per_site=60)
HERE = "https://teeth.example/blogroll"


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (SiteFacts(), SiteState.CANDIDATE),
        (SiteFacts(failed_in_row=2), SiteState.CANDIDATE),
        (SiteFacts(failed_in_row=3), SiteState.DROPPED),
        (SiteFacts(fetched=1, relevance=0.3), SiteState.MEMBER),
        (SiteFacts(fetched=1, relevance=0.29), SiteState.CANDIDATE),
        (SiteFacts(fetched=2, relevance=0.29), SiteState.DROPPED),
        (SiteFacts(fetched=1, relevance=0.05), SiteState.DROPPED),
        (SiteFacts(fetched=9, relevance=0.0, found=1), SiteState.MEMBER),
        (SiteFacts(fetched=9, relevance=0.0, is_chosen=True), SiteState.MEMBER),
        (SiteFacts(failed_in_row=9, is_chosen=True), SiteState.MEMBER),
        (SiteFacts(fetched=5, relevance=0.5, failed_in_row=9), SiteState.MEMBER),
    ],
)
def test_a_site_is_judged_by_its_pages(facts: SiteFacts, state: SiteState) -> None:
    assert judge_site(facts).state is state


@pytest.mark.parametrize(("cited_by", "needed"), [(0, 0.3), (1, 0.3), (2, 0.25), (4, 0.15), (40, 0.15)])
def test_sites_of_the_niche_that_link_to_it_vouch_for_a_site_up_to_a_point(cited_by: int, needed: float) -> None:
    facts = SiteFacts(fetched=3, relevance=needed, cited_by=cited_by)
    assert judge_site(facts).state is SiteState.MEMBER
    assert judge_site(replace(facts, relevance=needed - 0.01)).state is SiteState.DROPPED


def test_a_well_cited_site_gets_one_more_look_and_is_not_hopeless_at_once() -> None:
    facts = SiteFacts(fetched=1, relevance=0.0, cited_by=3)
    assert judge_site(facts).state is SiteState.CANDIDATE
    assert allowance(facts, LIMITS).pages == 3
    assert judge_site(replace(facts, fetched=3)).state is SiteState.DROPPED


def test_the_reason_tells_the_numbers() -> None:
    verdict = judge_site(SiteFacts(fetched=2, relevance=0.12, cited_by=2))
    assert verdict.reason == (
        "off-topic: relevance 0.12 after 2 pages, 0.25 needed because 2 sites of the niche link to it"
    )


@pytest.mark.parametrize(
    ("facts", "pages"),
    [
        (SiteFacts(), 2),
        (SiteFacts(fetched=2, relevance=0.0), 0),
        (SiteFacts(is_chosen=True), 10),
        (SiteFacts(fetched=5, relevance=0.5), 20),
        (SiteFacts(fetched=5, relevance=0.5, found=2), 50),
        (SiteFacts(fetched=5, relevance=0.5, found=20), 60),
    ],
)
def test_sites_that_yield_get_more_within_the_limit(facts: SiteFacts, pages: int) -> None:
    assert allowance(facts, LIMITS).pages == pages
    assert allowance(facts, LIMITS).reason


def test_a_site_that_yields_comes_before_a_relevant_one_and_that_before_a_cited_one() -> None:
    yielding = SiteFacts(fetched=10, relevance=0.4, found=2)
    relevant = SiteFacts(fetched=10, relevance=0.8, cited_by=1)
    cited = SiteFacts(cited_by=1)
    promises = [site_promise(facts).value for facts in (yielding, relevant, cited, SiteFacts())]
    assert promises == sorted(promises, reverse=True)
    assert promises[-1] == 0.0
    assert site_promise(SiteFacts(cited_by=3)).reason == "3 sites of the niche link to it"


def link(url: str, place: Place = Place.BODY) -> Link:
    return Link(url, "a blog", place=place)


def test_a_relevant_page_vouches_for_the_sites_in_its_text_lists_and_bios() -> None:
    page = Page(
        HERE,
        links=(
            link("https://gums.example/post"),
            link("https://gums.example/other"),
            link("https://roll.example/", Place.SIDEBAR),
            link("https://menu.example/", Place.NAV),
            link("https://design.example/", Place.FOOTER),
            link("https://comment.example/", Place.COMMENT),
            link("https://www.teeth.example/own"),
            link("https://paid.example/")._replace(rel=("sponsored",)),
            link("https://banner.example/")._replace(is_image=True),
            link("https://facebook.com/x"),
        ),
    )
    seeds, unwanted = candidates(page, 0.6, NICHE)
    assert [seed.url for seed in seeds] == [
        "https://gums.example/",
        "https://gums.example/post",
        "https://roll.example/",
    ]
    assert seeds[0].promise > seeds[1].promise
    assert seeds[0].reason == f'linked from {HERE} with the words "a blog"'
    assert unwanted == (Unwanted("facebook.com", "too big: social network"),)


def test_a_more_relevant_page_vouches_more() -> None:
    page = Page(HERE, links=(link("https://gums.example/"),))
    weak, strong = (candidates(page, relevance, NICHE)[0][0].promise for relevance in (0.3, 0.9))
    assert weak < strong <= growing.LINKED_BY_ONE


def test_a_page_off_the_topic_and_one_that_disowns_its_links_vouch_for_nobody() -> None:
    page = Page(HERE, links=(link("https://gums.example/"),))
    assert candidates(page, 0.29, NICHE) == ((), ())
    assert candidates(replace(page, is_nofollow=True), 0.9, NICHE) == ((), ())


def test_a_link_dump_names_a_bounded_number_of_sites() -> None:
    page = Page(HERE, links=tuple(link(f"https://site{number}.example/") for number in range(1000)))
    assert len(candidates(page, 0.9, NICHE)[0]) == growing.MOST_SITES_A_PAGE
