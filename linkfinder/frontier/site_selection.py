"""Which sites that pages link to become candidates or members or are dropped, and how many pages each may cost.

Plain rules over a handful of numbers, each with its reason in words, so that a person can see why a site was crawled.
Keeping the numbers and acting on the rules is the crawl's business.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from linkfinder import urls
from linkfinder.frontier.exclusions import exclusion_reason
from linkfinder.frontier.priority import RESOURCES_PRIORITY, url_prioritizer
from linkfinder.frontier.yield_estimate import yield_factor_of
from linkfinder.model.niche import ON_TOPIC_RELEVANCE, Limits, Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import ENDORSING_PLACES, QUALIFIED_RELS, Link, Page, PageClass, Place
from linkfinder.model.seed import UNENDORSED_PRIORITY, Seed, UrlPriority
from linkfinder.model.site import SiteFacts, SiteState, SiteVerdict
from linkfinder.text.cleaning import sanitize

_OUTLINK = "outlink"
"""The source of what a page of another site links to."""

_FULL_WEIGHT_WORDS = 100
"""Words of main text from which a page says what it is about. On the same pages, one in five of the shorter ones that
are on the topic reaches 0.3; of those with a hundred words and more it is 85 %."""

_INLINK_CREDIT = 0.05
"""What each further member that links there takes off the relevance needed: three independent editors who link to a
site know more than two pages of it show."""

_MAX_INLINK_CREDIT = 0.15
"""Half of what is needed: links within the niche never replace the site's own words."""

_CANDIDATE_PAGES = 2
"""Pages a candidate may cost: its home page, and the page that was linked to."""

_LINKED_CANDIDATE_PAGES = 3
"""Pages for a candidate that three members link to: its home page may be a picture, so one more page is worth a
visit."""

_MANY_INLINKS = 3
"""Members that link to a site: fewer may be friends of its owner or one author writing twice."""

_MIN_WEIGHT = 0.5
"""Pages' worth of text from which a site's words count against it. Fifty words that speak of something else do; a
slogan and a menu do not."""

_OFF_TOPIC_RELEVANCE = 0.1
"""A first page below this does not speak of the niche at all. On the same pages, 74 % of those off the topic stay below
it, and 15 % of those on it. When four in ten of the sites linked to are on the topic, as focused crawls report, one in
eight of the sites given up here was: a page of another site is worth three times as much as a second one of this."""

_MAX_FAILURES_IN_A_ROW = 3
"""Failures in a row after which a site that never answered is dropped for this run."""

INITIAL_QUOTA = 10
"""Pages of any member: home, contact, about, guest-post page, resources, and some articles."""

_PAGES_FOR_RELEVANCE = 20
"""Pages more for a site that is wholly about the niche."""

_PAGES_PER_OPPORTUNITY = 15
"""Pages more for every opportunity found: a site that yields is searched further, as far as the niche's limit."""

ONE_INLINK_PRIORITY = 0.3
"""The priority of a site that one member links to; each further one removes 30 % of the remaining doubt."""

_HIGH_RELEVANCE = 0.6
"""From this relevance on a page hardly speaks of anything else, so what it links to is mostly of the niche: on the
same pages 57 % of those on the topic reach it and 3 % of the others, most of which touch it."""

MAX_UNENDORSED_SITES = 20
"""Other sites on a page of few words: a page that names more is a dump of links, or a parked domain."""

MAX_SITES_PER_PAGE = 200
"""Other sites taken from one page; longer lists are link dumps that name everybody."""


@dataclass(frozen=True, slots=True)
class PageQuota:
    """How many pages of a site a run may fetch, and why."""

    pages: int
    reason: str


@dataclass(frozen=True, slots=True)
class Endorsement:
    """How much a page's word counts: its relevance, whether it selects what it links to, whether the user chose it."""

    relevance: float
    is_selection: bool = False
    is_chosen: bool = False


def judge_site(facts: SiteFacts) -> SiteVerdict:
    """Return whether a site belongs to the niche, is to be looked at further, or is dropped."""
    if facts.found:
        return SiteVerdict(SiteState.MEMBER, f"{facts.found} opportunities found on it")
    if facts.is_chosen:
        return SiteVerdict(SiteState.MEMBER, "listed by the user")
    if facts.failed_in_row >= _MAX_FAILURES_IN_A_ROW and not facts.fetched:
        return SiteVerdict(SiteState.DROPPED, f"did not answer {facts.failed_in_row} times in a row")
    if facts.relevance is None:
        return SiteVerdict(SiteState.CANDIDATE, "not looked at yet")
    return _by_relevance(facts, facts.relevance)


def _by_relevance(facts: SiteFacts, relevance: float) -> SiteVerdict:
    needed = ON_TOPIC_RELEVANCE - min(_MAX_INLINK_CREDIT, _INLINK_CREDIT * max(0, facts.inlink_sites - 1))
    pages = "1 page" if facts.fetched == 1 else f"{facts.fetched} pages"
    measured = f"relevance {relevance:.2f} after {pages}, {needed:.2f} needed"
    is_known = facts.weight >= _MIN_WEIGHT
    if facts.inlink_sites > 1:
        measured += f" because {facts.inlink_sites} sites of the niche link to it"
    if relevance >= needed:
        return SiteVerdict(SiteState.MEMBER, measured)
    is_hopeless = is_known and relevance < _OFF_TOPIC_RELEVANCE and facts.inlink_sites < _MANY_INLINKS
    if is_hopeless or facts.fetched >= _candidate_pages(facts):
        return SiteVerdict(SiteState.DROPPED, f"{'off-topic' if is_known else 'too few words to tell'}: {measured}")
    return SiteVerdict(SiteState.CANDIDATE, measured)


def _candidate_pages(facts: SiteFacts) -> int:
    return _LINKED_CANDIDATE_PAGES if facts.inlink_sites >= _MANY_INLINKS else _CANDIDATE_PAGES


def page_quota(facts: SiteFacts, limits: Limits) -> PageQuota:
    """Return how many pages of a site one run may fetch: few for a candidate, more for a member that yields.

    A member whose pages show nothing keeps its first ten; what it is to get beyond them shrinks with every such page.
    """
    verdict = judge_site(facts)
    if verdict.state is SiteState.DROPPED:
        return PageQuota(0, verdict.reason)
    if verdict.state is SiteState.CANDIDATE:
        pages = min(_candidate_pages(facts), limits.pages_per_site)
        return PageQuota(pages, f"{pages} pages to see whether it belongs to the niche")
    share = yield_factor_of(facts).value
    if facts.is_chosen:
        pages = min(max(INITIAL_QUOTA, round(limits.pages_per_site * share)), limits.pages_per_site)
        return PageQuota(pages, f"{share:.0%} of {limits.pages_per_site}, as it was listed by the user")
    relevant = round(_PAGES_FOR_RELEVANCE * share * (facts.relevance or 0.0))
    pages = min(INITIAL_QUOTA + relevant + _PAGES_PER_OPPORTUNITY * facts.found, limits.pages_per_site)
    return PageQuota(
        pages,
        f"{INITIAL_QUOTA} to begin with, {relevant} for its relevance, "
        f"{_PAGES_PER_OPPORTUNITY * facts.found} for finds",
    )


def text_weight_of(page: Page) -> float:
    """Return how much a page says of its site's subject, 0 to 1: a short one little, an error page nothing."""
    return min(1.0, page.words / _FULL_WEIGHT_WORDS) if page.page_class is PageClass.NORMAL else 0.0


def is_useful(relevance: float, judgement: Judgement) -> bool:
    """Tell whether a page was worth its visit: it holds a finding or speaks of the niche."""
    return bool(judgement.opportunities) or relevance >= ON_TOPIC_RELEVANCE


def unread_site_priority(facts: SiteFacts) -> UrlPriority:
    """Return how much an unread site is worth a first visit, by how many members link to it."""
    return UrlPriority(
        round(_inlink_priority(facts.inlink_sites), 3), f"{facts.inlink_sites} sites of the niche link to it"
    )


def _inlink_priority(members: int) -> float:
    return 1.0 - (1.0 - ONE_INLINK_PRIORITY) ** members


def is_selection(page: Page, judgement: Judgement, niche: Niche, endorsing_kinds: Collection[str]) -> bool:
    """Tell whether a page selects what it links to: resource pages do, and those with an opportunity of such kinds."""
    if any(found.kind in endorsing_kinds for found in judgement.opportunities):
        return True
    return url_prioritizer(niche.topics, niche.phrases).of_page(page).value >= RESOURCES_PRIORITY


def outlink_priority(page: Page, endorsement: Endorsement) -> float:
    """Return the highest priority of a link to another site on a page whose links endorse so much; 0 for no link.

    A page that selects what it links to counts like two members, one that hardly speaks of anything else as well, and
    one that does both like three.
    """
    if endorsement.relevance >= ON_TOPIC_RELEVANCE:
        members = 1 + endorsement.is_selection + (endorsement.relevance >= _HIGH_RELEVANCE)
        return round(_inlink_priority(members) * min(1.0, 0.5 + endorsement.relevance), 3)
    return UNENDORSED_PRIORITY if endorsement.is_chosen or _has_too_few_words(page, endorsement.relevance) else 0.0


def endorsed_seeds(page: Page, endorsement: Endorsement, niche: Niche) -> tuple[Seed, ...]:
    """Return the addresses of other sites that a relevant page endorses, without those that are no prospects.

    Of each site its home page, which shows what it is about, and the first page linked to.
    """
    if endorsement.relevance < ON_TOPIC_RELEVANCE or page.is_nofollow:
        return ()
    priority, verb = outlink_priority(page, endorsement), "selected by" if endorsement.is_selection else "linked from"
    first = [link for link in _first_links(page, ENDORSING_PLACES).values() if not exclusion_reason(link.url, niche)]
    return tuple(seed for link in first for seed in _seeds(link, f"{verb} {page.url}", priority))


def unendorsed_seeds(page: Page, endorsement: Endorsement, niche: Niche) -> tuple[Seed, ...]:
    """Return the home pages of the other sites that a page names, when it may be of the niche without saying so.

    That is a page that the user chose, or one of too few words to tell its topic. Where on it a link stands says little
    then: a site's friends may be in its footer. Nothing when it names more sites than such a page would.
    """
    is_mute = _has_too_few_words(page, endorsement.relevance)
    if page.is_nofollow or not (endorsement.is_chosen or is_mute):
        return ()
    places = frozenset(Place) - {Place.COMMENT} if is_mute else ENDORSING_PLACES
    first = _first_links(page, places)
    wanted = [link for link in first.values() if not exclusion_reason(link.url, niche)]
    reason = f"named by {page.url}, which does not say what it is about"
    seeds = tuple(Seed(urls.home_of(link.url), _OUTLINK, reason, UNENDORSED_PRIORITY) for link in wanted)
    return seeds if endorsement.is_chosen or len(first) <= MAX_UNENDORSED_SITES else ()


def _has_too_few_words(page: Page, relevance: float) -> bool:
    """Tell whether a page has too few words to tell its topic; half as many that speak of something else do tell it."""
    is_elsewhere = page.words >= _MIN_WEIGHT * _FULL_WEIGHT_WORDS and relevance < _OFF_TOPIC_RELEVANCE
    return page.page_class is PageClass.NORMAL and page.words < _FULL_WEIGHT_WORDS and not is_elsewhere


def _first_links(page: Page, places: frozenset[Place]) -> dict[str, Link]:
    first: dict[str, Link] = {}
    here = urls.site_of(page.url)
    for link in page.links:
        site = urls.site_of(link.url) if link.place in places and _is_endorsed(link) else ""
        if site and site != here and len(first) < MAX_SITES_PER_PAGE:
            first.setdefault(site, link)
    return first


def _is_endorsed(link: Link) -> bool:
    """Tell whether a page stands behind a link; one that is marked otherwise, hidden, or a banner, says nothing."""
    return not link.is_image and not link.is_folded and QUALIFIED_RELS.isdisjoint(link.rel)


def _seeds(link: Link, reason: str, priority: float) -> Iterator[Seed]:
    words = sanitize(link.anchor, 60)
    reason += f' with the words "{words}"' if words else ""
    home = urls.home_of(link.url)
    yield Seed(home, _OUTLINK, reason, priority)
    if not urls.is_same(link.url, home):
        yield Seed(link.url, _OUTLINK, reason, round(priority * 0.9, 3))  # second: the home page comes first
