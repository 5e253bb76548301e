"""Declarative shadow roots made part of the page (HTML standard, `template` with `shadowrootmode`).

A browser shows the content of such a template in place of its host; the parser here keeps it apart like that of any
other template. So its tags are renamed before the page is parsed.
"""

import re

_MARK = "shadowrootmode"
_ROOT = re.compile(r"\sshadowrootmode\s*=\s*[\"']?(?:open|closed)(?![\w-])", re.IGNORECASE)
_TOKEN = re.compile(
    # What nothing closes reaches to the end of the page, and attributes are short: every character is read once.
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)(?=[\s/>]).*?(?:</\1|\Z)"
    r"|<(?P<end>/?)template(?=[\s/>])(?P<attributes>[^<>]{0,1000})>",
    re.IGNORECASE | re.DOTALL,
)


def open_shadow_roots(html: str) -> str:
    """Return the page with every declarative shadow root as a `div`; other templates stay what they are."""
    if _MARK not in html:
        return html
    are_roots: list[bool] = []  # of the templates that are open

    def renamed(token: re.Match[str]) -> str:
        attributes = token.group("attributes")
        if attributes is None:
            return token.group()
        if token.group("end"):
            return "</div>" if are_roots and are_roots.pop() else token.group()
        are_roots.append(_ROOT.search(attributes) is not None)
        return "<div>" if are_roots[-1] else token.group()

    return _TOKEN.sub(renamed, html)
