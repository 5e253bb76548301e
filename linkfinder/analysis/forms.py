"""Forms: where they send to, what they ask, and the plugin that made them."""

from collections.abc import Sequence

from linkfinder.analysis.text import clean
from linkfinder.analysis.tree import RawForm
from linkfinder.model.page import Form
from linkfinder.urls import absolute

MAX_TEXT = 300
_MAX_FORMS = 50
_PLUGINS = ("wpcf7", "gform", "wpforms", "ninja-forms", "nf-form", "frm_", "fluentform", "usp_form", "usp-", "forminator",
            "hs-form", "elementor-form", "mc4wp", "mailpoet", "hbspt", "jetpack")  # fmt: skip


def read_forms(forms: Sequence[RawForm], base: str) -> tuple[Form, ...]:
    """Return the forms of a page in page order."""
    return tuple(_form(raw, base) for raw in forms[:_MAX_FORMS])


def _form(raw: RawForm, base: str) -> Form:
    names = f"{raw.attributes.get('class') or ''} {raw.attributes.get('id') or ''} {raw.names}".lower()
    return Form(
        action=absolute(raw.attributes.get("action") or base, base) or "",
        fields=tuple(dict.fromkeys(clean(field)[:MAX_TEXT] for field in raw.fields)),
        has_textarea=raw.has_textarea,
        has_upload=raw.has_upload,
        plugin=next((plugin for plugin in _PLUGINS if plugin in names), ""),
        place=raw.region.place,
        text=clean(" ".join(raw.parts))[:MAX_TEXT],
    )
