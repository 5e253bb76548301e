"""Whether a page is an empty shell that only a browser fills, and why."""

from linkfinder.analysis.tree import Outline

_FEW_WORDS = 15  # a page with less to read and scripts in it is waiting for them


def needs_browser(outline: Outline, words: int) -> str:
    """Return why the plain HTML is not enough, or an empty string when it is."""
    if words >= _FEW_WORDS or not outline.scripts or len(outline.anchors) > _FEW_WORDS:
        return ""
    return f"{words} words and {outline.scripts} scripts: the page is filled by JavaScript"
