"""Files beside the niche file: where they are."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from linkfinder.discovery.base import Ask, Means
from linkfinder.model.niche import Niche


def asks(niche: Niche, names: Sequence[str], why: str) -> Iterator[Ask]:
    """Yield an ask for every file name or pattern, counted from the niche file's folder."""
    folder = PurePath(niche.path).parent if niche.path else PurePath()
    for name in names:
        yield Ask(str(folder / name), f"{why} {name}", Means.FILE)
