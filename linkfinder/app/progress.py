"""How a use case says how far it is: in one line of text, as often as it likes."""

from collections.abc import Callable

ProgressText = Callable[[str], object]
"""Gets the newest state in one line. It may hold parts of pages: whoever shows it removes control characters."""


def no_progress(_text: str) -> None:
    """Show nothing."""
