"""The project speaks the field's words (docs/glossary.md), and a public name means one thing.

Two tests. Words that earlier versions of the code used for its ideas must not come back: the first list is refused
everywhere, the second, of words that are also ordinary English, only where one is the whole name of something in the
code. And no public class, constant or type alias has the name of another one elsewhere.
"""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "linkfinder"
PARTS = sorted(path.name for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file())
DOCUMENTS = sorted({*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")})
NEW_MIGRATIONS = sorted(
    path for path in (ROOT / "migrations" / "versions").glob("*.py") if not re.match("000[1-5]_", path.name)
)
"""Earlier migrations describe tables as they were then."""

LEFT_WORDS = {
    "door": "guest-post page, signal",
    "doors": "guest-post pages, signals",
    "rival": "competitor, lookalike",
    "rivals": "competitors, lookalikes",
    "promise": "URL priority",
    "promises": "URL priorities",
    "promised": "of a URL priority",
    "promising": "of high URL priority",
    "fate": "site decision",
    "fates": "site decisions",
    "citings": "inlink counter",
    "manners": "HTTP settings, politeness",
    "wall": "bot protection, layer",
    "walls": "bot protection, layers",
    "eyes": "browser recheck",
    "shelf": "section",
    "shelves": "sections",
    "echo": "near-duplicate",
    "echoes": "near-duplicates",
    "stranger": "unendorsed site",
    "strangers": "unendorsed sites",
    "vouch": "endorse",
    "vouches": "endorses",
    "vouched": "endorsed",
    "vouching": "endorsement",
    "voice": "endorsement strength",
    "voices": "endorsements",
    "hungry": "refill set",
    "trail": "redirect chain",
    "trails": "redirect chains",
    "witness": "connectivity guard",
    "witnesses": "connectivity guards",
    "patience": "Retry-After",
    "gate": "egress proxy",
    "desk": "domain availability, mailbox role",
    "desks": "mailbox roles",
    "house": "project, architecture",
    "room": "package, space",
    "rooms": "packages",
    "mend": "fix, repair",
    "mends": "fixes, repairs",
    "mended": "fixed, repaired",
    "mending": "fixing",
    "telling": "explanation",
}
"""Words that no file may use, each with what to write in its place."""

LEFT_NAMES = {
    "ask", "asks", "asker", "back", "folded_same", "former", "front", "growing", "helping", "learning", "leave", "look",
    "looks", "means", "patiently", "peace", "people", "sight", "turns", "unwanted", "way", "ways", "wording", "worth",
}  # fmt: skip
"""Ordinary English words that must not be the whole name of a module, class, function, attribute or variable.

`line`, `names`, `same` and `folded` may: lines of text, names of sites, equality, and Unicode's case folding.
In sentences all of these words may stand: `a page worth a visit`, `look up a name`, `that means`.
"""

ALLOWED = (
    ("*.md", r'\becho "', "the command of the shell"),
    ("CHANGELOG.md", r"`own_voice`|`wall_`", "the changes name outputs that have other names now"),
    ("*", r"wall-clock", "the usual word for time that passes outside a process"),
    ("*", r"[Rr]ival[\w-]*\.example|# name = \"Rival\"", "an invented competitor in an example"),
    (
        "linkfinder/analysis/profiles.py",
        r"\|door\||geschreven door|\|desk\|",
        "words of bylines: `door` is Dutch for `by`",
    ),
    ("linkfinder/sources/prospects.py", r"[\"`]promise[\"`]", "a heading that tables of users may have"),
)
"""Ordinary uses of such a word: in which files, which text, and why."""

EVERYDAY_LANGUAGE = ("linkfinder/demo/",)
"""The pages of an invented internet are written as people write."""


def _without_allowed(name: str, text: str) -> str:
    for files, pattern, _ in ALLOWED:
        if fnmatch(name, files):
            text = re.sub(pattern, "", text)
    return text


def _words(text: str) -> Iterator[str]:
    for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text):
        yield word.lower()


def _spoken(path: Path, *, only_prose: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line number and text of every name, comment and string of a module, or of every line of a document."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.splitlines(), start=1)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_prose = token.type == tokenize.COMMENT or token.string.startswith('"""')
        if is_prose or (not only_prose and token.type in {tokenize.NAME, tokenize.STRING}):
            yield from enumerate(token.string.splitlines(), start=token.start[0])


def left_words(path: Path, *, only_prose: bool = False) -> list[str]:
    name = str(path.relative_to(ROOT))
    return [
        f"{name}:{number}: {word!r}, write {LEFT_WORDS[word]!r}"
        for number, spoken in _spoken(path, only_prose=only_prose)
        for word in _words(_without_allowed(name, spoken))
        if word in LEFT_WORDS
    ]


def _modules_of(part: str) -> list[Path]:
    path = PACKAGE / part
    paths = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [each for each in paths if not str(each.relative_to(ROOT)).startswith(EVERYDAY_LANGUAGE)]


@pytest.mark.parametrize("part", PARTS)
def test_a_package_uses_the_words_of_the_glossary(part: str) -> None:
    assert [word for path in _modules_of(part) for word in left_words(path)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_uses_the_words_of_the_glossary(document: Path) -> None:
    assert left_words(document) == []


@pytest.mark.parametrize("migration", NEW_MIGRATIONS, ids=lambda path: path.stem)
def test_a_new_migration_describes_itself_in_the_words_of_the_glossary(migration: Path) -> None:
    """A migration that renames must name the old columns in its code; its docstrings and comments need not."""
    assert left_words(migration, only_prose=True) == []


def _defined(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that a module defines: classes, functions, arguments, variables, attributes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


@pytest.mark.parametrize("part", PARTS)
def test_nothing_in_a_package_has_a_name_that_was_left(part: str) -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in _modules_of(part)
        for line, name in [(0, path.stem), *_defined(path)]
        if name.strip("_").lower() in LEFT_NAMES
    ] == []


SHAPES = {
    "NAME": ("sources/*.py", "the name of a source"),
    "TERMS": ("sources/*.py", "the terms of use of a source"),
    "OPTIONS": ("sources/*.py", "the options of a source"),
    "PRIORITY": ("sources/*.py", "the URL priority of what a source finds"),
    "follow_ups": ("sources/*.py", "the next requests of a source; several have none and take a shared function"),
    "KIND": ("kinds/*/*.py", "what a kind is"),
    "COLUMNS": ("kinds/*/columns.py", "the columns of a kind"),
    "PROFILE": ("kinds/*/scoring.py", "the score profile of a kind"),
    "RULES": ("kinds/*/lifecycle.py", "the lifecycle rules of a kind"),
    "log": ("*/**/*.py", "the logger of a module, under the module's name"),
    "app": ("cli/*.py", "a group of commands, as Typer calls it"),
}
"""Names that every plug-in of one shape defines: in which modules they may, and what they mean there."""


def _public_names(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
                continue  # a letter of a generic class, which means nothing outside its module
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (target.id for target in targets if isinstance(target, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def _is_of_a_shape(name: str, path: Path) -> bool:
    return name in SHAPES and path in PACKAGE.glob(SHAPES[name][0])


def test_a_public_name_means_one_thing() -> None:
    """A class, constant or type alias that two modules define under one name has a second meaning."""
    modules = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in _public_names(path):
            if not name.startswith("_") and not _is_of_a_shape(name, path):
                modules[name].add(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in modules.items() if len(paths) > 1} == {}


def test_the_check_of_words_finds_them_in_names_comments_docstrings_and_messages(tmp_path: Path) -> None:
    assert list(_words("RivalDoor is_door Doors: HTTPWall paywall outdoor")) == [
        "rival", "door", "is", "door", "doors", "http", "wall", "paywall", "outdoor",
    ]  # fmt: skip
    path = tmp_path / "example.py"
    path.write_text('"""A wall."""\ndoor = 1  # a room\nprint("mend it")\n', encoding="utf-8")
    assert {word for _, text in _spoken(path) for word in _words(text) if word in LEFT_WORDS} == {
        "wall", "door", "room", "mend",
    }  # fmt: skip
