"""How cells look: every format of the workbook, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linkfinder.report.rows import Form

FONT = "Calibri"
INK = "#1F2933"
PALE = "#EEF2F6"  # every second story of dead links
HEAD = "#26415C"  # headings of columns
YOURS = "#FFF4CC"  # cells for people to fill
LINK = "#1A5FB4"
QUIET = "#66727F"

# Low, middle and high score: readable in black and, being light to dark too, without colours.
SCORE_COLOURS = ("#F8D7D0", "#FDF1C7", "#A9D8B0")

_NUMBERS: Mapping[Form, str] = {
    Form.WHOLE: "0",
    Form.SCORE: "0.0",
    Form.SHARE: "0.00",
    Form.MONEY: "#,##0.00",
    Form.DAY: "yyyy-mm-dd",
}

# Everything that is a text: Excel shows it as it stands, also after somebody has clicked into the cell.
_TEXT = {"quote_prefix": True, "num_format": "@"}

Format = Any  # XlsxWriter has no types


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats. `cells` are by form and by whether the row is shaded."""

    cells: Mapping[tuple[Form, bool], Format]
    link: Mapping[bool, Format]
    yours: Mapping[Form, Format]
    head: Format
    head_yours: Format
    title: Format
    heading: Format
    label: Format
    text: Format
    plain: Format
    quiet: Format
    number: Format
    points: Format


def make_looks(workbook: Any) -> Looks:
    """Return the formats, made in a workbook."""

    def look(**properties: Any) -> Format:
        return workbook.add_format(
            {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", **properties}
        )

    shades: dict[bool, dict[str, Any]] = {False: {}, True: {"bg_color": PALE}}
    return Looks(
        cells={(form, shaded): look(**_cell(form), **shade) for form in Form for shaded, shade in shades.items()},
        link={
            shaded: look(**{**_TEXT, "font_color": LINK, "underline": 1}, **shade) for shaded, shade in shades.items()
        },
        yours={form: look(**_cell(form), bg_color=YOURS) for form in Form},
        head=look(bold=True, font_color="#FFFFFF", bg_color=HEAD, text_wrap=True, valign="vcenter", border=1),
        head_yours=look(bold=True, bg_color="#F2C94C", text_wrap=True, valign="vcenter", border=1),
        title=look(bold=True, font_size=18),
        heading=look(bold=True, font_size=12, bottom=1),
        label=look(bold=True),
        text=look(**_TEXT, text_wrap=True),
        plain=look(**_TEXT),
        quiet=look(**{**_TEXT, "font_color": QUIET}),
        number=look(num_format="#,##0", align="center"),
        points=look(num_format="0.0", align="center"),
    )


def _cell(form: Form) -> dict[str, Any]:
    if form in _NUMBERS:
        return {"num_format": _NUMBERS[form], "align": "center"}
    return {**_TEXT, "text_wrap": True} if form is Form.LONG else dict(_TEXT)
