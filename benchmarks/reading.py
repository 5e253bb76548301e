"""Reading and judging a page, beside a bare lxml parse and trafilatura: CPU milliseconds a page, median of rounds.

Python looks for garbage as seldom as in a crawl, for all readers alike.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import lxml.html
import trafilatura

from benchmarks.pages import page
from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.analysis.relevance import relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.crawl.garbage import seldom_collected
from linkfinder.detectors.judge import judge_page
from linkfinder.model.niche import Niche, Topic
from linkfinder.model.page import Page

ROUNDS = 5
NICHE = Niche("bench", (Topic("dental implants"), Topic("gum care")), ("http://seed.example/",))


def measure(corpus: Path | None) -> list[str]:
    """Return one line a reader, slowest part of the comparison last."""
    texts = _texts(corpus)
    kilobytes = sum(len(text) for text in texts) / len(texts) / 1024
    readers: dict[str, Callable[[str], object]] = {
        "bare lxml parse": lxml.html.fromstring,
        "linkfinder read": _read,
        "linkfinder read + judge": _judge,
        "all that a crawl asks": _all,
        "trafilatura.extract": trafilatura.extract,
    }
    lines = [f"reading {len(texts)} pages of {kilobytes:.0f} KB on average"]
    base = 0.0
    for name, reader in readers.items():
        reader(texts[0])  # phrases are loaded once a run, not once a page
        with seldom_collected():
            spent = _cpu_ms(reader, texts, rounds=1 if name.startswith("trafilatura") else ROUNDS)
        base = base or spent
        lines.append(f"  {name:<26} {spent:7.2f} ms CPU a page, {spent / base:5.1f} times a bare parse")
    return lines


def _texts(corpus: Path | None) -> Sequence[str]:
    if corpus:
        files = sorted(corpus.rglob("*.html"))
        return [decode_html(file.read_bytes()) for file in files]
    return [page(number, kilobytes=171, links=264) for number in range(40)]


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
    return statistics.median(spent)
