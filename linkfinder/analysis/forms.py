"""Forms: where they send to, what they ask, the plugin that made them, and which of them reach an editor."""

from collections.abc import Sequence

from linkfinder.analysis.tree import Outline, RawForm
from linkfinder.data.form_services import form_service_of, form_service_sites
from linkfinder.model.page import Contact, ContactKind, Form, Link, Place
from linkfinder.text.cleaning import clean
from linkfinder.urls import absolute, root_of, site_of

_MAX_TEXT = 300
_MAX_FORMS = 30
_MAX_FIELDS = 60
_PLUGINS = {
    # class or id of the form, or the path it is sent to -> name
    "wpcf7": "contact-form-7",
    "gform": "gravity-forms",
    "wpforms": "wpforms",
    "ninja": "ninja-forms",
    "nf-form": "ninja-forms",
    "frm_": "formidable",
    "frm-": "formidable",
    "fluentform": "fluent-forms",
    "usp_": "user-submitted-posts",
    "usp-": "user-submitted-posts",
    "forminator": "forminator",
    "hs-form": "hubspot",
    "hbspt": "hubspot",
    "elementor-form": "elementor",
    "et_pb_contact": "divi",
    "jetpack": "jetpack",
    "grunion": "jetpack",
    "caldera": "caldera-forms",
    "everest": "everest-forms",
    "webform": "webform",
    "netlify": "netlify",
    "formspree": "formspree",
    "formsubmit": "formsubmit",
    "mc4wp": "mailchimp",
    "mailchimp": "mailchimp",
    "list-manage": "mailchimp",
    "mc-embedded": "mailchimp",
}
_LISTS_ONLY = frozenset({"mailchimp"})  # signs up for a newsletter; no person reads what is sent
_COMMENT_FIELDS = frozenset({"comment", "comment_parent", "comment_post_id"})


def read_forms(forms: Sequence[RawForm], base: str) -> tuple[Form, ...]:
    """Return the forms of a page in page order."""
    return tuple(_form(raw, base) for raw in forms[:_MAX_FORMS])


def _form(raw: RawForm, base: str) -> Form:
    attributes = raw.attributes
    action = attributes.get("action") or ""
    names = " ".join(
        (attributes.get("class") or "", attributes.get("id") or "", attributes.get("name") or "", action, _around(raw))
    ).lower()
    if "data-netlify" in attributes or "netlify" in attributes:
        names += " netlify"
    fields = dict.fromkeys(clean(field)[:_MAX_TEXT] for field in raw.fields[:_MAX_FIELDS])
    return Form(
        action=absolute(action or base, base) or "",
        fields=tuple(field for field in fields if field),
        has_textarea=raw.has_textarea,
        has_upload=raw.has_upload,
        plugin=next((name for mark, name in _PLUGINS.items() if mark in names), ""),
        place=raw.region.place,
        text=clean(raw.node.text(separator=" ")[: _MAX_TEXT * 4])[:_MAX_TEXT],
    )


def _around(raw: RawForm) -> str:
    """Return the classes and ids of the two elements around a form: plugins put their name there."""
    names = []
    node = raw.node.parent
    for _ in range(2):
        if node is None or not node.is_element_node:
            break
        names += [node.attributes.get("class") or "", node.attributes.get("id") or ""]
        node = node.parent
    return " ".join(names)


def form_contacts(outline: Outline, forms: Sequence[Form], links: Sequence[Link], url: str) -> tuple[Contact, ...]:
    """Return the forms through which somebody can be written to, on the page or at a service; each address once."""
    found: dict[str, Contact] = {}
    for form in forms:
        if is_contact_form(form):
            value = form.action or url
            found.setdefault(value, Contact(ContactKind.FORM, value, form.plugin or "form", "", form.place, url))
    for link in _near_services(links, url):
        service = form_service_of(link.url)
        if service and link.place is not Place.COMMENT and link.place is not Place.SIDEBAR:
            found.setdefault(link.url, Contact(ContactKind.FORM, link.url, service, "", link.place, url))
    for frame in outline.frames:
        address = absolute(frame, url)
        service = form_service_of(address) if address else ""
        if address and service:
            found.setdefault(address, Contact(ContactKind.FORM, address, service, "", Place.BODY, url))
    return tuple(found.values())


def is_contact_form(form: Form) -> bool:
    """Tell whether a form carries a message to somebody: no search, no sign-up, no comment."""
    fields = {field.lower() for field in form.fields}
    if form.place is Place.COMMENT or form.plugin in _LISTS_ONLY or fields & _COMMENT_FIELDS:
        return False
    return form.has_textarea or form.has_upload


def _near_services(links: Sequence[Link], url: str) -> list[Link]:
    """Return the links to sites of form services; those of the page's own host are known without a lookup."""
    sites = form_service_sites()
    home = root_of(url) if site_of(url) not in sites else ""
    return [link for link in links if not (home and link.url.startswith(home)) and site_of(link.url) in sites]
