"""The User-Agent of every request: crawl, link checks, sources and browser."""

import re
import unicodedata

from linkfinder.model.niche import Sender
from linkfinder.version import user_agent

_UNSAFE = re.compile(r"[^\x20-\x7e]|[()\\;]")
"""What may not stand unescaped in the comment of a User-Agent (RFC 9110, 5.6.5), and what separates its parts here."""

_MAX_NAME_LENGTH = 60
"""Characters of a name: servers cut or refuse long headers, and a name needs no more."""


def user_agent_of(sender: Sender) -> str:
    """Return the User-Agent: the program, where a webmaster can complain, and for whom it works, as far as set."""
    return user_agent(sender.contact or sender.email, _ascii(sender.company) or _ascii(sender.name))


def _ascii(name: str) -> str:
    """Return a name in ASCII, without marks on letters; letters of other scripts are left out."""
    bare = _UNSAFE.sub("", unicodedata.normalize("NFKD", name.replace("ß", "ss")))
    return " ".join(bare.split())[:_MAX_NAME_LENGTH].strip()
