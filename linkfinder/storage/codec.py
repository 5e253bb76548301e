"""The classes of `model/` and of the kinds as JSON and back: what a column of facts, evidence or score parts holds.

A field that a class gained since the row was written takes its default, and one that it lost is ignored, so a class may
grow without a migration.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from linkfinder.errors import StorageError
from linkfinder.storage.columns import MAX_URL_LENGTH, clean_text, finite

_ModelT = TypeVar("_ModelT")


def to_json(value: Any) -> Any:
    """Return a dataclass, or a sequence or mapping of them, as JSON holds it.

    Every text and number is one that both databases can keep: no NUL, no lone surrogate, no NaN, no infinity.
    """
    return _storable(msgspec.to_builtins(value, builtin_types=(date, datetime)))


def from_json(model: type[_ModelT], data: Mapping[str, Any]) -> _ModelT:
    """Return the object that `to_json` wrote; raises StorageError when the data are not those of this class."""
    found: _ModelT = _converted(data, model, model.__name__)
    return found


def list_from_json(model: type[_ModelT], data: Sequence[Mapping[str, Any]]) -> tuple[_ModelT, ...]:
    """Return the objects that `to_json` wrote as a list; raises StorageError as `from_json` does."""
    found: tuple[_ModelT, ...] = _converted(data, tuple[model, ...], model.__name__)  # type: ignore[valid-type]
    return found


def _converted(data: Any, wanted: Any, name: str) -> Any:
    try:
        return msgspec.convert(data, wanted)
    except msgspec.ValidationError as error:
        raise StorageError(f"stored data cannot be read as {name}: {error}; restore a backup") from error


def _storable(value: Any) -> Any:
    match value:
        case str():
            return clean_text(value, MAX_URL_LENGTH)
        case float():
            return finite(value)
        case date():  # a datetime is one too
            return value.isoformat()
        case dict():
            return {key: _storable(part) for key, part in value.items()}
        case list() | tuple():
            return [_storable(part) for part in value]
        case _:
            return value
