"""Files beside the niche file: where they are, and what is said of lines that name no address."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from linkfinder.discovery.base import Answer, Ask, Means, Remark
from linkfinder.model.niche import Niche

_SHOWN = 3
"""Lines quoted: enough to see what is wrong with the others."""


def asks(niche: Niche, names: Sequence[str], why: str) -> Iterator[Ask]:
    """Yield an ask for every file name or pattern, counted from the niche file's folder."""
    folder = PurePath(niche.path).parent if niche.path else PurePath()
    for name in names:
        yield Ask(str(folder / name), f"{why} {name}", Means.FILE)


def unread(answer: Answer, lines: Sequence[str]) -> Remark:
    """Return the remark that these lines or rows name no address."""
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    where = f"{answer.ask.url}: " if answer.ask.url else f"{answer.ask.why}: "
    return Remark(f"{where}no address in {'; '.join(lines[:_SHOWN])}{more}; write https://example.org/ or example.org")
