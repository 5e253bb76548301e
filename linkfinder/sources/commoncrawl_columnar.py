"""Common Crawl's columnar index: pages of the whole web whose address invites authors and names the niche.

Builds one DuckDB query over Parquet files, local ones or the published ones; `duckdb_query` runs it
and needs the optional extra `discovery`. Shapes: https://commoncrawl.org/columnar-index and docs/reference/sources.md.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from linkfinder.analysis.untrusted_xml import unpack
from linkfinder.errors import DiscoveryError
from linkfinder.model.niche import Niche
from linkfinder.model.seed import Seed
from linkfinder.sources import footprints, named_files
from linkfinder.sources.addresses import absolute_url_or_none
from linkfinder.sources.base import FetchMethod, SourceRequest, SourceResponse, SourceTerms
from linkfinder.sources.json_responses import text_at
from linkfinder.sources.options import OptionType, SourceOption, SourceOptions

NAME = "commoncrawl_columnar"
TERMS = SourceTerms(
    cost="nothing but time and traffic: each of a crawl's 300 files has about 1 GB, of which a query reads a part",
    delay=2.0,
    cache_hours=24 * 30,  # a crawl never changes; a month is when the next one is there
)
OPTIONS: tuple[SourceOption, ...] = (
    SourceOption(
        "files", OptionType.TEXTS, "Parquet files you have, from the niche file's folder; read instead of the web", ()
    ),
    SourceOption("crawl", OptionType.TEXT, "the crawl to read, such as CC-MAIN-2026-40; needed without files", ""),
    SourceOption(
        "parts",
        OptionType.WHOLE,
        "how many of the crawl's 300 files are read, spread evenly",
        3,
        minimum=1,
        maximum=300,
    ),
    SourceOption(
        "words", OptionType.TEXTS, "words of which a host or path must hold one; those of the topics when empty", ()
    ),
    SourceOption("tlds", OptionType.TEXTS, "top-level domains to keep to, such as com or de; all when empty", ()),
    SourceOption("most", OptionType.WHOLE, "hosts wanted at most", 2000, minimum=1, maximum=100_000),
)

PRIORITY = 0.7
"""Address and host speak of the niche and of authors; what the page says is unknown."""

_PATHS = "https://data.commoncrawl.org/crawl-data/{crawl}/cc-index-table.paths.gz"
_FILES = "https://data.commoncrawl.org/"
_CRAWL = re.compile(r"^CC-MAIN-\d{4}-\d{2}$")
_SHORTEST_WORD = 4  # shorter words of a topic ("gum", "de") stand in too many addresses
_LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "nb": "nor", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "ru": "rus", "sk": "slk", "sv": "swe", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""The index names languages by ISO 639-3."""

_QUERY = """
SELECT url_host_name AS host, min(url) AS url, count(*) AS pages
FROM read_parquet(?, hive_partitioning = true)
WHERE fetch_status = 200
  AND regexp_matches(lower(url_path), ?)
  AND regexp_matches(lower(url_host_name || url_path), ?)
  AND (len(?) = 0 OR list_contains(?, url_host_tld))
  AND (content_languages IS NULL OR regexp_matches(content_languages, ?))
GROUP BY url_host_name
ORDER BY pages DESC, host
LIMIT ?
"""


def requests(niche: Niche, options: SourceOptions, _keys: Mapping[str, str]) -> Iterator[SourceRequest]:
    """Yield the query over the user's own files, or the list of a crawl's files."""
    about = (_filters(niche, options),)
    if names := options.texts("files"):
        paths = [request.url for request in named_files.file_requests(niche, names, "")]
        yield _query(paths, about[0])
        return
    crawl = options.text("crawl")
    if not _CRAWL.match(crawl):
        raise DiscoveryError(f'{NAME}: name a crawl (crawl = "CC-MAIN-2026-40") or Parquet files (files = [...])')
    yield SourceRequest(
        _PATHS.format(crawl=crawl),
        f"the files of {crawl}",
        last_page=options.whole("parts"),
        context=about,
        is_service=True,
    )


def seeds(answer: SourceResponse) -> Iterator[Seed]:
    """Yield the guest-post page of every host that the query found."""
    if answer.request.method is not FetchMethod.SQL:
        return
    for line in answer.body.splitlines():
        row = json.loads(line)
        if url := absolute_url_or_none(text_at(row, "url")):
            yield Seed(url, NAME, "Common Crawl: host and path speak of the niche and of authors", PRIORITY)


def follow_ups(answer: SourceResponse) -> Iterator[SourceRequest]:
    """Yield the query over the wanted share of a crawl's files once their list is there."""
    if answer.request.method is FetchMethod.SQL:
        return
    lines = unpack(answer.body)[0].decode("utf-8", "replace").split()
    parts = [line for line in lines if "subset=warc/" in line and line.endswith(".parquet")]
    if not parts:
        raise DiscoveryError(f"{NAME}: {answer.request.url} names no files; is the crawl's name right?")
    step = max(1, len(parts) // answer.request.last_page)
    wanted = parts[::step][: answer.request.last_page]
    yield _query([_FILES + part for part in wanted], answer.request.context[0])


def _query(paths: Sequence[str], filters: str) -> SourceRequest:
    query = {"sql": _QUERY, "parameters": [list(paths), *json.loads(filters)]}
    count = f"{len(paths)} file{'s' if len(paths) > 1 else ''}"
    why = f"addresses that invite authors in {count} of Common Crawl's index"
    return SourceRequest(paths[0], why, FetchMethod.SQL, body=json.dumps(query).encode(), is_service=True)


def _filters(niche: Niche, options: SourceOptions) -> str:
    """Return the query's parameters after the paths, as JSON."""
    topic_words = (word for topic in niche.topics for word in topic.phrase.lower().split())
    words = options.texts("words") or tuple(word for word in topic_words if len(word) >= _SHORTEST_WORD)
    if not words:
        raise DiscoveryError(f'{NAME}: the topics hold no word of {_SHORTEST_WORD} letters; set words = ["..."]')
    tlds = list(options.texts("tlds"))
    languages = [_LANGUAGES[language] for language in niche.languages if language in _LANGUAGES]
    return json.dumps(
        [
            footprints.guest_post_url_pattern(niche.languages),
            "|".join(dict.fromkeys(re.escape(word.lower()) for word in words)),
            tlds,
            tlds,
            "|".join(languages) or ".",
            options.whole("most"),
        ]
    )
