"""The parts of an address that are compared with words: path segments, folded and decoded."""

from urllib.parse import unquote

from linkfinder.text.folding import fold


def path_and_query(url: str) -> str:
    """Return the path and query of a canonical address, found by its slashes: far cheaper than parsing it."""
    return url[url.find("/", url.find("//") + 2) :]


def path_segments(path: str) -> list[str]:
    """Return the folded, decoded parts of a path."""
    if "%" in path or not path.isascii():
        return [fold(unquote(part)) for part in path.split("/") if part]
    return [part for part in path.lower().split("/") if part]


def without_extension(segment: str) -> str:
    """Return a path segment without its file ending: `contact.html` is `contact`."""
    return segment.rpartition(".")[0] or segment
