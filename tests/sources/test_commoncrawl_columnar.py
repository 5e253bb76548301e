import gzip
import json

import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.sources import commoncrawl_columnar as columnar
from linkfinder.sources.base import FetchMethod, SourceRequest, SourceResponse
from linkfinder.sources.options import OptionValue, check_options

DENTAL = Niche(
    "dental",
    topics=(Topic("dental implants"), Topic("gum")),
    seed_urls=(),
    languages=("de",),
    path="niches/dental.toml",
)


def asks(niche: Niche = DENTAL, **written: OptionValue) -> list[SourceRequest]:
    return list(columnar.requests(niche, check_options(columnar.NAME, columnar.OPTIONS, written.items()), {}))


def test_local_files_are_queried_from_the_niche_files_folder() -> None:
    (ask,) = asks(files=("cc/*.parquet",), tlds=("com", "de"), most=7)
    assert ask.method is FetchMethod.SQL
    paths, _, words, tlds, _, languages, most = json.loads(ask.body)["parameters"]
    assert paths == ["niches/cc/*.parquet"]
    assert (words, tlds, languages, most) == ("dental|implants", ["com", "de"], "deu", 7)


def test_a_crawls_files_are_listed_first_and_an_even_share_of_them_is_read() -> None:
    (listing,) = asks(crawl="CC-MAIN-2026-40", parts=3)
    assert listing.url == "https://data.commoncrawl.org/crawl-data/CC-MAIN-2026-40/cc-index-table.paths.gz"
    names = [
        f"cc-index/table/cc-main/warc/crawl=CC-MAIN-2026-40/subset={subset}/part-{number:05}.parquet"
        for subset in ("crawldiagnostics", "warc")
        for number in range(300)
    ]
    answer = SourceResponse(listing, gzip.compress("\n".join(names).encode()))
    assert list(columnar.seeds(answer)) == []
    (query,) = columnar.follow_ups(answer)
    paths = json.loads(query.body)["parameters"][0]
    assert [path[-18:] for path in paths] == ["part-00000.parquet", "part-00100.parquet", "part-00200.parquet"]
    assert all(path.startswith("https://data.commoncrawl.org/cc-index/") and "subset=warc" in path for path in paths)
    assert list(columnar.follow_ups(SourceResponse(query, b""))) == []


def test_rows_become_seeds() -> None:
    (ask,) = asks(files=("a.parquet",))
    rows = b'{"host": "teeth.example", "url": "https://teeth.example/write-for-us", "pages": 2}\n{"host": "x"}\n'
    (seed,) = columnar.seeds(SourceResponse(ask, rows))
    assert seed.url == "https://teeth.example/write-for-us"


def test_without_files_a_crawl_must_be_named_and_look_like_one() -> None:
    for crawl in ("none", "latest", "../../x"):
        with pytest.raises(DiscoveryError, match="name a crawl"):
            asks(crawl=crawl)


def test_a_list_without_files_is_a_failure() -> None:
    (listing,) = asks(crawl="CC-MAIN-2026-40")
    with pytest.raises(DiscoveryError, match="names no files"):
        list(columnar.follow_ups(SourceResponse(listing, b"<Error>NoSuchKey</Error>")))


def test_topics_of_short_words_only_need_words_of_their_own() -> None:
    short = Niche("x", topics=(Topic("gum"),), seed_urls=())
    with pytest.raises(DiscoveryError, match="set words"):
        asks(short, files=("a.parquet",))
    assert json.loads(asks(short, files=("a",), words=("Gum+",))[0].body)["parameters"][2] == r"gum\+"
