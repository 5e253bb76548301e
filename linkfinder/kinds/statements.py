"""What a page states, sentence by sentence, with the phrases that stand in each.

Only what the page itself says counts: menus, headers, footers, sidebars and comments are left out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from linkfinder.model.niche import Niche, PhraseGroup
from linkfinder.model.opportunity import Evidence
from linkfinder.model.page import EDITORIAL_PLACES, Block, BlockRole, Page, Place
from linkfinder.text.folding import fold
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit, PhraseMatcher, grammar_matcher, pack_languages, phrase_matcher
from linkfinder.text.sentences import sentences, shorten

MAX_STATEMENTS = 1500
"""Guidelines are far shorter; a page longer than this is a book or a crawl trap."""

MAX_BLOCK, MAX_SENTENCE = 50_000, 5_000
"""Characters of a block and of a sentence that are read; longer ones were not written by a person."""

MAX_HITS = 150
"""Phrases of one sentence that are read: signals are compared in pairs, and only a list of keywords has more."""

_KIN = {
    "af": ("nl",), "an": ("es",), "ast": ("es",), "be": ("ru", "uk"), "bs": ("hr", "sr"), "ca": ("es",),
    "gl": ("es", "pt"), "hr": ("sr",), "id": ("ms",), "lb": ("de",), "mk": ("bg", "sr"), "ms": ("id",),
    "nb": ("no", "da"), "nn": ("no", "da"), "oc": ("ca", "fr", "es"), "sh": ("hr", "sr"), "sk": ("cs",),
    "sr": ("hr",),
}  # fmt: skip
"""Language -> others whose phrases count too: it has no pack or a small one, or pages of both are confused."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, heading or label, its folded form, and the phrases in it."""

    text: str
    folded: str
    place: Place
    role: BlockRole
    level: int
    order: int
    block: int  # the number of its block on the page, from 1; 0 for the title
    hits: tuple[PhraseHit, ...]
    groups: frozenset[Group]

    def of(self, *groups: Group) -> tuple[PhraseHit, ...]:
        """Return the hits of some groups, in order."""
        return tuple(hit for hit in self.hits if hit.group in groups)

    def says(self, *groups: Group) -> bool:
        """Tell whether a phrase of any of the groups stands in it."""
        return not self.groups.isdisjoint(groups)

    def evidence(self, signal: str) -> Evidence:
        """Return it as evidence for a signal."""
        return Evidence(signal, shorten(self.text), self.place)


def joined(first: Statement, second: Statement) -> Statement:
    """Return two statements as one, to be read and quoted together: a question and its answer, a label and a number."""
    offset = len(first.folded) + 1
    moved = tuple(replace(hit, start=hit.start + offset, end=hit.end + offset) for hit in second.hits)
    return replace(
        first,
        text=f"{first.text} {second.text}",
        folded=f"{first.folded} {second.folded}",
        hits=first.hits + moved,
        groups=first.groups | second.groups,
    )


@dataclass(frozen=True, slots=True)
class PageStatements:
    """A page with its statements: the title, the headings and the text of its main part."""

    page: Page
    title: Statement
    statements: tuple[Statement, ...]
    extra: tuple[PhraseGroup, ...]
    languages: frozenset[str]
    said: Mapping[Group, Sequence[Statement]]  # the statements that say something of a group, in order
    headings: tuple[Statement, ...]  # of the main part
    grammar: dict[str, list[PhraseHit]] = field(
        default_factory=dict, compare=False, repr=False
    )  # found so far, by sentence

    def saying(self, *groups: Group) -> Iterator[Statement]:
        """Yield the statements that say something of any of the groups."""
        found = {statement.order: statement for group in groups for statement in self.said.get(group, ())}
        return (found[order] for order in sorted(found))

    def grammar_of(self, statement: Statement) -> list[PhraseHit]:
        """Return the grammar words of a statement: negations, persons, restrictions."""
        found = self.grammar.get(statement.folded)
        if found is None:
            found = grammar_matcher(self.extra).find(statement.folded, self.languages, most=MAX_HITS)
            self.grammar[statement.folded] = found
        return found


def languages_of(page: Page, niche: Niche) -> frozenset[str]:
    """Return the languages whose phrases count on a page beside English; none at all means every one.

    The page's own language decides, with those close to it; the niche's are used when there is no pack of either.
    """
    found = frozenset((page.language, *_KIN.get(page.language, ()))) & pack_languages()
    if found or not page.language:
        return found
    return frozenset(niche.languages)


def read_statements(page: Page, niche: Niche) -> PageStatements:
    """Return the page's statements with their phrases."""
    book, languages = phrase_matcher(niche.phrases), languages_of(page, niche)
    title = _statement(page.title, Block(page.title, Place.HEADER, BlockRole.HEADING, 1), (0, 0), book, languages)
    found: list[Statement] = []
    for number, block in enumerate(page.blocks, 1):
        if block.place in EDITORIAL_PLACES:
            for sentence in sentences(block.text[:MAX_BLOCK])[: MAX_STATEMENTS - len(found)]:
                at = (len(found) + 1, number)
                found.append(_statement(sentence[:MAX_SENTENCE], block, at, book, languages))
        if len(found) >= MAX_STATEMENTS:
            break
    headings = tuple(statement for statement in found if statement.role is BlockRole.HEADING)
    return PageStatements(page, title, tuple(found), niche.phrases, languages, _by_group(found), headings)


def _by_group(statements: Iterable[Statement]) -> Mapping[Group, Sequence[Statement]]:
    said: dict[Group, list[Statement]] = {}
    for statement in statements:
        for group in statement.groups:
            said.setdefault(group, []).append(statement)
    return said


def _statement(
    text: str, block: Block, at: tuple[int, int], book: PhraseMatcher, languages: Collection[str]
) -> Statement:
    folded = fold(text)
    hits = tuple(book.find(folded, languages, most=MAX_HITS))
    return Statement(text, folded, block.place, block.role, block.level, *at, hits, frozenset(h.group for h in hits))
