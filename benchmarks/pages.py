"""Invented pages of a given weight: what an ordinary blog serves, the same for the same number every time."""

import random

_WORDS = (
    "patient", "clinic", "enamel", "gum", "visit", "advice", "study", "morning", "evening", "method", "practice",
    "crown", "bridge", "root", "surface", "colour", "light", "family", "child", "brush", "water", "sugar", "habit",
    "month", "week", "team", "question", "small", "large", "early", "common", "simple", "careful", "local", "modern",
)  # fmt: skip


def page(number: int, *, kilobytes: int = 41, links: int = 100, host: str = "blog.example") -> str:
    """Return an article page of about `kilobytes` with `links` links, half of them to other hosts.

    A fifth of it is text, as on saved pages of real sites; the rest is markup, styles and scripts.
    """
    chance = random.Random(number)  # noqa: S311 (repeatable text, no secret)
    head = f"<!doctype html><html lang='en'><head><title>{_words(chance, 6)}</title>{_data(chance)}"
    start = f"</head><body><nav><ul>{_menu(host)}</ul></nav><main><article><h1>{_words(chance, 7)}</h1>"
    body = "".join(_link(chance, number, step) for step in range(links))
    end = "</article></main><footer><p>All words are made up.</p></footer></body></html>"
    missing = kilobytes * 1024 - len(head) - len(start) - len(body) - len(end)
    paragraphs = "".join(_paragraph(chance) for _ in range(max(0, missing) // (3 * PARAGRAPH)))
    padding = _style(max(0, missing - len(paragraphs)))
    return f"{head}{padding}{start}{paragraphs}{body}{end}"


PARAGRAPH = 640
"""About the length of one paragraph with its wrappers; two parts of styles and scripts stand to one of those."""


def _paragraph(chance: random.Random) -> str:
    icon = "<svg class='icon' viewBox='0 0 24 24'><path d='M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z'/></svg>"
    row = f"<div class='wp-block-group is-layout-flow' data-align='wide'><span class='mark'>{icon}</span></div>"
    words = f"{_name(chance)} {_words(chance, 35)} {_name(chance)}"
    return f"<div class='wp-block-column'><p class='has-text-align-left'>{words}.</p>{row}</div>\n"


def _style(length: int) -> str:
    rule = ".wp-block-column > .is-layout-flow { margin: 0 auto; padding: var(--space) calc(100% - 2rem); }\n"
    return f"<style>{rule * (length // len(rule))}</style>"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _name(chance: random.Random) -> str:
    """Return a word that stands on no other page: pages that all use the same words are taken for a trap."""
    return "".join(chance.choices("aeioulmnrst", k=8))


def _link(chance: random.Random, number: int, step: int) -> str:
    near = f"/article/{(number * 7 + step) % 100_000}"
    far = f"https://site{(number + step) % 5000}.invalid/story/{step}"
    return f"<p>{_words(chance, 8)} <a href='{near if step % 2 else far}'>{_words(chance, 3)}</a>.</p>\n"


def _menu(host: str) -> str:
    return "".join(f"<li><a href='https://{host}/{name}'>{name}</a></li>" for name in ("about", "contact", "topics"))


def _data(chance: random.Random) -> str:
    published = f"20{chance.randint(18, 26)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
    return (
        f"<meta property='og:title' content='{_words(chance, 5)}'>"
        f"<script type='application/ld+json'>"
        f'{{"@context":"https://schema.org","@type":"Article","datePublished":"{published}"}}</script>'
    )
