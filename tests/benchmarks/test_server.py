"""The proxy that serves an invented web, plain and over TLS, and the table that a benchmark prints."""

import ssl
import urllib.request

from benchmarks import blogs
from benchmarks.load import busy_core
from benchmarks.server import Proxy, serving
from benchmarks.table import Table, of_runs, spread


def body_of(url: str, proxy: Proxy) -> str:
    context = ssl.create_default_context(cafile=str(proxy.authorities))
    handlers = (
        urllib.request.ProxyHandler({"http": proxy.url, "https": proxy.url}),
        urllib.request.HTTPSHandler(context=context),
    )
    with urllib.request.build_opener(*handlers).open(url) as answer:
        text: str = answer.read().decode()
        return text


def test_plain_and_secure_addresses_are_answered_and_written_down() -> None:
    with serving("blogs") as proxy:
        assert body_of("http://teeth.example/one", proxy) == blogs.answer("http", "teeth.example", "/one")[2]
        assert body_of("https://gums.example/two", proxy) == blogs.answer("https", "gums.example", "/two")[2]
        assert body_of("https://gums.example/robots.txt", proxy)
        assert proxy.asked() == [
            "http://teeth.example/one",
            "https://gums.example/two",
            "https://gums.example/robots.txt",
        ]
        assert proxy.pages() == proxy.asked()[:2]


def test_a_table_is_markdown() -> None:
    table = Table("Links", "All of them.", ("checker", "rate"), [("mine", "3"), ("yours", "4")])
    assert table.as_markdown().splitlines() == [
        "### Links", "", "All of them.", "", "| checker | rate |", "|---|---:|", "| mine | 3 |", "| yours | 4 |",
    ]  # fmt: skip


def test_a_median_is_told_with_its_spread() -> None:
    assert spread([0.5, 0.25, 0.75], ".0%") == "50% (25% to 75%)"
    assert spread([7.0], ".0f") == "7"
    assert (of_runs(1), of_runs(3)) == ("one run", "medians of 3 runs")


def test_a_busy_core_ends_with_its_block() -> None:
    with busy_core(is_wanted=True) as process:
        assert process
        assert process.poll() is None
    assert process.poll() is not None


def test_no_core_is_kept_busy_unless_it_is_wanted() -> None:
    with busy_core(is_wanted=False) as process:
        assert process is None
