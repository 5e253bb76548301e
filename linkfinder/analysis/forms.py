"""Forms: where they send to, what they ask, the plugin that made them, and which of them reach an editor."""

from collections.abc import Sequence
from functools import cache, lru_cache

from linkfinder.analysis.tree import Outline, RawForm
from linkfinder.model.page import Contact, ContactKind, Form, Link, Place
from linkfinder.text.cleaning import clean
from linkfinder.urls import absolute, root_of, site_of, site_of_host

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
_SERVICES = {
    # Forms that live at a service, linked or shown in a frame.
    "docs.google.com": "google-forms",
    "forms.gle": "google-forms",
    "typeform.com": "typeform",
    "airtable.com": "airtable",
    "jotform.com": "jotform",
    "jotform.eu": "jotform",
    "tally.so": "tally",
    "submittable.com": "submittable",
    "wufoo.com": "wufoo",
    "cognitoforms.com": "cognito-forms",
    "paperform.co": "paperform",
    "formstack.com": "formstack",
    "forms.office.com": "microsoft-forms",
    "forms.microsoft.com": "microsoft-forms",
    "surveymonkey.com": "surveymonkey",
    "fillout.com": "fillout",
    "zohopublic.com": "zoho-forms",
    "123formbuilder.com": "123formbuilder",
    "moksha.io": "moksha",
    "duosuma.com": "duosuma",
    "framaforms.org": "framaforms",
}
_GOOGLE = "google-forms"  # shares its host with documents and tables
_LISTS_ONLY = frozenset({"mailchimp"})  # signs up for a newsletter; nobody reads what is sent
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
        service = service_of(link.url)
        if service and link.place is not Place.COMMENT and link.place is not Place.SIDEBAR:
            found.setdefault(link.url, Contact(ContactKind.FORM, link.url, service, "", link.place, url))
    for frame in outline.frames:
        address = absolute(frame, url)
        service = service_of(address) if address else ""
        if address and service:
            found.setdefault(address, Contact(ContactKind.FORM, address, service, "", Place.BODY, url))
    return tuple(found.values())


def is_contact_form(form: Form) -> bool:
    """Tell whether a form carries a message to somebody: no search, no sign-up, no comment."""
    fields = {field.lower() for field in form.fields}
    if form.place is Place.COMMENT or form.plugin in _LISTS_ONLY or fields & _COMMENT_FIELDS:
        return False
    return form.has_textarea or form.has_upload


def service_of(url: str) -> str:
    """Return the name of the form service that an address belongs to, or an empty string."""
    service = _service_of_host(url.split("/", 3)[2])  # a canonical address: the third piece is the host
    return service if service != _GOOGLE or "/forms/" in url or "forms.gle/" in url else ""


def _near_services(links: Sequence[Link], url: str) -> list[Link]:
    """Return the links to sites of form services; those of the page's own host are known without a look-up."""
    sites = _service_sites()
    home = root_of(url) if site_of(url) not in sites else ""
    return [link for link in links if not (home and link.url.startswith(home)) and site_of(link.url) in sites]


@cache
def _service_sites() -> frozenset[str]:
    return frozenset(map(site_of_host, _SERVICES))


@lru_cache(maxsize=65_536)
def _service_of_host(host: str) -> str:
    while "." in host:
        if host in _SERVICES:
            return _SERVICES[host]
        host = host.partition(".")[2]
    return ""
