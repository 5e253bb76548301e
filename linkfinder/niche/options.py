"""How a niche is worked on: exclusions, limits, link checks, campaign, weights, phrases, sender.

The keys that a function reads are the keys that exist. docs/reference/niche-file.md explains each.
"""

from linkfinder.model.niche import Campaign, Exclusions, Limits, LinkCheckOptions, PhraseGroup, Sender
from linkfinder.model.score import MERITS, PENALTIES
from linkfinder.niche import checks
from linkfinder.niche.toml_table import TomlTable
from linkfinder.text.phrase_groups import Group


def read_exclusions(root: TomlTable) -> Exclusions:
    """Return what must not be visited or listed."""
    table = root.table("exclude")
    exclude = Exclusions(table.texts("domains", checks.domain), table.texts("phrases"))
    table.finish()
    return exclude


def read_limits(root: TomlTable) -> Limits:
    """Return how much a run may cost."""
    table, default = root.table("limits"), Limits()
    limits = Limits(
        sites=table.whole("sites", default.sites, at_least=1),
        pages_per_site=table.whole("pages_per_site", default.pages_per_site, at_least=1),
        pages=table.whole("pages", default.pages, at_least=1),
        depth=table.whole("depth", default.depth),
        delay=table.number("delay", default.delay),
        minutes=table.whole("minutes", default.minutes),
        render_pages=table.whole("render_pages", default.render_pages),
        render_pages_per_site=table.whole("render_pages_per_site", default.render_pages_per_site),
    )
    table.finish()
    return limits


def read_link_checks(root: TomlTable) -> LinkCheckOptions:
    """Return when a dead link is sure enough, how long an answer is kept, and who is asked about dead ones."""
    table, default = root.table("links"), LinkCheckOptions()
    checking = LinkCheckOptions(
        confirmations=table.whole("confirmations", default.confirmations, at_least=1),
        keep_hours=table.whole("keep_hours", default.keep_hours),
        timeout=table.number("timeout", default.timeout, positive=True),
        archive=table.flag("archive", default=default.archive),
        registration=table.flag("registration", default=default.registration),
        browser=table.flag("browser", default=default.browser),
    )
    table.finish()
    return checking


def read_campaign(root: TomlTable) -> Campaign:
    """Return the kind of site that links are built for."""
    return Campaign(root.text("campaign", checks.one_of(Campaign)) or Campaign.ESTABLISHED)


def read_weights(root: TomlTable) -> tuple[tuple[str, float], ...]:
    """Return the points of score parts that replace the defaults."""
    table = root.table("weights")
    weights = tuple((part, table.number(part, 0.0)) for part in (*MERITS, *PENALTIES) if table.has(part))
    table.finish()
    points = dict(weights)
    if all(points.get(part) == 0 for part in MERITS):
        root.problem("weights", "every merit has 0 points; give at least one of them more")
    return tuple((str(part), value) for part, value in weights)


def read_phrases(root: TomlTable) -> tuple[PhraseGroup, ...]:
    """Return the phrases added to the language packs: `[phrases.en]` with a list for each group."""
    table = root.table("phrases")
    groups: list[PhraseGroup] = []
    for tag in table.values:
        try:
            language = checks.language(tag)
        except checks.UnusableTextError as error:
            table.problem(tag, str(error))
            continue
        pack = table.table(tag)
        groups += [PhraseGroup(language, str(group), pack.texts(group)) for group in Group if pack.has(group)]
        pack.finish()
    return tuple(groups)


def read_sender(root: TomlTable) -> Sender:
    """Return who asks, as the user agent says."""
    table = root.table("sender")
    sender = Sender(
        name=table.text("name", checks.optional(checks.any_text)),
        email=table.text("email", checks.optional(checks.email)),
        company=table.text("company", checks.optional(checks.any_text)),
        contact=table.text("contact", checks.optional(checks.email_or_address)),
    )
    table.finish()
    return sender
