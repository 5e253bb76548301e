"""Invented pages of a given weight: what an ordinary blog serves, the same for the same number every time."""

import random

_WORDS = (
    "patient", "clinic", "enamel", "gum", "visit", "advice", "study", "morning", "evening", "method", "practice",
    "crown", "bridge", "root", "surface", "colour", "light", "family", "child", "brush", "water", "sugar", "habit",
    "month", "week", "team", "question", "small", "large", "early", "common", "simple", "careful", "local", "modern",
)  # fmt: skip


def page(number: int, *, kilobytes: int = 41, links: int = 100, host: str = "blog.example") -> str:
    """Return an article page of about `kilobytes` with `links` links, half of them to other hosts."""
    chance = random.Random(number)  # noqa: S311 (repeatable text, no secret)
    body = "".join(_link(chance, number, step) for step in range(links))
    head = f"<!doctype html><html lang='en'><head><title>{_words(chance, 6)}</title>{_data(chance)}</head>"
    page_start = f"{head}<body><nav><ul>{_menu(host)}</ul></nav><main><article><h1>{_words(chance, 7)}</h1>"
    page_end = "</article></main><footer><p>All words are made up.</p></footer></body></html>"
    missing = kilobytes * 1024 - len(page_start) - len(body) - len(page_end)
    paragraphs = []
    while missing > 0:
        text = f"<p class='wp-block-paragraph'>{_words(chance, 60)}.</p>\n" + "<div class='row'><span></span></div>" * 2
        paragraphs.append(text)
        missing -= len(text)
    return page_start + "".join(paragraphs) + body + page_end


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _link(chance: random.Random, number: int, step: int) -> str:
    near = f"/article/{(number * 7 + step) % 100_000}"
    far = f"https://site{(number + step) % 5000}.example/story/{step}"
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
