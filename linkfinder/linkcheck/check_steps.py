"""The steps of checking one link: request, judge, request again where the verdict is in doubt, and combine.

Pure: `check_steps` is a generator that yields each request to make and is sent the response, so that tests can show the
order of requests. No link is called dead before a second request with browser headers and other spellings of its URL
have failed too.
"""

from collections.abc import Generator
from dataclasses import dataclass, field, replace

from cachetools import LRUCache

from linkfinder.linkcheck.redirect_chain import RedirectChain, follow_redirects
from linkfinder.linkcheck.soft404 import (
    BaselineSimilarity,
    MissingPageBaseline,
    MissingPageBehaviour,
    Soft404Suspicion,
    baseline_of,
    compare_with_baseline,
    probe_url,
    soft_404_suspicion,
)
from linkfinder.linkcheck.targets import InvalidTarget, parse_target
from linkfinder.linkcheck.variants import UrlChange, UrlVariant, host_variants, page_variants
from linkfinder.linkcheck.verdicts import FAILURE_OPINIONS, Opinion, VerdictReason, judge
from linkfinder.model.check import LinkCheck, Verdict
from linkfinder.net.exchange import (
    CERTIFICATE_FAILURES,
    HOST_FAILURES,
    Failure,
    HttpRequest,
    HttpResponse,
    RequestProfile,
)

_MAX_BASELINES = 2_000
"""Answers for missing pages that are kept, 5.3 KB each: the links of one host are checked soon after each other."""

_AGREEMENT_BONUS = 0.1
"""Confidence that an agreeing second request adds."""

_MAX_CONFIDENCE = 0.95

CheckSteps = Generator[HttpRequest, HttpResponse, LinkCheck]
_JudgedSteps = Generator[HttpRequest, HttpResponse, "JudgedChain"]


@dataclass(slots=True)
class HostBaselines:
    """How hosts answer for pages that never existed. `nonce` is a word of hexadecimal digits that stands in no URL."""

    nonce: str
    baselines: LRUCache[str, MissingPageBaseline] = field(default_factory=lambda: LRUCache(_MAX_BASELINES))


@dataclass(slots=True)  # not frozen, as `HttpRequest`
class JudgedChain:
    """A redirect chain and the opinion on it."""

    chain: RedirectChain
    opinion: Opinion


_NO_SECOND = frozenset(
    {
        # The first response says all that can be known now, or asked for fewer requests.
        *(failure.value for failure in CERTIFICATE_FAILURES),
        Failure.DNS_NXDOMAIN,
        Failure.DNS_NO_ADDRESS,
        Failure.DNS_TEMPORARY,
        Failure.CONNECT_TIMEOUT,
        Failure.FIRST_BYTE_TIMEOUT,
        Failure.TIMEOUT,
        Failure.UNREACHABLE,
        Failure.PROXY,
        Failure.PAUSED,
        VerdictReason.REFUSES_ROBOTS,
        "http_401",
        "http_429",
        "http_451",
        "http_999",
    }
)
_DOUBTFUL = frozenset({Verdict.UNKNOWN, Verdict.BLOCKED})


def check_steps(url: str, baselines: HostBaselines) -> CheckSteps:
    """Return the check of a link; yields each request to make and takes its response."""
    target = parse_target(url)
    if isinstance(target, InvalidTarget):
        return _check(
            url,
            JudgedChain(
                RedirectChain(url, HttpResponse(url)), replace(FAILURE_OPINIONS[target.failure], note=target.detail)
            ),
            0,
        )
    found = yield from _follow_and_judge(HttpRequest(target.url), baselines)
    spent = found.chain.elapsed_ms
    if found.opinion.reason in CERTIFICATE_FAILURES:
        found = yield from _check_without_verification(found, baselines)
    elif _needs_second_opinion(found.opinion):
        profile = (
            RequestProfile.BROWSER_HEADERS_HTTP1 if found.chain.response.failure else RequestProfile.BROWSER_HEADERS
        )
        second = yield from _follow_and_judge(HttpRequest(target.url, profile), baselines)
        spent += second.chain.elapsed_ms
        found = _combine(found, second)
    if found.opinion.is_dead or found.chain.response.failure in HOST_FAILURES:
        found = yield from _try_variants(target.url, found, baselines)
    return _check(url, found, spent)


def _follow_and_judge(request: HttpRequest, memory: HostBaselines) -> _JudgedSteps:
    chain = yield from follow_redirects(request)
    opinion = judge(chain)
    if opinion.verdict in {Verdict.ALIVE, Verdict.REDIRECT_HOME}:
        opinion = yield from _compare_with_missing_page(chain, opinion, memory)
    return JudgedChain(chain, opinion)


def _compare_with_missing_page(
    chain: RedirectChain, opinion: Opinion, memory: HostBaselines
) -> Generator[HttpRequest, HttpResponse, Opinion]:
    """Return the opinion after a comparison with how the host answers for a page that never existed."""
    suspicion = soft_404_suspicion(chain)
    if suspicion is None and opinion.verdict is Verdict.ALIVE:
        return opinion
    asked = chain.final_url if opinion.verdict is Verdict.ALIVE else chain.requested_url
    baseline = yield from _baseline(asked, memory)
    return weigh_against_baseline(chain, opinion, suspicion, baseline)


def _baseline(url: str, memory: HostBaselines) -> Generator[HttpRequest, HttpResponse, MissingPageBaseline]:
    probe = probe_url(url, memory.nonce)
    if not probe:
        return MissingPageBaseline(MissingPageBehaviour.SILENT)
    baseline = memory.baselines.get(probe)
    if baseline is None:
        chain = yield from follow_redirects(HttpRequest(probe))
        baseline = memory.baselines[probe] = baseline_of(chain)
    return baseline


def weigh_against_baseline(
    chain: RedirectChain, opinion: Opinion, suspicion: Soft404Suspicion | None, baseline: MissingPageBaseline
) -> Opinion:
    """Return the opinion on a page, given how its host answers for a page that never existed."""
    if opinion.verdict is Verdict.REDIRECT_HOME:
        return replace(opinion, confidence=0.8) if baseline.behaviour is MissingPageBehaviour.HOME else opinion
    assert chain.summary is not None
    likeness = compare_with_baseline(chain.summary, baseline)
    if suspicion in {Soft404Suspicion.MARKER, Soft404Suspicion.ERROR_ADDRESS}:
        note = "The URL answers, but with a page that says that the page was not found."
        confidence = 0.9 if likeness is BaselineSimilarity.SAME else 0.75
        return Opinion(Verdict.SOFT_404, VerdictReason.MARKER, confidence, note)
    if likeness is BaselineSimilarity.SAME:
        note = "The page is gone: the site shows the same page for URLs that never existed."
        return Opinion(Verdict.SOFT_404, VerdictReason.SAME_AS_MISSING, 0.7, note)
    if likeness is BaselineSimilarity.UNSURE and not chain.summary.is_shell:
        note = "The site shows the same few words for every URL; open the page yourself."
        return Opinion(Verdict.UNKNOWN, VerdictReason.SAME_EVERYWHERE, 0.3, note)
    return opinion


def _check_without_verification(found: JudgedChain, memory: HostBaselines) -> _JudgedSteps:
    """Return the page behind a bad certificate when it is dead, otherwise what was found."""
    behind = yield from _follow_and_judge(HttpRequest(found.chain.requested_url, RequestProfile.UNVERIFIED), memory)
    if not behind.opinion.is_dead:
        return found
    note = f"{behind.opinion.note} The certificate of its server is bad as well ({found.opinion.reason})."
    return JudgedChain(behind.chain, replace(behind.opinion, note=note))


def _needs_second_opinion(opinion: Opinion) -> bool:
    if opinion.reason in _NO_SECOND or opinion.reason.startswith("bot_protection_"):
        return False
    return opinion.is_dead or opinion.verdict in _DOUBTFUL or opinion.reason == Failure.TLS_HANDSHAKE


def _combine(first: JudgedChain, second: JudgedChain) -> JudgedChain:
    """Return the better of two results for the page; dead only when both are."""
    if second.opinion.verdict is Verdict.ALIVE:
        note = "The page answers, but only to requests that look like a browser's."
        return replace(second, opinion=replace(second.opinion, confidence=0.8, note=note))
    if first.opinion.is_dead and second.opinion.is_dead:
        sure = min(_MAX_CONFIDENCE, max(first.opinion.confidence, second.opinion.confidence) + _AGREEMENT_BONUS)
        return replace(second, opinion=replace(second.opinion, confidence=sure))
    if first.opinion.is_dead:
        return second
    if second.opinion.is_dead:
        # A status after a broken transfer is a result at last; after another status the two disagree.
        return second if first.chain.response.failure else first
    return first if second.chain.response.failure and not first.chain.response.failure else second


def _try_variants(url: str, found: JudgedChain, memory: HostBaselines) -> _JudgedSteps:
    """Return another spelling of the URL when that one works, otherwise what was found."""
    is_host = found.chain.response.failure in HOST_FAILURES
    for variant in host_variants(url) if is_host else page_variants(url):
        other = yield from _follow_and_judge(HttpRequest(variant.url), memory)
        if other.opinion.verdict is Verdict.ALIVE and other.chain.final_url not in {url, found.chain.final_url}:
            return JudgedChain(_through(variant, other.chain), _as_variant(variant, found.opinion))
    return found


def _through(variant: UrlVariant, chain: RedirectChain) -> RedirectChain:
    return replace(chain, hops=(variant.url, *chain.hops))


def _as_variant(variant: UrlVariant, opinion: Opinion) -> Opinion:
    if variant.change is UrlChange.TYPO:
        note = f"The link has a typing error: the page is at {variant.url}. Tell the editor; nothing needs replacing."
    else:
        note = f"As written the link fails ({opinion.reason}), but the page is there at {variant.url}."
    return Opinion(Verdict.ALIVE, variant.change, 0.7, note)


def _check(url: str, found: JudgedChain, spent: int) -> LinkCheck:
    chain, opinion = found.chain, found.opinion
    return LinkCheck(
        url,
        opinion.verdict,
        str(opinion.reason),
        status=chain.response.status or None,
        final_url=chain.final_url,
        chain=chain.hops,
        confidence=round(opinion.confidence, 2),
        elapsed_ms=spent,
        note=opinion.note,
    )
