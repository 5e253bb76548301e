"""Files beside the niche file: where they are, and what is said of lines that name no address."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from linkfinder.model.niche import Niche
from linkfinder.sources.base import FetchMethod, SkippedInput, SourceRequest, SourceResponse

_QUOTED_LINES = 3
"""Lines quoted: enough to see what is wrong with the others."""


def file_requests(niche: Niche, names: Sequence[str], purpose: str) -> Iterator[SourceRequest]:
    """Yield an ask for every file name or pattern, counted from the niche file's folder."""
    folder = PurePath(niche.path).parent if niche.path else PurePath()
    for name in names:
        yield SourceRequest(str(folder / name), f"{purpose} {name}", FetchMethod.FILE)


def skipped_lines(answer: SourceResponse, lines: Sequence[str]) -> SkippedInput:
    """Return the remark that these lines or rows name no address."""
    more = f" and {len(lines) - _QUOTED_LINES} more" if len(lines) > _QUOTED_LINES else ""
    where = f"{answer.request.url}: " if answer.request.url else f"{answer.request.purpose}: "
    return SkippedInput(
        f"{where}no address in {'; '.join(lines[:_QUOTED_LINES])}{more}; write https://example.org/ or example.org"
    )
