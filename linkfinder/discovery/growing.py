"""How a niche grows: which sites on the way become candidates, members or are dropped, and how much each may cost.

Plain rules over a handful of numbers, each with its reason in words, so that a person can see why a site was crawled.
Keeping the numbers and acting on the rules is the crawl's business.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from linkfinder import urls
from linkfinder.discovery.learning import share_of
from linkfinder.discovery.promise import RESOURCES, promise_book
from linkfinder.discovery.unwanted import why_unwanted
from linkfinder.discovery.wording import shown
from linkfinder.model.kind import OpportunityKind
from linkfinder.model.niche import Limits, Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import VOUCHING_PLACES, Link, Page, PageClass, Place
from linkfinder.model.seed import STRANGER, Promise, Seed
from linkfinder.model.site import SiteFacts, SiteState, SiteVerdict

SOURCE = "outlink"
"""The source of what was found on the way."""

RELEVANT_PAGE = 0.3
"""A page vouches for the sites it links to from this relevance on: it is about the niche, not merely near it.

Measured on 132 labelled English pages against five invented niches (docs/discovery.md): 81 % of the pages on the topic
reach it and 13 % of the others, most of which touch the topic. At 0.2 it would be 81 and 18 %, at 0.4 79 and 8 %.
"""

MEMBER_AT = 0.3
"""The relevance at which a site belongs to the niche: the same measure as for a page that vouches."""

WORDS_OF_A_PAGE = 100
"""Words of main text from which a page says what it is about. On the same pages, one in five of the shorter ones that
are on the topic reaches 0.3; of those with a hundred words and more it is 85 %."""

EACH_CITATION = 0.05
"""What each further citing member takes off the relevance needed: three independent editors who link to a site know
more than two pages of it show."""

MOST_CREDIT = 0.15
"""Half of what is needed: fame within the niche never replaces the site's own words."""

LOOKS = 2
"""Pages a candidate may cost: its home page, and the page that was linked to."""

MORE_LOOKS = 3
"""Pages for a candidate that three members cite: its home page may be a picture, the rest is worth one more look."""

WELL_CITED = 3
"""Members that cite a site: fewer may be friends of its owner or one author writing twice."""

TELLING = 0.5
"""Pages' worth of text from which a site's words count against it. Fifty words that speak of something else do; a
slogan and a menu do not."""

HOPELESS = 0.1
"""A first page below this does not speak of the niche at all. On the same pages, 74 % of those off the topic stay below
it, and 15 % of those on it. When four in ten of the sites linked to are on the topic, as focused crawls report, one in
eight of the sites given up here was: a look at another site is worth three times as much as a second one at this."""

GIVE_UP = 3
"""Failures in a row after which a site that never answered is dropped for this run."""

START = 10
"""Pages of any member: home, contact, about, door, resources, and some articles."""

PER_RELEVANCE = 20
"""Pages more for a site that is wholly about the niche."""

PER_FIND = 15
"""Pages more for every opportunity found: a site that yields is searched further, as far as the niche's limit."""

LINKED_BY_ONE = 0.3
"""The promise of a site that one member links to; each further one removes 30 % of the remaining doubt."""

VERY_RELEVANT = 0.6
"""From this relevance on a page hardly speaks of anything else, so what it links to is mostly of the niche: on the
same pages 57 % of those on the topic reach it and 3 % of the others, most of which touch it."""

MOST_STRANGERS = 20
"""Other sites on a page of few words: a page that names more is a dump of links, or a parked domain."""

MOST_SITES_A_PAGE = 200
"""Other sites taken from one page; longer lists are link dumps that name everybody."""

_DISOWNED = frozenset({"nofollow", "sponsored", "ugc"})


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many pages of a site a run may fetch, and why."""

    pages: int
    reason: str


@dataclass(frozen=True, slots=True)
class Voice:
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
    if facts.failed_in_row >= GIVE_UP and not facts.fetched:
        return SiteVerdict(SiteState.DROPPED, f"did not answer {facts.failed_in_row} times in a row")
    if facts.relevance is None:
        return SiteVerdict(SiteState.CANDIDATE, "not looked at yet")
    return _by_relevance(facts, facts.relevance)


def _by_relevance(facts: SiteFacts, relevance: float) -> SiteVerdict:
    needed = MEMBER_AT - min(MOST_CREDIT, EACH_CITATION * max(0, facts.cited_by - 1))
    pages = "1 page" if facts.fetched == 1 else f"{facts.fetched} pages"
    measured = f"relevance {relevance:.2f} after {pages}, {needed:.2f} needed"
    is_known = facts.weight >= TELLING
    if facts.cited_by > 1:
        measured += f" because {facts.cited_by} sites of the niche link to it"
    if relevance >= needed:
        return SiteVerdict(SiteState.MEMBER, measured)
    is_hopeless = is_known and relevance < HOPELESS and facts.cited_by < WELL_CITED
    if is_hopeless or facts.fetched >= _looks(facts):
        return SiteVerdict(SiteState.DROPPED, f"{'off-topic' if is_known else 'too few words to tell'}: {measured}")
    return SiteVerdict(SiteState.CANDIDATE, measured)


def _looks(facts: SiteFacts) -> int:
    return MORE_LOOKS if facts.cited_by >= WELL_CITED else LOOKS


def allowance(facts: SiteFacts, limits: Limits) -> Allowance:
    """Return how many pages of a site one run may fetch: few for a candidate, more for a member that yields.

    A member whose pages show nothing keeps its first ten; what it is to get beyond them shrinks with every such page.
    """
    verdict = judge_site(facts)
    if verdict.state is SiteState.DROPPED:
        return Allowance(0, verdict.reason)
    if verdict.state is SiteState.CANDIDATE:
        pages = min(_looks(facts), limits.pages_per_site)
        return Allowance(pages, f"{pages} pages to see whether it belongs to the niche")
    share = share_of(facts).value
    if facts.is_chosen:
        pages = min(max(START, round(limits.pages_per_site * share)), limits.pages_per_site)
        return Allowance(pages, f"{share:.0%} of {limits.pages_per_site}, as it was listed by the user")
    relevant = round(PER_RELEVANCE * share * (facts.relevance or 0.0))
    pages = min(START + relevant + PER_FIND * facts.found, limits.pages_per_site)
    return Allowance(pages, f"{START} to begin with, {relevant} for its relevance, {PER_FIND * facts.found} for finds")


def weight_of(page: Page) -> float:
    """Return how much a page says of its site's subject, 0 to 1: a short one little, an error page nothing."""
    return min(1.0, page.words / WORDS_OF_A_PAGE) if page.page_class is PageClass.NORMAL else 0.0


def is_useful(relevance: float, judgement: Judgement) -> bool:
    """Tell whether a page was worth its visit: it holds a finding or speaks of the niche."""
    return bool(judgement.opportunities) or relevance >= RELEVANT_PAGE


def site_promise(facts: SiteFacts) -> Promise:
    """Return how much an unread site is worth a first visit, by how many members link to it."""
    return Promise(round(_cited(facts.cited_by), 3), f"{facts.cited_by} sites of the niche link to it")


def _cited(members: int) -> float:
    return 1.0 - (1.0 - LINKED_BY_ONE) ** members


def is_selection(page: Page, judgement: Judgement, niche: Niche) -> bool:
    """Tell whether a page selects what it links to: a door names good examples, a resource page what it recommends."""
    if any(found.kind is OpportunityKind.GUEST_POST for found in judgement.opportunities):
        return True
    return promise_book(niche.topics, niche.phrases).of_page(page).value >= RESOURCES


def promise_outside(page: Page, voice: Voice) -> float:
    """Return what a link to another site promises at most on a page with this voice; 0 when it leads to none.

    A page that selects what it links to counts like two members, one that hardly speaks of anything else as well, and
    one that does both like three.
    """
    if voice.relevance >= RELEVANT_PAGE:
        members = 1 + voice.is_selection + (voice.relevance >= VERY_RELEVANT)
        return round(_cited(members) * min(1.0, 0.5 + voice.relevance), 3)
    return STRANGER if voice.is_chosen or _is_mute(page, voice.relevance) else 0.0


def candidates(page: Page, voice: Voice, niche: Niche) -> tuple[Seed, ...]:
    """Return the addresses of other sites that a relevant page vouches for, without those that are no prospects.

    Of each site its home page, which shows what it is about, and the first page linked to.
    """
    if voice.relevance < RELEVANT_PAGE or page.is_nofollow:
        return ()
    promise, verb = promise_outside(page, voice), "selected by" if voice.is_selection else "linked from"
    first = [link for link in _first_links(page, VOUCHING_PLACES).values() if not why_unwanted(link.url, niche)]
    return tuple(seed for link in first for seed in _seeds(link, f"{verb} {page.url}", promise))


def strangers(page: Page, voice: Voice, niche: Niche) -> tuple[Seed, ...]:
    """Return the home pages of the other sites that a page names, when it may be of the niche without saying so.

    That is a page that the user chose, or one of too few words to tell its topic. Where on it a link stands says little
    then: a site's friends may be in its footer. Nothing when it names more sites than such a page would.
    """
    is_mute = _is_mute(page, voice.relevance)
    if page.is_nofollow or not (voice.is_chosen or is_mute):
        return ()
    places = frozenset(Place) - {Place.COMMENT} if is_mute else VOUCHING_PLACES
    first = _first_links(page, places)
    wanted = [link for link in first.values() if not why_unwanted(link.url, niche)]
    reason = f"named by {page.url}, which does not say what it is about"
    seeds = tuple(Seed(urls.home_of(link.url), SOURCE, reason, STRANGER) for link in wanted)
    return seeds if voice.is_chosen or len(first) <= MOST_STRANGERS else ()


def _is_mute(page: Page, relevance: float) -> bool:
    """Tell whether a page has too few words to tell its topic; half as many that speak of something else do tell it."""
    is_elsewhere = page.words >= TELLING * WORDS_OF_A_PAGE and relevance < HOPELESS
    return page.page_class is PageClass.NORMAL and page.words < WORDS_OF_A_PAGE and not is_elsewhere


def _first_links(page: Page, places: frozenset[Place]) -> dict[str, Link]:
    first: dict[str, Link] = {}
    here = urls.site_of(page.url)
    for link in page.links:
        site = urls.site_of(link.url) if link.place in places and _is_owned(link) else ""
        if site and site != here and len(first) < MOST_SITES_A_PAGE:
            first.setdefault(site, link)
    return first


def _is_owned(link: Link) -> bool:
    """Tell whether a page stands behind a link; one that is marked otherwise, or a banner, says nothing."""
    return not link.is_image and _DISOWNED.isdisjoint(link.rel)


def _seeds(link: Link, reason: str, promise: float) -> Iterator[Seed]:
    words = shown(link.anchor, 60)
    reason += f' with the words "{words}"' if words else ""
    home = urls.home_of(link.url)
    yield Seed(home, SOURCE, reason, promise)
    if not urls.is_same(link.url, home):
        yield Seed(link.url, SOURCE, reason, round(promise * 0.9, 3))  # second: the home page comes first
