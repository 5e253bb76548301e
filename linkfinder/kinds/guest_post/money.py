"""Cost: what a page says of fees and of pay for authors.

A price counts only where something is placed for it; `$50` beside `we pay` is the author's, beside `per guest post` it
is the editor's. Questions say nothing: the answer after them does.
"""

# ruff: noqa: RUF001 (currencies as they are written)

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from price_parser import Price as FoundPrice

from linkfinder.data.currencies import currency_signs
from linkfinder.kinds.guest_post.acceptance import is_negated
from linkfinder.kinds.guest_post.cost_answers import answered_costs
from linkfinder.kinds.guest_post.facts import Cost, Price
from linkfinder.kinds.statements import PageStatements, Statement
from linkfinder.model.opportunity import Evidence
from linkfinder.model.page import BlockRole
from linkfinder.text.phrase_groups import Group
from linkfinder.text.phrases import PhraseHit

_SIGNS = "|".join(sorted(map(re.escape, currency_signs()), key=len, reverse=True))
_AMOUNT = r"\d{1,3}(?:[ .,'\u00a0]\d{3}){0,3}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_PRICE = re.compile(
    rf"(?<!\w)(?P<before>{_SIGNS})\s?(?P<first>{_AMOUNT})|(?P<second>{_AMOUNT})(?:[,.]-)?\s?(?P<after>{_SIGNS})(?!\w)",
    re.IGNORECASE,
)

_PLACED = (
    Group.GUEST,
    Group.INCOMING,
    Group.OBJECT,
    Group.PER_UNIT,
    Group.DOFOLLOW,
    Group.LINKS,
    Group.FEE,
    Group.SPONSORED,
)
_OFFERED = (
    Group.GUEST,
    Group.INCOMING,
    Group.OBJECT,
    Group.SEND,
    Group.INVITE,
    Group.INVITE_WEAK,
    Group.PUBLISH,
    Group.BENEFIT,
    Group.FEE,
    Group.PUBLICATION,
)
"""`Free` is said of many things; of publishing only beside one of these."""

_EDITORIAL = (Group.GUEST, Group.INCOMING, Group.OBJECT, Group.WRITER)

_CONDITION = re.compile(
    r"(?:if|when|should|wenn|falls|sofern|si|se|quando|als|indien|jesli|jezeli|jika|kalau|apabila)\b"
)
_CONDITION_BEHIND = re.compile(
    r"\b(?:if you|if your|wenn (?:sie|du|ihr)|falls (?:sie|du|ihr)|als (?:u|je)|jesli|jezeli)\b"
)
"""`If you want to submit a sponsored post, write to us` tells advertisers where to turn, and nothing of other texts."""

_IS_NOT = re.compile(
    r"(?:(?:this|it|that) is not|(?:isto |isso )?nao e|(?:esto )?no es|ce n'est pas|(?:questo )?non e|"
    r"(?:das|dies|es) ist kein|(?:dit|het|dat) is geen|(?:to )?nie jest|ini bukan)\b"
)
"""What follows is denied up to its end: `this is not a job, an internship or a paid activity`."""

_PAY_HEADINGS = frozenset({"pay", "compensation", "remuneration"})
_PAY_HEADINGS_FOR_WRITERS = frozenset({"payment", "rates"})
"""Headings of the author's money; `payment` and `rates` may be the editor's where no writers are looked for."""

_NEIGHBOURS = 3
"""Price tables put the amount, its name and its terms into blocks of their own, one after the other."""

_IMAGE_REACH = len(" of good ")
"""Characters between pictures and the word that they are free."""

_PAYEE_REACH = len(" an amount of ")
"""Characters between who receives and what: further away stands `a link for $40`, `an invoice for $40`."""


@dataclass(frozen=True, slots=True)
class Money:
    """Who pays, how much, and the statements that say so."""

    cost: Cost
    price: Price | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _CostStatement:
    cost: Cost
    statement: Statement
    price: Price | None = None
    is_sure: bool = True  # a bare price says that money flows, not to whom


def read_money(reading: PageStatements) -> Money:
    """Return what publishing costs or earns, as far as the page says."""
    said = [found for statement in reading.statements for found in _cost_statements(reading, statement)]
    said += [_CostStatement(cost, statement) for cost, statement in answered_costs(reading)]
    sure = {found.cost for found in said if found.is_sure}
    cost = _settle(reading, sure if Cost.PAYS_AUTHOR in sure else {found.cost for found in said})
    deciding = [found for found in said if found.cost is cost or cost is Cost.MIXED]
    price = next((found.price for found in deciding if found.price), None)
    chosen = {found.statement.order: found for found in reversed(deciding)}
    evidence = tuple(chosen[order].statement.evidence(f"cost_{chosen[order].cost}") for order in sorted(chosen))
    return Money(cost, price, evidence[:3])


def _settle(reading: PageStatements, costs: set[Cost]) -> Cost:
    """Return one word for what several statements say; contradictions are `mixed`."""
    if Cost.PAYS_AUTHOR in costs:
        return Cost.MIXED if Cost.PAID in costs else Cost.PAYS_AUTHOR
    if Cost.PAID in costs:
        return Cost.MIXED if Cost.FREE in costs else Cost.PAID
    if Cost.FREE in costs:
        return Cost.FREE  # sponsored posts beside it are for advertisers; authors need not use them
    if Cost.SPONSORED in costs:
        return Cost.MIXED if _takes_others(reading) else Cost.SPONSORED
    if any(reading.saying(Group.PAYS_PERHAPS)):
        return Cost.PAYS_AUTHOR if any(_rewards(reading)) else Cost.UNKNOWN
    return Cost.UNKNOWN


def _takes_others(reading: PageStatements) -> bool:
    """Tell whether texts are taken that nobody sponsors."""
    return any(not s.says(Group.SPONSORED) and s.says(*_EDITORIAL) for s in reading.saying(Group.ACCEPT, Group.OFFER))


def _rewards(reading: PageStatements) -> Iterator[Statement]:
    said = (s for s in reading.saying(Group.PAYS_PERHAPS) if s.says(*_EDITORIAL) or price_in(s))
    return (s for s in said if _is_affirmed(reading, s, _perhaps(s)))


def _perhaps(statement: Statement) -> list[PhraseHit]:
    """Return the words of a reward; `royalty` in `royalty-free images` is none."""
    images = statement.of(Group.IMAGES)
    return [hit for hit in statement.of(Group.PAYS_PERHAPS) if not any(_is_within(hit, image) for image in images)]


def _cost_statements(reading: PageStatements, statement: Statement) -> Iterator[_CostStatement]:
    if statement.text.rstrip().endswith(("?", "？", "؟")):
        return
    price = price_in(statement)
    cost = _free_or_not(reading, statement)
    if cost is not None:
        yield _CostStatement(cost, statement, price)
    elif _is_extra(statement, price):
        yield _CostStatement(Cost.SPONSORED, statement, price)
    elif _is_pay(reading, statement) or (price and (_is_received(statement) or _is_paid_out(reading, statement))):
        yield _CostStatement(Cost.PAYS_AUTHOR, statement, price)
    elif _is_fee(reading, statement, price) and _is_of_sponsored(statement):
        yield _CostStatement(Cost.SPONSORED, statement, price)
    elif _is_fee(reading, statement, price):
        yield _CostStatement(Cost.PAID, statement, price, is_sure=_is_placement(reading, statement))
    elif _is_sponsored(reading, statement):
        yield _CostStatement(Cost.SPONSORED, statement, price)


def _is_sponsored(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether sponsored posts are on offer; in a mere condition they are not, only in what follows from it."""
    if not _is_said(reading, statement, Group.SPONSORED):
        return False
    if _is_condition(statement):
        first = statement.of(Group.SPONSORED)[0]
        return any(hit.start >= first.end for hit in statement.of(Group.OFFER, Group.ACCEPT))
    return statement.says(Group.OFFER, Group.ACCEPT, Group.ACCEPT_VERB, Group.SEND)


def _is_of_sponsored(statement: Statement) -> bool:
    """Tell whether what costs money is a sponsored post alone: `we charge for sponsored posts`."""
    return statement.says(Group.SPONSORED) and not statement.says(Group.GUEST, Group.INCOMING, Group.WRITER)


def _is_condition(statement: Statement) -> bool:
    return bool(_CONDITION.match(statement.folded) or _CONDITION_BEHIND.search(statement.folded))


def _free_or_not(reading: PageStatements, statement: Statement) -> Cost | None:
    """Return what a statement says of publishing for nothing: `free`, `paid` where it denies that, else None."""
    if statement.says(Group.UNPAID, Group.NO_FEE):
        return Cost.FREE
    if statement.says(Group.EXCHANGE) and not _is_denied(reading, statement, Group.EXCHANGE):
        return Cost.FREE
    if not statement.says(Group.NOT_PAID) or not statement.says(*_OFFERED) or _is_of_images(statement):
        return None
    return Cost.PAID if _is_denied(reading, statement, Group.NOT_PAID) else Cost.FREE


def _is_of_images(statement: Statement) -> bool:
    """Tell whether only pictures are free: `use free images in your article`."""
    if statement.says(Group.GUEST, Group.PUBLISH, Group.PUBLICATION):
        return False
    images = statement.of(Group.IMAGES)
    return all(
        any(
            0 <= image.start - free.end <= _IMAGE_REACH or 0 <= free.start - image.end <= _IMAGE_REACH
            for image in images
        )
        for free in statement.of(Group.NOT_PAID)
    )


def _is_denied(reading: PageStatements, statement: Statement, group: Group) -> bool:
    """Tell whether a negation stands before every hit of a group: `we do not offer free guest posts`."""
    grammar = reading.grammar_of(statement)
    return all(is_negated(statement, grammar, hit.start, hit.start) for hit in statement.of(group))


def _is_extra(statement: Statement, price: Price | None) -> bool:
    """Tell whether money is asked for more than publishing: an upgrade, a fast track, a membership by the month."""
    if not statement.says(Group.EXTRA, Group.PER_PERIOD):
        return False
    is_offered = statement.says(Group.WRITER, Group.GUEST, Group.INCOMING, Group.FEE)
    return is_offered and (price is not None or statement.says(Group.EXTRA))


def _is_pay(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether authors are paid; the words in `guest posts are paid` are the editor's price."""
    fees = statement.of(Group.FEE)
    hits = [hit for hit in statement.of(Group.PAYS_AUTHOR) if not any(_is_within(hit, fee) for fee in fees)]
    hits += _received_rewards(statement)
    grammar = reading.grammar_of(statement) if hits else ()
    if _IS_NOT.match(statement.folded) and not any(hit.group is Group.FIRST_PERSON for hit in grammar):
        return False
    return any(not is_negated(statement, grammar, hit.start, hit.end) for hit in hits)


def _received_rewards(statement: Statement) -> list[PhraseHit]:
    """Return the rewards right behind the one who gets them: `contributors receive a cash bonus`."""
    payees = statement.of(Group.PAYEE)
    return [hit for hit in _perhaps(statement) if any(0 < hit.start - payee.end <= _PAYEE_REACH for payee in payees)]


def _is_within(hit: PhraseHit, other: PhraseHit) -> bool:
    return other.start <= hit.start and hit.end <= other.end and len(other.phrase.text) > len(hit.phrase.text)


def _is_received(statement: Statement) -> bool:
    """Tell whether the first amount stands right behind the one who gets it: `we will send you 40 euros`."""
    found = _PRICE.search(statement.folded)
    return found is not None and any(0 <= found.start() - hit.end <= _PAYEE_REACH for hit in statement.of(Group.PAYEE))


def _is_paid_out(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a bare price stands under words of paying authors, and no word of a fee beside it."""
    if statement.says(Group.FEE, Group.DOFOLLOW):
        return False
    index = statement.order - 1  # orders count from 1, the title is 0
    before = reading.statements[max(0, index - _NEIGHBOURS) : max(0, index)]
    return any(_is_pay_heading(reading, s) or _is_said(reading, s, Group.PAYS_AUTHOR) for s in before)


def _is_pay_heading(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a heading is about the author's money; `payment` is on a page that looks for writers."""
    name = statement.folded.strip(" :?.")
    if statement.role is not BlockRole.HEADING or name not in _PAY_HEADINGS | _PAY_HEADINGS_FOR_WRITERS:
        return False
    return name in _PAY_HEADINGS or any(s.says(Group.ACCEPT) for s in reading.saying(Group.WRITER))


def _is_said(reading: PageStatements, statement: Statement, group: Group) -> bool:
    return _is_affirmed(reading, statement, statement.of(group))


def _is_affirmed(reading: PageStatements, statement: Statement, hits: Sequence[PhraseHit]) -> bool:
    grammar = reading.grammar_of(statement) if hits else ()
    return any(not is_negated(statement, grammar, hit.start, hit.end) for hit in hits)


def _is_fee(reading: PageStatements, statement: Statement, price: Price | None) -> bool:
    """Tell whether a statement asks money for a placement: a price or a fee word together with what is placed."""
    if price is not None:
        return statement.says(*_PLACED) or any(
            s.says(Group.PAID, Group.PER_UNIT, Group.GUEST, Group.DOFOLLOW) for s in _around(reading, statement)
        )
    if _is_said(reading, statement, Group.FEE):
        return True
    units = {(hit.start, hit.end) for hit in statement.of(Group.PER_UNIT)}
    costs = [hit for hit in statement.of(Group.PAID) if (hit.start, hit.end) not in units]  # `two links per article`
    return _is_affirmed(reading, statement, costs) and statement.says(Group.GUEST, Group.INCOMING, Group.PER_UNIT)


def _is_placement(reading: PageStatements, statement: Statement) -> bool:
    """Tell whether a statement itself names the fee, or what is placed for the money."""
    return _is_said(reading, statement, Group.FEE) or statement.says(
        Group.GUEST, Group.LINKS, Group.DOFOLLOW, Group.SPONSORED
    )


def _around(reading: PageStatements, statement: Statement) -> Iterator[Statement]:
    return (s for s in reading.statements if 0 < abs(s.order - statement.order) <= _NEIGHBOURS)


def price_in(statement: Statement) -> Price | None:
    """Return the first amount of money in a statement, with its currency and unit where they stand there."""
    found = _PRICE.search(statement.text)
    if not found:
        return None
    amount = FoundPrice.fromstring(found.group()).amount_float
    if not amount:
        return None
    sign = (found["before"] or found["after"]).strip()
    currency = currency_signs().get(sign.lower(), "")
    return Price(float(amount), currency, _unit(statement))


def _unit(statement: Statement) -> str:
    per = " ".join(hit.phrase.text for hit in statement.of(Group.PER_UNIT))
    if not per:
        return ""
    if any(
        statement.folded[hit.start : hit.end].endswith(
            ("word", "wort", "mot", "palabra", "palavra", "parola", "woord", "slowo")
        )
        for hit in statement.of(Group.PER_UNIT)
    ):
        return "word"
    return "link" if "link" in per else "post"
