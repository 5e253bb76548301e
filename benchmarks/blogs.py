"""An invented web for the crawl benchmark: every page, every link and every host of a link is different.

A page is a function of its address, so the web has no end and nothing is stored. Half of the links of a page lead to
further pages of its site, the other half each to a host that no other page links to. So no cache of addresses, hosts
or texts can help a crawler, which is harder than the real web, where menus and well-known hosts come back.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

from benchmarks.markup import MEAN_LINKS, MEAN_SIZE, Anchor, Content, Theme, link_count, page_size, paragraphs
from benchmarks.words import Language, invented_word, invented_words, languages, some_words

HTML = "text/html; charset=utf-8"
INVITING = 0.02
"""The share of pages that ask for articles. Guessed: a niche has a few such pages among hundreds."""

NAMING_A_CONTACT = 0.1
"""The share of pages with an e-mail address."""

HAVING_ROBOTS = 0.8
HAVING_SITEMAP = 0.5
"""The shares of sites with robots.txt and with a sitemap."""

_NUMBERS = range(10**6)

Answer = tuple[int, str, str | bytes]


@dataclass(frozen=True, slots=True)
class Blog:
    """One site: its language, its theme, and what it answers beside its pages."""

    host: str
    language: Language
    theme: Theme
    has_robots: bool
    has_sitemap: bool


def seeds(count: int, scheme: str = "http") -> list[str]:
    """Return the home pages of so many sites, each on a host of its own."""
    chance = random.Random("seeds of the crawl benchmark")  # noqa: S311 (a repeatable web, no secret)
    return [f"{scheme}://{host}/" for host in _hosts(chance, count)]


def answer(scheme: str, host: str, path: str) -> Answer:
    """Return status, content type and body of an address."""
    blog = _blog(host)
    if path == "/robots.txt":
        return _robots(scheme, blog) if blog.has_robots else (404, HTML, "<title>Not found</title>")
    if path == "/sitemap.xml":
        return _sitemap(scheme, blog) if blog.has_sitemap else (404, HTML, "<title>Not found</title>")
    return 200, HTML, page(scheme, host, path)


@dataclass(frozen=True, slots=True)
class Weight:
    """How large pages are on average, in bytes, and how many links they have."""

    size: int = MEAN_SIZE
    links: int = MEAN_LINKS


ORDINARY = Weight()
HEAVY = Weight(171 * 1024, 264)
"""What home pages weigh: the mean of the 124 saved ones that come with scrapy-bench."""


def page(scheme: str, host: str, path: str, weight: Weight = ORDINARY) -> str:
    """Return the page at an address."""
    blog = _blog(host)
    chance = random.Random(f"{host}{path}")  # noqa: S311 (repeatable text, no secret)
    size = page_size(chance, weight.size)
    links = _links(scheme, blog, chance, link_count(chance, size, weight.links / weight.size))
    subject = blog.language.subject(chance.randrange(100), is_on_topic=True)
    inside, listed = links[: len(links) // 3], links[len(links) // 3 :]
    text = paragraphs(chance, blog.language.code, size, subject, inside)
    if chance.random() < INVITING:
        lines = chance.choice(blog.language.invitations).lines
        text += [line.format(topic=subject, email=f"editor@{blog.host}") for line in lines]
    if chance.random() < NAMING_A_CONTACT:
        text.append(f'<a href="mailto:office@{blog.host}">office@{blog.host}</a>')
    title = " ".join([subject, *some_words(chance, blog.language.code, chance.randint(3, 8))])
    menu, rest = listed[:8], listed[8:]
    return blog.theme.page(Content(blog.language.code, title, text, menu, rest[6:], rest[:6]), size, chance)


@lru_cache(maxsize=10_000)
def _blog(host: str) -> Blog:
    chance = random.Random(f"site {host}")  # noqa: S311 (a repeatable web, no secret)
    language = chance.choice(languages())
    has_robots, has_sitemap = chance.random() < HAVING_ROBOTS, chance.random() < HAVING_SITEMAP
    return Blog(host, language, Theme.drawn(chance), has_robots, has_sitemap)


def _links(scheme: str, blog: Blog, chance: random.Random, count: int) -> list[Anchor]:
    paths, hosts = some_paths(chance, count), _hosts(chance, count)
    words = some_words(chance, blog.language.code, 3 * count)
    addresses = (path if number % 2 else f"{scheme}://{hosts[number]}{path}" for number, path in enumerate(paths))
    return [(address, " ".join(words[3 * number : 3 * number + 3])) for number, address in enumerate(addresses)]


def some_paths(chance: random.Random, count: int) -> list[str]:
    """Return paths that no other draw gives."""
    words, numbers = chance.choices(invented_words(), k=3 * count), chance.choices(_NUMBERS, k=count)
    return [f"/{words[3 * n]}/{words[3 * n + 1]}-{words[3 * n + 2]}-{number}" for n, number in enumerate(numbers)]


def _hosts(chance: random.Random, count: int) -> list[str]:
    """Return hosts that no other draw gives: with and without www, and some with another name in front."""
    words, numbers = chance.choices(invented_words(), k=3 * count), chance.choices(_NUMBERS, k=count)
    fronts = chance.choices(("", "www.", None), weights=(5, 4, 1), k=count)
    return [
        f"{f'{words[3 * n + 2]}.' if front is None else front}{words[3 * n]}{words[3 * n + 1]}{numbers[n]}.example"
        for n, front in enumerate(fronts)
    ]


def _robots(scheme: str, blog: Blog) -> Answer:
    chance = random.Random(f"robots {blog.host}")  # noqa: S311
    closed = "".join(f"Disallow: /{invented_word(chance)}-admin/\n" for _ in range(chance.randint(0, 12)))
    sitemap = f"Sitemap: {scheme}://{blog.host}/sitemap.xml\n" if blog.has_sitemap else ""
    return 200, "text/plain", f"User-agent: *\n{closed or 'Allow: /'}\n{sitemap}"


def _sitemap(scheme: str, blog: Blog) -> Answer:
    chance = random.Random(f"sitemap {blog.host}")  # noqa: S311
    rows = "".join(f"<url><loc>{scheme}://{blog.host}{path}</loc></url>" for path in some_paths(chance, 50))
    return 200, "application/xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
