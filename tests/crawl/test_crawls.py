"""Whole crawls of a made-up web, each in a process of its own."""

import gzip
from importlib.util import find_spec
from itertools import pairwise

import pytest

from linkfinder.storage.tables import FrontierSiteRow
from tests.crawl.conftest import HOME, WRITE_FOR_US, Crawling, Reply, big_web, page, small_site

ROBOTS = "http://teeth.example/robots.txt"


def test_a_site_is_read_from_its_seed_and_its_guest_post_page_is_found(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    summary = crawling.run(HOME)
    assert summary["reason"] == "finished"
    assert summary["counts"]["pages"] == 9
    assert len(crawling.opportunities) == 1
    assert sorted(set(crawling.web.asked_for())) == sorted(crawling.web.pages)


def test_python_s_own_event_loop_does_it_too(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    summary = crawling.run(HOME, settings={"ASYNCIO_EVENT_LOOP": None})
    assert (summary["reason"], summary["counts"]["pages"]) == ("finished", 9)
    assert "uvloop" not in crawling.log()


def test_the_faster_event_loop_is_used_where_it_can_be_had(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.run(HOME)
    assert ("uvloop.Loop" in crawling.log()) == (find_spec("uvloop") is not None)


def test_the_log_has_a_line_for_every_answer_and_without_one_the_terminal_stays_quiet(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.run(HOME)
    assert {f"Crawled (200) <GET {url}>" in crawling.log() for url in crawling.web.pages} == {True}
    process = crawling.start("http://gums.example/", log=None)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_each_page_is_asked_for_once(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.run(HOME)
    asked = crawling.web.asked_for()
    assert len(asked) == len(set(asked))


def test_a_crawl_ends_when_no_further_site_may_be_begun(crawling: Crawling) -> None:
    hosts = [f"blog{number}.example" for number in range(4)]
    for host in hosts:
        small_site(crawling.web, host, articles=2)
    summary = crawling.run(*(f"http://{host}/" for host in hosts), limits={"sites": 2})
    assert summary["reason"] == "finished"
    assert len({url.split("/")[2] for url in crawling.web.asked_for()}) == 2


def test_a_second_run_asks_for_little_and_adds_nothing(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.run(HOME)
    before = crawling.pages, crawling.opportunities
    crawling.web.asked.clear()
    summary = crawling.run(HOME)
    assert (crawling.pages, crawling.opportunities) == before
    assert crawling.web.asked_for() == [HOME]
    assert summary["counts"].get("new_pages", 0) == 0


def test_a_page_is_asked_whether_it_changed_and_not_read_again_when_it_did_not(crawling: Crawling) -> None:
    asked: list[str] = []

    def home(_url: str) -> Reply:
        tag = next(a.headers.get("If-None-Match", "") for a in reversed(crawling.web.asked) if a.url == HOME)
        asked.append(tag)
        return Reply(status=304) if tag == '"v1"' else Reply(WRITE_FOR_US, headers={"ETag": '"v1"'})

    crawling.web.pages[HOME] = home
    crawling.run(HOME)
    before = crawling.pages, crawling.opportunities
    summary = crawling.run(HOME)
    assert asked == ["", '"v1"']
    assert summary["counts"]["unchanged"] == 1
    assert (crawling.pages, crawling.opportunities) == before


def test_forbidden_pages_are_never_asked_for(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.web.pages[ROBOTS] = Reply("User-agent: *\nDisallow: /article\n", headers={"Content-Type": "text/plain"})
    crawling.run(HOME)
    assert crawling.web.asked_for("/article") == []
    assert crawling.outcome(f"{HOME}article-1") == (3, "robots")
    assert len(crawling.web.asked_for()) == 3


def test_nothing_is_asked_of_a_site_whose_robots_txt_fails(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.web.pages[ROBOTS] = Reply(status=503)
    summary = crawling.run(HOME)
    assert crawling.web.asked_for() == []
    assert summary["seeds"] == [{"url": HOME, "reason": "robots_unreachable"}]


def test_a_site_is_asked_one_thing_at_a_time_and_not_too_fast(crawling: Crawling) -> None:
    for host in ("one.example", "two.example"):
        small_site(crawling.web, host)
    crawling.web.pages["http://blog.one.example/"] = page("A second host of the same site")
    crawling.web.pages["http://one.example/about"] = page("About", "http://blog.one.example/=Blog")
    crawling.run("http://one.example/", "http://two.example/", limits={"delay": 0.1, "pages": 12})
    for site in ("one.example/", "two.example/"):
        asked = sorted((a for a in crawling.web.asked if site in a.url), key=lambda a: a.began)
        assert len(asked) > 4
        assert all(later.began - earlier.ended > 0.09 for earlier, later in pairwise(asked))


def test_two_sites_are_asked_side_by_side(crawling: Crawling) -> None:
    for host in ("one.example", "two.example"):
        small_site(crawling.web, host)
        for url in [url for url in crawling.web.pages if host in url]:
            crawling.web.pages[url] = Reply(str(crawling.web.pages[url]), delay=0.05)
    crawling.run("http://one.example/", "http://two.example/")
    one = [asked for asked in crawling.web.asked if "one.example" in asked.url]
    two = [asked for asked in crawling.web.asked if "two.example" in asked.url]
    assert any(a.began < b.ended and b.began < a.ended for a in one for b in two)


def test_a_crawl_delay_is_obeyed(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.web.pages[ROBOTS] = Reply("User-agent: *\nCrawl-delay: 0.5\n", headers={"Content-Type": "text/plain"})
    crawling.run(HOME, limits={"pages": 4})
    # From answer to request: when a request came in, a busy machine may note too late.
    assert all(later.began - earlier.ended > 0.49 for earlier, later in pairwise(crawling.web.asked))


def test_a_busy_site_is_left_alone_for_as_long_as_it_asks(crawling: Crawling) -> None:
    small_site(crawling.web, "busy.example")
    small_site(crawling.web, "teeth.example")
    crawling.web.pages["http://busy.example/"] = Reply(status=429, headers={"Retry-After": "3600"})
    summary = crawling.run("http://busy.example/", HOME)
    assert crawling.web.asked_for("busy.example") == ["http://busy.example/"]
    assert summary["queued"] == 1
    assert summary["seeds"] == [{"url": "http://busy.example/", "reason": "http_429"}, {"url": HOME, "reason": ""}]


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        ("", "Wed, 04 Feb 2026 10:00:00 -" + "3" * 16),
        ("", "Wed, 04 Feb 20260000000001 10:00:00 GMT"),
        ("robots.txt", "Wed, 04 Feb 2026 10:00:00 +" + "5" * 18),
    ],
)
def test_no_wish_to_be_left_alone_keeps_a_crawl_from_ending(crawling: Crawling, path: str, wish: str) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.web.pages[f"http://odd.example/{path}"] = Reply(status=503, headers={"Retry-After": wish})
    summary = crawling.run("http://odd.example/", HOME)
    assert (summary["reason"], summary["counts"]["pages"]) == ("finished", 9)
    assert "cannot be read" not in crawling.log()


def test_a_server_that_fails_for_a_moment_is_asked_again_later(crawling: Crawling) -> None:
    answers = iter([Reply(status=502), Reply(WRITE_FOR_US)])
    crawling.web.pages[HOME] = lambda _url: next(answers)
    crawling.run(HOME)
    first, second = (asked.began for asked in crawling.web.asked if asked.url == HOME)
    assert second - first > 0.19
    assert len(crawling.opportunities) == 1


def test_redirects_inside_a_site_are_followed_and_the_last_address_is_the_page(crawling: Crawling) -> None:
    small_site(crawling.web, "www.teeth.example")
    crawling.web.pages[HOME] = Reply(status=301, headers={"Location": "http://www.teeth.example/"})
    crawling.web.pages["http://www.teeth.example/about"] = Reply(status=302, headers={"Location": "/about-us"})
    crawling.web.pages["http://www.teeth.example/about-us"] = page("About us")
    summary = crawling.run(HOME)
    read = {url for url, _ in crawling.pages}
    assert {"http://www.teeth.example/", "http://www.teeth.example/about-us"} <= read
    assert not {HOME, "http://www.teeth.example/about"} & read
    assert summary["seeds"] == [{"url": HOME, "reason": ""}]


def test_a_seed_that_moved_to_another_site_takes_its_place(crawling: Crawling) -> None:
    small_site(crawling.web, "new.example", articles=20)
    crawling.web.pages[HOME] = Reply(status=301, headers={"Location": "http://new.example/"})
    crawling.run(HOME)
    assert len(crawling.web.asked_for("new.example")) == 23


def test_redirects_that_never_end_end(crawling: Crawling) -> None:
    def onward(url: str) -> Reply:
        return Reply(status=302, headers={"Location": f"/r/{int(url.rpartition('/')[2]) + 1}"})

    crawling.web.pages[f"{HOME}r/*"] = onward
    crawling.web.pages[f"{HOME}loop"] = Reply(status=302, headers={"Location": "/loop"})
    crawling.web.pages[HOME] = page("Home", f"{HOME}r/1=About us", f"{HOME}loop=Contact")
    crawling.run(HOME)
    assert 1 <= len(crawling.web.asked_for("/r/")) <= 10
    assert len(crawling.web.asked_for("/loop")) == 1


def test_other_sites_are_visited_only_when_a_relevant_page_endorses_them(crawling: Crawling) -> None:
    small_site(crawling.web, "friend.example")
    cakes = page("Cakes", "http://recipes.example/a=A", text="Flour and sugar make the cakes that everybody likes.")
    crawling.web.pages["http://recipes.example/"] = cakes
    crawling.web.pages["http://recipes.example/a"] = page("Cake", text="Butter and eggs.")
    crawling.web.pages[HOME] = page(
        "Blog",
        "http://friend.example/about=A friend",
        "http://recipes.example/=Cakes",
        "http://facebook.com/me=Facebook",
    )
    crawling.run(HOME)
    assert "http://friend.example/write-for-us" in crawling.web.asked_for()
    assert crawling.web.asked_for("recipes.example") == ["http://recipes.example/"]
    assert crawling.web.asked_for("facebook") == []
    assert ("recipes.example", "dropped") in crawling.rows(FrontierSiteRow.domain, FrontierSiteRow.state)


def test_sitemaps_are_read_and_their_guest_post_pages_come_first(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example", articles=12)
    hidden = "http://teeth.example/hidden/become-a-contributor"
    crawling.web.pages[hidden] = WRITE_FOR_US
    locations = f"<url><loc>{hidden}</loc></url><url><loc>http://teeth.example/late</loc></url>"
    crawling.web.pages[f"{HOME}map.xml"] = Reply(f"<urlset>{locations}</urlset>", headers={"Content-Type": "text/xml"})
    crawling.web.pages[ROBOTS] = Reply(f"Sitemap: {HOME}map.xml\n", headers={"Content-Type": "text/plain"})
    crawling.run(HOME, limits={"delay": 0.15})
    asked = crawling.web.asked_for()
    assert asked.index(hidden) < len(asked) - 4


def test_a_sitemap_that_moved_is_read_where_it_is_now(crawling: Crawling) -> None:
    small_site(crawling.web, "www.teeth.example", articles=2)
    www, xml = "http://www.teeth.example/", {"Content-Type": "application/xml"}
    hidden = f"{www}hidden/become-a-contributor"
    crawling.web.pages[hidden] = WRITE_FOR_US
    crawling.web.pages[f"{www}sitemap.xml"] = Reply(status=301, headers={"Location": "/maps/all.xml"})
    index = f"<sitemapindex><sitemap><loc>{www}maps/1.xml</loc></sitemap></sitemapindex>"
    crawling.web.pages[f"{www}maps/all.xml"] = Reply(index, headers=xml)
    crawling.web.pages[f"{www}maps/1.xml"] = Reply(f"<urlset><url><loc>{hidden}</loc></url></urlset>", headers=xml)
    crawling.run(www)
    assert hidden in crawling.web.asked_for()


def test_a_page_that_a_sitemap_source_named_is_read_as_a_page(crawling: Crawling) -> None:
    crawling.web.pages[f"{HOME}write-for-us"] = WRITE_FOR_US
    seed = {"url": f"{HOME}write-for-us", "source": "sitemap", "reason": "in the sitemap", "priority": 0.9}
    crawling.run(found=[seed])
    assert len(crawling.opportunities) == 1


def test_the_refresh_of_a_no_script_fallback_is_none_and_a_real_one_is_followed(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example", articles=2)
    fallback = '<noscript><meta http-equiv="refresh" content="0; url=/nojs"></noscript></head>'
    crawling.web.pages[HOME] = str(crawling.web.pages[HOME]).replace("</head>", fallback)
    crawling.web.pages[f"{HOME}about"] = Reply("<p>Moved</p>", headers={"Refresh": "0;URL='/team'"})
    crawling.web.pages[f"{HOME}team"] = page("Our team")
    crawling.run(HOME)
    assert HOME in {url for url, _ in crawling.pages}
    assert f"{HOME}team" in crawling.web.asked_for()
    assert f"{HOME}nojs" not in crawling.web.asked_for()


def test_a_trap_ends(crawling: Crawling) -> None:
    def calendar(url: str) -> Reply:
        day = int(url.rpartition("-")[2])
        return Reply(
            page(f"Day {day}", f"{HOME}calendar/2026-11-{day + 1}=Next day", f"{HOME}list?page={day + 1}=More")
        )

    def more(url: str) -> Reply:
        number = int(url.rpartition("=")[2])
        return Reply(page("List", f"{HOME}list?page={number + 1}=Next", f"{HOME}deep/a/b/a/b/=Deeper"))

    crawling.web.pages |= {f"{HOME}calendar/*": calendar, f"{HOME}list?page=*": more}
    crawling.web.pages[HOME] = page("Home", f"{HOME}calendar/2026-11-1=Events", f"{HOME}list?page=2=Older")
    summary = crawling.run(HOME)
    assert summary["reason"] == "finished"
    assert len(crawling.web.asked_for()) < 15


def test_an_endless_site_costs_no_more_than_its_budget(crawling: Crawling) -> None:
    def endless(url: str) -> Reply:
        name = url.rpartition("/")[2]
        return Reply(page(name, *(f"{HOME}{name}{letter}={letter}" for letter in "abc")))

    crawling.web.pages[f"{HOME}*"] = endless
    crawling.run(HOME, limits={"pages_per_site": 25})
    assert len(crawling.web.asked) <= 25 + 2  # with robots.txt and one sitemap


def test_a_run_fetches_no_more_pages_than_it_may(crawling: Crawling) -> None:
    for number in range(4):
        small_site(crawling.web, f"site{number}.example")
    summary = crawling.run(*(f"http://site{number}.example/" for number in range(4)), limits={"pages": 10})
    assert summary["reason"] == "pages"
    assert len([a for a in crawling.web.asked if not a.url.endswith("/robots.txt")]) == 10


@pytest.mark.parametrize(("limit", "option"), [(0.02, None), (60, 0.02)], ids=["niche", "option"])
def test_a_run_whose_time_is_up_ends_and_leaves_the_rest_queued(
    crawling: Crawling, limit: float, option: float | None
) -> None:
    small_site(crawling.web, "teeth.example")
    summary = crawling.run(HOME, limits={"delay": 0.4, "minutes": limit}, options={"minutes": option})
    assert summary["reason"] == "minutes"
    assert summary["queued"] > 0


def test_seeds_that_do_not_answer_are_named_with_the_reason(crawling: Crawling) -> None:
    crawling.web.pages["http://private.example/"] = Reply(status=403)
    summary = crawling.run("http://nowhere.invalid/", "http://10.0.0.1/", "http://private.example/")
    assert {seed["url"]: seed["reason"] for seed in summary["seeds"]} == {
        "http://nowhere.invalid/": "dns_nxdomain",
        "http://10.0.0.1/": "private_address",
        "http://private.example/": "http_403",
    }
    assert crawling.web.asked_for() == ["http://private.example/"]


def test_a_redirect_to_a_private_address_is_not_followed(crawling: Crawling) -> None:
    crawling.web.pages[HOME] = Reply(status=302, headers={"Location": "http://127.0.0.1:9/secret"})
    crawling.run(HOME)
    assert crawling.outcome("http://127.0.0.1:9/secret") == (3, "private_address")
    assert crawling.web.asked_for() == [HOME]


def test_the_crawler_says_who_it_is_and_sends_no_cookie_back(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.web.pages[HOME] = Reply(str(crawling.web.pages[HOME]), headers={"Set-Cookie": "id=1"})
    crawling.run(HOME)
    for asked in crawling.web.asked:
        assert asked.headers["User-Agent"].startswith("linkfinder/")
        assert not {"Cookie", "Referer"} & asked.headers.keys()


def test_what_is_no_page_is_dropped_and_a_bomb_does_not_go_off(crawling: Crawling) -> None:
    web = crawling.web
    web.pages[HOME] = page("Home", f"{HOME}about=About us", f"{HOME}contact=Contact", f"{HOME}imprint=Imprint")
    web.pages[f"{HOME}about"] = Reply(b"%PDF-1.7 text", headers={"Content-Type": "text/html"})
    web.pages[f"{HOME}contact"] = Reply(b"not compressed at all <html><p>Contact", headers={"Content-Encoding": "gzip"})
    web.pages[f"{HOME}imprint"] = Reply(gzip.compress(bytes(60_000_000)), headers={"Content-Encoding": "gzip"})
    crawling.run(HOME)
    assert crawling.outcome(f"{HOME}about") == (3, "not_html")
    assert crawling.outcome(f"{HOME}contact") == (1, "")
    assert crawling.outcome(f"{HOME}imprint") == (3, "too_large")


def test_a_page_that_is_to_be_tried_again_uses_up_the_limit_too(crawling: Crawling) -> None:
    crawling.web.pages[HOME] = Reply("", 503)
    summary = crawling.run(HOME, limits={"pages": 1})
    assert (summary["reason"], summary["counts"]["retried"]) == ("pages", 1)


def test_connections_to_a_proxy_are_used_again_for_other_sites(crawling: Crawling) -> None:
    crawling.run(*big_web(crawling.web))
    assert len(crawling.web.asked) > 80
    assert crawling.web.connections <= 20
