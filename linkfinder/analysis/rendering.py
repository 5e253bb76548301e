"""Whether a page is an empty shell that only a browser fills, and why.

Short pages are not shells: a notice, a contact page with a form and a page of pictures are complete as they are.
"""

import re
from collections.abc import Iterable

from linkfinder.analysis.tree import Outline
from linkfinder.data.bot_protection import challenge_titles, protection_marks
from linkfinder.model.page import Block, PageClass

_FEW_WORDS = 25  # visible words; the barest real pages with something to judge have more
_FEW_LINKS = 5
_MAX_NOTICES, _MAX_NOTICE = 10, 2_000  # noscript elements looked at, and characters of each
_MOUNTS = (
    "#root,#app,#__next,#__nuxt,#___gatsby,#react-root,#q-app,#svelte,#ember-app,#app-root,app-root,[ng-app],[data-reactroot],"
    "#main-app,#application,#SITE_CONTAINER,[ng-version]"
)
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|activate|turn on|requires?|need|without|activer|aktivieren|habilit\w+|activ\w+|attiva\w*|inschakel\w*|"
    r"włącz\w*|включ\w+|etkinleştir\w*)\b.{0,60}java ?script|java ?script.{0,60}\b(?:enable|disabled|required|needed|"
    r"désactivé|deaktiviert|aktivieren|activ\w+|habilit\w+|abilita\w*|wyłączon\w*|отключ\w+)",
    re.IGNORECASE | re.DOTALL,
)
_MARKS_REACH = 40_000  # characters in which a challenge page loads its script


def count_visible(blocks: Iterable[Block]) -> int:
    """Return the number of words that stand in blocks, counted no further than it takes to see that a page is full."""
    words = 0
    for block in blocks:
        words += block.text.count(" ") + 1
        if words >= _FEW_WORDS:
            break
    return words


def needs_browser(outline: Outline, visible_words: int, page_class: PageClass) -> str:
    """Return why the plain HTML is not enough, or an empty string when it is."""
    if visible_words >= _FEW_WORDS or "<script" not in outline.html:
        return ""
    if _is_challenge(outline):
        return "bot protection asks for a browser"
    if any(_NEEDS_SCRIPT.search(node.text()[:_MAX_NOTICE]) for node in outline.tree.css("noscript")[:_MAX_NOTICES]):
        return "the page itself says that it needs JavaScript"
    is_complete = page_class is not PageClass.NORMAL or outline.forms or _has_links(outline)
    return "" if is_complete else _why_empty(outline, visible_words)


def _is_challenge(outline: Outline) -> bool:
    if not outline.title.strip().lower().startswith(challenge_titles()):
        return False
    source = outline.html[:_MARKS_REACH].lower()
    return any(mark in source for mark in protection_marks())


def _has_links(outline: Outline) -> bool:
    return sum(not anchor.is_folded for anchor in outline.anchors) > _FEW_LINKS


def _why_empty(outline: Outline, visible_words: int) -> str:
    mount = outline.tree.css_first(_MOUNTS)
    if mount is not None and len(mount.text(strip=True)) < _FEW_WORDS:
        return "the element that a script fills is empty"
    if outline.hidden:
        return "what there is to read is hidden until a script shows it"
    return "" if visible_words or outline.tree.css_first("img,video,object") else "nothing to read, but scripts"
