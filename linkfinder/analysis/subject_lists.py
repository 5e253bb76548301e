"""Subjects that a page names in lists and menus, and lists of search phrases such as `write for us fashion`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from linkfinder.model.niche import Niche
from linkfinder.model.page import Page, Place
from linkfinder.text.folding import fold, fold_lines
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseMatcher, guest_post_slugs, matcher_of_groups, phrases_of
from linkfinder.urls import is_same_site, path_of

_MENUS = frozenset({Place.NAV, Place.HEADER, Place.SIDEBAR})
_SEPARATORS = re.compile(
    r"[,;:|/&+\u2022\u00b7\u3001\uff0c\"()\n.!]| - |\b(?:and|or|und|oder|et|ou|y|o|e|ed|en|of|i|oraz|og|och|dan|ve|и)\b"
)
_BETWEEN_PHRASES = re.compile(r"[,;|\u2022\u00b7\n]|\"\s+\"")
_JOINTS = str.maketrans('+"', "  ")

_MAX_PARTS = 3_000
"""Parts of lists that are looked at; a page that names more subjects has been understood by then."""

_PHRASE_WORDS, _PHRASE_LENGTH = 6, 50
"""Words and characters of a search phrase, quotation marks and plus signs not counted; a longer text is a sentence."""

_MANY_PHRASES, _KNOWN_SUBJECTS = 6, 3
"""Phrases of one list from which it is made for search engines, whatever they name; of well-known subjects, fewer."""

_BESIDE = 3
"""Blocks between two phrases of one list."""

_NO_SUBJECT = frozenset({
    "a", "about", "an", "and", "are", "article", "articles", "at", "author", "be", "become", "best", "blog", "blogs",
    "can", "contact", "contributor", "faq", "for", "form", "free", "guest", "guideline", "guidelines", "here", "home",
    "how", "in", "is", "it", "new", "now", "of", "on", "opportunities", "or", "our", "page", "post", "posts", "rules",
    "site", "sites", "submission", "submit", "the", "this", "to", "today", "us", "want", "we", "website", "what",
    "who", "why", "with", "write", "writing", "you", "your",
})  # fmt: skip
"""Words beside an invitation that name no subject."""


@dataclass(frozen=True, slots=True)
class NamedSubjects:
    """Subjects in the order in which they stand on a page; `bought` are those whose links are bought most."""

    all: tuple[str, ...]
    bought: tuple[str, ...]


def named_subjects(page: Page, texts: Iterable[str]) -> NamedSubjects:
    """Return the subjects that are items of lists in folded `texts`, of the title or of the page's menus."""
    labels = [link.anchor for link in page.shown_links if link.place in _MENUS]
    menu = fold_lines("\n".join(labels))
    bought, known = phrases_of(Group.BOUGHT_SUBJECTS), _known_subjects()
    parts = (part.strip(" -'*#") for text in (fold(page.title), menu, *texts) for part in _SEPARATORS.split(text))
    found = [part for part in dict.fromkeys(islice(parts, _MAX_PARTS)) if part in known]
    distinct = tuple(_without_parts(found))
    return NamedSubjects(distinct, tuple(each for each in distinct if each in bought))


def _without_parts(subjects: Sequence[str]) -> Iterator[str]:
    """Yield the subjects that are no beginning or end of another one, as `tech` is of `technology`."""
    for subject in subjects:
        longer = (each for each in subjects if each != subject)
        if not any(each.startswith(subject) or each.endswith(f" {subject}") for each in longer):
            yield subject


def search_phrases(page: Page, niche: Niche) -> tuple[str, ...]:
    """Return the phrases of lists that join an invitation with another subject each: `"write for us" + fashion`."""
    matcher = matcher_of_groups(frozenset((Group.INVITE, Group.GUEST)), niche.phrases)
    longest: list[str] = []
    run: dict[str, str] = {}
    last = -_BESIDE
    for number, text in _short_parts(page):
        subject = _subject_beside(text, matcher)
        if not subject:
            continue
        if number - last > _BESIDE:
            run = {}
        last = number
        run.setdefault(subject, text)
        if len(run) > len(longest) and _is_method(run):
            longest = list(run.values())
    return tuple(longest)


def _is_method(subjects: Iterable[str]) -> bool:
    """Tell whether phrases are made for search engines: by their number, or since they name well-known subjects."""
    known, named = _known_subjects(), list(subjects)
    return len(named) >= _MANY_PHRASES or sum(subject in known for subject in named) >= _KNOWN_SUBJECTS


def _short_parts(page: Page) -> Iterator[tuple[int, str]]:
    texts = [block.text for block in page.blocks] + [link.anchor for link in page.shown_links]  # menus are one block
    parts = (
        (number, " ".join(part.translate(_JOINTS).split()))
        for number, text in enumerate(texts)
        for part in _BETWEEN_PHRASES.split(fold(text[:20_000]))
    )
    return (
        (number, text)
        for number, text in islice(parts, _MAX_PARTS)
        if 0 < len(text.split()) <= _PHRASE_WORDS and len(text) <= _PHRASE_LENGTH
    )


def _subject_beside(text: str, matcher: PhraseMatcher) -> str:
    """Return the words before or after an invitation that stands at the end or the beginning of a text.

    Behind `guest post` a title may follow, so there only a well-known subject is one.
    """
    for hit in matcher.find(text):
        rest = text[hit.end :] if hit.start == 0 else text[: hit.start] if hit.end == len(text) else ""
        subject = " ".join(word for word in re.findall(r"\w+", rest) if word not in _NO_SUBJECT)
        if subject and (hit.group is Group.INVITE or subject in _known_subjects()):
            return subject
    return ""


def _known_subjects() -> frozenset[str]:
    return phrases_of(Group.BOUGHT_SUBJECTS) | phrases_of(Group.BROAD_TOPICS)


def subject_pages(page: Page, niche: Niche) -> tuple[str, ...]:
    """Return the paths of the site's own pages that join the path of an invitation with a subject each."""
    slugs = guest_post_slugs(niche.phrases)
    own = dict.fromkeys(path_of(link.url) for link in page.links if is_same_site(link.url, page.url))
    found: dict[str, str] = {}
    for path in islice(own, _MAX_PARTS):
        if subject := _subject_of_slug(path.rstrip("/").rpartition("/")[2].lower(), slugs):
            found.setdefault(subject, path)
    return tuple(found.values())


@lru_cache(maxsize=4_096)
def _subject_of_slug(slug: str, slugs: frozenset[str]) -> str:
    words = slug.split("-")[:12]
    for cut in range(1, len(words)):
        before, after = words[:cut], words[cut:]
        for slug_words, subject in ((before, after), (after, before)):
            named = [word for word in subject if word not in _NO_SUBJECT and not word.isdigit()]
            if len(slug_words) > 1 and named and "-".join(slug_words) in slugs:
                return "-".join(named)
    return ""
