"""The spider that visits sites: a page comes in, one visit goes out.

The scheduler says what to fetch, `analysis` and `kinds` what a page is and means.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self, cast

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from linkfinder import urls
from linkfinder.analysis.read import read_page
from linkfinder.analysis.relevance import relevance
from linkfinder.analysis.risk import page_risks
from linkfinder.crawl.plan import PlannedSpider
from linkfinder.crawl.refusals import RequestRefused
from linkfinder.crawl.responses import FetchResult, result_of_failure, result_of_response
from linkfinder.frontier.connectivity import RequestEnd
from linkfinder.frontier.leads import (
    SITEMAP_SOURCE,
    is_possible_page,
    lead_of_redirect,
    leads_of,
    leads_of_sitemap,
    sitemaps_of,
)
from linkfinder.frontier.site_selection import Endorsement, is_selection, is_useful, outlink_priority, text_weight_of
from linkfinder.kinds.judge import judge_page
from linkfinder.kinds.registry import endorsing_kinds
from linkfinder.model.lease import LeasedPage
from linkfinder.model.seed import CHOSEN_BY_USER
from linkfinder.model.visit import Outcome, Visit

NETWORK_DOWN = "network_down"
"""Why a crawl ended during which no host could be reached any more."""

UNREADABLE = "unreadable"
"""The reason code of an answer at which the crawl's own code failed; the log says where."""

log = logging.getLogger(__name__)


class SitesSpider(PlannedSpider):
    """Visits seeds and what they lead to, within each site's budget. Its requests come from the frontier."""

    name = "sites"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *arguments: Any, **named: Any) -> Self:
        """Return the spider of a crawler, which the plan can end."""
        spider = super().from_crawler(crawler, *arguments, **named)
        spider.plan.ending.close = spider.end
        return spider

    def parse(self, response: Response) -> Iterator[Visit]:
        """Yield what the visit of one page brought."""
        request = cast("Request", response.request)
        answer, visit = self._read_answer(request, response)
        self._check_connectivity(request, answer)
        self._note_answered(request, answer)
        self.plan.scheduling.await_leads(visit)
        yield visit

    def _read_answer(self, request: Request, response: Response) -> tuple[FetchResult, Visit]:
        """Return what a response means and what it brought; whatever it holds, it ends no crawl."""
        answer = FetchResult(Outcome.FAILED, UNREADABLE, response.status)
        leased: LeasedPage = request.meta["leased"]
        try:
            with self.plan.reading.at(leased.id, urls.url_key(leased.url)):
                answer = result_of_response(response, self.crawler.settings.getfloat("LINKFINDER_RATE_LIMIT_WAIT"))
                return answer, self._visit(request, answer)
        except Exception:
            log.exception("%s: cannot be read", request.url)
            bare = FetchResult(Outcome.FAILED, UNREADABLE, response.status, retry_after=answer.retry_after)
            return bare, _visit_without_page(request.meta["leased"], bare)

    def failed(self, failure: Failure) -> Iterator[Visit]:
        """Yield that a page could not be visited, and why; when only the browser failed, what was read without it."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        error = cast("Exception", failure.value)
        answer = result_of_failure(error)
        self._note_answered(request, answer, was_sent=not isinstance(error, RequestRefused))
        self._check_connectivity(request, answer)
        log.debug("%s: %s (%s)", request.url, answer.reason, error)
        plain: Visit | None = request.meta.get("plain_visit")
        self.plan.tally["render_failed"] += plain is not None
        yield plain or _visit_without_page(request.meta["leased"], answer)

    def _check_connectivity(self, request: Request, answer: FetchResult) -> None:
        """Let the guard know how a request ended; end the crawl when no host seems to be reachable any more."""
        leased: LeasedPage = request.meta["leased"]
        site, requested = urls.site_of(leased.url), request.meta["requested"]
        ended = RequestEnd(leased.id, site, answer.reason, answer.status, requested, time.monotonic())
        if self.plan.connectivity.note(ended):
            log.error("no host answers any more: the network here or the proxy seems to be down; the crawl ends")
            self.end(NETWORK_DOWN)

    def _note_answered(self, request: Request, answer: FetchResult, *, was_sent: bool = True) -> None:
        """Let the scheduling know that a request ended, and from when on its site may be asked again."""
        self.plan.scheduling.answered(
            request.meta["download_slot"],
            crawl_delay=request.meta.get("crawl_delay", 0.0),
            retry_after=answer.retry_after,
            was_sent=was_sent,
        )

    def end(self, reason: str) -> None:
        """Begin to end the crawl. Not awaited: whoever calls it is itself ended on the way."""
        self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    def closed(self, reason: str) -> None:
        """Remember why the crawl ended, as Scrapy calls it. Called at the end."""
        self.plan.ending.reason = reason

    def _visit(self, request: Request, answer: FetchResult) -> Visit:
        leased: LeasedPage = request.meta["leased"]
        if leased.source == SITEMAP_SOURCE and answer.status == HTTPStatus.OK:
            leads = leads_of_sitemap(answer.body, leased, self.plan.niche, datetime.now(UTC).date(), self.plan.slugs)
            if leads or not (is_possible_page(leased) and (answer.target or answer.html is not None)):
                return replace(
                    _visit_without_page(leased, answer), outcome=Outcome.FETCHED, reason=SITEMAP_SOURCE, leads=leads
                )
        if answer.target and urls.is_same(answer.target, leased.url):
            return replace(_visit_without_page(leased, answer), respelled=answer.target)
        if answer.target:
            return replace(
                _visit_without_page(leased, answer), leads=lead_of_redirect(answer.target, leased, self.plan.niche)
            )
        if answer.html is None:
            return _visit_without_page(leased, answer)
        return self._read(leased, answer, request.meta.get("sitemaps", ()))

    def _read(self, leased: LeasedPage, answer: FetchResult, sitemaps: Sequence[str]) -> Visit:
        niche, fetched = self.plan.niche, datetime.now(UTC)
        page = read_page(answer.html or "", leased.url, headers=answer.headers, fetched=fetched.date())
        meant = relevance(page, niche)
        judgement = judge_page(page, niche)
        self.plan.slugs.record(page.url, has_finding=bool(judgement.opportunities))
        is_selected = is_selection(page, judgement, niche, endorsing_kinds())
        endorsement = Endorsement(meant.value, is_selected, leased.source in CHOSEN_BY_USER)
        fresh = self.plan.seen_links.fresh(page, outlink_priority=outlink_priority(page, endorsement))
        leads = leads_of(replace(page, links=fresh), endorsement, leased, niche, self.plan.slugs)
        leads += sitemaps_of(leased, meant.value, sitemaps)
        duplicate_pattern = self.plan.near_duplicates.note(page)
        return replace(
            _visit_without_page(leased, answer),
            fetched=fetched,
            page=page,
            relevance=meant.value,
            relevance_reason=meant.reason,
            weight=text_weight_of(page),
            duplicate_pattern=duplicate_pattern,
            is_useful=is_useful(meant.value, judgement),
            risks=page_risks(page, niche),
            judgement=judgement,
            leads=tuple(lead for lead in leads if not self.plan.near_duplicates.is_near_duplicate(lead.url)),
        )


def _visit_without_page(leased: LeasedPage, answer: FetchResult) -> Visit:
    """Return a visit that brought no page."""
    return Visit(
        leased.id,
        leased.url,
        datetime.now(UTC),
        answer.outcome,
        answer.reason,
        answer.status,
        etag=answer.header("etag"),
        last_modified=answer.header("last-modified"),
        retry_after=answer.retry_after,
    )
