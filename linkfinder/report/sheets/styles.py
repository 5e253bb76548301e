"""How cells xlsx_format: every format of the workbook, made once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linkfinder.model.column import CellFormat

_FONT = "Calibri"
_TEXT_COLOUR = "#1F2933"
_SHADE_COLOUR = "#EEF2F6"  # every second group of lines with one target
_HEADING_COLOUR = "#26415C"  # headings of columns
_EDITABLE_COLOUR = "#FFF4CC"  # cells for people to fill
_LINK_COLOUR = "#1A5FB4"
_MUTED_COLOUR = "#66727F"

# Low, middle and high score: readable in black and, being light to dark too, without colours.
SCORE_COLOURS = ("#F8D7D0", "#FDF1C7", "#A9D8B0")

_NUMBERS: Mapping[CellFormat, str] = {
    CellFormat.WHOLE: "0",
    CellFormat.SCORE: "0.0",
    CellFormat.SHARE: "0.00",
    CellFormat.MONEY: "#,##0.00",
    CellFormat.DAY: "yyyy-mm-dd",
}

# Everything that is a text: Excel shows it as it stands, also after somebody has clicked into the cell.
_TEXT = {"quote_prefix": True, "num_format": "@"}

XlsxFormat = Any  # XlsxWriter has no types


@dataclass(frozen=True, slots=True)
class SheetStyles:
    """The formats. `cells` are by form and by whether the row is shaded."""

    cells: Mapping[tuple[CellFormat, bool], XlsxFormat]
    link: Mapping[bool, XlsxFormat]
    editable: Mapping[CellFormat, XlsxFormat]
    head: XlsxFormat
    head_editable: XlsxFormat
    title: XlsxFormat
    heading: XlsxFormat
    label: XlsxFormat
    text: XlsxFormat
    plain: XlsxFormat
    muted: XlsxFormat
    number: XlsxFormat
    points: XlsxFormat


def make_styles(workbook: Any) -> SheetStyles:
    """Return the formats, made in a workbook."""

    def xlsx_format(**properties: Any) -> XlsxFormat:
        return workbook.add_format(
            {"font_name": _FONT, "font_size": 10, "font_color": _TEXT_COLOUR, "valign": "top", **properties}
        )

    shades: dict[bool, dict[str, Any]] = {False: {}, True: {"bg_color": _SHADE_COLOUR}}
    return SheetStyles(
        cells={
            (form, shaded): xlsx_format(**_cell(form), **shade)
            for form in CellFormat
            for shaded, shade in shades.items()
        },
        link={
            shaded: xlsx_format(**{**_TEXT, "font_color": _LINK_COLOUR, "underline": 1}, **shade)
            for shaded, shade in shades.items()
        },
        editable={form: xlsx_format(**_cell(form), bg_color=_EDITABLE_COLOUR) for form in CellFormat},
        head=xlsx_format(
            bold=True, font_color="#FFFFFF", bg_color=_HEADING_COLOUR, text_wrap=True, valign="vcenter", border=1
        ),
        head_editable=xlsx_format(bold=True, bg_color="#F2C94C", text_wrap=True, valign="vcenter", border=1),
        title=xlsx_format(bold=True, font_size=18),
        heading=xlsx_format(bold=True, font_size=12, bottom=1),
        label=xlsx_format(bold=True),
        text=xlsx_format(**_TEXT, text_wrap=True),
        plain=xlsx_format(**_TEXT),
        muted=xlsx_format(**{**_TEXT, "font_color": _MUTED_COLOUR}),
        number=xlsx_format(num_format="#,##0", align="center"),
        points=xlsx_format(num_format="0.0", align="center"),
    )


def _cell(form: CellFormat) -> dict[str, Any]:
    if form in _NUMBERS:
        return {"num_format": _NUMBERS[form], "align": "center"}
    return {**_TEXT, "text_wrap": True} if form is CellFormat.MULTILINE else dict(_TEXT)
