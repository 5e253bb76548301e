import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.seed import Seed
from linkfinder.sources import prospects
from linkfinder.sources.base import SkippedInput, SourceRequest, SourceResponse

ASK = SourceRequest("lists/p.csv", "on the list p.csv")


def seeds(text: str) -> list[Seed]:
    return [seed for seed in prospects.seeds(SourceResponse(ASK, text.encode())) if isinstance(seed, Seed)]


def test_addresses_notes_and_priorities_are_read() -> None:
    found = seeds("Site;Notes;Priority\nteeth.example;met at the fair;8\ngums.example/blog;;\n")
    assert [(seed.url, seed.priority) for seed in found] == [
        ("https://teeth.example/", 0.8),
        ("https://gums.example/blog", prospects.PRIORITY),
    ]
    assert found[0].reason == "on the list p.csv: met at the fair"


@pytest.mark.parametrize(("numbers", "first"), [("0.4 1", 0.4), ("5 10", 0.5), ("45 90%", 0.45), ("400 800", 0.5)])
def test_a_priorities_scale_is_seen_from_its_highest(numbers: str, first: float) -> None:
    low, high = numbers.split()
    assert seeds(f"domain,score\na.example,{low}\nb.example,{high}\n")[0].priority == first


def test_an_unknown_column_of_addresses_is_found_by_its_content() -> None:
    assert [
        seed.url for seed in seeds("Name,Wo\nAnna,https://anna.example/\nBert,-\nCleo,https://cleo.example/\n")
    ] == [
        "https://anna.example/",
        "https://cleo.example/",
    ]


def test_a_table_without_addresses_says_what_to_name_the_column() -> None:
    with pytest.raises(DiscoveryError, match="call one of them url, page, site or domain"):
        seeds("name,phone\nAnna,1\n")


def test_an_empty_table_brings_nothing() -> None:
    assert seeds("") == seeds("url,notes\n") == []


def test_nonsense_priorities_are_ignored() -> None:
    assert {seed.priority for seed in seeds("url,priority\na.example,high\nb.example,nan\nc.example,-3\n")} == {
        prospects.PRIORITY
    }


def test_a_row_that_names_no_address_is_told_and_the_others_are_read() -> None:
    body = "site,notes\nteeth.example,a\nsee my notes,b\n-,c\n,d\n"
    found, remark = prospects.seeds(SourceResponse(ASK, body.encode()))
    assert isinstance(found, Seed)
    assert remark == SkippedInput(
        'lists/p.csv: no address in row 2, "see my notes"; write https://example.org/ or example.org'
    )
