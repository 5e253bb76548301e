"""A made-up web with planted opportunities: 500 sites, 50,000 pages, the same for the same seed every time.

Half of the sites are about the topic. Those link to each other more than to strangers, as real niches do. A share of
them takes guest posts: the page is linked from the footer, from the about page, from the sitemap only, or under a name
that never says "write for us". Every page is made when it is asked for; nothing is stored.
"""

import random
from dataclasses import dataclass
from enum import StrEnum

WORDS_ON_TOPIC = ("implant", "enamel", "dentist", "gum care", "crown", "root canal", "whitening", "hygienist", "braces")
WORDS_ELSEWHERE = ("engine", "recipe", "holiday", "football", "garden", "mortgage", "guitar", "camera", "yoga", "poker")
FILLER = (
    "we look at what changed this year and what it means for people who read us every week",
    "the short answer is that it depends, and the long answer needs a few paragraphs of its own",
    "our team tried three ways and wrote down what worked and what did not",
    "there is more than one opinion about this, so we asked around before we wrote",
)

KINSHIP = 0.8  # the share of outbound links that stay on the topic


class Door(StrEnum):
    """How a site leads to its guest-post page, from plain to hidden."""

    FOOTER = "footer"
    ABOUT = "about"
    SITEMAP = "sitemap"
    MAGAZINE = "magazine"  # "submission guidelines", linked from the contact page
    NONE = "none"


_PATHS = {
    Door.FOOTER: "/write-for-us",
    Door.ABOUT: "/contribute",
    Door.SITEMAP: "/become-a-contributor",
    Door.MAGAZINE: "/submission-guidelines",
}


@dataclass(frozen=True, slots=True)
class PlantedSite:
    """One site: what it is about, where it leads, and its door for guest authors."""

    number: int
    host: str
    is_on_topic: bool
    door: Door
    pages: int
    neighbours: tuple[str, ...]

    @property
    def door_url(self) -> str:
        """The address of the page that takes guest posts, or nothing."""
        return f"http://{self.host}{_PATHS[self.door]}" if self.door in _PATHS else ""


class PlantedWeb:
    """All sites by host; `answer` makes any page."""

    def __init__(self, sites: int = 500, pages_per_site: int = 100, seed: int = 7) -> None:
        chance = random.Random(seed)  # noqa: S311 (a repeatable web, no secret)
        hosts = [(f"{'smile' if n % 2 else 'daily'}{n}.example", bool(n % 2)) for n in range(sites)]
        same = {topic: [host for host, on_topic in hosts if on_topic is topic] for topic in (True, False)}
        self.sites: dict[str, PlantedSite] = {}
        for number, (host, on_topic) in enumerate(hosts):
            doors = list(Door) if on_topic else [Door.NONE]
            kin = [on_topic if chance.random() < KINSHIP else not on_topic for _ in range(30)]
            near = tuple(chance.choice(same[topic]) for topic in kin)
            site = PlantedSite(number, host, on_topic, chance.choice(doors), pages_per_site, near)
            self.sites[host] = site

    @property
    def planted(self) -> set[str]:
        """The addresses of every page that takes guest posts."""
        return {site.door_url for site in self.sites.values() if site.door_url}

    @property
    def on_topic(self) -> set[str]:
        """The hosts about the topic."""
        return {host for host, site in self.sites.items() if site.is_on_topic}

    def seeds(self, count: int) -> list[str]:
        """Return the home pages of the first sites about the topic."""
        return [f"http://{host}/" for host, site in self.sites.items() if site.is_on_topic][:count]

    def answer(self, host: str, path: str) -> tuple[int, str, str]:
        """Return status, content type and body of an address."""
        site = self.sites.get(host)
        if site is None:
            return 502, "text/plain", "no such host"
        if path == "/robots.txt":
            return 200, "text/plain", f"User-agent: *\nAllow: /\nSitemap: http://{host}/sitemap.xml\n"
        if path == "/sitemap.xml":
            return 200, "application/xml", _sitemap(site)
        body = _body(site, path)
        return (
            (200, "text/html; charset=utf-8", _dress(site, *body)) if body else (404, "text/html", "<h1>Not found</h1>")
        )


def _sitemap(site: PlantedSite) -> str:
    paths = ["/", "/about", "/contact", *(f"/post/{n}" for n in range(1, site.pages - 4))]
    if site.door is Door.SITEMAP:
        paths.append(_PATHS[site.door])
    rows = "".join(f"<url><loc>http://{site.host}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def _body(site: PlantedSite, path: str) -> tuple[str, str] | None:
    """Return title and main HTML of a path, or None when the site has no such page."""
    if path == "/":
        return f"{site.host}: news and stories", _list_of_posts(site, 1)
    if path == "/about":
        more = '<p>Would you like to <a href="/contribute">contribute</a>?</p>' if site.door is Door.ABOUT else ""
        return "About us", f"<p>We write about {_topic(site, 0)} and {_topic(site, 1)}.</p>{more}"
    if path == "/contact":
        more = '<p><a href="/submission-guidelines">Submission guidelines</a></p>' if site.door is Door.MAGAZINE else ""
        return "Contact", f'<p>Write to <a href="mailto:hello@{site.host}">hello@{site.host}</a>.</p>{more}'
    if path == _PATHS.get(site.door):
        return _invitation(site)
    number = path.removeprefix("/post/")
    return _post(site, int(number)) if number.isdigit() and 0 < int(number) < site.pages - 4 else None


def _topic(site: PlantedSite, step: int) -> str:
    words = WORDS_ON_TOPIC if site.is_on_topic else WORDS_ELSEWHERE
    return words[(site.number + step) % len(words)]


def _list_of_posts(site: PlantedSite, first: int) -> str:
    rows = "".join(
        f'<li><a href="/post/{n}">{_topic(site, n)} explained, part {n}</a></li>' for n in range(first, first + 12)
    )
    return f"<p>All about {_topic(site, 0)}, {_topic(site, 1)} and {_topic(site, 2)}.</p><ul>{rows}</ul>{_out(site, 0)}"


def _post(site: PlantedSite, number: int) -> tuple[str, str]:
    chance = random.Random(site.number * 1000 + number)  # noqa: S311 (repeatable text)
    texts = "".join(f"<p>{chance.choice(FILLER)}. {_topic(site, number + n)} matters here.</p>" for n in range(8))
    more = "".join(f'<li><a href="/post/{chance.randint(1, site.pages - 5)}">Read more {n}</a></li>' for n in range(8))
    return f"{_topic(site, number)} explained, part {number}", f"{texts}{_out(site, number)}<ul>{more}</ul>"


def _out(site: PlantedSite, number: int) -> str:
    near = [site.neighbours[(number * 3 + step) % len(site.neighbours)] for step in range(3)]
    return "".join(f'<p>See also <a href="http://{host}/">what {host} says</a> about it.</p>' for host in near)


def _invitation(site: PlantedSite) -> tuple[str, str]:
    title = "Submission guidelines" if site.door is Door.MAGAZINE else "Write for us"
    return title, (
        f"<p>We accept guest articles about {_topic(site, 0)} and {_topic(site, 1)} from people who know it well.</p>"
        "<ul><li>Articles should be original and at least 800 words long.</li>"
        "<li>You may add a short author bio with one link.</li></ul>"
        f'<p>Send it to <a href="mailto:editor@{site.host}">editor@{site.host}</a>; we reply within a week.</p>'
    )


def _dress(site: PlantedSite, title: str, body: str) -> str:
    door = '<a href="/write-for-us">Write for us</a>' if site.door is Door.FOOTER else ""
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body>"
        f"<nav><a href='/'>Home</a> <a href='/about'>About</a> <a href='/contact'>Contact</a></nav>"
        f"<main><h1>{title}</h1>{body}</main><footer>{door}</footer></body></html>"
    )
