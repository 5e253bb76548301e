"""The project's own metadata: one version, every import declared, everything shipped."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OUR_OWN = {"linkfinder", "evaluation", "benchmarks", "tests"}
FOLDERS = (
    "linkfinder",
    "migrations",
    "tests",
    "docs",
    "niches",
    "evaluation",
    "benchmarks",
    ".ci",
    ".github",
    "scripts",
)


def test_the_installed_version_is_the_one_in_pyproject() -> None:
    assert metadata.version("linkfinder") == PROJECT["version"]


def test_no_other_file_states_the_version() -> None:
    stated = re.compile(rf"(?<![\w.]){re.escape(PROJECT['version'])}(?![\w.])|__version__\s*=")
    texts = [
        *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")),
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        ROOT / "Dockerfile",
    ]
    kept = {".py", ".md", ".toml", ".yml", ""}
    changes = ROOT / "CHANGELOG.md"  # says which version brought what
    readable = [path for path in texts if path.is_file() and path.suffix in kept and path != changes]
    assert len(readable) > 300
    assert not [path for path in readable if stated.search(path.read_text(encoding="utf-8", errors="replace"))]


def imported(*folders: str) -> Iterator[str]:
    """Yield the first part of every absolute import below the folders, wherever it stands in a module."""
    for path in (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield str(node.module).partition(".")[0]


def undeclared(names: Iterable[str], requirements: Iterable[str]) -> set[str]:
    declared = {canonicalize_name(Requirement(line).name) for line in requirements}
    providers = metadata.packages_distributions()
    foreign = set(names) - set(sys.stdlib_module_names) - OUR_OWN
    return {
        name for name in foreign if not declared & {canonicalize_name(owner) for owner in providers.get(name, [name])}
    }


def test_what_the_package_imports_is_a_dependency() -> None:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["discovery"]]
    assert undeclared(imported("linkfinder", "migrations"), wanted) == set()


def test_what_tests_and_benchmarks_import_is_an_extra() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["dev"], *extras["bench"]]
    assert undeclared(imported("tests", "evaluation", "benchmarks"), wanted) == set()


@pytest.mark.parametrize("extra", ["discovery"])
def test_developers_have_what_users_may_add(extra: str) -> None:
    extras = PROJECT["optional-dependencies"]
    assert set(extras[extra]) <= set(extras["dev"])


def test_the_licence_stands_where_the_metadata_says() -> None:
    assert PROJECT["license"] == "MIT"
    for name in PROJECT["license-files"]:
        assert "MIT License" in (ROOT / name).read_text(encoding="utf-8")


def test_the_container_is_built_from_all_that_the_package_needs() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line.removeprefix("!").rstrip("/") for line in lines if line.startswith("!")}
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    needed = {"pyproject.toml", "constraints.txt", PROJECT["readme"], *PROJECT["license-files"]}
    assert needed | set(build["targets"]["wheel"]["only-include"]) <= let_in
