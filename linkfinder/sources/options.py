"""The options of a source as the niche file writes them, checked: known, of the right type, within bounds."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linkfinder.errors import DiscoveryError
from linkfinder.text.suggestions import did_you_mean

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

    Raises DiscoveryError that names the source, the option and the remedy for the first one that is unknown, of the
    wrong type, out of bounds or missing.
    """
    by_name = {option.name: option for option in known}
    values: dict[str, OptionValue] = {option.name: option.default for option in known if option.default is not None}
    for name, value in written:
        if name not in by_name:
            raise DiscoveryError(f'source "{source}": option "{name}" is unknown; {did_you_mean(name, by_name)}')
        values[name] = _checked(source, by_name[name], value)
    for option in known:
        if option.name not in values:
            raise DiscoveryError(f'source "{source}": option "{option.name}" is missing; it is {option.description}')
    return SourceOptions(values)


def _checked(source: str, option: SourceOption, value: OptionValue) -> OptionValue:
    where = f'source "{source}": option "{option.name}"'
    if not _fits(option.type, value):
        raise DiscoveryError(f"{where} is {value!r}, but {option.type} is wanted: {option.description}")
    if option.type is OptionType.WHOLE and not option.minimum <= int(str(value)) <= option.maximum:
        raise DiscoveryError(f"{where} is {value}; it must be between {option.minimum} and {option.maximum}")
    if option.type is OptionType.TEXTS and isinstance(value, str):
        value = (value,)
    if option.choices:
        allowed = option.choices()
        for text in value if isinstance(value, tuple) else (str(value),):
            if text not in allowed:
                raise DiscoveryError(f'{where} holds "{text}"; {did_you_mean(text, allowed)}')
    return value


def _fits(wanted: OptionType, value: OptionValue) -> bool:
    match wanted:
        case OptionType.TEXT:
            return isinstance(value, str) and bool(value.strip())
        case OptionType.TEXTS:
            return isinstance(value, str | tuple) and all(text.strip() for text in value)
        case OptionType.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool)
