"""Reading and judging a page, beside a bare lxml parse and trafilatura: CPU milliseconds a page, median of rounds.

Python looks for garbage as seldom as in a crawl, for all readers alike.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import lxml.html
import trafilatura

from benchmarks import blogs
from benchmarks.table import Table, median, of_runs
from benchmarks.words import languages
from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.analysis.relevance import relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.crawl.garbage_collection import infrequent_collection
from linkfinder.kinds.judge import judge_page
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import Page

PAGES = 200
_CODES = tuple(language.code for language in languages())
_TOPICS = tuple(Topic(topic, 1.0, language.code) for language in languages() for topic in language.topics)
NICHE = Niche("bench", _TOPICS, ("http://seed.example/",), _CODES)
COLUMNS = ("reader", "CPU a page", "bare parses")


def measure(rounds: int, corpus: Path | None) -> list[Table]:
    """Return a table for ordinary and one for heavy invented pages, and one for saved pages when there are some."""
    tables = [
        _table("Reading", _pages(blogs.ORDINARY), rounds),
        _table("Reading heavy pages", _pages(blogs.HEAVY), rounds),
    ]
    if corpus:
        saved = [decode_html(file.read_bytes()) for file in sorted(corpus.rglob("*.html"))]
        tables.append(_table("Reading saved pages", saved, rounds))
    return tables


def _pages(weight: blogs.Weight) -> list[str]:
    seeds = blogs.seeds(PAGES)
    return [blogs.page("http", seed[len("http://") : -1], "/reading", weight) for seed in seeds]


def _table(title: str, texts: Sequence[str], rounds: int) -> Table:
    readers: dict[str, Callable[[str], object]] = {
        "bare lxml parse": lxml.html.fromstring,
        "linkfinder: read": _read,
        "linkfinder: read and judge": _judge,
        "linkfinder: all that a crawl does": _all,
        "trafilatura.extract": trafilatura.extract,
    }
    rows, base = [], 0.0
    for name, reader in readers.items():
        reader(texts[0])  # phrases are loaded once a run, not once a page
        with infrequent_collection():
            spent = _cpu_ms(reader, texts, rounds=1 if name.startswith("trafilatura") else rounds)
        base = base or spent
        rows.append((name, f"{spent:.2f} ms", f"{spent / base:.1f}"))
    kilobytes = sum(len(text) for text in texts) / len(texts) / 1024
    note = f"{len(texts)} different pages of {kilobytes:.0f} KB on average, {of_runs(rounds)}."
    return Table(title, note, COLUMNS, rows)


def _read(text: str) -> Page:
    return read_page(text, "https://blog.example/article/1", fetched=date(2026, 1, 1))


def _judge(text: str) -> object:
    return judge_page(_read(text), NICHE)


def _all(text: str) -> object:
    page = _read(text)
    return relevance(page, NICHE), page_risks(page, NICHE), judge_page(page, NICHE)


def _cpu_ms(reader: Callable[[str], object], texts: Sequence[str], *, rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        for text in texts:
            reader(text)
        spent.append((time.process_time() - started) / len(texts) * 1000)
    return median(spent)
