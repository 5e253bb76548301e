"""An invented web for the harvest benchmark: 500 sites in eight languages, some of which invite authors.

The same seed gives the same web. Half of the sites are about the niche. Links stay on the topic in four of five cases
and in the language in nine of ten. Pages a site are log-normal with a mean of 100: many small sites and a few large
ones (Huberman and Adamic, "Growth dynamics of the World-Wide Web", Nature 401, 1999).

Three in five sites on the topic invite authors. The page is linked from every footer, from the about page, from the
contact page, from the text of one post, or stands in the sitemap only. Half of these pages have a path that says what
they are in the words of the site's owner, the other half a number or a made-up word, as content systems give them.
Every second site on the topic that does not invite has a page that only looks like an invitation. One in five sites
off the topic invites too. The wording stands in `languages/*.toml`, written without linkfinder's phrase packs.
"""

import random
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from benchmarks.markup import Anchor, Content, Theme, link, page_size, paragraphs
from benchmarks.words import Language, Notice, invented_words, languages, some_words

SAME_TOPIC = 0.8
SAME_LANGUAGE = 0.9
INVITING = 0.6
INVITING_ELSEWHERE = 0.2
LOOKING_ALIKE = 0.5
TELLING_PATH = 0.5
_SIZE_MU = 4.1  # with a sigma of 1 the mean is 100
_LATEST = 12
_RELATED = 8
_OUTSIDE = 3
_LISTED = 30

Plan = tuple[str, bool, Language]
"""Host, whether it is about the niche, and the language of a site."""


class Linked(StrEnum):
    """From where the page with the invitation is linked."""

    FOOTER = "footer"
    ABOUT = "about"
    CONTACT = "contact"
    POST = "post"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Planted:
    """A page that invites authors, or one that only looks like it: what it says, where it stands, who links to it."""

    notice: Notice
    path: str
    linked: Linked


@dataclass(frozen=True)
class PlantedSite:
    """One site: what it is about, where it links to, and what is planted on it."""

    number: int
    host: str
    language: Language
    is_on_topic: bool
    pages: int
    theme: Theme
    neighbours: tuple[str, ...]
    invitation: Planted | None
    lookalike: Planted | None

    @cached_property
    def posts(self) -> dict[str, int]:
        """The posts by path. Paths are numbers, names, or names under a date: each site has its own way."""
        chance = random.Random(f"posts {self.host}")  # noqa: S311 (a repeatable web, no secret)
        kind, paths = chance.choice(("number", "name", "date", "query")), []
        for number in range(1, self.pages + 1):
            name = "-".join(chance.choices(invented_words(), k=chance.randint(2, 6)))
            dated = f"/20{chance.randint(16, 26)}/{chance.randint(1, 12):02}/{name}/"
            paths.append(
                {"number": f"/{name}-{number}.html", "name": f"/{name}", "date": dated, "query": f"/?p={number * 7}"}[
                    kind
                ]
            )
        return {path: number for number, path in enumerate(paths)}

    @property
    def planted(self) -> tuple[Planted, ...]:
        """The pages that stand beside the ordinary ones."""
        return tuple(each for each in (self.invitation, self.lookalike) if each)


class PlantedWeb:
    """All sites by host; `answer` makes any page when it is asked for."""

    def __init__(self, seed: int, sites: int = 500) -> None:
        chance = random.Random(f"planted {seed}")  # noqa: S311 (a repeatable web, no secret)
        words = chance.sample(invented_words(), sites)
        plans = [
            (f"{word}{number}.example", bool(number % 2), chance.choice(languages()))
            for number, word in enumerate(words)
        ]
        self.sites = {host: _site(chance, number, plans) for number, (host, _, _) in enumerate(plans)}

    @property
    def invitations(self) -> dict[str, Notice]:
        """The pages on the topic that invite authors, by address."""
        sites = [(site, site.invitation) for site in self.on_topic.values()]
        return {f"http://{site.host}{planted.path}": planted.notice for site, planted in sites if planted}

    @property
    def on_topic(self) -> dict[str, PlantedSite]:
        """The sites about the niche, by host."""
        return {host: site for host, site in self.sites.items() if site.is_on_topic}

    @property
    def pages(self) -> int:
        """How many pages the web has."""
        return sum(site.pages for site in self.sites.values())

    def seeds(self, count: int) -> list[str]:
        """Return home pages of sites on the topic: first one in each language, then further ones."""
        first = {site.language.code: site.host for site in reversed(self.on_topic.values())}
        order = [first[code] for code in sorted(first)] + list(self.on_topic)
        return [f"http://{host}/" for host in dict.fromkeys(order)][:count]

    def answer(self, host: str, path: str) -> tuple[int, str, str]:
        """Return status, content type and body of an address."""
        site = self.sites.get(host)
        if site is None:
            return 502, "text/plain", "no such host"
        if path == "/robots.txt":
            return 200, "text/plain", f"User-agent: *\nAllow: /\nSitemap: http://{host}/sitemap.xml\n"
        if path == "/sitemap.xml":
            return 200, "application/xml", _sitemap(site)
        chance = random.Random(f"{host}{path}")  # noqa: S311 (repeatable text, no secret)
        size = page_size(chance)
        content = _content(site, path, chance, size)
        if content is None:
            return 404, "text/html", "<title>Not found</title><h1>Not found</h1>"
        return 200, "text/html; charset=utf-8", site.theme.page(content, size, chance)


def _site(chance: random.Random, number: int, plans: list[Plan]) -> PlantedSite:
    host, is_on_topic, language = plans[number]
    pages = max(8, round(chance.lognormvariate(_SIZE_MU, 1.0)))
    neighbours = tuple(_neighbour(chance, plans[number], plans) for _ in range(30))
    invites = chance.random() < (INVITING if is_on_topic else INVITING_ELSEWHERE)
    invitation = _planted(chance, language.invitations) if invites else None
    has_lookalike = is_on_topic and not invites and chance.random() < LOOKING_ALIKE
    lookalike = _planted(chance, language.lookalikes) if has_lookalike else None
    return PlantedSite(
        number, host, language, is_on_topic, pages, Theme.drawn(chance), neighbours, invitation, lookalike
    )


def _neighbour(chance: random.Random, own: Plan, plans: list[Plan]) -> str:
    topic = own[1] if chance.random() < SAME_TOPIC else not own[1]
    code = own[2].code if chance.random() < SAME_LANGUAGE else ""
    near = [host for host, about, language in plans if about is topic and code in {"", language.code}]
    return chance.choice(near or [host for host, _, _ in plans])  # a small web may have no such site


def _planted(chance: random.Random, notices: tuple[Notice, ...]) -> Planted:
    notice, number, word = chance.choice(notices), chance.randrange(2, 9000), chance.choice(invented_words())
    unknown = chance.choice(
        (f"/?page_id={number}", f"/node/{number}", f"/{word}.html", f"/p/{number}", f"/{word}/{number}")
    )
    return Planted(notice, notice.path if chance.random() < TELLING_PATH else unknown, chance.choice(list(Linked)))


def _sitemap(site: PlantedSite) -> str:
    paths = ["/", "/about", "/contact", *site.posts]
    paths += [each.path for each in site.planted if each.linked is Linked.SITEMAP]
    rows = "".join(f"<url><loc>http://{site.host}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def _content(site: PlantedSite, path: str, chance: random.Random, size: int) -> Content | None:
    """Return what a path says, or None when the site has no such page."""
    labels = site.language.labels
    for planted in site.planted:
        if path == planted.path:
            return _dressed(site, planted.notice.title, _notice_lines(site, planted.notice), ())
    if path == "/":
        return _dressed(
            site, _title(site, 0, chance), _text(site, 0, chance, size, _outside(site, 0)), _posts(site, 0, _LATEST)
        )
    if path == "/about":
        return _dressed(site, labels["about"], [*_text(site, 1, chance, size, ()), *_links(site, Linked.ABOUT)], ())
    if path == "/contact":
        email = f'<a href="mailto:office@{site.host}">office@{site.host}</a>'
        return _dressed(site, labels["contact"], [email, *_links(site, Linked.CONTACT)], ())
    if path.startswith("/archive/") and path[9:].isdigit():
        return _dressed(site, f"{labels['archive']} {path[9:]}", [], _posts(site, int(path[9:]) * _LISTED, _LISTED))
    number = site.posts.get(path)
    return None if number is None else _post(site, number, chance, size)


def _post(site: PlantedSite, number: int, chance: random.Random, size: int) -> Content:
    text = _text(site, number, chance, size, _outside(site, number))
    if number == site.pages // 2:
        text += _links(site, Linked.POST)
    related = _posts(site, chance.randrange(site.pages), _RELATED)
    return _dressed(site, _title(site, number, chance), text, related)


def _dressed(site: PlantedSite, title: str, text: list[str], related: tuple[Anchor, ...]) -> Content:
    labels = site.language.labels
    menu = (("/", labels["home"]), ("/archive/0", labels["archive"]), ("/about", labels["about"]))
    footer = [
        ("/contact", labels["contact"]),
        *((f"/archive/{n}", str(n + 1)) for n in range(site.pages // _LISTED + 1)),
    ]
    footer += [(each.path, each.notice.anchor) for each in site.planted if each.linked is Linked.FOOTER]
    return Content(site.language.code, title, text, menu, related, footer)


def _title(site: PlantedSite, number: int, chance: random.Random) -> str:
    subject = site.language.subject(site.number + number, is_on_topic=site.is_on_topic)
    return " ".join([subject, *some_words(chance, site.language.code, 4)]).capitalize()


def _text(site: PlantedSite, number: int, chance: random.Random, size: int, inside: tuple[Anchor, ...]) -> list[str]:
    subject = site.language.subject(site.number + number, is_on_topic=site.is_on_topic)
    return paragraphs(chance, site.language.code, size, subject, inside)


def _outside(site: PlantedSite, number: int) -> tuple[Anchor, ...]:
    hosts = [site.neighbours[(number * _OUTSIDE + step) % len(site.neighbours)] for step in range(_OUTSIDE)]
    return tuple((f"http://{host}/", host) for host in hosts)


def _posts(site: PlantedSite, first: int, count: int) -> tuple[Anchor, ...]:
    """Return links to some posts, with the words of their addresses or their number as text."""
    chosen = list(site.posts)[first : first + count]
    subject = site.language.subject(site.number + first, is_on_topic=site.is_on_topic)
    return tuple((path, f"{subject} {path.strip('/?').replace('-', ' ')}") for path in chosen)


def _links(site: PlantedSite, linked: Linked) -> list[str]:
    """Return a paragraph for every planted page that this page links to."""
    return [link((each.path, each.notice.anchor)) for each in site.planted if each.linked is linked]


def _notice_lines(site: PlantedSite, notice: Notice) -> list[str]:
    subject = site.language.subject(site.number, is_on_topic=site.is_on_topic)
    email = f"editor@{site.host}"
    return [line.format(topic=subject, email=f'<a href="mailto:{email}">{email}</a>') for line in notice.lines]
