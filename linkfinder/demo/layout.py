"""Puts what an author typed into a site's layout: head, menu, byline, sidebar, footer."""

import html
import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import Template

from linkfinder.demo.site import DemoPage, DemoSite
from linkfinder.text.months import month_name

_LAYOUTS = Path(__file__).parent / "layouts"
_ARTICLES = "<!-- articles -->"
"""Where a page lists the site's articles."""

_DAY_FORMS = {"en": "{month} {day}, {year}", "de": "{day}. {month} {year}", "fr": "{day} {month} {year}"}
_BY = {"en": "By", "de": "Von", "fr": "Par", "es": "Por"}


def apply_layout(site: DemoSite, page: DemoPage, today: date) -> str:
    """Return the whole HTML document of a page as it stands on `today`."""
    published = today - timedelta(days=page.age) if page.age is not None else None
    parts = {
        "lang": site.language,
        "title": html.escape(page.title),
        "site": html.escape(site.name),
        "tagline": html.escape(site.tagline),
        "description": html.escape(page.description),
        "url": f"http://{site.host}{page.path}",
        "host": site.host,
        "charset": site.charset,
        "head": page.head,
        "nav": _menu(site),
        "main": page.html.replace(_ARTICLES, _articles(site, today)),
        "byline": _byline(site, page, published),
        "published": published.isoformat() if published else "",
        "structured": _structured(site, page, published),
        "aside": site.aside,
        "footer": site.footer,
    }
    return _layout(page.layout or site.layout).substitute(parts)


def format_day(day: date, language: str) -> str:
    """Return a day as people of that language write it."""
    form = _DAY_FORMS.get(language, "{day} de {month} de {year}")
    return form.format(day=day.day, month=month_name(day.month, language), year=day.year)


@cache
def _layout(name: str) -> Template:
    return Template((_LAYOUTS / f"{name}.html").read_text(encoding="utf-8"))


def _menu(site: DemoSite) -> str:
    return "\n".join(f'<li><a href="{target}">{html.escape(label)}</a></li>' for label, target in site.nav)


def _articles(site: DemoSite, today: date) -> str:
    dated = sorted((page for page in site.pages.values() if page.age is not None), key=lambda page: page.age or 0)
    rows = (
        f'<li><a href="{page.path}">{html.escape(page.title)}</a> '
        f"<small>{format_day(today - timedelta(days=page.age or 0), site.language)}</small></li>"
        for page in dated
    )
    return "<ul>\n" + "\n".join(rows) + "\n</ul>"


def _byline(site: DemoSite, page: DemoPage, published: date | None) -> str:
    author = f'{_BY[site.language]} <span class="author">{html.escape(page.author)}</span>' if page.author else ""
    day = f'<time datetime="{published}">{format_day(published, site.language)}</time>' if published else ""
    return " · ".join(part for part in (author, day) if part)


def _structured(site: DemoSite, page: DemoPage, published: date | None) -> str:
    if not published:
        return ""
    facts = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "datePublished": published.isoformat(),
        "author": {"@type": "Person", "name": page.author or site.name},
        "publisher": {"@type": "Organization", "name": site.name},
    }
    return f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>'
