"""What stands beside a date: words that say "published" or "updated", or a list of which the date is one line.

Words are known in the languages of the phrase packs. All work is capped: a few nodes around each date are read.
"""

# ruff: noqa: RUF001 (words in many scripts)

import re
from enum import Enum
from itertools import islice

from selectolax.lexbor import LexborNode

CHANGED = re.compile(
    r"updat|modif|chang|edit(?!ed by|or|ion)|revis|aktualisier|geändert|änderung|mis à jour|mise à jour|actualiz|"
    r"atualiz|aggiorna|bijgewerkt|gewijzigd|zaktualiz|aktualiz|oppdater|uppdater|opdater|päivitetty|обновл|изменен|"
    r"güncel|обновен|променен|оновлен|змінен|ενημερ|τροποποι|frissít|módosít|diperbarui|diubah|cập nhật|sửa đổi|"
    r"更新|修改|修正|업데이트|수정|갱신|تحديث|تعديل|last reviewed|stand:",
    re.IGNORECASE,
)
"""The words of a change."""

PUBLISHED = re.compile(
    r"\b(?:publish\w{0,4}|posted|written|released|first appeared|veröffentlicht|erschienen|erstellt|publié\w{0,2}|paru|"
    r"publicad[oa]|publicat|pubblicat[oa]|geplaatst|gepubliceerd|opublikowan[oya]|dodano|publicerad|publisert|udgivet|"
    r"julkaistu|publikováno|vydáno|közzétéve|megjelent|опубликован[оа]?|дата публикации|yayınlan\w{2,4}|yayın tarihi|"
    r"публикуван[оа]?|опубліковано|δημοσιε\w{2,8}|diterbitkan|dipublikasikan|diposting|postat|xuất bản|"
    r"gepostet|eingestellt am|created on|date)\b|ngày đăng|公開|投稿|掲載|发布|發布|发表|發表|게시|등록일|작성일|نشر",
    re.IGNORECASE,
)
"""The words of a publication."""

_TIME_TAGS = frozenset({"time", "relative-time", "local-time", "time-ago"})
_CLIMBED = frozenset({"span", "strong", "em", "b", "i", "small", "a", "abbr", "font", "div", "dd", "td"})
_BESIDE = _CLIMBED | {"dt", "th", "label", "br", "svg", "img", "-comment", "-text"}
_MAX_LEVELS = 3  # elements around a date in which its label may stand
_MAX_SIBLINGS = 8  # nodes before a date: words, an icon, and the spaces between them
_MAX_LABEL = 40  # characters that are read as a label: "Last updated by the editors on"
_MAX_NODES = 60  # nodes of a line in a list; an article has more
_ITEMS = {"li": 1, "tr": 1, "article": 1, "div": 2, "p": 2}
"""How many lines of the same kind must stand beside a line of a list: a page has many `div` elements side by side."""
_MAX_ITEM_LEVELS = 5
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


class DateLabel(Enum):
    """What the words beside a date call it."""

    PUBLISHED = "published"
    CHANGED = "changed"
    NONE = ""


def label_of(node: LexborNode) -> DateLabel:
    """Return what the words before a date, at its start, or right after it call it; the nearest words decide."""
    inside = _DIGIT.split(_short_text(node) or "", maxsplit=1)[0]
    before = _label_in(f"{_words_before(node)} {inside}")
    return before if before is not DateLabel.NONE else _label_in(_words_after(node))


def _label_in(text: str) -> DateLabel:
    changed = max((found.start() for found in CHANGED.finditer(text)), default=-1)
    # "Updated date" is the date of a change: the word "date" says only what a time element says anyway.
    published = max((found.start() for found in PUBLISHED.finditer(text) if found[0].lower() != "date"), default=-1)
    if changed == published:
        return DateLabel.NONE
    return DateLabel.CHANGED if changed > published else DateLabel.PUBLISHED


def _words_before(node: LexborNode) -> str:
    """Return the last words before a node in its line, back to the date before it."""
    words = ""
    level: LexborNode | None = node
    for _ in range(_MAX_LEVELS):
        if level is None:
            break
        sibling = level.prev
        for _ in range(_MAX_SIBLINGS):
            if sibling is None:
                break
            text = _label_text(sibling)
            if text is None:
                return words
            words = f"{text} {words}"[-_MAX_LABEL:]
            sibling = sibling.prev
        level = level.parent
        if words.strip() or level is None or level.tag not in _CLIMBED:
            break
    return words


def _words_after(node: LexborNode) -> str:
    """Return the words that follow a node in its line, or nothing where another date follows: they may be its label."""
    words = ""
    sibling = node.next
    for _ in range(_MAX_SIBLINGS):
        if sibling is None:
            break
        text = _label_text(sibling)
        if text is None:
            return "" if sibling.tag in _TIME_TAGS or _holds_time(sibling) else words
        words += f" {text}"
        sibling = sibling.next
    # Words with a number are about another date: "3 May 2025 | Updated 1 June 2025".
    return "" if len(words) > _MAX_LABEL or _DIGIT.search(words) else words


def _label_text(node: LexborNode) -> str | None:
    """Return the text of a node beside a date, or None when it is not part of the same line."""
    if node.tag not in _BESIDE:
        return None
    if node.is_text_node:
        return node.text_content or ""
    return None if _holds_time(node) else _short_text(node)


def _holds_time(node: LexborNode) -> bool:
    """Tell whether one of the first nodes in an element is another date."""
    return any(part.tag in _TIME_TAGS for part in islice(node.traverse(), _MAX_NODES))


def _short_text(node: LexborNode) -> str | None:
    """Return the text of an element, or None when it has too many nodes for a line."""
    nodes = list(islice(node.traverse(include_text=True), _MAX_NODES + 1))
    if len(nodes) > _MAX_NODES:
        return None
    return " ".join(" ".join(part.text_content or "" for part in nodes if part.is_text_node).split())


def is_in_dated_list(node: LexborNode) -> bool:
    """Tell whether a date belongs to one of several lines that each have a link and a date: a list of other pages."""
    item = node.parent
    for _ in range(_MAX_ITEM_LEVELS):
        if item is None:
            return False
        if item.tag in _ITEMS and _is_dated_line(item) and _count_lines_beside(item) >= _ITEMS[item.tag]:
            return True
        item = item.parent
    return False


def _is_dated_line(item: LexborNode) -> bool:
    text = _short_text(item)
    if text is None or item.css_first("a[href]") is None or item.css_first("h1") is not None:
        return False
    return item.css_first("[datetime]") is not None or _YEAR.search(text) is not None


def _count_lines_beside(item: LexborNode) -> int:
    name = item.attributes.get("class")
    count = 0
    for direction in ("prev", "next"):
        sibling = getattr(item, direction)
        for _ in range(_MAX_SIBLINGS):
            if sibling is None:
                break
            count += sibling.tag == item.tag and sibling.attributes.get("class") == name and _is_dated_line(sibling)
            sibling = getattr(sibling, direction)
    return count
