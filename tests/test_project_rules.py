"""The rules of the project about its own code: sizes, registries, docs of plug-ins, pinned dependencies."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from types import ModuleType

import pytest
from packaging.specifiers import SpecifierSet

from evaluation.own import own_cases
from linkfinder.kinds.registry import find_kind, kind_names
from linkfinder.report import registry as format_registry
from linkfinder.report.registry import EXPORTERS
from linkfinder.sources import registry as source_registry
from linkfinder.sources.registry import SOURCES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "linkfinder"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEXTS = sorted(
    path
    for folder in ("linkfinder", "migrations", "tests", "docs", "niches", "evaluation", "benchmarks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".md", ".toml"}
)
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES
    too_long = [node.name for node in _functions(path) if (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES]
    assert not too_long


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: path.parent.name)
def test_an_init_file_has_only_its_docstring(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert all(isinstance(node, ast.Expr | ast.Assign) for node in body)


def test_no_module_has_a_name_that_says_nothing() -> None:
    nameless = {"utils", "util", "helpers", "common", "core", "manager", "misc", "constants", "service"}
    assert not [path for path in MODULES if path.stem in nameless]


def test_no_work_is_left_as_a_comment() -> None:
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
    assert not [path for path in TEXTS if later.search(path.read_text(encoding="utf-8"))]


def _beside(registry: ModuleType) -> list[ModuleType]:
    """Return the modules of a registry's package, but itself and those that only hold what all share."""
    stems = sorted(path.stem for path in Path(str(registry.__file__)).parent.glob("*.py"))
    return [import_module(f"{registry.__package__}.{stem}") for stem in stems if stem not in {"__init__", "registry"}]


def _has(thing: object, *names: str) -> bool:
    return all(hasattr(thing, name) for name in names)


def test_every_detector_is_registered() -> None:
    assert {path.parent.name for path in (PACKAGE / "kinds").glob("*/detector.py")} == set(kind_names())
    assert {find_kind(name).name for name in kind_names()} == set(kind_names())


@pytest.mark.parametrize("kind", kind_names())
def test_kinds_know_nothing_of_each_other(kind: str) -> None:
    """By a test, since a contract would have to name each kind: adding one stays a package and a line."""
    others = tuple(f"linkfinder.kinds.{other}" for other in kind_names() if other != kind)
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE / "kinds" / kind).glob("**/*.py")]
    assert texts
    assert not [text for text in texts if any(other in text for other in others)]


def test_every_source_is_registered() -> None:
    found = [module for module in _beside(source_registry) if _has(module, "NAME", "requests", "seeds")]
    assert {module.__name__ for module in found} == {str(each.__name__) for each in _modules(SOURCES.values())}


def test_every_format_is_registered() -> None:
    found = {
        thing
        for module in _beside(format_registry)
        for thing in vars(module).values()
        if isinstance(thing, type) and _has(thing, "NAME", "SUFFIX", "write")
    }
    assert found == {type(exporter) for exporter in EXPORTERS.values()}


def _modules(things: Iterable[object]) -> list[ModuleType]:
    modules = [thing for thing in things if isinstance(thing, ModuleType)]
    assert modules
    return modules


@pytest.mark.parametrize("kind", kind_names())
def test_every_kind_has_a_detector_pages_for_and_against_it_and_a_docs_page(kind: str) -> None:
    assert (ROOT / "docs" / "reference" / "kinds" / f"{kind}.md").is_file()
    offers = [bool(case.judgement.opportunities) for case in own_cases(ROOT / "tests" / "pages", kind)]
    assert set(offers) == {True, False}


def test_every_command_is_documented() -> None:
    documented = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    main = (PACKAGE / "cli" / "main.py").read_text(encoding="utf-8")
    commands = set(re.findall(r'command\("([a-z-]+)"', main)) | set(re.findall(r'name="([a-z-]+)"', main))
    assert commands
    assert {name for name in commands if f"## {name}" not in documented and f"`{name}`" not in documented} == set()


def test_pinned_versions_have_no_download_address() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line), line


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
        *project["optional-dependencies"]["bench"],
    ]
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    names = {re.split(r"[\[><=~! ]", name)[0].lower().replace("_", "-") for name in wanted}
    assert names <= pinned


def test_pinned_versions_run_on_the_python_of_debian_12() -> None:
    pinned = set(re.findall(r"(?m)^([^#=]+)==", (ROOT / "constraints.txt").read_text().lower().replace("_", "-")))
    installed = {found.name.lower().replace("_", "-"): found.metadata for found in metadata.distributions()}
    wanted = {name: installed[name]["Requires-Python"] or "" for name in pinned & installed.keys()}
    assert len(wanted) > len(pinned) / 2
    assert {name for name, python in wanted.items() if not SpecifierSet(python).contains("3.11.2")} == set()
