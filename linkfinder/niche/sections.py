"""What a niche is about: topics, brands, assets, competitors, sources and seeds, from a table to the model's words.

The keys that a function reads are the keys that exist. docs/reference/niche-file.md explains each.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from linkfinder.model.niche import Asset, Brand, Competitor, SourceConfig, Topic
from linkfinder.niche import checks
from linkfinder.niche.seed_files import read_seed_file
from linkfinder.niche.toml_table import TomlTable, type_name

_Entry = TypeVar("_Entry")
_Option = str | int | float | bool | tuple[str, ...]


def read_topics(root: TomlTable) -> tuple[Topic, ...]:
    """Return what the niche is about; at least one topic is needed."""
    tables = root.tables("topics")
    if not tables and not root.has("topics"):
        root.problem("topics", 'is missing; write [[topics]] and below it phrase = "dental implants"')
    elif root.values.get("topics") == []:
        root.problem("topics", "is empty; at least one topic is needed")
    topics = tuple(_each(tables, _topic))
    _refuse_twins(tables, [(topic.phrase.casefold(), topic.language) for topic in topics], "phrase")
    return topics


def _topic(table: TomlTable) -> Topic:
    return Topic(
        phrase=table.required_text("phrase", 'phrase = "dental implants"'),
        weight=table.number("weight", 1.0, positive=True),
        language=table.text("language", checks.optional(checks.language)),
    )


def read_brands(root: TomlTable) -> tuple[Brand, ...]:
    """Return the names whose mentions count."""
    tables = root.tables("brands")
    brands = tuple(_each(tables, _brand))
    _refuse_twins(tables, [brand.name.casefold() for brand in brands], "name")
    return brands


def _brand(table: TomlTable) -> Brand:
    return Brand(
        name=table.required_text("name", 'name = "Acme Dental"'),
        aliases=table.texts("aliases"),
        domains=table.texts("domains", checks.domain),
        needs_any=table.texts("needs_any"),
        never_near=table.texts("never_near"),
    )


def read_assets(root: TomlTable) -> tuple[Asset, ...]:
    """Return the pages of ours that are worth linking to."""
    tables = root.tables("assets")
    assets = tuple(_each(tables, _asset))
    _refuse_twins(tables, [asset.url for asset in assets], "url")
    return assets


def _asset(table: TomlTable) -> Asset:
    return Asset(
        url=table.required_text("url", 'url = "https://example.org/guide"', checks.web_address),
        title=table.required_text("title", 'title = "The guide to dental implants"'),
        topics=table.texts("topics"),
        language=table.text("language", checks.optional(checks.language)),
    )


def read_competitors(root: TomlTable, own_domains: Iterable[str]) -> tuple[Competitor, ...]:
    """Return the sites that want the same links; none of them may be our own."""
    tables = root.tables("competitors")
    competitors = tuple(_each(tables, _competitor))
    _refuse_twins(tables, [each.domain for each in competitors], "domain")
    own = frozenset(own_domains)
    for table, competitor in zip(tables, competitors, strict=True):
        if competitor.domain in own:
            table.problem("domain", f'"{competitor.domain}" is also a domain of a brand of yours; keep it in one place')
    return competitors


def _competitor(table: TomlTable) -> Competitor:
    return Competitor(
        domain=table.required_text("domain", 'domain = "rival.example"', checks.domain),
        name=table.text("name", checks.optional(checks.any_text)),
    )


def read_sources(root: TomlTable) -> tuple[SourceConfig, ...]:
    """Return the sources of sites with their options as written; discovery knows and checks the options."""
    return tuple(_source(table) for table in root.tables("sources"))


def _source(table: TomlTable) -> SourceConfig:
    name = table.required_text("name", 'name = "sitemap"')
    options = []
    for key, value in table.values.items():
        if key != "name" and (option := _option(table, key, value)) is not None:
            options.append((key, option))
    return SourceConfig(name, tuple(options))


def _option(table: TomlTable, key: str, value: object) -> _Option | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, str | int | float):
        return value
    table.problem(key, f"is {type_name(value)}; a text, a number, true, false or a list of texts is wanted")
    return None


def read_seeds(root: TomlTable, folder: Path) -> tuple[str, ...]:
    """Return the addresses a crawl starts from, those of the listed files included (found from `folder`)."""
    seeds = root.table("seeds")
    found = dict.fromkeys(seeds.texts("urls", checks.web_address))
    for number, name in enumerate(seeds.texts("files")):
        place = f"{seeds.key_path('files')}[{number}]"
        found |= dict.fromkeys(read_seed_file(folder / name, place, root.problems))
    seeds.finish()
    if not (seeds.values.get("urls") or seeds.values.get("files") or root.values.get("sources")):
        root.problem("seeds", 'is empty; write [seeds] and below it urls = ["https://example.org/"]')
    return tuple(found)


def _each(tables: Iterable[TomlTable], read: Callable[[TomlTable], _Entry]) -> list[_Entry]:
    found = []
    for table in tables:
        found.append(read(table))
        table.finish()
    return found


def _refuse_twins(tables: Iterable[TomlTable], names: Iterable[object], key: str) -> None:
    first: dict[object, str] = {}
    for table, name in zip(tables, names, strict=True):
        if name in first and table.values.get(key):
            table.problem(key, f"{table.values[key]!r} stands already at {first[name]}; remove one of the two")
        first.setdefault(name, table.path)
