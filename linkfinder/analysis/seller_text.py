"""What a page says to those who would write for it, sentence by sentence, and what of that is refused.

Links, subjects and numbers that a page names are an offer only when nothing refuses them: not the sentence itself, and
not the heading or the line that opens the list they stand in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkfinder.model.niche import Niche
from linkfinder.model.page import EDITORIAL_PLACES, Block, BlockRole, Page, Place
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import LINK_SELLER_GROUPS, Group
from linkfinder.text.phrases import PhraseHit, PhraseMatcher, matcher_of_groups, pack_languages
from linkfinder.text.sentences import sentences

_GROUPS = LINK_SELLER_GROUPS | {
    Group.SELLS,
    Group.DOFOLLOW,
    Group.NOFOLLOW,
    Group.SENSITIVE,
    Group.FEE,
    Group.SPONSORED,
    Group.AGENCY,
    Group.ACCEPT,
    Group.ACCEPT_VERB,
    Group.PAYS_AUTHOR,
    Group.PAYEE,
    Group.BENEFIT,
    Group.INVITE,
    Group.GUEST,
    Group.FIRST_PERSON,
    Group.SECOND_PERSON,
    Group.NEGATION,
    Group.NOT_ONLY,
    Group.RESTRICTION,
    Group.ANSWER_YES,
}

_READ_PLACES = EDITORIAL_PLACES | {Place.HEADER}
"""Offers also stand in the large opening of a page, which is a header to the eye."""

_MAX_SENTENCES = 1_500
"""Guidelines are far shorter; a page longer than this is a book or a crawl trap."""

_MAX_BLOCK, _MAX_SENTENCE = 50_000, 5_000
"""Characters of a block and of a sentence that are read; longer ones were not written by a person."""

_MAX_HITS = 100
"""Phrases of one sentence that are read: they are compared in pairs, and only a list of keywords has more."""

_BEFORE = 80
"""Characters before an offer in which a `no` of its sentence refuses it, also over a list of other things."""

_AFTER = 80
"""Characters after an offer in which `are rejected` may follow, also over a list of other things."""

_RIGHT_AFTER = len(" links are ")
"""Characters between an offer and a `not` that refuses it: `dofollow links are not given`."""

_LONG_BLOCK = 40
"""Words of a block that is no item of a list: the list above it has ended."""

_SHORT_LINE = 6
"""Words of a line that names the list below it: `Not accepted`."""

_ITEMS = frozenset({BlockRole.LIST_ITEM, BlockRole.TABLE_CELL})

_REFUSING_MARKS = ("\u274c", "\u2715", "\u2716", "\u2717", "\u2718", "\U0001f6ab", "\u26d4", "\u2612")
"""Crosses and prohibition signs."""

_CLAUSE_END = re.compile(r";|\b(?:but|aber|sondern|mais|pero|sino|ma|mas|maar|ale|lecz|но)\b")


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence with the phrases in it. `is_refused`: the list it stands in names what is not taken."""

    text: str
    folded: str
    block: int
    role: BlockRole
    hits: tuple[PhraseHit, ...]
    is_refused: bool = False
    speaks_to_authors: bool = False  # it, or the heading above it, speaks of what a writer gets

    def says(self, *groups: Group) -> bool:
        """Tell whether a phrase of any of the groups stands in it, refused or not."""
        return any(hit.group in groups for hit in self.hits)

    @property
    def is_refusal(self) -> bool:
        """Whether it refuses something, or stands in a list of what is refused."""
        return self.is_refused or _refuses(self)

    def offers(self, group: Group) -> tuple[PhraseHit, ...]:
        """Return the phrases of a group that nothing refuses."""
        if self.is_refused:
            return ()
        return tuple(hit for hit in self.hits if hit.group is group and not _is_refused(self, hit))


def read_said(page: Page, niche: Niche) -> tuple[SaidSentence, ...]:
    """Return the sentences of the page's title, opening and main part, without questions that no yes answers."""
    matcher, languages = matcher_of_groups(frozenset(_GROUPS), niche.phrases), frozenset({page.language} - {""})
    found = list(_sentences(page, matcher, languages))
    return tuple(
        said
        for said, following in zip(found, (*found[1:], None), strict=False)
        if not said.text.endswith("?") or (following is not None and _is_yes(following))
    )


def _sentences(page: Page, matcher: PhraseMatcher, languages: frozenset[str]) -> Iterator[SaidSentence]:
    above = _Above()
    count = 0
    title = Block(page.title, Place.HEADER, BlockRole.HEADING, 1)
    for number, block in enumerate((title, *page.blocks)):
        if block.place not in _READ_PLACES:
            continue
        for text in sentences(block.text[:_MAX_BLOCK]):
            count += 1
            if count > _MAX_SENTENCES:
                return
            short = text[:_MAX_SENTENCE]
            folded = fold(short)
            hits = tuple(hit for hit in matcher.find(folded, languages, most=_MAX_HITS) if _is_own(hit, page.language))
            said = SaidSentence(short, folded, number, block.role, hits)
            above.note(block, said)
            yield SaidSentence(
                short, folded, number, block.role, hits, above.is_refused(said), above.speaks_to_authors(said)
            )


def _is_own(hit: PhraseHit, language: str) -> bool:
    """Tell whether a phrase is one of the page's language; only negations can be parts of other words in another one.

    The Chinese 不 is a letter of many Japanese words.
    """
    of_phrase = hit.phrase.languages
    is_foreign = language in pack_languages() and language not in of_phrase and "en" not in of_phrase
    return hit.group is not Group.NEGATION or not is_foreign


class _Above:
    """The heading and the line that opens a list, above the sentence that is read."""

    def __init__(self) -> None:
        self.heading: SaidSentence | None = None
        self.opening: SaidSentence | None = None
        self.label: SaidSentence | None = None  # a short line right above the items of a list
        self.headings: dict[int, SaidSentence] = {}  # the open one of each level

    def note(self, block: Block, said: SaidSentence) -> None:
        if block.role not in _ITEMS:
            self.label = said if len(said.text.split(None, _SHORT_LINE)) <= _SHORT_LINE else None
        if block.role is BlockRole.HEADING:
            self.heading, self.opening = said, None
            self.headings = {level: above for level, above in self.headings.items() if level < block.level}
            self.headings[block.level] = said
        elif said.text.endswith((":", "\uff1a")):
            self.opening = said
        elif len(block.text.split(None, _LONG_BLOCK)) > _LONG_BLOCK:  # a block is noted for each of its sentences
            self.opening = None

    def is_refused(self, said: SaidSentence) -> bool:
        above = (self.heading, self.opening, self.label if said.role in _ITEMS else None)
        return said.text.startswith(_REFUSING_MARKS) or any(
            line is not None and line is not said and _refuses(line) for line in above
        )

    def speaks_to_authors(self, said: SaidSentence) -> bool:
        lines = (said, self.opening, *self.headings.values())
        return any(line.says(Group.SECOND_PERSON, Group.BENEFIT, Group.INVITE) for line in lines if line is not None)


def _refuses(line: SaidSentence) -> bool:
    return line.text.startswith(_REFUSING_MARKS) or line.says(Group.FORBIDDEN) or bool(_negations(line))


def _is_yes(said: SaidSentence) -> bool:
    return any(hit.group is Group.ANSWER_YES and hit.start == 0 for hit in said.hits) and not _negations(said)


def _negations(said: SaidSentence) -> list[PhraseHit]:
    """Return the negations of a sentence; that of `not only` is none."""
    harmless = [hit for hit in said.hits if hit.group is Group.NOT_ONLY]
    return [
        hit
        for hit in said.hits
        if hit.group is Group.NEGATION and not any(each.start <= hit.start < each.end for each in harmless)
    ]


def _is_refused(said: SaidSentence, hit: PhraseHit) -> bool:
    """Tell whether a `no` before it in its clause, or a word such as `rejected` after it, refuses an offer."""
    for refusal in _negations(said):
        if refusal.end <= hit.start and _reaches(said, refusal.end, hit.start):
            return True
        if 0 <= refusal.start - hit.end <= _RIGHT_AFTER:
            return True
    return any(
        each.group is Group.FORBIDDEN and (0 <= each.start - hit.end <= _AFTER or 0 <= hit.start - each.end <= _BEFORE)
        for each in said.hits
    )


def _reaches(said: SaidSentence, start: int, end: int) -> bool:
    """Tell whether a `no` that ends at `start` refuses what begins at `end`; a colon opens a list, however long.

    Where somebody speaks after the colon, a new clause begins: `No links in the title: we permit one in the text`.
    """
    between = said.folded[start:end]
    if _CLAUSE_END.search(between):
        return False
    colon = between.find(":")
    if colon < 0:
        return len(between) <= _BEFORE
    return not any(hit.group is Group.FIRST_PERSON and start + colon < hit.start < end for hit in said.hits)
