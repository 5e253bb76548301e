import importlib
import json
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche, Topic
from linkfinder.sources import commoncrawl_columnar as columnar
from linkfinder.sources.base import FetchMethod, SourceRequest, SourceResponse
from linkfinder.sources.duckdb_query import run_duckdb_query
from linkfinder.sources.options import OptionValue, check_options

ROWS = [
    # url, host, tld, path, status, languages
    ("https://dentalblog.example/write-for-us/", "dentalblog.example", "example", "/write-for-us/", 200, "eng"),
    ("https://dentalblog.example/guest-post", "dentalblog.example", "example", "/guest-post", 200, "eng"),
    ("https://zahn.example/dental/gastbeitrag", "zahn.example", "example", "/dental/gastbeitrag", 200, "deu,eng"),
    ("https://dental.test/write-for-us", "dental.test", "test", "/write-for-us", 200, None),
    ("https://gone-dental.example/write-for-us", "gone-dental.example", "example", "/write-for-us", 404, "eng"),
    ("https://dental-fr.example/write-for-us", "dental-fr.example", "example", "/write-for-us", 200, "fra"),
    ("https://cooking.example/write-for-us", "cooking.example", "example", "/write-for-us", 200, "eng"),
    (
        "https://dental-talk.example/how-to-write-for-us",
        "dental-talk.example",
        "example",
        "/how-to-write-for-us",
        200,
        "eng",
    ),
]


@pytest.fixture
def niche(tmp_path: Path) -> Niche:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE part (url TEXT, url_host_name TEXT, url_host_tld TEXT, url_path TEXT, fetch_status SMALLINT,"
            " content_languages TEXT)"
        )
        connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)", ROWS)
        connection.execute(f"COPY part TO '{tmp_path / 'part-0.parquet'}' (FORMAT parquet)")
    return Niche("dental", (Topic("dental implants"),), (), languages=("en", "de"), path=str(tmp_path / "dental.toml"))


def ask(niche: Niche, **written: OptionValue) -> SourceRequest:
    options = check_options(columnar.NAME, columnar.OPTIONS, {"files": ("part-*.parquet",), **written}.items())
    (only,) = columnar.requests(niche, options, {})
    return only


def test_doors_of_the_niche_in_its_languages_are_found_one_a_host(niche: Niche) -> None:
    question = ask(niche)
    seeds = columnar.seeds(SourceResponse(question, run_duckdb_query(question)))
    assert [seed.url for seed in seeds] == [
        "https://dentalblog.example/guest-post",
        "https://dental.test/write-for-us",
        "https://zahn.example/dental/gastbeitrag",
    ]


def test_top_level_domains_and_the_number_of_hosts_narrow_it(niche: Niche) -> None:
    assert json.loads(run_duckdb_query(ask(niche, tlds=("test",))))["host"] == "dental.test"
    assert len(run_duckdb_query(ask(niche, most=1)).splitlines()) == 1


def test_what_duckdb_says_is_told_in_one_line(niche: Niche) -> None:
    Path(niche.path).with_name("torn.parquet").write_bytes(b"torn")
    with pytest.raises(DiscoveryError, match=r"in 1 file of Common Crawl's index: .*torn\.parquet") as error:
        run_duckdb_query(ask(niche, files=("torn.parquet",)))
    assert "\n" not in str(error.value)


def test_files_that_are_not_there_are_named_with_the_place_they_are_looked_for(niche: Niche) -> None:
    with pytest.raises(DiscoveryError, match=r"nowhere-\*\.parquet: no such file; its place is counted from"):
        run_duckdb_query(ask(niche, files=("part-*.parquet", "nowhere-*.parquet")))


def test_only_common_crawl_is_read_over_the_network() -> None:
    body = json.dumps({"sql": "SELECT 1", "parameters": [["https://evil.example/x.parquet"]]}).encode()
    with pytest.raises(DiscoveryError, match=r"only local files and https://data\.commoncrawl\.org/ can be read"):
        run_duckdb_query(SourceRequest("x", "why", FetchMethod.SQL, body=body))


def test_without_duckdb_the_remedy_is_named(niche: Niche, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(DiscoveryError, match="pip install duckdb"):
        run_duckdb_query(ask(niche))
