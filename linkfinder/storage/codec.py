"""The words of `model/` as JSON and back: what a column of facts, evidence or score parts holds.

A field that a word gained since the row was written takes its default, and one that it lost is ignored, so a word may
grow without a migration. Each word's reader is worked out once from its type hints.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from linkfinder.model.kind import OpportunityKind
from linkfinder.model.opportunity import BrokenLink, GuestPost, Mention
from linkfinder.storage.columns import MAX_URL_LENGTH, clean_text, finite

_ModelT = TypeVar("_ModelT")
_Converter = Callable[[Any], Any]

FACTS_CLASSES: Mapping[OpportunityKind, type[GuestPost | BrokenLink | Mention]] = {
    OpportunityKind.GUEST_POST: GuestPost,
    OpportunityKind.BROKEN_LINK: BrokenLink,
    OpportunityKind.UNLINKED_MENTION: Mention,
}
"""The word that holds the facts of a kind."""


def to_json(value: Any) -> Any:
    """Return a word, or a sequence or mapping of them, as JSON holds it, with every text cleaned."""
    return _writer(cast("Any", type(value)))(value)


def from_json(kind: type[_ModelT], data: Mapping[str, Any]) -> _ModelT:
    """Return the word that `to_json` wrote."""
    names, readers = _readers(cast("Any", kind))
    known = data if data.keys() <= names else {name: data[name] for name in data if name in names}
    return kind(**{**known, **{name: read(known[name]) for name, read in readers if name in known}})


def list_from_json(kind: type[_ModelT], data: Sequence[Mapping[str, Any]]) -> tuple[_ModelT, ...]:
    """Return the words that `to_json` wrote as a list."""
    return tuple(from_json(kind, part) for part in data)


@cache
def _writer(kind: type) -> _Converter:
    """Return what turns a value of this type into JSON."""
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        return lambda value: {name: to_json(getattr(value, name)) for name in names}
    return next((write for base, write in _WRITERS if issubclass(kind, base)), _as_it_is)


@cache
def _readers(kind: Any) -> tuple[frozenset[str], tuple[tuple[str, _Converter], ...]]:
    """Return the names of a word's fields, and how those are read that JSON does not hold as they are."""
    hints = get_type_hints(kind)
    names = frozenset(field.name for field in dataclasses.fields(kind))
    readers = ((name, _reader(hints[name])) for name in sorted(names))
    return names, tuple((name, read) for name, read in readers if read is not _as_it_is)


def _reader(hint: Any) -> _Converter:
    """Return what turns JSON into a value of this type."""
    arguments = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        inner = _reader(next(part for part in arguments if part is not type(None)))
        return lambda data: None if data is None else inner(data)
    if get_origin(hint) is tuple:
        part = _reader(arguments[0])
        return lambda data: tuple(part(value) for value in data)
    if dataclasses.is_dataclass(hint):
        kind: Any = hint
        return lambda data: from_json(kind, data)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _as_it_is


def _as_it_is(data: Any) -> Any:
    return data


_WRITERS: tuple[tuple[type, _Converter], ...] = (
    (Enum, lambda value: value.value),  # before str, which a StrEnum also is
    (str, lambda value: clean_text(value, MAX_URL_LENGTH)),
    (float, finite),
    (date, lambda value: value.isoformat()),
    (Mapping, lambda value: {key: to_json(part) for key, part in value.items()}),
    (Sequence, lambda value: [to_json(part) for part in value]),
)
