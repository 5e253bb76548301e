"""`make freeze`: what is said today about every invented page of the project, stored in git.

`tests/pages/results.json` holds the result of each case in `tests/pages` and of each page of the demo; a page of the
demo about which nothing is said is left out. `tests/test_frozen_results.py` compares. Whoever makes a change
looks at each result that it alters, then runs `make freeze`.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.own import OWN_FIGURES, READ_ON, guest_post_facts, own_cases
from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.demo.internet import DemoInternet
from linkfinder.demo.site import load_sites
from linkfinder.kinds.broken_link.facts import BrokenLink
from linkfinder.kinds.guest_post.facts import GuestPost
from linkfinder.kinds.judge import judge_page
from linkfinder.model.opportunity import Judgement, Mention, Opportunity
from linkfinder.niche.load import load_niche

Results = Mapping[str, Mapping[str, Any]]

PAGES = Path(__file__).parent.parent / "tests" / "pages"
RESULTS_FILE = PAGES / "results.json"


def results_now() -> Results:
    """Return the result of every invented page, by the name of its case or its address in the demo."""
    return dict(sorted([*_own_results(), *_demo_results()]))


def stored_results() -> Results:
    """Return the results in git; none when the file is missing."""
    return json.loads(RESULTS_FILE.read_text(encoding="utf-8")) if RESULTS_FILE.is_file() else {}


def differences(before: Results, after: Results) -> list[str]:
    """Return a line for each value that changed, such as `guest_post/de_offen: cost: 'free' -> 'paid'`."""
    lines = []
    for case in sorted({*before, *after}):
        if case not in before:
            lines.append(f"{case}: new: {after[case]}")
        elif case not in after:
            lines.append(f"{case}: nothing is said any more; before: {before[case]}")
        else:
            lines += (f"{case}: {line}" for line in _changed(before[case], after[case]))
    return lines


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield f"{key}: {before.get(key)!r} -> {after.get(key)!r}"


def _own_results() -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in OWN_FIGURES:
        for case in own_cases(PAGES, kind):
            yield f"{kind}/{case.name}", _result(case.judgement)


def _demo_results() -> Iterator[tuple[str, dict[str, Any]]]:
    niche, sites = load_niche("demo"), load_sites()
    internet = DemoInternet(sites, READ_ON)
    for host, site in sites.items():
        for path in site.pages:
            url = f"http://{host}{path}"
            page = read_page(decode_html(internet.answer(url).body), url, fetched=READ_ON)
            if result := _result(judge_page(page, niche)):
                yield url, result


def _result(judgement: Judgement) -> dict[str, Any]:
    """Return what a judgement says, without points: they change with every weight."""
    result: dict[str, Any] = {}
    for found in judgement.opportunities:
        result |= _said(found)
    if judgement.rejections:
        result["rejected"] = [f"{each.kind}: {each.reason}" for each in judgement.rejections]
    if judgement.mentions:
        result["mentions"] = {each.brand: str(each.state) for each in judgement.mentions}
    return result


def _said(found: Opportunity) -> dict[str, Any]:
    match found.facts:
        case GuestPost():
            facts = guest_post_facts(Judgement(opportunities=(found,)))
            return {key: value for key, value in facts.items() if value not in (None, [], "")}
        case BrokenLink():
            return {f"dead {found.facts.dead_url}": str(found.facts.verdict)}
        case Mention():
            return {f"unlinked {found.facts.brand}": True}
    return {found.kind: str(found.state)}


def main() -> int:
    """Store the results of today and print what changed."""
    now = results_now()
    for line in differences(stored_results(), now):
        print(line)
    RESULTS_FILE.write_text(json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"Results of {len(now)} invented pages: {RESULTS_FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
