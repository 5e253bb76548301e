"""`make eval`: judge labelled pages and print how right the judgement is.

Without an argument the project's own invented pages in `tests/pages` are judged. `make eval CORPUS=folder` judges a
folder of sets (guestpost, soft404, contacts, dates, articles) instead. The figures are printed and written to
`data/evaluation.json`, so that two versions can be compared.
"""

import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.figures import Figure
from evaluation.labelled import Case, judge_folder, read_lines
from evaluation.own import OWN_FIGURES, own_cases
from evaluation.questions import QUESTIONS
from linkfinder.model.niche import Brand, Niche, Topic

OUTPUT = Path("data/evaluation.json")
OWN_PAGES = Path(__file__).parent.parent / "tests" / "pages"


def main() -> int:
    """Measure the corpus named on the command line, or the project's own pages; 2 when the corpus has no sets."""
    data = _measure_corpus(Path(sys.argv[1])) if len(sys.argv) > 1 else _measure_own()
    if not data:
        sys.stderr.write(f"{sys.argv[1]}: no sets here; expected folders such as guestpost with pages.jsonl in it\n")
        return 2
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\nEvery figure with its cases: {OUTPUT}")
    return 0


def _measure_corpus(corpus: Path) -> dict[str, object]:
    sets = [name for name in QUESTIONS if (corpus / name / "pages.jsonl").is_file()]
    return {name: _measure(corpus / name) for name in sets}


def _measure_own() -> dict[str, object]:
    data: dict[str, object] = {}
    for kind, figures_of in OWN_FIGURES.items():
        cases = list(own_cases(OWN_PAGES, kind))
        figures = figures_of(cases)
        print(f"\n{kind}: {len(cases)} invented pages of the project")
        for figure in figures:
            _tell(figure)
        data[kind] = {"pages": len(cases), "figures": {figure.name: figure.as_data() for figure in figures}}
    return data


def _measure(folder: Path) -> dict[str, object]:
    cases = list(judge_folder(folder, _niche_for(folder)))
    figures = list(QUESTIONS[folder.name](cases, folder))
    print(f"\n{folder.name}: {len(cases)} pages, {_cost(cases)}")
    for figure in figures:
        _tell(figure)
    return {"pages": len(cases), "cost": _cost(cases), "figures": {f.name: f.as_data() for f in figures}}


def _tell(figure: Figure) -> None:
    print(f"  {figure.as_text()}")
    for case in figure.confusions:
        print(f"      {case}")


def _cost(cases: Sequence[Case]) -> str:
    spent = [case.cpu_ms for case in cases]
    kilobytes = sum(case.size for case in cases) / 1024
    median, worst = statistics.median(spent), max(spent)
    return f"CPU a page: median {median:.1f} ms, most {worst:.0f} ms, {sum(spent) / kilobytes * 100:.1f} ms per 100 KB"


def _niche_for(folder: Path) -> Niche:
    """Return a niche with every brand that the mentions of a set are about."""
    domains: dict[str, set[str]] = {}
    for row in read_lines(folder / "mentions.jsonl"):
        domains.setdefault(row["brand"], set()).update(row["brand_domains"])
    brands = tuple(Brand(name, domains=tuple(sorted(owned))) for name, owned in sorted(domains.items()))
    return Niche("evaluation", (Topic("news"),), ("http://seed.example/",), brands=brands)


if __name__ == "__main__":
    sys.exit(main())
