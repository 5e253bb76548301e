"""Answers that stand in the place of the linked page, each known by its own marks.

Bot protection refuses robots and says nothing about the page; a log-in form or a paywall shows the page to some; a
parked domain has no owner who cares; a lapsed domain may be taken by spam. The marks are those of products and services
(`data/bot_protection.toml`, `data/parking_marks.toml`); what a page says in words is `analysis.page_class`'s business.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from linkfinder.data.bot_protection import HeaderMark, bot_protections
from linkfinder.data.hosts import is_domain_market, is_redirector, is_registrar
from linkfinder.data.parking import parking_marks
from linkfinder.linkcheck.page_summary import SUMMARY_CACHE_SIZE, PageSummary
from linkfinder.linkcheck.targets import host_in, path_in
from linkfinder.net.exchange import HttpResponse
from linkfinder.text.folding import fold
from linkfinder.urls import site_of_host

_CHALLENGE_WINDOW = 40_000
"""Bytes of the body that are searched: challenge pages are short, and articles about them are not meant."""

_CHALLENGE_WORDS = 80
"""A challenge says little; a page with more to read is there, whatever scripts against robots stand in it."""


_CHALLENGE_HEADERS = tuple((product.name, product.challenge_headers) for product in bot_protections())
_BLOCK_HEADERS = tuple((product.name, product.block_headers) for product in bot_protections())
_PRODUCT_MARKS = tuple((product.name, tuple(mark.encode() for mark in product.marks)) for product in bot_protections())
_BY_HEADER = frozenset({401, 403, 405, 406, 409, 418, 429, 451, 456})
"""Statuses that, with a product's header, are its refusal. With 503 the site itself may be down."""

_FIRST_ERROR = 400
_BY_WORDS = frozenset({*_BY_HEADER, 503, 999})
_CLOUDFLARE_DOWN = range(520, 531)
"""Cloudflare's own statuses for a server it cannot reach: no bot protection, whatever the page says."""


def bot_protection_of(answer: HttpResponse, words: int) -> str:
    """Return the name of the bot protection that answers, or an empty string; `words` is how many the page shows."""
    if challenger := _by_header(answer.headers, _CHALLENGE_HEADERS):
        return challenger
    if answer.status in _CLOUDFLARE_DOWN:
        return ""
    if answer.status in _BY_WORDS or (answer.status < _FIRST_ERROR and words < _CHALLENGE_WORDS):
        by_words = _by_words(answer)
        if by_words:
            return by_words
    return _by_header(answer.headers, _BLOCK_HEADERS) if answer.status in _BY_HEADER else ""


def _by_words(answer: HttpResponse) -> str:
    return (
        _product_in(answer.body)
        if len(answer.body) <= _CHALLENGE_WINDOW
        else _product_in(answer.body[:_CHALLENGE_WINDOW])
    )


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _product_in(body: bytes) -> str:
    body = body.lower()
    for name, marks in _PRODUCT_MARKS:
        for mark in marks:
            if mark in body:
                return name
    return ""


def _by_header(headers: Mapping[str, str], products: Iterable[tuple[str, Iterable[HeaderMark]]]) -> str:
    for product, marks in products:
        if any(part in headers[name].lower() for name, part in marks if name in headers):
            return product
    return ""


_PAYMENT_REQUIRED = 402
_LOGIN_WORDS = 120
"""Words of a page that is a log-in form and nothing else; with more, the form is a corner of a page."""

_NOT_FREE = (b'"isaccessibleforfree":false', b'"isaccessibleforfree":"false"')
"""What publishers tell search engines about articles behind a paywall (schema.org/isAccessibleForFree)."""


def access_restriction_of(answer: HttpResponse, summary: PageSummary | None) -> str:
    """Return `login` or `paywall` when a page shows itself only to some, or an empty string."""
    if answer.status == _PAYMENT_REQUIRED:
        return "paywall"
    if summary is None:
        return ""
    if summary.has_password and summary.words < _LOGIN_WORDS:
        return "login"
    if b"isAccessibleForFree" not in answer.body:
        return ""
    squeezed = answer.body.replace(b" ", b"").lower()
    return "paywall" if any(mark in squeezed for mark in _NOT_FREE) else ""


_PARKING_WINDOW = 60_000
_PARKING_WORDS = 250
"""A parked page has links and a slogan; one with more to read only mentions a parking service."""

_PARKING_MARKS = tuple(mark.encode() for mark in parking_marks())
_NUMBERED = re.compile(r"ww\d{1,2}\.")
_NUMBERED_WORDS = 60
"""Words of a parked page on a numbered host, which scripts fill; a site's own numbered host has more to read."""

_PARKING_QUERY = re.compile(r"[?&]subid\d?=")
"""The parameter with which a parking service's redirects tell where the visitor comes from."""


def domain_market_of(asked: str, final: str, summary: PageSummary | None) -> str:
    """Return the domain market that a visitor of `asked` is sent to, or an empty string; `summary` is the last page."""
    if asked == final:
        return ""
    old, host = host_in(asked), host_in(final)
    if old == host or is_redirector(old):
        return ""
    if is_domain_market(host) or (not _NUMBERED.match(old) and _is_parking_host(host, final, summary)):
        return host
    return host if is_registrar(host) and site_of_host(old) in final.lower() else ""


def _is_parking_host(host: str, url: str, summary: PageSummary | None) -> bool:
    """Tell whether a numbered host (`ww25.name`) is a parking service's: sites number their own hosts too."""
    if not _NUMBERED.match(host):
        return False
    return summary is None or summary.words <= _NUMBERED_WORDS or _PARKING_QUERY.search(url) is not None


def parking_mark(body: bytes, summary: PageSummary | None) -> str:
    """Return the mark of a parking service in a page, or an empty string."""
    if summary is None or not summary.is_html or summary.words > _PARKING_WORDS:
        return ""
    return _parking_mark_in(body[:_PARKING_WINDOW])


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _parking_mark_in(body: bytes) -> str:
    body = body.lower()
    return next((mark.decode() for mark in _PARKING_MARKS if mark in body), "")


_SPAM_TOPICS = {
    "gambling": re.compile(
        r"\b(?:slot gacor|situs slot|slot online|judi online|judi bola|agen judi|togel|bandar (?:slot|judi|togel)|"
        r"rtp slot|slot88|maxwin|scatter hitam|online casinos?|casino online|live casino|casino bonus|no deposit bonus|"
        r"deneme bonusu|bahis siteleri|canli bahis|casino siteleri|kacak bahis|sportsbook|betting sites?|"
        r"nha cai|xoso|baccarat|sbobet|poker online|casas de apuestas|apuestas deportivas|kasyno online|онлайн казино|"
        r"казино онлайн|ставки на спорт|игровые автоматы)\b"
    ),
    "adult": re.compile(
        r"\b(?:escorts?|escort (?:bayan|girls?)|call girls|porn|porno|xxx videos?|sex videos?|hentai|nudes)\b"
    ),
    "pills": re.compile(
        r"\b(?:buy|cheap|order|generic|kaufen|acheter|comprar) (?:viagra|cialis|levitra|xanax|tramadol|ambien)\b"
    ),
    "loans": re.compile(r"\b(?:payday loans?|cash advance loans?|loans? for bad credit)\b"),
    "fakes": re.compile(r"\b(?:replica (?:watches|handbags|rolex)|fake (?:ids?|diplomas?))\b"),
}
_TOPIC_WORDS_IN_URL = re.compile(
    r"slot|casino|kasino|kasyno|judi|togel|bet|poker|gambl|gaming|lotto|lotter|bingo|apuesta|bahis|porn|sex|escort|adult|"
    r"xxx|viagra|cialis|pharm|pill|drug|replica|watch|loan|credit|lend|borrow|debt|financ|money|kredit|prestamo|emprunt"
)
_MIN_PHRASES = 2
"""Different phrases of one topic in title and headings; one may be a news item, two are a business."""

_DISCUSSION = re.compile(
    r"\b(?:laws?|legislation|legislators?|lawyers?|regulations?|regulators?|courts?|ruling|parliament|senate|ministers?|"
    r"ministry|banned|prohibit\w*|addict\w*|debts?|consumers?|researchers?|survey|police|prosecut\w+|taxes|taxation|"
    r"charity|counsell\w+|gesetz\w*|gericht\w*|urteil\w*|verbraucher\w*|spielsucht|schulden\w*|loi|tribunal\w*|"
    r"dettes?|consommateurs?|ley|leyes|deudas?|consumidor\w*|lei|leis|dividas?|ludopati?a|legge|leggi|debiti|"
    r"consumatori|wetgeving|rechter|schulden|verslaving|ustaw\w+|sadu?|dlugi?|konsument\w*|закон\w*|суда?|долг\w*|"
    r"зависимост\w+|полици\w+|kanun\w*|yasa\w*|mahkeme\w*|hukum|undang-undang|polisi|pengadilan|luat|canh sat)\b"
)
"""Words of those who write about a trade (its law, its victims, studies of it), not of those who sell."""

_OFFER = re.compile(
    r"\b(?:bonus\w*|sign up|play now|join now|free spins|daftar|deposit|login|link alternatif|terpercaya|gacor|maxwin|"
    r"giris|guvenilir|apply (?:now|online|today)|instant|same day|no credit check|cheap|discreet|tonight|near me|"
    r"best|top \d+|without (?:a )?prescription)\b"
)
_MIN_DISCUSSION = 3
"""Different such words: advertisements have one or two, for instance in a note on gambling addiction."""

_PATH_WORD = re.compile(r"[^\W\d_]{4,}")
_PATH_WORDS_OF_ALL = frozenset(
    {"article", "blog", "category", "content", "default", "detail", "guide", "help", "home", "html", "index", "info"}
    | {"node", "page", "post", "shtml", "story", "topic", "view", "wiki"}
)
"""Words of paths that say nothing of the subject, without the plural's letter."""


def hijacked_topic_of(url: str, summary: PageSummary | None) -> str:
    """Return the spam topic of a page whose address is about something else, or an empty string.

    An article on the topic is not spam: its address names what its title names, or it has the words of reports and
    laws and offers nothing.
    """
    if summary is None or not summary.is_html:
        return ""
    topic = _spam_topic_of(summary)
    if not topic or _TOPIC_WORDS_IN_URL.search(f"{host_in(url)}{path_in(url)}".lower()):
        return ""
    return "" if _is_named_by_address(url, summary) or _is_discussion(summary) else topic


def _is_named_by_address(url: str, summary: PageSummary) -> bool:
    """Tell whether title and headings have most words of the path; the host's name stays when a domain is taken."""
    words = _words_of(fold(path_in(url))) - _PATH_WORDS_OF_ALL
    return bool(words) and 2 * len(words & _words_of(summary.normalised_headings)) > len(words)


def _words_of(text: str) -> set[str]:
    return {word.removesuffix("s") for word in _PATH_WORD.findall(text)}


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _is_discussion(summary: PageSummary) -> bool:
    if _OFFER.search(summary.normalised_headings):
        return False
    return len(set(_DISCUSSION.findall(summary.normalised))) >= _MIN_DISCUSSION


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _spam_topic_of(summary: PageSummary) -> str:
    """Return the topic that title and headings name, or an empty string."""
    for topic, pattern in _SPAM_TOPICS.items():
        found = set(pattern.findall(summary.normalised_headings))
        if found and (len(found) >= _MIN_PHRASES or len(set(pattern.findall(summary.normalised))) > _MIN_PHRASES):
            return topic
    return ""
