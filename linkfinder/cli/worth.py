"""Looks up what dead targets used to be and whether their domain can be had, politely and a few of them a run.

Nothing here can make a run fail: what a service does not answer is asked again in a few days. What is known is stored
after each look-up, so that Ctrl-C costs one.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from linkfinder.analysis.decode import decode_html
from linkfinder.analysis.read import read_page
from linkfinder.cli.patient_service import Get, Pace, PatientService
from linkfinder.cli.running import beat
from linkfinder.cli.terminal import safe, say
from linkfinder.crawl.source_request import Manners, fetch
from linkfinder.crawl.user_agent import user_agent_of
from linkfinder.discovery.base import Ask
from linkfinder.errors import DiscoveryError
from linkfinder.linkcheck import archive, registration
from linkfinder.linkcheck.names import never_exists
from linkfinder.linkcheck.settings import AskSettings
from linkfinder.model.former import Availability, Former
from linkfinder.model.niche import Niche
from linkfinder.model.page import PageClass
from linkfinder.model.run import Run
from linkfinder.storage import worth
from linkfinder.storage.session import reading, session
from linkfinder.urls import has_public_suffix, host_of, is_registrable

if TYPE_CHECKING:
    from sqlalchemy import Engine

LOOK_UPS = 50
"""Of each sort in one run. A page costs two or three requests at one a second, so this is two minutes of a morning's
run. A first crawl's few hundred dead pages are through within a week, those that most sites link to on the first day.
"""

_TITLE_BYTES = 512 * 1024
"""Of an archived copy, as far as it is read: a title stands in its head, and the page's sort can be told by then."""

_TITLE_LETTERS = 300

_NO_COPY = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""What the archive says of pages whose owners had their copies taken out: an answer, and a final one."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a look-up works with: the database, the run, the functions that ask and show progress, and the pace."""

    engine: "Engine"
    run: Run
    get: Get
    tell: Callable[[str], None]
    pace: Pace = field(default_factory=Pace)

    def show(self, state: str) -> None:
        """Show how far the look-ups are, and note that the run lives."""
        self.tell(state)
        beat(self.engine, self.run)


def look_up_worth(desk: Desk, niche: Niche, niche_id: int) -> None:
    """Look up what nobody was asked about yet, as far as the niche file allows, and store the answers."""
    asked = worth.LookUp(niche_id, datetime.now(UTC), LOOK_UPS)
    with reading(desk.engine) as opened:
        pages = worth.targets_to_look_up(opened, asked) if niche.link_checks.archive else []
        domains = worth.domains_to_look_up(opened, asked) if niche.link_checks.registration else []
    if pages:
        _look_up_pages(desk, pages)
    if domains:
        _look_up_domains(desk, domains)


def web_get(niche: Niche) -> Get:
    """Return the function that asks the web, under the name and rules that the crawl has."""
    asking = AskSettings.from_environ(os.environ, user_agent=user_agent_of(niche.sender))
    manners = Manners(asking.user_agent, asking.networks, asking.proxies, asking.ca_file)
    return lambda url: fetch(Ask(url, "what a dead link used to be"), manners)


def find_former(service: PatientService, url: str) -> Former:
    """Return what the archive knows of an address, empty when it knows nothing; raise DiscoveryError when it fails.

    A copy of a parking page or of an error shows what came after the page, and is not told.
    """
    if not _is_public(host_of(url)):
        return Former()
    snapshot = archive.read_availability(service.ask(archive.availability_request(url)).body)
    if snapshot is None:
        snapshot = archive.read_last_alive(service.ask(archive.last_alive_request(url), _NO_COPY).body)
    if snapshot is None:
        return Former()
    copy = service.ask(archive.raw_copy(snapshot), _NO_COPY)
    former = Former("", snapshot.url, snapshot.taken.date())
    if copy.status in _NO_COPY:
        return Former()
    if "html" not in copy.headers.get("content-type", ""):
        return former
    page = read_page(decode_html(copy.body[:_TITLE_BYTES], copy.headers["content-type"]), url)
    is_page = page.page_class is PageClass.NORMAL
    return replace(former, title=page.title[:_TITLE_LETTERS]) if is_page else Former()


def _look_up_pages(desk: Desk, urls: Sequence[str]) -> None:
    service, known = PatientService(desk.get, desk.pace), 0
    for number, url in enumerate(urls, 1):
        try:
            former = find_former(service, url)
        except DiscoveryError:
            with session(desk.engine) as opened:
                worth.put_off_copy(opened, url, datetime.now(UTC))
        else:
            known += bool(former.copy_url)
            with session(desk.engine) as opened:
                worth.store_copy(opened, url, former, datetime.now(UTC))
        desk.show(f"{number} of {len(urls)} dead pages looked up in the archive, {known} have a copy")
        if service.trouble:
            say(f"The archive is left alone until the next run: {safe(service.trouble)}")
            return


def _look_up_domains(desk: Desk, domains: Sequence[str]) -> None:
    service = PatientService(desk.get, desk.pace)
    try:
        servers = registration.read_bootstrap(service.ask(registration.BOOTSTRAP).body)
    except DiscoveryError as error:
        say(f"No registry is asked in this run: {safe(str(error))}")
        return
    if not servers:
        say(f"No registry is asked in this run: {registration.BOOTSTRAP} is not the list that it should be.")
        return
    for number, domain in enumerate(domains, 1):
        _look_up_domain(desk, service, registration.request(domain, servers), domain)
        desk.show(f"{number} of {len(domains)} dead domains looked up at their registries")
        if service.trouble:
            say(f"Registries are left alone until the next run: {safe(service.trouble)}")
            return


def _look_up_domain(desk: Desk, service: PatientService, request: str, domain: str) -> None:
    """Ask about one domain and store the answer; what no registry can be asked about is unknown, and stays so."""
    availability = Availability.UNKNOWN
    try:
        if request and is_registrable(domain) and not never_exists(domain):
            answer = service.ask(request, {HTTPStatus.NOT_FOUND})
            availability = registration.read_answer(answer.status, answer.body).availability
    except DiscoveryError:
        with session(desk.engine) as opened:
            worth.put_off_registration(opened, domain, datetime.now(UTC))
    else:
        with session(desk.engine) as opened:
            worth.store_registration(opened, domain, availability, datetime.now(UTC))


def _is_public(host: str) -> bool:
    """Tell whether a host can be known to others: the names of a private network are nobody else's business."""
    return has_public_suffix(host) and not never_exists(host)
