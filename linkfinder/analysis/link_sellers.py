"""Signs of a site that sells links or takes texts only for them, each with the page's own words.

One sign proves little: honest sites have a free mailbox, several subjects, or say how they link. So most signs weigh
less than `FLAGGED_RISK`, and two or three together reach it. The weights and what they were set on stand in
docs/reference/scoring.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from linkfinder.analysis.seller_text import SaidSentence, read_said
from linkfinder.analysis.subject_lists import NamedSubjects, named_subjects, search_phrases, subject_pages
from linkfinder.data.currencies import currency_signs
from linkfinder.data.hosts import is_free_mail, is_link_market
from linkfinder.data.site_purposes import purpose_of
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Risk
from linkfinder.model.page import BlockRole, ContactKind, Page
from linkfinder.text.folding import fold
from linkfinder.text.normalised_page import normalised_page
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import matcher_of_groups, phrases_of
from linkfinder.text.sentences import shorten
from linkfinder.urls import host_of, path_of

_SENSITIVE_NAMED, _SUBJECTS_AROUND = 45, 4
"""Points of a casino among other subjects of a list, and how many subjects such a list has."""

_SELLS, _SELLS_ONCE, _SAYS_ONCE, _PRICED, _SENSITIVE_OFFERED = 65, 40, 20, 65, 65
_FOLLOWED, _DIRECTORY, _DIRECTORY_ONCE, _HOST_NAME, _MANY_LINKS = 30, 40, 30, 40, 20
_MAILBOX, _MAILBOX_PERHAPS, _FREE_MAILBOX = 45, 15, 5
_SEARCH_PHRASES, _FEW_PHRASES, _SUBJECT_PAGES = 65, 15, 50
_LINK_MARKET = 30
_CHARGES, _CHARGES_FOR_POSTS, _BY_LENGTH, _NEW_TRADE, _CATALOGUE_POINTS = 20, 40, 25, 25, 20
_AUTHORITY, _REWARD, _REWARDS = 25, 20, 30
_ANY_SUBJECT, _QUICK, _NETWORK, _AGENCY, _LINK_TERMS = 20, 15, 15, 15, 10
_SEVERAL_SUBJECTS, _UNRELATED, _UNRELATED_MANY = 10, 20, 30
"""Points of 100. Those of 65 leave a page alone by themselves, those of 40 put it to the end of the list."""

_LEAST_TOTAL = 20
"""Points of all signs together below which a page is like most pages: a free mailbox, five subjects, anchor text."""

_OFFERS_THAT_PROVE = 2
"""Different phrases of link sellers: one may be a quotation."""

_SUBJECTS_FEW, _SUBJECTS, _SUBJECTS_MANY, _BOUGHT_MANY = 5, 9, 13, 5
"""Unrelated subjects that no site with a subject has together; of those whose links are bought, fewer do."""

_SELLING = frozenset((Group.SELLS,))
"""What every page is searched for in one pass; most pages have none of it and are not read further."""

_PHRASES, _PAGES = 4, 3
"""Phrases such as `write for us fashion` in one list, and pages of a subject each, from which they are a method."""

_NARROWED = 2
"""Characters between a phrase and the word that narrows it."""

_NEAR = 4
"""Blocks between an amount of money and the links it buys: rows of a table, items of a list."""

_MOST_OFFERS = 50
"""Offers of one sort that are looked at; a page that makes more has been understood by then."""

_QUOTE = 140
"""Characters of a quote: reasons stand in one cell of a spreadsheet."""

_SIGNS = "|".join(sorted(map(re.escape, currency_signs()), key=len, reverse=True))
_MONEY = re.compile(rf"(?<!\w)(?:{_SIGNS})\s?\d|\d\s?(?:{_SIGNS})(?!\w)", re.IGNORECASE)

_METRIC = re.compile(
    r"(?<!\w)(?:DA|DR|PA|TF|UR)(?:\s+(?:score|rating))?\s*(?:of\s|is\s|[:=>+(-]|\u2013)?\s*\d{1,2}(?![\d.,]*\d)\+?(?!\s*(?:anni|a\b))"
    r"|(?<!\w)DA\s*[/&|]\s*(?:DR|PA)(?!\w)"
)
"""`DA 45+`, `DR: 60`: in capitals, since `da 20` is Italian and `Dr. 5` a doctor."""

_SELLER_NAME = re.compile(
    r"guest.?(?:post|blog|author|articl)|gastbeitrag|backlink|link.?(?:build|sell|insert)|outreach|dofollow|"
    r"sponsor(?:ed)?.?post|(?<![a-z])seo(?=$|[^a-z]|expert|agency|service|link|team|pro|blog|market|guest|out|tech|web|"
    r"rank|media|digital|manager)"
)
"""Names of mailboxes for the trade with links; `seoul` and the name Seo-yeon are none."""

_NUMBER = re.compile(r"(?<!\d)\d(?!\d)")
_BEFORE_LINK = len("2 high-quality ")
"""Characters before a link in which its number stands."""

_SEVERAL_LINKS = re.compile(
    r"(?<![\d.,:-])(?:[3-9](?![\d.,:%-])|\b(?:three|drei|trois|tres|tre|drie|trzy)\b)"
    r"[^.\d]{0,25}(?:links?\b|link[aei]\b|linkow|enlaces|liens|odkaz|ссыл|lank|nuorod|poveznic|リンク)"
)
"""`3 contextual links`: three or more links in one text."""

_WORDS = r"(?:words|wortern?|ord|mots|palabras|palavras|parole|woorden|slow|slova?|sanaa|szo|cuvinte|kata|sozcuk)"
_LINK = r"(?:back)?(?:links?|linka|linki|linkow|lank(?:ar)?|odkaz\w*|enlaces?|liens?)"
_LINKS_BY_LENGTH = re.compile(
    rf"\b\d{{3,4}}\+?\s{_WORDS}\b[^?!]{{0,40}}\b\d\s(?:\w+\s)?{_LINK}\b|\b{_LINK}\s(?:per|pro|je|par|por|na|for|every)\s\d{{3,4}}\s{_WORDS}"
)
"""`1 link per 300 words`, `200 words: 2 backlinks`."""

_CATALOGUE = re.compile(
    r"\b(?:catalog|katalog|verzeichnis|directory|direktori|annuaire|directorio|diretorio|repertorio)\w*\b[^.!?]{0,60}"
    r"\b(?:artic|artik|artyk|artig|articol|clanek|clank|makale|cikk)"
)
"""A catalogue and articles in one sentence, in the words that many languages share."""

_SELLER_HOST = re.compile(
    r"guest-?(?:post|blog)|write-?for-?us|backlink|link-?build|(?<!p)articles\b|(?<!p)article-?[a-rt-z]|"
    r"artikel-?(?:verzeichnis|portal|arkiv|katalog)|artiklar\b|artikler\b|clank[yu]|artykul|straipsni"
)
"""Names of sites that were made for the texts of others."""

_SELLER_PATH = re.compile(r"backlink|link-?(?:insert|place|sell|exchange)|dofollow|(?:buy|sell)-?links?\b")

_MARKETING_NAME = re.compile(r"marketing|advertis|promo(?:tion)?s?(?![a-z])|digitalmedia")

_FOLLOWS_LINK = re.compile(r"\s?(?:back)?(?:links?|urls?|hyperlinks?|enlaces?|liens?|attribute)\b")
"""What makes `do follow` a property of links and not an order."""

_Sign = Callable[[Page, Niche, Sequence[SaidSentence]], Iterator[Risk]]


def seller_signs(page: Page, niche: Niche) -> Iterator[Risk]:
    """Yield the signs of a link seller on a page for authors, those in its own words first."""
    said = read_said(page, niche)
    found = [risk for sign in _ALL_SIGNS for risk in sign(page, niche, said)]
    if sum(risk.points for risk in found) >= _LEAST_TOTAL:
        yield from found


def signs_on_any_page(page: Page, niche: Niche) -> Iterator[Risk]:
    """Yield the signs of a link seller that count on pages of any kind.

    An article about links says `dofollow` and `backlink` too, and offers none.
    """
    is_for_sale = bool(matcher_of_groups(_SELLING, niche.phrases).find(normalised_page(page).editorial))
    said = read_said(page, niche) if is_for_sale else ()
    for risk in _sells(page, niche, said):
        yield risk if risk.points >= _SELLS else replace(risk, points=_SAYS_ONCE)
    yield from _lists_subjects(page, niche, said)


def _sells(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    offers = _offered(said, Group.SELLS)
    phrases = sorted({phrase for phrase, _ in offers})
    if phrases:
        points = _SELLS if len(phrases) >= _OFFERS_THAT_PROVE else _SELLS_ONCE
        yield Risk("sells_placements", points, f"offers {', '.join(phrases[:3])}: {_quote(offers[0][1])}")


def _prices_links(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    """Yield that amounts of money stand beside followed or sold links; what an author is paid is no price."""
    bought = {each.block for each in said if _is_bought_link(each)}
    for each in said:
        is_price = bool(_MONEY.search(each.text)) and not each.says(Group.PAYS_AUTHOR, Group.PAYEE)
        if is_price and any(abs(each.block - block) <= _NEAR for block in islice(bought, _MOST_OFFERS)):
            yield Risk("prices_links", _PRICED, f"names a price beside links: {_quote(each)}")
            return


def _is_bought_link(said: SaidSentence) -> bool:
    return bool(said.offers(Group.SELLS)) or _follows(said)


def _offers_sensitive(page: Page, niche: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    """Yield that casino, loan or similar texts are taken or have a price, on a site whose subject they are not."""
    own = fold(" ".join([page.title, host_of(page.url), *(topic.phrase for topic in niche.topics)]))
    for each in said:
        words = [hit.phrase.text for hit in each.offers(Group.SENSITIVE) if hit.phrase.text not in own]
        is_taken = bool(_MONEY.search(each.text)) or each.says(Group.ACCEPT, Group.ACCEPT_VERB)
        if words and is_taken and not each.says(Group.PAYS_AUTHOR):
            yield Risk("sensitive_offers", _SENSITIVE_OFFERED, f"takes texts about {words[0]}: {_quote(each)}")
            return
    subjects, sensitive = _subjects(page, said).all, phrases_of(Group.SENSITIVE, niche.phrases)
    named = [subject for subject in subjects if subject in sensitive and subject not in own]
    if named and len(subjects) >= _SUBJECTS_AROUND:
        reason = f"names {named[0]} among its subjects: {', '.join(subjects[:5])}"
        yield Risk("sensitive_offers", _SENSITIVE_NAMED, reason)


def _gives_followed_links(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    offer = next((each for each in said if _follows(each)), None)
    if offer is not None:
        yield Risk("followed_links", _FOLLOWED, f"offers followed links to authors: {_quote(offer)}")


def _follows(said: SaidSentence) -> bool:
    return any(_is_of_links(said, hit.start, hit.end) for hit in said.offers(Group.DOFOLLOW))


def _is_of_links(said: SaidSentence, start: int, end: int) -> bool:
    """Tell whether a phrase is said of links: one word, or a link in it or after it, but not `follow links to`."""
    written = said.folded[start:end]
    if written.startswith("follow "):
        return not written.startswith("follow link")
    return " " not in written or written != "do follow" or bool(_FOLLOWS_LINK.match(said.folded, end))


def _names_authority(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    offer = next((each for each in said if not each.is_refused and (_METRIC.search(each.text) or _boasts(each))), None)
    if offer is not None:
        yield Risk("site_authority", _AUTHORITY, f"advertises its authority to link builders: {_quote(offer)}")


def _boasts(said: SaidSentence) -> bool:
    return said.speaks_to_authors and bool(said.offers(Group.SITE_AUTHORITY))


def _rewards_with_links(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    is_followed = any(map(_follows, said))
    if not is_followed and any(each.offers(Group.NOFOLLOW) for each in said):
        return
    meant = [each for each in said if is_followed or each.speaks_to_authors or _counts_links(each)]
    offers = _offered(meant, Group.LINK_REWARD)
    phrases = {phrase for phrase, _ in offers}
    if phrases:
        points = _REWARDS if len(phrases) >= _OFFERS_THAT_PROVE else _REWARD
        yield Risk("link_reward", points, f"rewards authors with links or rankings: {_quote(offers[0][1])}")


def _charges_authors(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    """Yield that the author pays; on a page that is about sponsored posts that is its whole purpose."""
    offers = [each for _, each in _offered(said, Group.FEE) if not each.says(Group.PAYS_AUTHOR, Group.PAYEE)]
    if offers:
        is_purpose = any(each.role is BlockRole.HEADING and each.says(Group.SPONSORED, Group.SELLS) for each in said)
        points = _CHARGES_FOR_POSTS if is_purpose else _CHARGES
        yield Risk("paid_unmarked", points, f"asks authors for money: {_quote(offers[0])}")


def _limits_links_by_length(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    texts = (each for each in said if not each.is_refused and "intern" not in each.folded)  # links of the site itself
    offer = next((each for each in texts if _LINKS_BY_LENGTH.search(each.folded)), None)
    if offer is not None:
        yield Risk("links_by_length", _BY_LENGTH, f"gives links by the length of a text: {_quote(offer)}")


def _has_new_trade(page: Page, _: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    """Yield that a site is named for something that it never says, while it takes texts on many subjects."""
    purpose = purpose_of(host_of(page.url))
    takes_all = any(each.offers(Group.ANY_SUBJECT) or each.offers(Group.ARTICLE_DIRECTORY) for each in said)
    if not purpose or not (takes_all or len(_subjects(page, said).all) >= _SUBJECTS_FEW):
        return
    if purpose not in fold(" ".join([page.title, page.description, *(block.text for block in page.blocks)])):
        yield Risk("new_trade", _NEW_TRADE, f"its name says {purpose}, the page never does: the domain may be bought")


def _is_directory(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    offers = _offered(said, Group.ARTICLE_DIRECTORY)
    phrases = {phrase for phrase, _ in offers}
    if phrases:
        points = _DIRECTORY if len(phrases) >= _OFFERS_THAT_PROVE else _DIRECTORY_ONCE
        yield Risk("article_directory", points, f"takes articles from anybody for their links: {_quote(offers[0][1])}")
        return
    catalogue = next((each for each in said if not each.is_refused and _CATALOGUE.search(each.folded)), None)
    if catalogue is not None:
        yield Risk("article_directory", _CATALOGUE_POINTS, f"is a catalogue of articles: {_quote(catalogue)}")


def _allows_many_links(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    for each in said:
        if not each.is_refused and _SEVERAL_LINKS.search(each.folded):
            yield Risk("many_links", _MANY_LINKS, f"lets an author set three links or more: {_quote(each)}")
            return


def _counts_links(said: SaidSentence) -> bool:
    """Tell whether a number stands before a rewarding link: `2 backlinks` is a rule, `backlinks` may be a subject."""
    starts = (hit.start for hit in said.hits if hit.group is Group.LINK_REWARD)
    return any(_NUMBER.search(said.folded, max(0, start - _BEFORE_LINK), start) for start in starts)


def _weak_words(_: Page, __: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    for group, name, points, most, reason in _WEAK:
        offers = [(phrase, each) for phrase, each in _offered(said, group) if not _is_narrowed(each, group)]
        if len({phrase for phrase, _ in offers}) >= most:
            yield Risk(name, points, f"{reason}: {_quote(offers[0][1])}")


def _is_narrowed(said: SaidSentence, group: Group) -> bool:
    """Tell whether every phrase of a group is narrowed right after it: `any topic that programmers care about`."""
    ends = {hit.end for hit in said.offers(group)}
    narrowings = [hit.start for hit in said.hits if hit.group is Group.RESTRICTION]
    return all(any(0 <= start - end <= _NARROWED for start in narrowings) for end in ends)


_WEAK = (
    (Group.ANY_SUBJECT, "any_subject", _ANY_SUBJECT, 1, "takes texts on any subject"),
    (Group.LINK_TERMS, "link_terms", _LINK_TERMS, 1, "speaks to those who build links"),
    (Group.QUICK_PUBLICATION, "quick_publication", _QUICK, 1, "offers what link sellers offer"),
    (Group.SITE_NETWORK, "site_network", _NETWORK, 1, "belongs to a network of sites"),
    (Group.AGENCY, "link_agency", _AGENCY, _OFFERS_THAT_PROVE, "speaks as an agency for links"),
)
"""Group, name, points, different phrases that are needed, and the reason."""


def _has_seller_mailbox(page: Page, _: Niche, __: Sequence[SaidSentence]) -> Iterator[Risk]:
    addresses = [contact.value for contact in page.contacts if contact.kind is ContactKind.EMAIL]
    free = [each.lower() for each in addresses if is_free_mail(each.rpartition("@")[2].lower())]
    for rule, points in ((_SELLER_NAME, _MAILBOX), (_MARKETING_NAME, _MAILBOX_PERHAPS)):
        named = next((each for each in free if rule.search(each.partition("@")[0])), "")
        if named:
            yield Risk("seller_mailbox", points, f"its mailbox at a free mail service is named for the trade: {named}")
            return
    if free and len(free) == len(addresses):
        yield Risk("free_mailbox", _FREE_MAILBOX, f"has no mailbox of its own: {free[0]}")


def _is_named_for_it(page: Page, _: Niche, __: Sequence[SaidSentence]) -> Iterator[Risk]:
    host = host_of(page.url)
    if _SELLER_HOST.search(host):
        yield Risk("seller_name", _HOST_NAME, f"its name says that it is made for links: {host}")
    elif _SELLER_PATH.search(path := path_of(page.url).lower()):
        yield Risk("seller_name", _HOST_NAME, f"the address says what the page is for: {path[:_QUOTE]}")


def _lists_subjects(page: Page, _: Niche, said: Sequence[SaidSentence]) -> Iterator[Risk]:
    subjects = _subjects(page, said)
    count, bought = len(subjects.all), len(subjects.bought) if said else 0
    is_many = count >= _SUBJECTS_MANY or (count >= _SUBJECTS and bought >= _BOUGHT_MANY)
    if count >= _SUBJECTS or bought >= _BOUGHT_MANY or (said and count >= _SUBJECTS_FEW):
        names = ", ".join((subjects.bought if is_many and bought else subjects.all)[:4])
        is_plain = count >= _SUBJECTS or bought >= _BOUGHT_MANY
        points = _UNRELATED_MANY if is_many else _UNRELATED if is_plain else _SEVERAL_SUBJECTS
        yield Risk("unrelated_topics", points, f"names {count} unrelated subjects, such as {names}")


def _subjects(page: Page, said: Sequence[SaidSentence]) -> NamedSubjects:
    return named_subjects(page, [each.folded for each in said if not each.is_refusal])


def _repeats_search_phrases(page: Page, niche: Niche, _: Sequence[SaidSentence]) -> Iterator[Risk]:
    phrases = search_phrases(page, niche)
    if phrases and len(phrases) < _PHRASES:
        yield Risk("search_phrases", _FEW_PHRASES, f"repeats a search phrase of link builders: {_list(phrases)}")
    elif phrases:
        yield Risk("search_phrases", _SEARCH_PHRASES, f"lists search phrases of link builders: {_list(phrases)}")
    pages = subject_pages(page, niche)
    if len(pages) >= _PAGES:
        yield Risk("subject_pages", _SUBJECT_PAGES, f"has a page for each of many subjects: {_list(pages)}")


def _is_on_market(page: Page, _: Niche, __: Sequence[SaidSentence]) -> Iterator[Risk]:
    market = next((host for link in page.links if is_link_market(host := host_of(link.url))), "")
    if market:
        yield Risk("link_market", _LINK_MARKET, f"links to {market}, where placements are sold")


def _offered(said: Iterable[SaidSentence], group: Group) -> list[tuple[str, SaidSentence]]:
    """Return the phrases of a group that are offered, each with its sentence, in order."""
    found = ((hit.phrase.text, each) for each in said for hit in each.offers(group))
    return list(islice(found, _MOST_OFFERS))


def _quote(said: SaidSentence) -> str:
    return f"\u201c{shorten(said.text, _QUOTE)}\u201d"


def _list(texts: Sequence[str]) -> str:
    return ", ".join(f"\u201c{shorten(text, 40)}\u201d" for text in texts[:4])


_ALL_SIGNS: tuple[_Sign, ...] = (
    _sells,
    _prices_links,
    _offers_sensitive,
    _gives_followed_links,
    _names_authority,
    _rewards_with_links,
    _is_directory,
    _charges_authors,
    _limits_links_by_length,
    _has_new_trade,
    _allows_many_links,
    _weak_words,
    _has_seller_mailbox,
    _is_named_for_it,
    _lists_subjects,
    _repeats_search_phrases,
    _is_on_market,
)
