"""Whether the network here works at all: when no host answers any more, that says nothing about a site.

The link check has the same guard (`linkcheck.connectivity_guard`).
A run that trips it ends, and what was silent stays queued.
"""

from dataclasses import dataclass, field

from linkfinder.net.exchange import Failure

AT_LEAST = 3
"""Sites: two may be down at the same time by chance."""

ENOUGH = 5
"""Sites that answered before in this run and are silent now, with no answer from anywhere in between."""

NEVER = 20
"""Sites that are silent before any answered: a run that begins without network ends here, a shorter one by itself."""

_SILENT = frozenset(
    {
        Failure.DNS_TEMPORARY,
        Failure.CONNECT_REFUSED,
        Failure.CONNECT_TIMEOUT,
        Failure.TIMEOUT,
        Failure.UNREACHABLE,
        Failure.PROXY,
    }
)
_NO_NAME = frozenset({Failure.DNS_NXDOMAIN, Failure.DNS_NO_ADDRESS})
"""Said of dead sites at once, and of all names by some resolvers that have no network: it ends no run early."""

_OF_A_PROXY = frozenset({"http_502", "http_503", "http_504", "robots_unreachable"})
"""What a proxy says for hosts that it cannot reach; a host that says so itself is known by the answers of the
others."""


@dataclass(frozen=True, slots=True)
class RequestEnd:
    """How the request for a page ended: reason code and HTTP status, and when it was made and ended on one clock."""

    page: int  # its number in the frontier
    site: str
    reason: str
    status: int | None
    requested: float
    now: float


@dataclass(slots=True)
class CrawlConnectivity:
    """Notes how each request of a run ended. `has_proxy` says whether a proxy speaks for the hosts."""

    has_proxy: bool = False
    is_tripped: bool = False  # the run ends because of it
    _answered: set[str] = field(default_factory=set)  # sites
    _silent: dict[int, str] = field(default_factory=dict)  # since the last answer: pages of the frontier, their sites
    _silent_since: float = 0.0  # when the first of them failed
    _nameless: set[int] = field(default_factory=set)  # those of them whose host has no address

    def note(self, ended: RequestEnd) -> bool:
        """Note how the request for a page ended; return whether the run is to end now, which is returned once.

        An answer to a request that was made before the first silent one
        failed shows that its site works, but not that the network still does: it may come out of a proxy's memory.
        """
        if self._is_silent(ended):
            self._silent_since = self._silent_since if self._silent else ended.now
            self._silent[ended.page] = ended.site
            if ended.reason in _NO_NAME:
                self._nameless.add(ended.page)
            was_tripped, self.is_tripped = self.is_tripped, self.is_tripped or self._is_cut_off()
            return self.is_tripped and not was_tripped
        if ended.status is not None or ended.reason in {"robots", "robots_unreachable"}:
            self._note_answer(ended)
        return False

    def _note_answer(self, ended: RequestEnd) -> None:
        self._answered.add(ended.site)
        if self.is_tripped or ended.requested < self._silent_since:
            self._silent.pop(ended.page, None)
        else:
            self._silent.clear()
            self._nameless.clear()

    def _is_silent(self, ended: RequestEnd) -> bool:
        is_of_proxy = self.has_proxy and ended.reason in _OF_A_PROXY
        return is_of_proxy or ended.reason in _SILENT or ended.reason in _NO_NAME

    def _is_cut_off(self) -> bool:
        if not self._answered:
            return len({site for page, site in self._silent.items() if page not in self._nameless}) >= NEVER
        lost = self._answered.intersection(self._silent.values())
        return len(lost) >= min(ENOUGH, max(AT_LEAST, len(self._answered)))

    @property
    def is_down(self) -> bool:
        """Whether the network here seems to be down: the guard tripped, or none of several sites ever answered."""
        return self.is_tripped or (not self._answered and len(set(self._silent.values())) >= AT_LEAST)

    @property
    def silent_pages(self) -> dict[int, str]:
        """The pages whose silence says nothing of them, each with its site; none when the network works."""
        return dict(self._silent) if self.is_down else {}
