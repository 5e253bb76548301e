from dataclasses import replace
from typing import Any

import pytest

from linkfinder.frontier import site_selection
from linkfinder.frontier.site_selection import (
    Endorsement,
    endorsed_seeds,
    is_selection,
    is_useful,
    judge_site,
    outlink_priority,
    page_quota,
    text_weight_of,
    unendorsed_seeds,
    unread_site_priority,
)
from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.model.niche import Limits, Niche, Topic
from linkfinder.model.opportunity import Judgement, Mention, MentionState, Opportunity
from linkfinder.model.page import Link, Page, PageClass, Place
from linkfinder.model.seed import UNENDORSED_PRIORITY
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
        (SiteFacts(fetched=1, relevance=0.05, weight=1.0), SiteState.DROPPED),
        (SiteFacts(fetched=9, relevance=0.0, found=1), SiteState.MEMBER),
        (SiteFacts(fetched=9, relevance=0.0, is_chosen=True), SiteState.MEMBER),
        (SiteFacts(failed_in_row=9, is_chosen=True), SiteState.MEMBER),
        (SiteFacts(fetched=5, relevance=0.5, failed_in_row=9), SiteState.MEMBER),
    ],
)
def test_a_site_is_judged_by_its_pages(facts: SiteFacts, state: SiteState) -> None:
    assert judge_site(facts).state is state


@pytest.mark.parametrize(("cited_by", "needed"), [(0, 0.3), (1, 0.3), (2, 0.25), (4, 0.15), (40, 0.15)])
def test_links_of_sites_of_the_niche_count_for_a_site_up_to_a_limit(cited_by: int, needed: float) -> None:
    facts = SiteFacts(fetched=3, relevance=needed, inlink_sites=cited_by)
    assert judge_site(facts).state is SiteState.MEMBER
    assert judge_site(replace(facts, relevance=needed - 0.01)).state is SiteState.DROPPED


def test_a_site_with_many_inlinks_gets_one_more_page_and_is_not_dropped_at_once() -> None:
    facts = SiteFacts(fetched=1, relevance=0.0, inlink_sites=3)
    assert judge_site(facts).state is SiteState.CANDIDATE
    assert page_quota(facts, LIMITS).pages == 3
    assert judge_site(replace(facts, fetched=3)).state is SiteState.DROPPED


def test_too_few_words_do_not_count_against_a_site_before_its_pages_are_used_up() -> None:
    facts = SiteFacts(fetched=1, relevance=0.0, weight=0.4)
    assert judge_site(facts).state is SiteState.CANDIDATE
    verdict = judge_site(replace(facts, fetched=2))
    assert verdict.state is SiteState.DROPPED
    assert verdict.reason.startswith("too few words to tell: ")
    assert judge_site(replace(facts, relevance=0.5)).state is SiteState.MEMBER, "but they can speak for it"


@pytest.mark.parametrize(
    ("page", "weight"),
    [
        (Page(HERE, words=0), 0.0),
        (Page(HERE, words=25), 0.25),
        (Page(HERE, words=5000), 1.0),
        (Page(HERE, words=5000, page_class=PageClass.SOFT_404), 0.0),
    ],
)
def test_a_page_says_as_much_of_its_site_as_it_has_words_up_to_a_point(page: Page, weight: float) -> None:
    assert text_weight_of(page) == weight


def test_the_reason_tells_the_numbers() -> None:
    verdict = judge_site(SiteFacts(fetched=2, relevance=0.12, weight=1.5, inlink_sites=2))
    assert verdict.reason == (
        "off-topic: relevance 0.12 after 2 pages, 0.25 needed because 2 sites of the niche link to it"
    )


@pytest.mark.parametrize(
    ("facts", "pages"),
    [
        (SiteFacts(), 2),
        (SiteFacts(fetched=2, relevance=0.0), 0),
        (SiteFacts(is_chosen=True), 60),
        (SiteFacts(is_chosen=True, relevance=0.5, tried=30, useful=6), 60),
        (SiteFacts(is_chosen=True, relevance=0.0, tried=20), 20),
        (SiteFacts(is_chosen=True, relevance=0.0, tried=900), 10),
        (SiteFacts(fetched=5, relevance=0.5), 20),
        (SiteFacts(fetched=9, relevance=0.5, tried=10), 15),
        (SiteFacts(fetched=5, relevance=0.5, found=2), 50),
        (SiteFacts(fetched=5, relevance=0.5, found=20), 60),
    ],
)
def test_sites_that_yield_get_more_within_the_limit(facts: SiteFacts, pages: int) -> None:
    assert page_quota(facts, LIMITS).pages == pages
    assert page_quota(facts, LIMITS).reason


def test_a_site_has_a_higher_priority_the_more_members_link_to_it() -> None:
    priorities = [unread_site_priority(SiteFacts(inlink_sites=count)).value for count in range(4)]
    assert priorities == [0.0, 0.3, 0.51, 0.657]
    assert unread_site_priority(SiteFacts(inlink_sites=3)).reason == "3 sites of the niche link to it"


def test_a_page_is_useful_that_speaks_of_the_niche_or_holds_a_finding() -> None:
    assert is_useful(0.3, Judgement())
    assert is_useful(0.0, Judgement((finding(GuestPost()),)))
    assert not is_useful(0.29, Judgement())


def link(url: str, place: Place = Place.BODY) -> Link:
    return Link(url, "a blog", place=place)


def test_a_relevant_page_endorses_the_sites_in_its_text_lists_and_bios() -> None:
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
    seeds = endorsed_seeds(page, Endorsement(0.6), NICHE)
    assert [seed.url for seed in seeds] == [
        "https://gums.example/",
        "https://gums.example/post",
        "https://roll.example/",
    ]
    assert seeds[0].priority > seeds[1].priority
    assert seeds[0].reason == f'linked from {HERE} with the words "a blog"'


def test_a_more_relevant_page_endorses_more_strongly() -> None:
    page = Page(HERE, links=(link("https://gums.example/"),))
    weak, strong = (endorsed_seeds(page, Endorsement(relevance), NICHE)[0].priority for relevance in (0.3, 0.5))
    assert weak < strong <= site_selection.ONE_INLINK_PRIORITY


def test_a_page_that_hardly_speaks_of_anything_else_and_one_that_selects_links_count_like_another_member() -> None:
    page = Page(HERE, links=(link("https://gums.example/"),))
    priorities = [
        endorsed_seeds(page, Endorsement(relevance, selects), NICHE)[0].priority
        for relevance, selects in ((0.59, False), (0.6, False), (0.59, True), (0.6, True))
    ]
    assert priorities == [0.3, 0.51, 0.51, 0.657]
    assert endorsed_seeds(page, Endorsement(0.29, is_selection=True), NICHE) == (), (
        "off the topic it selects for others"
    )
    assert outlink_priority(page, Endorsement(0.6, is_selection=True)) == 0.657
    reasons = [endorsed_seeds(page, Endorsement(0.5, each), NICHE)[0].reason for each in (False, True)]
    assert [reason.partition(" https")[0] for reason in reasons] == ["linked from", "selected by"]


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://teeth.example/resources", ""),
        ("https://teeth.example/write-for-us.html", ""),
        ("https://teeth.example/?p=7", "Useful links"),
    ],
)
def test_guest_post_pages_and_resource_pages_select_what_they_link_to(url: str, title: str) -> None:
    assert is_selection(Page(url, title=title), Judgement(), NICHE, {GUEST_POST})


def test_a_page_that_takes_guest_posts_selects_whatever_it_is_called_and_an_article_does_not() -> None:
    article = Page("https://teeth.example/how-to-floss", title="How to floss")
    assert is_selection(article, Judgement((finding(GuestPost()),)), NICHE, {GUEST_POST})
    assert not is_selection(article, Judgement(), NICHE, {GUEST_POST})
    assert not is_selection(
        article, Judgement((finding(Mention("Acme", MentionState.UNLINKED, "Acme was there.")),)), NICHE, {GUEST_POST}
    )


def finding(facts: GuestPost | Mention) -> Opportunity:
    kind = GUEST_POST if isinstance(facts, GuestPost) else UNLINKED_MENTION
    return Opportunity(kind, "dental", HERE, "teeth.example", facts)


def test_a_page_off_the_topic_and_one_with_nofollow_links_endorse_nobody() -> None:
    page = Page(HERE, links=(link("https://gums.example/"),))
    assert endorsed_seeds(page, Endorsement(0.29), NICHE) == ()
    assert endorsed_seeds(replace(page, is_nofollow=True), Endorsement(0.9), NICHE) == ()


def test_a_link_dump_names_a_bounded_number_of_sites() -> None:
    page = Page(HERE, links=tuple(link(f"https://site{number}.example/") for number in range(1000)))
    assert (
        len({seed.url for seed in endorsed_seeds(page, Endorsement(0.9), NICHE)}) == site_selection.MAX_SITES_PER_PAGE
    )


MUTE = Page(
    HERE,
    words=10,
    links=(
        link("https://gums.example/post", Place.FOOTER),
        link("https://menu.example/", Place.NAV),
        link("https://comment.example/", Place.COMMENT),
        link("https://www.teeth.example/own"),
        Link("https://paid.example/", "a blog", ("sponsored",)),
        link("https://facebook.com/x"),
    ),
)


def test_a_page_of_few_words_names_sites_wherever_its_links_stand() -> None:
    seeds = unendorsed_seeds(MUTE, Endorsement(0.0), NICHE)
    assert [seed.url for seed in seeds] == ["https://gums.example/", "https://menu.example/"]
    assert {seed.priority for seed in seeds} == {UNENDORSED_PRIORITY}
    assert seeds[0].reason == f"named by {HERE}, which does not say what it is about"


def test_a_page_with_enough_words_names_unendorsed_sites_only_when_the_user_chose_it() -> None:
    page = replace(MUTE, words=500, links=(*MUTE.links, link("https://roll.example/", Place.SIDEBAR)))
    assert unendorsed_seeds(page, Endorsement(0.0), NICHE) == ()
    (seed,) = unendorsed_seeds(page, Endorsement(0.0, is_chosen=True), NICHE)
    assert seed.url == "https://roll.example/", "and not from its furniture"


def test_a_short_page_that_speaks_of_something_else_does_tell_its_topic() -> None:
    short = replace(MUTE, words=60)
    assert unendorsed_seeds(short, Endorsement(0.0), NICHE) == ()
    assert outlink_priority(short, Endorsement(0.0)) == 0.0
    assert unendorsed_seeds(short, Endorsement(0.1), NICHE), "one that touches the niche leaves it open"
    assert unendorsed_seeds(replace(short, words=49), Endorsement(0.0), NICHE)


@pytest.mark.parametrize("facts", [{"is_nofollow": True}, {"page_class": PageClass.PARKED}])
def test_a_page_that_disowns_its_links_and_a_parked_one_name_nobody(facts: dict[str, Any]) -> None:
    assert unendorsed_seeds(replace(MUTE, **facts), Endorsement(0.0), NICHE) == ()


def test_a_few_words_and_many_sites_are_a_dump_of_links() -> None:
    links = tuple(link(f"https://site{number}.example/") for number in range(site_selection.MAX_UNENDORSED_SITES + 1))
    assert (
        len(unendorsed_seeds(replace(MUTE, links=links[1:]), Endorsement(0.0), NICHE))
        == site_selection.MAX_UNENDORSED_SITES
    )
    assert unendorsed_seeds(replace(MUTE, links=links), Endorsement(0.0), NICHE) == ()
    assert unendorsed_seeds(replace(MUTE, links=links), Endorsement(0.0, is_chosen=True), NICHE), (
        "a list that the user chose is wanted"
    )


def test_the_priority_of_links_to_other_sites_is_known_before_they_are_read() -> None:
    assert outlink_priority(MUTE, Endorsement(0.0)) == UNENDORSED_PRIORITY
    assert outlink_priority(replace(MUTE, words=500), Endorsement(0.0)) == 0.0
    assert outlink_priority(replace(MUTE, words=500), Endorsement(0.0, is_chosen=True)) == UNENDORSED_PRIORITY
    assert outlink_priority(MUTE, Endorsement(0.5)) == site_selection.ONE_INLINK_PRIORITY
