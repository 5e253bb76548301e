import re
from pathlib import Path

from linkfinder import app

MODULES = sorted(Path(app.__file__).parent.glob("*.py"))


def test_one_module_of_the_package_reads_the_environment() -> None:
    readers = [
        path.name for path in MODULES if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    ]
    assert readers == ["environment.py"]
