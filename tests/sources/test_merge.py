from dataclasses import replace

from linkfinder.model.niche import Brand, Competitor, Exclusions, Limits, Niche, Topic
from linkfinder.model.seed import Seed
from linkfinder.sources.merge import MAX_SEEDS_PER_SITE, merge_seeds

NICHE = Niche(
    "dental",
    topics=(Topic("teeth"),),
    seed_urls=(),
    brands=(Brand("Acme", domains=("acme.example",)),),
    competitors=(Competitor("www.rival.example"),),
    exclude=Exclusions(domains=("spam.example", "shop.mixed.example")),
)


def seed(url: str, source: str = "brave", promise: float = 0.6, reason: str = "query") -> Seed:
    return Seed(url, source, reason, promise)


def test_a_site_found_by_three_sources_counts_more_than_one_found_thrice_by_one() -> None:
    thrice = [seed(f"https://one.example/{number}") for number in range(3)]
    by_three = [seed("https://three.example/", source) for source in ("brave", "mojeek", "opml")]
    first, second = merge_seeds([*thrice, *by_three], NICHE).sites
    assert (first.domain, first.priority, first.sources) == ("three.example", 0.936, ("brave", "mojeek", "opml"))
    assert (second.domain, second.priority) == ("one.example", 0.6)


def test_reasons_are_added_up_and_kept_apart_by_source() -> None:
    found = merge_seeds([seed("https://a.example/", reason=f"query {number}") for number in range(7)], NICHE).sites[0]
    assert found.reasons[0] == "brave: query 0"
    assert found.reasons[-1] == "brave: and 2 more"
    assert len(found.reasons) == 6


def test_hosts_of_one_site_are_one_and_blogs_of_a_platform_are_many() -> None:
    found = merge_seeds(
        [
            seed("https://blog.a.example/"),
            seed("https://a.example/"),
            seed("https://x.blogspot.com/"),
            seed("https://y.blogspot.com/"),
        ],
        NICHE,
    )
    assert [site.domain for site in found.sites] == ["a.example", "x.blogspot.com", "y.blogspot.com"]


def test_the_most_promising_addresses_of_a_site_are_kept_each_once() -> None:
    many = [seed(f"https://a.example/{number}", promise=number / 100) for number in range(99)] * 2
    found = merge_seeds(many, NICHE).sites[0]
    assert len(found.seeds) == MAX_SEEDS_PER_SITE
    assert (found.seeds[0].url, found.priority) == ("https://a.example/98", 0.98)


def test_what_is_unwanted_is_dropped_with_its_reason() -> None:
    dropped = merge_seeds(
        [
            seed("https://www.facebook.com/x"),
            seed("https://www.facebook.com/y"),
            seed("https://amazon.co.uk/z"),
            seed("https://blog.acme.example/"),
            seed("https://rival.example/"),
            seed("https://spam.example/"),
        ],
        NICHE,
    )
    assert dropped.sites == ()
    assert [(site.domain, site.reason, site.count) for site in dropped.dropped] == [
        ("acme.example", "it is our own", 1),
        ("amazon.co.uk", "too big: shop", 1),
        ("facebook.com", "too big: social network", 2),
        ("rival.example", "it is a competitor", 1),
        ("spam.example", "excluded in the niche file", 1),
    ]


def test_an_excluded_host_does_not_take_its_whole_site_along() -> None:
    found = merge_seeds([seed("https://shop.mixed.example/"), seed("https://mixed.example/blog")], NICHE)
    assert [address.url for address in found.sites[0].seeds] == ["https://mixed.example/blog"]
    assert found.dropped[0].count == 1


def test_a_big_site_that_the_user_lists_is_kept_for_the_listed_page_only() -> None:
    found = merge_seeds([seed("https://www.reddit.com/r/teeth", "listed", 0.9), seed("https://www.reddit.com/")], NICHE)
    assert [address.url for address in found.sites[0].seeds] == ["https://www.reddit.com/r/teeth"]


def test_one_uncertain_source_makes_a_candidate_and_two_or_the_user_a_member() -> None:
    found = merge_seeds(
        [
            seed("https://one.example/"),
            seed("https://two.example/"),
            seed("https://two.example/", "opml", 0.65),
            seed("https://mine.example/", "listed", 0.3),
        ],
        NICHE,
    )
    assert {site.domain: site.seeds[0].depth for site in found.sites} == {
        "one.example": 1,
        "two.example": 0,
        "mine.example": 0,
    }


def test_more_sites_than_the_limit_are_left_out_from_the_bottom() -> None:
    narrow = replace(NICHE, limits=Limits(sites=1))
    found = merge_seeds([seed("https://a.example/", promise=0.2), seed("https://b.example/")], narrow)
    assert [site.domain for site in found.sites] == ["b.example"]
    assert found.dropped[0].reason == "beyond the limit of 1 sites"


def test_the_order_of_the_seeds_changes_nothing_but_ties_of_reasons() -> None:
    seeds = [seed(f"https://{name}.example/", promise=0.5) for name in "cab"]
    assert merge_seeds(seeds, NICHE) == merge_seeds(seeds[::-1], NICHE)
