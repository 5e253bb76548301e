"""`make eval CORPUS=folder`: judge labelled pages and print how right the judgement is.

A corpus is a folder of sets (guestpost, soft404, contacts, dates, articles). The figures are printed and written to
`data/evaluation.json`, so that two versions can be compared.
"""

import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.figures import Figure
from evaluation.labelled import Case, judge_folder, read_lines
from evaluation.questions import QUESTIONS
from linkfinder.model.niche import Brand, Niche, Topic

OUTPUT = Path("data/evaluation.json")


def main() -> int:
    """Measure the corpus named on the command line; 2 when there is none."""
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/pages")
    sets = [name for name in QUESTIONS if (corpus / name / "pages.jsonl").is_file()]
    if not sets:
        sys.stderr.write(f"{corpus}: no sets here; expected folders such as {corpus}/guestpost with pages.jsonl\n")
        return 2
    data = {name: _measure(corpus / name) for name in sets}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"\nEvery figure with its cases: {OUTPUT}")
    return 0


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
