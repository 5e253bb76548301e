"""The helper process that `workers` starts when it may not fork: reads its share, and writes reports.

It ends when its work is done, or when nobody reads its output any more.
"""

import pickle
import sys

from linkfinder.linkcheck.worker_processes import run_partition


def main() -> None:
    """Read a share from standard input and work on it."""
    share = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by the process that started this one)
    try:
        run_partition(share, sys.stdout.buffer)
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
