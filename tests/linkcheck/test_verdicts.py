import re
from pathlib import Path

import pytest

from linkfinder.data.bot_protection import bot_protections
from linkfinder.linkcheck.redirect_chain import RedirectChain
from linkfinder.linkcheck.variants import UrlChange
from linkfinder.linkcheck.verdicts import FAILURE_OPINIONS, VerdictReason, judge
from linkfinder.model.check import Verdict
from linkfinder.net.exchange import Failure, HttpResponse

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "verdicts.md"


def explained() -> set[str]:
    return set(re.findall(r"`([a-z0-9_]+)`", DOCS.read_text(encoding="utf-8")))


def test_every_failure_has_an_opinion_with_a_sentence() -> None:
    assert set(FAILURE_OPINIONS) == set(Failure)
    assert all(
        opinion.note.endswith(".") and opinion.reason == failure for failure, opinion in FAILURE_OPINIONS.items()
    )


def test_no_failure_that_may_be_ours_is_dead() -> None:
    dead = {failure for failure, opinion in FAILURE_OPINIONS.items() if opinion.is_dead}
    assert dead == {Failure.DNS_NXDOMAIN, Failure.CONNECT_REFUSED}


def test_every_verdict_and_reason_is_explained_to_those_who_write_the_mail() -> None:
    products = {f"bot_protection_{product.name}" for product in bot_protections()}
    codes = {*map(str, Verdict), *map(str, Failure), *map(str, VerdictReason), *map(str, UrlChange), *products}
    assert codes - explained() == set()


@pytest.mark.parametrize("title", ["403 Forbidden", "Zugriff verweigert", "401 Authorization Required"])
def test_a_page_that_refuses_in_words_is_not_dead(title: str) -> None:
    url = "http://harbour.example/tides/table"
    answer = HttpResponse(url, 200, {"content-type": "text/html"}, f"<title>{title}</title><h1>{title}</h1>".encode())
    assert judge(RedirectChain(url, answer)).verdict is Verdict.BLOCKED
