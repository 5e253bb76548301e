"""Guest posts: sites that take articles from outside authors."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from linkfinder.data.tables import read_table
from linkfinder.kinds.base import Kind, field_values
from linkfinder.kinds.guest_post.columns import COLUMNS
from linkfinder.kinds.guest_post.detector import detect
from linkfinder.kinds.guest_post.facts import GUEST_POST, GuestPost
from linkfinder.kinds.guest_post.lifecycle import RULES
from linkfinder.kinds.guest_post.said_in import SaidIn
from linkfinder.kinds.guest_post.scoring import PROFILE


def _terms(facts: GuestPost) -> list[str]:
    asked = facts.requirements
    price = f", {facts.price.amount:g} {facts.price.currency} a {facts.price.unit or 'post'}" if facts.price else ""
    words = "-".join(str(number) for number in (asked.min_words, asked.max_words) if number)
    said_in = f"said in {facts.said_in}" if facts.said_in not in ("", SaidIn.PAGE) else ""
    terms = [f"cost {facts.cost}{price}", f"by {', '.join(facts.method)}" if facts.method else ""]
    terms += [f"{words} words" if words else "", f"links {asked.link_policy}" if asked.link_policy else ""]
    return [part for part in (*terms, said_in) if part]


def _json_facts(facts: GuestPost) -> Mapping[str, Any]:
    return {
        "cost": facts.cost,
        "price": field_values(facts.price) if facts.price and isfinite(facts.price.amount) else None,
        **field_values(facts.requirements),
        "method": facts.method,
        "said_in": facts.said_in,
        "recheck": facts.recheck,
    }


def _explained_facts(facts: GuestPost) -> Mapping[str, Any]:
    return {
        "cost": str(facts.cost),
        "price": field_values(facts.price) if facts.price else None,
        "min_words": facts.requirements.min_words,
        "link_policy": facts.requirements.link_policy,
        "method": list(facts.method),
    }


KIND = Kind[GuestPost](
    name=GUEST_POST,
    title="Guest posts",
    facts=GuestPost,
    detect=detect,
    profile=PROFILE,
    rules=RULES,
    columns=COLUMNS,
    summary=lambda facts: f"cost {facts.cost}",
    terms=_terms,
    json_facts=_json_facts,
    explained_facts=_explained_facts,
    recheck=lambda facts: facts.recheck,
    footprints=read_table("footprints")["guest_post"],
    is_one_a_site=True,
    endorses_links=True,  # editors name good examples
)
