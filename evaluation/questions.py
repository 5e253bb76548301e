"""The questions that labelled pages answer, one function a set. Borderline pages are left out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from evaluation.figures import Agreed, Figure, Found, Listed
from evaluation.guest_posts import guest_posts
from evaluation.labelled import Case, emails_of, read_lines
from evaluation.peers import htmldate_figures
from linkfinder.kinds.guest_post.facts import GuestPost
from linkfinder.model.opportunity import MentionState, OpportunityState
from linkfinder.model.page import PageClass, Place

_PLACES = {
    "body": {Place.BODY, Place.LIST, Place.TABLE},
    "footer": {Place.FOOTER},
    "sidebar": {Place.SIDEBAR, Place.NAV},
    "comment": {Place.COMMENT},
    "nav": {Place.NAV, Place.HEADER},
    "author_bio": {Place.AUTHOR_BIO, Place.BODY},
}
_MENTION_VERDICTS = {"unlinked", "linked", "page_links_brand", "own_site"}


def ordinary(cases: Iterable[Case], _folder: Path) -> Iterator[Figure]:
    """Count the false alarms on pages of which none is a guest-post page."""
    alarms = Listed("guest_post false alarms")
    for case in cases:
        found = next((o for o in case.judgement.opportunities if isinstance(o.facts, GuestPost)), None)
        is_listed = found is not None and found.state is not OpportunityState.CLOSED
        quotes = " | ".join(f"{e.signal}: {e.quote[:100]}" for e in found.evidence[:3]) if found else ""
        alarms.count(is_listed=is_listed, case=f"{case.name} {case.page.url}\n             {quotes}")
    yield alarms


def page_classes(cases: Iterable[Case], _folder: Path) -> Iterator[Figure]:
    """Measure whether dead pages are told from living ones by themselves."""
    dead = Found("page class")
    for case in cases:
        if case.label["dead"] in {"yes", "no"}:
            got = case.page.page_class is not PageClass.NORMAL
            dead.count(wanted=case.label["dead"] == "yes", got=got, case=f"{case.name} ({case.label['kind']})")
    yield dead


def contacts(cases: Iterable[Case], _folder: Path) -> Iterator[Figure]:
    """Measure e-mail addresses; those that only a script would show are left out."""
    emails = Found("e-mails")
    for case in cases:
        if case.label.get("kind") == "js_hidden":
            continue
        wanted, have = {email.lower() for email in case.label["emails"]}, emails_of(case.page)
        for email in sorted(wanted | have):
            emails.count(wanted=email in wanted, got=email in have, case=f"{case.name}: {email}")
    yield emails


def dates(cases: Iterable[Case], _folder: Path) -> Iterator[Figure]:
    """Measure publication dates, exactly right or not, and htmldate's on the same pages."""
    exact, cases = Agreed("published"), list(cases)
    for case in cases:
        got = case.page.published.value.isoformat() if case.page.published else None
        wanted = (case.label["date"], case.label.get("other"))
        exact.count(is_right=got is not None and got in wanted, case=f"{case.name}: {wanted[0]} read as {got}")
    yield exact
    yield from htmldate_figures(cases)


def articles(cases: Iterable[Case], folder: Path) -> Iterator[Figure]:
    """Measure the places of links and the mentions of brands."""
    by_id = {case.label["id"]: case for case in cases}
    places, mentions = Agreed("link place"), Found("unlinked mentions")
    for row in read_lines(folder / "link_positions.jsonl"):
        if row["position"] in _PLACES and row["article"] in by_id:
            got = {link.place for link in by_id[row["article"]].page.links if _bare(link.written) == _bare(row["href"])}
            case = f"{row['article']} {row['position']} read as {sorted(got)}: {row['href'][:80]}"
            places.count(is_right=bool(got & _PLACES[row["position"]]), case=case)
    for row in read_lines(folder / "mentions.jsonl"):
        if row["verdict"] in _MENTION_VERDICTS and row["article"] in by_id:
            seen = by_id[row["article"]].judgement.mentions
            states = {m.state for m in seen if m.brand.lower() == row["brand"].lower()}
            case = f"{row['id']} {row['brand']} ({row['verdict']}) read as {sorted(states)}"
            mentions.count(wanted=row["verdict"] == "unlinked", got=states == {MentionState.UNLINKED}, case=case)
    yield from (places, mentions)


def _bare(url: str) -> str:
    return url.split("#", maxsplit=1)[0].rstrip("/")


QUESTIONS = {
    "guestpost": guest_posts,
    "ordinary": ordinary,
    "soft404": page_classes,
    "contacts": contacts,
    "dates": dates,
    "articles": articles,
}
