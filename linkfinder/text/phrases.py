"""Phrases by language and group, in packs, found in one pass over a folded text.

A pack is a TOML file in `packs/`; a niche file adds phrases to any language and group. Nothing is judged here: a hit
says which phrase stands where, and docs/reference/phrases.md says what each group is for.
"""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from linkfinder.model.niche import PhraseGroup
from linkfinder.text.folding import fold
from linkfinder.text.matching import TextMatcher
from linkfinder.text.scripts import hides_word_edges

_ENGLISH = "en"
"""Always searched: `guest post` stands on pages of every language."""

_LONG_WORD = 10
"""A single word this long means the same in any text; a shorter one may be a word of another language."""

_SHARED_LETTERS = re.compile("[a-z\u0400-\u04ff\u0600-\u06ff]")
"""Latin, Cyrillic and Arabic, folded: many languages write them, and a short word means another thing in each."""


class Group(StrEnum):
    """What the phrases of a group say. The names are the keys of the packs and of a niche file's `phrases`."""

    # guest-post pages
    INVITE = "invite"  # write for us
    INVITE_TO = "invite_to"  # write for: the site's name follows
    INVITE_WEAK = "invite_weak"  # contribute: needs a second sign
    GUIDELINES = "guidelines"  # submission guidelines
    ACCEPT = "accept"  # we welcome, looking for: the person is in the phrase
    OFFER = "offer"  # you can, would you like to: speaks to the one who would write
    ACCEPT_VERB = "accept_verb"  # publish: needs a first person beside it
    PUBLISH = "publish"  # ordinary publishing, unless somebody else's text is its object
    OBJECT = "object"  # article, story: a text, anybody's
    INCOMING = "incoming"  # submission, contribution: a text that comes from outside
    WRITER = "writer"  # contributors, bloggers: who hands it in
    GUEST = "guest"  # guest post, guest author: no other meaning
    SEND = "send"  # send us, submit your
    SUBMITTING = "submitting"  # submit, sent, handed in, in any form: what happens to a text
    FORM = "form"  # the form below
    ACCOUNT = "account"  # register and submit
    PITCH_FIRST = "pitch_first"  # send a pitch before the draft
    BENEFIT = "benefit"  # byline, reach our readers
    # what is asked
    TOPICS = "topics"
    ORIGINAL = "original"
    EXCLUSIVE = "exclusive"
    BIO = "bio"
    IMAGES = "images"
    FORMAT = "format"
    REVIEW = "review"
    LINKS = "links"
    DOFOLLOW = "dofollow"
    NOFOLLOW = "nofollow"
    NO_LINKS = "no_links"
    AI = "ai"
    AI_DISCLOSE = "ai_disclose"
    WORDS = "words"  # the unit
    PART = "part"  # a text or a part of one whose length is not the article's: summary, paragraph, comment
    CHARACTERS = "characters"  # the other unit
    LENGTH_LABEL = "length_label"  # word count, length: the label of a number of words
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    # the state
    CLOSED = "closed"
    CLOSED_WEAK = "closed_weak"  # no unsolicited texts: a pitch may still be welcome
    STOP = "stop"  # paused, suspended: closes when said of guest posts
    ANY_MORE = "any_more"  # no longer, at present: with a negation, a refusal of now
    OPEN = "open"  # open, of guest posts or submissions: they are taken
    OPEN_AGAIN = "open_again"  # takes back a notice
    REOPEN = "reopen"  # until, check back in
    NEXT_MONTH = "next_month"
    NEXT_YEAR = "next_year"
    NOW = "now"  # at this time, any longer: what makes a refusal general
    # money
    FEE = "fee"  # the author pays, without doubt
    PAID = "paid"  # prices and costs: of the placement when it stands beside
    NO_FEE = "no_fee"  # no fee is asked, without doubt
    NOT_PAID = "not_paid"  # free: of the placement when it stands beside
    SPONSORED = "sponsored"
    PAYS_AUTHOR = "pays_author"
    PAYS_PERHAPS = "pays_perhaps"  # a reward, unless the page says that nothing is paid
    PAYEE = "payee"  # you receive: an amount right after it is the author's
    UNPAID = "unpaid"  # the author gets no money
    PER_UNIT = "per_unit"  # per post
    PER_PERIOD = "per_period"  # per month: a subscription
    PUBLICATION = "publication"  # the act of it: publication is free
    EXCHANGE = "exchange"  # a text of yours for one of ours
    EXTRA = "extra"  # upgrade, fast track: nobody has to
    ASKS_PAY = "asks_pay"  # do you pay
    ASKS_FEE = "asks_fee"  # is there a fee
    ASKS_FREE = "asks_free"  # is it free
    ASKS_TO_WRITE = "asks_to_write"  # do you accept, can I write: in a question about any text
    ASKS_TO_PUBLISH = "asks_to_publish"  # do you publish: in a question about texts from outside
    ANSWER_YES = "answer_yes"
    ANSWER_NO = "answer_no"
    REGRET = "regret"  # unfortunately: an answer that begins with it is a no
    # grammar, searched in single sentences
    WRITE = "write"  # write, publish, become an author: what only an author does
    CONTRIBUTE = "contribute"  # contribute, take part, send: what an author does, and others too
    OWN_SITE = "own_site"  # for us, our blog, on this site: where it is done
    GUIDE = "guide"  # rules, instructions, how to: of something named beside it
    BECOME = "become"  # become, join, wanted: an author
    FIRST_PERSON = "first_person"
    SECOND_PERSON = "second_person"
    NEGATION = "negation"
    NOT_ONLY = "not_only"
    RESTRICTION = "restriction"  # about, with, from agencies: behind what is refused, a refusal of some, not of all
    SORT = "sort"  # promotional, AI-written: before or behind it, the same
    OWN_TEXTS = "own_texts"  # only our own: what a site publishes that takes nothing from outside
    REQUEST = "request"  # requests, proposals: mail about guest posts that a site may not want
    # who may write, and what else is asked for
    ONLY = "only"
    INSIDERS = "insiders"  # members, students: nobody from outside when they alone may write
    CIRCLE = "circle"  # existing customers, pupils of the school: insiders without an `only`
    FROM = "from"  # from, by: before who writes
    MAY = "may"  # may, are invited: behind who writes
    AS_MEMBER = "as_member"  # if you are a member, members only: speaks to insiders alone
    OUTSIDERS = "outsiders"  # anyone, readers, experts
    OTHER_THINGS = "other_things"  # photos, poems, code: no guest posts
    # lookalikes
    HOW_TO = "how_to"
    SITE_LIST = "site_list"
    THIRD_PARTY = "third_party"
    AGENCY = "agency"
    CAREERS = "careers"
    ACADEMIC = "academic"
    SCHOLARLY = "scholarly"  # manuscript, journal: trade magazines say so too
    OSS = "oss"
    TESTIMONIAL = "testimonial"
    SUPPORT = "support"
    DONATION = "donation"
    CONTEST = "contest"
    LITERARY = "literary"
    LISTING = "listing"
    PRESS_RELEASE = "press_release"
    TERMS = "terms"
    THANKS = "thanks"
    ADVERTISE = "advertise"
    TRACES = "traces"  # a guest post by: the page is one
    # ways through a site
    SLUGS = "slugs"
    MENU = "menu"
    RESOURCES = "resources"
    CONTACT = "contact"
    ABOUT = "about"
    ROLES = "roles"  # the part of an e-mail address before the @
    # risk
    SELLS = "sells"
    SENSITIVE = "sensitive"
    BROAD_TOPICS = "broad_topics"  # menu labels of sites about everything
    BOUGHT_SUBJECTS = "bought_subjects"  # subjects whose links are bought most
    LINK_REWARD = "link_reward"  # backlinks and better rankings as what an author gets
    LINK_TERMS = "link_terms"  # anchor text, keyword density: the words of those who build links
    SITE_AUTHORITY = "site_authority"  # domain authority: the number that links are priced by
    ANY_SUBJECT = "any_subject"  # all niches are taken
    QUICK_PUBLICATION = "quick_publication"  # instant approval, no sponsored tag
    ARTICLE_DIRECTORY = "article_directory"  # sites of texts by anybody, written for the links in them
    SITE_NETWORK = "site_network"  # our network of blogs
    FORBIDDEN = "forbidden"  # prohibited, not accepted: what a list under such a heading names is refused


_HYPHENATED = frozenset({Group.SLUGS, Group.ROLES})

GRAMMAR_GROUPS = frozenset(
    {
        Group.WRITE,
        Group.CONTRIBUTE,
        Group.OWN_SITE,
        Group.GUIDE,
        Group.BECOME,
        Group.FIRST_PERSON,
        Group.SECOND_PERSON,
        Group.NEGATION,
        Group.NOT_ONLY,
        Group.RESTRICTION,
        Group.ANSWER_YES,
        Group.ANSWER_NO,
        Group.REGRET,
        Group.SORT,
        Group.OWN_TEXTS,
        Group.REQUEST,
        Group.ONLY,
        Group.INSIDERS,
        Group.CIRCLE,
        Group.FROM,
        Group.MAY,
        Group.AS_MEMBER,
        Group.OUTSIDERS,
        Group.OTHER_THINGS,
        Group.ASKS_TO_WRITE,
        Group.ASKS_TO_PUBLISH,
    }
)
"""Small words that stand in every text: searched only in the sentences that matter."""

_WORDS_OF_ACTS = frozenset({Group.WRITE, Group.CONTRIBUTE, Group.SUBMITTING, Group.GUIDE, Group.BECOME})
"""Groups whose short English words are nouns of other languages: `blog`, `email`, `terms`."""

LABEL_GROUPS = frozenset(
    {
        Group.BROAD_TOPICS,
        Group.SLUGS,
        Group.ROLES,
        Group.MENU,
        Group.RESOURCES,
        Group.CONTACT,
        Group.ABOUT,
    }
)
"""Compared with a whole label, path segment or mailbox name, not looked for in running text."""


LINK_SELLER_GROUPS = frozenset(
    {
        Group.BOUGHT_SUBJECTS,
        Group.LINK_REWARD,
        Group.LINK_TERMS,
        Group.SITE_AUTHORITY,
        Group.ANY_SUBJECT,
        Group.QUICK_PUBLICATION,
        Group.ARTICLE_DIRECTORY,
        Group.SITE_NETWORK,
        Group.FORBIDDEN,
    }
)
"""Searched only for the risk of pages that take texts (`analysis.link_sellers`)."""


_SEARCHED = frozenset(Group) - GRAMMAR_GROUPS - LABEL_GROUPS - LINK_SELLER_GROUPS


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a group, folded. `is_stem` lets letters follow: `gastbeitr*` finds `gastbeitragen`."""

    text: str
    group: Group
    languages: frozenset[str]
    is_stem: bool = False

    @property
    def is_unambiguous(self) -> bool:
        """Whether the phrase counts on a page of any language: it is English or cannot be mistaken.

        Two words, a long word or a word in a script of few languages means the same in every language. The English verb
        `blog` is a noun elsewhere.
        """
        is_long_enough = " " in self.text or len(self.text) >= _LONG_WORD or not _SHARED_LETTERS.search(self.text)
        return is_long_enough or (_ENGLISH in self.languages and self.group not in _WORDS_OF_ACTS)

    def counts_in(self, languages: Collection[str]) -> bool:
        """Tell whether the phrase counts on a page of these languages; where none is named, every phrase does."""
        return self.is_unambiguous or not languages or not self.languages.isdisjoint(languages)


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase found, at `start` up to `end` of the folded text."""

    group: Group
    start: int
    end: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class _PhraseEntry:
    """The phrases that are written alike, and whether their first and last letters show the edge of a word."""

    phrases: tuple[tuple[Phrase, bool], ...]  # with whether it counts on a page of any language
    has_start: bool
    has_end: bool


class PhraseMatcher:
    """Phrases of many languages that are looked for together."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_text: dict[str, list[Phrase]] = {}
        for phrase in _merged(phrases):
            by_text.setdefault(phrase.text, []).append(phrase)
        self._entries = [_phrase_entry(text, found) for text, found in by_text.items()]
        self._matcher = TextMatcher(by_text)

    def find(self, folded: str, languages: Collection[str] = (), *, most: int | None = None) -> list[PhraseHit]:
        """Return every phrase in a folded text, or the first `most` ones, in order of its end.

        Phrases of languages other than `languages` count only when they are clear; when `languages` is empty, all do.
        """
        text = folded.replace("-", " ")
        hits: list[PhraseHit] = []
        for index, start, end in self._matcher.find(text):
            if most is not None and len(hits) >= most:
                break
            entry = self._entries[index]
            if start and entry.has_start and _has_edge(text[start - 1]):
                continue
            goes_on = entry.has_end and end < len(text) and _has_edge(text[end])
            for phrase, is_clear in entry.phrases:
                if (phrase.is_stem or not goes_on) and (
                    is_clear or not languages or not phrase.languages.isdisjoint(languages)
                ):
                    hits.append(PhraseHit(phrase.group, start, end, phrase))
        return hits[:most]


def _phrase_entry(text: str, phrases: Iterable[Phrase]) -> _PhraseEntry:
    judged = tuple((phrase, phrase.is_unambiguous) for phrase in phrases)
    return _PhraseEntry(judged, _has_edge(text[0]), _has_edge(text[-1]))


def _merged(phrases: Iterable[Phrase]) -> Iterable[Phrase]:
    """Return the phrases with those that several languages share (`guest post`) made one."""
    shared: dict[tuple[str, Group, bool], set[str]] = {}
    for phrase in phrases:
        shared.setdefault((phrase.text, phrase.group, phrase.is_stem), set()).update(phrase.languages)
    return (Phrase(text, group, frozenset(langs), is_stem) for (text, group, is_stem), langs in shared.items())


def _has_edge(letter: str) -> bool:
    """Tell whether a word can be seen to begin or end at a letter: not beside `$`, not in a script without spaces.

    So a Latin word among Japanese letters is a word, as in `seo対策`.
    """
    return letter.isalnum() and not hides_word_edges(letter)


@lru_cache(maxsize=64)
def matcher_of_groups(groups: frozenset[Group], extra: tuple[PhraseGroup, ...] = ()) -> PhraseMatcher:
    """Return the matcher of some groups of every pack and of the user's own phrases: the fewer, the faster it finds."""
    return PhraseMatcher(phrase for phrase in _all_phrases(extra) if phrase.group in groups)


def phrase_matcher(extra: tuple[PhraseGroup, ...] = ()) -> PhraseMatcher:
    """Return the matcher of all that is looked for in running text, without the small words of grammar."""
    return matcher_of_groups(_SEARCHED, extra)


def grammar_matcher(extra: tuple[PhraseGroup, ...] = ()) -> PhraseMatcher:
    """Return the matcher of negations, persons and restrictions, for single sentences."""
    return matcher_of_groups(GRAMMAR_GROUPS, extra)


@lru_cache(maxsize=64)
def phrases_of(group: Group, extra: tuple[PhraseGroup, ...] = ()) -> frozenset[str]:
    """Return the folded phrases of one group in all languages, for comparing whole texts."""
    return frozenset(phrase.text for phrase in _all_phrases(extra) if phrase.group is group)


@lru_cache(maxsize=16)
def guest_post_slugs(extra: tuple[PhraseGroup, ...] = ()) -> frozenset[str]:
    """Return the last path segments that name a guest-post page: the packs' own, and their invitations with hyphens."""
    made = (slug for p in _all_phrases(extra) if p.group in _SLUG_GROUPS for slug in _slug_forms(p))
    return phrases_of(Group.SLUGS, extra) | frozenset(made)


_SLUG_GROUPS = frozenset({Group.INVITE, Group.GUIDELINES})


def _slug_forms(phrase: Phrase) -> tuple[str, ...]:
    slug = "-".join(phrase.text.replace("'", " ").split())
    return (slug, slug.replace("-", "_"), slug.replace("-", "")) if " " in phrase.text else (slug,)


@cache
def pack_languages() -> frozenset[str]:
    """Return the languages that have a pack, as BCP 47 primary tags."""
    files = resources.files("linkfinder.text").joinpath("packs").iterdir()
    return frozenset(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def _all_phrases(extra: tuple[PhraseGroup, ...]) -> Iterable[Phrase]:
    for language in sorted(pack_languages()):
        yield from _pack(language)
    for group in extra:
        yield from (_phrase(text, Group(group.group), group.language) for text in group.phrases if fold(text))


@cache
def _pack(language: str) -> tuple[Phrase, ...]:
    file = resources.files("linkfinder.text").joinpath("packs", f"{language}.toml")
    groups: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8"))
    return tuple(_phrase(text, Group(group), language) for group, texts in groups.items() for text in texts)


def _phrase(text: str, group: Group, language: str) -> Phrase:
    bare = text.removesuffix("*")
    folded = fold(bare)
    compared = folded if group in _HYPHENATED else " ".join(folded.replace("-", " ").split())
    return Phrase(compared, group, frozenset((language,)), is_stem=bare != text)
