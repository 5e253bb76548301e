"""What a run over the made-up internet must find and must reject, and how a run compares with that.

The truth itself is data (`ground_truth.toml`). Something counts as rightly rejected only when it was judged: a page
that was never read, or a link that was never checked, is missed.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.kinds.guest_post.facts import GUEST_POST, Cost, GuestPost
from linkfinder.model.check import Verdict
from linkfinder.model.opportunity import Opportunity, OpportunityState
from linkfinder.urls import site_of

_TRUTH_FILE = Path(__file__).parent / "ground_truth.toml"


@dataclass(frozen=True, slots=True)
class ExpectedOpportunity:
    """An opportunity that must be listed. `target` is the dead URL or the brand; unset fields may be anything."""

    kind: str
    page: str
    target: str = ""
    state: OpportunityState | None = None
    cost: Cost | None = None
    verdict: Verdict | None = None
    contact: str = ""
    needs_browser: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedRejection:
    """A page, or a link on it (`target`), that must not be listed as `kind`."""

    kind: str
    page: str
    why: str
    target: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class RequestLimit:
    """How many URLs below `under` may be requested, apart from those in `allowed`."""

    under: str
    why: str
    urls: int = 0
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundTruth:
    """Everything that is known about the made-up internet."""

    found: tuple[ExpectedOpportunity, ...]
    rejected: tuple[ExpectedRejection, ...]
    request_limits: tuple[RequestLimit, ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """What a run did: its opportunities, its verdicts by URL, the URLs it read and those it requested."""

    opportunities: Sequence[Opportunity]
    verdicts: Mapping[str, Verdict]
    read: frozenset[str]
    requested: Sequence[str]
    has_browser: bool = True


@dataclass(slots=True)
class Comparison:
    """Lines for people: what was found, rightly rejected, missed, and listed wrongly."""

    found: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # cannot be judged on this machine

    @property
    def is_met(self) -> bool:
        """Whether nothing was missed and nothing is wrong."""
        return not self.missed and not self.wrong


def load_truth(file: Path = _TRUTH_FILE) -> GroundTruth:
    """Return the truth that is written down in `file`."""
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    return GroundTruth(
        found=tuple(_expected(entry) for entry in written["found"]),
        rejected=tuple(_expected_rejection(entry) for entry in written["rejected"]),
        request_limits=tuple(_request_limit(entry) for entry in written["request_limits"]),
    )


def compare_with_truth(truth: GroundTruth, observed: Observed) -> Comparison:
    """Return how a run stands against the truth."""
    result = Comparison()
    listed = {_identity(opportunity): opportunity for opportunity in observed.opportunities}
    for expected in truth.found:
        _compare_expected(expected, listed.pop(_key(expected), None), observed, result)
    for refused in truth.rejected:
        if not any(_is_about(opportunity, refused) for opportunity in listed.values()):
            _compare_rejection(refused, observed, result)
    result.wrong.extend(f"{_name(opportunity)} is listed, but is no opportunity" for opportunity in listed.values())
    for limit in truth.request_limits:
        _count_requests(limit, observed, result)
    return result


def _expected(entry: dict[str, Any]) -> ExpectedOpportunity:
    return ExpectedOpportunity(
        kind=entry.pop("kind"),
        state=OpportunityState(entry.pop("state")) if "state" in entry else None,
        cost=Cost(entry.pop("cost")) if "cost" in entry else None,
        verdict=_verdict(entry),
        **entry,
    )


def _expected_rejection(entry: dict[str, Any]) -> ExpectedRejection:
    return ExpectedRejection(kind=entry.pop("kind"), verdict=_verdict(entry), **entry)


def _request_limit(entry: dict[str, Any]) -> RequestLimit:
    return RequestLimit(allowed=tuple(entry.pop("allowed", ())), **entry)


def _verdict(entry: dict[str, Any]) -> Verdict | None:
    return Verdict(entry.pop("verdict")) if "verdict" in entry else None


def _key(expected: ExpectedOpportunity) -> tuple[str, ...]:
    if expected.kind == GUEST_POST:
        return (expected.kind, site_of(expected.page))
    return (expected.kind, expected.page, expected.target)


def _identity(opportunity: Opportunity) -> tuple[str, ...]:
    return (opportunity.kind, *opportunity.identity)


def _is_about(opportunity: Opportunity, refused: ExpectedRejection) -> bool:
    is_target = not refused.target or refused.target in opportunity.identity
    return opportunity.kind is refused.kind and opportunity.page_url == refused.page and is_target


def _name(opportunity: Opportunity) -> str:
    target = opportunity.identity[-1] if opportunity.kind != GUEST_POST else ""
    return f"{opportunity.kind}: {opportunity.page_url}" + (f" -> {target}" if target else "")


def _compare_expected(
    expected: ExpectedOpportunity, listed: Opportunity | None, observed: Observed, result: Comparison
) -> None:
    target = f" -> {expected.target}" if expected.target else ""
    line = f"{expected.kind}: {expected.page}{target}" + (f" ({expected.why})" if expected.why else "")
    if listed:
        faults = _faults(expected, listed)
        result.found.append(line)
        result.wrong.extend(f"{line}: {fault}" for fault in faults)
    elif expected.needs_browser and not observed.has_browser:
        result.left_out.append(f"{line}: no Chromium is installed")
    else:
        result.missed.append(line)


def _faults(expected: ExpectedOpportunity, listed: Opportunity) -> list[str]:
    facts = listed.facts
    pairs = [("page", expected.page, listed.page_url), ("state", expected.state, listed.state)]
    match facts:
        case GuestPost(cost=cost):
            pairs.append(("cost", expected.cost, cost))
        case BrokenLink(verdict=verdict):
            pairs.append(("verdict", expected.verdict, verdict))
    faults = [f"{name} is {got}, not {wanted}" for name, wanted, got in pairs if wanted and wanted != got]
    if expected.contact and expected.contact not in {contact.value for contact in listed.contacts}:
        faults.append(f"does not name {expected.contact}")
    return faults


def _compare_rejection(refused: ExpectedRejection, observed: Observed, result: Comparison) -> None:
    line = f"{refused.kind}: {refused.page}" + (f" -> {refused.target}" if refused.target else "")
    line = f"{line} ({refused.why})"
    verdict = observed.verdicts.get(refused.target)
    if refused.page not in observed.read:
        result.missed.append(f"{line}: the page was never read")
    elif refused.target and verdict is None:
        result.missed.append(f"{line}: the link was never checked")
    elif refused.verdict and verdict is not refused.verdict:
        result.wrong.append(f"{line}: judged {verdict}, not {refused.verdict}")
    else:
        result.rejected.append(line)


def _count_requests(limit: RequestLimit, observed: Observed, result: Comparison) -> None:
    requested = {url for url in observed.requested if url.startswith(limit.under)} - set(limit.allowed)
    line = f"{limit.under} ({limit.why})"
    if len(requested) > limit.urls:
        result.wrong.append(f"{line}: {len(requested)} URLs were requested, {limit.urls} would be right")
    else:
        result.rejected.append(line)
