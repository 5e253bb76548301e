from datetime import date

import pytest

from linkfinder.analysis.read import read_page
from linkfinder.frontier.leads import (
    _SITEMAP_PRIORITY,
    MAX_LEADS,
    MAX_SITEMAP_PARTS,
    is_possible_page,
    lead_of_redirect,
    leads_of,
    leads_of_sitemap,
    sitemaps_of,
)
from linkfinder.frontier.priority import MIN_PRIORITY
from linkfinder.frontier.site_selection import Endorsement
from linkfinder.model.lease import LeasedPage
from linkfinder.model.niche import Exclusions, Limits, Niche, Topic
from linkfinder.model.page import Link, Page, Place
from linkfinder.model.seed import MOVED, UNENDORSED_PRIORITY

HOME = "http://teeth.example/"
NICHE = Niche(
    "dental",
    (Topic("dental implants"),),
    (HOME,),
    exclude=Exclusions(domains=("bad.example",)),
    limits=Limits(depth=3),
)
TODAY = date(2026, 11, 20)


def leased(url: str = HOME, depth: int = 0, source: str = "listed", priority: float = 1.0) -> LeasedPage:
    return LeasedPage(1, url, priority, source, depth)


def page(*links: Link, url: str = HOME, is_nofollow: bool = False, words: int = 0) -> Page:
    return Page(url, links=links, is_nofollow=is_nofollow, words=words)


def link(url: str, anchor: str = "", place: Place = Place.BODY) -> Link:
    return Link(url, anchor, place=place)


CHOSEN, MUTE = Endorsement(0.0, is_chosen=True), Endorsement(0.0)


class TestOfAPage:
    def test_a_start_page_of_frames_leads_to_its_frames(self) -> None:
        frames = '<frameset cols="9,*"><frame src="list.htm"><frame src="news.htm"></frameset>'
        found = leads_of(read_page(f"<html>{frames}</html>", HOME), CHOSEN, leased(), NICHE)
        assert {lead.url for lead in found} == {f"{HOME}list.htm", f"{HOME}news.htm"}

    def test_a_folded_link_leads_on_inside_its_site_and_endorses_no_other(self) -> None:
        folded = [
            Link(url, "More", place=Place.LIST, is_folded=True) for url in (f"{HOME}prices", "http://other.example/")
        ]
        found = leads_of(page(*folded, words=500), Endorsement(0.9), leased(), NICHE)
        assert [lead.url for lead in found] == [f"{HOME}prices"]

    def test_guest_post_pages_come_first_and_each_address_once(self) -> None:
        links = (
            link(f"{HOME}a", "A"),
            link(f"{HOME}write-for-us"),
            link(f"{HOME}a", "About us"),
            link(f"{HOME}a", "x"),
        )
        found = leads_of(page(*links), Endorsement(0.5), leased(), NICHE)
        assert [lead.url for lead in found] == [f"{HOME}write-for-us", f"{HOME}a"]
        assert found[1].priority > 0.6, "the best of its anchors counts"
        assert {lead.depth for lead in found} == {1}

    def test_an_address_is_taken_as_it_is_written_first(self) -> None:
        links = (link(f"{HOME}a?z=1&b=2", "A"), link(f"{HOME}a?b=2&z=1", "About us"), link(f"{HOME}?utm_source=x"))
        (lead,) = leads_of(page(*links), Endorsement(0.5), leased(), NICHE)
        assert (lead.url, lead.priority > 0.6) == (f"{HOME}a?z=1&b=2", True)

    def test_what_leads_nowhere_is_left_out(self) -> None:
        links = (link(f"{HOME}cart"), link(f"{HOME}doc.pdf"), link(f"{HOME}calendar/2026-11-20"), link(HOME))
        assert leads_of(page(*links), Endorsement(0.5), leased(), NICHE) == ()

    def test_a_page_that_asks_not_to_be_followed_is_not(self) -> None:
        assert leads_of(page(link(f"{HOME}write-for-us"), is_nofollow=True), Endorsement(0.9), leased(), NICHE) == ()

    def test_nothing_is_taken_past_the_niches_depth(self) -> None:
        assert leads_of(page(link(f"{HOME}a")), Endorsement(0.5), leased(depth=2), NICHE)
        assert leads_of(page(link(f"{HOME}a")), Endorsement(0.5), leased(depth=3), NICHE) == ()

    def test_a_page_inside_leads_to_its_home_page(self) -> None:
        found = leads_of(page(url=f"{HOME}blog/a"), Endorsement(0.5), leased(f"{HOME}blog/a", depth=1), NICHE)
        assert [lead.url for lead in found] == [HOME]

    def test_deeper_pages_have_a_slightly_lower_priority(self) -> None:
        near, far = (
            leads_of(page(link(f"{HOME}a", "A")), Endorsement(0.5), leased(depth=depth), NICHE)[0] for depth in (0, 2)
        )
        assert near.priority > far.priority

    def test_other_sites_are_led_to_from_relevant_pages(self) -> None:
        links = (
            link("http://friend.example/post", "A friend"),
            link("http://bad.example/"),
            link("http://facebook.com/"),
        )
        found = leads_of(page(*links, words=500), Endorsement(0.1), leased(source="link"), NICHE)
        assert found == (), "a page with something else to say endorses nobody"
        found = leads_of(page(*links), Endorsement(0.8), leased(), NICHE)
        assert {lead.url for lead in found} == {"http://friend.example/", "http://friend.example/post"}
        assert all(lead.depth == 1 for lead in found), "depth 0 is for what the user or a source named"

    @pytest.mark.parametrize(
        ("endorsement", "words"), [(Endorsement(0.0, is_chosen=True), 500), (Endorsement(0.0), 20)]
    )
    def test_a_page_the_user_chose_and_one_of_few_words_lead_to_the_sites_they_name(
        self, endorsement: Endorsement, words: int
    ) -> None:
        near = page(link("http://friend.example/post", "A friend"), words=words)
        (lead,) = leads_of(near, endorsement, leased(depth=1), NICHE)
        assert (lead.url, lead.depth) == ("http://friend.example/", 1), "its own pages are as near as those of any site"
        assert leads_of(near, endorsement, leased(depth=3), NICHE) == ()

    def test_what_unendorsed_sites_name_comes_after_others_but_is_not_forgotten(self) -> None:
        near = page(link("http://friend.example/", "A friend"))
        priority, priorities = 1.0, []
        for _ in range(40):
            (lead,) = leads_of(near, Endorsement(0.0), leased(source="outlink", depth=1, priority=priority), NICHE)
            priority = lead.priority
            priorities.append(priority)
        assert priorities == sorted(priorities, reverse=True)
        assert priorities[0] < UNENDORSED_PRIORITY
        assert priorities[-1] == MIN_PRIORITY

    def test_clicks_are_counted_from_where_a_site_is_entered(self) -> None:
        links = (link("http://friend.example/", "A friend"), link(f"{HOME}a", "A"))
        found = {lead.url: lead.depth for lead in leads_of(page(*links), Endorsement(0.8), leased(depth=2), NICHE)}
        assert found == {"http://friend.example/": 1, f"{HOME}a": 3}
        assert leads_of(page(*links), Endorsement(0.8), leased(depth=3), NICHE) == (), (
            "past its depth a page leads nowhere at all"
        )

    def test_a_page_of_thousands_of_links_gives_its_best(self) -> None:
        links = [link(f"{HOME}{number}", "x") for number in range(MAX_LEADS + 50)] + [link(f"{HOME}write-for-us")]
        found = leads_of(page(*links), Endorsement(0.5), leased(), NICHE)
        assert len(found) == MAX_LEADS
        assert found[0].url == f"{HOME}write-for-us"


class TestOfSitemaps:
    def test_the_sitemaps_that_robots_txt_names_are_asked_for(self) -> None:
        assert [lead.url for lead in sitemaps_of(leased(), 0.0, (f"{HOME}map.xml",))] == [f"{HOME}map.xml"]
        assert [lead.url for lead in sitemaps_of(leased(), 0.0, ())] == [f"{HOME}sitemap.xml"]
        assert (
            len(sitemaps_of(leased(), 0.0, tuple(f"{HOME}{number}.xml" for number in range(500)))) == MAX_SITEMAP_PARTS
        )

    def test_a_site_that_nobody_chose_must_be_relevant_first(self) -> None:
        found = leased(source="outlink", depth=1)
        assert sitemaps_of(found, 0.1, ()) == ()
        assert len(sitemaps_of(found, 0.5, ())) == 1
        assert sitemaps_of(leased(f"{HOME}blog/a", depth=2, source="link"), 0.9, ()) == ()

    def test_a_sitemap_leads_to_its_pages_best_first(self) -> None:
        body = b"<urlset>" + b"".join(
            f"<url><loc>{HOME}{name}</loc></url>".encode() for name in ("a", "tag/b", "guest-post-guidelines", "c.pdf")
        )
        found = leads_of_sitemap(body + b"</urlset>", leased(f"{HOME}sitemap.xml", 1), NICHE, TODAY)
        assert [lead.url for lead in found] == [f"{HOME}guest-post-guidelines", f"{HOME}a", f"{HOME}tag/b"]

    def test_an_index_leads_to_its_parts_and_one_that_lists_itself_ends(self) -> None:
        body = f"<sitemapindex><sitemap><loc>{HOME}1.xml</loc></sitemap></sitemapindex>".encode()
        found = leads_of_sitemap(body, leased(f"{HOME}sitemap.xml", 1), NICHE, TODAY)
        assert [(lead.url, lead.source, lead.depth) for lead in found] == [(f"{HOME}1.xml", "sitemap", 2)]
        assert leads_of_sitemap(body, leased(f"{HOME}sitemap.xml", 3), NICHE, TODAY) == ()

    def test_what_is_no_sitemap_leads_nowhere(self) -> None:
        assert leads_of_sitemap(b"<html>Not found</html>", leased(f"{HOME}sitemap.xml"), NICHE, TODAY) == ()


class TestOfRedirects:
    def test_the_first_hop_and_a_new_spelling_are_no_clicks(self) -> None:
        (lead,) = lead_of_redirect("https://www.teeth.example/", leased(), NICHE)
        assert (lead.depth, lead.source, lead.priority) == (0, "listed", 1.0)
        (lead,) = lead_of_redirect(f"{HOME}b", leased(f"{HOME}a", 2, "link", 0.5), NICHE)
        assert (lead.depth, lead.source, lead.priority) == (2, "redirect", 0.5)

    def test_every_further_hop_is_a_click_so_that_chains_end(self) -> None:
        (lead,) = lead_of_redirect(f"{HOME}c", leased(f"{HOME}b", 2, "redirect"), NICHE)
        assert lead.depth == 3
        assert lead_of_redirect(f"{HOME}d", leased(f"{HOME}c", 3, "redirect"), NICHE) == ()

    def test_where_a_chosen_page_moved_to_is_chosen_too_once(self) -> None:
        (lead,) = lead_of_redirect("http://new.example/", leased(), NICHE)
        assert (lead.source, lead.depth) == (MOVED, 0)
        (lead,) = lead_of_redirect("http://newer.example/", leased("http://new.example/", 0, MOVED), NICHE)
        assert (lead.source, lead.depth) == ("redirect", 1)

    def test_a_redirect_to_a_site_we_do_not_visit_is_not_followed(self) -> None:
        assert lead_of_redirect("http://bad.example/", leased(), NICHE) == ()
        assert lead_of_redirect("https://www.facebook.com/teeth", leased(), NICHE) == ()

    def test_where_a_sitemap_moved_to_on_its_site_is_a_sitemap(self) -> None:
        asked = leased(f"{HOME}map.xml", 1, "sitemap", _SITEMAP_PRIORITY)
        for target in (
            f"{HOME}maps/all.xml",
            "https://teeth.example/index-of-maps.xml",
            "https://www.teeth.example/m.xml",
        ):
            (lead,) = lead_of_redirect(target, asked, NICHE)
            assert (lead.url, lead.source, lead.depth) == (target, "sitemap", 1)

    def test_a_sitemap_that_moves_on_and_on_is_not_followed_for_ever(self) -> None:
        asked, hops = leased(f"{HOME}map/0.xml", 1, "sitemap", _SITEMAP_PRIORITY), 0
        while found := lead_of_redirect(f"{HOME}map/{hops + 1}.xml", asked, NICHE):
            asked, hops = leased(found[0].url, found[0].depth, found[0].source, found[0].priority), hops + 1
        assert 4 <= hops <= 10

    def test_a_sitemap_sent_to_the_home_page_or_to_another_site_is_none(self) -> None:
        asked = leased(f"{HOME}map.xml", 1, "sitemap", _SITEMAP_PRIORITY)
        assert [lead.source for lead in lead_of_redirect(HOME, asked, NICHE)] == ["redirect"]
        assert [lead.source for lead in lead_of_redirect("http://host.example/m.xml", asked, NICHE)] == ["redirect"]


def test_where_a_sitemap_should_be_a_page_says_only_that_there_is_none() -> None:
    assert not is_possible_page(leased(f"{HOME}map.xml?lang=en", 1, "sitemap"))
    assert is_possible_page(leased(f"{HOME}guides/roots", 1, "sitemap"))
    assert is_possible_page(leased(f"{HOME}map.xml", 1, "link"))
