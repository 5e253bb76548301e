"""HTML of invented sites: sizes, numbers of links and markup are drawn, so that no two pages are alike.

* **Size**: log-normal with a mean of 41 KB and a sigma of 0.7 (one page in ten under 13 KB, one in ten over 79 KB), cut
  at 400 KB. File sizes on the web are log-normal in their body (Barford and Crovella, "Generating Representative Web
  Workloads", SIGMETRICS 1998); 41 KB is the page of earlier versions of this benchmark.
* **Links**: so many a KB, gamma-distributed with shape 4 and a mean of 100 links in 41 KB. Their number a page then
  varies about as much as its mean, which is what counts of outlinks do: a Poisson count over a gamma is the negative
  binomial that fits them (Ajiferuke and Wolfram, "Modelling the characteristics of Web page outlinks",
  Scientometrics 59, 2004).
* **Text** is about a sixth of a page, styles and scripts another sixth or more, the rest is markup.
* **Layout** is drawn once a site: four kinds of markup, with class names of the site's own.
"""

import html
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.words import invented_word, sentences, some_words

MEAN_SIZE = 41 * 1024
SIZE_SPREAD = 0.7
LARGEST = 400 * 1024
MEAN_LINKS = 100
LINKS_SHAPE = 4.0
TEXT_SHARE = 1 / 6
LAYOUTS = {"blocks": 0.4, "builder": 0.3, "sections": 0.2, "tables": 0.1}
"""Kinds of markup and how many sites have them. Two in five sites of the web run on WordPress (W3Techs, 2025), whose
editor writes blocks; nested boxes of page builders, plain HTML5 and tables are guessed."""

_LETTERS_A_WORD = 6.3
_WORDS_A_PARAGRAPH = 45
_POOL = 1 << 20
_HAVING_JSON_LD = 0.4
_HAVING_OPEN_GRAPH = 0.6

Anchor = tuple[str, str]
"""Address and text of a link."""


def page_size(chance: random.Random, mean: int = MEAN_SIZE) -> int:
    """Return how many bytes a page shall have."""
    drawn = chance.lognormvariate(math.log(mean) - SIZE_SPREAD**2 / 2, SIZE_SPREAD)
    return min(LARGEST * mean // MEAN_SIZE, round(drawn))


def link_count(chance: random.Random, size: int, mean: float = MEAN_LINKS / MEAN_SIZE) -> int:
    """Return how many links a page of this size shall have; the mean is a byte."""
    return round(size * chance.gammavariate(LINKS_SHAPE, mean / LINKS_SHAPE))


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says, before a layout is put around it. Paragraphs are HTML, everything else is text."""

    language: str
    title: str
    paragraphs: Sequence[str]
    menu: Sequence[Anchor] = ()
    related: Sequence[Anchor] = ()
    footer: Sequence[Anchor] = ()


def link(anchor: Anchor) -> str:
    """Return the HTML of a link."""
    return f'<a href="{html.escape(anchor[0])}">{html.escape(anchor[1])}</a>'


def paragraphs(chance: random.Random, code: str, size: int, subject: str, inside: Sequence[Anchor]) -> list[str]:
    """Return paragraphs for a page of this size; each of the links inside stands in one of them."""
    texts = sentences(chance, code, max(30, round(size * TEXT_SHARE / _LETTERS_A_WORD)), subject)
    texts = [html.escape(text, quote=False) for text in texts]
    for anchor in inside:
        place = chance.randrange(len(texts))
        texts[place] = f"{texts[place][:-1]} {link(anchor)}."
    result, place = [], 0
    while place < len(texts):
        count = chance.randint(2, 5)
        result.append(" ".join(texts[place : place + count]))
        place += count
    return result


@dataclass(frozen=True, slots=True)
class Theme:
    """How the pages of one site look in their source."""

    layout: str
    prefix: str
    has_json_ld: bool
    has_open_graph: bool

    @classmethod
    def drawn(cls, chance: random.Random) -> "Theme":
        """Return the theme of a site. JSON-LD stands on two in five pages, Open Graph on three in five."""
        layout = chance.choices(list(LAYOUTS), weights=list(LAYOUTS.values()))[0]
        return cls(
            layout, invented_word(chance), chance.random() < _HAVING_JSON_LD, chance.random() < _HAVING_OPEN_GRAPH
        )

    def page(self, content: Content, size: int, chance: random.Random) -> str:
        """Return a page of about so many bytes; longer when its text and links need more."""
        blocks = [self._block(text, chance) for text in content.paragraphs]
        related = self._list("related", content.related)
        head, top, bottom = self._head(content, chance), self._top(content), self._bottom(content)
        missing = size - sum(map(len, blocks)) - len(related) - len(head) - len(top) - len(bottom)
        styles = _styles(chance, max(0, missing * 4 // 10))
        pictures = self._pictures(chance, content.language, max(0, missing - len(styles)))
        for number, picture in enumerate(pictures):
            blocks.insert(number * len(blocks) // len(pictures), picture)
        return f"{head}{styles}</head>{top}{''.join(blocks)}{related}{bottom}"

    def _head(self, content: Content, chance: random.Random) -> str:
        title = html.escape(content.title)
        date = f"20{chance.randint(16, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        json_ld = (
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article",'
            f'"datePublished":"{date}","headline":"{title}"}}</script>'
        )
        graph = f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
        return (
            f'<!doctype html><html lang="{content.language}"><head><meta charset="utf-8"><title>{title}</title>'
            f"{json_ld if self.has_json_ld else ''}{graph if self.has_open_graph else ''}"
        )

    def _top(self, content: Content) -> str:
        menu, title, name = self._list("menu", content.menu), html.escape(content.title), self.prefix
        opening = {
            "blocks": f'<body class="{name}-body"><header>{menu}</header><main><article><h1>{title}</h1>',
            "builder": (
                f'<body><div class="{name}-wrap"><div class="{name}-nav">{menu}</div><div id="content"><h1>{title}</h1>'
            ),
            "sections": f"<body><nav>{menu}</nav><main><section><h1>{title}</h1>",
            "tables": f'<body><table width="100%"><tr><td>{menu}</td></tr><tr><td><h1>{title}</h1>',
        }
        return opening[self.layout]

    def _bottom(self, content: Content) -> str:
        links = self._list("footer", content.footer)
        closing = {
            "blocks": f"</article></main><footer>{links}</footer></body></html>",
            "builder": f'</div><div class="footer {self.prefix}-foot">{links}</div></div></body></html>',
            "sections": f"</section></main><footer>{links}</footer></body></html>",
            "tables": f"</td></tr><tr><td>{links}</td></tr></table></body></html>",
        }
        return closing[self.layout]

    def _block(self, text: str, chance: random.Random) -> str:
        name, number = self.prefix, chance.randrange(100_000)
        around = {
            "blocks": f'<div class="wp-block-group {name}-{number}"><p class="has-text-align-left">{text}</p></div>\n',
            "builder": (
                f'<div class="row"><div class="col-{number}"><div class="{name}-text"><p>{text}</p></div></div></div>\n'
            ),
            "sections": f"<p>{text}</p>\n",
            "tables": f'<table><tr><td class="{name}{number}"><p>{text}</p></td></tr></table>\n',
        }
        return around[self.layout]

    def _list(self, role: str, anchors: Sequence[Anchor]) -> str:
        if not anchors:
            return ""
        item = f'<li class="{self.prefix}-{role}">'
        return f'<ul class="{role}">{"".join(f"{item}{link(anchor)}</li>" for anchor in anchors)}</ul>\n'

    def _pictures(self, chance: random.Random, code: str, length: int) -> list[str]:
        result, total = [], 0
        while total < length:
            number, words = chance.randrange(10**9), " ".join(some_words(chance, code, 6))
            sizes = ", ".join(f"/files/{number}-{width}.jpg {width}w" for width in (320, 640, 1024))
            picture = (
                f'<figure class="{self.prefix}-picture" id="p{number}"><div class="frame"><img '
                f'src="/files/{number}.jpg" srcset="{sizes}" alt="{html.escape(words)}"'
                f' width="1024" height="{number % 700}" loading="lazy">'
                f'</div><figcaption><span class="mark"></span></figcaption></figure>\n'
            )
            result.append(picture)
            total += len(picture)
        return result


@cache
def _pool() -> str:
    chance = random.Random("styles and scripts")  # noqa: S311 (repeatable text, no secret)
    rules, total = [], 0
    while total < 2 * _POOL:
        first, second, number = invented_word(chance), invented_word(chance), chance.randrange(9999)
        rule = f".{first}-{number} > .{second} {{ margin: {number % 50}px auto; color: #{number:06x}; }}\n"
        rules.append(rule)
        total += len(rule)
    return "".join(rules)


def _styles(chance: random.Random, length: int) -> str:
    """Return a style sheet of this length, cut out of a pool at a place of its own."""
    start = chance.randrange(_POOL)
    length = min(length, _POOL)
    return f"<style>{_pool()[start : start + length]}</style>" if length else ""
