"""E-mail addresses that are hidden from machines but not from readers, and how each hiding is undone.

Every function takes what stands on the page and yields plain addresses; what does not come out as an address of
somebody (see `addresses`) is dropped. Scripts are not run: an address that only a script puts together is not found,
except for the two builders whose output is a fixed pattern (TYPO3, Joomla).
"""

# ruff: noqa: RUF001 (letters of many scripts, look-alikes among them)

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from linkfinder.analysis.email_addresses import addresses_in, tidy
from linkfinder.text.matching import TextMatcher

_AT_MARKS = (
    "at|ät|æt|@|bei|chez|bij|arroba|arobase|chiocciola|chiocciolina|małpa|malpa|zavináč|zavinac|snabel-?a|snabela|kukac|"
    "klammeraffe|affenschwanz|apenstaartje|alfakrøll|krøllalfa|miukumauku|et|собака|собачка|παπάκι|papaki|arond|afna|"
    "アット|アットマーク|골뱅이"
)
_AT_WORDS = (
    # Words that mean nothing else may stand without brackets; "at" and "a" may not.
    "arroba|arobase|chiocciola|małpa|zavináč|snabel-a|klammeraffe|apenstaartje|kukac|собака|παπάκι|krøllalfa|miukumauku|"
    "アットマーク|골뱅이"
)
_DOT_MARKS = (
    "dot|punkt|point|punto|ponto|punt|kropka|tečka|tecka|bodka|точка|крапка|nokta|piste|pont|punct|prikk|τελεία|"
    "ドット|점|\\."
)
_OPEN, _CLOSE = r"[\[({<«|*_~-]{1,2}", r"[\])}>»|*_~-]{1,2}"
_DOT = rf"(?:\.|\s?{_OPEN}\s?(?:{_DOT_MARKS})\s?{_CLOSE}\s?|\s(?:{_DOT_MARKS})\s)"
_LABEL = rf"(?:(?![-_]{{1,2}}\s?(?:{_DOT_MARKS})\s?[-_])[\w-]){{1,63}}"  # ends where `-dot-` begins: one way to read it
_HOST = rf"((?:{_LABEL}{_DOT}){{1,5}}[^\W\d_]{{2,24}})(?![\w@-])"
_NAME_DOT = rf"(?:\.|\s?[\[({{<«|*~]{{1,2}}\s?(?:dot|punkt|point|punto)\s?{_CLOSE}\s?)"
_NAME = rf"(?<![\w.@/+-])([\w+-]{{1,40}}(?:{_NAME_DOT}[\w+-]{{1,40}}){{0,3}})"
_BRACKETED = re.compile(rf"{_NAME}\s?{_OPEN}\s?(?:{_AT_MARKS})\s?{_CLOSE}\s?{_HOST}", re.IGNORECASE)
_TIGHT = re.compile(rf"{_NAME}(?:\(a\)|\[a\]|\{{a\}}){_HOST}", re.IGNORECASE)
_WORDED = re.compile(rf"{_NAME}\s(?:{_AT_WORDS})\s{_HOST}", re.IGNORECASE)
_SPELLED = re.compile(
    rf"{_NAME}\s(?:at|ät)\s((?:[\w-]{{1,63}}\s(?:dot|punkt)\s){{1,4}}[^\W\d_]{{2,24}})(?![\w@-])", re.IGNORECASE
)
_SPACED = re.compile(
    r"(?:e-?mails?|mail|kontakt|contact|correo|courriel|posta|adres|почта)\W{1,4}([\w.+-]{1,64})\s{0,2}[@＠]\s{0,2}"
    r"((?:[\w-]{1,63}\s?\.\s?){1,4}[^\W\d_]{2,24})(?![\w@-])",
    re.IGNORECASE,
)
_DOT_ONLY = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}})[@＠]((?:{_LABEL}{_DOT}){{1,5}}[^\W\d_]{{2,24}})(?![\w@-])", re.IGNORECASE
)
_ANY_DOT = re.compile(_DOT, re.IGNORECASE)
_HINTS = (
    *(mark + word for mark in "<«|*_~-" for word in ("at", "ät", "æt", "@", "dot", "punkt")),
    *(mark + word for mark in ("(", "[", "{", "( ", "[ ", "{ ") for word in f"{_AT_MARKS}|{_DOT_MARKS}".split("|")),
    *(f" {word} " for word in f"{_AT_WORDS}|dot|punkt".split("|")),
    *("(a)", "[a]", "{a}", " @ ", "@ ", "\uff20", "\ufe6b"),
)
_ENDED = " )]}\uff20\ufe6b"  # a hint that ends so needs nothing after it
_CLOSED = re.compile(r"\s?[\])}>»|*_~-]")
_MAX_TEXT = 20_000  # characters of one block that are searched; a paragraph has a thousand
_REACH = 400  # characters before and after a hint: a name with dots, a mark, and a host of five labels
_MAX_HITS = 50  # addresses a block: more is a list of other people
_MAX_WRITTEN = 1_000  # characters of a mail link that are searched for an address in words


@lru_cache(maxsize=1)
def _hints() -> TextMatcher:
    return TextMatcher(dict.fromkeys((*_HINTS, *(hint.upper() for hint in _HINTS))), overlapping=False)


def find_hints(text: str) -> list[int]:
    """Return the positions at which an address may be written out; cheap, and mostly empty."""
    return [start for _, start, end in _hints().find(text) if _CLOSED.match(text, end) or text[end - 1] in _ENDED]


def around(text: str, positions: Iterable[int]) -> Iterator[str]:
    """Yield the parts of a text in which an address may stand that is hinted at from these positions, in order.

    The patterns test every letter in many ways; a long text is searched only where something hints at an address.
    """
    start = end = 0
    for position in sorted(position for position in positions if position < _MAX_TEXT):
        if position - _REACH > end:
            if end:
                yield text[start:end]
            start = text.rfind(" ", 0, position - _REACH) + 1
        end = position + _REACH
    if end:
        yield text[start:end]


def written_out(text: str) -> Iterator[str]:
    """Yield the addresses that a text writes as "name [at] site [dot] org" or in the words of other languages."""
    text = text[:_MAX_TEXT]
    for pattern in (_BRACKETED, _TIGHT, _WORDED, _SPELLED, _SPACED, _DOT_ONLY):
        for found in islice(pattern.finditer(text), _MAX_HITS):
            host = _ANY_DOT.sub(".", found.group(2))
            address = tidy(_ANY_DOT.sub(".", found.group(1)), host)
            if address and not (pattern is _DOT_ONLY and host == found.group(2)):  # that one is written plainly
                yield address


def of_cloudflare(code: str) -> Iterator[str]:
    """Yield the addresses in a Cloudflare code: hexadecimal, every byte XOR the first; share links hold none."""
    try:
        key, *rest = bytes.fromhex(code)
    except ValueError:
        return
    yield from of_mailto(bytes(byte ^ key for byte in rest).decode("utf-8", "replace"))


def of_mailto(target: str) -> Iterator[str]:
    """Yield the addresses that a mailto target names before its `?`, however they are escaped (RFC 6068)."""
    plain = unquote(target.partition("?")[0].strip().lstrip("/")[:_MAX_TEXT])
    found = [address for _, address in addresses_in(plain.replace(";", ",").replace(",", ", "))]
    yield from dict.fromkeys((*found, *written_out(plain[:_MAX_WRITTEN])))


_TYPO3 = re.compile(r"""linkTo_UnCryptMailto\((?:'|%27|"|%22|&#39;)(.{5,300}?)(?:'|%27|"|%22|&#39;)""")
_TYPO3_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))  # TYPO3, encryptCharcode(): each range turns in itself
_TYPO3_SHIFTS = range(-12, 13)


def of_typo3(script: str) -> Iterator[str]:
    """Yield the address in TYPO3's `linkTo_UnCryptMailto('...')`; the shift is found by what it must begin with."""
    found = _TYPO3.search(script)
    if found:
        yield from of_typo3_token(unquote(found.group(1)).replace("\\", ""))


def of_typo3_token(token: str) -> Iterator[str]:
    """Yield the address in an enciphered TYPO3 token, as in `data-mailto-token`."""
    for shift in _TYPO3_SHIFTS:
        plain = "".join(_turn(char, shift) for char in token[:300])
        if plain.startswith("mailto:"):
            yield from of_mailto(plain[7:])
            return


def _turn(char: str, shift: int) -> str:
    code = ord(char)
    for first, last in _TYPO3_RANGES:
        if first <= code <= last:
            return chr(first + (code - first + shift) % (last - first + 1))
    return char


_PIECES = r"((?:'[^']{0,80}'[\s+]{0,5}){1,20})"
_JOOMLA = re.compile(rf"var (addy\w{{1,40}})\s?=\s?{_PIECES};\s{{0,9}}\1\s?=\s?\1 \+ {_PIECES};")
_QUOTED = re.compile(r"'([^']{0,80})'")


def of_joomla(html: str) -> Iterator[str]:
    """Yield the addresses in Joomla's cloaking scripts, which join quoted pieces with entities in them."""
    for found in islice(_JOOMLA.finditer(html), _MAX_HITS):
        joined = "".join(_QUOTED.findall(found.group(2)) + _QUOTED.findall(found.group(3)))
        plain = re.sub(r"&#(\d{2,3});", lambda entity: chr(int(entity.group(1))), joined)
        yield from (address for _, address in addresses_in(plain))


def turned(value: str) -> Iterator[str]:
    """Yield the addresses in an attribute value as it is, in ROT13, or written backwards: the first that has any."""
    value = value[:300]
    for plain in (value, codecs.decode(value, "rot13"), value[::-1]):
        found = dict.fromkeys((*(address for _, address in addresses_in(plain)), *written_out(plain)))
        if found:
            yield from found
            return
