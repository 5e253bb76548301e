"""Lapsed domains that somebody else took: the address speaks of one thing, the page of casinos or pills.

Only what the title and the headings say counts, and only when neither the address nor the host ever was about it: an
article about gambling has the word in its address.
"""

import re
from functools import lru_cache

from linkfinder.linkcheck.page_summary import SUMMARY_CACHE_SIZE, PageSummary
from linkfinder.linkcheck.targets import host_in, path_in

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
    r"xxx|viagra|cialis|pharm|pill|drug|loan|credit|lend|replica|watch"
)
_MIN_PHRASES = 2
"""Different phrases of one trade in title and headings; one may be a news item, two are a business."""


def hijacked_topic_of(url: str, summary: PageSummary | None) -> str:
    """Return the trade that has taken a page over, or an empty string."""
    if summary is None or not summary.is_html:
        return ""
    trade = _spam_topic_of(summary)
    return "" if not trade or _TOPIC_WORDS_IN_URL.search(f"{host_in(url)}{path_in(url)}".lower()) else trade


@lru_cache(maxsize=SUMMARY_CACHE_SIZE)
def _spam_topic_of(summary: PageSummary) -> str:
    """Return the trade that a page shouts about, if any."""
    for trade, pattern in _SPAM_TOPICS.items():
        found = set(pattern.findall(summary.normalised_headings))
        if found and (len(found) >= _MIN_PHRASES or len(set(pattern.findall(summary.normalised))) > _MIN_PHRASES):
            return trade
    return ""
