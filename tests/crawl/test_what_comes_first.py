"""Which pages and sites come first, and which are left: whole crawls of a made-up web."""

from itertools import pairwise

from linkfinder.frontier.site_scheduling import UNENDORSED_SITES_AT_ONCE
from linkfinder.storage.tables import FrontierRow, FrontierSiteRow
from tests.crawl.conftest import HOME, WRITE_FOR_US, Crawling, Reply, Web, page, small_site


def test_the_best_page_comes_first(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example")
    crawling.run(HOME)
    assert crawling.web.asked_for()[:3] == [HOME, f"{HOME}write-for-us", f"{HOME}about"]


def test_a_guest_post_page_that_was_just_linked_to_comes_before_what_is_at_hand(crawling: Crawling) -> None:
    articles = [f"{HOME}article-{number}=Article {number} about dental implants" for number in range(20)]
    crawling.web.pages[HOME] = page("The dentist blog", f"{HOME}about=About us", *articles)
    crawling.web.pages[f"{HOME}about"] = page("About us", f"{HOME}write-for-us=Write for us")
    crawling.web.pages[f"{HOME}write-for-us"] = WRITE_FOR_US
    crawling.web.pages[f"{HOME}article-*"] = page("Article")
    crawling.run(HOME)
    assert crawling.web.asked_for()[:3] == [HOME, f"{HOME}about", f"{HOME}write-for-us"]


def test_every_site_gets_its_first_pages_before_any_gets_more(crawling: Crawling) -> None:
    hosts = [f"blog{number}.example" for number in range(4)]
    for host in hosts:
        small_site(crawling.web, host, articles=30)
    crawling.run(*(f"http://{host}/" for host in hosts), limits={"pages": 10 * len(hosts)})
    asked = [len(crawling.web.asked_for(f"http://{host}/")) for host in hosts]
    assert asked == [9, 9, 9, 9], "the tenth is the sitemap"


def test_a_site_that_shows_nothing_falls_behind_one_that_yields(crawling: Crawling) -> None:
    small_site(crawling.web, "yields.example", articles=30)
    links = [f"http://barren.example/dentist-{number}=All about a dentist, part {number}" for number in range(30)]
    crawling.web.pages["http://barren.example/"] = page("The dentist blog", *links)
    for number, word in enumerate(f"{first}{second}" for first in "abcdef" for second in "ghijk"):
        gravel = f"<main><h1>Gravel</h1><p>Lorries bring {word} to {word}berg, by {word}lane.</p></main>"
        crawling.web.pages[f"http://barren.example/dentist-{number}"] = gravel
    crawling.run("http://yields.example/", "http://barren.example/", limits={"pages_per_site": 30})
    assert len(crawling.web.asked_for("http://yields.example/")) > 28
    assert 10 < len(crawling.web.asked_for("http://barren.example/")) < 20, "three in five of what the niche allows"
    (reason,) = (
        why for domain, why in crawling.rows(FrontierSiteRow.domain, FrontierSiteRow.reason) if "barren" in domain
    )
    assert "pages held a finding or spoke of the niche, so the others count 0." in reason


def test_a_slug_that_led_to_findings_elsewhere_counts_as_a_guest_post_page_in_the_next_run(
    crawling: Crawling,
) -> None:
    early = [f"http://early{number}.example/" for number in range(2)]
    for home in early:
        crawling.web.pages[home] = page("The dentist blog", f"{home}pen-and-post=Muuta")
        crawling.web.pages[f"{home}pen-and-post"] = WRITE_FOR_US
    crawling.run(*early)
    late = "http://late.example/"
    articles = [f"{late}dentist-{number}=A dentist, part {number}" for number in range(12)]
    crawling.web.pages[late] = page("The dentist blog", *articles, f"{late}fi/pen-and-post=Muuta")
    crawling.run(*early, late)
    assert crawling.web.asked_for(late)[:2] == [late, f"{late}fi/pen-and-post"]
    assert "pages named pen-and-post led to findings on 2 of 2 sites" in crawling.rows(FrontierRow.reason)


def test_what_an_unendorsed_site_leads_to_comes_before_the_next_unendorsed_sites(crawling: Crawling) -> None:
    hosts = [f"unknown{number}.example" for number in range(16)]
    crawling.web.pages[HOME] = mute_page(*(f"http://{host}/" for host in hosts))
    for host in hosts:
        crawling.web.pages[f"http://{host}/"] = mute_page(f"http://{host}/write-for-us")
        crawling.web.pages[f"http://{host}/write-for-us"] = WRITE_FOR_US
    crawling.run(HOME)
    asked = crawling.web.asked_for("unknown")
    homes = [url for url in asked if url.endswith(".example/")]
    assert len(homes) == len(hosts)
    assert asked.index(homes[UNENDORSED_SITES_AT_ONCE]) > UNENDORSED_SITES_AT_ONCE, (
        "a guest-post page was asked for before it"
    )


def chain(web: Web, sites: int, *more: str) -> list[str]:
    """The home pages of sites that do not say what they are about, each of which names the next one."""
    homes = [f"http://chain{number}.example/" for number in range(sites)]
    for home, following in zip(homes, [*homes[1:], ""], strict=True):
        web.pages[home] = mute_page(*filter(None, (following, *(f"{home}{path}" for path in more))))
    return homes


def test_a_chain_of_unknowns_is_followed_as_long_as_some_of_them_belong(crawling: Crawling) -> None:
    homes = chain(crawling.web, 40, "write-for-us")
    for number, home in enumerate(homes):
        crawling.web.pages[f"{home}write-for-us"] = mute_page() if number % 6 else WRITE_FOR_US
    crawling.run(homes[0], limits={"depth": 2})
    assert set(homes) <= set(crawling.web.asked_for()), "clicks count from where a site is entered"


def test_a_chain_of_unknowns_that_leads_nowhere_is_left(crawling: Crawling) -> None:
    homes = chain(crawling.web, 60)
    crawling.run(homes[0])
    asked = [home for home in homes if home in crawling.web.asked_for()]
    assert asked == homes[:32], "the seed, and thirty-one in vain"


def mute_page(*links: str) -> str:
    """A page of links that does not say what it is about."""
    return f"<main>Welcome</main><footer>{''.join(f'<a href={link}>{link}</a> ' for link in links)}</footer>"


def test_no_site_eats_the_pages_that_sites_which_are_still_being_found_will_want(crawling: Crawling) -> None:
    small_site(crawling.web, "large.example", articles=90)
    homes = [f"http://found{number}.example/" for number in range(4)]
    start = str(crawling.web.pages["http://large.example/"])
    crawling.web.pages["http://large.example/"] = start.replace(
        "</ul>", f"<li><a href={homes[0]}>A friend</a></li></ul>"
    )
    for home, following in pairwise([*homes, "http://large.example/"]):
        links = (f"{home}write-for-us=Write for us", f"{following}=A friend")
        crawling.web.pages[home] = Reply(page(f"The dentist blog {home}", *links), delay=0.2)
        crawling.web.pages[f"{home}write-for-us"] = Reply(WRITE_FOR_US, delay=0.2)
    crawling.run("http://large.example/", limits={"pages": 60})
    assert {f"{home}write-for-us" for home in homes} <= set(crawling.web.asked_for())


def test_addresses_without_end_that_always_say_the_same_are_left_early(crawling: Crawling) -> None:
    small_site(crawling.web, "teeth.example", articles=12)
    home = str(crawling.web.pages[HOME])
    turns = [f"{HOME}dentist-rota?turn={number}=Dentists on duty, week {number}" for number in range(40)]
    crawling.web.pages[HOME] = home.replace("</body>", page("", *turns) + "</body>")
    crawling.web.pages[f"{HOME}dentist-rota*"] = page("Dentists on duty", *turns)
    crawling.run(HOME)
    asked = crawling.web.asked_for(HOME)
    assert sum("rota" in url for url in asked) < 15, "three, and what was at hand by then"
    assert sum("article" in url for url in asked) == 12
    assert "near_duplicate" in crawling.rows(FrontierRow.outcome)


def test_hosts_without_end_under_one_name_are_left_early(crawling: Crawling) -> None:
    hosts = [f"http://dentist-{letter}.teeth.example/" for letter in "abcdefghijklmnopqrstuvwxyz"]
    crawling.web.pages[HOME] = page("The dentist blog", f"{HOME}article=A", *(f"{host}=A dentist" for host in hosts))
    crawling.web.pages[f"{HOME}article"] = page("An article about dental implants")
    for host in hosts:
        crawling.web.pages[host] = page("Our dentists", *(f"{each}=A dentist" for each in hosts))
    crawling.run(HOME)
    assert len(crawling.web.asked_for("http://dentist-")) < 15
    assert f"{HOME}article" in crawling.web.asked_for()


def test_what_is_left_after_the_initial_quotas_goes_to_the_sites_that_have_more(crawling: Crawling) -> None:
    small_site(crawling.web, "large.example", articles=30)
    small_site(crawling.web, "little.example", articles=2)
    summary = crawling.run("http://large.example/", "http://little.example/")
    assert summary["reason"] == "finished"
    assert len(crawling.web.asked_for("http://large.example/")) == 33
