from datetime import date

import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.sources.ranks import LAST_RANK, RANK_LISTS, RankMeasure, rank_value, read_ranks

DAY = date(2026, 10, 1)
SITES = ("teeth.example", "gums.example", "blog.blogspot.com")
FILES = {
    "tranco": "1,search.example\r\n1000,teeth.example\r\n2000,www.gums.example\r\n",
    "majestic_million": (
        "GlobalRank,TldRank,Domain,TLD,RefSubNets,RefIPs,IDN_Domain,IDN_TLD,PrevGlobalRank,PrevTldRank,PrevRefSubNets,"
        "PrevRefIPs\n1,1,search.example,example,9,9,search.example,example,1,1,9,9\n"
        "1000,8,teeth.example,example,9,9,teeth.example,example,1,1,9,9\n"
    ),
    "crux": (
        "origin,rank\nhttps://search.example,1000\nhttps://www.teeth.example,5000\nhttp://teeth.example:8080,1000\n"
        "https://blog.blogspot.com,1000000\n"
    ),
    "commoncrawl_domains": (
        "#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\t#n_hosts\n"
        "1\t3.4626736E7\t2\t0.01\texample.search\t900\n1000\t2.1E7\t77\t4.48E-9\texample.teeth\t3\n"
    ),
    "commoncrawl_hosts": (
        "#harmonicc_pos\t#harmonicc_val\t#pr_pos\t#pr_val\t#host_rev\n1000\t2.1E7\t77\t4.48E-9\texample.teeth.www\n"
        "1500\t2.0E7\t78\t4.4E-9\texample.teeth\n"
    ),
}


@pytest.mark.parametrize("name", RANK_LISTS)
def test_every_published_list_is_read_and_only_our_sites_are_kept(name: str) -> None:
    found = read_ranks(name, FILES[name].splitlines(keepends=True), SITES, DAY)
    assert found[0].site == "teeth.example"
    assert found[0].rank == 1000
    assert "search.example" not in {rank.site for rank in found}
    assert found[0].source == f"{RANK_LISTS[name].title}, 2026-10-01, {RANK_LISTS[name].licence}"
    assert len(found[0].source) <= 100  # what the database keeps


def test_a_host_counts_for_its_site_and_the_best_one_wins() -> None:
    by_site = {rank.site: rank.rank for rank in read_ranks("crux", FILES["crux"].splitlines(), SITES, DAY)}
    assert by_site == {"teeth.example": 1000, "blog.blogspot.com": 1_000_000}
    assert {rank.site for rank in read_ranks("tranco", FILES["tranco"].splitlines(), SITES, DAY)} == {
        "teeth.example",
        "gums.example",
    }


def test_links_speak_of_authority_and_visits_of_audience() -> None:
    assert {name: each.measure for name, each in RANK_LISTS.items()} == {
        "tranco": RankMeasure.AUDIENCE,
        "crux": RankMeasure.AUDIENCE,
        "majestic_million": RankMeasure.AUTHORITY,
        "commoncrawl_domains": RankMeasure.AUTHORITY,
        "commoncrawl_hosts": RankMeasure.AUTHORITY,
    }


@pytest.mark.parametrize(
    ("rank", "value"),
    [(0, 1.0), (1, 1.0), (10, 0.875), (10_000, 0.5), (1_000_000, 0.25), (LAST_RANK, 0.0), (10**12, 0.0)],
)
def test_a_tenfold_rank_is_an_eighth_less(rank: int, value: float) -> None:
    assert rank_value(rank) == value


def test_a_site_on_no_list_stays_unknown() -> None:
    assert read_ranks("tranco", ["1,other.example"], SITES, DAY) == []


def test_an_unknown_list_names_the_nearest() -> None:
    with pytest.raises(DiscoveryError, match='did you mean "tranco"'):
        read_ranks("tranko", [], SITES, DAY)


@pytest.mark.parametrize(
    ("name", "line"), [("tranco", "<html>"), ("majestic_million", "a,b"), ("crux", ""), ("commoncrawl_hosts", "x")]
)
def test_a_wrong_file_says_where_the_right_one_is(name: str, line: str) -> None:
    with pytest.raises(DiscoveryError, match="is not as published at https://"):
        read_ranks(name, [line], SITES, DAY)
