"""The kinds of opportunities. A new one is a package here with a module `kind`, and its line in `_BUILT_IN`.

A module is imported when its kind is first needed: `linkfinder --help` need not load detectors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from linkfinder.kinds.base import JudgingStage, Kind
from linkfinder.model.opportunity import Judgement
from linkfinder.model.score_profile import ScoreProfile

_BUILT_IN = (
    "guest_post",
    "broken_link",
    "unlinked_mention",
)
"""One line a kind, in the order in which reports show them: the name of the kind and of its package."""

_GENERAL_SHEETS = frozenset({"summary", "closed", "rejected", "legend"})
"""The sheets that every workbook has."""

_registered: dict[str, Kind[Any] | None] = dict.fromkeys(_BUILT_IN)


def register(kind: Kind[Any]) -> None:
    """Add a kind from outside, before a database or a report is opened.

    Raises ValueError when its name, or the title of a sheet of it, is taken.
    """
    if kind.name in _registered:
        raise ValueError(f"{kind.name}: a kind of this name is registered already; choose another name")
    taken = _GENERAL_SHEETS.union(*(_sheets(known) for known in all_kinds()))
    for title in _sheets(kind):
        if title in taken:
            raise ValueError(f"kind {kind.name}: a report has a sheet {title!r} already; choose another title")
    _registered[kind.name] = kind


def _sheets(kind: Kind[Any]) -> frozenset[str]:
    """Return the titles of a kind's sheets; workbooks do not tell capitals from small letters."""
    titles = (kind.title, kind.target_sheet.title if kind.target_sheet else kind.title)
    return frozenset(title.casefold() for title in titles)


def unregister(name: str) -> None:
    """Remove a kind that was added from outside; raises ValueError for any other."""
    if name in _BUILT_IN or name not in _registered:
        raise ValueError(f"{name}: no kind of this name was added")
    del _registered[name]


def kind_names() -> tuple[str, ...]:
    """Return the names of all kinds, in the order in which reports show them."""
    return tuple(_registered)


def all_kinds() -> tuple[Kind[Any], ...]:
    """Return all kinds, in the order in which reports show them."""
    return tuple(find_kind(name) for name in _registered)


def is_known(name: str) -> bool:
    """Tell whether there is a kind of this name."""
    return name in _registered


def find_kind(name: str) -> Kind[Any]:
    """Return the kind of a name; for a name that nothing is known of, one that shows facts as they were stored."""
    if name not in _registered:
        return _unknown_kind(name)
    found = _registered[name]
    if found is None:
        found = import_module(f"linkfinder.kinds.{name}.kind").KIND
        _registered[name] = found
    return found


def kinds_of_stage(stage: JudgingStage) -> tuple[Kind[Any], ...]:
    """Return the kinds for which a page is judged at a stage."""
    return tuple(kind for kind in all_kinds() if kind.stage is stage)


def endorsing_kinds() -> frozenset[str]:
    """Return the names of the kinds whose pages link to other good sites."""
    return frozenset(kind.name for kind in all_kinds() if kind.endorses_links)


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """The facts of a kind that is not registered here, as the database holds them."""

    values: Mapping[str, Any]

    def identity(self, page_url: str, site: str) -> tuple[str, ...]:  # noqa: ARG002 (the shape of all facts)
        """Return the page, and all that is known."""
        return (page_url, *(f"{name}={self.values[name]}" for name in sorted(self.values)))


@cache
def _unknown_kind(name: str) -> Kind[StoredFacts]:
    title = name.replace("_", " ")[:25]
    return Kind(
        name=name,
        title=title[:1].upper() + title[1:],
        facts=StoredFacts,
        detect=lambda _, __: Judgement(),
        profile=ScoreProfile(weights={}, freshness=((0, 0.0),)),
        terms=lambda facts: [f"{key}: {value}" for key, value in facts.values.items() if value],
        json_facts=lambda facts: facts.values,
    )
