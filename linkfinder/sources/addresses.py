"""Addresses as people and programs write them: whole, or a bare domain."""

import re

from linkfinder import urls
from linkfinder.errors import UrlError

_DOMAIN = re.compile(r"^(?:[^\s/.@:]{1,63}\.){1,10}[^\s/.@:\d]{2,63}(?::\d{1,5})?(?:/\S*)?$")


def absolute_url_or_none(text: str) -> str | None:
    """Return an address that has its scheme as it is asked, or None when it cannot be visited."""
    try:
        return urls.parse(text) if "://" in text else None
    except UrlError:
        return None


def url_or_domain(text: str) -> str | None:
    """Return the address that a text means, a bare domain being its home page, or None."""
    bare = text.strip().strip("<>\"'")
    if "://" not in bare and _DOMAIN.match(bare):
        bare = f"https://{bare}"
    return absolute_url_or_none(bare)
