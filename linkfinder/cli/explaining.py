"""Reads and judges saved pages for `explain`, one after the other; an unreadable page does not stop the rest."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.analysis.relevance import Relevance, relevance
from linkfinder.app.page_json import page_as_json
from linkfinder.cli.page_view import show_page
from linkfinder.cli.terminal import print_json, show_error
from linkfinder.errors import LinkfinderError, ReadError
from linkfinder.kinds.judge import judge_page
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page
from linkfinder.net.page_fetch import FetchedPage, fetch_page
from linkfinder.urls import absolute, parse

_MAX_SAVED_PAGE_BYTES = 20 * 1024 * 1024
"""A saved page larger than this is no page; the crawl itself stops at 5 MB."""

_UNKNOWN_URL = "http://unknown.invalid/"
"""Where a page stands that came without a usable address; the name cannot exist (RFC 6761)."""


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """A page with everything that was judged about it."""

    id: str
    url: str
    page: Page
    judgement: Judgement
    relevance: Relevance


def explain_one(target: str, url: str, niche: Niche, *, as_json: bool) -> None:
    """Explain one saved page or one address on standard output. Raises ReadError when there is nothing to read."""
    if target.startswith(("http://", "https://")):
        page = fetch_page(parse(target), niche)
    else:
        page = FetchedPage(parse(url) if url else _UNKNOWN_URL, _saved(Path(target)), "")
    _tell(_judge(target, page, niche), niche, as_json=as_json)


def explain_list(pages: Path, niche: Niche, *, as_json: bool) -> None:
    """Explain every page of a JSON Lines list; a line that cannot be used yields a line with `error`."""
    for number, line in enumerate(_lines(pages), start=1):
        try:
            row = _row(line, pages, number)
        except ReadError as error:
            _tell_error(str(number), "", error, as_json=as_json)
            continue
        try:
            page = FetchedPage(_address(row["url"]), _saved(pages.parent / row["file"]), "")
            explained = replace(_judge(row["id"], page, niche), url=row["url"])
        except LinkfinderError as error:
            _tell_error(row["id"], row["url"], error, as_json=as_json)
            continue
        except Exception as error:  # noqa: BLE001 (one page must not stop the rest, whatever is wrong with it)
            _tell_error(row["id"], row["url"], f"{type(error).__name__}: {error}", as_json=as_json)
            continue
        _tell(explained, niche, as_json=as_json)


def _address(written: str) -> str:
    """Return the address of a saved page; lists made from files have `index.html`, which still says something."""
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
        raise ReadError(f"{pages}, line {number}: no JSON ({error})") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("id", "url", "file")):
        raise ReadError(f'{pages}, line {number}: needs the texts "id", "url" and "file"')
    return row


def _saved(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > _MAX_SAVED_PAGE_BYTES:
            raise ReadError(f"{file}: {size} bytes is no page (the limit is {_MAX_SAVED_PAGE_BYTES})")
        return file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise ReadError(f"{file}: cannot be read ({error}); name a saved HTML page") from error


def _judge(page_id: str, fetched: FetchedPage, niche: Niche) -> ExplainedPage:
    html = decode_html(fetched.body, fetched.content_type)
    page = read_page(html, fetched.url, fetched=datetime.now(UTC).date())
    return ExplainedPage(page_id, fetched.url, page, judge_page(page, niche), relevance(page, niche))


def _tell(explained: ExplainedPage, niche: Niche, *, as_json: bool) -> None:
    if as_json:
        print_json(page_as_json(explained.id, explained.url, explained.page, explained.judgement))
    else:
        show_page(explained.page, explained.judgement, explained.relevance, niche)


def _tell_error(page_id: str, url: str, error: Exception | str, *, as_json: bool) -> None:
    if as_json:
        print_json({"id": page_id, "url": url, "error": str(error)})
    else:
        show_error(str(error))
