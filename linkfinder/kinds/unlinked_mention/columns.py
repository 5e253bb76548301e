"""The columns of unlinked mentions in a report."""

from linkfinder.kinds.column_readers import KindColumns, link_context_columns, of_facts
from linkfinder.model.column import CellFormat, Column
from linkfinder.model.opportunity import Mention

COLUMNS: KindColumns = (
    Column("brand", 16, CellFormat.TEXT, "The name that is mentioned", of_facts(Mention, lambda it: it.brand)),
    Column(
        "mention_state",
        15,
        CellFormat.TEXT,
        "Whether and how the page links to you",
        of_facts(Mention, lambda it: it.state),
    ),
    Column(
        "mention_count", 8, CellFormat.WHOLE, "How often the page names you", of_facts(Mention, lambda it: it.count)
    ),
    Column("author", 16, CellFormat.TEXT, "Who wrote it", of_facts(Mention, lambda it: it.author)),
    Column(
        "linked_url", 30, CellFormat.URL, "Where the page links to instead", of_facts(Mention, lambda it: it.linked_url)
    ),
    Column(
        "competitors_linked",
        18,
        CellFormat.MULTILINE,
        "Competitors that the page links to",
        of_facts(Mention, lambda it: ", ".join(it.competitors_linked)),
    ),
    *link_context_columns(Mention),
)
