"""What the user lists: the niche file's seeds, and lists of addresses, one a line.

Tables with columns are `prospects`' business. See docs/discovery.md.
"""

from collections.abc import Iterator, Mapping

from linkfinder.discovery import files
from linkfinder.discovery.addresses import any_address
from linkfinder.discovery.base import Answer, Ask, Means, Remark, Terms, no_follow_ups
from linkfinder.discovery.delimited import decode
from linkfinder.discovery.options import Option, Options, Type
from linkfinder.discovery.wording import shown
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed

NAME = "listed"
TERMS = Terms(cost="nothing", gap=0.0)
OPTIONS: tuple[Option, ...] = (
    Option("urls", Type.TEXTS, "addresses or domains", ()),
    Option("files", Type.TEXTS, "files with an address or a domain a line, from the niche file's folder", ()),
)

PROMISE = 0.9
"""Somebody chose it by hand; nothing but a look at the site itself is a better sign."""


def requests(niche: Niche, options: Options, _keys: Mapping[str, str]) -> Iterator[Ask]:
    """Yield the niche file's own seeds, the listed addresses, and the files to read."""
    given = (("listed in the niche file", niche.seed_urls), ("listed as a source", options.texts("urls")))
    for why, addresses in given:
        if addresses:
            yield Ask("", why, Means.GIVEN, body="\n".join(addresses).encode())
    yield from files.asks(niche, options.texts("files"), "listed in")


def seeds(answer: Answer) -> Iterator[Seed | Remark]:
    """Yield the address of every line; empty lines and those that begin with # are passed over."""
    unread: list[str] = []
    for number, line in enumerate(decode(answer.body).splitlines(), 1):
        word = line.split(" #", 1)[0].strip()
        if not word or word.startswith("#"):
            continue
        if url := any_address(word):
            yield Seed(url, NAME, answer.ask.why, PROMISE)
        else:
            unread.append(f'line {number}, "{shown(word, 40)}"')
    if unread:
        yield files.unread(answer, unread)


follow_ups = no_follow_ups
