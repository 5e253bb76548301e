"""The interface of a source: the requests it makes, and what it reads in a response.

A source fetches nothing. It yields requests; `linkfinder.sources.runner` fetches them politely and hands the responses
back. A key is kept apart from the address, so that no log, cache or error message can hold it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.net.exchange import ApiKey
from linkfinder.sources.options import SourceOption, SourceOptions


class FetchMethod(StrEnum):
    """How a request is answered."""

    GET = "get"
    FILE = "file"  # `url` is a path on this machine; a * in it stands for any file name
    SQL = "sql"  # `url` says what is read, `body` is a DuckDB query as JSON
    INLINE = "given"  # nothing to fetch: `body` is the answer


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """One thing to fetch. `purpose` is for people and becomes part of the reason of what is found."""

    url: str
    purpose: str
    method: FetchMethod = FetchMethod.GET
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    api_key: ApiKey | None = None
    page: int = 1
    last_page: int = 1  # where paging ends at the latest
    max_seeds: int = 0  # seeds wanted from this answer at most; 0: all
    context: tuple[str, ...] = ()  # what a follow-up request must know, in the source's own words
    is_service: bool = False  # made for programs, used by key, contract or its own terms: robots.txt is not asked
    accepted_statuses: tuple[int, ...] = ()  # statuses beside 200 that are an answer here and no failure

    def __str__(self) -> str:
        """Return the address and the purpose, without any key."""
        return f"{self.url} ({self.purpose})" if self.url else self.purpose


@dataclass(frozen=True, slots=True)
class SourceResponse:
    """What came back for a request."""

    request: SourceRequest
    body: bytes
    status: int = 200


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """What a source costs and allows. `delay` is the least time between two requests, in seconds."""

    cost: str  # in words, for people
    delay: float = 1.0
    cache_hours: int = 24  # how long an answer is good for, so that a second run costs nothing
    max_requests: int = 100  # in one run, whatever the niche file says
    key: str = ""  # the environment variable that holds the key; empty when none is needed


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """A part of a response that could not be used, with its place and the remedy; the rest was used."""

    text: str


class SourceModule(Protocol):
    """A module with these names is a source."""

    NAME: str
    TERMS: SourceTerms
    OPTIONS: tuple[SourceOption, ...]

    def requests(self, niche: Niche, options: SourceOptions, keys: Mapping[str, str], /) -> Iterable[SourceRequest]:
        """Yield the first requests; raise DiscoveryError when the source cannot be used like this."""

    def seeds(self, answer: SourceResponse, /) -> Iterable[Seed | SkippedInput]:
        """Yield the addresses that a response names; raise DiscoveryError when it is of another shape."""

    def follow_ups(self, answer: SourceResponse, /) -> Iterable[SourceRequest]:
        """Yield the requests that a response leads to: the next page, the files of an index."""


def no_follow_ups(_answer: SourceResponse) -> Iterable[SourceRequest]:
    """Yield nothing: for sources whose answers are complete."""
    return ()


def key_of(keys: Mapping[str, str], source: str, terms: SourceTerms) -> str:
    """Return the key a source needs; raise DiscoveryError that names the variable when it is not set."""
    key = keys.get(terms.key, "").strip()
    if not key:
        raise DiscoveryError(f"{source}: no key; set the environment variable {terms.key}, or take the source out")
    return key
