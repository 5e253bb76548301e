"""Asks the sources of a niche, politely, and gathers what they name; one that fails says so and the others go on.

One request at a time, as far apart as each source wants; answers are kept on disk. Ordinary web pages (feeds,
sitemaps, lists) are asked for only when the site's robots.txt allows it; services that are used by key, contract or
their own published terms are made for programs, and robots.txt does not speak of them. See docs/discovery.md.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from itertools import islice

from linkfinder.crawl.source_cache import Cache
from linkfinder.crawl.source_files import files_named, read_files
from linkfinder.crawl.source_query import run_query
from linkfinder.crawl.source_request import Fetched, Manners, fetch, parsed_address, says_wait
from linkfinder.crawl.source_robots import SourceRobots
from linkfinder.discovery import listed
from linkfinder.discovery.base import Answer, Ask, Means, Remark, Source, Terms
from linkfinder.discovery.options import check_options
from linkfinder.discovery.registry import SOURCES, source_named
from linkfinder.errors import DiscoveryError, SourceClosedError
from linkfinder.model.niche import Niche
from linkfinder.model.niche import Source as Named
from linkfinder.model.seed import Seed
from linkfinder.net.retry_after import seconds_asked

FAILURES = 3
"""A source is left after so many failures in a row: it is down, and each would cost a full timeout."""

PATIENCE = 60.0
"""Seconds a service may ask to wait; longer means that today's allowance is used up."""

TRIES = 3
"""Times one thing is asked when the service says that it is busy."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a source would be asked first, or why it cannot be."""

    name: str
    terms: Terms
    asks: tuple[Ask, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What a source brought: the addresses, how many answers were fetched and how many were kept, what went wrong."""

    name: str
    seeds: tuple[Seed, ...] = ()
    fetched: int = 0
    kept: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How sources are asked. `wait` sleeps for seconds; `tell` is told each ask as it begins."""

    manners: Manners
    cache: Cache
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    wait: Callable[[float], None] = time.sleep
    tell: Callable[[str], object] = str


def keys_from(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of all sources that the environment holds, and nothing else of it."""
    names = {source.TERMS.key for source in SOURCES.values() if source.TERMS.key}
    return {name: environ[name] for name in sorted(names) if environ.get(name)}


def plan_sources(niche: Niche, keys: Mapping[str, str]) -> list[Plan]:
    """Return what each source of the niche would be asked first; nothing is asked and nothing is spent."""
    named = [*niche.sources]
    if niche.seed_urls and all(source.name != listed.NAME for source in named):
        named.insert(0, Named(listed.NAME))
    return [_plan(source, niche, keys) for source in named]


def _plan(named: Named, niche: Niche, keys: Mapping[str, str]) -> Plan:
    terms = SOURCES[named.name].TERMS if named.name in SOURCES else Terms(cost="unknown")
    try:
        source = source_named(named.name)
        options = check_options(named.name, source.OPTIONS, named.options)
        asks = tuple(islice(source.requests(niche, options, keys), terms.most_asks))
    except DiscoveryError as error:
        return Plan(named.name, terms, problem=str(error))
    if not asks:
        return Plan(named.name, terms, problem=f"{named.name}: there is nothing to ask; set {_settable(source)}")
    return Plan(named.name, terms, asks)


def _settable(source: Source) -> str:
    return " or ".join(option.name for option in source.OPTIONS[:2]) or "its options"


def fault_of(ask: Ask) -> str:
    """Return why an ask cannot be answered, as far as that can be told without asking; empty when nothing is wrong."""
    try:
        if ask.means is Means.GET:
            parsed_address(ask.url)
        elif ask.url and "://" not in ask.url:
            files_named(ask.url)
    except DiscoveryError as error:
        return str(error)
    return ""


def ask_sources(niche: Niche, settings: SourceSettings) -> list[SourceReport]:
    """Return what every source of the niche brought, in the niche file's order."""
    settings.cache.sweep()
    memory = _Memory(SourceRobots(settings.manners), settings.wait)
    return [_Asking(plan, settings, memory).run() for plan in plan_sources(niche, settings.keys)]


class _Memory:
    """What one run remembers of all sources: robots.txt of the sites, and who was asked already and gets a pause."""

    def __init__(self, robots: SourceRobots, wait: Callable[[float], None]) -> None:
        self._robots = robots
        self._wait = wait
        self._asked: set[str] = set()

    def check(self, url: str, *, is_service: bool) -> None:
        """Raise DiscoveryError when the address must not be asked."""
        if not is_service:
            self._robots.check(url)

    def pause(self, plan: Plan, ask: Ask) -> None:
        """Wait as long as must lie between two requests to a source."""
        delay = 0.0 if ask.is_service else self._robots.delay(ask.url)
        if plan.name in self._asked:
            self._wait(max(delay, plan.terms.gap))
        self._asked.add(plan.name)


class _Asking:
    """One source being asked."""

    def __init__(self, plan: Plan, settings: SourceSettings, memory: _Memory) -> None:
        self._plan = plan
        self._settings = settings
        self._memory = memory
        self._seeds: list[Seed] = []
        self._problems: list[str] = [plan.problem] if plan.problem else []
        self._fetched = self._kept = self._failures = 0
        self._is_closed = False

    def run(self) -> SourceReport:
        """Ask until nothing is left to ask, the source's limit is reached, or it fails too often."""
        waiting = deque(self._plan.asks)
        room = self._plan.terms.most_asks
        while waiting and room and self._failures < FAILURES and not self._is_closed:
            room -= 1
            waiting.extend(islice(self._settle(waiting.popleft()), room))
        if waiting:
            self._say(self._why_left(len(waiting)))
        elif not self._seeds and not self._problems:
            self._say("answered, but named no address")
        return SourceReport(self._plan.name, tuple(self._seeds), self._fetched, self._kept, tuple(self._problems))

    def _why_left(self, count: int) -> str:
        unasked = "1 question was not asked" if count == 1 else f"{count} questions were not asked"
        if self._is_closed:
            return f"left; {unasked}"
        if self._failures >= FAILURES:
            return f"left after {FAILURES} failures in a row; {unasked}"
        return f"its limit of {self._plan.terms.most_asks} questions is reached"

    def _say(self, problem: str) -> None:
        name = f"{self._plan.name}: "
        self._problems.append(problem if problem.startswith(name) else f"{name}{problem}")

    def _settle(self, ask: Ask) -> list[Ask]:
        """Take in what one ask brings, and return what is to be asked because of it."""
        source = SOURCES[self._plan.name]
        follow_ups: list[Ask] = []
        try:
            for answer, is_fresh in self._answers(ask):
                self._take(source.seeds(answer))
                follow_ups.extend(source.follow_ups(answer))
                if is_fresh:  # only now: what cannot be read must not be kept
                    self._settings.cache.put(answer)
        except (DiscoveryError, OSError) as error:
            self._failures += 1
            self._is_closed |= isinstance(error, SourceClosedError) and ask.is_service
            self._say(_about(ask, str(error)))
        else:
            self._failures = 0
        return follow_ups

    def _take(self, found: Iterable[Seed | Remark]) -> None:
        for each in found:
            if isinstance(each, Seed):
                self._seeds.append(each)
            else:
                self._say(each.text)

    def _answers(self, ask: Ask) -> Iterable[tuple[Answer, bool]]:
        if ask.means is Means.GIVEN:
            return [(Answer(ask, ask.body), False)]
        if ask.means is Means.FILE:
            return ((answer, False) for answer in read_files(ask))
        if kept := self._settings.cache.get(ask, timedelta(hours=self._plan.terms.keep_hours)):
            self._kept += 1
            return [(kept, False)]
        self._settings.tell(f"{self._plan.name}: {ask.why}")
        self._fetched += 1
        if ask.means is Means.SQL:
            return [(Answer(ask, run_query(ask, self._settings.manners.proxies.https)), True)]
        return [(self._fetch(ask), True)]

    def _fetch(self, ask: Ask) -> Answer:
        for _ in range(TRIES - 1):
            fetched = self._request(ask)
            if not says_wait(fetched) or fetched.status in ask.accepts:
                return _checked(ask, fetched, self._plan)
            self._settings.wait(_asked_wait(fetched, self._plan.name))
        return _checked(ask, self._request(ask), self._plan)

    def _request(self, ask: Ask) -> Fetched:
        parsed_address(ask.url)
        check = partial(self._memory.check, is_service=ask.is_service)
        check(ask.url)
        self._memory.pause(self._plan, ask)
        return fetch(ask, self._settings.manners, check)


def _about(ask: Ask, error: str) -> str:
    """Return what is said of a failed ask: a question to a service is known by its words, not by its address."""
    if ask.is_service and ask.means is Means.GET:
        return error.replace(str(ask), ask.why, 1).replace(ask.url, ask.why, 1)
    return error


def _asked_wait(fetched: Fetched, name: str) -> float:
    """Return the seconds a busy service asks to wait; raise DiscoveryError when it is more than a run waits."""
    text = fetched.headers.get("retry-after", "")
    asked = seconds_asked(text, datetime.now(UTC))
    seconds = PATIENCE / TRIES if asked is None else asked  # nothing usable: as long as two tries may take
    if seconds > PATIENCE:
        raise SourceClosedError(f"{name}: the service asks to wait {seconds:.0f} seconds; run discover again later")
    return seconds


def _checked(ask: Ask, fetched: Fetched, plan: Plan) -> Answer:
    if fetched.status == HTTPStatus.OK or fetched.status in ask.accepts:
        return Answer(ask, fetched.body, fetched.status)
    if (
        fetched.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PAYMENT_REQUIRED}
        and plan.terms.key
    ):
        raise SourceClosedError(f"{plan.name}: the key was refused (HTTP {fetched.status}); check {plan.terms.key}")
    raise DiscoveryError(f"{plan.name}: {ask}: HTTP {fetched.status}")
