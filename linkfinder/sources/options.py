"""The options of a source as the niche file writes them, checked: known, of the right type, within bounds."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.errors import DiscoveryError
from linkfinder.niche.checks import any_text, one_of
from linkfinder.niche.problems import Problems
from linkfinder.niche.toml_table import TomlTable

OptionValue = str | int | float | bool | tuple[str, ...]


class OptionType(StrEnum):
    """What an option holds; the value is how it is called in an error."""

    TEXT = "a text"
    TEXTS = "a list of texts"
    WHOLE = "a whole number"


@dataclass(frozen=True, slots=True)
class SourceOption:
    """One option of a source. A default of None makes it needed; bounds are for numbers."""

    name: str
    type: OptionType
    description: str  # what it does, with its unit, for docs/reference/sources.md and error messages
    default: OptionValue | None = None
    minimum: int = 0
    maximum: int = 1_000_000
    choices: Callable[[], Collection[str]] | None = None  # the only texts allowed, when there are any


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Checked options. Asking for a name that the source did not declare is a programming error (KeyError)."""

    values: Mapping[str, OptionValue]

    def text(self, name: str) -> str:
        """Return a text option."""
        return str(self.values[name])

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list option."""
        value = self.values[name]
        return value if isinstance(value, tuple) else (str(value),)

    def whole(self, name: str) -> int:
        """Return a number option."""
        return int(str(self.values[name]))


def check_options(
    source: str, known: Sequence[SourceOption], written: Iterable[tuple[str, OptionValue]]
) -> SourceOptions:
    """Return the options as written over their defaults.

    Raises DiscoveryError that names the source and, for every option that is unknown, of the wrong type, out of bounds
    or missing, its name and the remedy.
    """
    problems = Problems(f'source "{source}"')
    lists = {option.name for option in known if option.type is OptionType.TEXTS}
    table = TomlTable({name: _as_toml(value, is_list=name in lists) for name, value in written}, "", problems)
    values = {option.name: _read(table, option) for option in known}
    table.finish()
    if problems.found:
        raise DiscoveryError(f"{problems.file}: {'; '.join(map(str, problems.found))}")
    return SourceOptions(values)


def _as_toml(value: OptionValue, *, is_list: bool) -> object:
    """Return a value as TOML has it; one text may stand for a list of texts."""
    return [value] if is_list and isinstance(value, str) else list(value) if isinstance(value, tuple) else value


def _read(table: TomlTable, option: SourceOption) -> OptionValue:
    if not table.has(option.name):
        if option.default is None:
            table.problem(option.name, f"is missing; it is {option.description}")
        return "" if option.default is None else option.default
    check = one_of(option.choices()) if option.choices else any_text
    match option.type:
        case OptionType.TEXT:
            return table.text(option.name, check)
        case OptionType.TEXTS:
            return table.texts(option.name, check)
        case OptionType.WHOLE:
            return table.whole(option.name, int(str(option.default or 0)), option.minimum, option.maximum)
