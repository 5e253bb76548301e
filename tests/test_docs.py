"""Everything that the documents point to exists: links, headings, files, modules and commands."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DOCUMENTS = sorted(
    {*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / ".github").rglob("*.md"), ROOT / "tests" / "pages" / "README.md"}
)
SOURCES = sorted(
    path
    for folder in ("linkfinder", "tests", "migrations", "niches", "evaluation", "benchmarks", "scripts")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and path.suffix in {".py", ".toml", ""} and "pages" not in path.parts
)

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
USERS_OWN = re.compile(r"data/(linkfinder\.db|evaluation\.json|sources|[a-z]+\.log)|niches/(dental-berlin|NAME)\.toml")
"""Files of a user that the documents speak of: the database, logs and niche files of examples."""

PACKAGES = sorted(path.name for path in (ROOT / "linkfinder").iterdir() if (path / "__init__.py").is_file())
FILE = re.compile(
    rf"`((?:linkfinder|migrations|tests|docs|niches|scripts|benchmarks|evaluation|{'|'.join(PACKAGES)})/[^`\s]*)`"
)
MODULE = re.compile(r"\blinkfinder(?:\.[a-z_][a-z0-9_]*)+")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _prose(document: Path) -> str:
    return FENCE.sub("", document.read_text(encoding="utf-8"))


def _anchors(document: Path) -> set[str]:
    """Return the fragments of a document's headings, built as forges build them."""
    headings = re.findall(r"^#+ (.+)$", _prose(document), re.MULTILINE)
    plain = (re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", heading) for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def _links(document: Path) -> Iterator[str]:
    return (target for target in LINK.findall(_prose(document)) if not re.match(r"[a-z]+:", target))


def test_there_are_links_to_check() -> None:
    assert sum(len(list(_links(document))) for document in DOCUMENTS) > 50


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_relative_link_leads_to_a_file_and_a_heading_that_exist(document: Path) -> None:
    broken = []
    for link in _links(document):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


def _exists(named: str) -> bool:
    """Say whether a path names something in the repository or in the package; `<kind>` and `*` match any name."""
    pattern = re.sub(r"<[^>]+>", "*", named).rstrip("/")
    return any(any(root.glob(pattern)) for root in (ROOT, ROOT / "linkfinder"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_file_named_in_a_document_exists(document: Path) -> None:
    missing = [
        named
        for named in FILE.findall(document.read_text(encoding="utf-8"))
        if not (USERS_OWN.match(named) or _exists(named))
    ]
    assert missing == []


def test_every_constant_named_in_the_architecture_is_in_its_file() -> None:
    named = re.findall(r"`(\w+)` in `([\w/]+\.py)`", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    assert named
    assert [
        (name, file)
        for name, file in named
        if not re.search(rf"^ *{name}\b", (ROOT / "linkfinder" / file).read_text(encoding="utf-8"), re.MULTILINE)
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_module_named_in_a_document_exists(document: Path) -> None:
    """A dotted name is a module or package, or a name that its module contains."""
    missing = []
    for named in MODULE.findall(document.read_text(encoding="utf-8")):
        *parents, last = named.split(".")
        module = ROOT.joinpath(*parents)
        if ROOT.joinpath(*parents, last).is_dir() or module.joinpath(f"{last}.py").is_file():
            continue
        file = module.with_suffix(".py")
        if not (file.is_file() and re.search(rf"\b{last}\b", file.read_text(encoding="utf-8"))):
            missing.append(named)
    assert [name for name in missing if not name.endswith((".db", ".service", ".timer"))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_the_imports_of_an_example_work(document: Path) -> None:
    examples = re.findall(r"^```python\n(.*?)^```", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    imports = [
        node for example in examples for node in ast.walk(ast.parse(example)) if isinstance(node, ast.ImportFrom)
    ]
    for node in imports:
        module = importlib.import_module(str(node.module))
        assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


def test_every_document_named_in_the_code_exists() -> None:
    named = {
        (_name(path), found)
        for path in SOURCES
        for found in re.findall(r"\bdocs/[\w/.<>-]+\.md\b", path.read_text(encoding="utf-8", errors="replace"))
    }
    assert len(named) > 20
    assert sorted(pair for pair in named if not _exists(pair[1])) == []


def test_every_page_of_the_docs_is_linked_from_another_page() -> None:
    linked = {
        (document.parent / link.partition("#")[0]).resolve() for document in DOCUMENTS for link in _links(document)
    }
    assert [_name(page) for page in DOCS.rglob("*.md") if page.resolve() not in linked] == []


TERMS = """
niche seed site host page link target_URL anchor_text placement signal evidence detector lookalike opportunity rejection
kind asset contact verdict score status run won_link frontier URL_priority host_queue crawl_delay quota candidate_site
member_site inlinks near-duplicate crawl_trap redirect_chain bot_protection revisit guest-post_page
near-duplicate_filter unendorsed_site endorsement endorsement_strength prioritizer site_decision drop
inlink_counter slug_statistics site_selection yield_estimate exclusions sanitizing source_request
refill_set initial_quota fetch_method HTTP_settings
normalised_view page_summary endpoint connectivity_guard browser_recheck Retry-After egress_proxy
archived_copy domain_availability section explanation summary_sheet legend_sheet architecture package layer guest_post
broken_link unlinked_mention journalist_request resource_page link_gap
"""
"""The project's words, with `_` for a space."""


def test_the_glossary_has_a_sentence_and_a_source_for_every_word() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([A-Z][^|]+\.) \| ([^|]+) \|$", glossary, re.MULTILINE)
    explained = {term for term, _, _ in rows}
    assert {term.replace("_", " ") for term in TERMS.split()} - explained == set()
    assert len(explained) == len(rows)
    addresses = dict(re.findall(r"^\[([\w-]+)\]: (https://\S+)$", glossary, re.MULTILINE))
    sources = [source for _, _, source in rows]
    assert all(source.startswith("own: [") or source.endswith("]") for source in sources)
    assert {key for source in sources for key in re.findall(r"\]\[([\w-]+)\]", source)} == set(addresses)
