"""Where on a page something stands: the place that an element opens, from its tag, role, class and id.

Pages without semantic tags say it in class and id tokens, in many naming habits: `side-bar`, `sideBar`, `secondary`,
`widget_area`, `colophon`. What a name suggests is only a first guess; `layout` corrects it once all text is known.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborNode

from linkfinder.model.page import Place

Attributes = Mapping[str, str | None]


@dataclass(slots=True, eq=False)
class Region:
    """A part of the page that an element opened; the counts cover its visible text and links, regions inside too."""

    place: Place
    parent: "Region | None" = None
    is_main: bool = False  # inside main or article: headers and footers there belong to the text
    first_block: int = 0
    chars: int = 0
    link_chars: int = 0
    links: int = 0
    external: int = 0


_TAG_PLACES = {
    "nav": Place.NAV,
    "header": Place.HEADER,
    "footer": Place.FOOTER,
    "aside": Place.SIDEBAR,
    "menu": Place.NAV,
    "search": Place.NAV,
}
_ROLE_PLACES = {
    "navigation": Place.NAV,
    "menu": Place.NAV,
    "menubar": Place.NAV,
    "search": Place.NAV,
    "banner": Place.HEADER,
    "contentinfo": Place.FOOTER,
    "complementary": Place.SIDEBAR,
}
_SETTLED = frozenset({Place.COMMENT, Place.AUTHOR_BIO, Place.FOOTER, Place.NAV, Place.SIDEBAR})
"""What stands inside one of these stands in it, whatever its own names say."""

_WRAPPED = {
    # A wrapper named after one of its parts (`sidebar-layout`) holds the main text too; a logo may be an h1.
    Place.HEADER: "main, [role=main], article",
    Place.FOOTER: "main, [role=main], h1",
    Place.SIDEBAR: "main, [role=main], h1",
    Place.NAV: "main, [role=main], h1",
    Place.COMMENT: "main, [role=main], h1",
    Place.AUTHOR_BIO: "main, [role=main]",
}

_STEMS = re.compile(
    "nav|menu|crumb|pag(?:er|in)|head|mast|banner|top|foot|colophon|copyright|bottom|side|widget|secondary|rail|"
    "relat|recommend|popular|share|social|comment|disqus|respond|repl|komment|coment|reacti|author|autor|auteur|bio|"
    "left|right|cookie|consent|gdpr|popup|modal|toc|blogroll|skip|promo|advert|newsletter|subscri|trend|most-read|"
    "tertiary|info|credit|brand|logo|writer|contributor|sabox|abh-|molongui|ppma|starbox|giscus|utterances|isso|cusdis|hyvor"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PAGE_BUILDERS = re.compile(r"^(?:elementor|et_pb|vc|wp-block-(?:column|group|cover|button)|fl-|fusion|brxe|kt-|uk-)")
_MODIFIERS = re.compile(r"^(?:has|no|with|is|js|without|hide|show|text|bg|btn|border|align|float|p|m|mt|mb|pl|pr)-")

_COLUMN_IDS = frozenset({"left", "right", "side", "links", "rechts"})  # as a class they only say "float"
_CONTENT = r"(?:entry|post|article|content|section|card|story|page|item|panel|box|block|chapter|topic|title|table)"
_RULES: tuple[tuple[Place, re.Pattern[str]], ...] = (
    (
        Place.COMMENT,
        re.compile(
            r"^(?:the-)?comments?(?:$|-(?!link|count|num|icon|bubble|meta-link))|(?:^|-)(?:comments?|commentlist|"
            r"comment-?list|disqus|respond|kommentare?|comentarios?|commentaires?|reacties|replies|fb-comments)$|"
            r"^(?:disqus|commentlist|commento|giscus|utterances|isso|cusdis|hyvor|komment|comentario|reactions?-list)"
        ),
    ),
    (
        Place.AUTHOR_BIO,
        re.compile(
            r"(?:^|-)(?:author|autor|autore|auteur|writer|contributor)s?-?(?:bio|box|boxes|info|about|desc|description|"
            r"profile|card|details?|block|section|area|wrap|container|widget|content|bottom|footer)(?:-|$)|"
            r"(?:^|-)about-?(?:the-?)?(?:author|autor|auteur|writer)|(?:^|-)(?:bio|biography|biographie|biografia)(?:$|-)|"
            r"^(?:saboxplugin|abh-|molongui|ppma-|pp-multiple-authors|starbox|authorbox|post-author$|entry-author$)"
        ),
    ),
    (
        Place.FOOTER,
        re.compile(
            rf"^(?!(?!page){_CONTENT}-?foot)(?:(?:[a-z0-9]+-){{0,3}}(?:footers?|foot|colophon|subfooter|copyrights?)(?:$|-)|footer|"
            r"[a-z]{1,12}footer$|bottom-?(?:bar|menu|nav|links)|site-?info|credits?$|cookie|consent|gdpr)"
        ),
    ),
    (
        Place.NAV,
        re.compile(
            r"(?:^|-)(?:nav|navi|navbar|navs|navigation|menus?|submenu|breadcrumbs?|pagination|pager|paging|topnav|"
            r"mainnav|subnav|sitenav|mainmenu|topmenu|sitemenu|megamenu|toc|skip-?links?|menubar|navlist|navmenu)(?:$|-)|"
            r"^(?:nav|menu|breadcrumb|pagination)[a-z]*$|(?:nav|navigation|menu|breadcrumbs?)$"
        ),
    ),
    (
        Place.SIDEBAR,
        re.compile(
            r"(?:^|-)(?:side-?bars?|aside|rail|sidecol|sidenav|blogroll|widgets?|widgetarea|sidepanel)(?:$|-)|"
            r"^(?:sidebar|secondary|tertiary|side)$|^(?:side|right|left)(?:-?(?:col|column|side|bar|content|area|nav|panel|wrapper|"
            r"container|sidebar)s?$)|sidebar|(?:^|-)(?:related|recommended|recommendations|popular|trending|most-read)"
            r"(?:$|-)|(?:^|-)(?:share|sharing|sharedaddy|social|socials|social-?(?:links|icons|media|share|bar))(?:$|-)|"
            r"(?:^|-)(?:col|column)-?(?:right|left)$|^(?:newsletter|subscribe|subscription|promo|popup|modal|advert)"
            r"(?:$|-)"
        ),
    ),
    (
        Place.HEADER,
        re.compile(
            rf"^(?!{_CONTENT}-?(?:head|top))(?:(?:[a-z0-9]+-){{0,3}}(?:header|masthead|topbar|top-bar)(?:$|-)|header|"
            r"masthead|top-?(?:bar|header|line|strip)|site-?(?:branding|header|title)|banner$|head$|logo$)"
        ),
    ),
)


@lru_cache(maxsize=65_536)
def place_of_names(names: str) -> Place | None:
    """Return the place that the class and id tokens of an element suggest, or None."""
    if not _STEMS.search(names.lower()):
        return None
    tokens = [_token(token) for token in names[:1_000].split()[:20]]
    kept = [token for token in tokens if not _MODIFIERS.match(token) and not _PAGE_BUILDERS.match(token)]
    for place, rule in _RULES:
        if any(rule.search(token) for token in kept):
            return place
    return None


def _token(token: str) -> str:
    """Write one token in one habit: lower case, words parted by a single hyphen."""
    return _CAMEL.sub("-", token[:60]).lower().replace("__", "-").replace("_", "-").replace("--", "-").strip("-")


def open_landmark(tag: str, node: LexborNode, attributes: Attributes, parent: Region) -> Region:
    """Return the region of a `main article nav header footer aside` and the like."""
    if parent.place in _SETTLED:
        return parent
    place = _TAG_PLACES.get(tag)
    if parent.is_main and place in (Place.HEADER, Place.FOOTER):
        place = None
    named = _named(node, attributes.get("class"), attributes.get("id"), attributes.get("role"), parent)
    if tag in {"main", "article"}:
        # A comment is often an article too; nothing else that a name says outweighs these two tags.
        is_comment = named is Place.COMMENT
        return Region(Place.COMMENT if is_comment else Place.BODY, parent, is_main=True)
    if place is None or named in (Place.COMMENT, Place.AUTHOR_BIO):
        place = named
    return parent if place is None else Region(place, parent)


def open_division(node: LexborNode, attributes: Attributes, parent: Region) -> Region:
    """Return the region of a `div`, `section` or the like: a new one when its names say so."""
    if not attributes or parent.place in _SETTLED:
        return parent
    role = attributes.get("role")
    if role == "main":
        return Region(Place.BODY, parent, is_main=True)
    place = _named(node, attributes.get("class"), attributes.get("id"), role, parent)
    return parent if place is None else Region(place, parent, parent.is_main)


def open_list(place: Place, node: LexborNode, attributes: Attributes, parent: Region) -> Region:
    """Return the region of a list or a table: furniture when its names say so, otherwise `place`."""
    if parent.place in _SETTLED:
        return parent
    region = open_division(node, attributes, parent)
    if region is not parent or parent.place is Place.HEADER:
        return region
    return Region(Place.LIST if parent.place is Place.LIST else place, parent, parent.is_main)


def _named(
    node: LexborNode, classes: str | None, identity: str | None, role: str | None, parent: Region
) -> Place | None:
    place = _ROLE_PLACES.get(role) if role else None
    if place is not None:
        return place
    if classes:
        place = place_of_names(classes)
    if place is None and identity:
        place = Place.SIDEBAR if identity.lower() in _COLUMN_IDS else place_of_names(identity)
    if place is None or place is parent.place or node.css_first(_WRAPPED[place]) is not None:
        return None
    return place
