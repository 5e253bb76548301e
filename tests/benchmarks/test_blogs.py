"""The web of the crawl benchmark: nothing on it is seen twice, and its figures are those that are stated."""

import math
import os
import random
import statistics
import subprocess
import sys
from collections import Counter
from functools import cache
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from benchmarks import blogs, markup
from benchmarks.words import languages, vocabulary

SITES = blogs.seeds(60)
ADDRESSES = [f"{seed}{path}" for seed in SITES for path in ("", "first", "second", "third/part", "fourth")]


@cache
def pages() -> dict[str, str]:
    return {url: str(blogs.answer("http", urlsplit(url).netloc, urlsplit(url).path)[2]) for url in ADDRESSES}


@cache
def links() -> list[str]:
    nodes = [(url, node) for url, text in pages().items() for node in LexborHTMLParser(text).css("a[href]")]
    written = [(url, node.attributes["href"] or "") for url, node in nodes]
    return [urljoin(url, href) for url, href in written if not href.startswith("mailto:")]


def test_no_page_no_link_and_no_linked_host_is_seen_twice() -> None:
    assert len(set(pages().values())) == len(pages())
    assert len(set(links())) == len(links())
    sites = {urlsplit(seed).hostname for seed in SITES}
    others = [host for link in links() if (host := urlsplit(link).hostname) not in sites]
    assert len(set(others)) == len(others) > len(links()) * 0.45


def test_no_sentence_is_seen_on_two_pages() -> None:
    said = Counter(
        node.text() for text in pages().values() for node in LexborHTMLParser(text).css("p") if len(node.text()) > 80
    )
    assert [text for text, count in said.items() if count > 1] == []


def test_pages_have_the_size_and_the_links_that_are_stated() -> None:
    sizes = [len(text.encode()) for text in pages().values()]
    counts = Counter(len(LexborHTMLParser(text).css("a[href]")) for text in pages().values()).elements()
    numbers = list(counts)
    assert abs(statistics.mean(sizes) / markup.MEAN_SIZE - 1) < 0.15
    assert abs(statistics.mean(numbers) / markup.MEAN_LINKS - 1) < 0.2
    assert 0.7 < statistics.stdev(numbers) / statistics.mean(numbers) < 1.4


def test_sizes_are_log_normal_around_their_median() -> None:
    chance = random.Random(3)
    drawn = sorted(markup.page_size(chance) for _ in range(4000))
    median = markup.MEAN_SIZE / math.exp(markup.SIZE_SPREAD**2 / 2)
    assert abs(drawn[2000] / median - 1) < 0.05
    above_one_sigma = sum(size > median * math.exp(markup.SIZE_SPREAD) for size in drawn)
    assert abs(above_one_sigma / 4000 - 0.159) < 0.02


def test_heavy_pages_weigh_more() -> None:
    host = urlsplit(SITES[0]).netloc
    sizes = [len(blogs.page("http", host, f"/{number}", blogs.HEAVY)) for number in range(60)]
    assert statistics.mean(sizes) > 2.5 * markup.MEAN_SIZE


def test_all_layouts_and_languages_are_used() -> None:
    themes = {blogs._blog(urlsplit(seed).netloc).theme.layout for seed in SITES}
    assert themes == set(markup.LAYOUTS)
    codes = {blogs._blog(urlsplit(seed).netloc).language.code for seed in SITES}
    assert codes == {language.code for language in languages()}
    assert len(codes) == 8


def test_common_words_are_common_and_the_rest_is_rare() -> None:
    words = vocabulary("en")
    counts = Counter(words)
    assert counts["the"] > counts["to"] > counts["too"] > 5
    assert sum(count <= 2 for count in counts.values()) > len(counts) / 4


def test_the_same_web_comes_out_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib; from benchmarks import blogs; from benchmarks.planted import PlantedWeb\n"
        "web = PlantedWeb(1, sites=40)\n"
        "host = sorted(web.sites)[0]\n"
        "print(hashlib.sha256(repr((blogs.seeds(9), blogs.answer('http', 'a.example', '/x'), web.answer(host, '/'),"
        " sorted(web.invitations), web.seeds(5))).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert said != {""}


def test_some_sites_have_robots_txt_and_a_sitemap() -> None:
    answers = [blogs.answer("https", urlsplit(seed).netloc, "/robots.txt") for seed in SITES]
    assert {answer[0] for answer in answers} == {200, 404}
    sitemaps = [str(blogs.answer("https", urlsplit(seed).netloc, "/sitemap.xml")[2]) for seed in SITES]
    assert 15 < sum("<loc>https://" in sitemap for sitemap in sitemaps) < 45
