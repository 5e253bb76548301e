"""A TOML table read key by key. What is missing, of a wrong type or unknown becomes a problem that names its path."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time

from linkfinder.niche.checks import TextCheck, UnusableTextError, any_text
from linkfinder.niche.problems import Problems
from linkfinder.text.suggestions import did_you_mean

_TYPE_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "a section",
    date: "a date",
    datetime: "a date",
    time: "a time of day",
}


def type_name(value: object) -> str:
    """Return what a TOML value is, in words."""
    return _TYPE_NAMES.get(type(value), "something else")


class TomlTable:
    """A table of the file. Every read notes its key as known; `finish` reports the keys that were never read."""

    def __init__(self, values: Mapping[str, object], path: str, problems: Problems) -> None:
        """Read from `values`, which stand at `path` (empty at the top); what is wrong goes to `problems`."""
        self.values = values
        self.path = path
        self.problems = problems
        self._known: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether the key is there, and note it as known."""
        self._known.add(key)
        return key in self.values

    def key_path(self, key: str) -> str:
        """Return the full path of a key, such as `brands[1].name`."""
        return f"{self.path}.{key}" if self.path else key

    def problem(self, key: str, message: str) -> None:
        """Report what is wrong with a key's value."""
        self.problems.add(self.key_path(key), message)

    def text(self, key: str, check: TextCheck = any_text, default: str = "") -> str:
        """Return a checked text, or `default` when it is absent or wrong."""
        if not self.has(key):
            return default
        value = self.values[key]
        if isinstance(value, str):
            return self._checked(self.key_path(key), value, check)
        self._wrong_type(key, "a text", 'put it in quotes, such as "dental"')
        return default

    def required_text(self, key: str, example: str, check: TextCheck = any_text) -> str:
        """Return a checked text; its absence is a problem."""
        if not self.has(key):
            self.problem(key, f"is missing; write {example}")
        return self.text(key, check)

    def texts(self, key: str, check: TextCheck = any_text) -> tuple[str, ...]:
        """Return a list of checked texts without repetitions; empty when it is absent."""
        found: dict[str, None] = {}
        for number, value in enumerate(self._list(key, 'a list of texts, such as ["one", "two"]')):
            place = f"{self.key_path(key)}[{number}]"
            if not isinstance(value, str):
                self.problems.add(place, f"is {type_name(value)}; a text in quotes is wanted")
            elif text := self._checked(place, value, check):
                found[text] = None
        return tuple(found)

    def whole(self, key: str, default: int, at_least: int = 0, at_most: int | None = None) -> int:
        """Return a whole number within its bounds, or `default` when it is absent or wrong."""
        value = self.values[key] if self.has(key) else default
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_type(key, "a whole number", f"write it like {default}")
        elif value < at_least:
            self.problem(key, f"{value} is too small; write {at_least} or more (the default is {default})")
        elif at_most is not None and value > at_most:
            self.problem(key, f"{value} is too large; write {at_most} or less (the default is {default})")
        else:
            return value
        return default

    def number(self, key: str, default: float, *, positive: bool = False) -> float:
        """Return a finite number that is not negative (or above 0), or `default` when it is absent or wrong."""
        value = self.values[key] if self.has(key) else default
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong_type(key, "a number", f"write it like {default:g}")
        elif not math.isfinite(value):
            self.problem(key, f"{value} is not a usable number; write it like {default:g}")
        elif value < 0 or (positive and value == 0):
            wanted = "more than 0" if positive else "0 or more"
            self.problem(key, f"{value:g} is too small; write {wanted} (the default is {default:g})")
        else:
            return float(value)
        return default

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false, or `default` when it is absent or wrong."""
        value = self.values[key] if self.has(key) else default
        if isinstance(value, bool):
            return value
        self._wrong_type(key, "true or false", f"write it like {str(default).lower()}")
        return default

    def table(self, key: str) -> "TomlTable":
        """Return a section; an empty one when it is absent or wrong."""
        value = self.values[key] if self.has(key) else {}
        if not isinstance(value, dict):
            self._wrong_type(key, "a section", f"write [{self.key_path(key)}] on a line of its own, its keys below")
            value = {}
        return TomlTable(value, self.key_path(key), self.problems)

    def tables(self, key: str) -> "tuple[TomlTable, ...]":
        """Return the tables of a repeated section; empty when it is absent."""
        found = []
        remedy = f"write [[{self.key_path(key)}]] on a line of its own, its keys below"
        for number, value in enumerate(self._list(key, "a repeated section", remedy)):
            place = f"{self.key_path(key)}[{number}]"
            if isinstance(value, dict):
                found.append(TomlTable(value, place, self.problems))
            else:
                self.problems.add(place, f"is {type_name(value)}; {remedy}")
        return tuple(found)

    def finish(self) -> None:
        """Report every key that was never read, with the known key that is nearest."""
        for key in self.values:
            if key not in self._known:
                self.problem(key, f"unknown key; {did_you_mean(key, self._known)}")

    def _list(self, key: str, wanted: str, remedy: str = "write it in [ ]") -> list[object]:
        value = self.values[key] if self.has(key) else []
        if isinstance(value, list):
            return value
        self._wrong_type(key, wanted, remedy)
        return []

    def _checked(self, place: str, value: str, check: TextCheck) -> str:
        try:
            return check(value)
        except UnusableTextError as error:
            self.problems.add(place, str(error))
            return ""

    def _wrong_type(self, key: str, wanted: str, remedy: str) -> None:
        self.problem(key, f"is {type_name(self.values[key])}; {wanted} is wanted: {remedy}")
