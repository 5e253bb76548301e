"""What is wrong with a niche file, collected so that one error can name all of it."""

from dataclasses import dataclass, field

from linkfinder.errors import NicheError

_MAX_SHOWN_PROBLEMS = 40
"""What fits on a screen; a user fixes fewer than that before the next try."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to fix: the key's path, such as `brands[1].domains[0]`, and what to write instead."""

    key: str
    message: str

    def __str__(self) -> str:
        """Show it as one line."""
        return f"{self.key}: {self.message}"


@dataclass(slots=True)
class Problems:
    """The problems of one file, in the order they were met."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, key: str, message: str) -> None:
        """Remember that something is wrong at `key`."""
        self.found.append(Problem(key, message))

    def raise_if_any(self) -> None:
        """Raise a NicheError that names every problem, when there is one."""
        if len(self.found) == 1:
            raise NicheError(f"{self.file}: {self.found[0]}")
        if self.found:
            lines = [
                f"{self.file}: {len(self.found)} problems",
                *(f"  {each}" for each in self.found[:_MAX_SHOWN_PROBLEMS]),
            ]
            if len(self.found) > _MAX_SHOWN_PROBLEMS:
                lines.append(f"  and {len(self.found) - _MAX_SHOWN_PROBLEMS} more")
            raise NicheError("\n".join(lines))
