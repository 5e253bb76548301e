"""The whole inquiry about one link: ask, judge, doubt, ask again, and say what it comes to.

Pure: `inquire` is a generator that yields each request to make and is told the answer, so that the order of questions
can be told by tests alone. Nothing is called dead before a second opinion and the other ways to write the address.
"""

from collections.abc import Generator
from dataclasses import dataclass, field, replace

from linkfinder.linkcheck.exchange import CERTIFICATE_FAILURES, HOST_FAILURES, Answer, Failure, Manner, Request
from linkfinder.linkcheck.opinions import FAILURES, Opinion, Reason
from linkfinder.linkcheck.soft404 import (
    Baseline,
    Habit,
    Likeness,
    Suspicion,
    baseline_of,
    compare,
    probe_url,
    suspect,
)
from linkfinder.linkcheck.targets import NoTarget, read_target
from linkfinder.linkcheck.trail import Trail, follow
from linkfinder.linkcheck.variants import Change, Variant, host_variants, page_variants
from linkfinder.linkcheck.verdicts import judge
from linkfinder.model.check import LinkCheck, Verdict

_SURER = 0.1
"""What an agreeing second opinion adds."""

_ALL_BUT_SURE = 0.95

Inquiry = Generator[Request, Answer, LinkCheck]
Asked = Generator[Request, Answer, "Finding"]


@dataclass(slots=True)
class Memory:
    """What is learned about hosts in one run. `nonce` is a word of hexadecimal digits that stands in no address."""

    nonce: str
    baselines: dict[str, Baseline] = field(default_factory=dict)


@dataclass(slots=True)  # not frozen, as `Request`
class Finding:
    """A way and the opinion on it."""

    trail: Trail
    opinion: Opinion


_NO_SECOND = frozenset(
    {
        # The first answer says all that can be known now, or asking again would be what was asked not to do.
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
        Reason.REFUSES_ROBOTS,
        "http_401",
        "http_429",
        "http_451",
        "http_999",
    }
)
_DOUBTFUL = frozenset({Verdict.UNKNOWN, Verdict.BLOCKED})


def inquire(url: str, memory: Memory) -> Inquiry:
    """Return the answer to "does this link still work?"; yields each request to make and takes its answer."""
    target = read_target(url)
    if isinstance(target, NoTarget):
        return _check(url, Finding(Trail(url, Answer(url)), replace(FAILURES[target.failure], note=target.detail)), 0)
    found = yield from _ask(Request(target.url), memory)
    spent = found.trail.elapsed_ms
    if found.opinion.reason in CERTIFICATE_FAILURES:
        found = yield from _look_behind(found, memory)
    elif _wants_second(found.opinion):
        manner = Manner.FULL_ANEW if found.trail.answer.failure else Manner.FULL
        second = yield from _ask(Request(target.url, manner), memory)
        spent += second.trail.elapsed_ms
        found = _agree(found, second)
    if found.opinion.is_dead or found.trail.answer.failure in HOST_FAILURES:
        found = yield from _try_variants(target.url, found, memory)
    return _check(url, found, spent)


def _ask(request: Request, memory: Memory) -> Asked:
    trail = yield from follow(request)
    opinion = judge(trail)
    if opinion.verdict in {Verdict.ALIVE, Verdict.REDIRECT_HOME}:
        opinion = yield from _doubt(trail, opinion, memory)
    return Finding(trail, opinion)


def _doubt(trail: Trail, opinion: Opinion, memory: Memory) -> Generator[Request, Answer, Opinion]:
    """Return the opinion after a look at how the host answers for an address that never was, where one is needed."""
    suspicion = suspect(trail)
    if suspicion is None and opinion.verdict is Verdict.ALIVE:
        return opinion
    asked = trail.final if opinion.verdict is Verdict.ALIVE else trail.asked
    baseline = yield from _baseline(asked, memory)
    return weigh(trail, opinion, suspicion, baseline)


def _baseline(url: str, memory: Memory) -> Generator[Request, Answer, Baseline]:
    probe = probe_url(url, memory.nonce)
    if not probe:
        return Baseline(Habit.SILENT)
    if probe not in memory.baselines:
        trail = yield from follow(Request(probe))
        memory.baselines[probe] = baseline_of(trail)
    return memory.baselines[probe]


def weigh(trail: Trail, opinion: Opinion, suspicion: Suspicion | None, baseline: Baseline) -> Opinion:
    """Return the opinion on a page that answered, given how its host answers for an address that never was."""
    if opinion.verdict is Verdict.REDIRECT_HOME:
        return replace(opinion, confidence=0.8) if baseline.habit is Habit.HOME else opinion
    assert trail.look is not None
    likeness = compare(trail.look, baseline)
    if suspicion in {Suspicion.MARKER, Suspicion.ERROR_ADDRESS}:
        note = "The address answers, but with a page that says the page was not found."
        confidence = 0.9 if likeness is Likeness.SAME else 0.75
        return Opinion(Verdict.SOFT_404, Reason.MARKER, confidence, note)
    if likeness is Likeness.SAME:
        note = "The page is gone: the site shows the same page for addresses that never existed."
        return Opinion(Verdict.SOFT_404, Reason.SAME_AS_MISSING, 0.7, note)
    if likeness is Likeness.UNSURE and not trail.look.is_shell:
        note = "The site shows the same few words for every address; look at the page yourself."
        return Opinion(Verdict.UNKNOWN, Reason.SAME_EVERYWHERE, 0.3, note)
    return opinion


def _look_behind(found: Finding, memory: Memory) -> Asked:
    """Return what stands behind a bad certificate when that is dead, otherwise what was found."""
    behind = yield from _ask(Request(found.trail.asked, Manner.UNVERIFIED), memory)
    if not behind.opinion.is_dead:
        return found
    note = f"{behind.opinion.note} The certificate of its server is bad as well ({found.opinion.reason})."
    return Finding(behind.trail, replace(behind.opinion, note=note))


def _wants_second(opinion: Opinion) -> bool:
    if opinion.reason in _NO_SECOND or opinion.reason.startswith("wall_"):
        return False
    return opinion.is_dead or opinion.verdict in _DOUBTFUL or opinion.reason == Failure.TLS_HANDSHAKE


def _agree(first: Finding, second: Finding) -> Finding:
    """Return what two answers come to: the one that speaks for the page, unless both say that it is dead."""
    if second.opinion.verdict is Verdict.ALIVE:
        note = "The page answers, but only to requests that look like a browser's."
        return replace(second, opinion=replace(second.opinion, confidence=0.8, note=note))
    if first.opinion.is_dead and second.opinion.is_dead:
        sure = min(_ALL_BUT_SURE, max(first.opinion.confidence, second.opinion.confidence) + _SURER)
        return replace(second, opinion=replace(second.opinion, confidence=sure))
    if first.opinion.is_dead:
        return second
    if second.opinion.is_dead:
        # A status after a broken transfer is an answer at last; after another status it is one of two stories.
        return second if first.trail.answer.failure else first
    return first if second.trail.answer.failure and not first.trail.answer.failure else second


def _try_variants(url: str, found: Finding, memory: Memory) -> Asked:
    """Return another way to write the address when that one works, otherwise what was found."""
    is_host = found.trail.answer.failure in HOST_FAILURES
    for variant in host_variants(url) if is_host else page_variants(url):
        other = yield from _ask(Request(variant.url), memory)
        if other.opinion.verdict is Verdict.ALIVE and other.trail.final not in {url, found.trail.final}:
            return Finding(_through(variant, other.trail), _as_variant(variant, found.opinion))
    return found


def _through(variant: Variant, trail: Trail) -> Trail:
    return replace(trail, chain=(variant.url, *trail.chain))


def _as_variant(variant: Variant, opinion: Opinion) -> Opinion:
    if variant.change is Change.TYPO:
        note = f"The link has a typing error: the page is at {variant.url}. Tell the editor; nothing needs replacing."
    else:
        note = f"As it is written the link fails ({opinion.reason}), but the page is there at {variant.url}."
    return Opinion(Verdict.ALIVE, variant.change, 0.7, note)


def _check(url: str, found: Finding, spent: int) -> LinkCheck:
    trail, opinion = found.trail, found.opinion
    return LinkCheck(
        url,
        opinion.verdict,
        str(opinion.reason),
        status=trail.answer.status or None,
        final_url=trail.final,
        chain=trail.chain,
        confidence=round(opinion.confidence, 2),
        elapsed_ms=spent,
        note=opinion.note,
    )
