"""Compressed answers, read as far as they can be: some servers say gzip and send plain text."""

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from linkfinder.crawl.refusals import RequestRefused
from linkfinder.model.visit import Outcome


class CompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, but a wrong Content-Encoding costs nothing and a bomb has its reason code."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the decoded response, or as it came when it is not what it says; raise RequestRefused for a bomb."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest as error:
            raise RequestRefused(Outcome.DROPPED, "too_large", str(error)) from error
        except Exception:  # noqa: BLE001 (each of the four decoders raises errors of its own for bytes that are not theirs)
            headers = response.headers.copy()
            headers.pop("Content-Encoding", None)
            return response.replace(headers=headers)
