"""When a visited page is worth another visit: by its kind, by how often it changed, and by how its last visit ended.

Pure: the clock is an argument. What is due is queued by `storage.frontier.start_run`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from linkfinder import urls
from linkfinder.model.visit import Outcome, Visit
from linkfinder.net.retry_after import MAX_RETRY_AFTER

MAX_TRIES = 3
"""Two retries: most failures that pass are gone after the second; the next run asks again anyway."""

RETRY_SECONDS = 4.0
_RETRY_FACTOR = 5
"""4 and 20 seconds: long enough for a restarting server, short enough that a crawl without network ends soon."""

_JITTER = 0.1
"""A tenth either way, by the address, so that a week's pages do not all come due on the same morning."""

_DAY = 86_400.0
_HOME_OR_SITEMAP = (1.0, 7.0)  # home pages and sitemaps show what is new
_OPPORTUNITY_PAGE = (3.0, 30.0)  # a page with an opportunity: guest posts end, mentions get linked
_ARTICLE = (7.0, 90.0)  # everything else hardly changes
_GONE = 30.0  # 404, 410: seldom comes back
_DROPPED = 14.0  # robots.txt, not HTML: rules and servers change now and then
_UNREACHABLE = 1.0  # tomorrow's run asks again

_CHANGE_SHARE = 0.5
"""A page that has not changed for n days is asked again after n/2: half the age catches most changes in time."""


def retry_delay(tries: int, retry_after: float | None) -> float:
    """Return the seconds until the next try: what the server asked for (at most a day), or a growing wait."""
    if retry_after is not None:
        return min(max(retry_after, 1.0), MAX_RETRY_AFTER)
    return float(RETRY_SECONDS * _RETRY_FACTOR ** max(0, tries - 1))


@dataclass(frozen=True, slots=True)
class PageHistory:
    """What is known of a page beside its visit: when its content last changed, and whether it shows an opportunity."""

    last_changed: datetime | None = None
    has_opportunity: bool = False


def next_visit_time(visit: Visit, history: PageHistory, now: datetime) -> float:
    """Return the Unix time at which the visited page is due again."""
    days = _days(visit, history, now)
    return now.timestamp() + days * _DAY * _jitter(visit.url)


def _days(visit: Visit, memory: PageHistory, now: datetime) -> float:
    if visit.outcome is Outcome.FAILED:
        return _GONE if visit.http_status else _UNREACHABLE
    if visit.outcome is Outcome.RETRY:
        return _UNREACHABLE
    if visit.outcome is Outcome.DROPPED:
        return _DROPPED
    shortest, longest = _bounds(visit, memory)
    age = (now - memory.last_changed) / timedelta(days=1) if memory.last_changed else 0.0
    return min(max(age * _CHANGE_SHARE, shortest), longest)


def _bounds(visit: Visit, memory: PageHistory) -> tuple[float, float]:
    if visit.judgement.opportunities or memory.has_opportunity:
        return _OPPORTUNITY_PAGE
    if urls.is_home(visit.url) or (visit.page is None and visit.outcome is Outcome.FETCHED):  # a sitemap has no page
        return _HOME_OR_SITEMAP
    return _ARTICLE


def _jitter(url: str) -> float:
    """Return a factor around 1 that is the same for an address in every run."""
    share = (urls.url_key(url) % 10_007) / 10_007
    return 1 - _JITTER + 2 * _JITTER * share
