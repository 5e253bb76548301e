"""The form of a text in a niche file: one function for each sort of text, each returning its normal form."""

import re
from collections.abc import Callable, Iterable

from linkfinder.errors import UrlError
from linkfinder.text.suggestions import did_you_mean
from linkfinder.urls import host_of, parse

_MAX_TEXT_LENGTH = 500
"""No phrase, name or title in a niche file is longer; a longer one is a pasted page."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_EMAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,255}")
_DOMAIN = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+")


class UnusableTextError(ValueError):
    """A text is not what its key needs; the message says what to write."""


TextCheck = Callable[[str], str]
"""Return the normal form of a text; raise UnusableTextError with the remedy."""


def any_text(text: str) -> str:
    """Return a text with single spaces; raise UnusableTextError when it is empty or longer than MAX_TEXT."""
    plain = " ".join(text.split())
    if not plain:
        raise UnusableTextError("is empty; write a text or remove the key")
    if len(plain) > _MAX_TEXT_LENGTH:
        raise UnusableTextError(f"is {len(plain)} characters long; {_MAX_TEXT_LENGTH} are enough")
    return plain


def niche_name(text: str) -> str:
    """Return a name that can stand in a file name; raise UnusableTextError otherwise."""
    name = text.strip()
    if not _NAME.fullmatch(name):
        raise UnusableTextError(f"{name!r} cannot be a niche's name; use letters, digits, - and _, such as dental-uk")
    return name


def language(text: str) -> str:
    """Return a primary language tag (BCP 47); raise UnusableTextError otherwise."""
    tag = text.strip().lower()
    if _LANGUAGE.fullmatch(tag):
        return tag
    primary = re.split(r"[-_]", tag)[0]
    remedy = f'write "{primary}"' if _LANGUAGE.fullmatch(primary) else 'write a code such as "en" or "de"'
    raise UnusableTextError(f"{text!r} is not a language code; {remedy}")


def web_address(text: str) -> str:
    """Return an http or https address as it is asked; raise UnusableTextError otherwise."""
    written = text.strip()
    try:
        address = parse(written)
    except UrlError as error:
        remedy = f"; did you mean https://{written}?" if _DOMAIN.fullmatch(written.split("/")[0].lower()) else ""
        raise UnusableTextError(f"{error}{remedy}") from error
    if not _has_real_host(host_of(address)):
        raise UnusableTextError(f"{written!r} has no complete host name; write it like https://example.org/page")
    return address


def domain(text: str) -> str:
    """Return a domain in lower-case ASCII without `www.`; raise UnusableTextError otherwise."""
    written = text.strip()
    host = host_of(f"http://{written}/") if not re.search(r"[/\s:@?#]", written) else ""
    if host and "*" not in host and "." in host.strip("."):
        return host.removeprefix("www.")
    inside = host_of(written) or host_of(f"http://{written.removeprefix('*.')}")
    remedy = f'write "{inside.removeprefix("www.")}"' if "." in inside else 'write it like "example.org"'
    raise UnusableTextError(f"{written!r} is not a domain; {remedy} (its sub-domains are included)")


def email(text: str) -> str:
    """Return an e-mail address with its domain in lower case; raise UnusableTextError otherwise."""
    name, _, host = text.strip().rpartition("@")
    if not _EMAIL.fullmatch(text.strip()) or "." not in host.strip("."):
        raise UnusableTextError(f"{text!r} is not an e-mail address; write it like name@example.org")
    return f"{name}@{host.lower()}"


def email_or_domain(text: str) -> str:
    """Return an e-mail address or a domain; raise UnusableTextError when it is neither."""
    entry = text.strip().removeprefix("@")
    return email(entry).lower() if "@" in entry else domain(entry)


def email_or_address(text: str) -> str:
    """Return an e-mail or web address; raise UnusableTextError when it is neither."""
    return email(text) if "@" in text and "/" not in text else web_address(text)


def one_of(known: Iterable[str]) -> TextCheck:
    """Return a check that lets only known texts through."""
    words = tuple(known)

    def check(text: str) -> str:
        if text.strip() not in words:
            raise UnusableTextError(f"{text!r} is unknown; {did_you_mean(text, words)}")
        return text.strip()

    return check


def optional(check: TextCheck) -> TextCheck:
    """Return a check that also lets an empty text through: the same as leaving the key out."""
    return lambda text: check(text) if text.strip() else ""


def _has_real_host(host: str) -> bool:
    return "." in host or host.startswith("[") or host == "localhost"
