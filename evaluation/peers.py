"""The tools measured beside ours on the same pages, where they are installed (`make eval` installs them)."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from evaluation.figures import Agreed, Figure
from evaluation.labelled import Case

_MODES = {"extensive": True, "fast": False}


def htmldate_figures(cases: list[Case]) -> Iterator[Figure]:
    """Yield how often htmldate finds the publication date of the cases, in both its modes; nothing without it."""
    if find_spec("htmldate") is None:
        return
    find_date = import_module("htmldate").find_date
    for mode, is_extensive in _MODES.items():
        exact = Agreed(f"published, htmldate {mode}")
        for case in cases:
            got = find_date(case.html, extensive_search=is_extensive, original_date=True, outputformat="%Y-%m-%d")
            wanted = (case.label["date"], case.label.get("other"))
            exact.count(is_right=got is not None and got in wanted, case=f"{case.name}: {wanted[0]} read as {got}")
        exact.confusions.clear()  # theirs to read, not ours
        yield exact
