"""The example of docs/reference/library.md runs as it is printed there, on the made-up internet."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.demo.web import serve_demo

ROOT = Path(__file__).parents[2]
NICHE = """
name = "dental"

[[topics]]
phrase = "dental implants"

[[topics]]
phrase = "gum disease"

[seeds]
urls = ["http://gumline-weekly.example/", "http://open-dental-library.example/"]

[limits]
pages = 12
delay = 0.1

[links]
archive = false
registration = false
"""


def example() -> str:
    page = (ROOT / "docs" / "reference" / "library.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    return str(block)


def test_the_example_crawls_checks_links_lists_and_reports(tmp_path: Path) -> None:
    (tmp_path / "niches").mkdir()
    (tmp_path / "niches" / "dental.toml").write_text(NICHE, encoding="utf-8")
    with serve_demo(DemoInternet(load_sites(), datetime.now(UTC).date())) as server:
        environ = {**os.environ, "http_proxy": server.address, "https_proxy": server.address, "no_proxy": ""}
        environ.pop("LINKFINDER_DATABASE_URL", None)
        ended = subprocess.run(
            [sys.executable, "-c", example()],
            cwd=tmp_path,
            env=environ,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    assert "guest_post http://gumline-weekly.example/write-for-us" in ended.stdout
    assert re.search(r"^[1-9]\d* links checked", ended.stdout, flags=re.MULTILINE)
    written = sorted(file.suffix for file in (tmp_path / "reports").glob("dental-*"))
    assert written == [".csv", ".xlsx"]
    assert (tmp_path / "dental.db").is_file()
