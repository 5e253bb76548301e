import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

import linkfinder.sources
from linkfinder.errors import DiscoveryError
from linkfinder.sources import search_hits
from linkfinder.sources.options import OptionType, check_options
from linkfinder.sources.registry import SOURCES, source_named

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "sources.md"


def test_every_module_that_is_a_source_is_registered_under_its_name() -> None:
    names = [module.name for module in pkgutil.iter_modules(linkfinder.sources.__path__)]
    modules = [importlib.import_module(f"linkfinder.sources.{name}") for name in names]
    sources = [module for module in modules if hasattr(module, "follow_ups") and hasattr(module, "NAME")]
    assert {module.NAME: module for module in sources} == dict(SOURCES)
    assert all(module.__name__.endswith(f".{module.NAME}") for module in sources)


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_has_its_entry_with_its_options_its_cost_and_its_key(name: str) -> None:
    entry = DOCS.read_text("utf-8").partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    own = {option.name for option in SOURCES[name].OPTIONS} - {option.name for option in search_hits.OPTIONS}
    assert all(re.search(rf"\b{option}\b", entry) for option in own)
    assert "Cost:" in entry
    assert SOURCES[name].TERMS.key in entry


def test_every_example_can_be_used_as_it_stands() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    tables = [table for block in blocks for table in tomllib.loads(block)["sources"]]
    for table in tables:
        written = [(key, tuple(value) if isinstance(value, list) else value) for key, value in table.items()]
        check_options(table["name"], SOURCES[table["name"]].OPTIONS, [pair for pair in written if pair[0] != "name"])
    assert {table["name"] for table in tables} == set(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
def test_defaults_are_what_the_options_allow(name: str) -> None:
    for option in SOURCES[name].OPTIONS:
        if option.type is OptionType.WHOLE:
            assert option.minimum <= int(str(option.default)) <= option.maximum
        assert option.description


def test_an_unknown_source_names_the_nearest() -> None:
    with pytest.raises(DiscoveryError, match='source "searchng" is unknown; did you mean "searxng"'):
        source_named("searchng")
