"""`make bench`: measure speed and harvest, each beside something else in the same run.

`python -m benchmarks.run reading` measures one part. The machine's clock is shared and noisy: compare ratios and CPU.
`CORPUS` names a folder of saved pages: reading is measured on its articles, harvest also on its `web.jsonl`.
"""

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import crawling, doors, harvest, links, reading

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> int:
    """Print the figures of every part, or of the parts named on the command line."""
    corpus = os.environ.get("CORPUS")
    parts: dict[str, Callable[[], list[str]]] = {
        "reading": lambda: reading.measure(Path(corpus) if corpus else None),
        "crawling": crawling.measure,
        "harvest": lambda: [*harvest.measure(), *(doors.measure(Path(corpus) / "web.jsonl") if corpus else ())],
        "links": lambda: links.measure(int(os.environ.get("LINKS", links.USUAL))),
    }
    wanted = sys.argv[1:] or list(parts)
    unknown = [name for name in wanted if name not in parts]
    if unknown:
        sys.stderr.write(f"no such part: {', '.join(unknown)}; there are {', '.join(parts)}\n")
        return 2
    print(f"measured with CPython {platform.python_version()} of {sys.base_prefix}, whose build counts", flush=True)
    for name in wanted:
        print("\n".join(parts[name]()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
