"""The words of the legend: what verdicts, statuses, flags and parts of the score mean."""

from collections.abc import Mapping

from linkfinder.model.check import Verdict
from linkfinder.model.score import Factor
from linkfinder.model.status import Flag, Status

FACTOR_MEANINGS: Mapping[Factor, str] = {
    Factor.RELEVANCE: "How near the page is to the niche's topics",
    Factor.EVIDENCE: "How certain it is that the opportunity exists",
    Factor.ASSET: "How well a page of yours replaces the dead page",
    Factor.AUDIENCE: "How many people visit the site, by free lists; counted in proportion to relevance",
    Factor.AUTHORITY: "How many sites link to the site, by free lists; counted in proportion to relevance",
    Factor.FRESHNESS: "How recently the page was written or changed",
    Factor.REACHABILITY: "Whether there is somebody to contact",
    Factor.LINK: "Where the link would stand, and whether search engines follow it",
    Factor.EFFORT: "How little work it is",
    Factor.METHOD: "How well the method fits the campaign",
    Factor.OFF_TOPIC: "Taken off when the page is hardly about the niche",
    Factor.COST: "Taken off when money is asked for",
    Factor.POLICY_RISK: "Taken off when the link would look like a scheme",
    Factor.WASTE_RISK: "Taken off when the link would do nothing",
    Factor.REJECT: "All points, when there is a hard reason against it",
}

VERDICT_MEANINGS: Mapping[Verdict, str] = {
    Verdict.ALIVE: "The page answers",
    Verdict.DEAD_HTTP: "The server says that the page is gone (404, 410)",
    Verdict.DEAD_DNS: "The name of the site does not exist any more",
    Verdict.DEAD_HOST: "Nothing answers there",
    Verdict.DEAD_5XX: "The server has been failing for days",
    Verdict.SOFT_404: "The page says that there is nothing, though the server says all is well",
    Verdict.REDIRECT_HOME: "The page is gone: its address leads to the home page",
    Verdict.REDIRECT_OFFSITE: "The page is gone: its address leads to another site",
    Verdict.PARKED: "The site is for sale or shows advertisements only",
    Verdict.HIJACKED: "Somebody else took the site over and shows something else",
    Verdict.BLOCKED: "The site blocks programs; it may be alive, so it is never called dead",
    Verdict.TLS_ERROR: "The certificate is wrong; people get a warning",
    Verdict.GATED: "Only for those who log in or pay",
    Verdict.UNKNOWN: "The checks gave no clear result",
    Verdict.REFUSED: "Not asked: a private address, or not a web address",
}

STATUS_MEANINGS: Mapping[Status, str] = {
    Status.NEW: "Not reviewed yet",
    Status.REVIEWING: "Being reviewed",
    Status.APPROVED: "Worth an e-mail",
    Status.REJECTED: "Not worth an e-mail",
    Status.CONTACTED: "An e-mail was sent",
    Status.FOLLOW_UP: "A reminder was sent",
    Status.REPLIED: "They answered",
    Status.NEGOTIATING: "Terms or topics are being negotiated",
    Status.ACCEPTED: "They agreed",
    Status.CONTENT_SENT: "The text or the correction was sent",
    Status.WON: "The link stands",
    Status.LOST: "The link stood, and is gone",
    Status.DECLINED: "They said no",
    Status.NO_REPLY: "They never answered",
    Status.CLOSED: "It is closed: nothing is taken now",
    Status.RECHECK: "To be reviewed again later",
    Status.DO_NOT_CONTACT: "Must not be contacted",
}

FLAG_MEANINGS: Mapping[Flag, str] = {
    Flag.GONE: "The page is gone",
    Flag.CHANGED: "The page has changed since it was found",
    Flag.LINK_FIXED: "The dead link was fixed",
    Flag.NOW_LINKED: "The mention has its link now",
    Flag.CLOSED: "Closed since it was found",
}
