"""The file that `linkfinder init` writes, the example, and that their docs page knows every key."""

import re
from pathlib import Path

import pytest

from linkfinder.errors import NicheError
from linkfinder.model.niche import Campaign
from linkfinder.niche.load import load_niche
from linkfinder.niche.template import template

PROJECT = Path(__file__).parents[2]


def test_a_new_file_loads_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "garden-tools.toml"
    path.write_text(template("garden-tools"), encoding="utf-8")
    niche = load_niche(str(path))
    assert niche.name == "garden-tools"
    assert [topic.phrase for topic in niche.topics] == ["garden tools"]


def uncommented(text: str) -> str:
    return re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE)


def test_every_commented_key_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "law.toml"
    path.write_text(uncommented(template("law")), encoding="utf-8")
    (tmp_path / "law-sites.txt").write_text("https://lawblog.example/\n", encoding="utf-8")
    niche = load_niche(str(path))
    assert niche.campaign is Campaign.NEW
    assert niche.seed_urls == ("https://example.org/", "https://lawblog.example/")
    assert all((niche.brands, niche.assets, niche.competitors, niche.sources, niche.weights, niche.phrases))


def test_a_name_that_cannot_be_a_file_is_refused() -> None:
    with pytest.raises(NicheError, match="use letters, digits"):
        template("../law")


def test_the_docs_explain_every_key_of_the_template() -> None:
    page = (PROJECT / "docs" / "reference" / "niche-file.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"^(\w+) = ", uncommented(template("law")), flags=re.MULTILINE))
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_the_example_is_of_use() -> None:
    niche = load_niche("dental", PROJECT / "niches")
    assert {topic.language for topic in niche.topics} == {"en", "de"}
    assert len(niche.seed_urls) >= 20
