"""Guest-post pages: how many are found, by language and by kind of page, and how right what is said of them is.

Borderline pages (a call-out that only leads to an invitation, a welcome without a way in) count in no figure but their
own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from evaluation.figures import Agreed, Figure, Found, Listed, Ranked
from evaluation.labelled import Case, CorpusError, emails_of, read_lines
from evaluation.page_signals import NEVER, WeighedPage, weigh_page
from linkfinder.analysis.risk import page_risks
from linkfinder.kinds.guest_post.detector import GUEST_POST_THRESHOLD
from linkfinder.kinds.guest_post.facts import GuestPost
from linkfinder.kinds.registry import find_kind
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Opportunity, OpportunityState
from linkfinder.model.page import Page
from linkfinder.model.score import SiteMetrics
from linkfinder.model.score_profile import RejectCode
from linkfinder.scoring.penalties import FLAGGED_RISK, points_of
from linkfinder.scoring.score import score
from linkfinder.urls import site_of

FULL_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl")
"""The languages that docs/reference/phrases.md calls complete."""

STATEMENT_PAGES = {
    "faq": "FAQ", "contact": "contact", "about": "about", "about_page": "about", "start": "start", "home": "start",
    "blog_index": "start", "mediakit": "media kit", "advertise": "media kit",
}  # fmt: skip
"""Category of a label -> the kind of page on which an invitation is one statement among others."""

_ANSWERS = ("yes", "no", "borderline")
_EITHER = "yes, no or borderline"

_THRESHOLDS = tuple(GUEST_POST_THRESHOLD + step for step in (-2, -1.5, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 1, 1.5, 2))
_COSTS = {"paid": "pays_author", "fee": "paid", "free": "free"}
_ANY_DAY = date(2026, 1, 1)
"""No sign of a link seller depends on the day."""

_FEW = 10
"""Pages of a language below which its figure says nothing."""

_ENOUGH_TO_FIT = 100
"""Pages below which weights cannot be fitted to some 60 signals."""


class _TextModel(Protocol):
    def odds_of_page(self, page: Page, niche: Niche) -> float: ...


@dataclass(frozen=True, slots=True)
class _Judged:
    """A labelled page that is not borderline, with what was found on it."""

    label: dict[str, Any]
    url: str
    language: str
    found: Opportunity | None
    weighed: WeighedPage
    text_odds: float | None
    told: str

    @property
    def site(self) -> str:
        """The site that must not stand in both parts when some are held out."""
        return str(self.label.get("site") or self.label.get("source_repo") or site_of(self.url))

    @property
    def is_wanted(self) -> bool:
        return bool(self.label["accepts_guest_posts"] == "yes")

    @property
    def is_listed(self) -> bool:
        return self.found is not None and self.found.state is not OpportunityState.CLOSED

    @property
    def points(self) -> float:
        """The points for the order: what is listed by another way than points is at least at the threshold."""
        if self.is_listed:
            return max(self.weighed.points, GUEST_POST_THRESHOLD)
        return NEVER if self.found else self.weighed.points


def guest_posts(cases: Iterable[Case], folder: Path) -> Iterator[Figure]:
    """Measure guest-post pages: found, by language, by kind of page and by points; state, cost, lengths, e-mails."""
    pages: list[_Judged] = []
    model = _text_model(folder)
    facts, sellers, borderline = _Facts(), _Sellers(), Listed("borderline pages listed")
    for case in cases:
        if case.label.get("accepts_guest_posts") not in _ANSWERS:
            raise CorpusError(f"{folder / 'labels.jsonl'}: {case.label['id']}: accepts_guest_posts must be {_EITHER}")
        page = _judged(case, model)
        sellers.count(case, page.told)
        if case.label["accepts_guest_posts"] == "borderline":
            borderline.count(is_listed=page.is_listed, case=page.told)
        else:
            pages.append(page)
            facts.count(case, page)
    yield _found("guest_post", pages)
    yield from _by_language(pages)
    yield from _by_kind(pages)
    yield borderline
    yield _ranked(pages)
    yield from facts.figures
    yield from sellers.figures
    yield from _fitted(pages)


def _judged(case: Case, model: _TextModel | None) -> _Judged:
    found = next((o for o in case.judgement.opportunities if isinstance(o.facts, GuestPost)), None)
    language = (case.label.get("lang") or case.page.language or "unknown").partition("-")[0].lower()
    weighed = weigh_page(case.page, case.niche)
    said = str(found.state) if found else ", ".join(each.reason for each in case.judgement.rejections) or "nothing"
    right = " ".join(
        str(case.label[key]) for key in ("accepts_guest_posts", "status", "category") if case.label.get(key)
    )
    told = f"{case.label['id']} {language} {case.page.url}\n{_INDENT}{case.page.title[:70]}"
    told += f"\n{_INDENT}said {said}; right is {right}; {weighed.points:.1f} points: {weighed.strongest()}"
    text_odds = model.odds_of_page(case.page, case.niche) if model else None
    return _Judged(case.label, case.page.url, language, found, weighed, text_odds, told)


_INDENT = " " * 13


def _found(name: str, pages: Iterable[_Judged], *, with_cases: bool = True) -> Found:
    figure = Found(name)
    for page in pages:
        figure.count(wanted=page.is_wanted, got=page.is_listed, case=page.told)
    if not with_cases:
        figure.confusions.clear()  # they stand in the figure of all pages
    return figure


def _by_language(pages: Sequence[_Judged]) -> Iterator[Found]:
    """Yield the figure of English, of each full language with enough pages, and of all others together."""
    counts = {code: sum(page.language == code for page in pages) for code in FULL_LANGUAGES}
    own = [code for code, count in counts.items() if count >= _FEW or (code == "en" and count)]
    for code in own:
        group = [page for page in pages if page.language == code]
        yield _found(f"  {code}, {len(group)} pages", group, with_cases=False)
    others = [page for page in pages if page.language not in own]
    if others:
        name = f"  {len({page.language for page in others})} others, {len(others)} pages"
        yield _found(name, others, with_cases=False)
    foreign = [page for page in pages if page.language != "en"]
    if foreign and len(own) > 1:
        yield _found(f"  all but en, {len(foreign)} pages", foreign, with_cases=False)


def _by_kind(pages: Sequence[_Judged]) -> Iterator[Found]:
    """Yield the figure of pages with one statement, of each kind of them, and of full pages with all lookalikes."""
    if not any(page.label.get("category") for page in pages):
        return
    kinds = {id(page): STATEMENT_PAGES.get(page.label.get("category", "")) for page in pages}
    for kind in dict.fromkeys(STATEMENT_PAGES.values()):
        group = [page for page in pages if kinds[id(page)] == kind]
        if any(page.is_wanted for page in group):
            yield _found(f"  {kind}, {len(group)} pages", group, with_cases=False)
    single = [page for page in pages if kinds[id(page)]]
    full = [page for page in pages if not kinds[id(page)]]
    yield _found(f"  one statement, {len(single)} pages", single, with_cases=False)
    yield _found(f"  full and other, {len(full)} pages", full, with_cases=False)


def _ranked(pages: Iterable[_Judged]) -> Ranked:
    figure = Ranked("guest_post points", _THRESHOLDS)
    for page in pages:
        figure.count(wanted=page.is_wanted, points=page.points)
    return figure


def _fitted(pages: Sequence[_Judged]) -> Iterator[Figure]:
    """Yield the table of hand-made and fitted weights; nothing without numpy or with too few pages to hold any out."""
    if find_spec("numpy") is None or len(pages) < _ENOUGH_TO_FIT:
        return
    fitted = import_module("evaluation.fitted")
    examples = []
    for page in pages:
        text = {} if page.text_odds is None else {fitted.TEXT_MODEL: page.text_odds}
        signals = {**page.weighed.amounts, **text}
        examples.append(fitted.Example(signals, page.points, page.is_wanted, page.site, page.language))
    yield fitted.compare(examples, GUEST_POST_THRESHOLD)


def _text_model(folder: Path) -> _TextModel | None:
    """Return the model of mini-documents for a set with enough pages to measure it."""
    if find_spec("numpy") is None or len(read_lines(folder / "pages.jsonl")) < _ENOUGH_TO_FIT:
        return None
    model: _TextModel = import_module("evaluation.mini_documents.model").model_in(MODELS)
    return model


MODELS = Path("data")
"""Where the trained text model is kept; it is made anew when it is missing."""


class _Facts:
    """The figures of what is said about pages that were found."""

    def __init__(self) -> None:
        self._closed, self._state = Agreed("guest_post closed pages"), Agreed("guest_post state")
        self._cost, self._emails = Agreed("guest_post cost"), Found("guest_post e-mails")
        self._words = {key: Agreed(f"guest_post {key}") for key in ("min_words", "max_words")}

    @property
    def figures(self) -> Sequence[Figure]:
        return (self._state, self._closed, self._cost, *self._words.values(), self._emails)

    def count(self, case: Case, page: _Judged) -> None:
        """Count a page: a closed one must not be listed as open, an open one must be described rightly."""
        label = case.label
        if label.get("status") == "closed":
            self._closed.count(is_right=not page.is_listed, case=page.told)
        if not page.is_wanted or page.found is None:
            return
        facts = page.found.facts
        assert isinstance(facts, GuestPost)
        is_right = page.found.state == label.get("status", "open")
        self._state.count(is_right=is_right, case=f"{case.name}: {page.found.state}")
        if wanted := _COSTS.get(label.get("compensation", "")):
            told = f"{case.name}: {wanted} read as {facts.cost}"
            self._cost.count(is_right=facts.cost == wanted, case=told)
        for key, figure in self._words.items():
            if label.get(key):
                got = getattr(facts.requirements, key)
                figure.count(is_right=got == label[key], case=f"{case.name}: {label[key]} read as {got}")
        have = emails_of(case.page)
        for email in label.get("emails", ()):
            self._emails.count(wanted=True, got=email.lower() in have, case=f"{case.name}: {email}")


class _Sellers:
    """How many sites that sell links are flagged, and how many honest ones, where the category of a label says it."""

    def __init__(self) -> None:
        self._farms, self._honest = Listed("link sellers flagged", is_wanted=True), Listed("honest sites flagged")

    @property
    def figures(self) -> Sequence[Figure]:
        return tuple(figure for figure in (self._farms, self._honest) if figure.total)

    def count(self, case: Case, told: str) -> None:
        """Count a page of a site that is known to sell links or not to; what is not listed, as a page for authors."""
        figure = {"farm": self._farms, "honest": self._honest}.get(case.label.get("category", ""))
        if figure is None:
            return
        risks = [risk for risk in page_risks(case.page, case.niche, is_for_authors=True) if not risk.is_waste]
        is_flagged = points_of(tuple(risks)) >= FLAGGED_RISK
        for found in case.judgement.opportunities:
            if isinstance(found.facts, GuestPost):
                scored = score(found, SiteMetrics(), case.niche, _ANY_DAY, find_kind(found.kind).profile)
                is_flagged = scored.reject == RejectCode.SELLER
        why = ", ".join(f"{risk.name} {risk.points}" for risk in risks) or "no sign"
        figure.count(is_listed=is_flagged, case=f"{told}\n{_INDENT}{why}")
