"""What a crawl can notice about a known opportunity of a kind: changed facts, and that a page shows it no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from linkfinder.model.opportunity import Judgement
from linkfinder.model.page import Page
from linkfinder.model.status import Flag

FactsJson = Mapping[str, Any]
"""The facts of an opportunity as they are stored: by the names of their fields, enums and dates as texts."""


@dataclass(frozen=True, slots=True)
class Absence:
    """That a page shows an opportunity no more: the flag, and the words for its history."""

    flag: Flag
    note: str


def _no_facts(_: str, __: FactsJson) -> Mapping[str, str]:
    return {}


def _no_absence(_: FactsJson, __: Page) -> None:
    return None


def _no_clarity(_: FactsJson) -> int:
    return 0


def _no_reason(_: FactsJson, __: Page, ___: Judgement) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleRules:
    """The rules of one kind. They read stored facts, and so also those that an older version wrote.

    `material_facts` gives, in words, the facts whose change a person wants to hear of, from state and facts.
    `absence_when_read` says that a page which was only read, not judged for this kind, shows it no more.
    `absence_when_judged` says why a page that was judged for this kind shows it no more; None where only the
    judgement's rejection says why.
    `clarity` tells pages of one opportunity apart: the higher, the more a page is about nothing else.
    """

    material_facts: Callable[[str, FactsJson], Mapping[str, str]] = _no_facts
    absence_when_read: Callable[[FactsJson, Page], Absence | None] = _no_absence
    absence_when_judged: Callable[[FactsJson, Page, Judgement], Absence | None] = _no_reason
    clarity: Callable[[FactsJson], int] = _no_clarity


def fact_text(value: Any) -> str:
    """Return a stored value as a text; empty when there is none."""
    return "" if value is None else str(value)
