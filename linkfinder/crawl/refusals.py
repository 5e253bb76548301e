"""Requests that are not made, and why: the word that middlewares say and `responses` understands."""

from scrapy.exceptions import IgnoreRequest

from linkfinder.model.visit import Outcome


class RequestRefused(IgnoreRequest):
    """A request that must not or cannot be made: `reason` is a reason code, `wait` the seconds the server asked for."""

    def __init__(self, outcome: Outcome, reason: str, detail: str = "", wait: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.outcome = outcome
        self.reason = reason
        self.retry_after = wait
