"""What the user lists: the niche file's seeds, and lists of addresses, one a line.

Tables with columns are `prospects`' business. See docs/reference/sources.md.
"""

from collections.abc import Iterator, Mapping

from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import named_files
from linkfinder.sources.addresses import url_or_domain
from linkfinder.sources.base import FetchMethod, SkippedInput, SourceRequest, SourceResponse, SourceTerms, no_follow_ups
from linkfinder.sources.delimited import decode
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions
from linkfinder.text.cleaning import sanitize

NAME = "listed"
TERMS = SourceTerms(cost="nothing", delay=0.0)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption("urls", OptionType.TEXTS, "addresses or domains", ()),
    SourceOption(
        "files", OptionType.TEXTS, "files with an address or a domain a line, from the niche file's folder", ()
    ),
)

PRIORITY = 0.9
"""A person chose it; only the site's own pages are better evidence."""


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the niche file's own seeds, the listed addresses, and the files to read."""
    given = (("listed in the niche file", niche.seed_urls), ("listed as a source", options.texts("urls")))
    for why, addresses in given:
        if addresses:
            yield SourceRequest("", why, FetchMethod.INLINE, body="\n".join(addresses).encode())
    yield from named_files.file_requests(niche, options.texts("files"), "listed in")


def seeds(answer: SourceResponse) -> Iterator[Seed | SkippedInput]:
    """Yield the address of every line; empty lines and those that begin with # are passed over."""
    unread: list[str] = []
    for number, line in enumerate(decode(answer.body).splitlines(), 1):
        word = line.split(" #", 1)[0].strip()
        if not word or word.startswith("#"):
            continue
        if url := url_or_domain(word):
            yield Seed(url, NAME, answer.request.purpose, PRIORITY)
        else:
            unread.append(f'line {number}, "{sanitize(word, 40)}"')
    if unread:
        yield named_files.skipped_lines(answer, unread)


follow_ups = no_follow_ups
