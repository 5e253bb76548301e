"""Unlinked mentions: pages that name a brand of the niche without a useful link to it."""

from collections.abc import Iterator, Mapping
from typing import Any

from linkfinder.kinds.base import Kind, field_values
from linkfinder.kinds.unlinked_mention.columns import COLUMNS
from linkfinder.kinds.unlinked_mention.detector import detect
from linkfinder.kinds.unlinked_mention.facts import UNLINKED_MENTION
from linkfinder.kinds.unlinked_mention.lifecycle import RULES
from linkfinder.kinds.unlinked_mention.scoring import PROFILE
from linkfinder.model.niche import Niche
from linkfinder.model.opportunity import Mention

_JSON_NAMES = {"brand": "name", "state": "mention_state"}


def _json_facts(facts: Mention) -> Mapping[str, Any]:
    return {_JSON_NAMES.get(name, name): value for name, value in field_values(facts).items()}


def _search_texts(niche: Niche) -> Iterator[str]:
    for brand in niche.brands:
        own = "".join(f" -site:{domain}" for domain in brand.domains)
        for name in (brand.name, *brand.aliases):
            yield f'"{name}"{own}'


KIND = Kind[Mention](
    name=UNLINKED_MENTION,
    title="Unlinked mentions",
    facts=Mention,
    detect=detect,
    profile=PROFILE,
    rules=RULES,
    columns=COLUMNS,
    summary=lambda facts: facts.brand,
    terms=lambda facts: [f"{facts.brand}: {facts.state}", f"named {facts.count} times", f"in {facts.place}"],
    json_facts=_json_facts,
    search_texts=_search_texts,
)
