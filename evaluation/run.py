"""`make eval`: judge labelled pages and print how right the judgement is.

Without an argument the project's own invented pages in `tests/pages` are judged. `make eval CORPUS=folder` judges a
folder of sets (guestpost, ordinary, soft404, contacts, dates, articles) instead. The figures are printed and written to
`data/evaluation.json`, so that two versions can be compared; `--wrong` (`make eval WRONG=1`) also prints what is wrong.
"""

import argparse
import json
import signal
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.figures import Figure
from evaluation.labelled import Case, CorpusError, judge_folder, read_lines
from evaluation.own import OWN_FIGURES, own_cases
from evaluation.questions import QUESTIONS
from linkfinder.model.niche import Brand, Niche, Topic

OUTPUT = Path("data/evaluation.json")
OWN_PAGES = Path(__file__).parent.parent / "tests" / "pages"


@dataclass(slots=True)
class _Costs:
    """CPU time and size of the pages that went through."""

    spent: list[float] = field(default_factory=list)
    size: int = 0

    def watch(self, cases: Iterator[Case]) -> Iterator[Case]:
        """Yield the cases one by one, since thousands of parsed pages do not fit into memory."""
        for case in cases:
            self.spent.append(case.cpu_ms)
            self.size += case.size
            yield case

    def __str__(self) -> str:
        if not self.spent:
            return "none of them labelled"
        median, worst = statistics.median(self.spent), max(self.spent)
        per_100_kb = sum(self.spent) / max(1, self.size) * 102_400
        return f"CPU a page: median {median:.1f} ms, most {worst:.0f} ms, {per_100_kb:.1f} ms per 100 KB"


def main() -> int:
    """Measure the corpus named on the command line, or the project's own pages; 2 when the corpus has no sets."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.run", description="How right linkfinder judges pages.")
    parser.add_argument("corpus", nargs="?", type=Path, help="folder of labelled sets; the project's own pages without")
    parser.add_argument("--wrong", action="store_true", help="also print every case that is wrong")
    chosen = parser.parse_args()
    try:
        data = _measure_corpus(chosen.corpus) if chosen.corpus else _measure_own()
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not data:
        sys.stderr.write(f"{chosen.corpus}: no sets here; expected folders such as guestpost with pages.jsonl in it\n")
        return 2
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(
        json.dumps({name: each.as_data() for name, each in data.items()}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )
    for name, measured in data.items():
        _tell(name, measured, with_cases=chosen.wrong)
    print(f"\nEvery figure with its cases: {OUTPUT}" + ("" if chosen.wrong else "; --wrong prints them"))
    return 0


@dataclass(frozen=True, slots=True)
class _Measured:
    """The figures of one set, and how many pages of what sort it has."""

    pages: int
    sort: str
    figures: Sequence[Figure]

    def as_data(self) -> dict[str, object]:
        return {"pages": self.pages, "cost": self.sort, "figures": {f.name.strip(): f.as_data() for f in self.figures}}


def _measure_corpus(corpus: Path) -> dict[str, _Measured]:
    """Return what each set of a corpus says; a folder that is a set itself is one, too."""
    folders = [corpus / name for name in QUESTIONS] if corpus.name not in QUESTIONS else [corpus]
    return {folder.name: _measure(folder) for folder in folders if (folder / "pages.jsonl").is_file()}


def _measure_own() -> dict[str, _Measured]:
    data = {}
    for kind, figures_of in OWN_FIGURES.items():
        cases = list(own_cases(OWN_PAGES, kind))
        data[kind] = _Measured(len(cases), "invented pages of the project", figures_of(cases))
    return data


def _measure(folder: Path) -> _Measured:
    costs = _Costs()
    figures = list(QUESTIONS[folder.name](costs.watch(judge_folder(folder, _niche_for(folder))), folder))
    return _Measured(len(costs.spent), str(costs), figures)


def _tell(name: str, measured: _Measured, *, with_cases: bool) -> None:
    print(f"\n{name}: {measured.pages} pages, {measured.sort}")
    for figure in measured.figures:
        print(f"  {figure.as_text()}")
        for case in figure.confusions if with_cases else ():
            print(f"      {case}")


def _niche_for(folder: Path) -> Niche:
    """Return a niche with every brand that the mentions of a set are about."""
    domains: dict[str, set[str]] = {}
    for row in read_lines(folder / "mentions.jsonl"):
        domains.setdefault(row["brand"], set()).update(row["brand_domains"])
    brands = tuple(Brand(name, domains=tuple(sorted(owned))) for name, owned in sorted(domains.items()))
    return Niche("evaluation", (Topic("news"),), ("http://seed.example/",), brands=brands)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # output into `head` ends quietly
    sys.exit(main())
