"""The crawl that ours is compared with: every link in the order in which it was seen."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator


def breadth_first(seeds: Iterable[str], links: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Yield the seeds, then what they link to, then what that links to, each address once."""
    waiting = deque(dict.fromkeys(seeds))
    seen = set(waiting)
    while waiting:
        url = waiting.popleft()
        yield url
        for link in links(url):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
