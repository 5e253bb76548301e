import re
from pathlib import Path

from linkfinder import app
from linkfinder.app.environment import link_check_settings
from linkfinder.model.niche import LinkCheckOptions, Niche, Sender, Topic

MODULES = sorted(Path(app.__file__).parent.glob("*.py"))


def test_one_module_of_the_package_reads_the_environment() -> None:
    readers = [
        path.name for path in MODULES if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    ]
    assert readers == ["environment.py"]


def test_timeout_and_user_agent_of_link_checks_are_the_niches() -> None:
    niche = Niche(
        "roses",
        topics=(Topic("roses"),),
        seed_urls=("http://a.example/",),
        link_checks=LinkCheckOptions(timeout=4.5),
        sender=Sender(contact="https://roses.example/robot"),
    )
    settings = link_check_settings(niche)
    assert settings.timeout == 4.5
    assert "https://roses.example/robot" in settings.user_agent
    assert link_check_settings().timeout != 4.5
