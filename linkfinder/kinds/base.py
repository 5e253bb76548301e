"""What a kind of opportunity is: everything that the rest of the program needs to know of it, in one object."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from linkfinder.kinds.column_readers import KindColumns
from linkfinder.model.lifecycle_rules import LifecycleRules
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page
from linkfinder.model.report_line import TargetSheet
from linkfinder.model.score_profile import ScoreProfile

FactsT = TypeVar("FactsT")

_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
"""What the database, files and the command line take for a name."""

_SHEET_TITLE = re.compile(r"[^\[\]:*?/\\']{1,25}")
"""Excel takes 31 characters, of which six number the further sheets of a long list."""

_NO_FOOTPRINTS: Mapping[str, Sequence[str]] = {}


class JudgingStage(StrEnum):
    """When a page is judged for a kind."""

    PAGE_READ = "page_read"  # at once, while its text is at hand
    LINKS_CHECKED = "links_checked"  # when a link on it is dead: by its stored links, since its text is not kept


def field_values(facts: Any) -> dict[str, Any]:
    """Return the fields of a dataclass by name, one level deep: ten times as fast as `asdict`."""
    return {each.name: getattr(facts, each.name) for each in fields(facts)}


@dataclass(frozen=True, kw_only=True)  # without slots, which `Name[Facts](...)` does not allow in 3.11
class Kind(Generic[FactsT]):
    """A kind of opportunity, whose facts are of the dataclass `facts`.

    `name` stands in the database, in files and on the command line (`guest_post`), `title` above lists (`Guest posts`).
    `detect` finds the opportunities on a page, and says what looked like one and why it is none; it fetches nothing.
    """

    name: str
    title: str
    facts: type[FactsT]
    detect: Callable[[Page, Niche], Judgement]
    profile: ScoreProfile[FactsT]
    stage: JudgingStage = JudgingStage.PAGE_READ
    rules: LifecycleRules = field(default_factory=LifecycleRules)

    # What people and programs are shown.
    columns: KindColumns = ()  # beside those that every kind has
    summary: Callable[[FactsT], str] = lambda _: ""  # a few words, for `list`
    terms: Callable[[FactsT], Sequence[str]] = lambda _: ()  # the facts in words, for `explain` and `show`
    json_facts: Callable[[FactsT], Mapping[str, Any]] = field_values  # for JSON Lines
    explained_facts: Callable[[FactsT], Mapping[str, Any]] = lambda _: {}  # for `explain --json`
    recheck: Callable[[FactsT], date | None] = lambda _: None  # from when on a closed one may be open again

    # Opportunities that share a URL outside their page, such as a dead link's target, stand together in reports.
    target_url: Callable[[FactsT], str] = lambda _: ""
    target_sheet: TargetSheet[FactsT] | None = None

    # Where pages of the kind are found.
    footprints: Mapping[str, Sequence[str]] = field(default_factory=lambda: _NO_FOOTPRINTS)  # by language, best first
    search_texts: Callable[[Niche], Iterable[str]] | None = None  # whole queries, in place of topic and footprint
    is_one_a_site: bool = False  # several pages of a site show one opportunity; rejected ones are named beside it
    endorses_links: bool = False  # a page of this kind links to other good sites

    def __post_init__(self) -> None:
        """Raise ValueError when the name or the title cannot be used everywhere."""
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name of a kind; use 1 to 32 of a-z, 0-9 and _, a letter first")
        if not _SHEET_TITLE.fullmatch(self.title):
            raise ValueError(f"kind {self.name}: {self.title!r} cannot name a sheet; use 1 to 25 letters and spaces")
