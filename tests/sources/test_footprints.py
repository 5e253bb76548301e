import re

import pytest

from linkfinder.data.tables import read_table
from linkfinder.kinds.registry import kind_names
from linkfinder.model.niche import Brand, Niche, Topic
from linkfinder.sources.footprints import (
    SearchQuery,
    guest_post_url_pattern,
    is_guest_post_url,
    queries,
    searchable_kinds,
)

DENTAL = Niche(
    "dental",
    topics=(Topic("tooth whitening", 0.5), Topic("dental implants"), Topic("zahnimplantate", language="de")),
    seed_urls=(),
    languages=("en", "de"),
    brands=(Brand("Acme Dental", aliases=("Acme Clinic",), domains=("acme.example",)),),
)


def texts(kind: str, most: int = 500) -> list[str]:
    return [query.text for query in queries(DENTAL, (kind,), most)]


def test_the_best_footprint_of_the_weightiest_topic_comes_first() -> None:
    assert texts("guest_post", 3) == [
        'dental implants "write for us"',
        'dental implants "gastbeitrag einreichen"',
        'zahnimplantate "write for us"',
    ]


def test_a_topic_of_one_language_is_asked_with_that_language_and_english() -> None:
    german = [text for text in texts("guest_post") if text.startswith("zahnimplantate")]
    assert 'zahnimplantate "gastautor werden"' in german
    spanish = Niche("x", topics=(Topic("implantes", language="es"),), seed_urls=(), languages=("es",))
    asked = [query.text for query in queries(spanish, ("guest_post",), 2)]
    assert asked == ['implantes "escribe para nosotros"', 'implantes "write for us"']


def test_dead_links_are_looked_for_where_links_are_collected() -> None:
    assert 'dental implants "useful links"' in texts("broken_link")


def test_mentions_are_asked_by_every_name_without_our_own_site() -> None:
    assert texts("unlinked_mention") == ['"Acme Dental" -site:acme.example', '"Acme Clinic" -site:acme.example']


def test_only_kinds_that_something_finds_can_be_looked_for() -> None:
    assert set(searchable_kinds()) == set(kind_names())


def test_kinds_take_turns_so_that_a_small_limit_serves_all() -> None:
    first = [query.text for query in queries(DENTAL, ("guest_post", "unlinked_mention"), 2)]
    assert first == ['dental implants "write for us"', '"Acme Dental" -site:acme.example']


def test_no_query_is_asked_twice() -> None:
    for kind in searchable_kinds():
        assert len(texts(kind)) == len(set(texts(kind)))


def test_a_plain_query_has_no_operators() -> None:
    assert SearchQuery('"Acme Dental" -site:acme.example').plain == "Acme Dental"


@pytest.mark.parametrize("path", ["/write-for-us", "/blog/Write-For-Us/", "/gastbeitrag.html", "/de/schreib-fuer-uns"])
def test_paths_of_doors_are_known_in_all_languages(path: str) -> None:
    assert is_guest_post_url(path)


@pytest.mark.parametrize("path", ["/", "/how-to-write-for-us-all", "/contributed-articles", "/blog/guest-post-by-anna"])
def test_paths_that_only_contain_the_words_are_no_doors(path: str) -> None:
    assert not is_guest_post_url(path)


def test_the_pattern_of_a_niche_holds_its_languages_and_english_only() -> None:
    pattern = re.compile(guest_post_url_pattern(("pl",)))
    assert pattern.search("/napisz-dla-nas")
    assert pattern.search("/write-for-us/")
    assert not pattern.search("/gastbeitrag")


def test_every_table_speaks_english_and_repeats_nothing() -> None:
    for name in ("guest_post", "link_lists", "slugs"):
        table = read_table("footprints")[name]
        assert table["en"]
        assert all(len(words) == len(set(words)) for words in table.values())
