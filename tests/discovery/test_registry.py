import importlib
import pkgutil
from pathlib import Path

import pytest

import linkfinder.discovery
from linkfinder.discovery.options import Type
from linkfinder.discovery.registry import SOURCES, source_named
from linkfinder.errors import DiscoveryError

DOCS = Path(__file__).parents[2] / "docs" / "discovery.md"


def test_every_module_that_is_a_source_is_registered_under_its_name() -> None:
    names = [module.name for module in pkgutil.iter_modules(linkfinder.discovery.__path__)]
    modules = [importlib.import_module(f"linkfinder.discovery.{name}") for name in names]
    sources = [module for module in modules if hasattr(module, "follow_ups") and hasattr(module, "NAME")]
    assert {module.NAME: module for module in sources} == dict(SOURCES)
    assert all(module.__name__.endswith(f".{module.NAME}") for module in sources)


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_has_its_entry_with_an_example_its_options_and_its_cost(name: str) -> None:
    entry = DOCS.read_text("utf-8").partition(f"\n## {name}")[2].partition("\n## ")[0]
    assert f'name = "{name}"' in entry
    assert "Cost:" in entry
    for option in SOURCES[name].OPTIONS:
        assert f"`{option.name}`" in entry or option.name in {"kinds", "queries", "pages", "extra"}
    if SOURCES[name].TERMS.key:
        assert SOURCES[name].TERMS.key in entry


@pytest.mark.parametrize("name", SOURCES)
def test_defaults_are_what_the_options_allow(name: str) -> None:
    for option in SOURCES[name].OPTIONS:
        if option.type is Type.WHOLE:
            assert option.least <= int(str(option.default)) <= option.most
        assert option.about


def test_an_unknown_source_names_the_nearest() -> None:
    with pytest.raises(DiscoveryError, match='source "searchng" is unknown; did you mean "searxng"'):
        source_named("searchng")
