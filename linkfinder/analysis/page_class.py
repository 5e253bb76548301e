"""The class of a page, judged from the page alone: a normal page, or a notice that there is none any more.

Long articles quote such words too. A phrase counts where a notice would have it, in the title, the headings or the
first lines; the longer the page is, the more of these must agree. The server's status and a random address of the
same site are evidence that `linkcheck` adds.
"""

# ruff: noqa: RUF001, SIM905 (dashes that titles use; word lists read best as text)

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linkfinder.analysis.default_pages import DEFAULT_PAGE_WORDS, default_page_notice, is_whole_word
from linkfinder.data.parking import parking_marks
from linkfinder.data.tables import read_table
from linkfinder.model.page import Block, BlockRole, PageClass, Place
from linkfinder.text.folding import fold
from linkfinder.text.matching import TextMatcher

_FEW = 25  # words: a notice of one sentence, whatever its title is beside it
_SHORT = 70  # words of main text: all there is to read is the notice and what to do next
_BRIEF = 150  # words: two different phrases of one kind are no accident
_MEDIUM = 450  # words: a notice with a list of recent articles below it
_LINES = 700  # characters in which a notice says what it is
_HEADINGS = 4
_ENOUGH = 2  # points; one sign alone may be a quotation
_SEPARATORS = re.compile(r"\s[|·•»–—-]+\s|\s?[|»]\s?")
_PUNCTUATION = re.compile(r"[^\w' ]+|(?<!\w)'|'(?!\w)")
_DOMAIN = re.compile(r"\b(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}\b", re.IGNORECASE)
_FILLERS = frozenset(
    "404 500 503 410 403 error http oops ooops sorry whoops uh oh the a this is page site website web our we are you "
    "www com fehler leider diese seite ups erreur desole oups cette lo sentimos erro desculpe errore spiacenti ops "
    "fout helaas blad przepraszamy ошибка hata code status now today premium your".split()
)
_ADDRESS = re.compile(
    r"(?:^|[/_-])(?:404|not-?found|page-?not-?found|notfound|error-?(?:404|page)?)(?:$|[/._-])", re.IGNORECASE
)
_MANUAL = re.compile(
    r"^(?:(?:what|how|when) (?:is|are|to|do|does)|was ist|wie (?:man|funktioniert|sie)|qu'est ce que?|comment|"
    r"que es|como|o que e|cos'e|che cos'e|wat is|hoe|co to|jak|что такое|как) "
    r"(?!.*\b(?:you see|this page|this mean|i do|you do|fix|happen\w*)\b)|"
    r"\b(?:nedir|nasil)$|"
    r"\b(?:help|help cent(?:er|re)|support cent(?:er|re)|knowledge ?base|documentation|docs|manual|glossary|wiki|faq|"
    r"settings|options|admin|dashboard|hilfe|handbuch|hilfecenter|einstellungen|aide|centre d'aide|lexique|ayuda|"
    r"centro de ayuda|ajustes|configuracion|ajuda|central de ajuda|configuracoes|guida|impostazioni|instellingen|"
    r"helpcentrum|pomoc|ustawienia|справка|настройки|yardim|ayarlar)$"
)
"""What titles and headings of help pages, glossaries and settings begin or end with."""

_MANUAL_PATH = re.compile(
    r"/(?:help|support|docs?|documentation|kb|knowledge-?base|faq|wiki|glossary|manual|guides?|tutorials?|articles?|"
    r"settings|admin|hilfe|aide|ayuda|ajuda|pomoc|lexikon|glossar)(?=/)",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"\b(?:podcasts?|episodes?|episodios?|episodi|folgen?|aflevering\w*|odcin\w+|выпуск\w*|bolum\w*|seasons?|staffel)\b"
)
"""Words of a series that goes on: two of them beside a title `Coming soon` make it the name of one."""

_PARKING_SCRIPT_REACH = 20_000  # characters in which a parking page loads its advertisements


_FURNITURE = frozenset({Place.NAV, Place.FOOTER, Place.SIDEBAR, Place.COMMENT})


@dataclass(frozen=True, slots=True)
class ClassMarker:
    """A phrase that is evidence for a class; `is_whole`: only when nothing else stands beside it."""

    phrase: str
    page_class: PageClass
    is_whole: bool


@dataclass(frozen=True, slots=True)
class MarkerHit:
    """A marker found, how much it counts, and where."""

    marker: ClassMarker
    points: int
    source: str


@lru_cache(maxsize=1)
def markers() -> tuple[ClassMarker, ...]:
    """Return every phrase of `page_class_marks.toml` in folded form, in the order in which classes are tried."""
    data = read_table("page_class_marks")
    return tuple(
        ClassMarker(fold_marker(phrase), PageClass(name), is_whole)
        for name, languages in data.items()
        if name != "source"
        for phrases in languages.values()
        for key, is_whole in (("phrases", False), ("whole_lines", True))
        for phrase in phrases.get(key, ())
    )


@lru_cache(maxsize=1)
def _matcher() -> TextMatcher:
    return TextMatcher((marker.phrase for marker in markers()), for_long=False)  # a title, headings, first lines


def fold_marker(text: str) -> str:
    """Return a text folded and without punctuation: the form in which markers are compared."""
    return " ".join(_PUNCTUATION.sub(" ", fold(text)).split())


def classify(title: str, headings: Sequence[str], text: str, words: int, url: str = "") -> tuple[PageClass, str]:
    """Return the class of a page and the words that decided it.

    `headings` and `text` are those of the content, without menus and footers; `words` counts the whole main text.
    """
    text = text[:_LINES] if words <= _MEDIUM else ""
    everything = "\n".join((title, *headings[:_HEADINGS], text))
    named = _DOMAIN.sub(" domain ", everything)
    folded = fold_marker(f"{everything}\n{named}" if named != everything else everything)
    found = _by_markers(title, headings, text, words, url) if next(_hits(folded), None) else None
    return found or _as_default_page(title, headings, folded, words, url)


def _as_default_page(title: str, headings: Sequence[str], folded: str, words: int, url: str) -> tuple[PageClass, str]:
    notice = default_page_notice(folded, fold_marker) if words <= DEFAULT_PAGE_WORDS else ""
    is_manual = bool(notice) and (_is_manual(title, headings) or _MANUAL_PATH.search(url) is not None)
    return (PageClass.PLACEHOLDER, notice) if notice and not is_manual else (PageClass.NORMAL, "")


def _by_markers(title: str, headings: Sequence[str], text: str, words: int, url: str) -> tuple[PageClass, str] | None:
    hits = list(_marker_hits(title, headings, text, words))
    for page_class in (PageClass.SUSPENDED, PageClass.PARKED, PageClass.PLACEHOLDER, PageClass.SOFT_404):
        own = [hit for hit in hits if hit.marker.page_class is page_class]
        if own and _points(own, words, url) >= _ENOUGH and not _is_about(own, title, headings, text, words, url):
            reason = max(own, key=lambda hit: hit.points)
            return page_class, reason.marker.phrase
    return None


def _is_manual(title: str, headings: Sequence[str]) -> bool:
    """Tell whether a page explains; only its first heading counts, since notices have `What can I do?` further down."""
    return any(_MANUAL.search(fold_marker(line)) for line in (title, *headings[:1]))


def _points(own: Sequence[MarkerHit], words: int, url: str) -> int:
    """Add up the markers of one class; words that are also names of things prove little on a page with more to read."""
    is_soft_404 = own[0].marker.page_class is PageClass.SOFT_404
    whole = sum(hit.points for hit in own if hit.marker.is_whole)
    if words > (_MEDIUM if is_soft_404 else _BRIEF):
        whole = min(whole, 1)
    return (
        sum(hit.points for hit in own if not hit.marker.is_whole) + whole + bool(is_soft_404 and _ADDRESS.search(url))
    )


def _is_about(own: Sequence[MarkerHit], title: str, headings: Sequence[str], text: str, words: int, url: str) -> bool:
    """Tell whether a page has its markers as a subject: a help page on domain parking, a podcast `Coming soon`."""
    if own[0].marker.page_class is PageClass.SOFT_404:
        return False
    lines = [fold_marker(line) for line in (title, *headings[:_HEADINGS])]
    is_named = all(hit.marker.is_whole for hit in own)
    is_manual = _is_manual(title, headings) or (is_named and _MANUAL_PATH.search(url) is not None)
    if is_manual and words > (_FEW if is_named else _SHORT):
        return True
    return is_named and words > _FEW and len(_SERIES.findall(" ".join((*lines, fold_marker(text))))) >= _ENOUGH


def classify_blocks(title: str, blocks: Sequence[Block], words: int, url: str, html: str) -> tuple[PageClass, str]:
    """Return the class of a page that has been read into blocks; `html` is searched for parking services' scripts."""
    heading = BlockRole.HEADING
    headings = [block.text for block in blocks if block.role is heading and block.place not in _FURNITURE]
    found = classify(title, headings, _first_lines(blocks) if words <= _MEDIUM else "", words, url)
    if found[0] is PageClass.NORMAL and words <= _BRIEF and has_parking_script(html):
        return PageClass.PARKED, "a parking service's script"
    return found


def _first_lines(blocks: Iterable[Block]) -> str:
    lines: list[str] = []
    length = 0
    for block in blocks:
        if length > _LINES:
            break
        if block.place not in _FURNITURE:
            lines.append(block.text)
            length += len(block.text)
    return " ".join(lines)


def has_parking_script(html: str) -> bool:
    """Tell whether a page loads the scripts of a parking service."""
    head = html[:_PARKING_SCRIPT_REACH].lower()
    return any(mark in head for mark in parking_marks())


def _marker_hits(title: str, headings: Sequence[str], text: str, words: int) -> Iterator[MarkerHit]:
    """Yield the markers of title, headings and first lines; each of the three counts once a class."""
    yield from _best(_of_line(part, words, "title") for part in (title, *_SEPARATORS.split(title)))
    parts = [part for heading in headings[:_HEADINGS] for part in (heading, *_SEPARATORS.split(heading))]
    yield from _best(_of_line(part, words, "heading") for part in parts)
    if text:
        yield from _best([_of_lines(text, words)])


def _best(found: Iterable[list[MarkerHit]]) -> Iterator[MarkerHit]:
    strongest: dict[PageClass, MarkerHit] = {}
    for hits in found:
        for hit in hits:
            before = strongest.get(hit.marker.page_class)
            if before is None or hit.points > before.points:
                strongest[hit.marker.page_class] = hit
    yield from strongest.values()


def _hits(text: str) -> Iterator[tuple[ClassMarker, int, int]]:
    for index, start, end in _matcher().find(text):
        if is_whole_word(text, start, end):
            yield markers()[index], start, end


def _of_line(line: str, words: int, where: str) -> list[MarkerHit]:
    """Judge a title, a part of one, or a heading: as a whole it counts fully, in passing only on a short page.

    In `name.example is for sale`, the name stands for "this domain".
    """
    hits = _of_part(fold_marker(_DOMAIN.sub(" ", line)), words, where)
    if _DOMAIN.search(line) is None:
        return hits
    offers = _of_part(fold_marker(_DOMAIN.sub(" domain ", line)), words, where)
    return hits + [hit for hit in offers if hit.marker.page_class is PageClass.PARKED]


def _of_part(text: str, words: int, where: str) -> list[MarkerHit]:
    if not text or len(text) > _LINES:
        return []
    hits = []
    for marker, start, end in _hits(text):
        rest = f"{text[:start]} {text[end:]}".split()
        if all(word in _FILLERS for word in rest):
            hits.append(MarkerHit(marker, _ENOUGH if words <= _MEDIUM else 1, where))
        elif not marker.is_whole and words <= _MEDIUM:
            hits.append(MarkerHit(marker, 1, where))
    return hits


def _of_lines(text: str, words: int) -> list[MarkerHit]:
    """Judge the first lines: on a short page a sentence is enough, on a longer one it only agrees."""
    hits = [marker for marker, _, _ in _hits(fold_marker(text)) if not marker.is_whole]
    of_class = Counter(marker.page_class for marker in set(hits))
    return [
        MarkerHit(
            marker, _ENOUGH if words <= _SHORT or (words <= _BRIEF and of_class[marker.page_class] > 1) else 1, "text"
        )
        for marker in hits
    ]
