"""Reachability: the best contact counts; a second one adds nothing."""

from collections.abc import Mapping

from linkfinder.model.page import Contact, ContactKind
from linkfinder.model.score_profile import FactorValue, ScoringInput

# Who reads the e-mail: an editor decides, a general inbox forwards, a seller sends prices, support files a ticket.
_ROLES: Mapping[str, float] = {
    "editorial": 1.0,
    "personal": 0.85,
    "press": 0.75,
    "general": 0.7,
    "sales": 0.3,
    "support": 0.15,
}
_OTHER_ROLE = 0.6  # an address whose name says nothing

_FORM = 0.6  # a form is read, but leaves no thread to follow up
_SUBMISSION_FORM = 0.85  # unless it is the way that the page itself asks for
_PERSON = 0.4  # a name to look for
_SOCIAL = 0.3  # a profile can be written to, seldom with success


def reachability(case: ScoringInput) -> FactorValue:
    """Return how good the best contact is, leaving out those that must not be contacted."""
    wanted_form = case.profile.is_form_wanted(case.opportunity.facts)
    barred = {entry.lower() for entry in case.niche.do_not_contact}
    usable = [contact for contact in case.opportunity.contacts if contact.value.lower() not in barred]
    if not usable:
        return FactorValue(0.0, "no contact was found on the pages read")
    best = max(usable, key=lambda contact: contact_value(contact, wanted_form=wanted_form))
    role = f" ({best.role})" if best.role else ""
    return FactorValue(contact_value(best, wanted_form=wanted_form), f"{best.kind} {best.value}{role}")


def contact_value(contact: Contact, *, wanted_form: bool = False) -> float:
    """Return how good a contact is, 0 to 1."""
    match contact.kind:
        case ContactKind.EMAIL:
            return _ROLES.get(contact.role, _OTHER_ROLE)
        case ContactKind.FORM:
            return _SUBMISSION_FORM if wanted_form else _FORM
        case ContactKind.PERSON:
            return _PERSON
        case ContactKind.SOCIAL:
            return _SOCIAL
