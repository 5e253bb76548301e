"""The kinds of column: what they may hold on SQLite and PostgreSQL alike.

All text of a page is untrusted. PostgreSQL refuses a NUL in it and SQLite a lone surrogate, and one
refused value would cost a whole batch of pages; so text is cleaned and cut where it is bound, and nowhere else.
"""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator

MAX_TEXT_LENGTH = 4_000
"""Characters kept of a title, a note or a sentence: readers cut them at 300, so this only meets the hostile ones."""

MAX_URL_LENGTH = 40_000
"""An address is never cut, because its key would no longer fit: 2000 characters, percent-encoded, stay below this."""

BigId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite only counts up by itself in columns of its plain INTEGER type."""


def clean_text(text: str, limit: int) -> str:
    """Return `text` without NUL and lone surrogates, at most `limit` characters of it."""
    if len(text) > limit:
        text = text[:limit]
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    return text.encode("utf-8", "ignore").decode()


def clean_texts(texts: Sequence[str | None], limit: int) -> Sequence[str | None]:
    """Return what `clean_text` makes of each text, None left as it is.

    Nearly every text is clean as it came, so all are checked together first, in a tenth of the time.
    """
    try:
        whole = "".join(texts)  # type: ignore[arg-type]  # None is the exception
        whole.encode()
    except (TypeError, UnicodeEncodeError):
        return [text if text is None else clean_text(text, limit) for text in texts]
    if "\0" in whole or (len(whole) > limit and max(map(len, texts)) > limit):  # type: ignore[arg-type]
        return [text if text is None else clean_text(text, limit) for text in texts]
    return texts


def finite(number: float) -> float:
    """Return a number that both databases can keep: no NaN (0 instead), no infinity (the largest float)."""
    if math.isfinite(number):
        return number
    return 0.0 if math.isnan(number) else math.copysign(1.7976931348623157e308, number)


class CleanedString(TypeDecorator[str]):
    """A text that is cleaned, and cut at `limit` characters, on its way into the database."""

    impl = String
    cache_ok = True
    limit: int

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002 (SQLAlchemy's name)
        """Return what makes a text storable: one function, as three calls a text are too many."""
        limit = self.limit

        def cleaned(text: str | None) -> str | None:
            if text is None or (len(text) <= limit and text.isascii() and "\0" not in text):
                return text
            return clean_text(text, limit)

        return cleaned


class ShortText(CleanedString):
    """A short text of at most `length` characters; what is longer is cut."""

    cache_ok = True

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = self.limit = length


class LongText(CleanedString):
    """A text of at most `limit` characters, without a length in the schema."""

    impl = Text
    cache_ok = True

    def __init__(self, limit: int = MAX_TEXT_LENGTH) -> None:
        super().__init__()
        self.limit = limit


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, given and taken with its zone, kept in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return the moment in UTC; raises ValueError for one without a zone, which could mean any hour."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; pass an aware datetime")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the moment with the zone UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if dialect.name == "sqlite" else moment.astimezone(UTC)
