"""A helper process: checks its share of a list and writes the checks to its standard output.

Started by `shares` as `python -m linkfinder.linkcheck.helper`; what passes between the two are pickles of this very
program. It ends when its work is done, or when nobody reads its output any more.
"""

import gc
import pickle
import signal
import sys

from linkfinder.linkcheck.share import work


def main() -> None:
    """Read a share from standard input and work on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the one in front ends us
    gc.set_threshold(50_000)  # a run makes many small things and hardly any circles of them
    share = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by the process that started this one)
    try:
        work(share, sys.stdout.buffer)
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
