"""One made-up site as it is written down: a folder with `site.toml` and the HTML of its pages.

A page's file holds only what its author would have typed; menus, bylines and machine-readable dates come from the
site's layout (`layouts/`). Dates are ages in days, so that the made-up internet never grows old.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

SITES_FOLDER = Path(__file__).parent / "sites"


class MissingPageResponse(StrEnum):
    """The response of a site to a request for a page that it does not have."""

    NOT_FOUND = "not_found"
    SOFT_404 = "soft_404"  # an apology with status 200
    HOME = "home"  # a redirect to the home page
    PARKED = "parked"  # the same sales page for every URL


class DemoCrawlTrap(StrEnum):
    """A part of a site that never ends."""

    NONE = ""
    CALENDAR = "calendar"
    HUGE = "huge"


@dataclass(frozen=True, slots=True)
class DemoPage:
    """A page as written: its HTML without the layout, and its properties. `age` is days since publication."""

    path: str
    html: str
    title: str
    age: int | None = None
    author: str = ""
    description: str = ""
    layout: str = ""
    head: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class ScriptedResponse:
    """A response that is not a page of the site: bot protection, an error, a redirect, a script."""

    status: int
    headers: Mapping[str, str]
    html: str = ""
    delay: float = 0.0  # seconds


@dataclass(frozen=True, slots=True)
class DemoSite:
    """A host and everything on it. `crawl_delay` and the like stand in `robots`, as on real sites."""

    host: str
    name: str
    language: str
    layout: str
    pages: Mapping[str, DemoPage]
    replies: Mapping[str, ScriptedResponse] = field(default_factory=dict)
    nav: tuple[tuple[str, str], ...] = ()
    tagline: str = ""
    aside: str = ""
    footer: str = ""
    robots: str = ""
    sitemap: str = ""  # plain, index or nothing
    charset: str = "utf-8"
    missing: MissingPageResponse = MissingPageResponse.NOT_FOUND
    trap: DemoCrawlTrap = DemoCrawlTrap.NONE
    moved_to: str = ""  # another host: every URL is redirected there
    delay: float = 0.0  # seconds before each answer


def load_sites(folder: Path = SITES_FOLDER) -> dict[str, DemoSite]:
    """Return every site below `folder` by host name."""
    return {path.parent.name: load_site(path.parent) for path in sorted(folder.glob("*/site.toml"))}


def load_site(folder: Path) -> DemoSite:
    """Return the site written down in `folder`, whose name is the host's."""
    written = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    pages = {path: _page(folder, path, facts) for path, facts in written.pop("pages", {}).items()}
    replies = {path: _reply(facts) for path, facts in written.pop("replies", {}).items()}
    nav = tuple((label, target) for label, target in written.pop("nav", []))
    missing, trap = MissingPageResponse(written.pop("missing", "not_found")), DemoCrawlTrap(written.pop("trap", ""))
    return DemoSite(host=folder.name, pages=pages, replies=replies, nav=nav, missing=missing, trap=trap, **written)


def _page(folder: Path, path: str, facts: dict[str, Any]) -> DemoPage:
    html = (folder / facts.pop("file")).read_text(encoding="utf-8")
    return DemoPage(path=path, html=html, **facts)


def _reply(facts: dict[str, Any]) -> ScriptedResponse:
    return ScriptedResponse(status=facts.pop("status"), headers=facts.pop("headers", {}), **facts)
