"""Reads and judges saved pages, one after the other, and stores nothing; an unreadable page does not stop the rest."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.analysis.relevance import Relevance, relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.app.environment import http_settings
from linkfinder.errors import LinkfinderError, ReadError
from linkfinder.kinds.guest_post.facts import GUEST_POST
from linkfinder.kinds.judge import judge_page
from linkfinder.kinds.registry import find_kind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement, Risk
from linkfinder.model.page import Page
from linkfinder.model.score import Score, SiteMetrics
from linkfinder.net.page_fetch import FetchedPage, fetch_page
from linkfinder.scoring.score import score
from linkfinder.urls import absolute, parse

_MAX_SAVED_PAGE_BYTES = 20 * 1024 * 1024
"""A larger file is not a saved page; the crawl itself stops at 5 MB."""

_UNKNOWN_URL = "http://unknown.invalid/"
"""The URL of a page that came without a usable one; the name cannot exist (RFC 6761)."""


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """A page with everything that was judged about it; `scores` belong to the judgement's opportunities, in order."""

    id: str
    url: str
    page: Page
    judgement: Judgement
    relevance: Relevance
    scores: tuple[Score, ...]
    risks: tuple[Risk, ...] = ()  # of the page, whether or not it is an opportunity


@dataclass(frozen=True, slots=True)
class UnreadablePage:
    """A line of a list that could not be used, and why."""

    id: str
    url: str
    error: str


def explain_page(target: str, niche: Niche, *, url: str = "") -> ExplainedPage:
    """Return what is judged about one page: `target` is a saved file, or a URL that is fetched if robots.txt allows it.

    `url` says where a saved page came from. Raises ReadError when a file cannot be read or the server answers with an
    error, UrlError when a URL is invalid, FetchError when robots.txt forbids it or nothing answers.
    """
    if target.startswith(("http://", "https://")):
        page = fetch_page(parse(target), http_settings(niche))
    else:
        page = FetchedPage(parse(url) if url else _UNKNOWN_URL, _saved(Path(target)), "")
    return _judge(target, page, niche)


def explain_pages(pages: Path, niche: Niche) -> Iterator[ExplainedPage | UnreadablePage]:
    """Yield one result for every line of a JSON Lines list (`{"id", "url", "file"}`), in its order.

    Raises ReadError when the list itself cannot be read.
    """
    for number, line in enumerate(_lines(pages), start=1):
        try:
            row = _row(line, pages, number)
        except ReadError as error:
            yield UnreadablePage(str(number), "", str(error))
            continue
        yield _explain_row(row, pages.parent, niche)


def _explain_row(row: dict[str, str], folder: Path, niche: Niche) -> ExplainedPage | UnreadablePage:
    try:
        page = FetchedPage(_page_url(row["url"]), _saved(folder / row["file"]), "")
        return replace(_judge(row["id"], page, niche), url=row["url"])
    except LinkfinderError as error:
        return UnreadablePage(row["id"], row["url"], str(error))
    except Exception as error:  # noqa: BLE001 (one page must not stop the rest, whatever is wrong with it)
        return UnreadablePage(row["id"], row["url"], f"{type(error).__name__}: {error}")


def _page_url(written: str) -> str:
    """Return the URL of a saved page; `index.html` in a list made from files is resolved as a relative URL."""
    text = written.strip(" '\"<>")
    return absolute(text, _UNKNOWN_URL) or _UNKNOWN_URL


def _lines(pages: Path) -> Iterator[str]:
    try:
        with pages.open(encoding="utf-8-sig", errors="replace") as lines:
            yield from (line for line in lines if line.strip())
    except OSError as error:
        raise ReadError(f"{pages}: cannot be read ({error.strerror}); name a JSON Lines file") from error


def _row(line: str, pages: Path, number: int) -> dict[str, str]:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{pages}, line {number}: not valid JSON ({error})") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("id", "url", "file")):
        raise ReadError(f'{pages}, line {number}: needs the texts "id", "url" and "file"')
    return row


def _saved(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > _MAX_SAVED_PAGE_BYTES:
            raise ReadError(f"{file}: the file has {size} bytes, more than the limit of {_MAX_SAVED_PAGE_BYTES}")
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise ReadError(f"{file}: cannot be read ({error}); name a saved HTML page") from error


def _judge(page_id: str, fetched: FetchedPage, niche: Niche) -> ExplainedPage:
    html = decode_html(fetched.body, fetched.content_type)
    today = datetime.now(UTC).date()
    page = read_page(html, fetched.url, fetched=today)
    judgement = judge_page(page, niche)
    scores = tuple(
        score(each, SiteMetrics(), niche, today, find_kind(each.kind).profile) for each in judgement.opportunities
    )
    kinds = [each.kind for each in judgement.opportunities] + [each.kind for each in judgement.rejections]
    risks = page_risks(page, niche, is_for_authors=GUEST_POST in kinds)
    return ExplainedPage(page_id, fetched.url, page, judgement, relevance(page, niche), scores, risks)
