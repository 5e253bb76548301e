"""Fetches the requests of a niche's sources, politely, and collects what they name; a failure stops only its source.

One request at a time, as far apart as each source wants; answers are kept on disk. Ordinary web pages (feeds,
sitemaps, lists) are asked for only when the site's robots.txt allows it; services that are used by key, contract or
their own published terms are made for programs, and robots.txt does not speak of them. See docs/reference/sources.md.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from itertools import islice

from linkfinder.errors import AddressRefusedError, DiscoveryError, FetchError, SourceClosedError
from linkfinder.model.niche import Niche
from linkfinder.model.niche import SourceConfig as Named
from linkfinder.model.seed import Seed
from linkfinder.net.http_client import FetchedResponse, HttpSettings, fetch, is_retry_requested, parse_http_url
from linkfinder.net.retry_after import retry_after_seconds
from linkfinder.net.robots_client import RobotsClient
from linkfinder.sources import listed
from linkfinder.sources.base import FetchMethod, SkippedInput, SourceModule, SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.cache import SourceCache
from linkfinder.sources.duckdb_query import run_duckdb_query
from linkfinder.sources.named_files import files_named, read_files
from linkfinder.sources.options import check_options
from linkfinder.sources.registry import SOURCES, source_named

_MAX_FAILURES = 3
"""A source is left after so many failures in a row: it is down, and each would cost a full timeout."""

_MAX_WAIT_SECONDS = 60.0
"""Seconds a service may ask to wait; longer means that today's allowance is used up."""

_MAX_TRIES = 3
"""Times one thing is asked when the service says that it is busy."""


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """The first requests of a source, or why there are none."""

    name: str
    terms: SourceTerms
    requests: tuple[SourceRequest, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What a source found: addresses, how many responses were fetched and how many came from the cache, problems."""

    name: str
    seeds: tuple[Seed, ...] = ()
    fetched: int = 0
    from_cache: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRunSettings:
    """How sources are fetched. `sleep` waits for seconds; `on_request` is called with each request as it begins."""

    http: HttpSettings
    cache: SourceCache
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    sleep: Callable[[float], None] = time.sleep
    on_request: Callable[[str], object] = str


def source_keys(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of all sources that the environment holds, and nothing else of it."""
    names = {source.TERMS.key for source in SOURCES.values() if source.TERMS.key}
    return {name: environ[name] for name in sorted(names) if environ.get(name)}


def plan_sources(niche: Niche, keys: Mapping[str, str]) -> list[SourcePlan]:
    """Return the first requests of each source of the niche; nothing is fetched and nothing is spent."""
    named = [*niche.sources]
    if niche.seed_urls and all(source.name != listed.NAME for source in named):
        named.insert(0, Named(listed.NAME))
    return [_plan(source, niche, keys) for source in named]


def _plan(named: Named, niche: Niche, keys: Mapping[str, str]) -> SourcePlan:
    terms = SOURCES[named.name].TERMS if named.name in SOURCES else SourceTerms(cost="unknown")
    try:
        source = source_named(named.name)
        options = check_options(named.name, source.OPTIONS, named.options)
        requests = tuple(islice(source.requests(niche, options, keys), terms.max_requests))
    except DiscoveryError as error:
        return SourcePlan(named.name, terms, problem=str(error))
    if not requests:
        return SourcePlan(named.name, terms, problem=f"{named.name}: there is nothing to ask; set {_settable(source)}")
    return SourcePlan(named.name, terms, requests)


def _settable(source: SourceModule) -> str:
    return " or ".join(option.name for option in source.OPTIONS[:2]) or "its options"


def request_problem(request: SourceRequest) -> str:
    """Return why a request cannot succeed, as far as that is known without fetching; empty when nothing is wrong."""
    try:
        if request.method is FetchMethod.GET:
            parse_http_url(request.url)
        elif request.url and "://" not in request.url:
            files_named(request.url)
    except (DiscoveryError, FetchError) as error:
        return str(error)
    return ""


def run_sources(niche: Niche, settings: SourceRunSettings) -> list[SourceReport]:
    """Return what every source of the niche brought, in the niche file's order."""
    settings.cache.delete_old()
    memory = _RunState(RobotsClient(settings.http), settings.sleep)
    return [_SourceRun(plan, settings, memory).run() for plan in plan_sources(niche, settings.keys)]


class _RunState:
    """What one run remembers of all sources: robots.txt of the sites, and which sources were requested already."""

    def __init__(self, robots: RobotsClient, wait: Callable[[float], None]) -> None:
        self._robots = robots
        self._sleep = wait
        self._requested_sources: set[str] = set()

    def check(self, url: str, *, is_service: bool) -> None:
        """Raise FetchError when the address must not be requested."""
        if not is_service:
            self._robots.check(url)

    def pause(self, plan: SourcePlan, request: SourceRequest) -> None:
        """Wait as long as must lie between two requests to a source."""
        delay = 0.0 if request.is_service else self._robots.delay(request.url)
        if plan.name in self._requested_sources:
            self._sleep(max(delay, plan.terms.delay))
        self._requested_sources.add(plan.name)


class _SourceRun:
    """One source being fetched."""

    def __init__(self, plan: SourcePlan, settings: SourceRunSettings, memory: _RunState) -> None:
        self._plan = plan
        self._settings = settings
        self._state = memory
        self._seeds: list[Seed] = []
        self._problems: list[str] = [plan.problem] if plan.problem else []
        self._fetched = self._from_cache = self._failures = 0
        self._is_closed = False

    def run(self) -> SourceReport:
        """Fetch until no request is left, the source's limit is reached, or it fails too often."""
        waiting = deque(self._plan.requests)
        left = self._plan.terms.max_requests
        while waiting and left and self._failures < _MAX_FAILURES and not self._is_closed:
            left -= 1
            waiting.extend(islice(self._process(waiting.popleft()), left))
        if waiting:
            self._add_problem(self._why_unfinished(len(waiting)))
        elif not self._seeds and not self._problems:
            self._add_problem("answered, but named no address")
        return SourceReport(self._plan.name, tuple(self._seeds), self._fetched, self._from_cache, tuple(self._problems))

    def _why_unfinished(self, count: int) -> str:
        unasked = "1 question was not asked" if count == 1 else f"{count} questions were not asked"
        if self._is_closed:
            return f"left; {unasked}"
        if self._failures >= _MAX_FAILURES:
            return f"left after {_MAX_FAILURES} failures in a row; {unasked}"
        return f"its limit of {self._plan.terms.max_requests} questions is reached"

    def _add_problem(self, problem: str) -> None:
        name = f"{self._plan.name}: "
        self._problems.append(problem if problem.startswith(name) else f"{name}{problem}")

    def _process(self, request: SourceRequest) -> list[SourceRequest]:
        """Read what one request brings, and return the requests that follow from it."""
        source = SOURCES[self._plan.name]
        follow_ups: list[SourceRequest] = []
        try:
            for answer, is_fresh in self._responses(request):
                self._take(source.seeds(answer))
                follow_ups.extend(source.follow_ups(answer))
                if is_fresh:  # only now: what cannot be read must not be kept
                    self._settings.cache.put(answer)
        except (DiscoveryError, FetchError, OSError) as error:
            self._failures += 1
            self._is_closed |= isinstance(error, SourceClosedError | AddressRefusedError) and request.is_service
            self._add_problem(_with_purpose(request, str(error)))
        else:
            self._failures = 0
        return follow_ups

    def _take(self, found: Iterable[Seed | SkippedInput]) -> None:
        for each in found:
            if isinstance(each, Seed):
                self._seeds.append(each)
            else:
                self._add_problem(each.text)

    def _responses(self, request: SourceRequest) -> Iterable[tuple[SourceResponse, bool]]:
        if request.method is FetchMethod.INLINE:
            return [(SourceResponse(request, request.body), False)]
        if request.method is FetchMethod.FILE:
            return ((answer, False) for answer in read_files(request))
        if kept := self._settings.cache.get(request, timedelta(hours=self._plan.terms.cache_hours)):
            self._from_cache += 1
            return [(kept, False)]
        self._settings.on_request(f"{self._plan.name}: {request.purpose}")
        self._fetched += 1
        if request.method is FetchMethod.SQL:
            return [(SourceResponse(request, run_duckdb_query(request, self._settings.http.proxies.https)), True)]
        return [(self._fetch(request), True)]

    def _fetch(self, request: SourceRequest) -> SourceResponse:
        for _ in range(_MAX_TRIES - 1):
            fetched = self._request(request)
            if not is_retry_requested(fetched) or fetched.status in request.accepted_statuses:
                return _checked(request, fetched, self._plan)
            self._settings.sleep(_requested_wait(fetched, self._plan.name))
        return _checked(request, self._request(request), self._plan)

    def _request(self, request: SourceRequest) -> FetchedResponse:
        parse_http_url(request.url)
        check = partial(self._state.check, is_service=request.is_service)
        check(request.url)
        self._state.pause(self._plan, request)
        return fetch(request.url, self._settings.http, check, headers=request.headers, api_key=request.api_key)


def _with_purpose(request: SourceRequest, error: str) -> str:
    """Return the message of a failed request: a query to a service is named by its words, not by its address."""
    if request.is_service and request.method is FetchMethod.GET:
        return error.replace(str(request), request.purpose, 1).replace(request.url, request.purpose, 1)
    return error


def _requested_wait(fetched: FetchedResponse, name: str) -> float:
    """Return the seconds that a busy service wants us to wait; raise DiscoveryError for too many."""
    text = fetched.headers.get("retry-after", "")
    asked = retry_after_seconds(text, datetime.now(UTC))
    seconds = (
        _MAX_WAIT_SECONDS / _MAX_TRIES if asked is None else asked
    )  # nothing usable: as long as two tries may take
    if seconds > _MAX_WAIT_SECONDS:
        raise SourceClosedError(f"{name}: the service asks to wait {seconds:.0f} seconds; run discover again later")
    return seconds


def _checked(request: SourceRequest, fetched: FetchedResponse, plan: SourcePlan) -> SourceResponse:
    if fetched.status == HTTPStatus.OK or fetched.status in request.accepted_statuses:
        return SourceResponse(request, fetched.body, fetched.status)
    if (
        fetched.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PAYMENT_REQUIRED}
        and plan.terms.key
    ):
        raise SourceClosedError(f"{plan.name}: the key was refused (HTTP {fetched.status}); check {plan.terms.key}")
    raise DiscoveryError(f"{plan.name}: {request}: HTTP {fetched.status}")
